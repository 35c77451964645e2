//! From scorecards to totals.

use std::collections::BTreeMap;

use super::{CheckedInput, Marks};
use crate::number::{Decimal, Exact, Fraction};
use crate::scores::total::{plain_mean, weighted_fraction};

/// The total of every scorecard, in the order of the input; `None` where nothing could be assessed. This is what every
/// ranking method starts from.
#[must_use]
pub fn sheet_totals(input: &CheckedInput) -> Vec<Option<Exact>> {
    fractions(input).iter().map(|total| total.as_ref().map(Fraction::to_exact)).collect()
}

pub(super) fn fractions(input: &CheckedInput) -> Vec<Option<Fraction>> {
    // `None` here means: no rubric.
    let rubric: Option<Vec<(Decimal, Decimal)>> =
        input.has_rubric().then(|| input.criteria.iter().filter_map(|line| Some((line.weight, line.max?))).collect());
    let of_level = |weights: &Vec<Decimal>| -> Vec<(Decimal, Decimal)> {
        let weighed = weights.iter().zip(&input.criteria);
        weighed.filter_map(|(weight, line)| Some((*weight, line.max?))).collect()
    };
    let levels: BTreeMap<u32, Vec<(Decimal, Decimal)>> =
        input.level_weights.iter().map(|(level, weights)| (*level, of_level(weights))).collect();
    input
        .sheets
        .iter()
        .map(|sheet| match (&sheet.marks, &rubric) {
            (Marks::Total(total), _) => plain_mean(&[Some(*total)]),
            (Marks::Criteria(marks), Some(rubric)) => {
                let own = if levels.is_empty() { None } else { levels.get(&input.level(sheet.entry)) };
                weighted_fraction(own.unwrap_or(rubric), marks)
            }
            (Marks::Criteria(marks), None) => plain_mean(marks),
        })
        .collect()
}
