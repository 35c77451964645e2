use super::super::{CriterionInput, Marks, Method, RankingInput, Sheet, TieStep, rank, rank_by_mean, seed};
use super::*;
use crate::number::Decimal;

/// Totals by entry and judge; nought is no scorecard.
fn totals(rows: &[&[i32]]) -> CheckedInput {
    let sheet = |entry: usize, judge: usize, total: i32| Sheet {
        entry,
        judge,
        marks: Marks::Total(Decimal::from_integer(total)),
    };
    let cells = rows.iter().enumerate().flat_map(|(entry, row)| {
        row.iter().enumerate().filter(|(_, total)| **total != 0).map(move |(judge, total)| sheet(entry, judge, *total))
    });
    RankingInput {
        entries: (0..rows.len()).map(|entry| format!("e{entry:02}")).collect(),
        judges: (0..rows.iter().map(|row| row.len()).max().unwrap_or(0)).map(|judge| format!("j{judge:02}")).collect(),
        sheets: cells.collect(),
        tie_order: vec![TieStep::JudgePreference],
        ..RankingInput::default()
    }
    .checked()
    .expect("sound")
}

fn settings(draws: u32) -> DoubtSettings {
    DoubtSettings { seed: [5; 32], draws, tops: vec![1, 2] }
}

fn of(input: &CheckedInput) -> Option<Doubt> {
    doubt(input, &rank_by_mean(input), &settings(4000))
}

#[test]
fn without_two_entries_there_is_no_doubt() {
    assert_eq!(of(&totals(&[])), None);
    assert_eq!(of(&totals(&[&[50, 60]])), None);
    assert_eq!(of(&totals(&[&[50, 60], &[0, 0]])), None);
}

#[test]
fn without_variance_every_order_is_as_likely() {
    let found = of(&totals(&[&[50, 50], &[50, 50], &[50, 50], &[50, 50]])).expect("an answer");
    assert_eq!((found.reliability, found.draws, found.reml_criterion), (0.0, 0, None));
    for entry in &found.entries {
        assert_eq!((entry.low, entry.high, entry.band), (1, 4, 1));
        assert!((entry.expected_rank - 2.5).abs() < 1e-12 && (entry.p_top[&1] - 0.25).abs() < 1e-12);
    }
    assert!(found.judges.iter().all(|judge| judge.severity == 0.0 && judge.sd == 0.0));
}

