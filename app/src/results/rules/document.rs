//! The document that is approved and published.

use super::{depth::shown, doubt, evidence::Evidence, standing::Standing, ties};
use crate::{
    competition::model::{Competition, Criterion, FurtherRound, Track},
    entries::model::EntryState,
    results::model::{
        PublishedDeparture, PublishedPlacement, PublishedSeal, ResultsDocument, RoundResults, RubricLine, TieNote,
        TrackResults,
    },
};
use std::collections::BTreeSet;

/// The results as the competition's settings let the public see them.
pub fn document(evidence: &Evidence, standings: &[Standing<'_>]) -> ResultsDocument {
    let submitted: Vec<_> = evidence
        .entries
        .iter()
        .filter(|entry| !matches!(entry.state, EntryState::Draft | EntryState::Withdrawn))
        .collect();
    let countries: BTreeSet<&String> = submitted.iter().flat_map(|entry| &entry.countries).collect();
    let scorecards: Vec<&str> = standings.iter().flat_map(Standing::judges).collect();
    let judges: BTreeSet<&str> = scorecards.iter().copied().collect();
    let fields: BTreeSet<&String> = evidence
        .fields
        .iter()
        .filter(|(judge, field)| !field.is_empty() && judges.contains(judge.to_string().as_str()))
        .map(|(_, field)| field)
        .collect();
    let competition = &evidence.competition;
    let rules = evidence.rules();
    ResultsDocument {
        competition: competition.name.clone(),
        theme: competition.theme.clone(),
        time_zone: competition.time_zone.clone(),
        method: rules.method.kind.to_string(),
        decimals: rules.method.decimals,
        seal: evidence.ranking.seal.as_ref().map(|seal| PublishedSeal { at: seal.at, digest: seal.digest.clone() }),
        departure: evidence.departure.as_ref().map(|departure| PublishedDeparture {
            sealed: evidence.ranking.rules.method.kind.to_string(),
            reason: departure.reason.clone(),
            names: departure.names.clone(),
            at: departure.at,
        }),
        lottery_seed: evidence.lottery.clone(),
        entries_submitted: number(submitted.len()),
        entries_judged: number(standings.iter().map(|track| track.ranking.placements.len()).sum()),
        countries: number(countries.len()),
        judges: number(judges.len()),
        scorecards: number(scorecards.len()),
        reviews_per_entry: competition.reviews_per_entry,
        fields: fields.into_iter().cloned().collect(),
        tracks: standings.iter().map(|standing| track(evidence, standing)).collect(),
    }
}

fn track(evidence: &Evidence, standing: &Standing<'_>) -> TrackResults {
    let competition = &evidence.competition;
    let mut placements: Vec<PublishedPlacement> = Vec::new();
    let decimals = evidence.rules().method.decimals.unwrap_or(1);
    let doubted = standing.doubted();
    for (position, placement, outcome) in shown(evidence, standing) {
        // A note about a neighbour is for those who see the neighbour.
        let neighbour = position
            .checked_sub(1)
            .map(|before| &standing.ranking.placements[before])
            .filter(|before| placements.last().is_some_and(|last| last.key == standing.entry(before).key));
        let entry = standing.entry(placement);
        placements.push(PublishedPlacement {
            key: entry.key.clone(),
            place: placement.place,
            shared: placement.shared,
            title: entry.title.clone(),
            pitch: entry.pitch.clone(),
            team: if entry.minors.withheld() { String::new() } else { entry.team.clone() },
            countries: entry.countries.clone(),
            score: competition.publish_scores.then(|| placement.score.rounded(decimals)),
            raw_mean: (competition.publish_scores && placement.score != placement.raw_mean)
                .then(|| placement.raw_mean.rounded(decimals.max(1))),
            doubt: doubted.and_then(|of| of.doubt.entries.get(position)).map(Into::into),
            scorecards: placement.scorecards,
            round: standing.round(placement.entry).map(|round| round.name.clone()),
            tie_broken_by: placement.tie_broken_by.as_ref().map(ToString::to_string),
            settled: neighbour
                .and_then(|before| ties::note(standing, before, placement))
                .map(|note| published_note(competition, note)),
            awards: outcome.given(),
            passed: outcome.passed,
            about: entry.about.clone(),
        });
    }
    TrackResults {
        key: standing.track.key.clone(),
        name: standing.track.name.clone(),
        ranked: number(standing.ranking.placements.len()),
        doubt: doubted.map(doubt::track),
        placements,
        rubric: rubric(&standing.track.criteria),
        rounds: standing.rounds.iter().map(|round| further(standing.track, round)).collect(),
        tie_order: standing.input.tie_order.iter().map(ToString::to_string).collect(),
    }
}

/// Means of criteria are scores too.
fn published_note(competition: &Competition, note: TieNote) -> TieNote {
    if competition.publish_scores { note } else { TieNote { before: None, after: None, ..note } }
}

fn further(track: &Track, round: &FurtherRound) -> RoundResults {
    let lines = round.weights.rubric(track);
    RoundResults {
        name: round.name.clone(),
        rule: round.rule.as_str().to_owned(),
        rubric: if lines == track.criteria { Vec::new() } else { rubric(&lines) },
    }
}

fn rubric(criteria: &[Criterion]) -> Vec<RubricLine> {
    let line = |criterion: &Criterion| RubricLine {
        key: criterion.key.clone(),
        label: criterion.label.clone(),
        question: criterion.question.clone(),
        weight: criterion.weight.to_string(),
    };
    criteria.iter().map(line).collect()
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The one form of the document as text: fields in the order of its types.
///
/// # Errors
/// None that its types allow.
pub fn json(document: &ResultsDocument) -> Result<String, serde_json::Error> {
    serde_json::to_string(document)
}
