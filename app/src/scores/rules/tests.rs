use super::*;
use crate::{
    competition::model::{CompetitionState, Level, Scale},
    error::{AppError, FieldError, Problem, Refusal},
    ids::{EntryId, JudgeId},
    number::{Decimal, Exact},
    scores::model::{RubricLine, Score, ScorecardForm, ScorecardState},
    time::Moment,
};
use proptest::prelude::*;
use uuid::Uuid;

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a number")
}

fn scale(min: &str, max: &str, step: &str) -> Scale {
    Scale { min: decimal(min), max: decimal(max), step: decimal(step) }
}

fn line(key: &str, weight: i32, scale: Scale, described: bool) -> RubricLine {
    let id = Uuid::from_u128(key.len() as u128).into();
    RubricLine { id, key: key.into(), weight: Decimal::from_integer(weight), scale, described }
}

fn rubric() -> Vec<RubricLine> {
    vec![
        line("dialogue", 60, scale("1", "5", "1"), true),
        line("prevention", 40, scale("1", "5", "1"), true),
        line("craft", 10, scale("0", "10", "0.25"), false),
    ]
}

fn form(marks: &[(&str, &str)]) -> ScorecardForm {
    let marks = marks.iter().map(|(key, mark)| ((*key).to_owned(), (*mark).to_owned())).collect();
    ScorecardForm { submit: true, marks, ..ScorecardForm::default() }
}

