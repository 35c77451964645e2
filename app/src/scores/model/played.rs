//! What is known of a judge's having played an entry.

use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// What a judge does with an entry that tells of playing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Its page was opened.
    Opened,
    /// The link to play was followed.
    Played,
    /// The link to the video, or to something else, was followed.
    Watched,
    /// A file that is no picture was fetched.
    Fetched,
    /// The scorecard was saved.
    Scored,
}

/// The first of each sign, and the time that was spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Played {
    /// When the page was opened first.
    pub opened_at: Moment,
    /// When the link to play was followed first.
    pub played_at: Option<Moment>,
    /// When another link was followed first.
    pub watched_at: Option<Moment>,
    /// When a file was fetched first.
    pub fetched_at: Option<Moment>,
    /// The newest sign.
    pub seen_at: Moment,
    /// Microseconds between one sign and the next, each gap up to [`crate::scores::rules::LONGEST_GAP`].
    pub spent: i64,
}

impl Played {
    /// Whole minutes spent.
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.spent / 60_000_000).unwrap_or_default()
    }

    /// Whether the entry itself was opened, and not just its page.
    pub const fn tried(&self) -> bool {
        self.played_at.is_some() || self.watched_at.is_some() || self.fetched_at.is_some()
    }
}
