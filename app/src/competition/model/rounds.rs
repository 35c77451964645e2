//! Rounds of judging after the first.

use crate::{
    ids::{EntryId, JudgeId, RoundId},
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most rounds of a competition: a screening, and three that follow it.
pub const MOST_ROUNDS: usize = 4;

/// How a further round counts for the entries that went on to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundRule {
    /// Together with what counted before; of a judge who scored an entry more than once, the newest scorecard.
    Carried,
    /// Alone.
    Fresh,
}

impl RoundRule {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Carried, Self::Fresh];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Carried => "carried",
            Self::Fresh => "fresh",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == word)
    }
}

/// What a judge reads of earlier rounds while scoring an entry again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EarlierShown {
    /// Nothing.
    Nothing,
    /// The judge's own scorecards of the entry.
    Own,
}

impl EarlierShown {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Nothing, Self::Own];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Own => "own",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.as_str() == word)
    }
}

/// What anybody may know of a further round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLine {
    /// The round.
    pub round: RoundId,
    /// What it is called.
    pub name: String,
    /// How it counts.
    pub rule: RoundRule,
    /// What judges see of earlier rounds.
    pub shows: EarlierShown,
    /// How many entries went on to it.
    pub entries: u32,
    /// How many judges sit in it.
    pub judges: u32,
    /// The last second a scorecard is accepted in it.
    pub closes_at: Option<Moment>,
}

/// A further round as the ranking sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FurtherRound {
    /// The round.
    pub round: RoundId,
    /// What it is called.
    pub name: String,
    /// How it counts.
    pub rule: RoundRule,
    /// Who went on to it.
    pub entries: BTreeSet<EntryId>,
}

/// A further round to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFurtherRound {
    /// What it is called.
    pub name: String,
    /// How it counts.
    pub rule: RoundRule,
    /// What judges see of earlier rounds.
    pub shows: EarlierShown,
    /// The last second a scorecard is accepted in it.
    pub closes_at: Moment,
    /// Who goes on to it.
    pub entries: BTreeSet<EntryId>,
    /// Who sits in it.
    pub judges: BTreeSet<JudgeId>,
}
