//! What organisers see of an entry's translations.

use crate::{
    competition::model::{Competition, Question},
    entries::model::{EntryContent, Translation},
    error::Refusal,
    ids::{EntryId, SnapshotId},
};

/// What is judged of an entry, as judges read it, and its translations.
#[derive(Clone, Debug)]
pub struct Translated {
    /// Where.
    pub competition: Competition,
    /// The entry.
    pub entry: EntryId,
    /// The frozen copy that is judged.
    pub snapshot: SnapshotId,
    /// What it says to judges.
    pub judged: EntryContent,
    /// What was asked and is read by judges, in order.
    pub questions: Vec<Question>,
    /// What there is, by language.
    pub translations: Vec<Translation>,
    /// Whether it may be translated now.
    pub may_translate: Result<(), Refusal>,
}
