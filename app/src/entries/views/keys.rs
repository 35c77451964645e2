//! What those see who keep an entry's keys.

use crate::{
    competition::model::Competition,
    entries::model::{BrokenKey, KeyCounts},
    error::Refusal,
    ids::EntryId,
};

/// The keys of one entry.
#[derive(Clone, Debug)]
pub struct KeyVault {
    /// Where.
    pub competition: Competition,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Whether the reader is of its team, and not an organiser.
    pub own: bool,
    /// How many.
    pub counts: KeyCounts,
    /// Those that did not work, the newest first.
    pub broken: Vec<BrokenKey>,
    /// Whether keys may be given now.
    pub may_change: Result<(), Refusal>,
}
