//! Organisers' own conflicts of interest.

use super::{ConflictCategory, ConflictSource};
use crate::{
    competition::model::Competition,
    ids::{AccountId, EntryId},
    time::Moment,
};

/// Entries that a form offers to choose from.
pub const OFFERED: usize = 100;

/// What somebody says of an organiser and an entry. It counts until it is set aside, and then the entry is kept from the
/// organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnConflict {
    /// The organiser.
    pub account: AccountId,
    /// The organiser's name.
    pub name: String,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Who says so: the organiser, the comparison, or another organiser.
    pub source: ConflictSource,
    /// What tie it is.
    pub category: ConflictCategory,
    /// In words, for organisers only.
    pub reason: String,
    /// Since when; nothing for those of the team, which is so as long as the team remembers.
    pub at: Option<Moment>,
    /// Who set it aside and why, once that was done.
    pub aside: Option<(Option<String>, String)>,
}

impl OwnConflict {
    /// Whether the organiser is, or was, of the team by account: that is so, and nobody sets it aside.
    pub const fn of_the_team(&self) -> bool {
        self.at.is_none()
    }
}

/// Organisers' own conflicts, for one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnConflictsPage {
    /// The competition.
    pub competition: Competition,
    /// The reader's.
    pub own: Vec<OwnConflict>,
    /// Those of others, for readers who may record or set aside.
    pub others: Vec<OwnConflict>,
    /// Entries to choose from, by title: those with the words that were looked for.
    pub entries: Vec<(EntryId, String)>,
    /// There are more than can be offered at once.
    pub more: bool,
    /// The other organisers, for readers who may record a conflict of theirs.
    pub organisers: Vec<(AccountId, String)>,
    /// Titles of entries that are kept from every organiser who may decide about them.
    pub deserted: Vec<String>,
    /// Every owner has a conflict of interest with some entry, so that nobody may publish.
    pub nobody_publishes: bool,
}
