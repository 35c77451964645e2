//! What holds for every input under every method, and of every doubt.

use proptest::prelude::*;

use super::super::{Doubt, DoubtSettings, EntryDoubt, doubt};
use super::properties::{input, shuffled};
use super::*;

fn method() -> impl Strategy<Value = Method> {
    let kind = prop_oneof![Just(MethodKind::Mean), Just(MethodKind::Trimmed), Just(MethodKind::Adjusted)];
    (kind, 0..7_u32, any::<bool>()).prop_map(|(kind, decimals, judge_noise)| Method {
        kind,
        decimals: Some(decimals),
        judge_noise,
        disconnected: Disconnected::RandomAllocation,
    })
}

/// Numbers from millionths to millions of millions, with repetitions and gaps.
pub(super) fn wild() -> impl Strategy<Value = RankingInput> {
    let mark = prop_oneof![
        Just(Decimal::from_micros(i64::MAX)),
        Just(Decimal::from_micros(i64::MIN)),
        (-3..4_i64).prop_map(Decimal::from_micros),
        any::<i64>().prop_map(Decimal::from_micros),
        (0..100).prop_map(Decimal::from_integer),
    ];
    let sheets = prop::collection::btree_map(
        (0..9_usize, 0..6_usize),
        prop::collection::vec(prop::option::weighted(0.8, mark), 2),
        0..40,
    );
    let lines = prop::collection::vec((0..3_i64, prop_oneof![Just(1_i64), Just(5_000_000)]), 2);
    (sheets, any::<bool>(), lines).prop_map(|(sheets, rubric, lines)| {
        let mut made = plain(&["a", "b", "c", "d", "e", "f", "g", "h", "i"], 6, &[], &[TieStep::JudgePreference]);
        for (line, (weight, max)) in made.criteria.iter_mut().zip(lines) {
            if rubric {
                (line.weight, line.max) = (Decimal::from_micros(weight), Some(Decimal::from_micros(max)));
            }
        }
        let sheet = |((entry, judge), marks)| Sheet { entry, judge, marks: Marks::Criteria(marks) };
        RankingInput { sheets: sheets.into_iter().map(sheet).collect(), ..made }
    })
}

fn both(input: &RankingInput, method: &Method) -> (Ranking, Option<Doubt>) {
    let input = input.clone().checked().expect("a sound input");
    let ranking = super::super::rank(&input, method).expect("a ranking");
    let settings = DoubtSettings { seed: super::super::seed("c", &input), draws: 60, tops: vec![1, 3] };
    let doubt = doubt(&input, &ranking, &settings);
    (ranking, doubt)
}

/// Everything by key instead of index, to the last bit.
fn by_key(input: &RankingInput, method: &Method) -> (String, String) {
    let (mut ranking, doubt) = both(input, method);
    let names: Vec<String> = ranking.placements.iter().map(|at| input.entries[at.entry].clone()).collect();
    let by_judge = |list: &[f64]| -> std::collections::BTreeMap<String, u64> {
        list.iter().enumerate().map(|(judge, weight)| (input.judges[judge].clone(), weight.to_bits())).collect()
    };
    let weights = ranking.fit.as_mut().map(|fit| by_judge(&std::mem::take(&mut fit.judge_weights)));
    ranking.placements.iter_mut().for_each(|at| at.entry = 0);
    ranking.unranked.clear();
    let doubt = doubt.map(|doubt| {
        let judges: Vec<_> = doubt.judges.iter().map(|judge| input.judges[judge.judge].clone()).collect();
        let without = Doubt {
            judges: doubt.judges.iter().map(|judge| super::super::JudgeEffect { judge: 0, ..*judge }).collect(),
            ..doubt
        };
        (judges, serde_json::to_string(&without).expect("json"))
    });
    let ranking = serde_json::to_string(&ranking).expect("json");
    (format!("{names:?} {ranking} {weights:?}"), format!("{doubt:?}"))
}

fn sound(doubt: &Doubt, ranking: &Ranking) -> Result<(), TestCaseError> {
    let numbers = [doubt.variances.entry, doubt.variances.judge, doubt.variances.residual, doubt.reliability];
    prop_assert!(numbers.iter().all(|number| number.is_finite() && *number >= 0.0), "{:?}", doubt);
    prop_assert!(doubt.reml_criterion.is_none_or(f64::is_finite));
    prop_assert!(doubt.judges.iter().all(|judge| judge.severity.is_finite() && judge.sd.is_finite()));
    prop_assert_eq!(doubt.entries.len(), ranking.placements.len());
    let count = ranking.placements.len() as u32;
    let mut band = 1;
    for (at, entry) in ranking.placements.iter().zip(&doubt.entries) {
        let EntryDoubt { posterior_mean, expected_rank, low, high, p_top, band: own } = entry;
        prop_assert!(posterior_mean.is_finite() && (1.0..=f64::from(count)).contains(expected_rank), "{:?}", entry);
        prop_assert!(*low >= 1 && *low <= at.place && at.place <= *high && *high <= count, "{:?}", entry);
        prop_assert!(p_top.values().all(|p| (0.0..=1.0).contains(p)) && p_top[&1] <= p_top[&3]);
        prop_assert!(*own == band || *own == band + 1);
        band = *own;
    }
    // Places are given away once.
    let first: f64 = doubt.entries.iter().map(|entry| entry.p_top[&1]).sum();
    let places: f64 = doubt.entries.iter().map(|entry| entry.expected_rank).sum();
    prop_assert!((first - 1.0).abs() < 1e-9, "{}", first);
    prop_assert!((places - f64::from(count * (count + 1)) / 2.0).abs() < 1e-6, "{}", places);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn what_judges_are_called_does_not_change_the_draws(input in input()) {
        let names: Vec<String> = (0..input.judges.len()).rev().map(|number| format!("pseudonym {number}")).collect();
        let renamed = RankingInput { judges: names, ..input.clone() };
        let seed = |input: &RankingInput| super::super::seed("c", &input.clone().checked().expect("sound"));
        prop_assert_eq!(seed(&input), seed(&renamed));
    }

    #[test]
    fn the_order_of_rows_entries_and_judges_changes_no_byte((input, moved) in shuffled(), method in method()) {
        prop_assert_eq!(by_key(&input, &method), by_key(&moved, &method));
    }

    #[test]
    fn nothing_is_ever_not_a_number(input in prop_oneof![input(), wild()], method in method()) {
        let (ranking, doubt) = both(&input, &method);
        prop_assert_eq!(doubt.is_some(), ranking.placements.len() > 1);
        if let Some(doubt) = doubt {
            sound(&doubt, &ranking)?;
        }
        if let Some(fit) = &ranking.fit {
            prop_assert_eq!(fit.unrounded.len(), ranking.placements.len());
            prop_assert!(fit.unrounded.iter().chain(&fit.judge_weights).all(|number| number.is_finite()));
        }
    }

    #[test]
    fn places_under_every_method_follow_the_scores(input in input(), method in method()) {
        let (ranking, _) = both(&input, &method);
        for pair in ranking.placements.windows(2) {
            prop_assert!(pair[0].score >= pair[1].score && pair[0].place <= pair[1].place);
            let settled = pair[1].settled_by.is_some() && pair[0].place < pair[1].place;
            prop_assert!(pair[0].score > pair[1].score || settled || (pair[0].shared && pair[1].shared));
        }
        prop_assert_eq!(ranking.placements.len() + ranking.unranked.len(), input.entries.len());
    }
}
