//! What judges say of entries.

mod agreement;
mod calibration;
mod desk;
mod form;
mod further;
mod key;
mod late;
mod pace;
mod played;
mod progress;
mod report;
mod sheet;
mod statement;
mod unsent;

pub use agreement::{
    Agreement, AgreementDesk, CriterionAgreement, CriterionSpread, Drift, JudgeDrift, OwnSpread, ReadingsOf, Spread,
    SpreadView, TrackAgreement,
};
pub use calibration::{
    Anchor, AnchorSheet, CalibrationDesk, CriterionOutcome, NewSample, OwnCard, Sample, SampleForm, SampleLine,
    SampleOutcome, SampleSheet, SampleStanding, SamplesDesk,
};
pub use desk::{Desk, DeskEntry, DeskGroup, DeskState, EntryLanguage};
pub use form::ScorecardForm;
pub use further::{FurtherBatch, FurtherLine, FurtherPage, FurtherView, Standstill};
pub use key::OwnKey;
pub use late::{LateCard, LateNotice, LateState};
pub use pace::{Forecast, JudgePace, Level, Pace};
pub use played::{Played, Sign};
pub use progress::{EntryProgress, JudgeProgress, JudgeTotal, Progress, Totals};
pub use report::{OwnReports, Report, ReportAnswer, ReportKind, ReportLine, ReportsPage};
pub use sheet::{EarlierCard, RubricLine, Sheet};
pub use statement::{Receipt, ScorecardStatement};
pub use unsent::UnsentWork;

use crate::{
    ids::{EntryId, JudgeId, RoundId, ScorecardId},
    number::Decimal,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// Where a scorecard stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScorecardState {
    /// Being filled in; counts for nothing.
    Draft,
    /// Handed in; may be edited until the round closes.
    Submitted,
    /// Taken out of the ranking after a conflict of interest; kept in the log.
    Void,
}

impl ScorecardState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Submitted, Self::Void];

    /// The word used in storage.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Void => "void",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// One criterion of one scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// The criterion's key.
    pub criterion: String,
    /// The mark; `None` while open or when it could not be assessed.
    pub mark: Option<Decimal>,
    /// The judge could not assess it: different from open, and from a low mark.
    pub could_not_assess: bool,
    /// What the judge says to the team.
    pub comment: String,
}

/// What one judge says of one entry in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorecard {
    /// Its id.
    pub id: ScorecardId,
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// Where it stands.
    pub state: ScorecardState,
    /// One for each criterion of the track, in its order.
    pub scores: Vec<Score>,
    /// What the judge says to the panel and organisers only.
    pub note: String,
    /// Counts every save; a save must name the one it was based on.
    pub version: i64,
    /// When it was last saved.
    pub saved_at: Moment,
}
