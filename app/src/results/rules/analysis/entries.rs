//! The entries of a track: how sure each place is, and what a further review would tell.

use super::Looked;
use crate::results::{
    model::analysis::{EntryAnalysis, EntryDoubts, SettlingEntry},
    ranking::diagnostics::{Adjustment, adjustments, settling as most_telling},
};
use std::collections::BTreeMap;

/// So many at most are named.
const NAMED: usize = 5;
/// Where `p (1 - p)` is below this, nothing is open: the rule of further reviews.
const OPEN: f64 = 0.09;

pub(super) fn entries(looked: &Looked<'_>) -> Vec<EntryAnalysis> {
    let standing = looked.standing;
    let freed: BTreeMap<usize, Adjustment> =
        adjustments(&standing.input).into_iter().map(|at| (at.entry, at)).collect();
    let doubts = standing.doubted().map_or(&[][..], |of| of.doubt.entries.as_slice());
    let line = |(position, at): (usize, &crate::results::ranking::Placement)| {
        let (entry, raw_mean) = (standing.entry(at), at.raw_mean.to_f64());
        let freed = freed.get(&at.entry);
        let above = |doubt: &crate::results::ranking::EntryDoubt| {
            looked.lines.iter().map(|line| doubt.p_top.get(line).copied().unwrap_or_default()).collect()
        };
        EntryAnalysis {
            entry: entry.id,
            title: entry.title.clone(),
            team: entry.team.clone(),
            place: at.place,
            score: at.score.to_f64(),
            raw_mean,
            adjusted: freed.map_or(raw_mean, |freed| freed.adjusted),
            raw_place: freed.map_or(at.place, |freed| freed.raw_place),
            adjusted_place: freed.map_or(at.place, |freed| freed.adjusted_place),
            scorecards: at.scorecards,
            doubt: doubts.get(position).map(|doubt| EntryDoubts {
                low: doubt.low,
                high: doubt.high,
                band: doubt.band,
                above: above(doubt),
            }),
        }
    };
    standing.ranking.placements.iter().enumerate().map(line).collect()
}

pub(super) fn settling(looked: &Looked<'_>) -> Vec<SettlingEntry> {
    let standing = looked.standing;
    let Some(doubted) = standing.doubted() else { return Vec::new() };
    // Only what wins a prize is to be settled.
    let mut doubt = doubted.doubt.clone();
    doubt.entries.iter_mut().for_each(|entry| entry.p_top.retain(|line, _| looked.lines.contains(line)));
    let name = |at: &crate::results::ranking::diagnostics::Settling| {
        let placement = standing.ranking.placements.iter().find(|placement| placement.entry == at.entry)?;
        Some(SettlingEntry {
            title: looked.title(at.entry),
            place: placement.place,
            line: at.line,
            probability: at.probability,
            scorecards: placement.scorecards,
        })
    };
    let open = most_telling(&standing.ranking, &doubt).into_iter();
    open.filter(|at| at.probability * (1.0 - at.probability) >= OPEN).take(NAMED).filter_map(|at| name(&at)).collect()
}
