//! What the pages of this stage show, each in one piece.

use super::{Call, CompetitionState, FurtherRule, Proposal, Reopenable, Reopened, RoundLine, Track};
use crate::{error::Missing, time::Moment};
use serde::{Deserialize, Serialize};

/// What the states rest on, counted at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// When it was counted.
    pub now: Moment,
    /// Tracks.
    pub tracks: u32,
    /// Tracks whose weights total 100.
    pub tracks_with_rubric: u32,
    /// Versions of the rules.
    pub rules: u32,
    /// The last second an entry is accepted.
    pub entries_close_at: Option<Moment>,
    /// The last second a scorecard is accepted.
    pub round_closes_at: Option<Moment>,
    /// Entries still being written.
    pub drafts: u32,
    /// Entries handed in and not checked yet.
    pub unchecked: u32,
    /// Entries whose team has to put something right.
    pub fix_needed: u32,
    /// Entries that are judged.
    pub eligible: u32,
    /// Entries that were turned down.
    pub rejected: u32,
    /// Judges invited or on the panel.
    pub judges: u32,
    /// Judges who have declared their conflicts of interest.
    pub ready_judges: u32,
    /// Judge x entry.
    pub assignments: u32,
    /// Scorecards handed in.
    pub scorecards: u32,
}

/// The call, for whoever may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallPage {
    /// What everybody may know.
    pub call: Call,
    /// Whether the reader runs it.
    pub organiser: bool,
    /// What is announced of further reviews.
    pub further: Option<FurtherRule>,
    /// The rounds of judging after the first.
    pub rounds: Vec<RoundLine>,
    /// Phases that were opened again, the newest first.
    pub reopened: Vec<Reopened>,
}

/// The organisers' overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// What everybody may know.
    pub call: Call,
    /// The counts.
    pub facts: Facts,
    /// The state that comes next, if organisers bring it about.
    pub next: Option<CompetitionState>,
    /// What is missing for it; empty when it can be entered or something else than a thing is in the way.
    pub missing: Vec<Missing>,
    /// Whether it could be entered now.
    pub ready: bool,
    /// The phase that could be opened again.
    pub reopen: Option<Reopenable>,
    /// A proposal to do so that waits.
    pub reopening: Option<Proposal>,
}

/// The organisers' settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    /// What everybody may know.
    pub call: Call,
    /// The most mebibytes that a build of an entry may have.
    pub build_mebibytes: u32,
    /// What is announced of further reviews.
    pub further: Option<FurtherRule>,
}

/// The settings of one track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupTrack {
    /// What everybody may know.
    pub call: Call,
    /// The track.
    pub track: Track,
    /// Whether a scorecard was handed in, so that rubric and tie order stand.
    pub locked: bool,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedEvent {
    /// Its number.
    pub seq: i64,
    /// When it was.
    pub at: Moment,
    /// Who did it; nobody for what a link's holder or the operator did.
    pub actor: Option<String>,
    /// What, as `stage.deed`.
    pub action: String,
    /// To what.
    pub subject: String,
    /// What changed; nothing when it was erased.
    pub payload: Option<String>,
}

/// A page of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// The competition.
    pub call: Call,
    /// Its events, newest first.
    pub events: Vec<LoggedEvent>,
    /// How many it has in all; not told where events are kept from the reader.
    pub count: Option<i64>,
    /// The number before which the next page begins.
    pub older: Option<i64>,
    /// What a check of the whole log found, if one was asked for: the number of events that hold, or nothing when one
    /// does not.
    pub check: Option<Option<i64>>,
}
