//! How much each goal can cost at most in a problem, in whole units.
//!
//! The bounds are kept tight, since the weights that are made from them have to fit in an `i128`.

use super::network::useful_load;
use super::options::Balance;
use super::pairs::Pair;
use super::problem::{Problem, count};

/// The largest total cost of each goal over all solutions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub assigned: i128,
    pub below_minimum: i128,
    pub soft_conflicts: i128,
    pub language_mismatches: i128,
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
        let distances = pairs.iter().map(|pair| best - i128::from(pair.terms.affinity));
        Self { best, step: distances.fold(0, greatest_common_divisor).max(1) }
    }

    pub(super) fn cost(self, affinity: i64) -> i128 {
        (self.best - i128::from(affinity)) / self.step
    }
}

impl Bounds {
    pub(super) fn of(problem: &Problem, scale: AffinityScale, balance: Balance) -> Self {
        let mut bounds =
            Self { assigned: 0, below_minimum: 0, soft_conflicts: 0, language_mismatches: 0, balance: 0, affinity: 0 };
        for (position, entry) in problem.entries().iter().enumerate() {
            let pairs = problem.pairs().of_entry(position);
            // An entry in need of nothing counts as one review, so that the costs of its pairs are bounded as well.
            let reviews = entry.reviews.max(1);
            let at_most = |has: fn(&Pair) -> bool| i128::from(count(pairs, has).min(reviews));
            let worst = pairs.iter().map(|pair| scale.cost(pair.terms.affinity)).max();
            bounds.assigned += at_most(|_| true);
            bounds.soft_conflicts += at_most(|pair| pair.terms.soft_conflict);
            bounds.language_mismatches += at_most(|pair| pair.terms.language_mismatch);
            bounds.affinity += at_most(|_| true) * worst.unwrap_or(0);
        }
        if problem.judges().iter().any(|judge| judge.min_load > 0) {
            bounds.below_minimum = bounds.assigned;
        }
        if balance != Balance::Ignored {
            let loads = useful_load(problem).into_iter().map(i128::from);
            let most = loads.clone().max().unwrap_or(0);
            let squares: i128 = loads.map(|load| load * load).sum();
            bounds.balance = squares.min(bounds.assigned * most);
        }
        bounds
    }
}

fn greatest_common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}
