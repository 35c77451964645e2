//! What every method looks at: totals, means and how the panel hangs together.

use super::{CheckedInput, Marks, components, sheets};
use crate::number::{Exact, ExactSum, Fraction};

/// Counted from the scorecards of an input, without choosing a method.
pub(super) struct Facts {
    /// The total of each scorecard, in the order of the input; `None` does not count.
    pub(super) totals: Vec<Option<Fraction>>,
    /// The mean total of each entry, unrounded, and how many scorecards are in it.
    pub(super) means: Vec<(Option<Exact>, u32)>,
    /// The mean of all totals.
    pub(super) mean: Option<Exact>,
    /// The mean mark of each entry on each criterion, over the scorecards that count.
    pub(super) criterion_means: Vec<Vec<Option<Exact>>>,
    /// Parts of the panel without a common judge.
    pub(super) components: usize,
}

impl Facts {
    pub(super) fn of(input: &CheckedInput) -> Facts {
        let totals = sheets::fractions(input);
        let (means, mean) = means(input, &totals);
        let criterion_means = criterion_means(input, &totals);
        let components = count_components(input, &totals);
        Facts { totals, means, mean, criterion_means, components }
    }
}

/// The mean total of each entry with the number of scorecards in it, and that of all scorecards.
fn means(input: &CheckedInput, totals: &[Option<Fraction>]) -> (Vec<(Option<Exact>, u32)>, Option<Exact>) {
    let mut sums = vec![ExactSum::new(); input.entries.len()];
    let mut all = ExactSum::new();
    for (sheet, total) in input.sheets.iter().zip(totals) {
        if let Some(total) = total {
            sums[sheet.entry].add(total);
            all.add(total);
        }
    }
    let scores = sums.into_iter().map(|sum| (sum.clone().mean(), sum.count())).collect();
    (scores, all.mean())
}

/// The mean mark of each entry on each criterion, over the scorecards that count.
fn criterion_means(input: &CheckedInput, totals: &[Option<Fraction>]) -> Vec<Vec<Option<Exact>>> {
    let width = input.criteria.len();
    // Sum in millionths and count: 64-bit marks cannot fill 128 bits.
    let mut sums = vec![(0_i128, 0_i128); input.entries.len() * width];
    for (sheet, total) in input.sheets.iter().zip(totals) {
        if let (Marks::Criteria(marks), Some(_)) = (&sheet.marks, total) {
            for (mark, (sum, count)) in marks.iter().zip(&mut sums[sheet.entry * width..]) {
                if let Some(mark) = mark {
                    *sum += i128::from(mark.micros());
                    *count += 1;
                }
            }
        }
    }
    let mean = |&(sum, count): &(i128, i128)| Exact::from_ratio(sum, count * 1_000_000);
    (0..input.entries.len()).map(|entry| sums[entry * width..][..width].iter().map(mean).collect()).collect()
}

fn count_components(input: &CheckedInput, totals: &[Option<Fraction>]) -> usize {
    let counted = input.sheets.iter().zip(totals).filter(|(_, total)| total.is_some());
    let pairs: Vec<_> = counted.map(|(sheet, _)| (sheet.entry, sheet.judge)).collect();
    components::count(input.entries.len(), input.judges.len(), &pairs)
}
