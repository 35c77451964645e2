//! Planted cheats in simulated events: pairs of judges who lift what is close to each other, and single scorecards.

use std::collections::BTreeSet;

use super::super::super::random::Stream;
use super::super::super::{CheckedInput, Marks, RankingInput, Sheet, rank_by_mean};
use super::super::{DiagnosticsSettings, Signs, signs};
use crate::number::Decimal;

const EVENTS: u8 = 40;
const ENTRIES: usize = 60;
const JUDGES: usize = 20;
const REVIEWS: usize = 4;
/// Entries that each judge is close to.
const CLOSE: usize = 2;
/// Deviations of entries, of the strictness of judges and of the rest, in points.
const DEVIATIONS: [f64; 3] = [9.0, 4.0, 8.0];

/// An event with so many points of lift by the first two judges for what is close to the other one.
struct Event {
    input: CheckedInput,
    close: BTreeSet<(usize, usize)>,
}

/// Judges are dealt at random among those who are not close; the first two each have both entries of the other one, as a ring
/// has that can do anything.
fn event(seed: u8, lift: f64) -> Event {
    let mut stream = Stream::new([seed; 32]);
    let mut side =
        |count: usize, deviation: f64| -> Vec<f64> { (0..count).map(|_| deviation * stream.normal()).collect() };
    let (worth, mild) = (side(ENTRIES, DEVIATIONS[0]), side(JUDGES, DEVIATIONS[1]));
    let noise = side(ENTRIES * JUDGES, DEVIATIONS[2]);
    let deal = side(ENTRIES * JUDGES, 1.0);
    let close: BTreeSet<(usize, usize)> =
        (0..JUDGES).flat_map(|judge| (0..CLOSE).map(move |n| (judge, judge * CLOSE + n))).collect();
    let other = |judge: usize, entry: usize| judge < 2 && close.contains(&(1 - judge, entry));
    let mut sheets = Vec::new();
    for entry in 0..ENTRIES {
        let mut order: Vec<usize> = (0..JUDGES).filter(|judge| !close.contains(&(*judge, entry))).collect();
        order.sort_by(|one, two| {
            let place = |judge: usize| if other(judge, entry) { f64::MIN } else { deal[entry * JUDGES + judge] };
            place(*one).total_cmp(&place(*two))
        });
        for judge in order.into_iter().take(REVIEWS) {
            let cheat = if other(judge, entry) { lift } else { 0.0 };
            let total = 55.0 + worth[entry] + mild[judge] + noise[entry * JUDGES + judge] + cheat;
            let total = Decimal::from_micros((total * 100.0).round() as i64 * 10_000);
            sheets.push(Sheet { entry, judge, marks: Marks::Total(total) });
        }
    }
    let input = RankingInput {
        entries: (0..ENTRIES).map(|at| format!("e{at:02}")).collect(),
        judges: (0..JUDGES).map(|at| format!("j{at:02}")).collect(),
        sheets,
        ..RankingInput::default()
    };
    Event { input: input.checked().expect("sound"), close }
}

/// Without simulations, which only one of the signs needs.
fn looked(input: &CheckedInput, close: &BTreeSet<(usize, usize)>) -> Signs {
    signs(input, &rank_by_mean(input), close, &DiagnosticsSettings::default())
}

/// In how many of the events the planted pair was found, and what share of honest judges was in a pair that was flagged.
fn outcome(lift: f64) -> (f64, f64) {
    let (mut found, mut suspected, mut honest) = (0_u32, 0_usize, 0_usize);
    for seed in 0..EVENTS {
        let Event { input, close } = event(seed, lift);
        let flagged = looked(&input, &close).rings.found;
        let judges: BTreeSet<usize> = flagged.iter().flat_map(|ring| ring.judges).collect();
        found += u32::from(flagged.iter().any(|ring| ring.judges == [0, 1]));
        let planted = if lift > 0.0 { 2 } else { 0 };
        suspected += judges.iter().filter(|judge| **judge >= planted).count();
        honest += JUDGES - planted;
    }
    (f64::from(found) / f64::from(EVENTS), suspected as f64 / honest as f64)
}

/// K-04: at least four fifths of planted pairs are found, and at most one honest judge in twenty is flagged. The lift is two
/// and a half times the deviation of one scorecard, 20 points: one level of five on every criterion. Computed here: 90 % of planted
/// pairs, 0.6 % of honest judges beside them, and 0.5 % where nobody cheats.
#[test]
fn planted_pairs_are_found_and_honest_judges_are_not() {
    let (found, suspected) = outcome(2.5 * DEVIATIONS[2]);
    println!("found {found:.3}, honest judges flagged {suspected:.4}");
    assert!(found >= 0.8, "{found} of planted pairs found");
    assert!(suspected <= 0.05, "{suspected} of honest judges flagged");
    let (found, suspected) = outcome(0.0);
    println!("without a cheat: flagged {found:.3}, honest judges {suspected:.4}");
    assert!(suspected <= 0.05, "{suspected} of honest judges flagged where nobody cheats");
}

