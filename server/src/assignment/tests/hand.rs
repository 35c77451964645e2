//! Small problems whose answer is plain to see.

use super::super::{Balance, PairTerms, Reason, Shortage, reasons, shortages};
use super::{Draft, named, solved};

fn pinned() -> PairTerms {
    PairTerms { pinned: true, ..PairTerms::default() }
}

fn chosen(draft: &Draft, balance: Balance) -> Vec<String> {
    let problem = draft.problem();
    let pairs = named(&problem, &solved(&problem, balance, 1));
    pairs.into_iter().map(|(entry, judge)| format!("{entry}{judge}")).collect()
}

#[test]
fn nothing_to_do_is_done() {
    let solution = solved(&Draft::new(&[], &[]).problem(), Balance::AboveAffinity, 1);
    assert!(solution.pairs.is_empty() && solution.meets_all_bounds());
    assert_eq!(solution.components, 0);
}

#[test]
fn the_best_total_is_not_the_greedy_one() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 1), ("b", 0, 1)])
        .fit("x", "a", 10)
        .fit("x", "b", 9)
        .fit("y", "a", 8)
        .fit("y", "b", 1);
    assert_eq!(chosen(&draft, Balance::Ignored), ["xb", "ya"]);
}

#[test]
fn even_loads_stand_where_they_are_put() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 2), ("b", 0, 2)])
        .fit("x", "a", 10)
        .fit("x", "b", 0)
        .fit("y", "a", 10)
        .fit("y", "b", 9);
    assert_eq!(chosen(&draft, Balance::AboveAffinity), ["xa", "yb"]);
    assert_eq!(chosen(&draft, Balance::BelowAffinity), ["xa", "ya"]);
    assert_eq!(chosen(&draft, Balance::Ignored), ["xa", "ya"]);
}

#[test]
fn even_loads_settle_ties_below_affinity() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 2), ("b", 0, 2)])
        .fit("x", "a", 10)
        .fit("y", "a", 10)
        .fit("y", "b", 10);
    assert_eq!(chosen(&draft, Balance::BelowAffinity), ["xa", "yb"]);
}

#[test]
fn a_minimum_load_comes_before_affinity() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 2), ("b", 1, 2)])
        .fit("x", "a", 10)
        .fit("x", "b", 0)
        .fit("y", "a", 10)
        .fit("y", "b", 1);
    assert_eq!(chosen(&draft, Balance::Ignored), ["xa", "yb"]);
}

#[test]
fn a_minimum_load_out_of_reach_is_counted() {
    let draft = Draft::new(&[("x", 1)], &[("a", 2, 2), ("b", 1, 2)]).fit("x", "a", 1);
    let solution = solved(&draft.problem(), Balance::Ignored, 1);
    assert_eq!(solution.below_minimum, [(0, 1), (1, 1)]);
    assert_eq!(solution.reviews_below_minimum(), 2);
    assert!(!solution.meets_all_bounds());
}

#[test]
fn conflicts_come_before_language_and_language_before_affinity() {
    let soft = PairTerms { soft_conflict: true, affinity: 9, ..PairTerms::default() };
    let language = PairTerms { language_mismatch: true, affinity: 5, ..PairTerms::default() };
    let mut draft =
        Draft::new(&[("x", 1)], &[("a", 0, 1), ("b", 0, 1), ("c", 0, 1)]).pair("x", "a", soft).pair("x", "b", language);
    assert_eq!(chosen(&draft, Balance::Ignored), ["xb"]);
    draft = draft.fit("x", "c", -1);
    assert_eq!(chosen(&draft, Balance::Ignored), ["xc"]);
}

#[test]
fn a_soft_conflict_is_taken_rather_than_a_review_missed() {
    let soft = PairTerms { soft_conflict: true, ..PairTerms::default() };
    let draft = Draft::new(&[("x", 1)], &[("a", 0, 1)]).pair("x", "a", soft);
    let solution = solved(&draft.problem(), Balance::Ignored, 1);
    assert_eq!((solution.soft_conflicts, solution.missing_reviews()), (1, 0));
}

#[test]
fn a_pinned_pair_stays_at_any_cost() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 1), ("b", 0, 1)])
        .pair("x", "a", PairTerms { soft_conflict: true, ..pinned() })
        .fit("x", "b", 9)
        .fit("y", "a", 9);
    let problem = draft.problem();
    let solution = solved(&problem, Balance::AboveAffinity, 1);
    assert_eq!(solution.pairs, [(0, 0)]);
    let facts = Shortage { entry: 1, missing: 1, needed: 1, eligible: 1, at_limit: vec![0] };
    assert!(!facts.too_few_eligible());
    assert_eq!(shortages(&problem, &solution), [facts]);
}

#[test]
fn too_few_eligible_judges_are_told_from_full_ones() {
    let draft = Draft::new(&[("x", 3), ("y", 1)], &[("a", 0, 2), ("b", 0, 1)])
        .fit("x", "a", 1)
        .fit("x", "b", 1)
        .fit("y", "a", 1);
    let problem = draft.problem();
    let solution = solved(&problem, Balance::AboveAffinity, 1);
    let facts = Shortage { entry: 0, missing: 1, needed: 3, eligible: 2, at_limit: vec![] };
    assert!(facts.too_few_eligible());
    assert_eq!(shortages(&problem, &solution), [facts]);
    assert_eq!(solution.missing_reviews(), 1);
}

#[test]
fn a_reason_says_which_better_fits_were_passed() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 1), ("b", 0, 1)])
        .fit("x", "a", 10)
        .fit("x", "b", 9)
        .fit("y", "a", 8);
    let problem = draft.problem();
    let terms = |affinity| PairTerms { affinity, ..PairTerms::default() };
    let of_x = Reason {
        entry: 0,
        judge: 1,
        terms: terms(9),
        eligible: 2,
        better_fits_passed: 1,
        better_fits_at_limit: 1,
        load: 1,
        fills: vec![],
        kept: false,
        next_best: None,
    };
    let of_y = Reason {
        entry: 1,
        judge: 0,
        terms: terms(8),
        eligible: 1,
        better_fits_passed: 0,
        better_fits_at_limit: 0,
        ..of_x.clone()
    };
    assert_eq!(reasons(&problem, &solved(&problem, Balance::Ignored, 1)), [of_x, of_y]);
}

#[test]
fn parts_that_share_no_judge_are_counted() {
    let draft = Draft::new(&[("x", 2), ("y", 1), ("z", 1)], &[("a", 0, 1), ("b", 0, 2), ("c", 0, 1), ("d", 0, 0)])
        .fit("x", "a", 0)
        .fit("x", "b", 0)
        .fit("y", "b", 0)
        .fit("z", "c", 0);
    assert_eq!(solved(&draft.problem(), Balance::Ignored, 1).components, 2);
}
