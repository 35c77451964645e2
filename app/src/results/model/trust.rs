//! Why published results can be trusted, and how far.

use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// The seal of the method on the results page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedSeal {
    /// When it was sealed.
    pub at: Moment,
    /// SHA-256 of what was sealed, in hexadecimal.
    pub digest: String,
}

/// A departure from the sealed method on the results page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedDeparture {
    /// The sealed method, which was not used.
    pub sealed: String,
    /// Why.
    pub reason: String,
    /// The two organisers who agreed on it.
    pub names: String,
    /// When.
    pub at: Moment,
}

/// How sure a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceDoubt {
    /// The best place of the interval that holds the true place nine times in ten.
    pub low: u32,
    /// The worst.
    pub high: u32,
    /// From 1: entries of one band are too close to call.
    pub band: u32,
}

/// How far the order of a track can be trusted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackDoubt {
    /// Orders that were drawn.
    pub draws: u32,
    /// From what, in hexadecimal: it follows from the scores.
    pub seed: String,
    /// The share of what entries differ that their scores tell, between 0 and 1, with two decimals.
    pub reliability: String,
    /// Of the variance of totals, what is of the entries, in percent.
    pub entry_share: u32,
    /// What is of the judges.
    pub judge_share: u32,
}
