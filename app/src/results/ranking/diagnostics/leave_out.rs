//! What would have been without one of the judges.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::super::{CheckedInput, Ranking, RankingInput, rank};

/// The ranking without one judge, next to that with all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// Index of the judge in the input.
    pub judge: usize,
    /// There is no ranking without this judge, who alone links parts of the panel.
    pub unrankable: bool,
    /// Entries that have another place, with the old and the new one; `None` for an entry that nobody else scored.
    pub moved: Vec<(usize, u32, Option<u32>)>,
    /// Entries among the first so many only with this judge.
    pub lost: Vec<usize>,
    /// Entries among the first so many only without.
    pub gained: Vec<usize>,
}

impl LeftOut {
    /// Whether the first so many are others.
    #[must_use]
    pub fn decides(&self) -> bool {
        self.unrankable || !self.lost.is_empty() || !self.gained.is_empty()
    }
}

/// Ranks without each judge in turn, under the same method, and compares the first `top` places.
///
/// Takes a ranking for each judge: of very large panels, ask for few judges.
#[must_use]
pub fn leave_out(input: &CheckedInput, ranking: &Ranking, judges: &[usize], top: u32) -> Vec<LeftOut> {
    judges.iter().map(|judge| without(input, ranking, *judge, top)).collect()
}

fn without(input: &CheckedInput, ranking: &Ranking, judge: usize, top: u32) -> LeftOut {
    let nothing = LeftOut { judge, unrankable: false, moved: Vec::new(), lost: Vec::new(), gained: Vec::new() };
    let sheets = input.sheets.iter().filter(|sheet| sheet.judge != judge).cloned().collect();
    // What was sound with the judge is sound without.
    let Ok(less) = (RankingInput { sheets, ..(**input).clone() }).checked() else { return nothing };
    let Ok(other) = rank(&less, &ranking.method) else { return LeftOut { unrankable: true, ..nothing } };
    let places: BTreeMap<usize, u32> = other.placements.iter().map(|at| (at.entry, at.place)).collect();
    let moved = ranking
        .placements
        .iter()
        .map(|at| (at.entry, at.place, places.get(&at.entry).copied()))
        .filter(|(_, before, after)| Some(*before) != *after)
        .collect();
    let first = |ranking: &Ranking| -> BTreeSet<usize> {
        ranking.placements.iter().filter(|at| at.place <= top).map(|at| at.entry).collect()
    };
    let (with, without) = (first(ranking), first(&other));
    LeftOut {
        moved,
        lost: with.difference(&without).copied().collect(),
        gained: without.difference(&with).copied().collect(),
        ..nothing
    }
}
