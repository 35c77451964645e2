mod rings;

use proptest::prelude::*;

use super::super::random::Stream;
use super::super::{
    CheckedInput, CriterionInput, Disconnected, DoubtSettings, Marks, Method, MethodKind, RankingInput, Sheet, doubt,
    rank, rank_by_mean,
};
use super::*;

const ENTRIES: usize = 40;
const JUDGES: usize = 10;
const CRITERIA: usize = 4;

/// What is planted: given judge, entry, the place of the scorecard in the judge's order and what it would have been, the marks.
type Plant<'a> = dyn Fn(usize, usize, usize, [f64; CRITERIA]) -> [f64; CRITERIA] + 'a;

/// Forty entries, half of the ten judges each, marks of four criteria around what the entry is worth.
fn planted(seed: u8, plant: &Plant<'_>) -> (CheckedInput, DiagnosticsSettings) {
    let mut stream = Stream::new([seed; 32]);
    let worth: Vec<f64> = (0..ENTRIES).map(|_| 10.0 * stream.normal()).collect();
    let mild: Vec<f64> = (0..JUDGES).map(|_| 3.0 * stream.normal()).collect();
    let mut counts = [0; JUDGES];
    let (mut sheets, mut order) = (Vec::new(), Vec::new());
    for (entry, worth) in worth.iter().enumerate() {
        for step in 0..5 {
            let judge = (entry * 3 + step * (1 + entry / 20)) % JUDGES;
            let common = 60.0 + worth + mild[judge] + 4.0 * stream.normal();
            let made: [f64; CRITERIA] = std::array::from_fn(|_| common + 6.0 * stream.normal());
            let marks = plant(judge, entry, counts[judge], made);
            let mark = |mark: f64| Some(Decimal::from_micros((mark * 100.0).round() as i64 * 10_000));
            sheets.push(Sheet { entry, judge, marks: Marks::Criteria(marks.map(mark).to_vec()) });
            order.push(counts[judge] as u64);
            counts[judge] += 1;
        }
    }
    let criterion = |at: usize| CriterionInput {
        key: format!("c{at}"),
        weight: Decimal::from_integer(25),
        max: Some(Decimal::from_integer(100)),
    };
    let same = |judge: usize| (judge % 3..ENTRIES).step_by(3).map(move |entry| (judge, entry));
    let settings =
        DiagnosticsSettings { seed: [9; 32], simulations: 200, order, own: (0..JUDGES).flat_map(same).collect() };
    let input = RankingInput {
        entries: (0..ENTRIES).map(|at| format!("e{at:02}")).collect(),
        judges: (0..JUDGES).map(|at| format!("j{at:02}")).collect(),
        criteria: (0..CRITERIA).map(criterion).collect(),
        sheets,
        ..RankingInput::default()
    };
    (input.checked().expect("sound"), settings)
}

fn of(seed: u8, plant: &Plant<'_>) -> Diagnostics {
    let (input, settings) = planted(seed, plant);
    diagnose(&input, &rank_by_mean(&input), &settings).expect("an answer")
}

fn flagged(found: &Diagnostics) -> Vec<(usize, FlagKind)> {
    found.flags.iter().map(|flag| (flag.judge, flag.kind)).collect()
}

#[test]
fn a_panel_without_anything_unusual_has_hardly_a_flag() {
    let with_flags = (0..20).filter(|seed| !of(*seed, &|_, _, _, made| made).flags.is_empty()).count();
    assert!(with_flags <= 3, "{with_flags} of 20, where one is expected");
}

