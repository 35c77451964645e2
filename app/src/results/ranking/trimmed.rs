//! The trimmed method: of the marks on each criterion one highest and one lowest are left out.
//!
//! The arithmetic is that of figure skating's component marks: the mean of a panel's marks without one highest and one
//! lowest, rounded half up; times the criterion's weight, rounded again; the sum. All 8,630 panel marks and 1,726 totals
//! of the public data come out of it (`make validate`); rounding once at the end reproduces 69.7 % of the totals.
//!
//! What that leaves open is settled so:
//! * of one or two marks nothing is left out;
//! * a criterion on which an entry has no mark is left out of its sum and of the weights that divide it;
//! * an entry without a mark on any criterion that weighs something is not ranked;
//! * scorecards that hold a total only are one criterion.

use super::facts::Facts;
use super::{CheckedInput, Marks};
use crate::number::{Decimal, Exact};

/// The mark of a panel on one criterion: the mean without one highest and one lowest mark when there are three or more,
/// rounded half up when decimals are declared. `None` without a mark.
#[must_use]
pub fn panel_mark(marks: &[Decimal], decimals: Option<u32>) -> Option<Exact> {
    let (highest, lowest) = (marks.iter().max()?, marks.iter().min()?);
    let of = |mark: &Decimal| i128::from(mark.micros());
    let (mut sum, mut count) = (marks.iter().map(of).sum::<i128>(), i128::try_from(marks.len()).ok()?);
    if count > 2 {
        sum -= of(highest) + of(lowest);
        count -= 2;
    }
    Some(rounded(Exact::from_ratio(sum, count * 1_000_000)?, decimals))
}

/// A panel's mark times a factor, rounded half up when decimals are declared.
#[must_use]
pub fn weighed_mark(mark: &Exact, factor: &Exact, decimals: Option<u32>) -> Exact {
    rounded(mark.mul(factor), decimals)
}

fn rounded(value: Exact, decimals: Option<u32>) -> Exact {
    decimals.map_or_else(|| value.clone(), |decimals| value.round(decimals))
}

/// The trimmed score of each entry on the scale 0 to 100, without a rubric on that of the marks.
pub(super) fn scores(input: &CheckedInput, facts: &Facts, decimals: Option<u32>) -> Vec<Option<Exact>> {
    let totals_only = matches!(input.sheets.first().map(|sheet| &sheet.marks), Some(Marks::Total(_)));
    let width = if totals_only { 1 } else { input.criteria.len() };
    let mut panels: Vec<Vec<Decimal>> = vec![Vec::new(); input.entries.len() * width];
    for (sheet, _) in input.sheets.iter().zip(&facts.totals).filter(|(_, total)| total.is_some()) {
        let of_entry = &mut panels[sheet.entry * width..][..width];
        match &sheet.marks {
            Marks::Total(total) => of_entry.iter_mut().for_each(|panel| panel.push(*total)),
            Marks::Criteria(marks) => {
                for (panel, mark) in of_entry.iter_mut().zip(marks) {
                    panel.extend(mark);
                }
            }
        }
    }
    let rubric = !totals_only && input.has_rubric();
    let of_entry = |entry: usize| {
        let (mut sum, mut weights) = (Exact::from_integer(0), Exact::from_integer(0));
        for (criterion, panel) in panels[entry * width..][..width].iter().enumerate() {
            let Some(mark) = panel_mark(panel, decimals) else { continue };
            let (weight, factor) = if rubric { factor(input, entry, criterion)? } else { one() };
            sum = sum.add(&weighed_mark(&mark, &factor, decimals));
            weights = weights.add(&weight);
        }
        let scale = Exact::from_integer(if rubric { 100 } else { 1 });
        Some(rounded(sum.mul(&scale).div(&weights)?, decimals))
    };
    (0..input.entries.len()).map(of_entry).collect()
}

/// Weight, and weight over the highest mark.
fn factor(input: &CheckedInput, entry: usize, criterion: usize) -> Option<(Exact, Exact)> {
    let line = input.criteria.get(criterion)?;
    let own = input.level_weights.get(&input.level(entry)).and_then(|weights| weights.get(criterion));
    let weight = Exact::from(*own.unwrap_or(&line.weight));
    let factor = weight.div(&Exact::from(line.max?))?;
    Some((weight, factor))
}

fn one() -> (Exact, Exact) {
    (Exact::from_integer(1), Exact::from_integer(1))
}
