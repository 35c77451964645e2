//! The jury as everybody sees it.

use crate::competition::model::Competition;
use serde::Serialize;

/// What a judge lets others see besides name, affiliation and field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PublicProfile {
    /// The code of a country, or nothing.
    pub country: String,
    /// A sentence about the judge.
    pub about: String,
    /// Whether the judge agreed to be named.
    pub named: bool,
}

/// A judge who agreed to be named. There are none of the others, so that no page can show them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JuryMember {
    /// The name.
    pub name: String,
    /// Who the judge works for.
    pub affiliation: String,
    /// What the judge knows.
    pub field: String,
    /// The code of a country, or nothing.
    pub country: String,
    /// A sentence about the judge.
    pub about: String,
    /// Whether the judge chairs the panel.
    pub chair: bool,
}

/// The jury of a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JuryPage {
    /// The competition.
    pub competition: Competition,
    /// Who agreed to be named, by name.
    pub members: Vec<JuryMember>,
    /// How many judges there are, named or not: those who accepted.
    pub judges: u32,
}
