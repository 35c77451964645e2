//! One edition: its tracks, rubric, timetable and rules.

use crate::{
    ids::{AwardId, CompetitionId, CriterionId, RoundId, TrackId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};

mod close;
mod copy;
mod depth;
mod further;
mod guide;
mod inquiry;
pub mod message;
mod method;
mod new_competition;
mod organisers;
mod proposal;
mod question;
mod question_option;
mod reopening;
mod rounds;
mod views;

pub use close::{Close, CloseCause, CloseManifest, ClosedEntry, ClosedFile};
pub use copy::CopyDesk;
pub use depth::PublishDepth;
pub use further::FurtherRule;
pub use guide::{Effect, GuideDesk, Precheck, PrecheckPage, RulesPage};
pub use inquiry::{
    AnsweredInquiry, INQUIRIES_AT_ONCE, Inquiry, InquiryDesk, InquiryPage, InquiryState, InquiryView, PublicInquiry,
};
pub use method::{
    Disconnected, Method, MethodError, MethodKind, MethodPage, MethodSeal, RankingChoice, RankingRules,
    SealedCriterion, SealedMethod, SealedTrack,
};
pub use new_competition::{NewAward, NewCompetition, NewCriterion, NewRound, NewTrack};
pub use organisers::{OpenInvitation, Organiser, OrganiserInvitation, Organisers};
pub use proposal::{Proposal, ProposalKind};
pub use question::{AnswerKind, Audience, Question, known};
pub use question_option::{QuestionOption, has_words};
pub use reopening::{Reopenable, Reopened, Reopening};
pub use rounds::{EarlierShown, FurtherRound, MOST_ROUNDS, NewFurtherRound, RoundLine, RoundRule, RoundWeights};
pub use views::{Board, CallPage, Facts, LogPage, LoggedEvent, Setup, SetupTrack};

/// Where a competition stands. What may follow what is in [`super::rules::TRANSITIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CompetitionState {
    /// Being prepared; only organisers see it.
    Setup,
    /// Teams write and submit until the closing date.
    Open,
    /// Entries are frozen and checked for eligibility; the panel is assigned.
    Screening,
    /// Judges score.
    Judging,
    /// Scores are in; the panel and organisers settle ties and awards.
    Deliberation,
    /// Results are public.
    Published,
}

impl CompetitionState {
    /// All of them, in the order they are passed through.
    pub const ALL: [Self; 6] =
        [Self::Setup, Self::Open, Self::Screening, Self::Judging, Self::Deliberation, Self::Published];

    /// The word used in storage and addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Setup => "setup",
            Self::Open => "open",
            Self::Screening => "screening",
            Self::Judging => "judging",
            Self::Deliberation => "deliberation",
            Self::Published => "published",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A competition's facts, as everybody may know them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competition {
    /// Its id.
    pub id: CompetitionId,
    /// Its short name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is about, in a sentence.
    pub theme: String,
    /// What it is about, in paragraphs.
    pub description: String,
    /// Where it stands.
    pub state: CompetitionState,
    /// IANA name of the zone its dates are given in.
    pub time_zone: String,
    /// Languages an entry may be in.
    pub languages: Vec<String>,
    /// When entries open; shown, the state decides.
    pub entries_open_at: Option<Moment>,
    /// The last second an entry is accepted.
    pub entries_close_at: Option<Moment>,
    /// When results are promised.
    pub results_at: Option<Moment>,
    /// Reviews each entry gets, and the fewest it is ranked with.
    pub reviews_per_entry: u32,
    /// Spread of judges' totals, in points, over which one more judge is suggested.
    pub disparity_points: u32,
    /// Whether scores are published beside the places.
    pub publish_scores: bool,
    /// How far down the public ranking goes.
    pub publish_depth: PublishDepth,
    /// Counts every change of the settings; a save must name the one it was based on.
    pub version: i64,
}

