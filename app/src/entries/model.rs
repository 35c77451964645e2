//! Teams, what they enter, and how it is let in.

mod people;
mod screening;

pub use people::{ConsentState, Member, PublicationConsent, Team};
mod cure;
mod file;
mod keys;
mod translation;

pub use cure::{CurePart, DeadlineException};
pub use file::{EntryFile, FileFacts, FileKind, MediaType};
pub use keys::{BrokenKey, KeyCounts};
pub use screening::{CheckedLink, Concern, ConcernKind, Finding, FindingKind, LinkAnswer, LinkOutcome, Settled};
pub use translation::{ShownTranslation, TranslatedText, Translation, Translator};

use crate::{
    competition::model::{Audience, Competition, Question},
    ids::{CompetitionId, EntryId, SnapshotId, TrackId},
    time::Moment,
};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// Where an entry stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryState {
    /// Being written.
    Draft,
    /// Handed in; may be edited until the closing date.
    Submitted,
    /// The eligibility check found a defect that may be cured.
    FixNeeded,
    /// May be judged.
    Eligible,
    /// Not let in.
    Rejected,
    /// Taken back by its team.
    Withdrawn,
}

impl EntryState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Submitted, Self::FixNeeded, Self::Eligible, Self::Rejected, Self::Withdrawn];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::FixNeeded => "fix_needed",
            Self::Eligible => "eligible",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Whether a work was made for this competition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Made for this competition.
    #[default]
    MadeForCompetition,
    /// Existed before.
    Existing,
    /// A new use of an existing game.
    Repurposed,
}

impl EntryKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::MadeForCompetition, Self::Existing, Self::Repurposed];

    /// The word used in storage, forms and files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MadeForCompetition => "made_for_competition",
            Self::Existing => "existing",
            Self::Repurposed => "repurposed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What an entry may have that somebody should be spared: flashing lights, motion that makes sick, blood.
pub const WARNINGS: [&str; 3] = ["photosensitivity", "motion", "gore"];

/// What a team writes: the contents of an entry, and of its frozen copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EntryContent {
    /// Its name.
    pub title: String,
    /// One line.
    pub pitch: String,
    /// Whether it was made for this competition.
    pub kind: EntryKind,
    /// Language tags it can be played in.
    pub languages: Vec<String>,
    /// Platforms and devices it runs on.
    pub platforms: Vec<String>,
    /// Of [`WARNINGS`]. Its name in storage has a character that no question's key has. Nothing is written where there
    /// is none, so that what was frozen before keeps its hash.
    #[serde(rename = "content:warnings", skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What was answered to the questions of its track, by their keys; nothing for what was not.
    #[serde(flatten, deserialize_with = "answered")]
    pub answers: BTreeMap<String, String>,
}

impl EntryContent {
    /// The answer to a question; empty when there is none.
    pub fn answer(&self, key: &str) -> &str {
        self.answers.get(key).map_or("", String::as_str)
    }

    /// What these readers may see of it: no answer that is for others, and none to what is not asked.
    #[must_use]
    pub fn read_by(mut self, audience: Audience, questions: &[Question]) -> Self {
        let seen = |key: &str| questions.iter().any(|question| question.key == key && question.audience <= audience);
        self.answers.retain(|key, _| seen(key));
        self
    }
}

fn answered<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<String, String>, D::Error> {
    let mut answers = BTreeMap::<String, String>::deserialize(from)?;
    answers.retain(|_, answer| !answer.is_empty());
    Ok(answers)
}

/// One entry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySummary {
    /// Its id.
    pub id: EntryId,
    /// Its short name in files, unique in its competition.
    pub key: String,
    /// Its track.
    pub track: TrackId,
    /// Its title, as frozen if it is frozen.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Countries of its members, sorted.
    pub countries: Vec<String>,
    /// Languages it can be played in.
    pub languages: Vec<String>,
    /// Where it stands.
    pub state: EntryState,
    /// Whether a guardian's consent is missing.
    pub consent_missing: bool,
}

