//! What somebody who was invited sees before answering.

use super::Conduct;
use crate::time::Moment;

/// How an invitation stands when its page is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationStanding {
    /// Waits for an answer.
    Open,
    /// Was declined; one may still change one's mind.
    Declined,
    /// Is too old.
    Expired,
}

/// An invitation, to whoever holds its link: what is asked, and nothing of the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// The competition's short name in addresses.
    pub slug: String,
    /// Its name.
    pub competition: String,
    /// What it is about, in a sentence.
    pub theme: String,
    /// The zone its dates are given in.
    pub time_zone: String,
    /// Who is invited.
    pub name: String,
    /// Languages the organisers believe the judge reads.
    pub languages: Vec<String>,
    /// The most entries the organisers had in mind.
    pub max_load: Option<u32>,
    /// Entries to be judged, as far as is known now.
    pub entries: u32,
    /// Reviews each of them gets.
    pub reviews_per_entry: u32,
    /// About how many entries this judge would get; `None` while nobody can know.
    pub expected_load: Option<u32>,
    /// The last second a scorecard is accepted.
    pub judging_closes_at: Option<Moment>,
    /// When results are promised.
    pub results_at: Option<Moment>,
    /// Whether the reader is signed in, and so can accept.
    pub signed_in: bool,
    /// How it stands; of one that is too old no more is told than the competition, who invited and when it ended.
    pub standing: InvitationStanding,
    /// Whether it is for the reserve.
    pub reserve: bool,
    /// Minutes that one entry takes.
    pub minutes_per_entry: u32,
    /// When the invitation ends.
    pub expires_at: Option<Moment>,
    /// Who invited.
    pub invited_by: String,
    /// Whether there is a public page to ask on.
    pub public: bool,
    /// When judging begins: entries are closed.
    pub judging_opens_at: Option<Moment>,
    /// What is signed by accepting.
    pub conduct: Conduct,
}
