//! The methods by which entries can be ranked, and what of them is decided before scores are seen.

use super::{Competition, Scale, Track};
use crate::{number::Decimal, time::Moment};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

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

/// How the entries of a competition are ranked, as far as organisers choose it: before judging, for all tracks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankingRules {
    /// How totals become scores.
    pub method: Method,
    /// Whether, after the criteria of the track, the judges who scored both part equal scores.
    pub judge_preference: bool,
    /// Whether, after that, a vote of the panel does.
    pub panel_vote: bool,
    /// Whether, at last, a lottery does whose seed was fixed before judging.
    pub lottery: bool,
}

impl Default for RankingRules {
    fn default() -> Self {
        Self { method: Method::MEAN, judge_preference: true, panel_vote: true, lottery: false }
    }
}

/// What is sealed before judging: everything by which scores become places. Its JSON is public from that moment, and so is the
/// digest of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedMethod {
    /// [`SealedMethod::FORMAT`].
    pub format: String,
    /// The competition's short name.
    pub competition: String,
    /// The choice.
    pub rules: RankingRules,
    /// Reviews each entry is promised; one with fewer is ranked, and marked.
    pub reviews_per_entry: u32,
    /// Spread of totals, in points, over which judges are said to disagree and one more is suggested.
    pub disparity_points: u32,
    /// SHA-256 of the lottery's seed, in hexadecimal; the seed is shown with the results.
    pub lottery: Option<String>,
    /// The tracks, in order.
    pub tracks: Vec<SealedTrack>,
}

/// A track of what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedTrack {
    /// Its short name.
    pub key: String,
    /// Its rubric, in order.
    pub rubric: Vec<SealedCriterion>,
    /// The criteria by which a tie is settled first, in order.
    pub tie_criteria: Vec<String>,
}

/// A line of the rubric of what is sealed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedCriterion {
    /// Its short name.
    pub key: String,
    /// Points out of 100.
    pub weight: Decimal,
    /// The scale its marks are on.
    pub scale: Scale,
}

impl SealedMethod {
    /// The name and version of the format.
    pub const FORMAT: &str = "peaceapp-sealed-method@v1";
}

/// What was sealed, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodSeal {
    /// When.
    pub at: Moment,
    /// SHA-256 of the text, in hexadecimal.
    pub digest: String,
    /// The JSON of a [`SealedMethod`], byte for byte.
    pub text: String,
}

/// How a competition ranks: what is chosen, and what is sealed of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RankingChoice {
    /// The choice in force: the sealed one, once there is one.
    pub rules: RankingRules,
    /// The seal.
    pub seal: Option<MethodSeal>,
}

/// A competition's method, for a page of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodPage {
    /// The competition.
    pub competition: Competition,
    /// The choice and its seal.
    pub choice: RankingChoice,
    /// The tracks, with rubrics and tie orders.
    pub tracks: Vec<Track>,
}
