//! The strict order of the goals, as integer weights.
//!
//! Each goal is written as a cost that is never negative. The weight of a goal is one more than the largest total that
//! all lesser goals together can reach on a cycle (see `bounds`), so that one unit of it outweighs them all: a cycle
//! that betters a greater goal is of negative cost, whatever it does to lesser ones.

use super::bounds::{AffinityScale, Bounds};
use super::error::SolveError;
use super::flow::HEADROOM;
use super::options::Balance;
use super::pairs::{Pair, Progress};
use super::problem::Problem;

/// How fine the draw of the seed is, from the finest: as fine as the weights leave room for. At the coarsest, two
/// answers that are equal in every goal still differ in the draw with a probability of 255 in 256 or more.
const PERTURBATION_BITS: std::ops::RangeInclusive<u32> = 8..=20;

/// Which goals are weighed against each other. Even loads above affinity are met in two stages, the second among the
/// assignments that are best in the goals of the first: with all goals at once each path would search everything for
/// the judge of least load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// From missing reviews to device mismatches; even loads, if they stand above affinity.
    Greater,
    /// Affinity, even loads if they stand below it, and the draw of the seed.
    Lesser,
    /// All at once.
    All,
}

/// What one unit of each goal costs, and how affinity is turned into a cost. A goal that does not matter costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    pub missing: i128,
    pub below_quota: i128,
    pub against_comfort: i128,
    pub opened_change: i128,
    pub unopened_change: i128,
    pub below_minimum: i128,
    pub soft_conflict: i128,
    pub language_mismatch: i128,
    pub device_mismatch: i128,
    pub balance: i128,
    pub affinity: i128,
    /// One where the draw matters.
    pub drawn: i128,
    pub perturbation_bits: u32,
    pub affinity_scale: AffinityScale,
    /// For how many quotas a judge can count at once.
    pub most_minimums: u32,
    /// No simple path of the residual network costs more.
    pub longest_path: i128,
}

impl Levels {
    /// The weights for a problem: within 64 bits if they fit there with a draw that is fine enough, else within 128.
    pub(super) fn of(problem: &Problem, balance: Balance, stage: Stage) -> Result<Self, SolveError> {
        let scale = AffinityScale::of(problem.pairs().as_slice());
        let bounds = Bounds::of(problem, scale, balance);
        let within = |limit: i128| {
            let limit = limit / HEADROOM;
            PERTURBATION_BITS.rev().find_map(|bits| Self::within(limit, bounds, (balance, stage), bits, scale))
        };
        let mut levels = within(i64::MAX.into()).or_else(|| within(i128::MAX)).ok_or(SolveError::WeightsTooLarge)?;
        levels.most_minimums = problem.forest().most_minimums;
        Ok(levels)
    }

    /// Weights for coverage alone: missing reviews, then quotas.
    pub(super) fn coverage(problem: &Problem) -> Self {
        let most_minimums = problem.forest().most_minimums;
        let visits = super::bounds::whole(problem.entries().len() + problem.judges().len());
        let missing = 1 + 2 * visits * i128::from(most_minimums);
        let below_quota = i128::from(most_minimums > 0);
        Self { missing, below_quota, most_minimums, longest_path: 4 * missing, ..Self::nothing() }
    }

    fn nothing() -> Self {
        Self {
            missing: 0,
            below_quota: 0,
            against_comfort: 0,
            opened_change: 0,
            unopened_change: 0,
            below_minimum: 0,
            soft_conflict: 0,
            language_mismatch: 0,
            device_mismatch: 0,
            balance: 0,
            affinity: 0,
            drawn: 0,
            perturbation_bits: 0,
            affinity_scale: AffinityScale::of(&[]),
            most_minimums: 0,
            longest_path: 0,
        }
    }

    /// The weights from the least goal to the greatest, or nothing when paths could pass the limit.
    pub(super) fn within(
        limit: i128,
        bounds: Bounds,
        (balance, stage): (Balance, Stage),
        perturbation_bits: u32,
        affinity_scale: AffinityScale,
    ) -> Option<Self> {
        let mut ladder = Ladder { next: 1, limit };
        let mut levels = Self { perturbation_bits, affinity_scale, ..Self::nothing() };
        if stage != Stage::Greater {
            levels.drawn = ladder.climb(bounds.visits.checked_mul((1 << perturbation_bits) - 1)?)?;
            if balance == Balance::BelowAffinity {
                levels.balance = ladder.climb(bounds.balance)?;
            }
            levels.affinity = ladder.climb(bounds.affinity)?;
        }
        if stage != Stage::Lesser {
            if balance == Balance::AboveAffinity {
                levels.balance = ladder.climb(bounds.balance)?;
            }
            if bounds.wished {
                levels.below_quota = ladder.climb(bounds.below_quota)?;
            }
            levels.device_mismatch = ladder.climb(bounds.device_mismatches)?;
            levels.language_mismatch = ladder.climb(bounds.language_mismatches)?;
            levels.soft_conflict = ladder.climb(bounds.soft_conflicts)?;
            levels.below_minimum = ladder.climb(bounds.below_minimum)?;
            levels.unopened_change = ladder.climb(bounds.unopened_changes)?;
            levels.against_comfort = ladder.climb(bounds.against_comfort)?;
            levels.opened_change = ladder.climb(bounds.opened_changes)?;
            if !bounds.wished {
                levels.below_quota = ladder.climb(bounds.below_quota)?;
            }
            levels.missing = ladder.climb(bounds.missing)?;
        }
        // A path is part of a cycle but for its ends, which meet one arc more: within twice the total.
        levels.longest_path = ladder.next.checked_mul(2).filter(|&longest| longest <= limit)?;
        Some(levels)
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
            + i128::from(terms.against_comfort) * self.against_comfort
            + i128::from(!opened) * self.opened_change
            + i128::from(terms.present.is_none()) * self.unopened_change
            + i128::from(terms.soft_conflict) * self.soft_conflict
            + i128::from(terms.language_mismatch) * self.language_mismatch
            + i128::from(terms.device_mismatch) * self.device_mismatch
            + self.affinity_scale.cost(terms.affinity) * self.affinity
            + i128::from(perturbation) * self.drawn
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
