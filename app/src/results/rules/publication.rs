//! What a form that proposes a publication may say.

use crate::{
    error::{AppError, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// Words that may be said of a further version.
const NOTE_WORDS: usize = 200;

/// The form.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicationForm {
    /// Of the previewed document.
    pub digest: String,
    /// When it is to come out, `2026-10-15T12:00` in the competition's zone; at once when empty.
    pub release_at: String,
    /// What is said of a further version.
    pub note: String,
}

/// Reads what is said of a version: of a further one something has to be.
///
/// # Errors
/// [`AppError::Invalid`] at `note`.
pub fn publication_note(written: &str, further: bool) -> Result<String, AppError> {
    match text::block(written, NOTE_WORDS) {
        Ok(note) if note.is_empty() && further => Err(AppError::field("note", Problem::ReasonRequired)),
        Ok(note) => Ok(note),
        Err(problem) => Err(AppError::field("note", problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_further_version_says_why() {
        assert_eq!(publication_note("", false), Ok(String::new()));
        assert_eq!(publication_note(" ", true), Err(AppError::field("note", Problem::ReasonRequired)));
        assert_eq!(publication_note(" A score was voided. ", true), Ok("A score was voided.".to_owned()));
    }
}
