//! One entry and one judge's scorecard of it.

use super::{EntryLanguage, OwnKey, Played, Scorecard};
use crate::{
    competition::model::{CompetitionState, Criterion, Question, Scale},
    entries::model::{EntryContent, EntryFile, ShownTranslation},
    ids::{CriterionId, EntryId, RoundId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything a judge needs to score one entry; nothing of other judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The competition's short name.
    pub slug: String,
    /// The competition's name.
    pub name: String,
    /// The zone its dates are given in.
    pub time_zone: String,
    /// Where the competition stands.
    pub state: CompetitionState,
    /// The last second a scorecard is accepted.
    pub closes_at: Option<Moment>,
    /// The entry.
    pub entry: EntryId,
    /// The round in which it is scored.
    pub round: RoundId,
    /// Its team's name.
    pub team: String,
    /// Its track's name.
    pub track: String,
    /// The frozen copy that is judged, without answers that are not for judges.
    pub content: EntryContent,
    /// Those of its platforms for which the judge told of a device.
    pub own_platforms: Vec<String>,
    /// What was asked and may be read by judges, in order.
    pub questions: Vec<Question>,
    /// Its texts in a language that the judge reads, by their names, where there are translations.
    pub translations: BTreeMap<String, ShownTranslation>,
    /// The files that were frozen with it.
    pub files: Vec<EntryFile>,
    /// The judge's own key to it.
    pub key: OwnKey,
    /// Languages it can be played in.
    pub languages: Vec<EntryLanguage>,
    /// The rubric.
    pub criteria: Vec<Criterion>,
    /// What this judge stored.
    pub card: Option<Scorecard>,
    /// What this judge handed in of it in earlier rounds, the newest first, where the round lets it be read.
    pub earlier: Vec<EarlierCard>,
    /// What is known of the judge's having played it, before this page was opened.
    pub played: Option<Played>,
    /// The minutes that organisers plan for an entry.
    pub minutes_planned: u32,
    /// Its place in the judge's own order, from 1.
    pub place: usize,
    /// How many entries the judge was assigned.
    pub of: usize,
    /// The next entry in the judge's order whose scorecard is not submitted.
    pub next: Option<EntryId>,
}

/// What a judge handed in of an entry in an earlier round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierCard {
    /// The name of the round; `None` for the first.
    pub round: Option<String>,
    /// The rubric of that round.
    pub criteria: Vec<Criterion>,
    /// What was handed in.
    pub card: Scorecard,
}

/// What checking and adding up need of a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RubricLine {
    /// Its id.
    pub id: CriterionId,
    /// Its short name.
    pub key: String,
    /// Points out of 100.
    pub weight: Decimal,
    /// The scale its marks are on.
    pub scale: Scale,
    /// Whether points of its scale are described.
    pub described: bool,
}

impl From<&Criterion> for RubricLine {
    fn from(criterion: &Criterion) -> Self {
        Self {
            id: criterion.id,
            key: criterion.key.clone(),
            weight: criterion.weight,
            scale: criterion.scale,
            described: !criterion.levels.is_empty(),
        }
    }
}
