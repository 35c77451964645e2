//! What a judge has to do.

use super::{Played, ScorecardState};
use crate::{
    competition::model::{CompetitionState, RoundLine},
    ids::EntryId,
    time::Moment,
};
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
    /// The minutes that organisers plan for an entry.
    pub minutes_planned: u32,
    /// The further round that is the newest, if there is one.
    pub round: Option<RoundLine>,
    /// What the judge was assigned in the newest round, in an order of the judge's own.
    pub entries: Vec<DeskEntry>,
    /// What the judge was assigned before, and not again.
    pub earlier: Vec<DeskEntry>,
}

impl Desk {
    /// How many scorecards are submitted.
    pub fn submitted(&self) -> usize {
        self.entries.iter().filter(|entry| entry.state == DeskState::Submitted).count()
    }

    /// Where to go on: the entry that was left last, or else the first in the judge's order that was not begun.
    pub fn next(&self) -> Option<&DeskEntry> {
        let begun = self.entries.iter().filter(|entry| entry.group() == DeskGroup::Begun);
        let left = begun.max_by_key(|entry| entry.played.map(|played| played.seen_at));
        left.or_else(|| self.entries.iter().find(|entry| entry.group() == DeskGroup::ToDo))
    }

    /// Minutes spent on all entries.
    pub fn minutes_spent(&self) -> u32 {
        self.entries.iter().map(DeskEntry::minutes).sum()
    }

    /// Minutes planned for all entries.
    pub fn minutes_in_all(&self) -> u32 {
        self.minutes_planned.saturating_mul(u32::try_from(self.entries.len()).unwrap_or(u32::MAX))
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
    /// Cannot be run, and the organisers have not answered yet.
    pub waiting: bool,
    /// What is known of the judge's having played it.
    pub played: Option<Played>,
}

impl DeskEntry {
    /// Under what it stands in the queue.
    pub const fn group(&self) -> DeskGroup {
        match self.state {
            DeskState::Submitted => DeskGroup::Submitted,
            _ if self.waiting => DeskGroup::Waiting,
            DeskState::Draft => DeskGroup::Begun,
            DeskState::ToDo => DeskGroup::ToDo,
        }
    }

    /// Minutes spent on it.
    pub fn minutes(&self) -> u32 {
        self.played.map_or(0, |played| played.minutes())
    }
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

/// A part of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeskGroup {
    /// A scorecard was begun.
    Begun,
    /// Nothing was done yet.
    ToDo,
    /// The organisers are to answer first.
    Waiting,
    /// Handed in.
    Submitted,
}

impl DeskGroup {
    /// All of them, in the order they are shown in.
    pub const ALL: [Self; 4] = [Self::Begun, Self::ToDo, Self::Waiting, Self::Submitted];

    /// The word used in addresses within a page.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::ToDo => "to-do",
            Self::Waiting => "waiting",
            Self::Submitted => "submitted",
        }
    }
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
