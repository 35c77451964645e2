//! What was there when entries, or their screening, were closed.

use crate::{
    ids::{EntryId, SnapshotId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// What is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CloseCause {
    /// Entries: from here on they are checked.
    Entries,
    /// Screening: from here on they are judged.
    Screening,
}

impl CloseCause {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Entries => "entries",
            Self::Screening => "screening",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Entries, Self::Screening].into_iter().find(|cause| cause.as_str() == word)
    }
}

/// A close, without its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Counts the closes of a competition from 1.
    pub number: i64,
    /// What was closed.
    pub cause: CloseCause,
    /// How many entries are on its list.
    pub count: u32,
    /// SHA-256 of its document, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: Moment,
}

/// The document of a close: every submitted entry as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CloseManifest {
    /// The short name of the competition.
    pub competition: String,
    /// Counts its closes from 1.
    pub number: i64,
    /// What was closed.
    pub cause: CloseCause,
    /// When, in microseconds since 1970.
    pub at: Moment,
    /// The entries, by key.
    pub entries: Vec<ClosedEntry>,
}

/// An entry on the list of a close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedEntry {
    /// Its short name.
    pub key: String,
    /// Its id.
    pub entry: EntryId,
    /// Where it stood, as the word in storage.
    pub state: String,
    /// Its frozen copy.
    pub snapshot: SnapshotId,
    /// The copy that the close before named, where a fix or a later deadline made another one since.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub before: Option<SnapshotId>,
    /// The version that was frozen.
    pub version: i64,
    /// When it was frozen.
    pub frozen_at: Moment,
    /// SHA-256 of contents and list of files, in hexadecimal.
    pub content_hash: String,
    /// Its files.
    pub files: Vec<ClosedFile>,
}

/// A file of an entry on the list of a close.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedFile {
    /// What the team called it.
    pub name: String,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}
