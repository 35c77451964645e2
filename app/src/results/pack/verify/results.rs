//! The results: places, ties, awards and numbers, computed again and compared with the document.

use super::{Checked, passed, scorecards::Cards};
use crate::results::{
    model::{GivenAward, PassedAward, PublishedPlacement, ResultsDocument, TrackResults},
    pack::{
        format::{Content, PackAward, PackTrack, Passed},
        input::ranked,
    },
    ranking::{CheckedInput, Placement, Ranking, sheet_totals},
    rules::{
        self,
        doubt::{self, Doubted},
        tie_note,
    },
};
use std::{collections::BTreeSet, iter};

/// Each track's ranking, and what it was computed from.
pub(super) type Ranked = Vec<(CheckedInput, Ranking)>;

pub(super) fn ranking(content: &Content, cards: &Cards, document: &ResultsDocument) -> Checked<Ranked> {
    let all: Ranked =
        (0..content.tracks.len()).map(|track| ranked(content, track, &cards.cards)).collect::<Result<_, _>>()?;
    let decimals = content.method.decimals.unwrap_or(1);
    if document.method != content.method.kind.to_string() || document.decimals != content.method.decimals {
        return Err("the document names another method".to_owned());
    }
    for (track, (input, ranking), published) in each(content, &all, document) {
        if !same_fit(track, input, ranking) {
            return Err(format!("track {}: the model fits otherwise", track.key));
        }
        if ranking.placements.len() != track.entries.len() || ranking.placements.len() != published.placements.len() {
            return Err(format!("track {} ranks {} entries", track.key, ranking.placements.len()));
        }
        for (placement, published) in ranking.placements.iter().zip(&published.placements) {
            let entry = &track.entries[placement.entry];
            let level = usize::try_from(entry.level).unwrap_or(usize::MAX);
            let round = level.checked_sub(1).and_then(|level| track.rounds.get(level)).map(|round| &round.name);
            let same = published.key == entry.key
                && published.place == placement.place
                && published.shared == placement.shared
                && published.score == Some(placement.score.rounded(decimals))
                && published.raw_mean == raw_mean(placement, decimals)
                && published.scorecards == placement.scorecards
                && published.round.as_ref() == round;
            if !same {
                let (place, score) = (placement.place, placement.score.rounded(decimals));
                return Err(format!("{}: place {place} should be {} with {score}", track.key, entry.key));
            }
        }
    }
    let count: usize = all.iter().map(|(_, ranking)| ranking.placements.len()).sum();
    passed(all, format!("{count} entries have the published scores and places"))
}

/// Where the score is another.
fn raw_mean(placement: &Placement, decimals: u32) -> Option<String> {
    (placement.score != placement.raw_mean).then(|| placement.raw_mean.rounded(decimals.max(1)))
}

/// How sure places are, drawn again.
pub(super) fn doubt(content: &Content, ranked: &Ranked, document: &ResultsDocument) -> Checked<()> {
    for (track, (input, ranking), published) in each(content, ranked, document) {
        // How likely a prize is, is not published.
        let found = Doubted::new(&track.key, iter::empty(), input, ranking);
        let places = found.as_ref().map_or(&[][..], |found| &found.doubt.entries);
        let same = published.doubt == found.as_ref().map(doubt::track)
            && published
                .placements
                .iter()
                .enumerate()
                .all(|(at, published)| published.doubt == places.get(at).map(Into::into));
        if !same {
            return Err(format!("{}: its places are not as sure as published", track.key));
        }
    }
    passed((), "intervals and bands of places come out of the same draws".to_owned())
}

/// Names of judges are others here than in the server, and with them the order of sums, so the last digits may differ.
fn same_fit(track: &PackTrack, input: &CheckedInput, ranking: &Ranking) -> bool {
    let (Some(fit), Some(found)) = (&track.fit, &ranking.fit) else {
        return track.fit.is_none() && ranking.fit.is_none();
    };
    let scale = found.variances.entry + found.variances.judge + found.variances.residual;
    let near = |text: &str, number: f64, whole: f64| {
        text.parse::<f64>().is_ok_and(|said| said.to_string() == text && (said - number).abs() <= whole * 1e-4)
    };
    let weight = |judge: &String| fit.judge_weights.iter().find(|at| at.judge == *judge);
    let mut weights = input.judges.iter().zip(&found.judge_weights);
    near(&fit.entry, found.variances.entry, scale)
        && near(&fit.judge, found.variances.judge, scale)
        && near(&fit.residual, found.variances.residual, scale)
        && fit.judge_weights.len() == found.judge_weights.len()
        && weights.all(|(judge, found)| weight(judge).is_some_and(|said| near(&said.weight, *found, *found)))
}

fn each<'a>(
    content: &'a Content,
    ranked: &'a Ranked,
    document: &'a ResultsDocument,
) -> impl Iterator<Item = (&'a PackTrack, &'a (CheckedInput, Ranking), &'a TrackResults)> {
    content
        .tracks
        .iter()
        .zip(ranked)
        .zip(&document.tracks)
        .map(|((track, ranked), published)| (track, ranked, published))
}

/// Each placement as computed and as published.
fn placements<'a>(
    ranking: &'a Ranking,
    published: &'a TrackResults,
) -> impl Iterator<Item = (&'a Placement, &'a PublishedPlacement)> {
    ranking.placements.iter().zip(&published.placements)
}

