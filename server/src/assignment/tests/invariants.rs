//! What must hold for every solution, on problems too large to try everything.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Problem, Solution, reasons, shortages};
use super::{Draft, any_balance, any_draft, named, solved, with_present, with_quotas};

fn shuffled(draft: Draft) -> impl Strategy<Value = Draft> {
    let other = draft.clone();
    let parts =
        (Just(draft.entries).prop_shuffle(), Just(draft.judges).prop_shuffle(), Just(draft.rows).prop_shuffle());
    parts.prop_map(move |(entries, judges, rows)| Draft { entries, judges, rows, ..other.clone() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn needs_and_limits_are_kept(draft in any_draft(25, 12, 4, 9), balance in any_balance(), seed: u64) {
        let problem = draft.problem();
        let solution = solved(&problem, balance, seed);
        keeps_needs(&problem, &solution)?;
        keeps_limits(&problem, &solution)?;
        explains(&problem, &solution)?;
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter(
        (draft, other) in any_draft(15, 8, 3, 7).prop_flat_map(with_quotas).prop_flat_map(with_present).prop_flat_map(|draft| (Just(draft.clone()), shuffled(draft))),
        balance in any_balance(),
        seed: u64,
    ) {
        let (one, other) = (draft.problem(), other.problem());
        let (of_one, of_other) = (solved(&one, balance, seed), solved(&other, balance, seed));
        prop_assert_eq!(named(&one, &of_one), named(&other, &of_other));
        prop_assert_eq!(of_one, of_other);
    }

    #[test]
    fn the_same_seed_gives_the_same_answer(draft in any_draft(15, 8, 3, 7), balance in any_balance(), seed: u64) {
        let problem = draft.problem();
        prop_assert_eq!(solved(&problem, balance, seed), solved(&problem, balance, seed));
    }
}

/// As many reviews as needed, less those reported as missing; no judge twice; pinned pairs are in.
fn keeps_needs(problem: &Problem, solution: &Solution) -> Result<(), TestCaseError> {
    let distinct: BTreeSet<_> = solution.pairs.iter().collect();
    prop_assert_eq!(distinct.len(), solution.pairs.len());
    for (position, entry) in problem.entries().iter().enumerate() {
        let got = solution.pairs.iter().filter(|pair| pair.0 == position).count();
        let missing = solution.missing.iter().find(|missing| missing.0 == position).map_or(0, |missing| missing.1);
        prop_assert_eq!(got, (entry.reviews - missing) as usize);
    }
    for pair in problem.pairs().as_slice().iter().filter(|pair| pair.terms.pinned) {
        prop_assert!(solution.has(pair.entry, pair.judge));
    }
    Ok(())
}

fn keeps_limits(problem: &Problem, solution: &Solution) -> Result<(), TestCaseError> {
    for (position, judge) in problem.judges().iter().enumerate() {
        let load = solution.pairs.iter().filter(|pair| pair.1 == position).count();
        prop_assert_eq!(load, solution.loads[position] as usize);
        prop_assert!(solution.loads[position] <= judge.max_load);
        let below = solution.below_minimum.iter().find(|below| below.0 == position).map_or(0, |below| below.1);
        prop_assert_eq!(below, judge.min_load.saturating_sub(solution.loads[position]));
    }
    Ok(())
}

/// Every assigned pair is allowed and has a reason; every short entry has no free eligible judge left.
fn explains(problem: &Problem, solution: &Solution) -> Result<(), TestCaseError> {
    let reasons = reasons(problem, solution);
    prop_assert_eq!(reasons.len(), solution.pairs.len());
    let affinity: i64 = reasons.iter().map(|reason| reason.terms.affinity).sum();
    prop_assert_eq!(affinity, solution.affinity);
    let shortages = shortages(problem, solution);
    prop_assert_eq!(shortages.len(), solution.missing.len());
    for shortage in shortages {
        let got = (shortage.needed - shortage.missing) as usize;
        prop_assert_eq!(shortage.eligible, got + shortage.at_limit.len());
    }
    Ok(())
}
