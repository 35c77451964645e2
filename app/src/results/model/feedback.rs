//! What teams read of how they were judged.

use super::PublishedPlacement;
use crate::ids::EntryId;
use serde::{Deserialize, Serialize};

/// What a team reads beside comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedbackShows {
    /// Nothing.
    Comments,
    /// Its own mean marks, and what the method added.
    Marks,
    /// Its own mean marks and where they are among those of all entries of its track.
    Field,
}

impl FeedbackShows {
    /// All of them, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Comments, Self::Marks, Self::Field];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comments => "comments",
            Self::Marks => "marks",
            Self::Field => "field",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|value| value.as_str() == word)
    }

    /// Where organisers have not chosen: a competition that keeps its scores to itself shows a team nothing of others.
    pub const fn unless_chosen(publish_scores: bool) -> Self {
        if publish_scores { Self::Field } else { Self::Marks }
    }
}

/// What organisers chose about feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackSettings {
    /// What a team reads beside comments.
    pub shows: FeedbackShows,
    /// Whether feedback comes out with the results, if every comment was read by then.
    pub with_publication: bool,
}

/// The numbers of an entry for its team, frozen with a publication. What few entries or judges would give away is not in
/// it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryNumbers {
    /// What the method made of the judges' totals, where it is one that looks at how strict judges are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<Adjustment>,
    /// By criterion, in the rubric's order.
    pub criteria: Vec<CriterionNumbers>,
}

/// From the mean of the judges' totals to the score, one decimal each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adjustment {
    /// The mean of the judges' totals.
    pub mean: String,
    /// The score.
    pub score: String,
    /// The difference, without a sign.
    pub points: String,
    /// Whether points were added, because the judges of this entry are stricter than the panel.
    pub added: bool,
    /// By how much these judges' totals are on average below (milder: above) the scores of what they judged, without a sign. More
    /// than `points` as a rule: of what few scorecards show, the method takes only what is likely not to be chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apart: Option<String>,
}

/// The numbers of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionNumbers {
    /// The criterion's key.
    pub key: String,
    /// The mean mark with two decimals; nothing when fewer than [`FEWEST_MARKS`] judges could assess it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<String>,
    /// Where it is among all entries of the track; nothing when fewer than [`FEWEST_FIELD`] have a mean.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Distribution>,
}

/// The fewest marks a mean is shown of: with fewer it would tell a judge's.
pub const FEWEST_MARKS: usize = 3;
/// The fewest entries that are shown beside each other.
pub const FEWEST_FIELD: usize = 5;
/// Parts that a scale is cut into for a distribution.
pub const FIELD_PARTS: usize = 8;

/// The mean marks of all entries of a track on a criterion, in equal parts of its scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Distribution {
    /// How many entries are in each part, from the lowest marks.
    pub parts: Vec<u32>,
    /// The part that this entry is in.
    pub own: usize,
    /// Entries with a higher mean.
    pub above: u32,
    /// Other entries with the same.
    pub same: u32,
    /// Entries with a lower one.
    pub below: u32,
}

/// What a team learns of its entry after publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryResult {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub competition: String,
    /// The entry.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// Its track's name.
    pub track: String,
    /// Its place, if it is published.
    pub placement: Option<PublishedPlacement>,
    /// Entries ranked in its track.
    pub ranked: u32,
    /// Whether it was judged.
    pub judged: bool,
    /// Scorecards that count.
    pub scorecards: u32,
    /// What is known of how long they played, if it is known of enough of them.
    pub time: Option<TimePlayed>,
    /// What judges said; nothing before feedback is released.
    pub feedback: Option<EntryFeedback>,
}

/// What judges said of an entry, as far as its team reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFeedback {
    /// What it shows.
    pub shows: FeedbackShows,
    /// What the method made of the judges' totals.
    pub adjusted: Option<Adjustment>,
    /// By criterion, in the rubric's order; no judge is named.
    pub criteria: Vec<CriterionFeedback>,
    /// Comments that organisers held back.
    pub held: u32,
    /// Comments that organisers have not read yet.
    pub waiting: u32,
}

/// How long judges spent with an entry, of all of them together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimePlayed {
    /// Judges of whom it is known.
    pub judges: usize,
    /// The median of their minutes.
    pub median_minutes: u32,
}

/// What judges said of an entry on one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionFeedback {
    /// The criterion's name.
    pub label: String,
    /// The question the judges answered.
    pub question: String,
    /// The mean mark with two decimals; nothing where it is not shown.
    pub mean: Option<String>,
    /// The described point of the scale that is closest to the mean: its mark and its words.
    pub level: Option<(String, String)>,
    /// The lowest and the highest mark.
    pub scale: (String, String),
    /// Where the mean is among all entries.
    pub field: Option<Distribution>,
    /// What was said, in an order drawn from the words, which tells nothing of who said it.
    pub comments: Vec<String>,
}