#[test]
fn what_is_planted_is_found() {
    let erratic = of(1, &|judge, entry, _, made| {
        made.map(|mark| if judge == 2 { mark + if entry % 2 == 0 { 14.0 } else { -14.0 } } else { mark })
    });
    assert!(flagged(&erratic).contains(&(2, FlagKind::Fit)), "{:?}", erratic.flags);
    let outfit = erratic.judges[2].outfit.expect("a measure");
    assert!(outfit.value > outfit.high && outfit.low < 1.0 && outfit.high > 1.0, "{outfit:?}");

    let timid =
        of(2, &|judge, _, _, made| made.map(|mark| if judge == 4 { 60.0 + 0.15 * (mark - 60.0) } else { mark }));
    assert!(flagged(&timid).contains(&(4, FlagKind::Discrimination)), "{:?}", timid.flags);

    let strict = of(3, &|judge, _, _, made| made.map(|mark| if judge == 7 { mark - 45.0 } else { mark }));
    assert!(flagged(&strict).contains(&(7, FlagKind::Severity)), "{:?}", strict.flags);
    assert!(strict.judges[7].severity < -15.0 && strict.judges[7].sd < 5.0);

    let halo = of(4, &|judge, _, _, made| if judge == 1 { [made[0]; CRITERIA] } else { made });
    assert!(flagged(&halo).contains(&(1, FlagKind::Halo)), "{:?}", halo.flags);

    let tired =
        of(5, &|judge, _, step, made| made.map(|mark| if judge == 6 { mark - 1.5 * step as f64 } else { mark }));
    assert!(flagged(&tired).contains(&(6, FlagKind::Drift)), "{:?}", tired.flags);
    let drift = tired.judges[6].drift.expect("a slope");
    // 1.5 a scorecard over 19 of them.
    assert!((drift.value + 28.5).abs() < 3.0 * drift.error + 3.0, "{drift:?}");

    let partial =
        of(6, &|judge, entry, _, made| made.map(|mark| if judge % 3 == entry % 3 { mark + 6.0 } else { mark }));
    let lift = partial.affiliation.expect("a lift");
    assert!((lift.value - 6.0).abs() < 3.0 * lift.error && lift.error < 1.5 && lift.p() < 1e-4, "{lift:?}");
}

#[test]
fn slopes_are_those_of_generalised_least_squares() {
    // Four scorecards, two entries, two judges; ratios fixed by hand would be another test: here x is 1 for one scorecard, so
    // that its slope is what this scorecard is off from what all others say of it. Leaving it out must say the same.
    let total = |entry, judge, total| Sheet { entry, judge, marks: Marks::Total(Decimal::from_integer(total)) };
    let cells = (0..6).flat_map(|entry| (0..5).map(move |judge| (entry, judge)));
    let sheets: Vec<Sheet> = cells
        .map(|(entry, judge)| total(entry, judge, 50 + (entry * 7 + judge * 3 + entry * judge * 5) as i32 % 17))
        .collect();
    let input = |sheets: Vec<Sheet>| {
        let names = |letter: char, count: usize| (0..count).map(|at| format!("{letter}{at}")).collect();
        RankingInput { entries: names('e', 6), judges: names('j', 5), sheets, ..RankingInput::default() }
            .checked()
            .expect("sound")
    };
    let all = input(sheets.clone());
    let fitted = Fitted::of(Panel::of(&all), false).expect("fitted");
    let evidence = Evidence::new(&all, &fitted);
    let at = 13;
    let mut x = vec![0.0; sheets.len()];
    x[at] = 1.0;
    let slope = evidence.slope(&x).expect("a slope");
    // The same ratios without that scorecard.
    let number = evidence.sheets[at];
    let less: Vec<Sheet> =
        sheets.iter().enumerate().filter(|(other, _)| *other != number).map(|(_, sheet)| sheet.clone()).collect();
    let without = Panel::of(&input(less));
    let layout = super::super::model::Layout::new(&without, &vec![1.0; without.sheets.len()]);
    let data = layout.ordered(|sheet| without.sheets[sheet].value * without.scale + without.center);
    let system = super::super::model::System::random(&layout, super::super::model::ratios(fitted.logs));
    let effects = system.explain(&data);
    let (row, column) = layout.sides(sheets[number].entry, sheets[number].judge);
    let expected = effects.mean + effects.row[row] + effects.column[column];
    let Marks::Total(found) = &sheets[number].marks else { unreachable!() };
    let off = found.micros() as f64 / 1e6 - expected;
    assert!((slope.points(fitted.panel.scale).value - off).abs() < 1e-8, "{slope:?} {off}");
}

