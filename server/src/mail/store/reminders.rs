//! Which judges were reminded.

use crate::{
    db::{Conn, DbError},
    fetch_all,
};
use app::{
    ids::{CompetitionId, JudgeId},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// When each judge was reminded of scorecards last.
///
/// # Errors
/// The database's.
pub async fn judges_reminded(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<BTreeMap<JudgeId, Moment>, DbError> {
    let rows: Vec<(Uuid, i64)> = fetch_all!(
        conn,
        (Uuid, i64),
        "SELECT o.about, MAX(o.created_at) FROM outbox_mail o
         WHERE o.template = 'judging_reminder' AND o.about IN (SELECT j.id FROM judge j WHERE j.competition_id = $1)
         GROUP BY o.about ORDER BY o.about",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(judge, at)| (judge.into(), Moment::from_micros(at))).collect())
}
