//! What organisers are shown while they let in what belongs in.

use super::TrackName;
use crate::{
    competition::model::Competition,
    entries::model::{CheckedLink, Concern, EntryKind, EntryState, Finding, Settled},
    ids::{EntryId, MemberId, TrackId},
    time::Moment,
};

/// In which order the queue is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum QueueSort {
    /// By title.
    #[default]
    Title,
    /// What was begun last comes first.
    Newest,
    /// What was handed in first comes first; drafts come last.
    Waiting,
}

impl QueueSort {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Title, Self::Newest, Self::Waiting];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Newest => "newest",
            Self::Waiting => "waiting",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == word)
    }
}

/// What is shown of an organiser's queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueFilter {
    /// Only entries in this state.
    pub state: Option<EntryState>,
    /// Only entries of this track.
    pub track: Option<TrackId>,
    /// Only entries that came about in this way.
    pub kind: Option<EntryKind>,
    /// Only entries with somebody from this country; empty for all.
    pub country: String,
    /// Only entries in this language; empty for all.
    pub language: String,
    /// Only entries with this in the title or the team's name; empty for all.
    pub text: String,
    /// Only entries that lack a guardian's consent.
    pub consent_missing: bool,
    /// Only entries with an open concern.
    pub concern: bool,
    /// Only entries with look-alikes or ties that are not set aside.
    pub finding: bool,
    /// In which order.
    pub sort: QueueSort,
    /// Which page, from 1.
    pub page: u32,
}

impl QueueFilter {
    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        Self { sort: QueueSort::Title, page: 0, ..self.clone() } == Self::default()
    }
}

/// Entries on a page of the queue.
pub const QUEUE_PAGE: u32 = 50;

/// An entry in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueEntry {
    /// Its id.
    pub id: EntryId,
    /// Its track.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Countries of its members, sorted.
    pub countries: Vec<String>,
    /// Where it stands.
    pub state: EntryState,
    /// Whether a guardian's consent is missing.
    pub consent_missing: bool,
    /// Whether a concern is open.
    pub concern: bool,
    /// Look-alikes and ties that are not set aside.
    pub findings: u32,
    /// Whether it is kept from the reader, who has a conflict of interest with it: then nothing that was found is told.
    pub kept: bool,
}

/// Entries that are alike in all that the queue counts by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueCell {
    /// Where they stand.
    pub state: EntryState,
    /// Their track.
    pub track: TrackId,
    /// How they came about.
    pub kind: EntryKind,
    /// Languages they can be played in.
    pub languages: Vec<String>,
    /// Whether a guardian's consent is missing.
    pub consent_missing: bool,
    /// Whether a concern is open.
    pub concern: bool,
    /// Whether there is a look-alike or a tie that is not set aside.
    pub finding: bool,
    /// How many there are.
    pub count: u32,
}

impl QueueCell {
    /// Whether a filter lets them through, as far as they are alike.
    fn passes(&self, filter: &QueueFilter) -> bool {
        filter.state.is_none_or(|state| state == self.state)
            && filter.track.is_none_or(|track| track == self.track)
            && filter.kind.is_none_or(|kind| kind == self.kind)
            && (filter.language.is_empty() || self.languages.contains(&filter.language))
            && (!filter.consent_missing || self.consent_missing)
            && (!filter.concern || self.concern)
            && (!filter.finding || self.finding)
    }
}

/// An organiser's queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Where.
    pub competition: Competition,
    /// Its tracks.
    pub tracks: Vec<TrackName>,
    /// Entries of this page, in order.
    pub entries: Vec<QueueEntry>,
    /// All entries that text and country let through, counted.
    pub cells: Vec<QueueCell>,
    /// Countries of the entries that the rest of the filter lets through, with how many have somebody from there.
    pub countries: Vec<(String, u32)>,
    /// When look-alikes and ties were looked for last.
    pub compared_at: Option<Moment>,
}

impl Queue {
    /// How many entries a filter lets through, whatever its page. Text and country are those the queue was asked with.
    pub fn count(&self, filter: &QueueFilter) -> u32 {
        self.cells.iter().filter(|cell| cell.passes(filter)).map(|cell| cell.count).sum()
    }

    /// The languages that occur.
    pub fn languages(&self) -> Vec<String> {
        let mut all: Vec<String> = self.cells.iter().flat_map(|cell| cell.languages.iter().cloned()).collect();
        all.sort();
        all.dedup();
        all
    }
}

/// Where drafts stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    /// Drafts in which everything is written, and which are not handed in.
    pub whole: u32,
    /// Drafts that lack one or two parts.
    pub nearly: u32,
    /// Drafts that lack more.
    pub begun: u32,
}

/// How many entries there are of everything, drafts too.
#[derive(Clone, Debug)]
pub struct Counts {
    /// Where.
    pub competition: Competition,
    /// Its tracks.
    pub tracks: Vec<TrackName>,
    /// All entries, counted.
    pub cells: Vec<QueueCell>,
    /// Entries with somebody from a country, by state.
    pub countries: Vec<(String, EntryState, u32)>,
    /// Where drafts stand.
    pub drafts: Completeness,
}

/// A look-alike or a tie, with the names that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundHere {
    /// What was found.
    pub finding: Finding,
    /// The other entry's title and team.
    pub other: Option<(String, String)>,
    /// The member's public name.
    pub member: Option<String>,
    /// The organiser's or judge's name.
    pub party: Option<String>,
    /// Why it is no problem, if somebody said so.
    pub aside: Option<Settled>,
}

/// What was found out about an entry.
#[derive(Clone, Debug, Default)]
pub struct Screened {
    /// Look-alikes and ties.
    pub findings: Vec<FoundHere>,
    /// When they were looked for last.
    pub compared_at: Option<Moment>,
    /// Concerns, open ones first.
    pub concerns: Vec<Concern>,
    /// The addresses in it.
    pub links: Vec<CheckedLink>,
    /// Whether any of it may be changed now.
    pub may_screen: bool,
}

impl Screened {
    /// How many concerns are open.
    pub fn open_concerns(&self) -> usize {
        self.concerns.iter().filter(|concern| concern.settled.is_none()).count()
    }
}

/// A minor whose guardian has not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingConsent {
    /// The minor.
    pub member: MemberId,
    /// The name under which the minor is shown.
    pub name: String,
    /// The team's name.
    pub team: String,
    /// One of the team's entries.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Whether there is an address to ask at.
    pub has_address: bool,
    /// When the guardian was asked first.
    pub asked_at: Moment,
    /// When organisers asked again last.
    pub chased_at: Option<Moment>,
}

impl PendingConsent {
    /// Whole days since the guardian was asked.
    pub const fn days(&self, now: Moment) -> i64 {
        (now.seconds() - self.asked_at.seconds()) / 86_400
    }
}

/// All minors whose guardians have not answered.
#[derive(Clone, Debug)]
pub struct PendingConsents {
    /// Where.
    pub competition: Competition,
    /// Those who have waited longest first.
    pub pending: Vec<PendingConsent>,
    /// Whether guardians may be asked now.
    pub may_ask: bool,
}
