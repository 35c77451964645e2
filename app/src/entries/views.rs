//! What the pages of this stage are given: no more than each shows.

mod keys;
mod screening;
mod translation;

pub use keys::KeyVault;
pub use screening::{
    Completeness, Counts, FoundHere, PendingConsent, PendingConsents, QUEUE_PAGE, Queue, QueueCell, QueueEntry,
    QueueFilter, QueueSort, Screened,
};
pub use translation::Translated;

use super::model::{
    CheckReason, ConsentState, CurePart, DeadlineException, Entry, EntryContent, EntryFile, EntryState, FileFacts,
    Member, PublicationConsent, Snapshot, Team,
};
use crate::{
    competition::model::{Close, Competition, Question, Rules},
    entries::rules::Moved,
    error::Refusal,
    ids::{AttachmentId, EntryId, MemberId, TeamId, TrackId},
    time::Moment,
};

/// A track by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrackName {
    /// The track.
    pub id: TrackId,
    /// Its name.
    pub name: String,
    /// Who belongs there.
    pub description: String,
}

/// What one needs to know to begin an entry.
#[derive(Clone, Debug)]
pub struct Start {
    /// Where.
    pub competition: Competition,
    /// What one can enter.
    pub tracks: Vec<TrackName>,
    /// Teams the caller belongs to there, by name.
    pub teams: Vec<(TeamId, String)>,
    /// Whether it can be done now.
    pub may_enter: Result<(), Refusal>,
}

/// The caller's entries in a competition.
#[derive(Clone, Debug)]
pub struct MyEntries {
    /// Where.
    pub competition: Competition,
    /// Its tracks.
    pub tracks: Vec<TrackName>,
    /// What its tracks ask.
    pub questions: Vec<(TrackId, Question)>,
    /// The entries, newest first.
    pub entries: Vec<Entry>,
    /// Whether another one can be begun now.
    pub may_enter: Result<(), Refusal>,
}

/// An entry as its team sees it.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Where.
    pub competition: Competition,
    /// Its track.
    pub track: TrackName,
    /// What its track asks.
    pub questions: Vec<Question>,
    /// The entry.
    pub entry: Entry,
    /// What is judged, if something was handed in.
    pub judged: Option<Snapshot>,
    /// Its files as the team has them now.
    pub files: Vec<EntryFile>,
    /// What was found in them.
    pub facts: Vec<(AttachmentId, FileFacts)>,
    /// Whether it, and its team, may be changed now.
    pub may_write: Result<(), Refusal>,
    /// Whether it may be taken back now.
    pub may_withdraw: bool,
    /// Whether guardians may be asked now.
    pub may_ask_consent: bool,
    /// The address of this site, for links that are sent to people.
    pub origin: String,
    /// Tokens of open links to guardians, by member.
    pub consent_links: Vec<(MemberId, String)>,
    /// Guardians' names, by member.
    pub guardians: Vec<(MemberId, String)>,
    /// The token of the open link by which somebody joins the team.
    pub invitation: Option<String>,
    /// Tokens of open personal links, by member.
    pub personal_links: Vec<(MemberId, String)>,
    /// The caller in the team.
    pub own: Option<MemberId>,
}

/// An entry being written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Where.
    pub competition: Competition,
    /// The rules in force.
    pub rules: Option<Rules>,
    /// What its track asks.
    pub questions: Vec<Question>,
    /// The entry.
    pub entry: Entry,
    /// Whether it may be written now.
    pub may_write: Result<(), Refusal>,
}

/// The files of an entry as its team sees them.
#[derive(Clone, Debug)]
pub struct FilesView {
    /// Where.
    pub competition: Competition,
    /// The entry.
    pub entry: Entry,
    /// Its files.
    pub files: Vec<EntryFile>,
    /// The most mebibytes a build may have.
    pub build_mebibytes: u64,
    /// Whether they may be changed now.
    pub may_write: Result<(), Refusal>,
}

/// What a guardian is asked.
#[derive(Clone, Debug)]
pub struct ConsentRequest {
    /// Where the minor takes part.
    pub competition: Competition,
    /// The rules that are agreed to.
    pub rules: Option<Rules>,
    /// The team's name.
    pub team: String,
    /// The name under which the minor is shown.
    pub member: String,
    /// The guardian as the team named them.
    pub guardian: String,
    /// Titles of the team's entries.
    pub titles: Vec<String>,
    /// What was answered.
    pub state: ConsentState,
    /// When, and under which version of the rules.
    pub answered: Option<(Moment, Option<i64>)>,
    /// The answer to the question before publication, if it was asked; and when.
    pub publication: Option<(PublicationConsent, Option<Moment>)>,
    /// Whether an answer still counts.
    pub open: bool,
}

