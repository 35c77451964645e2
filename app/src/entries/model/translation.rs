//! Texts of an entry in another language, for judges. They stand beside the originals, which are what counts.

use crate::time::Moment;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Translator {
    /// A person.
    Person,
    /// A machine.
    Machine,
}

impl Translator {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Person, Self::Machine];

    /// The word used in storage, forms and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Machine => "machine",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|translator| translator.as_str() == word)
    }
}

/// An entry's texts in one language; not all of them need be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    /// The tag of the language.
    pub language: String,
    /// Who translated.
    pub translator: Translator,
    /// Counts every save; a save must name the one it was based on.
    pub version: i64,
    /// When it was saved last.
    pub saved_at: Moment,
    /// By the names they have in the contents: `title`, `pitch`, the keys of questions.
    pub texts: BTreeMap<String, TranslatedText>,
}

/// One text, and what it was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranslatedText {
    /// The translation.
    pub text: String,
    /// SHA-256 of the original, in hexadecimal.
    pub original: String,
}

/// A text in a language that its reader reads, with what has to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownTranslation {
    /// The tag of the language.
    pub language: String,
    /// Who translated.
    pub translator: Translator,
    /// The translation.
    pub text: String,
}
