//! What a choice costs in each goal: the terms behind every weight, for people to read and for exchanges to compare.

use serde::{Deserialize, Serialize};

use super::pairs::{Pair, Progress};

/// An amount of every goal, greatest first, so that comparing two in order compares them as the solver does. Less is
/// better. As a difference, amounts may be negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Goals {
    /// Judges of some group that entries lack.
    pub below_quota: i64,
    /// Present pairs taken away whose review has begun.
    pub opened_changes: i64,
    /// Pairs in which the entry has what the judge asked not to be shown.
    #[serde(default)]
    pub against_comfort: i64,
    /// Present pairs taken away whose review has not begun.
    pub unopened_changes: i64,
    /// Pairs with a soft conflict.
    pub soft_conflicts: i64,
    /// Judges who do not read the language of the entry.
    pub language_mismatches: i64,
    /// Judges who have no device that the entry runs on.
    pub device_mismatches: i64,
    /// Judges of some group that entries lack, where that is a wish: see [`Problem::with_wishes`].
    ///
    /// [`Problem::with_wishes`]: super::Problem::with_wishes
    #[serde(default)]
    pub below_wish: i64,
    /// Affinity given up, in millionths.
    pub affinity_lost: i64,
}

impl Goals {
    /// What taking one pair away and adding another changes, quotas aside.
    pub(super) fn between(old: &Pair, new: &Pair) -> Self {
        let (old, new) = (Self::of(old), Self::of(new));
        new.minus(old)
    }

    /// The terms of one assigned pair. A present pair that is assigned is one change fewer.
    pub(super) fn of(pair: &Pair) -> Self {
        let terms = &pair.terms;
        let opened = matches!(terms.present, Some(Progress::Opened | Progress::Scored));
        Self {
            below_quota: 0,
            against_comfort: terms.against_comfort.into(),
            opened_changes: -i64::from(opened),
            unopened_changes: -i64::from(terms.present == Some(Progress::Unopened)),
            soft_conflicts: terms.soft_conflict.into(),
            language_mismatches: terms.language_mismatch.into(),
            device_mismatches: terms.device_mismatch.into(),
            below_wish: 0,
            affinity_lost: -terms.affinity,
        }
    }

    /// The sum of two differences.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            below_quota: self.below_quota + other.below_quota,
            against_comfort: self.against_comfort + other.against_comfort,
            opened_changes: self.opened_changes + other.opened_changes,
            unopened_changes: self.unopened_changes + other.unopened_changes,
            soft_conflicts: self.soft_conflicts + other.soft_conflicts,
            language_mismatches: self.language_mismatches + other.language_mismatches,
            device_mismatches: self.device_mismatches + other.device_mismatches,
            below_wish: self.below_wish + other.below_wish,
            affinity_lost: self.affinity_lost + other.affinity_lost,
        }
    }

    fn minus(self, other: Self) -> Self {
        self.plus(Self {
            below_quota: -other.below_quota,
            against_comfort: -other.against_comfort,
            opened_changes: -other.opened_changes,
            unopened_changes: -other.unopened_changes,
            soft_conflicts: -other.soft_conflicts,
            language_mismatches: -other.language_mismatches,
            device_mismatches: -other.device_mismatches,
            below_wish: -other.below_wish,
            affinity_lost: -other.affinity_lost,
        })
    }
}
