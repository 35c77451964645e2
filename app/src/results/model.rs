//! Placements, awards and their publication.

use crate::{
    ids::{AwardId, EntryId, TrackId},
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The frozen page of results: exactly what organisers approved in the preview, as JSON in one row.
/// Everything on the public page comes from here, so that nothing unpublished can be on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsDocument {
    /// The competition's name.
    pub competition: String,
    /// Its theme.
    pub theme: String,
    /// The method of ranking: `mean`.
    pub method: String,
    /// Entries that were handed in.
    pub entries_submitted: u32,
    /// Entries that were judged.
    pub entries_judged: u32,
    /// Countries they came from.
    pub countries: u32,
    /// Members of the panel who scored.
    pub judges: u32,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Reviews each entry was promised.
    pub reviews_per_entry: u32,
    /// The fields the panel's members work in, sorted.
    pub fields: Vec<String>,
    /// One ranking for each track.
    pub tracks: Vec<TrackResults>,
}

/// The results of one track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackResults {
    /// The track.
    pub track: TrackId,
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Entries ranked in it, also those below the published depth.
    pub ranked: u32,
    /// The published places, in order.
    pub placements: Vec<PublishedPlacement>,
    /// The rubric they were judged on.
    pub rubric: Vec<RubricLine>,
    /// How ties were settled, in order, as the rules declared: `criterion:prevention`, `judge_preference`, `panel_vote`.
    pub tie_order: Vec<String>,
}

/// A line of the rubric on the results page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricLine {
    /// Its short name.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The question a judge answered.
    pub question: String,
    /// Points out of 100, as shown.
    pub weight: String,
}

/// One published place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedPlacement {
    /// The entry.
    pub entry: EntryId,
    /// Its short name in files.
    pub key: String,
    /// 1 for the best; shared places repeat it.
    pub place: u32,
    /// Whether another entry has the same place.
    pub shared: bool,
    /// The entry's title.
    pub title: String,
    /// One line.
    pub pitch: String,
    /// Its team.
    pub team: String,
    /// Countries of its members.
    pub countries: Vec<String>,
    /// The published score, one decimal, half up; `None` when scores are not published.
    pub score: Option<String>,
    /// Scorecards that count.
    pub scorecards: u32,
    /// The step that settled a tie this entry was in.
    pub tie_broken_by: Option<String>,
    /// What it wins.
    pub awards: Vec<GivenAward>,
}

/// An award given to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAward {
    /// The award.
    pub award: AwardId,
    /// Its name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// Whether it follows from the place.
    pub by_place: bool,
    /// The jury's reason.
    pub reason: String,
}

/// A publication in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The competition's short name.
    pub slug: String,
    /// When it was published.
    pub at: Moment,
    /// What was published.
    pub document: ResultsDocument,
}
