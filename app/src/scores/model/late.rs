//! What comes after a round has closed.

use crate::{ids::LateScorecardId, time::Moment};
use serde::{Deserialize, Serialize};

/// What became of a scorecard that came late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateState {
    /// Nobody has decided.
    Waiting,
    /// It was made the judge's scorecard.
    Accepted,
    /// It counts for nothing.
    SetAside,
}

impl LateState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Accepted, Self::SetAside];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Accepted => "accepted",
            Self::SetAside => "set_aside",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A scorecard that came late, as its judge sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateNotice {
    /// When it arrived.
    pub received_at: Moment,
    /// What became of it.
    pub state: LateState,
    /// Why.
    pub reason: String,
}

/// The same as organisers see it: without a mark or a word of it, so that what it says does not decide whether it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LateCard {
    /// Its id.
    pub id: LateScorecardId,
    /// The judge's name.
    pub judge: String,
    /// The entry's title.
    pub title: String,
    /// Whether it was handed in, and not a draft.
    pub handed_in: bool,
    /// When it was written, as the device claims.
    pub claimed_at: Option<Moment>,
    /// The judge saved a newer version of it in time.
    pub overtaken: bool,
    /// When it arrived, and what became of it.
    pub notice: LateNotice,
}