fn errors(result: Result<Checked, AppError>) -> Vec<(String, Problem)> {
    match result {
        Err(AppError::Invalid(errors)) => {
            errors.into_iter().map(|FieldError { field, problem }| (field, problem)).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_score_off_the_scale_is_an_error_at_its_field_with_the_range() {
    for (mark, submission) in [("6", true), ("0", false), ("2.5", false), ("-1", true)] {
        let found = errors(check(&rubric(), &form(&[("dialogue", mark)]), submission));
        let off = Problem::OffScale { min: "1".into(), max: "5".into(), step: "1".into() };
        assert_eq!(found.first(), Some(&("marks[dialogue]".to_owned(), off)), "{mark}");
    }
    let found = errors(check(&rubric(), &form(&[("craft", "9.8")]), false));
    let off = Problem::OffScale { min: "0".into(), max: "10".into(), step: "0.25".into() };
    assert_eq!(found, [("marks[craft]".to_owned(), off)]);
    for mark in ["x", "٣", "1e0", "4,5", "NaN"] {
        let found = errors(check(&rubric(), &form(&[("dialogue", mark)]), false));
        assert_eq!(found, [("marks[dialogue]".to_owned(), Problem::Number)], "{mark}");
    }
}

#[test]
fn a_draft_may_have_gaps_and_a_submission_may_not() {
    let partial = form(&[("dialogue", "3"), ("craft", "9.75")]);
    let draft = check(&rubric(), &partial, false).expect("a draft");
    assert_eq!(
        draft.scores.iter().map(|score| score.mark).collect::<Vec<_>>(),
        [Some(decimal("3")), None, Some(decimal("9.75"))]
    );
    assert_eq!(errors(check(&rubric(), &partial, true)), [("marks[prevention]".to_owned(), Problem::Required)]);
    assert!(check(&rubric(), &form(&[("dialogue", "3"), ("prevention", "4"), ("craft", "0")]), true).is_ok());
}

#[test]
fn extreme_marks_need_a_comment_where_levels_are_described() {
    for mark in ["1", "2", "5"] {
        let bare = form(&[("dialogue", mark), ("prevention", "3"), ("craft", "10")]);
        assert_eq!(
            errors(check(&rubric(), &bare, true)),
            [("comments[dialogue]".to_owned(), Problem::CommentRequired)],
            "{mark}"
        );
        assert!(check(&rubric(), &bare, false).is_ok(), "not yet in a draft");
        let mut said = bare.clone();
        said.comments.insert("dialogue".into(), " Because. ".into());
        let checked = check(&rubric(), &said, true).expect("a submission");
        assert_eq!(checked.scores.first().map(|score| score.comment.as_str()), Some("Because."));
    }
}

#[test]
fn could_not_assess_has_no_mark_and_cannot_be_all() {
    let some = form(&[("dialogue", COULD_NOT_ASSESS), ("prevention", "3"), ("craft", "5")]);
    let checked = check(&rubric(), &some, true).expect("a submission");
    let first = checked.scores.first().expect("three");
    assert!(first.could_not_assess && first.mark.is_none());
    let mut all = form(&[("dialogue", COULD_NOT_ASSESS), ("prevention", COULD_NOT_ASSESS)]);
    all.not_assessed.insert("craft".into(), "on".into());
    assert_eq!(errors(check(&rubric(), &all, true)), [("marks[dialogue]".to_owned(), Problem::NothingAssessed)]);
    assert!(check(&rubric(), &all, false).is_ok(), "a draft may");
    let mut both = form(&[("craft", "5")]);
    both.not_assessed.insert("craft".into(), "on".into());
    assert_eq!(errors(check(&rubric(), &both, false)), [("marks[craft]".to_owned(), Problem::Choice)]);
}

#[test]
fn texts_are_bounded_and_every_error_is_told_at_once() {
    let mut long = form(&[("dialogue", "7"), ("prevention", "3"), ("craft", "1")]);
    long.comments.insert("prevention".into(), "word ".repeat(COMMENT_WORDS + 1));
    long.note = "word ".repeat(NOTE_WORDS + 1);
    let fields: Vec<_> = errors(check(&rubric(), &long, true)).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["marks[dialogue]", "comments[prevention]", "note"]);
}

#[test]
fn a_form_of_another_rubric_is_malformed() {
    assert_eq!(check(&rubric(), &form(&[("beauty", "3")]), false), Err(AppError::Malformed));
}

#[test]
fn the_running_total_is_exact_and_over_what_is_scored() {
    let lines = [
        line("a", 25, scale("1", "5", "1"), true),
        line("b", 25, scale("1", "5", "1"), true),
        line("c", 50, scale("1", "3", "1"), true),
    ];
    let mark = |text| Some(Answer::Mark(decimal(text)));
    assert_eq!(running(&lines, &[None; 3]).shown(), None);
    let some = running(&lines, &[mark("4"), Some(Answer::CouldNotAssess), None]);
    assert_eq!((some.shown().as_deref(), some.answered, some.all), (Some("80.0"), 2, 3));
    let all = running(&lines, &[mark("4"), mark("3"), mark("2")]);
    // (25 * 4/5 + 25 * 3/5 + 50 * 2/3) = 68.333
    assert_eq!(all.total, Exact::from_ratio(205, 3));
    assert_eq!(all.shown().as_deref(), Some("68.3"));
}

#[test]
fn half_is_rounded_up() {
    let lines = [line("a", 100, scale("0", "40", "0.01"), false)];
    let total = running(&lines, &[Some(Answer::Mark(decimal("0.02")))]);
    assert_eq!((total.total.clone(), total.shown().as_deref()), (Exact::from_ratio(1, 20), Some("0.1")));
}

#[test]
fn all_the_same_is_noticed_from_three_marks() {
    let score = |mark: &str| Score { mark: Some(decimal(mark)), ..Score::default() };
    assert!(all_the_same(&[score("3"), score("3"), Score::default(), score("3")]));
    assert!(!all_the_same(&[score("3"), score("3")]));
    assert!(!all_the_same(&[score("3"), score("3"), score("4")]));
    assert!(!all_the_same(&[]));
}

#[test]
fn few_marks_are_chosen_and_many_are_written() {
    let texts = |scale| choices(scale).map(|marks| marks.iter().map(ToString::to_string).collect::<Vec<_>>());
    assert_eq!(texts(scale("1", "5", "1")), Some(["1", "2", "3", "4", "5"].map(String::from).to_vec()));
    assert_eq!(texts(scale("0", "3", "0.5")).map(|marks| marks.len()), Some(7));
    assert_eq!(texts(scale("0", "7", "1")), None);
    assert_eq!(texts(scale("0", "10", "0.25")), None);
}

#[test]
fn what_lies_between_described_levels() {
    let levels = ["1", "3", "5"].map(|mark| Level { mark: decimal(mark), text: String::new() });
    assert_eq!(between(&levels, decimal("2")), Some((decimal("1"), decimal("3"))));
    assert_eq!(between(&levels, decimal("3")), None);
    assert_eq!(between(&levels, decimal("6")), None);
    assert_eq!(between(&[], decimal("2")), None);
}

#[test]
fn scores_are_accepted_while_judging_until_the_round_closes() {
    let now = Moment::from_seconds(100);
    assert_eq!(may_score(CompetitionState::Judging, None, now), Ok(()));
    assert_eq!(may_score(CompetitionState::Judging, Some(now), now), Ok(()));
    assert_eq!(may_score(CompetitionState::Judging, Some(now), now.plus_seconds(1)), Err(Refusal::RoundClosed));
    for state in CompetitionState::ALL.into_iter().filter(|state| *state != CompetitionState::Judging) {
        assert_eq!(may_score(state, None, now), Err(Refusal::WrongState), "{state:?}");
    }
}

#[test]
fn what_was_handed_in_stays_a_submission() {
    assert!(is_submission(Some(ScorecardState::Submitted), false));
    assert!(is_submission(None, true));
    assert!(!is_submission(None, false));
    assert!(!is_submission(Some(ScorecardState::Draft), false));
    assert!(!is_submission(Some(ScorecardState::Void), false));
}

#[test]
fn every_judge_has_an_order_of_their_own() {
    let order = |judge: u128| {
        let mut entries: Vec<EntryId> = (0..20).map(|n| Uuid::from_u128(n).into()).collect();
        own_order(JudgeId::new(Uuid::from_u128(judge)), &mut entries, |entry| *entry);
        entries
    };
    assert_eq!(order(1), order(1));
    assert_ne!(order(1), order(2));
}

#[test]
fn an_entry_is_short_or_wide() {
    let totals = [48, 68, 90].map(Exact::from_integer);
    let found = standing(3, &totals, 3, 25);
    assert_eq!((found.short, found.spread, found.wide), (false, Some(Exact::from_integer(42)), true));
    let at_the_limit = standing(2, &[50, 75].map(Exact::from_integer), 3, 25);
    assert!(at_the_limit.short && !at_the_limit.wide);
    assert_eq!(standing(1, &totals[..1], 1, 25).spread, None);
}

fn any_scale() -> impl Strategy<Value = Scale> {
    (-20_i64..20, 1_i64..2_000_000, 1_i64..60).prop_map(|(min, step, count)| Scale {
        min: Decimal::from_micros(min * 500_000),
        max: Decimal::from_micros(min * 500_000 + step * count),
        step: Decimal::from_micros(step),
    })
}

proptest! {
    #[test]
    fn nothing_off_the_scale_is_ever_accepted(
        scale in any_scale(),
        mark in prop_oneof!["-?[0-9]{1,3}(\\.[0-9]{1,6})?", "\\PC{0,8}", (-50_i32..50).prop_map(|n| n.to_string())],
        not_assessed: bool,
        submission: bool,
    ) {
        let rubric = [line("a", 1, scale, true)];
        let mut form = form(&[("a", &mark)]);
        form.comments.insert("a".into(), "Words".into());
        if not_assessed {
            form.not_assessed.insert("a".into(), "on".into());
        }
        if let Ok(checked) = check(&rubric, &form, submission) {
            for score in checked.scores {
                prop_assert!(!(score.could_not_assess && score.mark.is_some()));
                if let Some(mark) = score.mark {
                    prop_assert!(mark >= scale.min && mark <= scale.max);
                    prop_assert_eq!((mark.micros() - scale.min.micros()) % scale.step.micros(), 0);
                }
            }
        }
    }

    #[test]
    fn everything_on_the_scale_is_accepted(scale in any_scale(), step in 0_i64..60) {
        let mark = Decimal::from_micros(scale.min.micros() + step * scale.step.micros());
        let rubric = [line("a", 1, scale, false)];
        let result = check(&rubric, &form(&[("a", &mark.to_string())]), true);
        prop_assert_eq!(result.is_ok(), mark <= scale.max);
    }

    #[test]
    fn choices_are_all_of_the_scale(scale in any_scale()) {
        if let Some(marks) = choices(scale) {
            prop_assert!(marks.len() <= MOST_CHOICES);
            prop_assert!(marks.iter().all(|mark| allows(scale, *mark)));
            prop_assert_eq!(marks.first(), Some(&scale.min));
        }
    }
}
