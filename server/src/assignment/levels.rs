//! The strict order of the goals, as integer weights.
//!
//! Each goal is written as a cost that is never negative. The weight of a goal is one more than the largest total that
//! all lesser goals together can reach on a cycle (see `bounds`), so that one unit of it outweighs them all: a cycle
//! that betters a greater goal is of negative cost, whatever it does to lesser ones.

use super::bounds::{AffinityScale, Bounds};
use super::error::SolveError;
use super::flow::Network;
use super::network::Places;
use super::options::Balance;
use super::pairs::{Pair, Progress};
use super::problem::Problem;

/// How fine the draw of the seed is, from the finest: as fine as the weights leave room for. At the coarsest, two
/// answers that are equal in every goal still differ in the draw with a probability of 255 in 256 or more.
const PERTURBATION_BITS: std::ops::RangeInclusive<u32> = 8..=20;

/// How far the costs of paths must stay below the largest number: a label is the difference of two paths and a potential.
const HEADROOM: i128 = 8;

/// What one unit of each goal costs, and how affinity is turned into a cost. A goal that does not matter costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    pub missing: i128,
    pub below_quota: i128,
    pub opened_change: i128,
    pub unopened_change: i128,
    pub below_minimum: i128,
    pub soft_conflict: i128,
    pub language_mismatch: i128,
    pub device_mismatch: i128,
    pub balance: i128,
    pub affinity: i128,
    pub perturbation_bits: u32,
    pub affinity_scale: AffinityScale,
    /// For how many quotas a judge can count at once.
    pub most_minimums: u32,
    /// No simple path of the residual network costs more.
    pub longest_path: i128,
}

impl Levels {
    /// The weights for a problem: within 64 bits if they fit there with a draw that is fine enough, else within 128.
    pub(super) fn of(problem: &Problem, balance: Balance) -> Result<Self, SolveError> {
        let scale = AffinityScale::of(problem.pairs().as_slice());
        let bounds = Bounds::of(problem, scale, balance);
        let within = |limit: i128| {
            let limit = limit / HEADROOM;
            PERTURBATION_BITS.rev().find_map(|bits| Self::within(limit, bounds, balance, bits, scale))
        };
        let mut levels = within(i64::MAX.into())
            .or_else(|| within(Network::largest_cost(Places::of(problem).sink + 1)))
            .ok_or(SolveError::WeightsTooLarge)?;
        levels.most_minimums = problem.forest().most_minimums;
        Ok(levels)
    }

    /// Weights for coverage alone: missing reviews, then quotas.
    pub(super) fn coverage(problem: &Problem) -> Self {
        let most_minimums = problem.forest().most_minimums;
        let visits = super::bounds::whole(problem.entries().len() + problem.judges().len());
        let below_quota = i128::from(most_minimums > 0);
        let missing = 1 + 2 * visits * i128::from(most_minimums);
        Self {
            missing,
            below_quota,
            opened_change: 0,
            unopened_change: 0,
            below_minimum: 0,
            soft_conflict: 0,
            language_mismatch: 0,
            device_mismatch: 0,
            balance: 0,
            affinity: 0,
            perturbation_bits: 0,
            affinity_scale: AffinityScale::of(&[]),
            most_minimums,
            longest_path: 4 * missing,
        }
    }

    /// The weights from the least goal to the greatest, or nothing when paths could pass the limit.
    pub(super) fn within(
        limit: i128,
        bounds: Bounds,
        balance: Balance,
        perturbation_bits: u32,
        affinity_scale: AffinityScale,
    ) -> Option<Self> {
        let mut ladder = Ladder { next: 1, limit };
        ladder.climb(bounds.visits.checked_mul((1 << perturbation_bits) - 1)?)?;
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
            device_mismatch: ladder.climb(bounds.device_mismatches)?,
            language_mismatch: ladder.climb(bounds.language_mismatches)?,
            soft_conflict: ladder.climb(bounds.soft_conflicts)?,
            below_minimum: ladder.climb(bounds.below_minimum)?,
            unopened_change: ladder.climb(bounds.unopened_changes)?,
            opened_change: ladder.climb(bounds.opened_changes)?,
            below_quota: ladder.climb(bounds.below_quota)?,
            missing: ladder.climb(bounds.missing)?,
            balance,
            affinity,
            perturbation_bits,
            affinity_scale,
            most_minimums: 0,
            // A path meets one pair more than a cycle, which is within twice the total.
            longest_path: ladder.next.checked_mul(2)?,
        })
    }

    /// What it costs to assign a pair, before its share in the judge's load; `minimums` is the number of quotas with a
    /// minimum that its judge counts for.
    ///
    /// Changes and quotas count what is *not* kept and *not* filled among the reviews. With the number of missing
    /// reviews settled by the greatest goal, the number of reviews is fixed, so the two ways of counting differ by a
    /// constant, and no cost is negative.
    pub(super) fn pair_cost(&self, pair: &Pair, minimums: u32, perturbation: u32) -> i128 {
        let terms = &pair.terms;
        let opened = matches!(terms.present, Some(Progress::Opened | Progress::Scored));
        i128::from(self.most_minimums - minimums) * self.below_quota
            + i128::from(!opened) * self.opened_change
            + i128::from(terms.present.is_none()) * self.unopened_change
            + i128::from(terms.soft_conflict) * self.soft_conflict
            + i128::from(terms.language_mismatch) * self.language_mismatch
            + i128::from(terms.device_mismatch) * self.device_mismatch
            + self.affinity_scale.cost(terms.affinity) * self.affinity
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
    /// The weight of the next goal, which differs by at most `largest` units.
    fn climb(&mut self, largest: i128) -> Option<i128> {
        let weight = self.next;
        self.next = largest.checked_add(1).and_then(|units| weight.checked_mul(units))?;
        (self.next <= self.limit).then_some(if largest == 0 { 0 } else { weight })
    }
}
