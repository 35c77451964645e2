//! The rubric, and the marks on it.

use super::{Checked, passed, scorecards::Cards};
use crate::{
    number::Decimal,
    results::{
        model::{ResultsDocument, RubricLine, TrackResults},
        pack::format::{Content, PackCriterion, PackTrack},
    },
};

pub(super) fn rubric(content: &Content, cards: &Cards) -> Checked<ResultsDocument> {
    let document: ResultsDocument = serde_json::from_str(&content.document).map_err(|error| error.to_string())?;
    if document.method != content.method.kind.as_str() {
        return Err(format!("the document says {:?} of the method", document.method));
    }
    let keys = |tracks: &[TrackResults]| tracks.iter().map(|track| track.key.clone()).collect::<Vec<_>>();
    let own: Vec<String> = content.tracks.iter().map(|track| track.key.clone()).collect();
    if keys(&document.tracks) != own {
        return Err("the document has other tracks".to_owned());
    }
    for (track, published) in content.tracks.iter().zip(&document.tracks) {
        lines(track, published)?;
    }
    for card in &cards.cards {
        let track = &content.tracks[card.track];
        for (key, mark) in &card.stated.marks {
            let line = track.criteria.iter().find(|line| line.key == *key);
            let line = line.ok_or_else(|| format!("a mark on {key}, which is no criterion of {}", track.key))?;
            if mark.is_some_and(|mark| !on_scale(line, mark)) {
                return Err(format!("a mark on {key} is not on its scale"));
            }
        }
    }
    let detail = format!("{} tracks on their published rubrics, every mark on its scale", content.tracks.len());
    passed(document, detail)
}

fn on_scale(line: &PackCriterion, mark: Decimal) -> bool {
    let above = i128::from(mark.micros()) - i128::from(line.min.micros());
    let step = i128::from(line.step.micros());
    (line.min..=line.max).contains(&mark) && step > 0 && above % step == 0
}

fn lines(track: &PackTrack, published: &TrackResults) -> Result<(), String> {
    let differs =
        || format!("track {} has another rubric, other rounds or another tie order in the document", track.key);
    let weights: Vec<Decimal> = track.criteria.iter().map(|line| line.weight).collect();
    let same = weighed(track, &weights).eq(written(&published.rubric))
        && track.tie_order == published.tie_order
        && track.rounds.len() == published.rounds.len();
    if !same {
        return Err(differs());
    }
    for (round, published) in track.rounds.iter().zip(&published.rounds) {
        let own = round.weights.as_ref().unwrap_or(&weights);
        if own.len() != weights.len() || round.name != published.name || round.rule != published.rule {
            return Err(differs());
        }
        // A round with the track's rubric has none of its own in the document.
        let same = if published.rubric.is_empty() {
            *own == weights
        } else {
            let counts = |line: &(&str, String)| line.1 != "0";
            weighed(track, own).filter(counts).eq(written(&published.rubric).filter(counts))
        };
        if !same {
            return Err(differs());
        }
    }
    Ok(())
}

fn weighed<'a>(track: &'a PackTrack, weights: &'a [Decimal]) -> impl Iterator<Item = (&'a str, String)> {
    track.criteria.iter().zip(weights).map(|(line, weight)| (line.key.as_str(), weight.to_string()))
}

fn written(lines: &[RubricLine]) -> impl Iterator<Item = (&str, String)> {
    lines.iter().map(|line| (line.key.as_str(), line.weight.clone()))
}
