//! The weights: each outweighs all lesser goals together, and what does not fit is refused.

use super::super::bounds::{AffinityScale, Bounds};
use super::super::flow::HEADROOM;
use super::super::levels::{Levels, Stage};
use super::super::{Balance, EntryNeed, JudgeLimits, PairTerms, Problem, Progress, SolveError, solve};
use super::{Draft, options, solved};

fn bounds() -> Bounds {
    Bounds {
        visits: 3,
        missing: 1,
        below_quota: 17,
        wished: false,
        against_comfort: 3,
        opened_changes: 19,
        unopened_changes: 23,
        below_minimum: 1,
        soft_conflicts: 5,
        language_mismatches: 7,
        device_mismatches: 9,
        balance: 11,
        affinity: 13,
    }
}

fn levels(balance: Balance) -> Levels {
    Levels::within(i128::MAX, bounds(), (balance, Stage::All), 8, AffinityScale::of(&[])).expect("small enough")
}

#[test]
fn each_weight_is_one_more_than_all_lesser_goals_can_cost() {
    let levels = levels(Balance::AboveAffinity);
    let drawn = 3 * 255;
    assert_eq!(levels.affinity, drawn + 1);
    assert_eq!(levels.balance, drawn + 13 * levels.affinity + 1);
    assert_eq!(levels.device_mismatch, 12 * levels.balance);
    assert_eq!(levels.language_mismatch, 10 * levels.device_mismatch);
    assert_eq!(levels.soft_conflict, 8 * levels.language_mismatch);
    assert_eq!(levels.below_minimum, 6 * levels.soft_conflict);
    assert_eq!(levels.unopened_change, 2 * levels.below_minimum);
    assert_eq!(levels.against_comfort, 24 * levels.unopened_change);
    assert_eq!(levels.opened_change, 4 * levels.against_comfort);
    assert_eq!(levels.below_quota, 20 * levels.opened_change);
    assert_eq!(levels.missing, 18 * levels.below_quota);
    assert_eq!(levels.longest_path, 4 * levels.missing);
}

#[test]
fn quotas_that_are_wishes_stand_below_devices() {
    let wished = Bounds { wished: true, ..bounds() };
    let order = (Balance::AboveAffinity, Stage::All);
    let levels = Levels::within(i128::MAX, wished, order, 8, AffinityScale::of(&[])).expect("small enough");
    assert_eq!(levels.below_quota, 12 * levels.balance);
    assert_eq!(levels.device_mismatch, 18 * levels.below_quota);
    assert_eq!(levels.missing, 20 * levels.opened_change);
}

#[test]
fn balance_and_affinity_change_places() {
    let levels = levels(Balance::BelowAffinity);
    assert_eq!(levels.balance, 3 * 255 + 1);
    assert_eq!(levels.affinity, 12 * levels.balance);
}

#[test]
fn goals_that_do_not_matter_cost_nothing() {
    let none = Bounds { soft_conflicts: 0, opened_changes: 0, ..bounds() };
    let levels = Levels::within(i128::MAX, none, (Balance::Ignored, Stage::All), 8, AffinityScale::of(&[]))
        .expect("small enough");
    assert_eq!((levels.soft_conflict, levels.opened_change, levels.balance), (0, 0, 0));
    assert_eq!(levels.below_minimum, 8 * levels.language_mismatch);
}

#[test]
fn weights_beyond_the_limit_are_refused() {
    let balance = Balance::Ignored;
    let within = |limit| Levels::within(limit, bounds(), (balance, Stage::All), 8, AffinityScale::of(&[]));
    let next = within(i128::MAX).expect("small enough").longest_path;
    assert!(within(next).is_some());
    assert_eq!(within(next - 1), None);
}

/// Every goal of pairs matters, and one affinity is far from all others.
fn demanding(size: u32, best: i64) -> Problem {
    let reviews = size / 2;
    let mut draft = Draft::new(&[], &[]);
    for number in 0..size {
        draft.entries.push(EntryNeed { key: format!("entry {number}"), reviews });
        draft.judges.push(JudgeLimits { key: format!("judge {number}"), min_load: 1, max_load: size });
    }
    for (entry, judge) in (0..size).flat_map(|entry| (0..size).map(move |judge| (entry, judge))) {
        let terms = PairTerms {
            soft_conflict: (entry + judge) % 2 == 0,
            language_mismatch: entry % 3 == judge % 4,
            device_mismatch: entry % 5 == judge % 3,
            affinity: if entry + judge == 0 { best } else { i64::from(entry * judge % 7) },
            present: [None, Some(Progress::Unopened), Some(Progress::Opened)][(entry * judge % 3) as usize],
            ..PairTerms::default()
        };
        draft.rows.push((format!("entry {entry}"), format!("judge {judge}"), terms));
    }
    draft.problem()
}

#[test]
fn what_does_not_fit_is_refused() {
    let answer = solve(&demanding(120, 1 << 60), &options(Balance::BelowAffinity, 1));
    assert!(matches!(answer, Err(SolveError::WeightsTooLarge)));
}

/// How fine the draw is, and whether 64 bits hold the costs of paths.
fn fineness(size: u32, best: i64) -> (u32, bool) {
    let levels = Levels::of(&demanding(size, best), Balance::AboveAffinity, Stage::All).expect("small enough");
    (levels.perturbation_bits, levels.longest_path <= i128::from(i64::MAX) / HEADROOM)
}

#[test]
fn the_draw_gets_coarser_where_that_saves_128_bits() {
    let found = [(5, 7), (10, 700), (20, 7), (40, 7), (60, 1 << 55)].map(|(size, best)| fineness(size, best));
    assert_eq!(found, [(20, true), (18, true), (17, true), (9, true), (16, false)]);
}

#[test]
fn goals_are_met_whatever_the_width_of_the_weights() {
    for (size, best) in [(10, 7), (20, 7), (30, 1 << 50)] {
        let solution = solved(&demanding(size, best), Balance::BelowAffinity, 1);
        assert_eq!(solution.missing_reviews(), 0);
        // A third of all pairs is opened: more than the entries can keep, so that nothing else is taken.
        assert!(solution.change.kept.len() >= solution.pairs.len() / 2);
    }
}
