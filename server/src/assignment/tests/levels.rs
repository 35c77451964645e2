//! The weights: each outweighs all lesser goals together, and what does not fit is refused.

use super::super::bounds::{AffinityScale, Bounds};
use super::super::levels::Levels;
use super::super::{Balance, EntryNeed, JudgeLimits, PairTerms, Problem, SolveError, solve};
use super::{Draft, options, solved};

fn bounds() -> Bounds {
    Bounds { assigned: 3, below_minimum: 2, soft_conflicts: 5, language_mismatches: 7, balance: 11, affinity: 13 }
}

fn levels(balance: Balance) -> Levels {
    Levels::within(i128::MAX, bounds(), balance, 8, AffinityScale::of(&[])).expect("small enough")
}

#[test]
fn each_weight_is_one_more_than_all_lesser_goals_can_cost() {
    let levels = levels(Balance::AboveAffinity);
    let drawn = 3 * 255;
    assert_eq!(levels.affinity, drawn + 1);
    assert_eq!(levels.balance, drawn + 13 * levels.affinity + 1);
    assert_eq!(levels.language_mismatch, 12 * levels.balance);
    assert_eq!(levels.soft_conflict, 8 * levels.language_mismatch);
    assert_eq!(levels.below_minimum, 6 * levels.soft_conflict);
    assert_eq!(levels.missing, 3 * levels.below_minimum);
}

#[test]
fn balance_and_affinity_change_places() {
    let levels = levels(Balance::BelowAffinity);
    assert_eq!(levels.balance, 3 * 255 + 1);
    assert_eq!(levels.affinity, 12 * levels.balance);
}

#[test]
fn weights_beyond_the_limit_are_refused() {
    let balance = Balance::Ignored;
    let within = |limit| Levels::within(limit, bounds(), balance, 8, AffinityScale::of(&[]));
    let missing = within(i128::MAX).expect("small enough").missing;
    assert!(within(missing).is_some());
    assert_eq!(within(missing - 1), None);
}

/// Every goal matters, and one affinity is far from all others.
fn demanding(size: u32) -> Problem {
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
            affinity: if entry + judge == 0 { 1 << 44 } else { i64::from(entry * judge) },
            pinned: false,
        };
        draft.rows.push((format!("entry {entry}"), format!("judge {judge}"), terms));
    }
    draft.problem()
}

#[test]
fn what_does_not_fit_is_refused() {
    let answer = solve(&demanding(120), &options(Balance::AboveAffinity, 1));
    assert_eq!(answer, Err(SolveError::WeightsTooLarge));
}

#[test]
fn the_draw_gets_coarser_where_the_weights_are_large() {
    let problem = demanding(33);
    let levels = Levels::of(&problem, Balance::AboveAffinity).expect("small enough");
    assert_eq!(levels.perturbation_bits, 15);
    let solution = solved(&problem, Balance::AboveAffinity, 1);
    assert!(solution.meets_all_bounds());
    // The entries of even number have sixteen judges each without a conflict, and so take them all.
    assert_eq!(solution.soft_conflicts, 0);
    assert_eq!(solution.loads.iter().filter(|&&load| load == 17).count(), 16);
}
