//! In which order scorecards were handed in.

use crate::{
    auth::permits::{Observer, PanelMember},
    db::{Conn, DbError},
    fetch_all,
};
use app::{
    ids::{CompetitionId, ScorecardId},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// When each scorecard of a competition was first handed in.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, by: &Observer) -> Result<BTreeMap<ScorecardId, Moment>, DbError> {
    handed_in(conn, by.competition()).await
}

/// The same for a judge, who is shown no more of it than what it says of themselves.
///
/// # Errors
/// The database's.
pub async fn for_judge(conn: &mut Conn, by: &PanelMember) -> Result<BTreeMap<ScorecardId, Moment>, DbError> {
    handed_in(conn, by.competition()).await
}

async fn handed_in(conn: &mut Conn, competition: CompetitionId) -> Result<BTreeMap<ScorecardId, Moment>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT id, submitted_at FROM scorecard WHERE competition_id = $1 AND state = 'submitted' AND submitted_at IS NOT NULL
         ORDER BY submitted_at, id",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(id, at)| (id.into(), Moment::from_micros(at))).collect())
}
