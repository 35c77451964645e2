//! How fast judging goes, and who is behind.

use crate::{ids::JudgeId, time::Moment};
use serde::{Deserialize, Serialize};

/// When all scorecards will be there, if judges go on as they did lately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Forecast {
    /// Everything assigned is handed in.
    Done,
    /// Nothing was handed in lately: there is no pace to go by.
    Still,
    /// Done at a moment; no close is set.
    At(Moment),
    /// Done before the close.
    InTime {
        /// When.
        at: Moment,
        /// Whole days from then to the close.
        spare_days: i64,
    },
    /// Not done by the close.
    Late {
        /// Scorecards that would be missing then.
        missing: usize,
    },
    /// The round is closed.
    Over {
        /// Scorecards that are missing.
        missing: usize,
    },
}

/// How many scorecards there were at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// When.
    pub at: Moment,
    /// Scorecards handed in by then.
    pub done: usize,
    /// What an even pace asks for; without a close nothing does.
    pub even: Option<usize>,
}

/// How far one judge is against time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JudgePace {
    /// The judge.
    pub judge: JudgeId,
    /// Scorecards handed in.
    pub done: usize,
    /// Scorecards assigned.
    pub assigned: usize,
    /// What an even pace asks for by now, if it is more than was handed in.
    pub expected: Option<usize>,
    /// Whole days without a sign, while something is left to do, if these are too many.
    pub idle_days: Option<i64>,
    /// When the judge was reminded last.
    pub reminded_at: Option<Moment>,
}

impl JudgePace {
    /// Whether the judge is to be reminded.
    pub const fn behind(&self) -> bool {
        self.expected.is_some() || self.idle_days.is_some()
    }
}

/// How fast judging goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// When this was worked out.
    pub now: Moment,
    /// When judging began.
    pub opened_at: Moment,
    /// What the time axis ends with: the close, or now.
    pub ends_at: Moment,
    /// Scorecards handed in a day, lately, in tenths.
    pub tenths_a_day: i64,
    /// When all will be there.
    pub forecast: Forecast,
    /// From the beginning to now, evenly spaced.
    pub line: Vec<Level>,
    /// The last days, the latest first.
    pub days: Vec<Level>,
    /// Each judge who has something assigned.
    pub judges: Vec<JudgePace>,
}

impl Pace {
    /// A judge's own.
    pub fn of(&self, judge: JudgeId) -> Option<&JudgePace> {
        self.judges.iter().find(|pace| pace.judge == judge)
    }
}
