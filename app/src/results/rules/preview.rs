//! What organisers see before they publish.

use super::{
    awards,
    document::{document, json},
    evidence::{Decision, Evidence},
    standing::{Standing, named, standings},
    ties,
};
use crate::{
    competition::model::AwardKind,
    number::Exact,
    results::{
        model::{Distinction, Preview, PublicationFacts, RankedEntry, TiedEntry, TrackPreview},
        ranking::InputError,
    },
    text,
};

/// The results as they would come out now.
///
/// # Errors
/// [`InputError`] when stored data break the rules of their own tables.
pub fn preview(evidence: &Evidence, publications: Vec<PublicationFacts>) -> Result<Preview, InputError> {
    let standings = standings(evidence)?;
    let document = document(evidence, &standings);
    let digest = text::digest(&json(&document).unwrap_or_default());
    let tracks = standings.iter().map(|standing| track(evidence, standing)).collect();
    Ok(Preview {
        competition: evidence.competition.clone(),
        tracks,
        document,
        digest,
        publications,
        proposals: Vec::new(),
        failed: None,
    })
}

fn track(evidence: &Evidence, standing: &Standing<'_>) -> TrackPreview {
    TrackPreview {
        track: standing.track.clone(),
        ranked: ranked(evidence, standing),
        unranked: standing.ranking.unranked.iter().map(|entry| named(standing.entries[*entry])).collect(),
        parts: standing.ranking.components,
        unrankable: standing.unrankable.is_some(),
        ties: ties::tied_groups(standing).iter().map(|group| tied(standing, group)).collect(),
        distinctions: distinctions(&evidence.decisions, standing),
    }
}

fn ranked(evidence: &Evidence, standing: &Standing<'_>) -> Vec<RankedEntry> {
    let limit = Exact::from_integer(evidence.competition.disparity_points.into());
    let spreads = standing.spreads();
    let placements = &standing.ranking.placements;
    let outcomes = awards::outcomes(evidence, standing);
    placements
        .iter()
        .zip(outcomes)
        .enumerate()
        .map(|(position, (placement, outcome))| {
            let spread = spreads[placement.entry].clone();
            let before = position.checked_sub(1).and_then(|before| placements.get(before));
            RankedEntry {
                name: named(standing.entry(placement)),
                minors: standing.entry(placement).minors,
                place: placement.place,
                shared: placement.shared,
                score: placement.score.clone(),
                raw_mean: placement.raw_mean.clone(),
                doubt: standing.doubted().and_then(|of| of.doubt.entries.get(position)).cloned(),
                wide: spread > limit,
                spread,
                scorecards: placement.scorecards,
                short: placement.scorecards < evidence.competition.reviews_per_entry,
                settled: before.and_then(|before| ties::note(standing, before, placement)),
                open: if outcome.won.is_empty() { Vec::new() } else { evidence.open_checks(standing.entry(placement)) },
                awards: outcome.given(),
            }
        })
        .collect()
}

fn tied(standing: &Standing<'_>, group: &[usize]) -> Vec<TiedEntry> {
    group
        .iter()
        .map(|entry| TiedEntry {
            name: named(standing.entries[*entry]),
            votes: standing.input.votes.get(entry).copied(),
        })
        .collect()
}

fn distinctions(decisions: &[Decision], standing: &Standing<'_>) -> Vec<Distinction> {
    let given = |award: &crate::competition::model::Award| {
        decisions
            .iter()
            .filter(|decision| decision.award == award.id)
            .filter_map(|decision| {
                let entry = standing.entries.iter().find(|entry| entry.id == decision.entry)?;
                Some((named(entry), decision.reason.clone()))
            })
            .collect()
    };
    standing
        .track
        .awards
        .iter()
        .filter(|award| award.kind == AwardKind::Distinction)
        .map(|award| Distinction { award: award.clone(), given: given(award) })
        .collect()
}
