//! A scorecard as the log states it, and what its judge can show of that.

use super::Score;
use crate::{
    ids::{CompetitionId, EntryId, RoundId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the log states of a scorecard that was handed in: every mark, and no name. It may be published with its salt; comments
/// and notes are not in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardStatement {
    /// The form of this: 1.
    pub scorecard: u8,
    /// Where.
    pub competition: CompetitionId,
    /// In which round.
    pub round: RoundId,
    /// Of which entry.
    pub entry: EntryId,
    /// By whom: a name that is the same in all statements of the competition and tells nobody who it is.
    pub judge: String,
    /// The scorecard's version.
    pub version: i64,
    /// The mark of each criterion, by its key; nothing for what could not be assessed.
    pub marks: BTreeMap<String, Option<Decimal>>,
}

impl ScorecardStatement {
    /// The marks of scores.
    pub fn marks(scores: &[Score]) -> BTreeMap<String, Option<Decimal>> {
        scores.iter().map(|score| (score.criterion.clone(), score.mark)).collect()
    }
}

/// What a judge is shown of a scorecard that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The competition's name and short name.
    pub competition: (String, String),
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// When it was handed in or changed.
    pub at: Moment,
    /// The zone that is shown in.
    pub time_zone: String,
    /// Whether the scorecard counts as it stands in the log: handed in, not void, this version.
    pub counts: bool,
    /// What the log states.
    pub stated: ScorecardStatement,
    /// The leaf in hexadecimal.
    pub leaf: String,
    /// Its place among the leaves, from 0, and how many there are; nothing for the moment in which it is not final.
    pub place: Option<(u64, u64)>,
    /// The log's public key, in one line, as verifiers take it.
    pub key: String,
}
