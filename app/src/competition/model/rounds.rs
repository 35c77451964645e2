//! Rounds of judging after the first.

use super::{Criterion, Track};
use crate::{
    ids::{CriterionId, EntryId, JudgeId, RoundId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

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

/// What criteria weigh in a further round that has a rubric of its own: those that are left are scored in it, of every
/// track some. Empty where the rubrics of the tracks hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundWeights(pub BTreeMap<CriterionId, Decimal>);

impl RoundWeights {
    /// Whether the rubrics of the tracks hold.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rubric of a track in the round.
    pub fn rubric(&self, track: &Track) -> Vec<Criterion> {
        if self.is_empty() {
            return track.criteria.clone();
        }
        let weighed = |line: &Criterion| Some(Criterion { weight: *self.0.get(&line.id)?, ..line.clone() });
        track.criteria.iter().filter_map(weighed).collect()
    }

    /// Tracks as they are judged in the round.
    #[must_use]
    pub fn tracks(&self, tracks: Vec<Track>) -> Vec<Track> {
        tracks.into_iter().map(|track| Track { criteria: self.rubric(&track), ..track }).collect()
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
    /// Its rubric.
    pub weights: RoundWeights,
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
    /// Its rubric.
    pub weights: RoundWeights,
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
    /// Its rubric.
    pub weights: RoundWeights,
}
