//! What a judge tells of themselves, and how they came to the panel.

use super::{Judge, JudgeState};
use crate::{
    competition::model::{Competition, message::MailState},
    ids::EntryId,
    time::Moment,
};

/// Devices that a judge may have.
pub const DEVICES: [&str; 7] = ["windows", "mac", "linux", "android", "iphone", "controller", "vr"];
/// What a judge may not want to be shown.
pub const COMFORT: [&str; 3] = ["photosensitivity", "motion", "gore"];
/// Parts of the world.
pub const REGIONS: [&str; 6] = ["africa", "arab_states", "asia_pacific", "europe", "latin_america", "north_america"];

/// Days on which a judge cannot work, both included, as `2026-03-01`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// The first.
    pub first: String,
    /// The last.
    pub last: String,
}

impl std::fmt::Display for Away {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}/{}", self.first, self.last)
    }
}

/// What a judge told beside name, field and languages. Devices, expertise, days away and comfort limits serve to find
/// entries for the judge; comfort limits and gender are in nothing that is published or exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JudgeProfile {
    /// Of [`DEVICES`].
    pub devices: Vec<String>,
    /// Of the organisers' list.
    pub expertise: Vec<String>,
    /// Of [`COMFORT`].
    pub comfort: Vec<String>,
    /// One of [`REGIONS`], or nothing.
    pub region: String,
    /// In the judge's own words, or nothing.
    pub gender: String,
    /// The partner or sponsor that employs the judge, or nothing.
    pub partner: String,
    /// In order.
    pub away: Vec<Away>,
}

/// How an invitation stands, for organisers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    /// When the newest link was made.
    pub at: Option<Moment>,
    /// By whom, while they have an account.
    pub by: String,
    /// Where its mail is; `None`: nothing was mailed.
    pub mail: Option<MailState>,
    /// When its page was opened first.
    pub opened_at: Option<Moment>,
    /// When it was answered.
    pub answered_at: Option<Moment>,
    /// Why somebody declined or stepped down.
    pub reason: String,
    /// When the link ends.
    pub expires_at: Option<Moment>,
    /// Whether it is for the reserve.
    pub reserve: bool,
}

/// An entry that a judge has not handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenWork {
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
}

/// A judge's own page.
#[derive(Clone, Debug)]
pub struct JudgeDesk {
    /// Where.
    pub competition: Competition,
    /// The judge.
    pub judge: Judge,
    /// What was told.
    pub profile: JudgeProfile,
    /// What the organisers ask about.
    pub expertise: Vec<String>,
    /// What is not handed in; nothing before conduct is signed.
    pub work: Vec<OpenWork>,
}

impl JudgeDesk {
    /// Whether the judge waits to be called in.
    pub fn reserve(&self) -> bool {
        self.judge.state == JudgeState::Reserve
    }
}
