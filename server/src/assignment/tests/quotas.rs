//! Quotas by hand: what they force, what they refuse, and what is wrong with them.

use super::super::{Balance, BelowQuota, NextBest, PairTerms, ProblemError, reasons};
use super::{Draft, named, solved};

fn judges_of_x(draft: &Draft) -> Vec<String> {
    let problem = draft.problem();
    named(&problem, &solved(&problem, Balance::Ignored, 1)).into_iter().map(|pair| pair.1).collect()
}

fn three() -> Draft {
    Draft::new(&[("x", 2)], &[("a", 0, 1), ("b", 0, 1), ("c", 0, 1)]).fit("x", "a", 9).fit("x", "b", 8).fit("x", "c", 1)
}

#[test]
fn at_least_one_who_reads_the_language() {
    assert_eq!(judges_of_x(&three()), ["a", "b"]);
    assert_eq!(judges_of_x(&three().group("reads Arabic", &["c"]).quota("x", "reads Arabic", 1, None)), ["a", "c"]);
}

#[test]
fn at_most_one_of_an_organisation() {
    assert_eq!(judges_of_x(&three().group("studio", &["a", "b"]).quota("x", "studio", 0, Some(1))), ["a", "c"]);
}

#[test]
fn a_group_within_a_group() {
    let draft = three().group("all", &["a", "b", "c"]).group("some", &["b", "c"]).group("one", &["c"]);
    let draft = draft.quota("x", "all", 2, Some(2)).quota("x", "some", 1, Some(1)).quota("x", "one", 0, Some(0));
    assert_eq!(judges_of_x(&draft), ["a", "b"]);
}

#[test]
fn a_quota_that_cannot_be_filled_is_reported_and_the_review_is_not_lost() {
    let draft = three().group("nobody", &[]).quota("x", "nobody", 1, None);
    let solution = solved(&draft.problem(), Balance::Ignored, 1);
    assert_eq!(solution.below_quota, [BelowQuota { entry: 0, group: 0, missing: 1 }]);
    assert_eq!((solution.missing_reviews(), solution.meets_all_bounds()), (0, false));
}

#[test]
fn a_reason_names_the_quota_and_the_next_best() {
    let draft = three().group("reads Arabic", &["c"]).quota("x", "reads Arabic", 1, None);
    let problem = draft.problem();
    let found = reasons(&problem, &solved(&problem, Balance::Ignored, 1));
    assert_eq!((found[0].fills.as_slice(), found[1].fills.as_slice()), ([].as_slice(), [0].as_slice()));
    let next = |place: usize| found[place].next_best.expect("b is free");
    let NextBest { judge, cost, load } = next(0);
    assert_eq!((judge, cost.affinity_lost, cost.below_quota, load), (1, 1, 0, 1));
    assert_eq!((next(1).judge, next(1).cost.affinity_lost, next(1).cost.below_quota), (1, -7, 1));
}

#[test]
fn groups_that_overlap_are_refused_by_name() {
    let overlapping = three().group("studio", &["a", "b"]).group("technical", &["b", "c"]);
    let both = overlapping.clone().quota("x", "studio", 0, Some(1)).quota("x", "technical", 1, None);
    let Err(ProblemError::GroupsOverlap { entry, one, other }) = both.check() else { panic!("not refused") };
    assert_eq!((entry.as_str(), one.as_str(), other.as_str()), ("x", "studio", "technical"));
    // One that cannot bind may overlap, and so may one whose shared judge may not review the entry.
    let loose = overlapping.clone().quota("x", "studio", 0, Some(2)).quota("x", "technical", 1, None);
    assert!(loose.check().is_ok());
    let barred = overlapping.quota("x", "studio", 0, Some(1)).quota("x", "technical", 1, None).bar("x", "b");
    assert!(barred.check().is_ok());
}

#[test]
fn quotas_that_are_wrong_are_refused() {
    let text = str::to_owned;
    let draft = three().group("studio", &["a"]);
    assert_eq!(
        draft.clone().quota("x", "nobody", 1, None).check(),
        Err(ProblemError::UnknownGroup { group: text("nobody") })
    );
    assert_eq!(
        draft.clone().quota("q", "studio", 1, None).check(),
        Err(ProblemError::UnknownEntry { entry: text("q") })
    );
    assert_eq!(
        three().group("studio", &["q"]).check(),
        Err(ProblemError::UnknownMember { group: text("studio"), judge: text("q") })
    );
    assert_eq!(draft.clone().group("studio", &[]).check(), Err(ProblemError::RepeatedGroup { group: text("studio") }));
    assert_eq!(
        draft.clone().quota("x", "studio", 1, None).quota("x", "studio", 0, None).check(),
        Err(ProblemError::RepeatedQuota { entry: text("x"), group: text("studio") })
    );
    assert_eq!(
        draft.clone().quota("x", "studio", 2, Some(1)).check(),
        Err(ProblemError::QuotaMinimumAboveMaximum { entry: text("x"), group: text("studio"), minimum: 2, maximum: 1 })
    );
    let pinned = PairTerms { pinned: true, ..PairTerms::default() };
    let full = Draft::new(&[("x", 1)], &[("a", 0, 1)]).pair("x", "a", pinned);
    assert_eq!(
        full.clone().group("studio", &["a"]).quota("x", "studio", 0, Some(0)).check(),
        Err(ProblemError::QuotaOverpinned {
            entry: text("x"),
            group: text("studio"),
            judges: vec![text("a")],
            maximum: 0
        })
    );
    assert_eq!(full.bar("x", "a").check(), Err(ProblemError::PinBarred { entry: text("x"), judge: text("a") }));
}
