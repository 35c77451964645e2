//! How likely entries are above prize lines while judges still score: the model of the ranking, lent to the stage of scores, which
//! chooses by it who gets a further review.

use crate::{
    ids::JudgeId,
    number::Decimal,
    results::ranking::{CheckedInput, DoubtSettings, Marks, RankingInput, Sheet, doubt, rank_by_mean},
    scores::rules::{OneWay, Places, ReviewTotal},
};
use std::collections::{BTreeMap, BTreeSet};

/// Entries and judges as crossed random effects ([`doubt`]): a low total of a strict judge says less against an entry. While
/// an entry waits for its first scorecard, or where there are two entries only, [`OneWay`] answers, which has words for that.
#[derive(Clone, Copy, Debug, Default)]
pub struct Crossed;

/// Fewer entries say nothing of how entries differ.
const FEW: usize = 3;

impl Places for Crossed {
    fn above(&self, entries: &[Vec<ReviewTotal>], lines: &[usize], seed: u64) -> Vec<Vec<f64>> {
        let crossed = (entries.len() >= FEW).then(|| above(entries, lines, seed)).flatten();
        crossed.unwrap_or_else(|| OneWay.above(entries, lines, seed))
    }
}

/// `None` where an entry has no scorecard.
fn above(entries: &[Vec<ReviewTotal>], lines: &[usize], seed: u64) -> Option<Vec<Vec<f64>>> {
    let input = input(entries)?;
    let ranking = rank_by_mean(&input);
    if ranking.placements.len() < entries.len() {
        return None;
    }
    let place = |line: &usize| u32::try_from(*line).unwrap_or(u32::MAX);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let tops = lines.iter().map(place).collect();
    let found = doubt(&input, &ranking, &DoubtSettings { seed: bytes, draws: DoubtSettings::DRAWS, tops })?;
    let chances: BTreeMap<usize, &BTreeMap<u32, f64>> =
        ranking.placements.iter().zip(&found.entries).map(|(at, own)| (at.entry, &own.p_top)).collect();
    (0..entries.len())
        .map(|entry| lines.iter().map(|line| chances.get(&entry)?.get(&place(line)).copied()).collect())
        .collect()
}

fn input(entries: &[Vec<ReviewTotal>]) -> Option<CheckedInput> {
    let known: BTreeSet<JudgeId> = entries.iter().flatten().map(|of| of.judge).collect();
    let number: BTreeMap<JudgeId, usize> = known.iter().enumerate().map(|(number, judge)| (*judge, number)).collect();
    let mut sheets = Vec::new();
    for (entry, list) in entries.iter().enumerate() {
        for of in list.iter().filter(|of| of.points.is_finite()) {
            #[expect(clippy::cast_possible_truncation, reason = "millionths of at most a hundred points")]
            let total = Decimal::from_micros((of.points * 1e6).round() as i64);
            sheets.push(Sheet { entry, judge: *number.get(&of.judge)?, marks: Marks::Total(total) });
        }
    }
    // Keys of one width, so that they are in the order of the numbers.
    let keys = |count: usize| (0..count).map(|at| format!("{at:09}")).collect();
    RankingInput { entries: keys(entries.len()), judges: keys(known.len()), sheets, ..RankingInput::default() }
        .checked()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn total(judge: u128, points: f64) -> ReviewTotal {
        ReviewTotal { judge: JudgeId::new(Uuid::from_u128(judge)), points }
    }

    fn totals(rows: &[&[(u128, f64)]]) -> Vec<Vec<ReviewTotal>> {
        let of = |(judge, points): &(u128, f64)| total(*judge, *points);
        rows.iter().map(|row| row.iter().map(of).collect()).collect()
    }

    fn first(entries: &[Vec<ReviewTotal>], line: usize) -> Vec<f64> {
        Crossed.above(entries, &[line], 7).into_iter().map(|list| list[0]).collect()
    }

    /// Judge 0 gives twenty points less than judges 1 and 2 for the same. The last entry has the same mean as the one before,
    /// but of the strict judge and one other.
    #[test]
    fn what_a_strict_judge_took_is_known() {
        let entries = totals(&[
            &[(0, 40.0), (1, 61.0), (2, 60.0)],
            &[(0, 50.0), (1, 70.0), (2, 69.0)],
            &[(0, 31.0), (1, 50.0), (2, 52.0)],
            &[(0, 44.0), (1, 65.0), (2, 64.0)],
            &[(1, 60.0), (2, 62.0)],
            &[(0, 51.0), (1, 71.0)],
        ]);
        let (crossed, plain) = (first(&entries, 1), OneWay.above(&entries, &[1], 7));
        assert!(crossed[5] > plain[5][0] + 0.15, "{crossed:?} {plain:?}");
        assert!(crossed[4] < 0.1 && crossed[4] < plain[4][0], "{crossed:?} {plain:?}");
    }

    #[test]
    fn where_the_model_has_no_answer_the_plain_one_has() {
        for entries in [
            totals(&[]),
            totals(&[&[(0, 70.0)]]),
            totals(&[&[(0, 70.0)], &[(0, 60.0), (1, 50.0)]]),
            totals(&[&[(0, 70.0)], &[(0, 60.0), (1, 50.0)], &[], &[(1, 55.0)]]),
            totals(&[&[(0, 70.0)], &[(0, f64::NAN)], &[(1, 55.0)]]),
            // One scorecard twice cannot be.
            totals(&[&[(0, 70.0), (0, 71.0)], &[(0, 60.0)], &[(1, 55.0)]]),
        ] {
            assert_eq!(Crossed.above(&entries, &[1, 2], 3), OneWay.above(&entries, &[1, 2], 3));
        }
        let plain = totals(&[&[(0, 70.0)], &[(0, 60.0)], &[(1, 55.0)]]);
        assert_ne!(Crossed.above(&plain, &[1, 2], 3), OneWay.above(&plain, &[1, 2], 3));
    }

    #[test]
    fn the_same_seed_gives_the_same() {
        let entries = totals(&[&[(0, 70.0), (1, 60.0)], &[(0, 66.0), (1, 70.0)], &[(1, 50.0), (2, 55.0)]]);
        assert_eq!(Crossed.above(&entries, &[1, 2], 3), Crossed.above(&entries, &[1, 2], 3));
        assert_ne!(Crossed.above(&entries, &[1, 2], 3), Crossed.above(&entries, &[1, 2], 4));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn places_are_given_away_once(
            points in prop::collection::vec(prop::collection::vec(0.0_f64..100.0, 1..5), 3..9),
            line in 1_usize..12,
        ) {
            let row = |(entry, row): (u128, &Vec<f64>)| -> Vec<ReviewTotal> {
                (0_u128..).zip(row).map(|(at, points)| total((entry + at) % 6, *points)).collect()
            };
            let rows: Vec<Vec<ReviewTotal>> = (0_u128..).zip(&points).map(row).collect();
            let made = first(&rows, line);
            prop_assert!(made.iter().all(|p| (0.0..=1.0).contains(p)));
            let places = u32::try_from(line.min(points.len())).expect("few");
            prop_assert!((made.iter().sum::<f64>() - f64::from(places)).abs() < 1e-6, "{made:?}");
        }
    }
}
