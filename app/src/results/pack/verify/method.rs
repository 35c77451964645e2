//! The method: that what ranked is what was fixed before scores were seen.

use super::{Checked, log::Log, noted, passed};
use crate::{
    competition::model::{RankingRules, SealedMethod as Fixed},
    results::{
        model::ResultsDocument,
        pack::format::{Content, Pack, SealedMethod},
    },
    text,
};

pub(super) fn method(pack: &Pack, log: &Log) -> Checked<()> {
    let content = &pack.content;
    let used = format!("ranked by {}", content.method.kind);
    let (sealed, place) = match (&content.sealed, &pack.proofs.sealed) {
        (Some(sealed), Some(place)) => (sealed, place),
        (None, None) => return noted((), format!("{used}; the log does not show that this was fixed before judging")),
        _ => return Err("a sealed method and its place in the log come together".to_owned()),
    };
    log.states(&sealed.salt, &sealed.body, place)?;
    let stated: SealedMethod = serde_json::from_str(&sealed.body).map_err(|error| error.to_string())?;
    if stated.sealed_method != 1 || stated.competition != content.competition {
        return Err("a sealed method of another form or competition".to_owned());
    }
    let fixed: Fixed = serde_json::from_str(&stated.text).map_err(|error| error.to_string())?;
    let document = content.results().ok_or("the document cannot be read")?;
    if document.seal.as_ref().map(|seal| &seal.digest) != Some(&text::digest(&stated.text)) {
        return Err("the document names another seal".to_owned());
    }
    same_rubrics(content, &fixed)?;
    if let Some(departure) = &document.departure {
        let (reason, names) = (&departure.reason, &departure.names);
        return noted((), format!("{used}, not by what was fixed: {reason} ({names})"));
    }
    same_rules(content, &fixed, &document)?;
    let at = place.index;
    if log.at("start_of_judging").is_some_and(|size| at < size) {
        passed((), format!("{used}, fixed in leaf {at} before judging began"))
    } else if log.at("close_of_judging").is_some_and(|size| at >= size) {
        Err(format!("{used}, fixed in leaf {at} only, after judging closed"))
    } else {
        noted((), format!("{used}, fixed in leaf {at}, not shown to be before judging began"))
    }
}

fn same_rubrics(content: &Content, fixed: &Fixed) -> Result<(), String> {
    let keys = |found: &mut dyn Iterator<Item = &String>| found.cloned().collect::<Vec<_>>();
    let own = keys(&mut content.tracks.iter().map(|track| &track.key));
    if own != keys(&mut fixed.tracks.iter().map(|track| &track.key)) {
        return Err("other tracks were fixed".to_owned());
    }
    for (track, fixed) in content.tracks.iter().zip(&fixed.tracks) {
        let lines = track.criteria.iter().map(|line| (&line.key, line.weight, line.min, line.max, line.step));
        let sealed = fixed.rubric.iter().map(|line| {
            let scale = line.scale;
            (&line.key, line.weight, scale.min, scale.max, scale.step)
        });
        if !lines.eq(sealed) {
            return Err(format!("another rubric of track {} was fixed", track.key));
        }
    }
    Ok(())
}

fn same_rules(content: &Content, fixed: &Fixed, document: &ResultsDocument) -> Result<(), String> {
    let RankingRules { method, judge_preference, panel_vote, lottery } = fixed.rules;
    if method != content.method {
        return Err("the method that was fixed is another".to_owned());
    }
    let chosen = [(judge_preference, "judge_preference"), (panel_vote, "panel_vote"), (lottery, "lottery")];
    let others: Vec<String> = chosen.iter().filter(|(chosen, _)| *chosen).map(|(_, step)| (*step).to_owned()).collect();
    for (track, fixed) in content.tracks.iter().zip(&fixed.tracks) {
        let order = fixed.tie_criteria.iter().map(|key| format!("criterion:{key}")).chain(others.iter().cloned());
        if !order.eq(track.tie_order.iter().cloned()) {
            return Err(format!("another order of ties of track {} was fixed", track.key));
        }
    }
    if document.lottery_seed.as_ref().map(|seed| text::digest(seed)) != fixed.lottery {
        return Err("the seed of the lottery is not the one that was fixed".to_owned());
    }
    Ok(())
}
