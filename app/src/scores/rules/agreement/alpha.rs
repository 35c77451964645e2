//! Krippendorff's alpha.
//!
//! Source: Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011 (University of Pennsylvania, ScholarlyCommons,
//! asc_papers/43), section C, any number of observers with missing data. Of each unit with `m` marks, two at least, every
//! ordered pair of marks of two judges counts `1 / (m - 1)` in the coincidences `o_ck`; `n_c` are their sums and `n` the
//! number of marks that can be paired:
//!
//! ```text
//! alpha = 1 - (n - 1) * sum_{c<k} o_ck d_ck / sum_{c<k} n_c n_k d_ck
//! nominal  d_ck = 1
//! ordinal  d_ck = (sum_{g=c..k} n_g - (n_c + n_k) / 2)^2
//! interval d_ck = (c - k)^2
//! ```
//!
//! What the formula cannot say is settled so:
//! * fewer than two units with two marks: there is nothing to tell agreement from chance by, and no number;
//! * one mark throughout: nobody disagreed, but 0 / 0 says nothing of whether differences would have been seen.

use crate::{number::Decimal, scores::model::Agreement};
use std::collections::BTreeMap;

/// What counts as a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Another mark is another mark.
    Nominal,
    /// Marks are an order: what counts is how many marks lie between.
    Ordinal,
    /// Marks are distances.
    Interval,
}

/// What may be built on it, by the customary lines (Krippendorff, Content Analysis, 2004, chapter 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strength {
    /// From .800.
    Good,
    /// From .667: for tentative conclusions.
    Fair,
    /// Less.
    Weak,
}

