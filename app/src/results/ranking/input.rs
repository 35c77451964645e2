//! What a ranking is computed from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::TieStep;
use crate::number::Decimal;

/// The scorecards of one track that count, with entries and judges as indices into their lists of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingInput {
    /// Keys of the entries; the key orders entries that share a place.
    pub entries: Vec<String>,
    /// Keys of the judges.
    pub judges: Vec<String>,
    /// The rubric.
    pub criteria: Vec<CriterionInput>,
    /// The scorecards, in any order.
    pub sheets: Vec<Sheet>,
    /// What decides between equal scores, in this order; after it the place is shared.
    pub tie_order: Vec<TieStep>,
    /// Recorded votes of the panel by entry.
    pub votes: BTreeMap<usize, u32>,
    /// The seed of the lottery, in hexadecimal, where the tie order ends in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<String>,
    /// Through how many further rounds an entry went, by entry; none is nought. Who went further is placed before who did
    /// not, whatever the scores.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<usize, u32>,
    /// What the criteria weigh, in their order, for entries of a level whose round has a rubric of its own; nought is not in it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub level_weights: BTreeMap<u32, Vec<Decimal>>,
}

/// One criterion of the rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionInput {
    /// Its key, which tie steps name.
    pub key: String,
    /// Its weight relative to the others; nought for one that only breaks ties.
    pub weight: Decimal,
    /// The highest mark. `None` on every criterion means "no rubric": then all weigh the same, whatever `weight` says,
    /// and a total is the plain mean of the marks on their own scale.
    pub max: Option<Decimal>,
}

/// What one judge says of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// Index of the entry.
    pub entry: usize,
    /// Index of the judge.
    pub judge: usize,
    /// The marks given.
    pub marks: Marks,
}

/// Marks by criterion, or only their total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marks {
    /// In the order of the criteria; `None` is "could not assess".
    Criteria(Vec<Option<Decimal>>),
    /// A total that was added up elsewhere.
    Total(Decimal),
}

/// Why an input cannot be ranked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InputError {
    /// An entry, judge or criterion is listed twice.
    #[error("the {list} list names {key} twice")]
    RepeatedKey {
        /// Which list.
        list: &'static str,
        /// Which key.
        key: String,
    },
    /// A judge has two scorecards for an entry.
    #[error("judge {judge} has two scorecards for entry {entry}")]
    RepeatedSheet {
        /// Key of the entry.
        entry: String,
        /// Key of the judge.
        judge: String,
    },
    /// A scorecard, a vote or a level points outside the lists.
    #[error("a scorecard, vote or level names number {index} of the {list} list, which is shorter")]
    OutOfRange {
        /// Which list.
        list: &'static str,
        /// The index.
        index: usize,
    },
    /// Some scorecards hold marks by criterion and others a total.
    #[error("some scorecards hold marks by criterion and others only a total; give all in one form")]
    MixedMarks,
    /// A scorecard has another number of marks than there are criteria.
    #[error("judge {judge} has {found} marks for entry {entry}, but there are {expected} criteria")]
    MarkCount {
        /// Key of the entry.
        entry: String,
        /// Key of the judge.
        judge: String,
        /// Marks on the scorecard.
        found: usize,
        /// Criteria.
        expected: usize,
    },
    /// Some criteria have a highest mark and others not.
    #[error("criterion {0} has no highest mark, but others have; give it for all or for none")]
    MixedScales(String),
    /// The highest mark is not above nought.
    #[error("the highest mark of criterion {0} must be above 0")]
    Maximum(String),
    /// The weight is below nought.
    #[error("the weight of criterion {0} must not be negative")]
    Weight(String),
    /// The rubric of a level is of another length than the rubric.
    #[error("level {level} weighs {found} criteria, but there are {expected}")]
    LevelWeights {
        /// The level.
        level: u32,
        /// Weights given.
        found: usize,
        /// Criteria.
        expected: usize,
    },
    /// A tie step names a criterion that is not there.
    #[error("the tie order names criterion {0}, which is not in the rubric")]
    UnknownTieCriterion(String),
}