/// What somebody is invited to.
#[derive(Clone, Debug)]
pub struct TeamInvitation {
    /// Where.
    pub competition: Competition,
    /// The team's name.
    pub team: String,
    /// Titles of its entries.
    pub titles: Vec<String>,
    /// Whether the caller belongs to it already.
    pub member_already: bool,
    /// Whom the invitation is for, as the team wrote of them, with the guardian's name; nobody for an open one.
    pub member: Option<(Member, String)>,
    /// Whether the team may be changed now.
    pub may_join: Result<(), Refusal>,
}

/// An entry as an organiser sees it.
#[derive(Clone, Debug)]
pub struct Review {
    /// Where.
    pub competition: Competition,
    /// Its track.
    pub track: TrackName,
    /// What its track asks.
    pub questions: Vec<Question>,
    /// The entry, without what the team has not handed in.
    pub entry: ReviewedEntry,
    /// A rejection that waits for another organiser.
    pub rejection: Option<ProposedRejection>,
    /// Look-alikes, ties, concerns and links.
    pub screening: Screened,
    /// Whether it is kept from the reader, who has a conflict of interest with it: then nothing but what the list shows.
    pub kept: bool,
    /// Whether a check may be recorded now.
    pub may_check: Result<(), Refusal>,
    /// What a fix changed, and the entry's own deadline.
    pub deadline: ReviewDeadline,
}

/// What organisers see of a fix and of a later deadline.
#[derive(Clone, Debug, Default)]
pub struct ReviewDeadline {
    /// The frozen copy that was checked, and the one that was submitted since, where a fix was asked for and submitted.
    pub cured: Option<(Snapshot, Snapshot)>,
    /// What may be changed while the defect is cured; `None`: all of it.
    pub open: Option<Vec<CurePart>>,
    /// The later deadline it has, or had.
    pub exception: Option<DeadlineException>,
    /// Whether it may be given one now.
    pub may_give: bool,
}

/// The tracks an entry could be in instead.
#[derive(Clone, Debug)]
pub struct OtherTracks {
    /// Where.
    pub competition: Competition,
    /// The entry.
    pub entry: Entry,
    /// Its track.
    pub track: TrackName,
    /// What its track asks.
    pub questions: Vec<Question>,
    /// The others, each with what it asks and what would become of the entry there.
    pub others: Vec<(TrackName, Vec<Question>, Moved)>,
    /// Whether it may be changed now.
    pub may_change: Result<(), Refusal>,
}

/// What was there at each close of a competition.
#[derive(Clone, Debug)]
pub struct Closes {
    /// Where.
    pub competition: Competition,
    /// The closes, newest first.
    pub closes: Vec<Close>,
}

/// A rejection that one organiser proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposedRejection {
    /// The version of the entry it is about.
    pub version: i64,
    /// Why.
    pub reason: CheckReason,
    /// What the team is told once it is confirmed.
    pub text: String,
    /// When it was proposed.
    pub at: Moment,
    /// Whether the reader proposed it.
    pub own: bool,
}

/// What organisers see of an entry.
#[derive(Clone, Debug)]
pub struct ReviewedEntry {
    /// Its id.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Who enters it.
    pub team: Team,
    /// Where it stands.
    pub state: EntryState,
    /// The version the organiser looks at.
    pub version: i64,
    /// What is judged: nothing of a draft, which is its team's own.
    pub judged: Option<EntryContent>,
    /// The files that are judged.
    pub files: Vec<EntryFile>,
    /// When it was handed in, and under which version of the rules.
    pub receipt: Option<super::model::Receipt>,
    /// Until when a defect may be cured.
    pub cure_until: Option<Moment>,
    /// Checks made of it, newest first.
    pub checks: Vec<super::model::EligibilityCheck>,
}

/// Whether a member lacks a guardian's consent.
pub fn lacks_consent(member: &Member) -> bool {
    member.minor && member.consent != Some(ConsentState::Given)
}
