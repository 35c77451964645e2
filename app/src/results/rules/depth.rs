//! How far down a ranking is published.

use super::{
    awards::{self, Outcome},
    evidence::Evidence,
    standing::Standing,
};
use crate::{competition::model::PublishDepth, ids::EntryId, results::ranking::Placement};
use std::collections::BTreeSet;

/// The places that are shown, each with its position in the ranking and what it wins. Who wins something is always shown.
pub(super) fn shown<'a>(
    evidence: &'a Evidence,
    standing: &'a Standing<'a>,
) -> impl Iterator<Item = (usize, &'a Placement, Outcome<'a>)> {
    let depth = evidence.competition.publish_depth;
    let placed = standing.ranking.placements.iter().zip(awards::outcomes(evidence, standing)).enumerate();
    let all = placed.map(|(position, (placement, outcome))| (position, placement, outcome));
    all.filter(move |(_, placement, outcome)| match depth {
        PublishDepth::All => true,
        PublishDepth::Winners => !outcome.won.is_empty(),
        PublishDepth::Shortlist(places) => !outcome.won.is_empty() || listed(standing, placement, places),
    })
}

/// Whether a place is on the shortlist: who came to a further round, and where there is none the first places, with all
/// who share the last of them.
fn listed(standing: &Standing<'_>, placement: &Placement, places: u32) -> bool {
    if standing.rounds.is_empty() { placement.place <= places } else { standing.round(placement.entry).is_some() }
}

/// The entries that the public would see.
pub fn shown_entries(evidence: &Evidence, standings: &[Standing<'_>]) -> BTreeSet<EntryId> {
    let of = |standing| shown(evidence, standing).map(move |(_, placement, _)| Standing::entry(standing, placement).id);
    standings.iter().flat_map(of).collect()
}
