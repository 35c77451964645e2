//! A whole competition by keys: what its files say together.

pub use super::prizes::PrizesArchive;
use crate::exchange::{conflicts::ConflictRecord, judges::JudgeRecord};
use app::{
    competition::model::{EarlierShown, NewCompetition, NewTrack, RankingRules, Reopening, RoundRule, TimetableChange},
    entries::archive::EntryArchive,
    number::Decimal,
    panel::model::JudgeState,
    results::model::{AppealAbout, AppealOutcome, AppealSettings, CommentDecision, FeedbackSettings, ResultsDocument},
    scores::model::ScorecardState,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The form of `competition.json`; a later one has a greater number.
pub const FORM: u32 = 1;

/// A whole competition.
#[derive(Clone, Debug, PartialEq)]
pub struct Parcel {
    /// What is in `competition.json`, the marks of `scores.csv` among it.
    pub document: Document,
    /// `judges.csv`.
    pub judges: Vec<JudgeRecord>,
    /// `conflicts.csv`.
    pub conflicts: Vec<ConflictRecord>,
}

/// `competition.json`: what the tables cannot hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// [`FORM`].
    pub form: u32,
    /// Settings, tracks with rubric and awards, rounds, rules.
    pub competition: NewCompetition,
    /// Dates that were moved, newest first.
    #[serde(default)]
    pub changes: Vec<TimetableChange>,
    /// Of the rounds, those after the first, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub further_rounds: Vec<FurtherRoundArchive>,
    /// What was sealed before judging.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed_method: Option<SealArchive>,
    /// What two organisers agreed to rank by instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub departure: Option<DepartureArchive>,
    /// Phases that two organisers opened again, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reopened: Vec<ReopenedArchive>,
    /// Entries with teams and checks, by key.
    #[serde(default)]
    pub entries: Vec<EntryArchive>,
    /// Where judges stand, by key; one who is not here is ready.
    #[serde(default)]
    pub judges: Vec<JudgeStanding>,
    /// Who judges what.
    #[serde(default)]
    pub assignments: Vec<AssignmentArchive>,
    /// What judges said. Marks of submitted scorecards of the first round are in `scores.csv` instead.
    #[serde(default)]
    pub scorecards: Vec<ScorecardArchive>,
    /// Votes that settle ties.
    #[serde(default)]
    pub tie_votes: Vec<TieVote>,
    /// Distinctions that were given.
    #[serde(default)]
    pub given_awards: Vec<GivenAwardArchive>,
    /// What became of prizes.
    #[serde(default, skip_serializing_if = "PrizesArchive::is_empty")]
    pub prizes: PrizesArchive,
    /// What was published, oldest first.
    #[serde(default)]
    pub publications: Vec<PublicationArchive>,
    /// What organisers decided about feedback.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<FeedbackArchive>,
    /// What teams said is wrong in their results.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeals: Option<AppealsArchive>,
}

impl Document {
    /// The track with this key.
    pub fn track(&self, key: &str) -> Option<&NewTrack> {
        self.competition.tracks.iter().find(|track| track.key == key)
    }

    /// The first round, which `scores.csv` is about.
    pub fn first_round(&self) -> &str {
        self.competition.rounds.first().map_or("", |round| round.key.as_str())
    }
}

/// A round of judging after the first; its close stands with the rounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherRoundArchive {
    /// The round's key.
    pub round: String,
    /// What it is called.
    pub name: String,
    /// How it counts.
    pub rule: RoundRule,
    /// What judges see of earlier rounds.
    pub shows: EarlierShown,
    /// The keys of entries that went on to it, sorted.
    pub entries: Vec<String>,
    /// The keys of judges who sit in it, sorted.
    pub judges: Vec<String>,
    /// Its rubric, where it has one of its own, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<WeightArchive>,
}

/// What a criterion weighs in a round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightArchive {
    /// The track's key.
    pub track: String,
    /// The criterion's key.
    pub criterion: String,
    /// Points out of 100.
    pub weight: Decimal,
}

