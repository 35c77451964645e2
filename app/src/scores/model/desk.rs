//! What a judge has to do.

use super::ScorecardState;
use crate::{competition::model::CompetitionState, ids::EntryId, time::Moment};
use serde::{Deserialize, Serialize};

/// A judge's desk in one competition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub name: String,
    /// The zone its dates are given in.
    pub time_zone: String,
    /// Where it stands.
    pub state: CompetitionState,
    /// Whether conflicts of interest were declared; before that there are no entries.
    pub declared: bool,
    /// Entries that came later, which the judge is yet to say something of.
    pub to_declare: usize,
    /// The last second a scorecard is accepted.
    pub closes_at: Option<Moment>,
    /// What the judge was assigned, in an order of the judge's own.
    pub entries: Vec<DeskEntry>,
}

impl Desk {
    /// How many scorecards are submitted.
    pub fn submitted(&self) -> usize {
        self.entries.iter().filter(|entry| entry.state == DeskState::Submitted).count()
    }

    /// The first entry in the judge's order whose scorecard is not submitted.
    pub fn next(&self) -> Option<&DeskEntry> {
        self.entries.iter().find(|entry| entry.state != DeskState::Submitted)
    }
}

/// One assigned entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskEntry {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Its track's name.
    pub track: String,
    /// Languages it can be played in.
    pub languages: Vec<EntryLanguage>,
    /// What the judge has done with it.
    pub state: DeskState,
}

/// A language of an entry, as one judge sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryLanguage {
    /// Its tag.
    pub tag: String,
    /// Whether the judge reads it.
    pub read: bool,
}

/// What a judge has done with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeskState {
    /// Nothing yet.
    ToDo,
    /// Begun.
    Draft,
    /// Handed in.
    Submitted,
}

impl DeskState {
    /// What there is to see of a scorecard, or of none. A void one is to be handed in anew.
    pub const fn of(card: Option<ScorecardState>) -> Self {
        match card {
            None => Self::ToDo,
            Some(ScorecardState::Draft | ScorecardState::Void) => Self::Draft,
            Some(ScorecardState::Submitted) => Self::Submitted,
        }
    }
}
