//! An entry as everybody sees it once results are out.

use super::{PublishedPlacement, ResultsDocument};
use crate::{
    competition::model::{AnswerKind, Question, QuestionOption},
    entries::model::{EntryKind, MediaType},
    ids::PublicationId,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What a published entry is: a part of the frozen document. Of its form only answers that were asked for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicEntry {
    /// Whether it was made for this competition.
    pub kind: EntryKind,
    /// Language tags it can be played in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Platforms and devices it runs on, by their words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub platforms: Vec<String>,
    /// What somebody should be spared, of [`crate::entries::model::WARNINGS`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What the team wrote, in the order of its form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<PublicAnswer>,
    /// Pictures of it, in the order of the team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<PublicPicture>,
}

impl PublicEntry {
    /// The answer to a question; empty when there is none that everybody may read.
    pub fn answer(&self, key: &str) -> &str {
        self.answers.iter().find(|answer| answer.key == key).map_or("", |answer| answer.text.as_str())
    }
}

/// An answer that was asked for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicAnswer {
    /// The question's short name.
    pub key: String,
    /// What was asked; empty for a question the site has words for in every language.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What kind of answer it is.
    pub kind: AnswerKind,
    /// What was answered; where it was chosen, the label of each option on a line, or its short name where the site has the
    /// words for it.
    pub text: String,
    /// What was chosen, in the order of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chosen: Vec<QuestionOption>,
}

impl PublicAnswer {
    /// The question, as far as its name is made of it.
    pub fn question(&self) -> Question {
        Question { label: self.label.clone(), ..Question::known(&self.key, 0) }
    }
}

/// A picture by its contents, which are the same in every database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicPicture {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What it holds.
    pub media_type: MediaType,
    /// What it shows, in words.
    pub alt: String,
}

/// Somebody who made an entry, as that person wishes to be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// A name or a pseudonym.
    pub name: String,
    /// What the person did.
    pub role: String,
}

/// A published entry and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownEntry {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub competition: String,
    /// SHA-256 of the document it is in, in hexadecimal.
    pub digest: String,
    /// When that was published.
    pub at: Moment,
    /// The zone dates are given in.
    pub time_zone: String,
    /// Its track's name.
    pub track: String,
    /// Entries ranked in its track.
    pub ranked: u32,
    /// Its place and what it is.
    pub placement: PublishedPlacement,
    /// Who made it, of those who may be named.
    pub credits: Vec<Credit>,
}

/// One publication of a competition's results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedVersion {
    /// Its id.
    pub id: PublicationId,
    /// 1, 2, ...
    pub version: i64,
    /// When it was published.
    pub at: Moment,
    /// SHA-256 of the document's JSON, in hexadecimal.
    pub digest: String,
    /// What it corrects, and why; nothing for the first.
    pub note: String,
    /// What was published.
    pub document: ResultsDocument,
}

/// What was published of an entry, as the code on a certificate names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub competition: String,
    /// The zone dates are given in.
    pub time_zone: String,
    /// The code.
    pub code: String,
    /// The publication it was made by: 1, 2, ...
    pub version: i64,
    /// When that was published.
    pub at: Moment,
    /// SHA-256 of its document, in hexadecimal.
    pub digest: String,
    /// The track's name.
    pub track: String,
    /// Entries ranked in the track.
    pub ranked: u32,
    /// What it says.
    pub placement: PublishedPlacement,
    /// What became of it.
    pub since: Since,
}

/// What later publications say of what a certificate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Since {
    /// The same, to this day.
    Stands,
    /// Something else.
    Changed {
        /// Since which publication, the newest.
        version: i64,
        /// When that was published.
        at: Moment,
        /// What that corrects, and why.
        note: String,
        /// What it says; `None` when the entry is not among its places.
        now: Option<Box<PublishedPlacement>>,
    },
}
