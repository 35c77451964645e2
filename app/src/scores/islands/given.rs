//! What a scorecard's island is given by its page.

use crate::scores::keeping::{Fields, reason};
use serde::{Deserialize, Serialize};

/// The words, in the reader's language; `{time}` stands for a time of day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeeperWords {
    /// Before anything was typed.
    pub idle: String,
    /// See [`crate::scores::keeping::Shown::Here`], as the following.
    pub here: String,
    /// See [`crate::scores::keeping::Shown::Unhanded`].
    pub unhanded: String,
    /// See [`crate::scores::keeping::Shown::Sent`].
    pub sent: String,
    /// See [`crate::scores::keeping::Shown::Trying`].
    pub trying: String,
    /// See [`crate::scores::keeping::Shown::SignedOut`].
    pub signed_out: String,
    /// See [`crate::scores::keeping::Shown::Refused`].
    pub refused: RefusalWords,
    /// See [`crate::scores::keeping::Shown::Late`].
    pub late: String,
    /// See [`crate::scores::keeping::Shown::Clash`].
    pub clash: String,
    /// What was written elsewhere was taken over.
    pub joined: String,
    /// The device has no room.
    pub full: String,
    /// What stands here.
    pub mine: String,
    /// What stands elsewhere.
    pub theirs: String,
    /// The button for the one.
    pub keep_mine: String,
    /// The button for the other.
    pub take_theirs: String,
    /// An empty text.
    pub empty: String,
    /// "Could not assess".
    pub could_not_assess: String,
}

/// Where things are and whose they are.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeeperPlace {
    /// The id of the form.
    pub form: String,
    /// Where a save is posted to.
    pub save: String,
    /// Where unsent work is told.
    pub report: String,
    /// The account.
    pub account: String,
    /// The entry.
    pub entry: String,
    /// The round.
    pub round: String,
    /// The competition.
    pub slug: String,
    /// The language of the page.
    pub language: String,
    /// What fields are called.
    pub labels: Fields,
    /// The form came back from a refusal.
    pub returned: bool,
}

/// Why something was not stored.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RefusalWords {
    /// With `{reason}` and `{time}` in it.
    pub refused: String,
    /// The reasons, by how the server says them: see [`crate::scores::keeping::reason`].
    pub reasons: Fields,
    /// In place of a reason that is not among them.
    pub see_why: String,
}

impl RefusalWords {
    /// What the server said, of words of this time.
    pub(super) fn said(&self, why: &str, time: &str) -> String {
        self.refused.replace("{time}", time).replace("{reason}", reason(&self.reasons, why).unwrap_or(&self.see_why))
    }
}
