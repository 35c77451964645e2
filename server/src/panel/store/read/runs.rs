//! Runs of the assigner.

use crate::{
    db::{Conn, DbError},
    fetch_optional, row,
};
use app::{
    ids::{CompetitionId, RoundId, RunId},
    panel::model::{AssignmentRun, Proposal},
    time::Moment,
};
use uuid::Uuid;

/// A run and what it is for.
#[derive(Clone, Debug)]
pub struct StoredRun {
    /// The run.
    pub run: AssignmentRun,
    /// The round.
    pub round: RoundId,
    /// The public digest of what settled ties; empty for a run of before digests were.
    pub seed_digest: String,
    /// What settled ties is public already.
    pub seed_shown: bool,
}

row! {
    struct RunRow {
        id: Uuid,
        round_id: Uuid,
        proposal: String,
        made_at: i64,
        applied_at: Option<i64>,
        digest: Option<String>,
        revealed_at: Option<i64>,
    }
}

impl RunRow {
    fn into_model(self) -> Result<StoredRun, DbError> {
        let proposal: Proposal = serde_json::from_str(&self.proposal)
            .map_err(|error| DbError::corrupt("assignment_run", "proposal", error))?;
        let (id, at) = (self.id.into(), Moment::from_micros(self.made_at));
        Ok(StoredRun {
            run: AssignmentRun { id, at, applied: self.applied_at.is_some(), proposal },
            round: self.round_id.into(),
            seed_digest: self.digest.unwrap_or_default(),
            seed_shown: self.revealed_at.is_some(),
        })
    }
}

/// One run of a competition.
///
/// # Errors
/// The database's.
pub async fn run(conn: &mut Conn, competition: CompetitionId, id: RunId) -> Result<Option<StoredRun>, DbError> {
    let row: Option<RunRow> = fetch_optional!(
        conn,
        RunRow,
        "SELECT r.id, r.round_id, r.proposal, r.made_at, r.applied_at, s.digest, s.revealed_at FROM assignment_run r
         LEFT JOIN assignment_seed s ON s.id = r.seed_id WHERE r.competition_id = $1 AND r.id = $2",
        competition.uuid(),
        id.uuid(),
    )?;
    row.map(RunRow::into_model).transpose()
}

/// The newest run of a competition, applied or not.
///
/// # Errors
/// The database's.
pub async fn newest_run(conn: &mut Conn, competition: CompetitionId) -> Result<Option<StoredRun>, DbError> {
    let row: Option<RunRow> = fetch_optional!(
        conn,
        RunRow,
        "SELECT r.id, r.round_id, r.proposal, r.made_at, r.applied_at, s.digest, s.revealed_at FROM assignment_run r
         LEFT JOIN assignment_seed s ON s.id = r.seed_id WHERE r.competition_id = $1
         ORDER BY r.made_at DESC, r.id DESC LIMIT 1",
        competition.uuid(),
    )?;
    row.map(RunRow::into_model).transpose()
}
