//! How far judges agree, as organisers and each judge alone see it.

use crate::{competition::model::Competition, number::Decimal};
use serde::{Deserialize, Serialize};

/// How far judges agree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Fewer than two units have two marks.
    TooFew,
    /// All marks are the same.
    OneLevel,
    /// 1 is agreement, 0 is what chance gives, below is disagreement by system.
    Alpha(f64),
}

/// How far judges agree: on samples, on entries, and over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgreementDesk {
    /// The competition.
    pub competition: Competition,
    /// On samples, by track; `None` for an organiser who judges and has not handed in all of them.
    pub samples: Option<Vec<TrackAgreement>>,
    /// On the entries of the present round; `None` for an organiser who judges while the panel scores.
    pub entries: Option<Vec<TrackAgreement>>,
    /// Judges over the round, those worth a look first; `None` as above.
    pub drift: Option<Vec<JudgeDrift>>,
}

/// One track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackAgreement {
    /// Its name.
    pub track: String,
    /// Samples or entries with a scorecard.
    pub units: usize,
    /// Judges who handed one in.
    pub judges: usize,
    /// One for each criterion.
    pub criteria: Vec<CriterionAgreement>,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionAgreement {
    /// Its name.
    pub label: String,
    /// With marks as an order.
    pub ordinal: Agreement,
    /// With marks as distances.
    pub interval: Agreement,
    /// How often each mark was given.
    pub levels: Vec<(Decimal, usize)>,
    /// How often it could not be assessed.
    pub not_assessed: usize,
    /// Samples on which judges are in two camps; none of entries, which differ for many reasons.
    pub readings: Vec<ReadingsOf>,
}

/// A sample on which a criterion is read in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingsOf {
    /// The sample's title.
    pub title: String,
    /// The lower mark and its level, if it is described.
    pub low: (Decimal, Option<String>),
    /// The higher.
    pub high: (Decimal, Option<String>),
}

/// A judge over the round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgeDrift {
    /// The judge's name.
    pub judge: String,
    /// What there is to say.
    pub drift: Drift,
}

/// Whether somebody became stricter or milder.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drift {
    /// Too few scorecards of entries that others scored too.
    TooFew {
        /// How many there are.
        shared: usize,
    },
    /// Points above the others of the same entries, on average.
    Measured {
        /// Scorecards that it is taken from.
        shared: usize,
        /// In the first half.
        first: f64,
        /// In the second.
        second: f64,
        /// How often as much comes up where the order means nothing.
        probability: f64,
    },
}

/// A judge's own marks beside the panel's, for that judge alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OwnSpread {
    /// The competition.
    pub competition: Competition,
    /// What there is to see.
    pub view: SpreadView,
}

/// What a judge sees of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpreadView {
    /// Not all of one's own are handed in, or there are none.
    OwnFirst {
        /// How many are.
        submitted: usize,
        /// Of how many.
        assigned: usize,
    },
    /// Fewer than three judges of the entries one scored have handed in.
    FewJudges,
    /// Both.
    Shown(Box<Spread>),
}

/// Own marks beside those of others for the same entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// Entries that others scored too.
    pub entries: usize,
    /// One for each criterion of each track.
    pub criteria: Vec<CriterionSpread>,
    /// Over the round.
    pub drift: Drift,
}

/// One criterion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CriterionSpread {
    /// Its track and name.
    pub track: String,
    /// Its name.
    pub label: String,
    /// How often one gave each mark oneself.
    pub own: Vec<(Decimal, usize)>,
    /// How often the others did, for the same entries.
    pub others: Vec<(Decimal, usize)>,
    /// How far one's own marks are above the others', on average; `None` where there is no mark of either.
    pub difference: Option<f64>,
}
