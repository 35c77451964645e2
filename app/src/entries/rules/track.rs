//! Another track for an entry: what it keeps, what is asked in addition, what is left out.

use super::content::{Asked, ContentRule, EntryForm, answer_field, content};
use crate::{
    competition::model::Question,
    entries::model::{EntryContent, EntryState},
    error::{AppError, Refusal},
};

/// What becomes of contents in another track. Keys of questions, in the order in which they are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The contents there.
    pub content: EntryContent,
    /// Answers that are kept.
    pub kept: Vec<String>,
    /// Answers that are left out: not asked there, or not fitting there.
    pub left: Vec<String>,
    /// Questions that are asked there in addition.
    pub asked: Vec<String>,
}

/// Whether an entry in this state can be put into another track; the time is another matter.
///
/// # Errors
/// [`Refusal::WrongState`].
pub const fn may_change_track(state: EntryState) -> Result<(), Refusal> {
    if matches!(state, EntryState::Draft | EntryState::Submitted) { Ok(()) } else { Err(Refusal::WrongState) }
}

/// Contents in the track that asks `to`. Answers are kept under the same key where they are one there too.
pub fn moved(before: &EntryContent, from: &[Question], to: &[Question]) -> Moved {
    let fits = |question: &Question, answer: &str| {
        let field = answer_field(&question.key);
        let form = EntryForm {
            answer: [(question.key.clone(), answer.to_owned())].into(),
            kind: before.kind.as_str().to_owned(),
            ..EntryForm::default()
        };
        let asked = Asked { questions: std::slice::from_ref(question), languages: &[] };
        match content(&form, asked, ContentRule::Draft) {
            Err(AppError::Invalid(errors)) => errors.iter().all(|error| error.field != field),
            other => other.is_ok(),
        }
    };
    let kept = |key: &str| {
        let answer = before.answer(key);
        !answer.is_empty() && to.iter().any(|question| question.key == key && fits(question, answer))
    };
    let mut content = before.clone();
    content.answers.retain(|key, _| kept(key));
    let keys = |questions: &[Question], wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        questions.iter().map(|question| question.key.clone()).filter(|key| wanted(key)).collect()
    };
    Moved {
        kept: keys(to, &|key| kept(key)),
        left: keys(from, &|key| !before.answer(key).is_empty() && !kept(key)),
        asked: keys(to, &|key| !from.iter().any(|question| question.key == key)),
        content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::competition::model::{AnswerKind, Audience};

    fn question(key: &str, kind: AnswerKind, max_words: u32) -> Question {
        let (label, hint) = (String::new(), String::new());
        Question { label, hint, kind, required: true, audience: Audience::Public, ..Question::known(key, max_words) }
    }

    #[test]
    fn what_both_ask_is_kept_where_it_fits() {
        let from = [
            question("description", AnswerKind::Text, 100),
            question("play_url", AnswerKind::Link, 0),
            question("long", AnswerKind::Text, 100),
            question("empty", AnswerKind::Text, 100),
        ];
        let to = [
            question("walkthrough", AnswerKind::Link, 0),
            question("long", AnswerKind::Text, 2),
            question("description", AnswerKind::Text, 50),
            question("empty", AnswerKind::Text, 50),
        ];
        let before = EntryContent {
            title: "Boats".into(),
            answers: [("description", "A river"), ("play_url", "https://play.example/"), ("long", "one two three")]
                .map(|(key, answer)| (key.to_owned(), answer.to_owned()))
                .into(),
            ..EntryContent::default()
        };
        let moved = moved(&before, &from, &to);
        assert_eq!(moved.kept, ["description"]);
        assert_eq!(moved.left, ["play_url", "long"], "not asked there; too long there");
        assert_eq!(moved.asked, ["walkthrough"]);
        assert_eq!((moved.content.title.as_str(), moved.content.answers.len()), ("Boats", 1));
    }

    #[test]
    fn what_was_chosen_is_kept_where_it_can_be_chosen() {
        let theme = |options: &[&str]| [Question::known("theme", 0).choices(options)];
        let before = EntryContent {
            answers: [("theme".to_owned(), "spaces\nstories".to_owned())].into(),
            ..EntryContent::default()
        };
        let kept = |options: &[&str]| moved(&before, &theme(&["spaces", "stories"]), &theme(options)).kept;
        assert_eq!(kept(&["stories", "contact", "spaces"]), ["theme"]);
        assert!(kept(&["stories", "contact"]).is_empty());
    }

    #[test]
    fn what_is_checked_stays_in_its_track() {
        for state in EntryState::ALL {
            let expected = matches!(state, EntryState::Draft | EntryState::Submitted);
            assert_eq!(may_change_track(state).is_ok(), expected, "{state:?}");
        }
    }
}