/// Where a judge stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JudgeStanding {
    /// The judge's key.
    pub judge: String,
    /// Where the judge stands.
    pub state: JudgeState,
    /// Whether the judge chairs the panel.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub chair: bool,
}

/// One judge, one entry, one round.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AssignmentArchive {
    /// The round's key.
    pub round: String,
    /// The entry's key.
    pub entry: String,
    /// The judge's key.
    pub judge: String,
    /// Whether a person, not the assigner, made it.
    #[serde(default)]
    pub by_hand: bool,
}

/// What one judge says of one entry in one round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScorecardArchive {
    /// The round's key.
    pub round: String,
    /// The entry's key.
    pub entry: String,
    /// The judge's key.
    pub judge: String,
    /// Where it stands.
    pub state: ScorecardState,
    /// What the judge says to the panel and organisers only.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was last saved; at the moment of the import, if nobody knows.
    #[serde(default)]
    pub saved_at: Option<Moment>,
    /// By criterion, in the order of the rubric.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scores: Vec<ScoreArchive>,
}

/// One criterion of one scorecard.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreArchive {
    /// The criterion's key.
    pub criterion: String,
    /// The mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Decimal>,
    /// The judge could not assess it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub could_not_assess: bool,
    /// What the judge says to the team.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// Votes for an entry in a tie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TieVote {
    /// The entry's key.
    pub entry: String,
    /// How many.
    pub votes: u32,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// A distinction that was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenAwardArchive {
    /// The track's key.
    pub track: String,
    /// The award's key.
    pub award: String,
    /// The entry's key.
    pub entry: String,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Why more are given than were planned, where it is so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub more_reason: String,
}

/// A publication. Its `entry`, `track` and `award` are keys, an award's with its track's: `TRACK:KEY`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicationArchive {
    /// 1, 2, ...
    pub version: i64,
    /// When.
    pub published_at: Moment,
    /// What is said of a further version.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What, exactly as approved.
    pub document: ResultsDocument,
}

/// A sealed method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealArchive {
    /// When.
    pub at: Moment,
    /// What, byte for byte.
    pub text: String,
    /// The seed of the lottery, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery_seed: Option<String>,
}

/// A departure from the sealed method.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DepartureArchive {
    /// What is ranked by instead.
    pub rules: RankingRules,
    /// Why.
    pub reason: String,
    /// The two organisers.
    pub names: String,
    /// When.
    pub at: Moment,
}

/// A phase that was opened again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReopenedArchive {
    /// Which, from where, until when.
    pub what: Reopening,
    /// Why.
    pub reason: String,
    /// The two organisers.
    pub names: String,
    /// When.
    pub at: Moment,
}

/// What organisers decided about feedback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedbackArchive {
    /// What they chose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<FeedbackSettings>,
    /// When teams could read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_at: Option<Moment>,
    /// What they decided on comments, by round, entry, judge and criterion.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reviews: Vec<CommentReviewArchive>,
}

/// What was decided on a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentReviewArchive {
    /// The round's key.
    pub round: String,
    /// The entry's key.
    pub entry: String,
    /// The judge's key.
    pub judge: String,
    /// The criterion's key.
    pub criterion: String,
    /// What.
    pub decision: CommentDecision,
    /// The comment it is about.
    pub original: String,
    /// What the team reads of an edited one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Why it is held back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When.
    pub at: Moment,
}

/// What teams said is wrong in their results.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealsArchive {
    /// For how long they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<AppealSettings>,
    /// By entry and version.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeals: Vec<AppealArchive>,
}

/// An appeal, without the people in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppealArchive {
    /// The entry's key.
    pub entry: String,
    /// The version of the results that it is against.
    pub version: i64,
    /// What it is about.
    pub about: AppealAbout,
    /// In the team's words.
    pub text: String,
    /// When.
    pub at: Moment,
    /// When it was to be answered.
    pub answer_by: Moment,
    /// What organisers asked back, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<(String, Moment)>,
    /// What the team replied, and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<(String, Moment)>,
    /// What was decided, why and when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<(AppealOutcome, String, Moment)>,
    /// The version that puts it right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<i64>,
}
