//! What the log states of scorecards that are handed in: kept with the event, in its transaction.

use crate::{
    audit::{self, Event, Statement},
    auth::{permits::AssignedJudge, vault::Vault},
    db::Tx,
};
use app::{
    error::AppError,
    ids::{CompetitionId, EntryId, JudgeId, RoundId, ScorecardId},
    scores::model::{Score, ScorecardState, ScorecardStatement},
};

/// Of what a scorecard is, and whose.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Where.
    pub competition: CompetitionId,
    /// In which round.
    pub round: RoundId,
    /// Whose.
    pub judge: JudgeId,
    /// Of what.
    pub entry: EntryId,
}

impl From<&AssignedJudge> for Place {
    fn from(permit: &AssignedJudge) -> Self {
        Self { competition: permit.competition(), round: permit.round(), judge: permit.judge(), entry: permit.entry() }
    }
}

/// What the log states of a version of a scorecard that was handed in.
///
/// # Errors
/// None that can be met with.
pub fn statement(
    vault: &Vault,
    place: Place,
    (card, version): (ScorecardId, i64),
    scores: &[Score],
) -> Result<Statement, AppError> {
    let stated = ScorecardStatement {
        scorecard: 1,
        competition: place.competition,
        round: place.round,
        entry: place.entry,
        judge: vault.pseudonym(place.competition.uuid(), place.judge.uuid())?,
        version,
        marks: ScorecardStatement::marks(scores),
    };
    let body = serde_json::to_string(&stated).map_err(|_| AppError::Internal)?;
    Ok(Statement { competition: place.competition, subject: card.uuid(), body })
}

/// Appends an event about a scorecard, with what the log states of one that was handed in.
///
/// # Errors
/// The database's.
pub async fn record(
    tx: &mut Tx,
    event: Event,
    state: ScorecardState,
    stated: impl FnOnce() -> Result<Statement, AppError>,
) -> Result<(), AppError> {
    match state {
        ScorecardState::Submitted => audit::state(tx, event, stated()?).await?,
        ScorecardState::Draft | ScorecardState::Void => audit::append(tx, event).await?,
    }
    Ok(())
}
