//! Rounds of judging, as organisers read them.

use crate::{
    competition::model::{Competition, RoundLine, Track},
    error::Refusal,
    ids::{EntryId, JudgeId},
    time::Moment,
};

/// The rounds of a competition, and what the next would be made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundsPage {
    /// The competition.
    pub competition: Competition,
    /// The close of the first round.
    pub first_closes_at: Option<Moment>,
    /// The tracks, with the rubrics of the first round.
    pub tracks: Vec<Track>,
    /// The rounds after it, in order.
    pub rounds: Vec<RoundLine>,
    /// What can be done.
    pub next: NextRound,
}

/// What an organiser can do about a further round.
#[derive(Clone, Debug, PartialEq)]
pub enum NextRound {
    /// Nothing of the order is for somebody who judges here.
    Judges,
    /// The order is of all entries, and some are kept from this organiser.
    Kept,
    /// Not now.
    NotNow(Refusal),
    /// This can be chosen from.
    Open {
        /// The entries of each track by name, in the present order.
        tracks: Vec<(String, Vec<Candidate>)>,
        /// The judges who are ready.
        judges: Vec<(JudgeId, String)>,
    },
}

/// An entry that may go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its place and its score with one decimal; nothing without a scorecard that counts.
    pub standing: Option<(u32, String)>,
    /// Whether the one below it is too near to tell apart.
    pub near_next: bool,
}
