//! What an organiser writes about an entry that worries them, and how it is settled.

use crate::{
    competition::model::CompetitionState,
    entries::model::ConcernKind,
    error::{AppError, FormCheck, Problem, Refusal},
    text,
};
use serde::{Deserialize, Serialize};

/// The longest text of a concern.
const TEXT_WORDS: usize = 300;
/// The longest reason.
const REASON_WORDS: usize = 100;

/// The fields of a concern as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ConcernForm {
    /// A word of [`ConcernKind`].
    pub concern_kind: String,
    /// What it says.
    pub concern_text: String,
}

/// A concern that is raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConcern {
    /// What it is about.
    pub kind: ConcernKind,
    /// What it says.
    pub text: String,
}

/// Reads a concern.
///
/// # Errors
/// [`AppError::Invalid`] at `concern_kind`, `concern_text`.
pub fn concern(form: &ConcernForm) -> Result<NewConcern, AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("concern_kind", ConcernKind::parse(&form.concern_kind).ok_or(Problem::Choice));
    let text = check.take("concern_text", words(&form.concern_text, TEXT_WORDS, Problem::Required));
    check.finish()?;
    match (kind, text) {
        (Some(kind), Some(text)) => Ok(NewConcern { kind, text }),
        _ => Err(AppError::Internal),
    }
}

fn words(typed: &str, most: usize, missing: Problem) -> Result<String, Problem> {
    text::block(typed, most).and_then(|text| if text.is_empty() { Err(missing) } else { Ok(text) })
}

/// Reads why a concern is settled.
///
/// # Errors
/// [`AppError::Invalid`] at `reason`.
pub fn reason(typed: &str) -> Result<String, AppError> {
    words(typed, REASON_WORDS, Problem::ReasonRequired).map_err(|problem| AppError::field("reason", problem))
}

/// Reads why a finding is no problem.
///
/// # Errors
/// [`AppError::Invalid`] at `aside`.
pub fn aside(typed: &str) -> Result<String, AppError> {
    words(typed, REASON_WORDS, Problem::ReasonRequired).map_err(|problem| AppError::field("aside", problem))
}

/// Reads why an entry passes in spite of open concerns. Where there are none, nothing has to be said.
///
/// # Errors
/// [`AppError::Invalid`] at `despite`.
pub fn despite(typed: &str, open: usize) -> Result<Option<String>, AppError> {
    if open == 0 {
        return Ok(None);
    }
    let reason = words(typed, REASON_WORDS, Problem::ReasonRequired);
    reason.map(Some).map_err(|problem| AppError::field("despite", problem))
}

/// Whether what was found out about entries may be changed: until results are out.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_screen(competition: CompetitionState) -> Result<(), Refusal> {
    match competition {
        CompetitionState::Published => Err(Refusal::WrongState),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_concern_needs_a_kind_and_words() {
        let form = |kind: &str, text: &str| ConcernForm { concern_kind: kind.into(), concern_text: text.into() };
        let read = concern(&form("harm", " Names a village. ")).expect("a concern");
        assert_eq!((read.kind, read.text.as_str()), (ConcernKind::Harm, "Names a village."));
        let Err(AppError::Invalid(errors)) = concern(&form("mood", " ")) else { panic!("refused") };
        let fields: Vec<&str> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["concern_kind", "concern_text"]);
        let long = concern(&form("tone", &"word ".repeat(301)));
        assert_eq!(long, Err(AppError::field("concern_text", Problem::TooManyWords { max: 300 })));
    }

    #[test]
    fn passing_asks_for_a_reason_only_where_a_concern_is_open() {
        assert_eq!(despite("", 0), Ok(None));
        assert_eq!(despite(" ", 1), Err(AppError::field("despite", Problem::ReasonRequired)));
        assert_eq!(despite("Talked it over.", 2), Ok(Some("Talked it over.".into())));
        assert_eq!(reason(""), Err(AppError::field("reason", Problem::ReasonRequired)));
        assert_eq!(aside(""), Err(AppError::field("aside", Problem::ReasonRequired)));
    }

    #[test]
    fn nothing_is_screened_once_results_are_out() {
        for state in CompetitionState::ALL {
            assert_eq!(may_screen(state).is_ok(), state != CompetitionState::Published, "{state:?}");
        }
    }
}
