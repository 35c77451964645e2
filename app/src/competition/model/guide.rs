//! What people read before they enter: every version of the rules, and the checks they make for themselves.

use super::{Competition, Rules, Track};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What it means when the answer to a check is not the one that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// One cannot enter.
    Stops,
    /// One can enter, and needs something for it.
    Needs,
}

impl Effect {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stops, Self::Needs];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Needs => "needs",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.as_str() == word)
    }
}

/// A yes-or-no question that people answer for themselves before they enter. What they answer is stored nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precheck {
    /// What is asked.
    pub text: String,
    /// The answer that has no consequence: yes, or no.
    pub needed: bool,
    /// What the other answer means.
    pub effect: Effect,
    /// What whoever answers otherwise is told: why not, or what is needed.
    pub otherwise: String,
}

/// The checks, for everybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrecheckPage {
    /// Where.
    pub competition: Competition,
    /// The checks, in order.
    pub prechecks: Vec<Precheck>,
    /// The tracks, with examples of what belongs there.
    pub tracks: Vec<Track>,
}

/// The checks, for organisers to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuideDesk {
    /// Where.
    pub competition: Competition,
    /// The checks, in order.
    pub prechecks: Vec<Precheck>,
    /// The tracks.
    pub tracks: Vec<Track>,
}

/// One version of the rules, among all of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesPage {
    /// Where.
    pub competition: Competition,
    /// The version that is read; nothing where there are no rules yet.
    pub shown: Option<Rules>,
    /// The version before it.
    pub before: Option<Rules>,
    /// The numbers of all versions and when each was published, oldest first.
    pub versions: Vec<(i64, Moment)>,
}

impl RulesPage {
    /// When the version that is read was followed by the next; nothing for the one in force.
    pub fn until(&self) -> Option<Moment> {
        let shown = self.shown.as_ref()?.version;
        self.versions.iter().find(|(version, _)| *version > shown).map(|(_, since)| *since)
    }
}
