//! Repairs by hand: what is kept, and in which order it is given up.

use super::super::{Balance, PairTerms, Progress, Removed};
use super::{Draft, named, solved};

fn present(progress: Progress) -> PairTerms {
    PairTerms { present: Some(progress), ..PairTerms::default() }
}

#[test]
fn a_judge_who_leaves_is_replaced_and_nothing_else_moves() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 0), ("b", 0, 2), ("c", 0, 2)])
        .pair("x", "a", present(Progress::Opened))
        .fit("x", "b", 1)
        .fit("x", "c", 0)
        .pair("y", "b", PairTerms { affinity: -9, ..present(Progress::Unopened) })
        .fit("y", "c", 9);
    let problem = draft.problem();
    let change = solved(&problem, Balance::AboveAffinity, 1).change;
    assert_eq!(change.kept, [(1, 1)]);
    assert_eq!(change.added, [(0, 2)], "loads are even, since it costs no further change");
    assert_eq!(change.removed, [Removed { entry: 0, judge: 0, progress: Progress::Opened }]);
    assert_eq!((change.removed_as(Progress::Opened), change.removed_as(Progress::Unopened)), (1, 0));
}

#[test]
fn one_opened_review_outweighs_any_number_of_unopened_ones() {
    // Only a chain gives v a judge: either w loses its opened review, or x, y and z are all moved.
    let draft = Draft::new(
        &[("v", 1), ("w", 1), ("x", 1), ("y", 1), ("z", 1)],
        &["a", "b", "c", "d", "e"].map(|judge| (judge, 0, 1)),
    )
    .fit("v", "a", 0)
    .fit("v", "b", 0)
    .pair("w", "a", present(Progress::Opened))
    .fit("w", "e", 0)
    .pair("x", "b", present(Progress::Unopened))
    .fit("x", "c", 0)
    .pair("y", "c", present(Progress::Unopened))
    .fit("y", "d", 0)
    .pair("z", "d", present(Progress::Unopened))
    .fit("z", "e", 0);
    let problem = draft.problem();
    let solution = solved(&problem, Balance::Ignored, 1);
    assert_eq!(solution.missing_reviews(), 0);
    assert_eq!(solution.change.kept, [(1, 0)]);
    assert_eq!(solution.change.removed_as(Progress::Unopened), 3);
}

#[test]
fn what_is_scored_stays_even_beyond_what_is_wanted_now() {
    let draft = Draft::new(&[("x", 1)], &[("a", 0, 0), ("b", 0, 1)]).pair("x", "a", present(Progress::Scored)).pair(
        "x",
        "b",
        present(Progress::Scored),
    );
    let problem = draft.problem();
    let solution = solved(&problem, Balance::AboveAffinity, 1);
    assert_eq!(named(&problem, &solution).len(), 2);
    assert_eq!(solution.change.removed, []);
}

#[test]
fn a_late_conflict_removes_even_what_is_scored() {
    let draft = Draft::new(&[("x", 1)], &[("a", 0, 1), ("b", 0, 1)])
        .pair("x", "a", present(Progress::Scored))
        .fit("x", "b", 0)
        .bar("x", "a");
    let change = solved(&draft.problem(), Balance::AboveAffinity, 1).change;
    assert_eq!(change.added, [(0, 1)]);
    assert_eq!(change.removed, [Removed { entry: 0, judge: 0, progress: Progress::Scored }]);
}

#[test]
fn a_judge_who_joins_changes_nothing_that_is_whole() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 0, 2), ("b", 1, 2)])
        .pair("x", "a", present(Progress::Unopened))
        .pair("y", "a", present(Progress::Unopened))
        .fit("x", "b", 9)
        .fit("y", "b", 9);
    let solution = solved(&draft.problem(), Balance::AboveAffinity, 1);
    assert_eq!((solution.change.kept.len(), solution.reviews_below_minimum()), (2, 1));
}
