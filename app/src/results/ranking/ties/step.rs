//! The names of the tie steps.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// One step of the declared tie order. As text: `criterion:KEY`, `judge_preference`, `panel_vote`, `lottery`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieStep {
    /// The higher mean mark on this criterion.
    Criterion(String),
    /// More judges placing one above the other, among those who scored both.
    JudgePreference,
    /// The recorded vote of the panel.
    PanelVote,
    /// A draw by a seed that was fixed before judging.
    Lottery,
}

/// A text that names no tie step.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no tie step; write criterion:KEY, judge_preference, panel_vote or lottery")]
pub struct TieStepError(String);

impl fmt::Display for TieStep {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TieStep::Criterion(key) => write!(formatter, "criterion:{key}"),
            TieStep::JudgePreference => formatter.write_str("judge_preference"),
            TieStep::PanelVote => formatter.write_str("panel_vote"),
            TieStep::Lottery => formatter.write_str("lottery"),
        }
    }
}

impl FromStr for TieStep {
    type Err = TieStepError;

    fn from_str(text: &str) -> Result<TieStep, TieStepError> {
        match (text, text.strip_prefix("criterion:")) {
            ("judge_preference", _) => Ok(TieStep::JudgePreference),
            ("panel_vote", _) => Ok(TieStep::PanelVote),
            ("lottery", _) => Ok(TieStep::Lottery),
            (_, Some(key)) if !key.is_empty() => Ok(TieStep::Criterion(key.to_owned())),
            _ => Err(TieStepError(text.to_owned())),
        }
    }
}