#[test]
fn agreement_of_totals_is_that_of_the_pairs() {
    let sheet = |(at, total): (usize, &i32)| Sheet {
        entry: at / 3,
        judge: at % 3,
        marks: Marks::Total(Decimal::from_integer(*total)),
    };
    let totals = [70, 75, 72, 60, 61, 55, 80, 91, 84, 40];
    let input = RankingInput {
        entries: (0..4).map(|at| format!("e{at}")).collect(),
        judges: (0..3).map(|at| format!("j{at}")).collect(),
        sheets: totals.iter().enumerate().map(sheet).collect(),
        ..RankingInput::default()
    };
    let units: Vec<Vec<Decimal>> =
        totals.chunks(3).map(|unit| unit.iter().map(|total| Decimal::from_integer(*total)).collect()).collect();
    let (Agreement::Alpha(found), Agreement::Alpha(known)) =
        (agreement(&Panel::of(&input.checked().expect("sound"))), alpha(&units, Metric::Interval))
    else {
        panic!("both are numbers")
    };
    assert!((found - known).abs() < 1e-12, "{found} {known}");
}

#[test]
fn leaving_a_judge_out_tells_who_decides() {
    let total = |entry, judge, total| Sheet { entry, judge, marks: Marks::Total(Decimal::from_integer(total)) };
    let totals = [[80, 80, 40], [70, 70, 95], [50, 52, 50]];
    let sheets = (0..9).map(|at| total(at / 3, at % 3, totals[at / 3][at % 3])).collect();
    let names = |letter: char| (0..3).map(|at| format!("{letter}{at}")).collect();
    let input = RankingInput { entries: names('e'), judges: names('j'), sheets, ..RankingInput::default() };
    let input = input.checked().expect("sound");
    let ranking = rank_by_mean(&input);
    assert_eq!(ranking.placements[0].entry, 1, "means of 66.7, 78.3, 50.7");
    let found = leave_out(&input, &ranking, &[0, 1, 2], 1);
    assert_eq!(found.iter().map(LeftOut::decides).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!((found[2].lost.as_slice(), found[2].gained.as_slice()), ([1].as_slice(), [0].as_slice()));
    assert_eq!(found[2].moved, [(1, 1, Some(2)), (0, 2, Some(1))]);
    let judge = DoubtSettings { seed: [1; 32], draws: 400, tops: vec![1] };
    let doubt = doubt(&input, &ranking, &judge).expect("doubt");
    let open = settling(&ranking, &doubt);
    assert_eq!(open.len(), 3);
    assert!(open.is_sorted_by(|one, other| one.value >= other.value) && open[2].entry == 2, "{open:?}");
    assert!(adjustments(&input).iter().all(|at| at.raw_place == at.adjusted_place), "everybody scored everything");
}

#[test]
fn adjusting_gives_back_what_a_strict_judge_took() {
    let (input, _) = planted(8, &|judge, _, _, made| made.map(|mark| if judge == 0 { mark - 25.0 } else { mark }));
    let with: Vec<usize> = input.sheets.iter().filter(|sheet| sheet.judge == 0).map(|sheet| sheet.entry).collect();
    for at in adjustments(&input) {
        assert_eq!(at.adjusted > at.raw_mean, with.contains(&at.entry), "{at:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn every_panel_has_an_answer_without_not_a_number(
        input in super::super::tests::any_input(), simulations in 0..4_u32,
    ) {
        let input = input.checked().expect("sound");
        let method = Method { kind: MethodKind::Adjusted, decimals: Some(2), judge_noise: false, disconnected: Disconnected::RandomAllocation };
        let ranking = rank(&input, &method).expect("a ranking");
        let own = |judge: usize| (0..input.entries.len()).filter(move |entry| (entry + judge).is_multiple_of(3)).map(move |entry| (judge, entry));
        let settings = DiagnosticsSettings {
            seed: [3; 32],
            simulations,
            order: (0..input.sheets.len() as u64).collect(),
            own: (0..input.judges.len()).flat_map(own).collect(),
        };
        let found = diagnose(&input, &ranking, &settings);
        prop_assert_eq!(found.is_some(), !ranking.placements.is_empty());
        // What is not a number is null in JSON, and so is what there is no answer to: only the former has no way back.
        if let Some(found) = found {
            let text = serde_json::to_string(&found).expect("json");
            let back = serde_json::from_str::<Diagnostics>(&text);
            prop_assert!(back.is_ok(), "{}", text);
            prop_assert!(found.flags.iter().all(|flag| (0.0..=1.0).contains(&flag.p)));
        }
        let judges: Vec<usize> = (0..input.judges.len()).collect();
        prop_assert_eq!(leave_out(&input, &ranking, &judges, 2).len(), judges.len());
        prop_assert!(adjustments(&input).iter().all(|at| at.adjusted.is_finite()));
    }
}