impl Agreement {
    /// What may be built on it; `None` without a number.
    pub fn strength(self) -> Option<Strength> {
        match self {
            Self::Alpha(alpha) if alpha >= 0.8 => Some(Strength::Good),
            Self::Alpha(alpha) if alpha >= 0.667 => Some(Strength::Fair),
            Self::Alpha(_) => Some(Strength::Weak),
            Self::TooFew | Self::OneLevel => None,
        }
    }
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// A mark as a number to reckon with.
pub fn float(mark: Decimal) -> f64 {
    let (whole, part) = (mark.micros().div_euclid(1_000_000), mark.micros().rem_euclid(1_000_000));
    let small = |number: i64| f64::from(i32::try_from(number).unwrap_or(i32::MAX));
    small(whole) + small(part) / 1e6
}

/// Agreement over units, each with the marks that its judges gave; marks that are missing are left out.
pub fn alpha(units: &[Vec<Decimal>], metric: Metric) -> Agreement {
    let units: Vec<&Vec<Decimal>> = units.iter().filter(|marks| marks.len() > 1).collect();
    if units.len() < 2 {
        return Agreement::TooFew;
    }
    let mut totals: BTreeMap<Decimal, f64> = BTreeMap::new();
    let mut pairs: BTreeMap<(Decimal, Decimal), f64> = BTreeMap::new();
    for marks in &units {
        let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
        for mark in *marks {
            *counts.entry(*mark).or_default() += 1;
            *totals.entry(*mark).or_default() += 1.0;
        }
        for (at, (one, of_one)) in counts.iter().enumerate() {
            for (other, of_other) in counts.iter().skip(at + 1) {
                *pairs.entry((*one, *other)).or_default() += number(of_one * of_other) / number(marks.len() - 1);
            }
        }
    }
    let levels: Vec<(Decimal, f64)> = totals.into_iter().collect();
    let all: f64 = levels.iter().map(|(_, count)| count).sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for (at, (one, of_one)) in levels.iter().enumerate() {
        let mut between = *of_one;
        for (other, of_other) in levels.iter().skip(at + 1) {
            between += of_other;
            let difference = match metric {
                Metric::Nominal => 1.0,
                Metric::Ordinal => (between - (of_one + of_other) / 2.0).powi(2),
                Metric::Interval => (float(*one) - float(*other)).powi(2),
            };
            observed += pairs.get(&(*one, *other)).copied().unwrap_or_default() * difference;
            expected += of_one * of_other * difference;
        }
    }
    if expected > 0.0 { Agreement::Alpha(1.0 - (all - 1.0) * observed / expected) } else { Agreement::OneLevel }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(of: &[&[i32]]) -> Vec<Vec<Decimal>> {
        of.iter().map(|marks| marks.iter().map(|mark| Decimal::from_integer(*mark)).collect()).collect()
    }

    fn found(units: &[Vec<Decimal>], metric: Metric) -> f64 {
        match alpha(units, metric) {
            Agreement::Alpha(alpha) => alpha,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn alpha_is_that_of_the_published_example() {
        // Krippendorff 2011, section C: 4 observers, 12 units, 41 values of which 40 can be paired.
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let mut units = vec![Vec::new(); 12];
        for row in rows {
            for (unit, word) in units.iter_mut().zip(row.split(' ')) {
                unit.extend(word.parse::<i32>().ok().map(Decimal::from_integer));
            }
        }
        for (metric, published) in [(Metric::Nominal, 0.743), (Metric::Ordinal, 0.815), (Metric::Interval, 0.849)] {
            let found = found(&units, metric);
            assert!((found - published).abs() < 0.0005, "{metric:?}: {found}");
        }
    }

    #[test]
    fn alpha_is_what_a_hand_finds() {
        // Two units, (1, 2) and (3, 3): n = 4, o_12 = 1, n = 1 1 2. Interval: 1 - 3 * 1 / (1 + 8 + 2) = 8 / 11.
        let small = units(&[&[1, 2], &[3, 3]]);
        assert!((found(&small, Metric::Interval) - 8.0 / 11.0).abs() < 1e-12);
        // Nominal: 1 - 3 * 1 / (1 + 2 + 2). Ordinal: d_12 = 1, d_13 = (4 - 1.5)^2, d_23 = (3 - 1.5)^2.
        assert!((found(&small, Metric::Nominal) - 0.4).abs() < 1e-12);
        assert!((found(&small, Metric::Ordinal) - (1.0 - 3.0 / (1.0 + 12.5 + 4.5))).abs() < 1e-12);
        // All alike within units, and different between them.
        assert!((found(&units(&[&[1, 1, 1], &[5, 5]]), Metric::Ordinal) - 1.0).abs() < 1e-12);
        // Judges who say the opposite of one another are below chance.
        assert!(found(&units(&[&[1, 5], &[5, 1], &[1, 5]]), Metric::Ordinal) < 0.0);
    }

    #[test]
    fn what_the_formula_cannot_say_has_an_answer() {
        for few in [units(&[]), units(&[&[1, 2, 3]]), units(&[&[1, 2], &[3], &[]]), units(&[&[1], &[2], &[3]])] {
            assert_eq!(alpha(&few, Metric::Ordinal), Agreement::TooFew, "{few:?}");
        }
        assert_eq!(alpha(&units(&[&[3, 3], &[3, 3, 3]]), Metric::Interval), Agreement::OneLevel);
        let strengths = [0.9, 0.8, 0.7, 0.5, -0.5].map(|alpha| Agreement::Alpha(alpha).strength());
        let [good, fair, weak] = [Strength::Good, Strength::Fair, Strength::Weak].map(Some);
        assert_eq!(strengths, [good, good, fair, weak, weak]);
        assert_eq!(Agreement::TooFew.strength(), None);
    }

    proptest! {
        #[test]
        fn alpha_is_a_number_up_to_one_whatever_is_missing(
            of in prop::collection::vec(prop::collection::vec(1_i32..6, 0..6), 0..8),
        ) {
            let of: Vec<Vec<Decimal>> =
                of.into_iter().map(|marks| marks.into_iter().map(Decimal::from_integer).collect()).collect();
            let mut turned = of.clone();
            turned.reverse();
            for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval] {
                match (alpha(&of, metric), alpha(&turned, metric)) {
                    (Agreement::Alpha(alpha), Agreement::Alpha(turned)) => {
                        prop_assert!(alpha.is_finite() && alpha <= 1.0 + 1e-9);
                        prop_assert!((alpha - turned).abs() < 1e-9, "the order of units counts for nothing");
                    }
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }
}
