//! Work that judges gave back.

use crate::{
    ids::{EntryId, JudgeId, RoundId},
    time::Moment,
};

/// One assignment that was given back unfinished.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// Why, if the judge said.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// An entry that was given back and has fewer judges than it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedsJudges {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Judges it lacks.
    pub missing: u32,
    /// Who gave it back, with the reason, newest first.
    pub given_back: Vec<(String, String)>,
}
