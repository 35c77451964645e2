//! What is said about too few judges: against the optimum, against a count of its own, and by trying it.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Balance, PairTerms, Problem, Remedy, Short, bottlenecks, remedies};
use super::{Draft, any_draft, solved, with_quotas};

fn sharing() -> Draft {
    let entries = ["e1", "e2", "e3", "e4"].map(|entry| (entry, 2));
    let mut draft = Draft::new(&entries, &[("a", 0, 2), ("b", 0, 3), ("c", 0, 9)]);
    for entry in ["e1", "e2", "e3"] {
        draft = draft.fit(entry, "a", 1).fit(entry, "b", 1);
    }
    draft.fit("e4", "b", 1).fit("e4", "c", 1)
}

#[test]
fn entries_that_share_too_few_judges_are_named() {
    let found = bottlenecks(&sharing().problem()).expect("small");
    assert_eq!(found.len(), 1);
    let cut = &found[0];
    // The fourth entry competes for b.
    assert_eq!((cut.entries.as_slice(), cut.judges.as_slice()), ([0, 1, 2, 3].as_slice(), [0, 1].as_slice()));
    assert_eq!((cut.needed, cut.capacity, cut.missing()), (8, 6, 2));
}

#[test]
fn entries_that_share_no_judge_are_apart() {
    let draft = Draft::new(&[("x", 2), ("y", 3), ("z", 1)], &[("a", 0, 9), ("b", 0, 9), ("c", 0, 9)])
        .fit("x", "a", 1)
        .fit("y", "b", 1)
        .fit("z", "c", 1);
    let found = bottlenecks(&draft.problem()).expect("small");
    let parts: Vec<_> = found.iter().map(|cut| (cut.entries.clone(), cut.judges.clone(), cut.missing())).collect();
    assert_eq!(parts, [(vec![0], vec![], 1), (vec![1], vec![], 2)]);
}

#[test]
fn a_group_that_is_full_is_named() {
    let draft = Draft::new(&[("x", 2)], &[("a", 0, 9), ("b", 0, 9)])
        .fit("x", "a", 1)
        .fit("x", "b", 1)
        .group("studio", &["a", "b"])
        .quota("x", "studio", 0, Some(1));
    let found = bottlenecks(&draft.problem()).expect("small");
    assert_eq!((found[0].full_groups.as_slice(), found[0].missing()), ([0].as_slice(), 1));
}

#[test]
fn remedies_are_in_order_and_say_what_is_left() {
    let found = remedies(&sharing().problem()).expect("small");
    let short = |reviews| Short { reviews, quotas: 0 };
    assert_eq!(found[0].remedy, Remedy::AnotherJudge { entries: vec![0, 1, 2, 3], group: None });
    assert_eq!(found[0].left, short(0));
    let raised: Vec<_> = found.iter().filter(|tried| matches!(tried.remedy, Remedy::HigherLimit { .. })).collect();
    assert_eq!(raised.len(), 2);
    assert!(raised.iter().all(|tried| tried.left == short(1)));
    assert!(remedies(&Draft::new(&[], &[]).problem()).expect("small").is_empty());
}

#[test]
fn a_pin_that_stands_in_the_way_is_found() {
    let pinned = PairTerms { pinned: true, ..PairTerms::default() };
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 1), ("b", 0, 1)])
        .pair("x", "a", pinned)
        .fit("x", "b", 0)
        .fit("y", "a", 0);
    let found = remedies(&draft.problem()).expect("small");
    assert!(found.iter().any(|tried| tried.remedy == Remedy::Unpin { entry: 0, judge: 0 } && tried.left.reviews == 0));
}

#[test]
fn an_unfilled_quota_asks_for_a_member() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 1), ("b", 0, 9)])
        .fit("x", "a", 0)
        .fit("x", "b", 0)
        .fit("y", "a", 0)
        .fit("y", "b", 0)
        .group("readers", &["a"])
        .quota("x", "readers", 1, None)
        .quota("y", "readers", 1, None);
    let found = remedies(&draft.problem()).expect("small");
    let kinds: Vec<_> = found.iter().map(|tried| tried.remedy.clone()).collect();
    assert_eq!(kinds[0], Remedy::HigherLimit { judge: 0 });
    assert!(matches!(&kinds[1], Remedy::AnotherJudge { group: Some(0), .. }));
    assert!(found.iter().all(|tried| tried.left == Short::default()));
}

/// How many reviews the judges met can give to the entries met, and all others to whom they may review.
fn capacity(problem: &Problem, entries: &[usize], judges: &[usize]) -> u64 {
    let (entries, judges): (BTreeSet<_>, BTreeSet<_>) = (entries.iter().collect(), judges.iter().collect());
    let pairs = problem.pairs().as_slice().iter();
    let elsewhere = pairs
        .clone()
        .filter(|pair| pair.terms.fixed() && judges.contains(&pair.judge) && !entries.contains(&pair.entry));
    let others = pairs.filter(|pair| entries.contains(&pair.entry) && !judges.contains(&pair.judge)).count();
    let shared: u64 = judges.iter().map(|&&judge| u64::from(problem.judges()[judge].max_load)).sum();
    shared - elsewhere.count() as u64 + others as u64
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn bottlenecks_prove_that_nothing_better_is_possible(draft in any_draft(8, 5, 4, 4)) {
        let problem = draft.problem();
        let found = bottlenecks(&problem).expect("small");
        let missing: u64 = found.iter().map(|cut| cut.missing()).sum();
        prop_assert_eq!(missing, solved(&problem, Balance::Ignored, 1).missing_reviews());
        for cut in &found {
            prop_assert_eq!(cut.capacity, capacity(&problem, &cut.entries, &cut.judges));
        }
    }

    #[test]
    fn remedies_help(draft in any_draft(6, 4, 3, 3).prop_flat_map(with_quotas)) {
        let problem = draft.problem();
        let now = solved(&problem, Balance::Ignored, 1);
        let short = Short { reviews: now.missing_reviews(), quotas: now.reviews_below_quota() };
        for tried in remedies(&problem).expect("small") {
            prop_assert!(tried.left < short);
            if let Remedy::HigherLimit { judge } = tried.remedy {
                let mut draft = draft.clone();
                draft.judges[judge].max_load += 1;
                let after = solved(&draft.problem(), Balance::AboveAffinity, 1);
                let left = Short { reviews: after.missing_reviews(), quotas: after.reviews_below_quota() };
                prop_assert_eq!(left, tried.left);
            }
        }
    }
}
