//! What is said in the room of an entry.

use crate::{
    error::{AppError, FormCheck, Problem},
    results::model::deliberation::NewPost,
    text,
};

/// The most words of a post.
pub const POST_WORDS: usize = 300;
/// The most words of the reason for a changed score.
pub const REVISION_WORDS: usize = 120;
/// Posts of one person within an hour.
pub const PER_HOUR: i64 = 30;
/// Posts on one entry.
pub const MOST_POSTS: i64 = 1000;

/// Reads a post, in one of the languages that its author may write in.
///
/// # Errors
/// [`AppError::Invalid`] at `language`, `text`.
pub fn post(language: &str, text: &str, languages: &[String]) -> Result<NewPost, AppError> {
    let mut check = FormCheck::default();
    let language = languages.iter().find(|known| *known == language).cloned().ok_or(Problem::Choice);
    let language = check.take("language", language);
    let text =
        text::block(text, POST_WORDS).and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) });
    let text = check.take("text", text);
    check.finish()?;
    let (Some(language), Some(text)) = (language, text) else { return Err(AppError::Internal) };
    Ok(NewPost { language, text })
}

/// Reads why a score was changed.
///
/// # Errors
/// [`AppError::Invalid`] at `reason`.
pub fn revision_reason(reason: &str) -> Result<String, AppError> {
    match text::block(reason, REVISION_WORDS) {
        Ok(reason) if reason.is_empty() => Err(AppError::field("reason", Problem::ReasonRequired)),
        Ok(reason) => Ok(reason),
        Err(problem) => Err(AppError::field("reason", problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_has_words_and_a_language_of_its_author() {
        let known = ["en".to_owned(), "sw".to_owned()];
        let good = post("sw", " Nimecheza tena. \r\n", &known).expect("good");
        assert_eq!((good.language.as_str(), good.text.as_str()), ("sw", "Nimecheza tena."));
        let Err(AppError::Invalid(errors)) = post("xx", " ", &known) else { panic!("refused") };
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, ["language", "text"]);
        assert!(post("en", &"word ".repeat(POST_WORDS), &known).is_ok());
        assert!(post("en", &"word ".repeat(POST_WORDS + 1), &known).is_err());
    }

    #[test]
    fn a_changed_score_says_why() {
        assert_eq!(revision_reason(" I missed the second level. "), Ok("I missed the second level.".into()));
        assert_eq!(revision_reason("\n"), Err(AppError::field("reason", Problem::ReasonRequired)));
    }
}
