//! What a question of choice offers.

use super::{Question, known};
use serde::{Deserialize, Serialize};

/// An option of a question that is answered by choosing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionOption {
    /// Its short name in answers, files and addresses, unique in its question.
    pub key: String,
    /// What is chosen; empty for an option the site has words for in every language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
}

impl QuestionOption {
    /// An option the site has words for.
    pub fn known(key: &str) -> Self {
        Self { key: key.to_owned(), label: String::new() }
    }

    /// Its label, or its short name where the site has the words: for files, which are in no language.
    pub fn text(&self) -> &str {
        if self.label.is_empty() { &self.key } else { &self.label }
    }
}

impl Question {
    /// The same, answered by any number of options the site has words for.
    #[must_use]
    pub fn choices(self, options: &[&str]) -> Self {
        let options = options.iter().map(|key| QuestionOption::known(key)).collect();
        Self { kind: super::AnswerKind::Choices, max_words: 0, options, ..self }
    }

    /// The options that an answer names, in their order: an answer is their short names, one on each line. Names of options
    /// that there are no more say nothing.
    pub fn chosen(&self, answer: &str) -> Vec<&QuestionOption> {
        self.options.iter().filter(|option| answer.lines().any(|key| key == option.key)).collect()
    }
}

/// Whether the site has words for an option of a question.
pub fn has_words(question: &str, option: &str) -> bool {
    question == known::THEME && known::THEMES.contains(&option)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_names_options_in_their_order() {
        let theme = Question::known(known::THEME, 0).choices(&known::THEMES);
        let keys = |answer: &str| -> Vec<String> {
            theme.chosen(answer).into_iter().map(|option| option.key.clone()).collect()
        };
        assert_eq!(keys("stories\nspaces\ngone"), ["spaces", "stories"]);
        assert!(keys("").is_empty() && keys("stor").is_empty());
        let own = QuestionOption { key: "own".into(), label: "Our own".into() };
        assert_eq!((own.text(), QuestionOption::known("own").text()), ("Our own", "own"));
        assert!(theme.options.iter().all(|option| has_words("theme", &option.key)) && !has_words("own", "spaces"));
    }

    #[test]
    fn nothing_is_written_of_what_is_not_there() {
        let json = serde_json::to_string(&QuestionOption::known("own")).expect("text");
        assert_eq!(json, r#"{"key":"own"}"#);
        let plain = serde_json::to_string(&Question::known("dialogue", 5)).expect("text");
        assert!(!plain.contains("options"), "{plain}");
        assert_eq!(serde_json::from_str::<Question>(&plain).expect("as before"), Question::known("dialogue", 5));
    }
}
