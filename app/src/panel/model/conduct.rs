//! What judges sign before they see anything.

use crate::{competition::model::Competition, time::Moment};

/// A text of conduct and confidentiality, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conduct {
    /// Its version, from 1.
    pub version: i64,
    /// What is signed.
    pub text: String,
}

/// That a version was signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// The version.
    pub version: i64,
    /// SHA-256 of the text as it was shown, in hexadecimal.
    pub digest: String,
    /// When.
    pub at: Moment,
}

/// The page on which a judge reads and signs it.
#[derive(Clone, Debug)]
pub struct ConductDesk {
    /// Where.
    pub competition: Competition,
    /// The text in force.
    pub conduct: Conduct,
    /// The newest version this judge signed.
    pub signed: Option<Signature>,
}
