//! What of an entry may be changed while a defect is cured, and a later deadline of one entry.

use super::FileKind;
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// A part of an entry that a fix may or may not be about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum CurePart {
    /// Its name.
    Title,
    /// Its line.
    Pitch,
    /// How it came about.
    Kind,
    /// Languages.
    Languages,
    /// Platforms.
    Platforms,
    /// What to be warned of.
    Warnings,
    /// The answer to the question with this key.
    Answer(String),
    /// Files of a kind.
    Files(FileKind),
    /// The team and its members.
    Team,
}

impl CurePart {
    /// The word used in storage and forms: the field of the part in the entry form, where it has one.
    pub fn word(&self) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::Pitch => "pitch".to_owned(),
            Self::Kind => "kind".to_owned(),
            Self::Languages => "languages".to_owned(),
            Self::Platforms => "platforms".to_owned(),
            Self::Warnings => "warnings".to_owned(),
            Self::Answer(key) => format!("answer[{key}]"),
            Self::Files(kind) => format!("files[{}]", kind.as_str()),
            Self::Team => "team".to_owned(),
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        let named = |of: &str| word.strip_prefix(of).and_then(|rest| rest.strip_suffix(']'));
        match word {
            "title" => Some(Self::Title),
            "pitch" => Some(Self::Pitch),
            "kind" => Some(Self::Kind),
            "languages" => Some(Self::Languages),
            "platforms" => Some(Self::Platforms),
            "warnings" => Some(Self::Warnings),
            "team" => Some(Self::Team),
            _ => named("answer[")
                .filter(|key| !key.is_empty())
                .map(|key| Self::Answer(key.to_owned()))
                .or_else(|| named("files[").and_then(FileKind::parse).map(Self::Files)),
        }
    }

    /// Several, as they are stored.
    pub fn join(parts: &[Self]) -> String {
        parts.iter().map(Self::word).collect::<Vec<_>>().join(";")
    }

    /// Several as they were stored; nothing when one of them is no part.
    pub fn split(stored: &str) -> Option<Vec<Self>> {
        stored.split(';').filter(|word| !word.is_empty()).map(Self::parse).collect()
    }
}

impl From<CurePart> for String {
    fn from(part: CurePart) -> Self {
        part.word()
    }
}

impl TryFrom<String> for CurePart {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::parse(&word).ok_or_else(|| format!("{word} is no part of an entry"))
    }
}

/// A later deadline that organisers gave one entry, once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineException {
    /// The last second at which it is accepted.
    pub until: Moment,
    /// Why.
    pub reason: String,
    /// When it was given.
    pub at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        let parts = [
            CurePart::Title,
            CurePart::Pitch,
            CurePart::Kind,
            CurePart::Languages,
            CurePart::Platforms,
            CurePart::Warnings,
            CurePart::Answer("play_url".into()),
            CurePart::Files(FileKind::Build),
            CurePart::Team,
        ];
        assert_eq!(CurePart::split(&CurePart::join(&parts)).as_deref(), Some(parts.as_slice()));
        assert_eq!(CurePart::split(""), Some(Vec::new()), "nothing may be changed");
        for bad in ["answer[]", "files[film]", "answer[x", "Title", "score"] {
            assert_eq!(CurePart::parse(bad), None, "{bad}");
        }
        let json = serde_json::to_string(&parts[6]).expect("JSON");
        assert_eq!(json, "\"answer[play_url]\"");
        assert!(serde_json::from_str::<CurePart>("\"score\"").is_err());
    }
}
