//! What organisers decide about feedback, as it is typed.

use crate::{
    competition::model::CompetitionState,
    error::{AppError, FormCheck, Missing, Problem, Refusal},
    results::model::{CommentDecision, FeedbackSettings, FeedbackShows},
    text,
};
use serde::{Deserialize, Serialize};

/// The most words of an edited comment.
pub const EDITED_WORDS: usize = 1000;
/// The most words of why a comment is held back.
pub const HELD_WORDS: usize = 100;

/// A decision on a comment, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewForm {
    /// A word of [`CommentDecision`].
    pub decision: String,
    /// What the team is to read of an edited one.
    pub edited: String,
    /// Why it is held back.
    pub held_reason: String,
}

/// A decision on a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// What.
    pub decision: CommentDecision,
    /// What the team reads of an edited one.
    pub text: String,
    /// Why it is held back.
    pub reason: String,
}

impl Reviewed {
    /// The team reads it as it is.
    pub const fn released() -> Self {
        Self { decision: CommentDecision::Released, text: String::new(), reason: String::new() }
    }
}

/// Reads a decision on a comment. One that is edited says something else than the original, else it is released.
///
/// # Errors
/// [`AppError::Invalid`] at `decision`, `edited`, `held_reason`.
pub fn review(form: &ReviewForm, original: &str) -> Result<Reviewed, AppError> {
    let mut check = FormCheck::default();
    let decision = check.take("decision", CommentDecision::parse(&form.decision).ok_or(Problem::Choice));
    let mut reviewed = Reviewed::released();
    match decision {
        Some(CommentDecision::Edited) => {
            let text = check.take("edited", text::block(&form.edited, EDITED_WORDS).and_then(filled));
            reviewed.text = text.unwrap_or_default();
            if reviewed.text != original.trim() {
                reviewed.decision = CommentDecision::Edited;
            } else {
                reviewed.text.clear();
            }
        }
        Some(CommentDecision::Held) => {
            let reason = text::block(&form.held_reason, HELD_WORDS).and_then(filled);
            let reason = check.take("held_reason", reason.map_err(required_reason));
            reviewed.decision = CommentDecision::Held;
            reviewed.reason = reason.unwrap_or_default();
        }
        Some(CommentDecision::Released) | None => {}
    }
    check.finish()?;
    Ok(reviewed)
}

fn filled(text: String) -> Result<String, Problem> {
    if text.is_empty() { Err(Problem::Required) } else { Ok(text) }
}

fn required_reason(problem: Problem) -> Problem {
    if problem == Problem::Required { Problem::ReasonRequired } else { problem }
}

/// What is chosen about feedback, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedbackForm {
    /// A word of [`FeedbackShows`].
    pub shows: String,
    /// `on` to release feedback with the results.
    pub with_publication: String,
}

/// Reads what is chosen.
///
/// # Errors
/// [`AppError::Invalid`] at `shows`.
pub fn feedback_settings(form: &FeedbackForm) -> Result<FeedbackSettings, AppError> {
    let shows = FeedbackShows::parse(&form.shows).ok_or_else(|| AppError::field("shows", Problem::Choice))?;
    Ok(FeedbackSettings { shows, with_publication: form.with_publication == "on" })
}

/// Whether feedback may be released: after publication, once, when no comment waits.
///
/// # Errors
/// `WrongState`, `NothingThere` when it was, `NotReady` while a comment waits.
pub fn may_release(state: CompetitionState, released: bool, waiting: usize) -> Result<(), Refusal> {
    if state != CompetitionState::Published {
        return Err(Refusal::WrongState);
    }
    if released {
        return Err(Refusal::NothingThere);
    }
    if waiting > 0 { Err(Refusal::NotReady(vec![Missing::CommentsRead])) } else { Ok(()) }
}
