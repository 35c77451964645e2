//! Why a judge got an entry, as plain facts. The words for them come from the locale files.

use serde::{Deserialize, Serialize};

use super::goals::Goals;
use super::pairs::{Pair, PairTerms};
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
    /// Positions of the groups whose minimum for this entry is just met: without this judge it would not be.
    pub fills: Vec<usize>,
    /// Whether the pair is assigned at present and stays.
    pub kept: bool,
    /// The judge who could take the place at once, and what that would cost. Nothing if no other eligible judge has room.
    pub next_best: Option<NextBest>,
}

/// The best direct substitute for an assigned judge: eligible, with room, not on the entry already, and within its
/// quotas. A chain of exchanges might be cheaper for the others, but none is better than the pair itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextBest {
    /// Position of the judge.
    pub judge: usize,
    /// The difference in every goal of pairs.
    pub cost: Goals,
    /// The judge's load with the entry.
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
        fills: fills(problem, solution, entry, judge),
        kept: terms.present.is_some(),
        next_best: next_best(problem, solution, &Pair { entry, judge, terms }),
    };
    for other in eligible.iter().filter(|other| other.terms.affinity > terms.affinity) {
        if !solution.has(entry, other.judge) {
            reason.better_fits_passed += 1;
            reason.better_fits_at_limit += usize::from(solution.is_at_limit(problem, other.judge));
        }
    }
    Some(reason)
}

fn judges_within(problem: &Problem, solution: &Solution, entry: usize, group: usize) -> usize {
    solution.judges_of(entry).filter(|&judge| problem.quotas().holds(group, judge)).count()
}

fn fills(problem: &Problem, solution: &Solution, entry: usize, judge: usize) -> Vec<usize> {
    let quotas = problem.quotas();
    let just_met = quotas.of_entry(entry).iter().filter(|quota| {
        quotas.holds(quota.group, judge)
            && judges_within(problem, solution, entry, quota.group) <= quota.at_least as usize
    });
    just_met.map(|quota| quota.group).collect()
}

fn next_best(problem: &Problem, solution: &Solution, pair: &Pair) -> Option<NextBest> {
    let quotas = problem.quotas().of_entry(pair.entry);
    let counted: Vec<usize> =
        quotas.iter().map(|quota| judges_within(problem, solution, pair.entry, quota.group)).collect();
    let substitute = |other: &Pair| {
        let load = solution.loads[other.judge];
        if load >= problem.judges()[other.judge].max_load || solution.has(pair.entry, other.judge) {
            return None;
        }
        let mut cost = Goals::between(pair, other);
        let mut below = 0;
        for (quota, &counted) in quotas.iter().zip(&counted) {
            let holds = |judge: usize| problem.quotas().holds(quota.group, judge);
            match (holds(pair.judge), holds(other.judge)) {
                (false, true) if counted >= quota.at_most as usize => return None,
                (false, true) => below -= i64::from(counted < quota.at_least as usize),
                (true, false) => below += i64::from(counted <= quota.at_least as usize),
                _ => {}
            }
        }
        if problem.quotas().wished() {
            cost.below_wish = below;
        } else {
            cost.below_quota = below;
        }
        Some(NextBest { judge: other.judge, cost, load: load + 1 })
    };
    let eligible = problem.pairs().of_entry(pair.entry).iter();
    eligible.filter_map(substitute).min_by_key(|next| (next.cost, next.load, next.judge))
}