/// One entry, whole, as its team and organisers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: EntryId,
    /// Its short name in files, unique in its competition.
    pub key: String,
    /// Its competition.
    pub competition: CompetitionId,
    /// Its track.
    pub track: TrackId,
    /// Who enters it.
    pub team: Team,
    /// Where it stands.
    pub state: EntryState,
    /// What the team wrote last.
    pub content: EntryContent,
    /// Counts every save; a save must name the one it was based on.
    pub version: i64,
    /// When it was handed in, and under which version of the rules.
    pub receipt: Option<Receipt>,
    /// Until when a defect may be cured.
    pub cure_until: Option<Moment>,
    /// What may be changed meanwhile; `None`: all of it.
    pub cure_parts: Option<Vec<CurePart>>,
    /// A later deadline of this entry alone, as long as it can be used.
    pub late_until: Option<Moment>,
    /// Why it has, or had, a later deadline.
    pub exception: Option<DeadlineException>,
    /// Checks made of it, newest first.
    pub checks: Vec<EligibilityCheck>,
}

impl Entry {
    /// The parts that may be changed, of an entry whose defect is cured; `None`: all of it.
    pub fn fix(&self) -> Option<&[CurePart]> {
        if self.state == EntryState::FixNeeded { self.cure_parts.as_deref() } else { None }
    }

    /// The last second at which it is accepted: the competition's, or its own later one.
    pub fn closes_at(&self, competition: &Competition) -> Option<Moment> {
        competition.entries_close_at.map(|close| self.late_until.map_or(close, |late| late.max(close)))
    }
}

/// What a team gets for handing in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// When.
    pub at: Moment,
    /// The version of the rules that was accepted.
    pub rules_version: i64,
    /// SHA-256 of the contents, in hexadecimal.
    pub content_hash: String,
}

/// The outcome of an eligibility check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckOutcome {
    /// May be judged.
    Pass,
    /// A defect to be cured.
    FixNeeded,
    /// Not let in.
    Reject,
}

impl CheckOutcome {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pass, Self::FixNeeded, Self::Reject];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::FixNeeded => "fix_needed",
            Self::Reject => "reject",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// Why a check came out as it did: the gates of peaceapp.md 5.3, pass or fail, never averaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckReason {
    /// Nothing was found.
    Complete,
    /// It is not about the theme.
    Theme,
    /// It is in no accepted language.
    Language,
    /// Age or guardian's consent.
    Consent,
    /// A tie to organisers, jurors, sponsors or partners.
    Conflict,
    /// Violent or otherwise unfit contents.
    Content,
    /// Rights to its parts are unclear.
    Rights,
    /// A link does not work.
    Link,
    /// Something else, said in the text.
    Other,
}

impl CheckReason {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Complete,
        Self::Theme,
        Self::Language,
        Self::Consent,
        Self::Conflict,
        Self::Content,
        Self::Rights,
        Self::Link,
        Self::Other,
    ];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Theme => "theme",
            Self::Language => "language",
            Self::Consent => "consent",
            Self::Conflict => "conflict",
            Self::Content => "content",
            Self::Rights => "rights",
            Self::Link => "link",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// One check of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EligibilityCheck {
    /// How it came out.
    pub outcome: CheckOutcome,
    /// Why.
    pub reason: CheckReason,
    /// What the team is told.
    pub text: String,
    /// When.
    pub at: Moment,
}

/// The frozen copy that is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Its id.
    pub id: SnapshotId,
    /// The entry.
    pub entry: EntryId,
    /// What was written.
    pub content: EntryContent,
    /// The files that belong to it.
    pub files: Vec<EntryFile>,
    /// SHA-256 of the contents, in hexadecimal; see `rules::freeze`.
    pub content_hash: String,
    /// When it was frozen.
    pub at: Moment,
}
