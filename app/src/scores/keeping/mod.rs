//! Scorecards that are never lost: what the browser knows of one, as a state machine without a browser, a clock or chance in
//! it. The island feeds it with what is typed and with what the server answers, and does what it says; the tests feed it
//! with everything that can go wrong.
//!
//! What keeps a word from being lost or doubled: it is on the device before it is sent; a save that was sent is sent again,
//! the same with the same key, until somebody answers; a save names the version it is based on, so that the server never
//! writes over what this device has not seen; and "sent" is said of what the server said it has (trust.md Q-01..Q-04, N-04).

mod clash;
mod keeper;
mod reason;
mod shelf;
#[cfg(test)]
mod simulation;

pub use clash::{Joined, join};
pub use keeper::{Answer, Keeper, Parcel, Shown};
pub use reason::reason;
pub use shelf::{DAYS, Label, Record};

use super::{
    model::{Score, Scorecard, ScorecardState},
    rules::{self, Answer as Said},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a scorecard says, by the names of its form's fields; empty ones are left out.
pub type Fields = BTreeMap<String, String>;

/// What the server has of a scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Counts its saves; 0 before the first.
    pub version: i64,
    /// Whether it is handed in.
    pub submitted: bool,
    /// What it says.
    pub fields: Fields,
}

impl Stored {
    /// A stored scorecard as its form says it, or that there is none.
    pub fn of(card: Option<&Scorecard>) -> Self {
        card.map_or_else(Self::default, |card| Self::new(card.version, card.state, &card.scores, &card.note))
    }

    /// The same by its parts.
    pub fn new(version: i64, state: ScorecardState, scores: &[Score], note: &str) -> Self {
        let mut fields = Fields::new();
        let mut say = |name: String, value: String| {
            if !value.is_empty() {
                fields.insert(name, value);
            }
        };
        for score in scores {
            match Said::of(score) {
                Some(Said::Mark(mark)) => say(rules::mark_field(&score.criterion), mark.to_string()),
                Some(Said::CouldNotAssess) => {
                    say(rules::mark_field(&score.criterion), rules::COULD_NOT_ASSESS.to_owned());
                }
                None => {}
            }
            say(rules::comment_field(&score.criterion), score.comment.clone());
        }
        say("note".to_owned(), note.to_owned());
        Self { version, submitted: state == ScorecardState::Submitted, fields }
    }
}

/// What a form says, without its empty fields, and without what a server takes off the ends of a text: with it, what was
/// saved would never be what is stored.
pub fn fields(said: impl IntoIterator<Item = (String, String)>) -> Fields {
    said.into_iter()
        .map(|(name, value)| (name, value.replace("\r\n", "\n").trim().to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}
