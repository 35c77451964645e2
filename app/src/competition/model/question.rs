//! The questions of a track's entry form: what a team is asked besides the title, pitch, kind, languages and platforms that
//! every entry has.

use super::QuestionOption;
use serde::{Deserialize, Serialize};

/// A question of the entry form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its short name in files and forms, unique in its track.
    pub key: String,
    /// What is asked; empty for a question the site has words for in every language.
    pub label: String,
    /// What to write; may be empty.
    pub hint: String,
    /// What kind of answer it takes.
    pub kind: AnswerKind,
    /// The most words of a text.
    pub max_words: u32,
    /// Whether an entry without an answer cannot be handed in.
    pub required: bool,
    /// Who reads the answer.
    pub audience: Audience,
    /// What can be chosen, in order; nothing where the answer is written. Nothing is written of it there either, so that
    /// files of such questions are what they were.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<QuestionOption>,
}

/// What kind of answer a question takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Paragraphs.
    Text,
    /// One line.
    Line,
    /// An address of the web.
    Link,
    /// One of its options.
    Choice,
    /// Any number of its options.
    Choices,
}

impl AnswerKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Text, Self::Line, Self::Link, Self::Choice, Self::Choices];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Line => "line",
            Self::Link => "link",
            Self::Choice => "choice",
            Self::Choices => "choices",
        }
    }

    /// Whether it is answered in the team's own words.
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Text | Self::Line)
    }

    /// Whether it is answered by choosing.
    pub const fn is_chosen(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Who reads an answer, besides the team: each includes the ones after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Everybody, where the entry is shown.
    Public,
    /// Judges it is assigned to, and organisers.
    Judges,
    /// Organisers only.
    Organisers,
}

impl Audience {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Public, Self::Judges, Self::Organisers];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Judges => "judges",
            Self::Organisers => "organisers",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.as_str() == word)
    }
}

/// Keys of questions the site has words for.
pub mod known {
    /// What it is.
    pub const DESCRIPTION: &str = "description";
    /// How play creates dialogue.
    pub const DIALOGUE: &str = "dialogue";
    /// How it helps to prevent violence.
    pub const PREVENTION: &str = "prevention";
    /// Where to play it.
    pub const PLAY_URL: &str = "play_url";
    /// Where to get it for one platform, by the platform's word: besides [`PLAY_URL`], where that does not serve everybody.
    pub const BUILDS: [(&str, &str); 5] = [
        ("build_android", "android"),
        ("build_ios", "ios"),
        ("build_windows", "windows"),
        ("build_macos", "macos"),
        ("build_linux", "linux"),
    ];

    /// The platform that a question asks a build for.
    pub fn build_for(key: &str) -> Option<&'static str> {
        BUILDS.into_iter().find(|(build, _)| *build == key).map(|(_, platform)| platform)
    }

    /// A video of it.
    pub const VIDEO_URL: &str = "video_url";
    /// What judges need to play it: test account, keys, instructions.
    pub const INSTRUCTIONS: &str = "instructions";
    /// What somebody should be warned of.
    pub const CONTENT_NOTES: &str = "content_notes";
    /// Risks, and what is done about them.
    pub const RISKS: &str = "risks";
    /// Users, tests, or the plan for them.
    pub const EVIDENCE: &str = "evidence";
    /// What others or machines made, the work it is built on, and its licence.
    pub const RIGHTS: &str = "rights";
    /// What a work is about.
    pub const THEME: &str = "theme";
    /// The options of [`THEME`]: what entrants are asked to work on (peaceapp.md 1).
    pub const THEMES: [&str; 4] = ["spaces", "contact", "stories", "identity"];
    /// What help a team wants.
    pub const MENTORSHIP: &str = "mentorship";
    /// Ties to organisers, jurors, sponsors and partners; earlier support and awards.
    pub const TIES: &str = "ties";
}

impl Question {
    /// A question the site has words for, in paragraphs, read by judges, which may stay without an answer.
    pub fn known(key: &str, max_words: u32) -> Self {
        Self {
            key: key.to_owned(),
            label: String::new(),
            hint: String::new(),
            kind: AnswerKind::Text,
            max_words,
            required: false,
            audience: Audience::Judges,
            options: Vec::new(),
        }
    }

    /// The same, which must be answered.
    #[must_use]
    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, for these readers.
    #[must_use]
    pub fn read_by(self, audience: Audience) -> Self {
        Self { audience, ..self }
    }

    /// The same, answered by an address.
    #[must_use]
    pub fn link(self) -> Self {
        Self { kind: AnswerKind::Link, max_words: 0, ..self }
    }

    /// What a competition asks that says nothing of its questions.
    pub fn standard() -> Vec<Self> {
        use known::*;
        vec![
            Self::known(DESCRIPTION, 400).required().read_by(Audience::Public),
            Self::known(DIALOGUE, 250).required().read_by(Audience::Public),
            Self::known(PREVENTION, 250).required().read_by(Audience::Public),
            Self::known(PLAY_URL, 0).link(),
            Self::known(VIDEO_URL, 0).link().read_by(Audience::Public),
            Self::known(INSTRUCTIONS, 200),
            Self::known(CONTENT_NOTES, 100).read_by(Audience::Public),
        ]
    }
}