pub(super) fn ties(content: &Content, ranked: &Ranked, document: &ResultsDocument) -> Checked<()> {
    let mut parted = 0;
    for (track, (input, ranking), published) in each(content, ranked, document) {
        let mut before: Option<&Placement> = None;
        for (placement, published) in placements(ranking, published) {
            let step = placement.tie_broken_by.as_ref().map(ToString::to_string);
            let note = before.and_then(|before| tie_note(input, before, placement));
            if published.tie_broken_by != step || published.settled != note {
                return Err(format!("{}: the tie of {} was settled otherwise", track.key, published.key));
            }
            parted += usize::from(published.settled.is_some());
            before = Some(placement);
        }
    }
    passed((), format!("{parted} ties are settled as published"))
}

pub(super) fn awards(content: &Content, ranked: &Ranked, document: &ResultsDocument) -> Checked<()> {
    let (mut count, mut passed_by) = (0, 0);
    for (track, (_, ranking), published) in each(content, ranked, document) {
        let known = |key: &String| track.entries.iter().any(|entry| entry.key == *key);
        let distinction = |award: usize| track.awards.get(award).is_some_and(|award| !award.by_place);
        if let Some(given) = track.decisions.iter().find(|given| !known(&given.entry) || !distinction(given.award)) {
            return Err(format!("{}: a distinction for {} that there is not", track.key, given.entry));
        }
        let unknown = |of: &&Passed| !known(&of.entry) || of.award >= track.awards.len();
        if let Some(passed) = track.passed.iter().find(unknown) {
            return Err(format!("{}: a prize that passed {} by and that there is not", track.key, passed.entry));
        }
        if let Some(key) = track.provisional.iter().find(|key| !known(key)) {
            return Err(format!("{}: {key} is provisional and not there", track.key));
        }
        let placed = by_place(track, ranking);
        for ((placement, published), placed) in placements(ranking, published).zip(placed) {
            let key = &track.entries[placement.entry].key;
            if published.awards != won(track, key, placed) {
                return Err(format!("{}: {} wins something else", track.key, published.key));
            }
            let gone = passed_of(track, key);
            if published.passed != gone {
                return Err(format!("{}: something else passed {} by", track.key, published.key));
            }
            count += published.awards.len();
            passed_by += gone.len();
        }
    }
    passed((), format!("{count} awards follow from places or decisions; {passed_by} were declined or not given"))
}

/// The number of the award by place that each placement wins.
fn by_place(track: &PackTrack, ranking: &Ranking) -> Vec<Option<usize>> {
    let of_place = |award: usize| track.awards.get(award).is_some_and(|award| award.by_place);
    let aside = |key: &String| track.passed.iter().any(|of| of.entry == *key && of_place(of.award));
    let ranked: Vec<(u32, bool)> =
        ranking.placements.iter().map(|at| (at.place, aside(&track.entries[at.entry].key))).collect();
    let numbers: Vec<usize> = (0..track.awards.len()).filter(|award| of_place(*award)).collect();
    let counts: Vec<u32> = numbers.iter().map(|award| track.awards[*award].count).collect();
    let won = rules::awards::by_place(&ranked, &counts);
    won.into_iter().map(|won| won.and_then(|won| numbers.get(won)).copied()).collect()
}

fn won(track: &PackTrack, key: &String, placed: Option<usize>) -> Vec<GivenAward> {
    let provisional = track.provisional.contains(key);
    let mut won = Vec::new();
    for (number, award) in track.awards.iter().enumerate() {
        let reason = if award.by_place {
            (placed == Some(number)).then(String::new)
        } else if track.passed.iter().any(|of| of.award == number && of.entry == *key) {
            None
        } else {
            let given = track.decisions.iter().find(|given| given.award == number && given.entry == *key);
            given.map(|given| given.reason.clone())
        };
        won.extend(reason.map(|reason| GivenAward {
            name: award.name.clone(),
            prize: award.prize.clone(),
            by_place: award.by_place,
            reason,
            provisional,
        }));
    }
    won
}

/// What passed an entry by, as the document says it.
fn passed_of(track: &PackTrack, key: &String) -> Vec<PassedAward> {
    let of = |(number, award): (usize, &PackAward)| {
        let passed = track.passed.iter().find(|of| of.award == number && of.entry == *key)?;
        Some(PassedAward { name: award.name.clone(), how: passed.how })
    };
    track.awards.iter().enumerate().filter_map(of).collect()
}

pub(super) fn counts(cards: &Cards, ranked: &Ranked, document: &ResultsDocument) -> Checked<()> {
    let (mut scorecards, mut judges) = (0, BTreeSet::new());
    for (input, _) in ranked {
        for (sheet, _) in input.sheets.iter().zip(sheet_totals(input)).filter(|(_, total)| total.is_some()) {
            scorecards += 1;
            judges.insert(&input.judges[sheet.judge]);
        }
    }
    let placed: usize = ranked.iter().map(|(_, ranking)| ranking.placements.len()).sum();
    let tracks = ranked.iter().zip(&document.tracks);
    let same = document.scorecards as usize == scorecards
        && document.judges as usize == judges.len()
        && document.entries_judged as usize == placed
        && tracks.clone().all(|((_, ranking), published)| published.ranked as usize == ranking.placements.len());
    let found = format!("{placed} entries, {} judges, {scorecards} scorecards that count", judges.len());
    if same {
        let silent = cards.cards.len() - scorecards;
        passed((), format!("{found}; {silent} more on which nothing could be assessed"))
    } else {
        Err(format!(
            "{found}; the document says {}, {}, {}",
            document.entries_judged, document.judges, document.scorecards
        ))
    }
}
