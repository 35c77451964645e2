//! The strict order of the goals, as integer weights.
//!
//! Each goal is written as a cost that is never negative. The weight of a goal is one more than the largest total that
//! all lesser goals together can reach, so that one unit of it outweighs them all.

use super::bounds::{AffinityScale, Bounds};
use super::error::SolveError;
use super::flow::Network;
use super::network::node_count;
use super::options::Balance;
use super::pairs::Pair;
use super::problem::Problem;

/// How fine the draw of the seed is, from the finest: as fine as the weights leave room for. At the coarsest, two
/// answers that are equal in every goal still differ in the draw with a probability of 255 in 256 or more.
const PERTURBATION_BITS: std::ops::RangeInclusive<u32> = 8..=20;

/// What one unit of each goal costs, and how affinity is turned into a cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    pub missing: i128,
    /// Zero when no judge has a minimum load.
    pub below_minimum: i128,
    pub soft_conflict: i128,
    pub language_mismatch: i128,
    /// Zero when even loads are ignored.
    pub balance: i128,
    pub affinity: i128,
    pub perturbation_bits: u32,
    pub affinity_scale: AffinityScale,
}

impl Levels {
    /// The weights for a problem.
    pub(super) fn of(problem: &Problem, balance: Balance) -> Result<Self, SolveError> {
        let scale = AffinityScale::of(problem.pairs().as_slice());
        let bounds = Bounds::of(problem, scale, balance);
        let limit = Network::largest_cost(node_count(problem));
        PERTURBATION_BITS
            .rev()
            .find_map(|bits| Self::within(limit, bounds, balance, bits, scale))
            .ok_or(SolveError::WeightsTooLarge)
    }

    /// The weights from the least goal to the greatest, or nothing when they pass the limit.
    pub(super) fn within(
        limit: i128,
        bounds: Bounds,
        balance: Balance,
        perturbation_bits: u32,
        affinity_scale: AffinityScale,
    ) -> Option<Self> {
        let mut ladder = Ladder { next: 1, limit };
        ladder.climb(bounds.assigned.checked_mul((1 << perturbation_bits) - 1)?)?;
        let (balance, affinity) = match balance {
            Balance::AboveAffinity => {
                let affinity = ladder.climb(bounds.affinity)?;
                (ladder.climb(bounds.balance)?, affinity)
            }
            Balance::BelowAffinity => {
                let balance = ladder.climb(bounds.balance)?;
                (balance, ladder.climb(bounds.affinity)?)
            }
            Balance::Ignored => (0, ladder.climb(bounds.affinity)?),
        };
        Some(Self {
            language_mismatch: ladder.climb(bounds.language_mismatches)?,
            soft_conflict: ladder.climb(bounds.soft_conflicts)?,
            below_minimum: if bounds.below_minimum == 0 { 0 } else { ladder.climb(bounds.below_minimum)? },
            missing: ladder.next,
            balance,
            affinity,
            perturbation_bits,
            affinity_scale,
        })
    }

    /// What it costs to assign a pair, before its share in the judge's load.
    pub(super) fn pair_cost(&self, pair: &Pair, perturbation: u32) -> i128 {
        i128::from(pair.terms.soft_conflict) * self.soft_conflict
            + i128::from(pair.terms.language_mismatch) * self.language_mismatch
            + self.affinity_scale.cost(pair.terms.affinity) * self.affinity
            + i128::from(perturbation)
    }
}

/// The weights found so far, from below.
struct Ladder {
    /// More than all lesser goals can cost together.
    next: i128,
    limit: i128,
}

impl Ladder {
    /// The weight of the next goal, which costs at most `largest` units.
    fn climb(&mut self, largest: i128) -> Option<i128> {
        let weight = self.next;
        self.next = largest.checked_add(1).and_then(|units| weight.checked_mul(units))?;
        (self.next <= self.limit).then_some(weight)
    }
}
