//! Why an entry lacks reviews, as plain facts. The words for them come from the locale files.

use serde::{Deserialize, Serialize};

use super::problem::Problem;
use super::solution::Solution;

/// The facts about an entry that lacks reviews.
///
/// If fewer judges are eligible than needed, no distribution of the loads could have helped. Otherwise the eligible
/// judges it did not get are at their limit: in an optimum there is no other way for a review to be missing, since a
/// free eligible judge would have been taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// Position of the entry.
    pub entry: usize,
    /// How many reviews found no judge.
    pub missing: u32,
    /// How many reviews it needs in all.
    pub needed: u32,
    /// How many judges may review it at all.
    pub eligible: usize,
    /// The eligible judges that it did not get because they are at their maximum load.
    pub at_limit: Vec<usize>,
}

impl Shortage {
    /// Whether the entry has fewer eligible judges than it needs, whatever their loads.
    #[must_use]
    pub fn too_few_eligible(&self) -> bool {
        u32::try_from(self.eligible).is_ok_and(|eligible| eligible < self.needed)
    }
}

/// One shortage for each entry that lacks reviews, in the order of the entries.
#[must_use]
pub fn shortages(problem: &Problem, solution: &Solution) -> Vec<Shortage> {
    let facts = |&(entry, missing): &(usize, u32)| {
        let eligible = problem.pairs().of_entry(entry);
        let at_limit = eligible
            .iter()
            .map(|pair| pair.judge)
            .filter(|&judge| solution.is_at_limit(problem, judge) && !solution.has(entry, judge))
            .collect();
        let needed = problem.entries()[entry].reviews;
        Shortage { entry, missing, needed, eligible: eligible.len(), at_limit }
    };
    solution.missing.iter().map(facts).collect()
}