#[test]
fn who_lifts_alone_is_no_pair() {
    let Event { input, close } = event(3, 20.0);
    let mut one = (*input).clone();
    // The second judge has nothing of the first one's.
    one.sheets.retain(|sheet| !(sheet.judge == 1 && close.contains(&(0, sheet.entry))));
    let one = one.checked().expect("sound");
    let found = looked(&one, &close).rings;
    assert!(found.found.iter().all(|ring| ring.judges != [0, 1]));
    // Nobody close, nobody looked at.
    assert_eq!(looked(&one, &BTreeSet::new()).rings.looked_at, 0);
    // Whoever is close to the entry as well says nothing of the other one.
    let mut both = close.clone();
    both.extend((0..ENTRIES).flat_map(|entry| [(0, entry), (1, entry)]));
    assert!(looked(&input, &both).rings.found.iter().all(|ring| ring.judges != [0, 1]));
}

#[test]
fn a_scorecard_that_is_far_off_is_found_with_what_others_say() {
    let (mut chance, mut found) = (0, 0);
    for seed in 0..10 {
        let Event { input, .. } = event(seed, 0.0);
        chance += looked(&input, &BTreeSet::new()).far.len();
        let mut planted = (*input).clone();
        let Marks::Total(total) = &mut planted.sheets[100].marks else { unreachable!() };
        *total = Decimal::from_micros(total.micros() - 60_000_000);
        let planted = planted.checked().expect("sound");
        let flagged = looked(&planted, &BTreeSet::new()).far;
        found += usize::from(flagged.iter().any(|far| far.sheet == 100 && far.off.value < -20.0));
    }
    assert!(found >= 9, "{found} of 10 found");
    assert!(chance <= 3, "{chance} flags in 10 events without any, where less than one is expected in each");
}

/// Two judges of the event lift the same entries, those of their common ones whose number is even.
fn lifted_together(seed: u8, lift: i64) -> CheckedInput {
    let mut planted = (*event(seed, 0.0).input).clone();
    let both = |judge: usize, sheets: &[Sheet]| -> BTreeSet<usize> {
        sheets.iter().filter(|sheet| sheet.judge == judge).map(|sheet| sheet.entry).collect()
    };
    // The second one has twelve entries of the first one: a ring that has nothing in common can do nothing.
    let first: Vec<usize> = both(4, &planted.sheets).into_iter().collect();
    planted.sheets.retain(|sheet| sheet.judge != 5);
    let other: Vec<Sheet> = first
        .iter()
        .filter_map(|entry| {
            let like = planted.sheets.iter().find(|sheet| sheet.entry == *entry && sheet.judge != 4)?;
            let Marks::Total(total) = like.marks else { return None };
            let own = ((*entry as i64 * 37 + i64::from(seed) * 11) % 23 - 11) * 1_000_000;
            Some(Sheet { entry: *entry, judge: 5, marks: Marks::Total(Decimal::from_micros(total.micros() + own)) })
        })
        .collect();
    planted.sheets.extend(other);
    for sheet in planted.sheets.iter_mut().filter(|sheet| matches!(sheet.judge, 4 | 5) && sheet.entry % 2 == 0) {
        if let (Marks::Total(total), true) = (&mut sheet.marks, first.contains(&sheet.entry)) {
            *total = Decimal::from_micros(total.micros() + lift * 1_000_000);
        }
    }
    planted.checked().expect("sound")
}

/// Two levels of five on every criterion for every second of the entries that both have. Less is found less often, as the entries
/// themselves take up a part of what two of their four judges give them.
#[test]
fn who_lifts_the_same_entries_is_found_and_honest_pairs_are_not() {
    let settings =
        |seed: u8| DiagnosticsSettings { seed: [seed; 32], simulations: 100, ..DiagnosticsSettings::default() };
    let (mut found, mut suspected) = (0, 0);
    for seed in 0..20 {
        let planted = lifted_together(seed, 40);
        let flagged = signs(&planted, &rank_by_mean(&planted), &BTreeSet::new(), &settings(seed)).together;
        found += usize::from(flagged.iter().any(|pair| pair.judges == [4, 5] && pair.correlation > 0.3));
        let honest = event(seed, 0.0).input;
        let flagged = signs(&honest, &rank_by_mean(&honest), &BTreeSet::new(), &settings(seed)).together;
        suspected += flagged.iter().flat_map(|pair| pair.judges).collect::<BTreeSet<_>>().len();
    }
    println!("found {found} of 20, honest judges flagged {suspected} of {}", 20 * JUDGES);
    assert!(found >= 16, "{found} of 20 found");
    assert!(suspected * 20 <= 20 * JUDGES, "{suspected} honest judges of {}", 20 * JUDGES);
}
