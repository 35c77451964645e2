//! Problems that contradict themselves are refused, with the keys concerned.

use super::super::{PairTerms, ProblemError};
use super::Draft;

const PINNED: PairTerms = PairTerms {
    soft_conflict: false,
    language_mismatch: false,
    device_mismatch: false,
    against_comfort: false,
    affinity: 0,
    pinned: true,
    present: None,
};

#[test]
fn contradictions_are_refused() {
    let draft = Draft::new(&[("x", 1)], &[("a", 0, 1)]);
    let text = str::to_owned;
    assert_eq!(draft.clone().fit("q", "a", 0).check(), Err(ProblemError::UnknownEntry { entry: text("q") }));
    assert_eq!(draft.clone().fit("x", "q", 0).check(), Err(ProblemError::UnknownJudge { judge: text("q") }));
    assert_eq!(
        draft.fit("x", "a", 0).fit("x", "a", 1).check(),
        Err(ProblemError::RepeatedPair { entry: text("x"), judge: text("a") })
    );
    assert_eq!(Draft::new(&[("x", 1), ("x", 2)], &[]).check(), Err(ProblemError::RepeatedEntry { entry: text("x") }));
    assert_eq!(
        Draft::new(&[], &[("a", 0, 1), ("a", 0, 2)]).check(),
        Err(ProblemError::RepeatedJudge { judge: text("a") })
    );
    assert_eq!(
        Draft::new(&[], &[("a", 2, 1)]).check(),
        Err(ProblemError::MinimumAboveMaximum { judge: text("a"), minimum: 2, maximum: 1 })
    );
}

#[test]
fn what_is_pinned_must_fit() {
    let text = str::to_owned;
    assert_eq!(
        Draft::new(&[("x", 0)], &[("a", 0, 1)]).pair("x", "a", PINNED).check(),
        Err(ProblemError::EntryOverpinned { entry: text("x"), pinned: 1, reviews: 0 })
    );
    assert_eq!(
        Draft::new(&[("x", 1)], &[("a", 0, 0)]).pair("x", "a", PINNED).check(),
        Err(ProblemError::JudgeOverpinned { judge: text("a"), pinned: 1, maximum: 0 })
    );
    let huge = Draft::new(&[("x", 1)], &[("a", 0, 1)]).fit("x", "a", i64::MIN);
    assert_eq!(huge.check(), Err(ProblemError::AffinityTooLarge));
}