#[test]
fn clear_differences_leave_little_doubt_and_noise_leaves_much() {
    let clear = of(&totals(&[&[90, 91, 92], &[70, 71, 72], &[50, 51, 52], &[30, 31, 32]])).expect("an answer");
    assert!(
        clear.reliability > 0.74 && clear.entries[0].p_top[&1] > 0.97,
        "three quarters is all that four entries give: {clear:?}"
    );
    assert_eq!(clear.entries.iter().map(|entry| entry.band).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let noise = of(&totals(&[&[60, 40, 50], &[41, 59, 50], &[50, 41, 58], &[40, 50, 59]])).expect("an answer");
    assert!(noise.reliability < 0.3 && noise.entries.iter().all(|entry| entry.band == 1), "{noise:?}");
    assert!(noise.entries.iter().all(|entry| entry.high - entry.low >= 2), "{noise:?}");
}

#[test]
fn who_went_on_is_before_the_others_in_every_draw() {
    let mut input = (*totals(&[&[90, 91], &[70, 72], &[60, 63], &[50, 51]])).clone();
    input.levels = [(2, 1), (3, 1)].into();
    let input = input.checked().expect("sound");
    let found = of(&input).expect("an answer");
    assert!(found.entries[..2].iter().all(|entry| entry.high <= 2 && entry.p_top[&2] == 1.0 && entry.band <= 2));
    assert!(found.entries[2..].iter().all(|entry| entry.low >= 3 && entry.p_top[&2] == 0.0 && entry.band >= 2));
}

#[test]
fn a_stricter_judge_is_found_and_the_interval_holds_the_place() {
    let rows: Vec<Vec<i32>> = (0..14)
        .map(|entry| {
            let judges = (0..9).map(|judge| {
                let takes = (entry + judge) % 2 == 0;
                let total = 60 + entry + (entry * 7 + judge * 5 + entry * judge) % 7 - if judge == 3 { 15 } else { 0 };
                if takes { total } else { 0 }
            });
            judges.collect()
        })
        .collect();
    let input = totals(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let found = of(&input).expect("an answer");
    let strict = found.judges.iter().min_by(|one, other| one.severity.total_cmp(&other.severity)).expect("a judge");
    assert_eq!((strict.judge, strict.scorecards), (3, 7));
    assert!(strict.severity < -8.0 && strict.sd > 0.1 && strict.sd < 6.0, "{strict:?}");
    let ranking = rank_by_mean(&input);
    for (at, entry) in ranking.placements.iter().zip(&found.entries) {
        assert!((entry.low..=entry.high).contains(&at.place));
    }
}

#[test]
fn the_same_seed_draws_the_same_and_another_another() {
    let input = totals(&[&[61, 70, 52], &[64, 66, 51], &[55, 60, 59], &[52, 63, 57]]);
    let ranking = rank_by_mean(&input);
    let with = |seed| doubt(&input, &ranking, &DoubtSettings { seed, ..settings(500) });
    assert_eq!(with([1; 32]), with([1; 32]));
    assert_ne!(with([1; 32]), with([2; 32]));
    // On every machine.
    let found = with(seed("golden", &input)).expect("an answer");
    let bits: Vec<u64> = found.entries.iter().map(|entry| entry.expected_rank.to_bits()).collect();
    assert_eq!(bits, GOLDEN, "{:?}", found.entries);
}

const GOLDEN: [u64; 4] = [4611951730805402763, 4612298507976710292, 4613352350289514988, 4613645084265294070];

#[test]
fn two_entries_are_as_the_students_distribution_says() {
    // Two groups of entries far apart from each other, so that within each the order of two is what is drawn. Given the
    // ratios, their difference is t-distributed with n - 1 degrees of freedom: so many that it is nearly normal.
    let rows: Vec<Vec<i32>> = (0..12)
        .map(|entry| {
            (0..9).map(|judge| 20 + 6 * (entry / 2) + (entry * 11 + judge * 7 + entry * judge * 3) % 9).collect()
        })
        .collect();
    let input = totals(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let fitted = Fitted::of(Panel::of(&input), false).expect("fitted");
    let found = of(&input).expect("an answer");
    let first = rank_by_mean(&input).placements[0].entry;
    // All judges scored all entries: u_i are independent given the mean, each with the variance s2 / (9 + l).
    let ratio = libm::exp(fitted.side_logs().0);
    let effects = fitted.side_effects().0;
    let variance = fitted.variance / (9.0 + ratio);
    let mut beaten = 0.0;
    // The mean place of the first is one more than the mean number of those that are better.
    for effect in effects.iter().enumerate().filter(|(other, _)| *other != first).map(|(_, effect)| effect) {
        let z = (effects[first] - effect) / (2.0 * variance).sqrt();
        beaten += 0.5 * libm::erfc(z / std::f64::consts::SQRT_2);
    }
    assert!(
        (found.entries[0].expected_rank - 1.0 - beaten).abs() < 0.03,
        "{} {beaten}",
        found.entries[0].expected_rank
    );
}

#[test]
fn scores_of_a_rubric_with_gaps_are_compared_on_the_whole_rubric() {
    // One judge could not assess the criterion that everybody finds hard: the entry gains nothing by that.
    let line = |key: &str| CriterionInput {
        key: key.to_owned(),
        weight: Decimal::from_integer(50),
        max: Some(Decimal::from_integer(10)),
    };
    let marks = [
        [Some(8), Some(2)],
        [Some(8), Some(2)],
        [Some(8), None],
        [Some(8), Some(2)],
        [Some(7), Some(1)],
        [Some(9), Some(3)],
    ];
    let input = RankingInput {
        entries: vec!["a".into(), "b".into(), "c".into()],
        judges: vec!["x".into(), "y".into()],
        criteria: vec![line("easy"), line("hard")],
        sheets: marks
            .iter()
            .enumerate()
            .map(|(at, marks)| Sheet {
                entry: at / 2,
                judge: at % 2,
                marks: Marks::Criteria(marks.iter().map(|mark| mark.map(Decimal::from_integer)).collect()),
            })
            .collect(),
        ..RankingInput::default()
    }
    .checked()
    .expect("sound");
    let ranking =
        rank(&input, &Method { kind: MethodKind::Adjusted, decimals: Some(1), ..Method::MEAN }).expect("ranked");
    let of = |entry: usize| ranking.placements.iter().find(|at| at.entry == entry).expect("placed");
    assert_eq!(of(1).raw_mean.rounded(0), "65", "the mean of 80 and 50");
    // 50 of what was assessed, and the mean of the other criterion: 2 of 10.
    assert!((of(1).score.to_f64() - 50.0).abs() < 1.0, "{}", of(1).score);
}

#[test]
fn draws_by_iterating_are_spread_like_those_by_factoring() {
    let rows: Vec<Vec<i32>> = (0..16)
        .map(|entry: i32| {
            let judges = (0..9).map(|judge| {
                let total = 50 + 2 * entry + (entry * 11 + judge * 7 + entry * judge * 3) % 13 - judge;
                if (entry + 2 * judge) % 3 == 0 { 0 } else { total }
            });
            judges.collect()
        })
        .collect();
    let input = totals(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let fitted = Fitted::of(Panel::of(&input), false).expect("fitted");
    let levels = vec![0; fitted.panel.entries.len()];
    let of = |iterate: bool| draws::forced(&fitted, &levels, [4; 32], 4000, iterate);
    let (dense, iterated) = (of(false), of(true));
    for entry in 0..levels.len() {
        let (one, other) = (dense.of(entry), iterated.of(entry));
        // Places spread by two or three; four standard errors of the difference of two means of 4,000.
        assert!((one.mean() - other.mean()).abs() < 0.25, "{entry}: {} {}", one.mean(), other.mean());
        let (a, b) = (one.interval(), other.interval());
        assert!(a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1, "{entry}: {a:?} {b:?}");
    }
}
