//! The form of a scorecard.

use super::{
    running::{Answer, answer},
    scale,
};
use crate::{
    error::{AppError, FormCheck, Problem},
    scores::model::{RubricLine, Score, ScorecardForm},
    text,
};

/// What stands for "could not assess" among the marks of a form.
pub const COULD_NOT_ASSESS: &str = "could_not_assess";
/// The most words of a comment.
pub const COMMENT_WORDS: usize = 120;
/// The most words of the note to the panel.
pub const NOTE_WORDS: usize = 300;

/// The name of the field of a criterion's mark.
pub fn mark_field(key: &str) -> String {
    format!("marks[{key}]")
}

/// The name of the field that says a criterion could not be assessed, where marks are written.
pub fn not_assessed_field(key: &str) -> String {
    format!("not_assessed[{key}]")
}

/// The name of the field of a criterion's comment.
pub fn comment_field(key: &str) -> String {
    format!("comments[{key}]")
}

/// A scorecard that keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// One for each criterion, in the order of the rubric.
    pub scores: Vec<Score>,
    /// The note to the panel.
    pub note: String,
}

/// Checks a scorecard against its rubric. A draft may have gaps; a submission has a mark or "could not assess" at every
/// criterion, at least one mark, and a comment where [`scale::wants_comment`] asks for one. What is there has to be
/// right in both: a mark off the scale is never stored.
///
/// # Errors
/// [`AppError::Invalid`] at `marks[key]`, `comments[key]` and `note`; [`AppError::Malformed`] when the form speaks of a
/// criterion that the rubric does not have.
pub fn check(rubric: &[RubricLine], form: &ScorecardForm, submission: bool) -> Result<Checked, AppError> {
    let known = |key: &String| rubric.iter().any(|line| line.key == *key);
    if ![&form.marks, &form.not_assessed, &form.comments].iter().all(|fields| fields.keys().all(known)) {
        return Err(AppError::Malformed);
    }
    let mut check = FormCheck::default();
    let mut scores = Vec::with_capacity(rubric.len());
    for line in rubric {
        let said = check.take(&mark_field(&line.key), said(line, form, submission)).flatten();
        let comment = form.comments.get(&line.key).map_or("", String::as_str);
        let comment = check.take(&comment_field(&line.key), text::block(comment, COMMENT_WORDS)).unwrap_or_default();
        let mark = said.and_then(Answer::mark);
        if submission
            && comment.is_empty()
            && mark.is_some_and(|mark| scale::wants_comment(line.scale, line.described, mark))
        {
            check.note(&comment_field(&line.key), Problem::CommentRequired);
        }
        let could_not_assess = said == Some(Answer::CouldNotAssess);
        scores.push(Score { criterion: line.key.clone(), mark, could_not_assess, comment });
    }
    if submission
        && scores.iter().all(|score| score.could_not_assess)
        && let Some(first) = rubric.first()
    {
        check.note(&mark_field(&first.key), Problem::NothingAssessed);
    }
    let note = check.take("note", text::block(&form.note, NOTE_WORDS)).unwrap_or_default();
    check.finish()?;
    Ok(Checked { scores, note })
}

fn said(line: &RubricLine, form: &ScorecardForm, submission: bool) -> Result<Option<Answer>, Problem> {
    let mark = form.marks.get(&line.key).map_or("", String::as_str);
    let said = answer(line, mark, form.not_assessed.contains_key(&line.key))?;
    if submission && said.is_none() { Err(Problem::Required) } else { Ok(said) }
}
