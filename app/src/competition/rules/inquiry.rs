//! What may be asked about a competition, and answered.

use crate::{
    competition::model::{CompetitionState, InquiryState, PublicInquiry},
    error::{AppError, FormCheck, Problem, Refusal},
    text,
};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// Words that a question may have.
pub const INQUIRY_WORDS: usize = 150;
/// Words that an answer may have.
pub const ANSWER_WORDS: usize = 500;
/// Characters of a search.
const SEARCH_CHARACTERS: usize = 100;

/// An answer as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    /// A word of [`InquiryState::ANSWERS`].
    pub outcome: String,
    /// The question as everybody will read it; needed where it is published.
    pub public_text: String,
    /// The answer, or why there is none.
    pub answer: String,
}

/// What organisers make of an inquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InquiryAnswer {
    /// What becomes of it.
    pub state: InquiryState,
    /// The question as everybody reads it; empty where nothing is published.
    pub public_text: String,
    /// The answer, or why there is none.
    pub answer: String,
}

/// Whether something may be asked: not before the call is opened, and not after the results are out.
///
/// # Errors
/// `WrongState`.
pub const fn may_inquire(state: CompetitionState) -> Result<(), Refusal> {
    match state {
        CompetitionState::Setup | CompetitionState::Published => Err(Refusal::WrongState),
        _ => Ok(()),
    }
}

fn some_block(written: &str, words: usize) -> Result<String, Problem> {
    text::block(written, words).and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) })
}

/// Reads a question.
///
/// # Errors
/// [`AppError::Invalid`] at `text`.
pub fn inquiry(written: &str) -> Result<String, AppError> {
    some_block(written, INQUIRY_WORDS).map_err(|problem| AppError::field("text", problem))
}

/// Reads an answer. What is not published as a question is left empty, so that it cannot get out by mistake.
///
/// # Errors
/// [`AppError::Invalid`] at `outcome`, `public_text`, `answer`.
pub fn inquiry_answer(form: &AnswerForm) -> Result<InquiryAnswer, AppError> {
    let mut check = FormCheck::default();
    let state = InquiryState::parse(&form.outcome).filter(|state| InquiryState::ANSWERS.contains(state));
    let state = check.take("outcome", state.ok_or(Problem::Choice));
    let public_text = match state {
        Some(InquiryState::Published) => check.take("public_text", some_block(&form.public_text, INQUIRY_WORDS)),
        _ => Some(String::new()),
    };
    let answer = check.take("answer", some_block(&form.answer, ANSWER_WORDS));
    check.finish()?;
    match (state, public_text, answer) {
        (Some(state), Some(public_text), Some(answer)) => Ok(InquiryAnswer { state, public_text, answer }),
        _ => Err(AppError::Internal),
    }
}

fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase()
}

/// Words that are looked for: those of a line, without regard to case.
pub fn search_words(written: &str) -> Vec<String> {
    let start: String = written.chars().take(SEARCH_CHARACTERS).collect();
    folded(&start).split_whitespace().map(str::to_owned).collect()
}

/// Whether all these words occur in a question or its answer.
pub fn is_found(inquiry: &PublicInquiry, words: &[String]) -> bool {
    let text = folded(&format!("{}\n{}", inquiry.question, inquiry.answer));
    words.iter().all(|word| text.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::InquiryId, time::Moment};
    use uuid::Uuid;

    fn form(outcome: &str) -> AnswerForm {
        AnswerForm { outcome: outcome.into(), public_text: " May I? ".into(), answer: "Yes.".into() }
    }

    #[test]
    fn questions_are_bounded_and_clean() {
        assert_eq!(inquiry("  May a school enter?\r\n").as_deref(), Ok("May a school enter?"));
        for (bad, problem) in [
            (" \n".to_owned(), Problem::Required),
            ("a\u{7}b".to_owned(), Problem::ControlCharacters),
            ("word ".repeat(INQUIRY_WORDS + 1), Problem::TooManyWords { max: INQUIRY_WORDS }),
        ] {
            assert_eq!(inquiry(&bad), Err(AppError::field("text", problem)), "{bad:?}");
        }
    }

    #[test]
    fn what_is_not_published_has_no_public_question() {
        let published = inquiry_answer(&form("published")).expect("good");
        assert_eq!((published.state, published.public_text.as_str()), (InquiryState::Published, "May I?"));
        for outcome in ["private", "declined"] {
            assert_eq!(inquiry_answer(&form(outcome)).expect("good").public_text, "", "{outcome}");
        }
        let empty = AnswerForm { public_text: String::new(), answer: " ".into(), ..form("published") };
        let Err(AppError::Invalid(errors)) = inquiry_answer(&empty) else { panic!("accepted") };
        assert_eq!(errors.iter().map(|error| error.field.as_str()).collect::<Vec<_>>(), ["public_text", "answer"]);
        for bad in ["open", "", "forgotten"] {
            assert_eq!(inquiry_answer(&form(bad)), Err(AppError::field("outcome", Problem::Choice)), "{bad}");
        }
    }

    #[test]
    fn it_is_asked_between_the_opening_and_the_results() {
        let may: Vec<bool> = CompetitionState::ALL.into_iter().map(|state| may_inquire(state).is_ok()).collect();
        assert_eq!(may, [false, true, true, true, true, false]);
    }

    #[test]
    fn a_search_finds_all_its_words_in_any_case_and_script() {
        let inquiry = PublicInquiry {
            id: InquiryId::new(Uuid::nil()),
            question: "Peut-on participer à l’ÉCOLE ?".into(),
            answer: "نعم، مع وليّ الأمر".into(),
            answered_at: Moment::from_seconds(0),
            changed_at: None,
        };
        for (search, found) in
            [("", true), ("école participer", true), ("نعم", true), ("école nein", false), ("%", false), ("_", false)]
        {
            assert_eq!(is_found(&inquiry, &search_words(search)), found, "{search}");
        }
    }
}
