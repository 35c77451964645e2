//! Why a judge got an entry, as plain facts. The words for them come from the locale files.

use serde::{Deserialize, Serialize};

use super::pairs::PairTerms;
use super::problem::Problem;
use super::solution::Solution;

/// The facts about one assigned pair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the judge.
    pub judge: usize,
    /// The terms of the pair: whether it was pinned, what speaks against it, how well it fits.
    pub terms: PairTerms,
    /// How many judges may review the entry at all.
    pub eligible: usize,
    /// The eligible judges of greater affinity that the entry did not get; greater goals or other entries came first.
    pub better_fits_passed: usize,
    /// How many of those are at their maximum load.
    pub better_fits_at_limit: usize,
    /// The judge's load in this solution.
    pub load: u32,
}

/// One reason for each assigned pair, in the order of the solution's pairs.
#[must_use]
pub fn reasons(problem: &Problem, solution: &Solution) -> Vec<Reason> {
    let pairs = solution.pairs.iter();
    pairs.filter_map(|&(entry, judge)| reason(problem, solution, entry, judge)).collect()
}

/// Nothing if the pair is not allowed, which no solution of this problem contains.
fn reason(problem: &Problem, solution: &Solution, entry: usize, judge: usize) -> Option<Reason> {
    let terms = problem.pairs().find(entry, judge)?.terms;
    let eligible = problem.pairs().of_entry(entry);
    let mut reason = Reason {
        entry,
        judge,
        terms,
        eligible: eligible.len(),
        better_fits_passed: 0,
        better_fits_at_limit: 0,
        load: solution.loads[judge],
    };
    for other in eligible.iter().filter(|other| other.terms.affinity > terms.affinity) {
        if !solution.has(entry, other.judge) {
            reason.better_fits_passed += 1;
            reason.better_fits_at_limit += usize::from(solution.is_at_limit(problem, other.judge));
        }
    }
    Some(reason)
}
