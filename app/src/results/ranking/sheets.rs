//! From scorecards to totals.

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
    input
        .sheets
        .iter()
        .map(|sheet| match (&sheet.marks, &rubric) {
            (Marks::Total(total), _) => plain_mean(&[Some(*total)]),
            (Marks::Criteria(marks), Some(rubric)) => weighted_fraction(rubric, marks),
            (Marks::Criteria(marks), None) => plain_mean(marks),
        })
        .collect()
}