/// A [`RankingInput`] in which every index points to something and every scorecard fits the rubric. The only way to one
/// is [`RankingInput::checked`], so ranking it cannot fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedInput(RankingInput);

impl Deref for CheckedInput {
    type Target = RankingInput;

    fn deref(&self) -> &RankingInput {
        &self.0
    }
}

impl RankingInput {
    /// Through how many further rounds an entry went.
    #[must_use]
    pub fn level(&self, entry: usize) -> u32 {
        self.levels.get(&entry).copied().unwrap_or_default()
    }

    /// Whether marks are counted on a rubric, or as a plain mean.
    #[must_use]
    pub fn has_rubric(&self) -> bool {
        self.criteria.iter().any(|criterion| criterion.max.is_some())
    }

    /// Checks the whole input.
    ///
    /// # Errors
    /// The first rule that is broken.
    pub fn checked(self) -> Result<CheckedInput, InputError> {
        unique("entry", self.entries.iter())?;
        unique("judge", self.judges.iter())?;
        unique("criterion", self.criteria.iter().map(|criterion| &criterion.key))?;
        self.check_criteria()?;
        self.check_sheets()?;
        for entry in self.votes.keys().chain(self.levels.keys()) {
            in_range("entry", &self.entries, *entry)?;
        }
        Ok(CheckedInput(self))
    }

    fn check_criteria(&self) -> Result<(), InputError> {
        let rubric = self.has_rubric();
        for CriterionInput { key, weight, max } in &self.criteria {
            if *weight < Decimal::ZERO {
                return Err(InputError::Weight(key.clone()));
            }
            match max {
                None if rubric => return Err(InputError::MixedScales(key.clone())),
                Some(max) if *max <= Decimal::ZERO => return Err(InputError::Maximum(key.clone())),
                _ => {}
            }
        }
        for (level, weights) in &self.level_weights {
            if weights.len() != self.criteria.len() {
                let (found, expected) = (weights.len(), self.criteria.len());
                return Err(InputError::LevelWeights { level: *level, found, expected });
            }
            if let Some((line, _)) = self.criteria.iter().zip(weights).find(|(_, weight)| **weight < Decimal::ZERO) {
                return Err(InputError::Weight(line.key.clone()));
            }
        }
        for step in &self.tie_order {
            if let TieStep::Criterion(key) = step
                && !self.criteria.iter().any(|criterion| criterion.key == *key)
            {
                return Err(InputError::UnknownTieCriterion(key.clone()));
            }
        }
        Ok(())
    }

    fn check_sheets(&self) -> Result<(), InputError> {
        let mut seen = BTreeSet::new();
        let mut totals = None;
        for sheet in &self.sheets {
            let entry = in_range("entry", &self.entries, sheet.entry)?;
            let judge = in_range("judge", &self.judges, sheet.judge)?;
            if !seen.insert((sheet.entry, sheet.judge)) {
                return Err(InputError::RepeatedSheet { entry: entry.clone(), judge: judge.clone() });
            }
            let total = matches!(sheet.marks, Marks::Total(_));
            if *totals.get_or_insert(total) != total {
                return Err(InputError::MixedMarks);
            }
            if let Marks::Criteria(marks) = &sheet.marks
                && marks.len() != self.criteria.len()
            {
                let (entry, judge) = (entry.clone(), judge.clone());
                return Err(InputError::MarkCount { entry, judge, found: marks.len(), expected: self.criteria.len() });
            }
        }
        Ok(())
    }
}

fn unique<'a>(list: &'static str, keys: impl Iterator<Item = &'a String>) -> Result<(), InputError> {
    let mut seen = BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            return Err(InputError::RepeatedKey { list, key: key.clone() });
        }
    }
    Ok(())
}

fn in_range<'a>(list: &'static str, keys: &'a [String], index: usize) -> Result<&'a String, InputError> {
    keys.get(index).ok_or(InputError::OutOfRange { list, index })
}
