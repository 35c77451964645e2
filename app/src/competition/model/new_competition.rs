//! A competition without ids: what creating one inserts, and the content of `competition.json` in exports.

use super::{AwardKind, Call, CompetitionState, Level, Precheck, PublishDepth, Question, RankingRules, Rules};
use crate::{number::Decimal, time::Moment};
use serde::{Deserialize, Serialize};

/// A competition to be inserted, or as it was exported. [`crate::competition::rules::check_competition`] says whether
/// it is whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCompetition {
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is about, in a sentence.
    pub theme: String,
    /// What it is about, in paragraphs.
    pub description: String,
    /// IANA name of the zone its dates are given in.
    pub time_zone: String,
    /// Languages an entry may be in.
    pub languages: Vec<String>,
    /// Where it stands.
    pub state: CompetitionState,
    /// When entries open.
    #[serde(default)]
    pub entries_open_at: Option<Moment>,
    /// The last second an entry is accepted.
    #[serde(default)]
    pub entries_close_at: Option<Moment>,
    /// When results are promised.
    #[serde(default)]
    pub results_at: Option<Moment>,
    /// Reviews each entry gets.
    pub reviews_per_entry: u32,
    /// Spread of judges' totals over which one more judge is suggested.
    pub disparity_points: u32,
    /// Whether scores are published beside the places.
    pub publish_scores: bool,
    /// How far down the public ranking goes.
    pub publish_depth: PublishDepth,
    /// How entries are ranked.
    #[serde(default)]
    pub ranking: RankingRules,
    /// Its tracks, in order.
    pub tracks: Vec<NewTrack>,
    /// Its rounds, in order.
    pub rounds: Vec<NewRound>,
    /// Its rules, all versions, oldest first.
    pub rules: Vec<Rules>,
    /// What people check before they enter, in order.
    #[serde(default)]
    pub prechecks: Vec<Precheck>,
}

/// A track to be inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTrack {
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Who belongs here, in a sentence.
    pub description: String,
    /// What belongs here, for instance: one on each line.
    #[serde(default)]
    pub examples: String,
    /// Criteria by which a tie of scores is settled, in order, by key.
    pub tie_criteria: Vec<String>,
    /// Its rubric, in order.
    pub criteria: Vec<NewCriterion>,
    /// Its prizes and distinctions, in order.
    pub awards: Vec<NewAward>,
    /// What its entry form asks, in order.
    #[serde(default = "Question::standard")]
    pub questions: Vec<Question>,
}

/// A line of a rubric to be inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCriterion {
    /// Its short name in files and forms.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The question a judge answers.
    pub question: String,
    /// Points out of 100.
    pub weight: Decimal,
    /// The lowest mark.
    pub min: Decimal,
    /// The highest mark.
    pub max: Decimal,
    /// The distance between marks.
    pub step: Decimal,
    /// Described points of the scale, ascending.
    pub levels: Vec<Level>,
}

/// An award to be inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAward {
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What is won.
    pub prize: String,
    /// How it is given.
    pub kind: AwardKind,
    /// How many of it there are.
    pub count: u32,
}

/// A round to be inserted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRound {
    /// Its short name.
    pub key: String,
    /// The last second a scorecard is accepted.
    #[serde(default)]
    pub closes_at: Option<Moment>,
}

impl NewCompetition {
    /// A stored competition as it is exported. `rules`: all versions, oldest first.
    pub fn of(call: &Call, rules: Vec<Rules>, prechecks: Vec<Precheck>) -> Self {
        let competition = &call.competition;
        Self {
            slug: competition.slug.clone(),
            name: competition.name.clone(),
            theme: competition.theme.clone(),
            description: competition.description.clone(),
            time_zone: competition.time_zone.clone(),
            languages: competition.languages.clone(),
            state: competition.state,
            entries_open_at: competition.entries_open_at,
            entries_close_at: competition.entries_close_at,
            results_at: competition.results_at,
            reviews_per_entry: competition.reviews_per_entry,
            disparity_points: competition.disparity_points,
            publish_scores: competition.publish_scores,
            publish_depth: competition.publish_depth,
            ranking: call.ranking.rules,
            tracks: call.tracks.iter().map(NewTrack::from).collect(),
            rounds: call
                .rounds
                .iter()
                .map(|round| NewRound { key: round.key.clone(), closes_at: round.closes_at })
                .collect(),
            rules,
            prechecks,
        }
    }
}

impl From<&super::Track> for NewTrack {
    fn from(track: &super::Track) -> Self {
        Self {
            key: track.key.clone(),
            name: track.name.clone(),
            description: track.description.clone(),
            examples: track.examples.clone(),
            tie_criteria: track.tie_criteria.clone(),
            criteria: track.criteria.iter().map(NewCriterion::from).collect(),
            awards: track.awards.iter().map(NewAward::from).collect(),
            questions: track.questions.clone(),
        }
    }
}

impl From<&super::Criterion> for NewCriterion {
    fn from(criterion: &super::Criterion) -> Self {
        Self {
            key: criterion.key.clone(),
            label: criterion.label.clone(),
            question: criterion.question.clone(),
            weight: criterion.weight,
            min: criterion.scale.min,
            max: criterion.scale.max,
            step: criterion.scale.step,
            levels: criterion.levels.clone(),
        }
    }
}

impl From<&super::Award> for NewAward {
    fn from(award: &super::Award) -> Self {
        Self {
            key: award.key.clone(),
            name: award.name.clone(),
            prize: award.prize.clone(),
            kind: award.kind,
            count: award.count,
        }
    }
}
