//! Samples, as judges score them and organisers name them.

use super::{DeskState, Score, ScorecardState};
use crate::{
    competition::model::{Competition, Criterion},
    ids::{EntryId, SampleId, TrackId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// A sample entry. It is no entry: it takes part in nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its id.
    pub id: SampleId,
    /// The track by whose rubric it is scored.
    pub track: TrackId,
    /// Its title.
    pub title: String,
    /// What it is.
    pub text: String,
    /// Where to play it; empty where a withdrawn entry has none.
    pub play_url: String,
    /// A video of it, or empty.
    pub video_url: String,
    /// The withdrawn entry that it was copied from.
    pub entry: Option<EntryId>,
}

/// A sample to be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSample {
    /// Its title.
    pub title: String,
    /// What it is.
    pub text: String,
    /// Where to play it.
    pub play_url: String,
    /// A video of it, or empty.
    pub video_url: String,
}

/// A sample as it was posted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SampleForm {
    /// Its title.
    pub title: String,
    /// What it is.
    pub text: String,
    /// Where to play it.
    pub play_url: String,
    /// A video of it.
    pub video_url: String,
}

/// What somebody stored on a scorecard, whatever it is of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCard {
    /// Where it stands.
    pub state: ScorecardState,
    /// One for each criterion.
    pub scores: Vec<Score>,
    /// What is said to the panel and organisers only.
    pub note: String,
    /// Counts every save.
    pub version: i64,
    /// When it was last saved.
    pub saved_at: Moment,
}

/// A sample on a judge's desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleLine {
    /// The sample.
    pub sample: SampleId,
    /// Its title.
    pub title: String,
    /// Its track's name.
    pub track: String,
    /// What the judge has done with it.
    pub state: DeskState,
}

/// The samples on a judge's desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SamplesDesk {
    /// Whether they come before the real entries.
    pub required: bool,
    /// Whether they can be scored now.
    pub open: bool,
    /// All of them, in the order in which they were named.
    pub samples: Vec<SampleLine>,
}

/// One sample with a judge's scorecard of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleSheet {
    /// The competition.
    pub competition: Competition,
    /// The sample.
    pub sample: Sample,
    /// Whether samples can be scored now.
    pub open: bool,
    /// Its track's name.
    pub track: String,
    /// The rubric.
    pub criteria: Vec<Criterion>,
    /// What this judge stored.
    pub card: Option<OwnCard>,
    /// Its place among the samples, from 1.
    pub place: usize,
    /// How many samples there are.
    pub of: usize,
    /// The next that this judge has not handed in.
    pub next: Option<SampleId>,
    /// How it was scored; `None` until the judge has handed in.
    pub outcome: Option<SampleOutcome>,
}

/// How a sample was scored, without anybody's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleOutcome {
    /// How many judges handed in.
    pub submitted: usize,
    /// Whether these are enough for marks of others to be shown.
    pub shown: bool,
    /// One for each criterion.
    pub criteria: Vec<CriterionOutcome>,
}

/// One criterion of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionOutcome {
    /// The criterion's key.
    pub criterion: String,
    /// How often each mark was given, own mark among them; empty until it is shown.
    pub levels: Vec<(Decimal, usize)>,
    /// The judge's own mark.
    pub own: Option<Decimal>,
    /// What the organisers would say.
    pub anchor: Option<Anchor>,
}

/// A mark of the organisers, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// The mark.
    pub mark: Decimal,
    /// Why.
    pub reason: String,
}

/// The samples of a competition, as organisers name them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalibrationDesk {
    /// The competition.
    pub competition: Competition,
    /// Whether samples come before the real entries.
    pub required: bool,
    /// Judges who could score them.
    pub judges: usize,
    /// The samples.
    pub samples: Vec<SampleStanding>,
    /// Tracks that take one more, with their names.
    pub tracks: Vec<(TrackId, String)>,
    /// Withdrawn entries that could be one, with their titles.
    pub withdrawn: Vec<(EntryId, String)>,
}

/// A sample, as organisers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampleStanding {
    /// The sample.
    pub sample: Sample,
    /// Its track's name.
    pub track: String,
    /// How many judges handed in.
    pub submitted: usize,
    /// For how many criteria organisers gave a mark, and how many there are.
    pub anchored: (usize, usize),
}

/// What organisers would say of a sample.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnchorSheet {
    /// The competition.
    pub competition: Competition,
    /// The sample.
    pub sample: Sample,
    /// The rubric.
    pub criteria: Vec<Criterion>,
    /// One for each criterion that has a mark: the comment is the reason.
    pub anchors: Vec<Score>,
}
