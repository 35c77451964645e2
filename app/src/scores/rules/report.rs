//! Reports of judges, as they are written.

use crate::{
    error::{AppError, FormCheck, Problem},
    scores::model::ReportKind,
    text,
};

/// The most words of a report or its answer.
pub const REPORT_WORDS: usize = 200;

/// Reads a report.
///
/// # Errors
/// [`AppError::Invalid`] at `report_kind`, `report_text`.
pub fn report(kind: &str, typed: &str) -> Result<(ReportKind, String), AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("report_kind", ReportKind::parse(kind).ok_or(Problem::Choice));
    let text = check.take("report_text", words(typed));
    check.finish()?;
    kind.zip(text).ok_or(AppError::Internal)
}

/// Reads an answer.
///
/// # Errors
/// [`AppError::Invalid`] at `report_answer`.
pub fn report_answer(typed: &str) -> Result<String, AppError> {
    words(typed).map_err(|problem| AppError::field("report_answer", problem))
}

/// Reads what happens with a key that does not work.
///
/// # Errors
/// [`AppError::Invalid`] at `key_words`.
pub fn broken_key(typed: &str) -> Result<String, AppError> {
    words(typed).map_err(|problem| AppError::field("key_words", problem))
}

fn words(typed: &str) -> Result<String, Problem> {
    text::block(typed, REPORT_WORDS).and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_has_a_kind_and_words() {
        for kind in ReportKind::WRONG.into_iter().chain(ReportKind::CANNOT_RUN) {
            assert_eq!(report(kind.as_str(), " It stops. "), Ok((kind, "It stops.".to_owned())));
            assert_eq!(kind.keeps_from_playing(), !ReportKind::WRONG.contains(&kind));
        }
        for (kind, text, fields) in [
            ("", "It stops.", 1),
            ("void", "It stops.", 1),
            ("crash", " ", 1),
            ("", "", 2),
            ("crash", &"word ".repeat(REPORT_WORDS + 1), 1),
        ] {
            let Err(AppError::Invalid(errors)) = report(kind, text) else { panic!("{kind} {text}") };
            assert_eq!(errors.len(), fields, "{kind} {text}");
        }
        assert!(report_answer("").is_err() && report_answer("We wrote to the team.").is_ok());
    }
}
