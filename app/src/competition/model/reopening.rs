//! A phase that was over and is opened again.

use super::{CompetitionState, TimetableDate};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a proposal to open a phase again says: its payload, as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// Where the competition stood.
    pub from: CompetitionState,
    /// The phase: `open` or `judging`. The same as `from` when only the clock had closed it.
    pub to: CompetitionState,
    /// The new last second of it; nothing when the one that was announced is still ahead.
    pub closes_at: Option<Moment>,
}

/// A phase that two organisers opened again, as everybody sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopened {
    /// What was opened again.
    pub what: Reopening,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// A phase that can be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopenable {
    /// The phase.
    pub to: CompetitionState,
    /// The date that ends it.
    pub date: TimetableDate,
    /// Whether it needs a new one, because there is none ahead.
    pub date_needed: bool,
}
