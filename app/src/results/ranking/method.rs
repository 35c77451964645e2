//! The methods by which entries can be ranked, and what of them is decided before scores are seen.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// How totals of judges become the score of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MethodKind {
    /// The mean of the judges' totals.
    Mean,
    /// Of the marks on each criterion one highest and one lowest are left out.
    Trimmed,
    /// The mean of the judges' totals, freed of what each judge is stricter or milder than the panel.
    Adjusted,
}

/// What happens under `adjusted` when no judge links two parts of the panel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disconnected {
    /// There is no ranking.
    #[default]
    Refuse,
    /// Judges were given to entries at random, so that parts are compared by what the model expects.
    RandomAllocation,
}

/// A method with everything that it leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Method {
    /// Which.
    pub kind: MethodKind,
    /// To how many decimals a score is rounded, half up, before it gives a place; `None`: not at all, which is exact and
    /// therefore no choice for `adjusted`.
    pub decimals: Option<u32>,
    /// Whether `adjusted` weighs judges by how much they scatter (E1).
    #[serde(default)]
    pub judge_noise: bool,
    /// What `adjusted` does with a panel in parts.
    #[serde(default)]
    pub disconnected: Disconnected,
}

impl Method {
    /// The method of a competition that chose none: the unrounded mean.
    pub const MEAN: Self =
        Self { kind: MethodKind::Mean, decimals: None, judge_noise: false, disconnected: Disconnected::Refuse };
    /// The most decimals a score is rounded to.
    pub const MOST_DECIMALS: u32 = 6;
}

impl MethodKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Mean, Self::Trimmed, Self::Adjusted];

    /// The word used in files, storage and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Trimmed => "trimmed",
            Self::Adjusted => "adjusted",
        }
    }
}

impl fmt::Display for MethodKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A word that names no method.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is no method; write mean, trimmed or adjusted")]
pub struct MethodError(String);

impl FromStr for MethodKind {
    type Err = MethodError;

    fn from_str(text: &str) -> Result<Self, MethodError> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| MethodError(text.to_owned()))
    }
}
