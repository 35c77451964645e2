//! How judging goes, as organisers see it.

use super::Pace;
use crate::{
    competition::model::CompetitionState,
    ids::{EntryId, JudgeId},
    number::Exact,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// Scorecards of the present round as they come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub name: String,
    /// The zone its dates are given in.
    pub time_zone: String,
    /// Where it stands.
    pub state: CompetitionState,
    /// The name of the round, if it is a further one.
    pub round: Option<String>,
    /// The last second a scorecard is accepted.
    pub closes_at: Option<Moment>,
    /// Reviews each entry is to get.
    pub reviews_per_entry: u32,
    /// Spread of totals, in points, over which one more judge is suggested.
    pub disparity_points: u32,
    /// Reports of judges that wait for an answer.
    pub reports: usize,
    /// Judges with assignments, those with most left to do first.
    pub judges: Vec<JudgeProgress>,
    /// Entries that are judged, those that need somebody first.
    pub entries: Vec<EntryProgress>,
    /// How fast it goes, and who is behind.
    pub pace: Pace,
}

impl Progress {
    /// How many scorecards were assigned.
    pub fn assigned(&self) -> usize {
        self.judges.iter().map(|judge| judge.assigned).sum()
    }

    /// How many of these are submitted.
    pub fn submitted(&self) -> usize {
        self.judges.iter().map(|judge| judge.submitted).sum()
    }
}

impl JudgeProgress {
    /// What the judge can still do now.
    pub const fn left(&self) -> usize {
        self.assigned.saturating_sub(self.submitted).saturating_sub(self.waiting)
    }
}

/// How far one judge is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeProgress {
    /// The judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// Entries assigned.
    pub assigned: usize,
    /// Scorecards submitted of these.
    pub submitted: usize,
    /// Scorecards begun of these.
    pub drafts: usize,
    /// Entries among these that the judge cannot run, of which the organisers have to say something first.
    pub waiting: usize,
}

/// How far one entry is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryProgress {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// Its track's name.
    pub track: String,
    /// Judges assigned.
    pub assigned: usize,
    /// Scorecards submitted.
    pub submitted: usize,
    /// Fewer scorecards than the rules promise.
    pub short: bool,
    /// What the scorecards total.
    pub totals: Totals,
}

/// What the scorecards of an entry total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Totals {
    /// Not shown to this person, who judges the entry and has not submitted, or has a conflict of interest.
    Hidden,
    /// Shown.
    Shown {
        /// One for each submitted scorecard, by judge's name.
        totals: Vec<JudgeTotal>,
        /// From the lowest to the highest; `None` below two totals.
        spread: Option<Exact>,
        /// The spread is over what the rules allow.
        wide: bool,
    },
}

impl Totals {
    /// From the lowest to the highest, where it is known here.
    pub const fn spread(&self) -> Option<&Exact> {
        match self {
            Self::Hidden => None,
            Self::Shown { spread, .. } => spread.as_ref(),
        }
    }

    /// Whether the spread is known here to be too wide.
    pub const fn wide(&self) -> bool {
        matches!(self, Self::Shown { wide: true, .. })
    }
}

/// One scorecard's total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgeTotal {
    /// The judge's name.
    pub judge: String,
    /// The total; `None` when nothing that weighs was assessed.
    pub total: Option<Exact>,
}
