//! The plain method: the mean of the judges' totals.

use super::ties::{TiedClass, Ties};
use super::{CheckedInput, Marks, Placement, Ranking, components, sheets};
use crate::number::{Exact, ExactSum, Fraction};

/// Ranks by the mean of the judges' totals, unrounded, higher first; equal scores by the declared tie order. Entries that
/// went on to further rounds come before those that did not.
///
/// The order of sheets, entries and judges in the input does not matter.
#[must_use]
pub fn rank_by_mean(input: &CheckedInput) -> Ranking {
    let totals = sheets::fractions(input);
    let (scores, mean) = means(input, &totals);
    let means = criterion_means(input, &totals);
    let ties = Ties::new(input, &totals, &means);

    let mut ranked: Vec<(usize, &Exact, u32)> = scores
        .iter()
        .enumerate()
        .filter_map(|(entry, (score, scorecards))| Some((entry, score.as_ref()?, *scorecards)))
        .collect();
    let level = |at: &(usize, &Exact, u32)| input.level(at.0);
    ranked.sort_by(|first, second| level(second).cmp(&level(first)).then_with(|| second.1.cmp(first.1)));

    let mut placements = Vec::with_capacity(ranked.len());
    for group in ranked.chunk_by(|first, second| level(first) == level(second) && first.1 == second.1) {
        let entries = group.iter().map(|(entry, ..)| *entry).collect();
        for TiedClass { mut entries, broken_by, settled_by } in ties.resolve(entries) {
            let place = u32::try_from(placements.len()).unwrap_or(u32::MAX).saturating_add(1);
            let shared = entries.len() > 1;
            entries.sort_by_key(|entry| &input.entries[*entry]);
            for entry in entries {
                let (Some(score), scorecards) = scores[entry].clone() else {
                    continue;
                };
                placements.push(Placement {
                    entry,
                    place,
                    score,
                    scorecards,
                    criterion_means: means[entry].clone(),
                    tie_broken_by: broken_by.cloned(),
                    settled_by: settled_by.cloned(),
                    shared,
                });
            }
        }
    }
    let unranked = (0..scores.len()).filter(|entry| scores[*entry].0.is_none()).collect();
    Ranking { placements, unranked, components: count_components(input, &totals), mean }
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