/// Entries that compete with each other, judged on one rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Its id.
    pub id: TrackId,
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Who belongs here, in a sentence.
    pub description: String,
    /// What belongs here, for instance: one on each line.
    pub examples: String,
    /// Its rubric, in order.
    pub criteria: Vec<Criterion>,
    /// Criteria by which a tie of scores is settled, in order, by key.
    pub tie_criteria: Vec<String>,
    /// Its prizes and distinctions.
    pub awards: Vec<Award>,
    /// What its entry form asks, in order.
    pub questions: Vec<Question>,
}

impl Track {
    /// The criterion with this key.
    pub fn criterion(&self, key: &str) -> Option<&Criterion> {
        self.criteria.iter().find(|c| c.key == key)
    }
}

/// A line of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its id.
    pub id: CriterionId,
    /// Its short name in files and forms.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The question a judge answers.
    pub question: String,
    /// Points out of 100.
    pub weight: Decimal,
    /// The scale its marks are on.
    pub scale: Scale,
    /// Described points of the scale, ascending.
    pub levels: Vec<Level>,
}

/// The marks a criterion allows: `min`, `min + step`, ... `max`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scale {
    /// The lowest mark.
    pub min: Decimal,
    /// The highest mark.
    pub max: Decimal,
    /// The distance between marks.
    pub step: Decimal,
}

/// A described point of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The mark.
    pub mark: Decimal,
    /// What it means.
    pub text: String,
}

/// How an award is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardKind {
    /// To the first places of its track, as many as its count.
    Place,
    /// By decision of the jury, apart from places.
    Distinction,
}

impl AwardKind {
    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Distinction => "distinction",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Place, Self::Distinction].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A prize or distinction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// Its id.
    pub id: AwardId,
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

/// A date of the timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimetableDate {
    /// When entries open.
    EntriesOpenAt,
    /// The last second an entry is accepted.
    EntriesCloseAt,
    /// The last second a scorecard is accepted in the round.
    RoundClosesAt,
    /// When results are promised.
    ResultsAt,
}

impl TimetableDate {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 4] = [Self::EntriesOpenAt, Self::EntriesCloseAt, Self::RoundClosesAt, Self::ResultsAt];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::EntriesOpenAt => "entries_open_at",
            Self::EntriesCloseAt => "entries_close_at",
            Self::RoundClosesAt => "round_closes_at",
            Self::ResultsAt => "results_at",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|date| date.as_str() == word)
    }
}

/// A round of judging.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// Its short name: `first`, later `final`.
    pub key: String,
    /// The last second a scorecard is accepted.
    pub closes_at: Option<Moment>,
}

/// A version of the rules, as teams accepted it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// 1, 2, ...
    pub version: i64,
    /// The text, in paragraphs.
    pub text: String,
    /// When it was published.
    pub since: Moment,
}

/// Everything the public may know of a competition before its results: the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Its facts.
    pub competition: Competition,
    /// Its tracks with rubric and awards.
    pub tracks: Vec<Track>,
    /// The rules in force.
    pub rules: Option<Rules>,
    /// Its rounds.
    pub rounds: Vec<Round>,
    /// Changes of dates, newest first.
    pub changes: Vec<TimetableChange>,
    /// How many days after publication what is known of people is erased.
    pub retention_days: u32,
    /// How entries are ranked.
    pub ranking: RankingChoice,
}

impl Call {
    /// The track with this id.
    pub fn track(&self, id: TrackId) -> Option<&Track> {
        self.tracks.iter().find(|track| track.id == id)
    }

    /// A date of the timetable.
    pub fn date(&self, date: TimetableDate) -> Option<Moment> {
        match date {
            TimetableDate::EntriesOpenAt => self.competition.entries_open_at,
            TimetableDate::EntriesCloseAt => self.competition.entries_close_at,
            TimetableDate::RoundClosesAt => self.rounds.last().and_then(|round| round.closes_at),
            TimetableDate::ResultsAt => self.competition.results_at,
        }
    }
}

/// A date that was moved: the old one stays visible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimetableChange {
    /// Which date: `entries_open_at`, `entries_close_at`, `round_closes_at`, `results_at`.
    pub date: String,
    /// What it was.
    pub before: Option<Moment>,
    /// What it is.
    pub after: Option<Moment>,
    /// Why.
    pub reason: String,
    /// When it was moved.
    pub at: Moment,
}
