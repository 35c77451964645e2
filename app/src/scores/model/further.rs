//! Further reviews where the result is uncertain, as an organiser sees them.

use crate::competition::model::{Competition, FurtherRule};

/// Why no entry gets a further review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standstill {
    /// As many were given as were announced.
    Spent,
    /// Those that are uncertain wait for reviews that were promised.
    Waiting,
    /// Nobody is left who may judge those that are uncertain.
    NoJudge,
    /// None is uncertain enough.
    Settled,
}

/// The page of further reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherPage {
    /// The competition.
    pub competition: Competition,
    /// What was announced; nothing where there are to be none.
    pub rule: Option<FurtherRule>,
    /// How many were given.
    pub given: u32,
    /// What comes next.
    pub view: FurtherView,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum FurtherView {
    /// None were announced.
    NotAnnounced,
    /// Judges do not score now.
    NotNow,
    /// The reader judges here, and must not see how entries stand.
    Own,
    /// None.
    Still(Standstill),
    /// These.
    Next(FurtherBatch),
}

/// The next further reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherBatch {
    /// What chances are drawn by and ties between judges settled: SHA-256 of the scores, in hexadecimal.
    pub seed: String,
    /// SHA-256 of all this and of what it rests on. Who gives them sends it back.
    pub digest: String,
    /// Entry by entry, those of most value first.
    pub lines: Vec<FurtherLine>,
}

/// One further review.
#[derive(Clone, Debug, PartialEq)]
pub struct FurtherLine {
    /// The entry's title.
    pub title: String,
    /// Its track's name.
    pub track: String,
    /// Scorecards handed in.
    pub reviews: usize,
    /// The probability that it belongs above the prize line at which it is least certain.
    pub probability: f64,
    /// What a further review is worth.
    pub value: f64,
    /// Who would judge it, by name; nobody where all who could are taken by entries of more value.
    pub judge: Option<String>,
}
