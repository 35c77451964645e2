//! Which entries share too few judges: the least cut of the network.
//!
//! From an entry that lacks reviews one walks to all its judges, from a judge who is at the limit to all entries that
//! might be taken off, and so on (the residual network). If a judge with room were met, the review would have been
//! assigned. So the judges met are all full, and the entries met have no others: that is the least cut of the theorem
//! of Ford and Fulkerson, and proves that no assignment does better.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::error::SolveError;
use super::levels::Levels;
use super::network::{self, Places};
use super::problem::Problem;

/// Entries that share too few judges. No assignment gives them more reviews than the capacity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck {
    /// Positions of the entries, sorted.
    pub entries: Vec<usize>,
    /// Positions of the judges that they share and that are at their limit, sorted. Their other eligible judges, if
    /// any, all review them already.
    pub judges: Vec<usize>,
    /// Positions of the groups of which they may have no more judges, sorted.
    pub full_groups: Vec<usize>,
    /// How many reviews the entries need.
    pub needed: u64,
    /// How many they can get at most.
    pub capacity: u64,
}

impl Bottleneck {
    /// How many reviews find no judge.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.needed - self.capacity
    }
}

/// Every bottleneck, in the order of their first entries; no entry is in two. None when every review finds a judge.
///
/// # Errors
/// When the network is refused: see [`SolveError`].
pub fn bottlenecks(problem: &Problem) -> Result<Vec<Bottleneck>, SolveError> {
    let places = Places::of(problem);
    let pairs = problem.pairs().as_slice().len();
    let network = network::build(problem, &Levels::coverage(problem), &vec![0; pairs]);
    let amounts = network.solve()?;
    let missing = &amounts[pairs..pairs + problem.entries().len()];
    let mut cuts: Vec<BTreeSet<usize>> = Vec::new();
    for short in (0..missing.len()).filter(|&entry| missing[entry] > 0) {
        if cuts.iter().any(|cut| cut.contains(&short)) {
            continue;
        }
        let mut cut: BTreeSet<usize> = network.reachable(&amounts, short, places.sink).into_iter().collect();
        // Two that overlap are one: what is reached from either can be reached from both.
        let (touched, apart) = cuts.into_iter().partition(|other: &BTreeSet<usize>| !cut.is_disjoint(other));
        cuts = apart;
        cut.extend(touched.into_iter().flatten());
        cuts.push(cut);
    }
    cuts.sort();
    Ok(cuts.iter().map(|cut| bottleneck(problem, places, cut, missing)).collect())
}

fn bottleneck(problem: &Problem, places: Places, cut: &BTreeSet<usize>, missing: &[u32]) -> Bottleneck {
    let entries: Vec<usize> = cut.range(..places.branches).copied().collect();
    let judges = cut.range(places.judges..places.sink).map(|&node| node - places.judges).collect();
    let forest = problem.forest();
    let above = |branch: usize| forest.branches[branch].parent.map_or(forest.entry[branch], |p| places.branches + p);
    let full: BTreeSet<usize> = (0..forest.branches.len())
        .filter(|&branch| cut.contains(&above(branch)) && !cut.contains(&(places.branches + branch)))
        .map(|branch| problem.quotas().as_slice()[forest.branches[branch].quota].group)
        .collect();
    let needed = entries.iter().map(|&entry| u64::from(problem.entries()[entry].reviews)).sum();
    let lacking: u64 = entries.iter().map(|&entry| u64::from(missing[entry])).sum();
    Bottleneck { entries, judges, full_groups: full.into_iter().collect(), needed, capacity: needed - lacking }
}
