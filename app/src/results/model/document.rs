//! What is published: the frozen document, and which publication it is.

use super::{PassedAward, PlaceDoubt, PublicEntry, PublishedDeparture, PublishedSeal, TrackDoubt};
use crate::time::Moment;
use serde::{Deserialize, Serialize};

/// The frozen page of results: exactly what organisers approved in the preview, as JSON in one row.
/// Everything on the public page comes from here, so that nothing unpublished can be on it. It names things by keys, which
/// are the same in every database: a copy of the competition has the same document, and the same digest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResultsDocument {
    /// The competition's name.
    pub competition: String,
    /// Its theme.
    pub theme: String,
    /// The zone its dates are given in.
    pub time_zone: String,
    /// The method of ranking: `mean`, `trimmed`, `adjusted`.
    pub method: String,
    /// Decimals to which scores were rounded before they gave places; nothing when they were not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u32>,
    /// When the method was sealed, and the digest of what was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<PublishedSeal>,
    /// That it was ranked by another method than the sealed one, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure: Option<PublishedDeparture>,
    /// The seed of the lottery, in hexadecimal, where the tie order ends in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_seed: Option<String>,
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

impl ResultsDocument {
    /// Every published place with its track, in order.
    pub fn placements(&self) -> impl Iterator<Item = (&TrackResults, &PublishedPlacement)> {
        self.tracks.iter().flat_map(|track| track.placements.iter().map(move |at| (track, at)))
    }
}

/// The results of one track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackResults {
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
    /// How far its order can be trusted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<TrackDoubt>,
    /// The further rounds that count in it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<RoundResults>,
    /// How ties were settled, in order, as the rules declared: `criterion:prevention`, `judge_preference`, `panel_vote`.
    pub tie_order: Vec<String>,
}

/// A further round of judging on the results page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundResults {
    /// What it is called.
    pub name: String,
    /// `carried` when the scorecards of the round before go on counting in it, `fresh` when its own alone count.
    pub rule: String,
    /// Its rubric, where it has one of its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rubric: Vec<RubricLine>,
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
    /// The entry's short name in files.
    pub key: String,
    /// 1 for the best; shared places repeat it.
    pub place: u32,
    /// Whether another entry has the same place.
    pub shared: bool,
    /// The entry's title.
    pub title: String,
    /// One line.
    pub pitch: String,
    /// Its team; empty while a minor in it may not be shown.
    pub team: String,
    /// Countries of its members that may be shown.
    pub countries: Vec<String>,
    /// The published score, one decimal, half up; `None` when scores are not published.
    pub score: Option<String>,
    /// The mean of the judges' totals, where the score is another; `None` when scores are not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_mean: Option<String>,
    /// How sure the place is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<PlaceDoubt>,
    /// Scorecards that count.
    pub scorecards: u32,
    /// The further round it came to; `None` for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// The step that settled a tie this entry was in.
    pub tie_broken_by: Option<String>,
    /// Why it comes after the one published right before it, when both have the same score.
    pub settled: Option<TieNote>,
    /// What it wins.
    pub awards: Vec<GivenAward>,
    /// What it would have won, and did not take or was not given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed: Vec<PassedAward>,
    /// What it is; nothing in publications from before entries were shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<PublicEntry>,
}

/// What put one entry before another of the same score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TieNote {
    /// The step: `criterion:prevention`, `judge_preference`, `panel_vote`.
    pub step: String,
    /// What the entry before had at this step: a mean mark, votes; `None` where there is no number, or none is published.
    pub before: Option<String>,
    /// What the entry after had.
    pub after: Option<String>,
}

/// An award given to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenAward {
    /// Its name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// Whether it follows from the place.
    pub by_place: bool,
    /// The jury's reason.
    pub reason: String,
    /// Whether something is still to be checked before it is given.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub provisional: bool,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The competition's short name.
    pub slug: String,
    /// This version.
    pub facts: PublicationFacts,
    /// All versions, the newest first.
    pub versions: Vec<PublicationFacts>,
    /// What was published.
    pub document: ResultsDocument,
}

/// Which publication there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicationFacts {
    /// 1, 2, ...
    pub version: i64,
    /// When it was published.
    pub at: Moment,
    /// SHA-256 of the document's JSON, in hexadecimal.
    pub digest: String,
    /// What is said of a further version.
    pub note: String,
}
