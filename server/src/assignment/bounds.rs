//! How much each goal can differ at most along a cycle of the residual network, in whole units.
//!
//! Two answers differ by such cycles, and an answer is best when none makes it cheaper (Ahuja, Magnanti and Orlin,
//! Network Flows, theorem 9.1). So a weight has to outweigh what the lesser goals can add up to on one cycle, not in
//! the whole answer: a simple cycle meets each judge, and the sink, at most once. That keeps the weights small enough
//! for 64 bits in ordinary competitions.

use super::network::useful_load;
use super::options::Balance;
use super::pairs::{Pair, Progress};
use super::problem::Problem;

/// The largest difference of each goal along one simple cycle. Zero where the goal does not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bounds {
    /// How many pairs a cycle can add, and as many it can take away.
    pub visits: i128,
    pub missing: i128,
    pub below_quota: i128,
    /// Whether quotas are wishes, which stand below all other goals of pairs but affinity.
    pub wished: bool,
    pub against_comfort: i128,
    pub opened_changes: i128,
    pub unopened_changes: i128,
    pub below_minimum: i128,
    pub soft_conflicts: i128,
    pub language_mismatches: i128,
    pub device_mismatches: i128,
    pub balance: i128,
    pub affinity: i128,
}

/// Affinity as a cost: steps below the best affinity of the problem, a step being the largest that divides them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AffinityScale {
    best: i128,
    step: i128,
}

impl AffinityScale {
    pub(super) fn of(pairs: &[Pair]) -> Self {
        let best = pairs.iter().map(|pair| i128::from(pair.terms.affinity)).max().unwrap_or(0);
        let mut step = 0;
        let mut last = best;
        for pair in pairs {
            let affinity = i128::from(pair.terms.affinity);
            // Affinities come in runs of the same few levels.
            if affinity != last {
                step = greatest_common_divisor(best - affinity, step);
                last = affinity;
            }
        }
        Self { best, step: step.max(1) }
    }

    pub(super) fn cost(self, affinity: i64) -> i128 {
        (self.best - i128::from(affinity)) / self.step
    }
}

/// Which terms occur on some, but not on all pairs.
fn varies(pairs: &[Pair], has: impl Fn(&Pair) -> bool) -> bool {
    pairs.first().is_some_and(|first| pairs.iter().any(|pair| has(pair) != has(first)))
}

impl Bounds {
    pub(super) fn of(problem: &Problem, scale: AffinityScale, balance: Balance) -> Self {
        let pairs = problem.pairs().as_slice();
        let of_entries = problem.entries().len() + problem.forest().branches.len();
        // Each pair that a cycle adds enters a judge and leaves an entry or a group of it, and none twice.
        let visits = whole(of_entries.min(problem.judges().len()));
        let if_varies = |has: fn(&Pair) -> bool| if varies(pairs, has) { visits } else { 0 };
        let worst = pairs.iter().map(|pair| pair.terms.affinity).min().map_or(0, |worst| scale.cost(worst));
        let opened = pairs.iter().any(|pair| pair.terms.present == Some(Progress::Opened));
        let unopened = pairs.iter().any(|pair| pair.terms.present == Some(Progress::Unopened));
        let most = useful_load(problem).into_iter().max().unwrap_or(0);
        Self {
            visits,
            // Only the arcs at the sink: a cycle enters and leaves it once.
            missing: 1,
            below_quota: 2 * visits * i128::from(problem.forest().most_minimums),
            wished: problem.quotas().wished(),
            against_comfort: if_varies(|pair| pair.terms.against_comfort),
            opened_changes: if opened { visits } else { 0 },
            unopened_changes: if unopened { visits } else { 0 },
            below_minimum: i128::from(problem.judges().iter().any(|judge| judge.min_load > 0)),
            soft_conflicts: if_varies(|pair| pair.terms.soft_conflict),
            language_mismatches: if_varies(|pair| pair.terms.language_mismatch),
            device_mismatches: if_varies(|pair| pair.terms.device_mismatch),
            balance: if balance == Balance::Ignored { 0 } else { 2 * i128::from(most) },
            affinity: visits * worst,
        }
    }
}

pub(super) fn whole(count: usize) -> i128 {
    // No list is longer.
    i128::try_from(count).unwrap_or(i128::MAX)
}

fn greatest_common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
