//! The judge who chairs a panel. The schema lets it end when the judge leaves, or goes on reserve.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::ids::{CompetitionId, JudgeId};
use uuid::Uuid;

/// The chair, if there is one.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, competition: CompetitionId) -> Result<Option<JudgeId>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT id FROM judge WHERE competition_id = $1 AND chair = $2",
        competition.uuid(),
        true,
    )?;
    Ok(row.map(|row| row.0.into()))
}

/// Makes a judge the chair, in place of whoever was; false when the judge is not on the panel, and then there is none.
///
/// # Errors
/// The database's.
pub async fn set(tx: &mut Tx, by: &Editor, judge: JudgeId) -> Result<bool, DbError> {
    unset(tx, by).await?;
    let changed = execute!(
        tx,
        "UPDATE judge SET chair = $3 WHERE id = $1 AND competition_id = $2 AND standing = 'member' AND state IN ('accepted', 'ready')",
        judge.uuid(),
        by.competition().uuid(),
        true,
    )?;
    Ok(changed == 1)
}

/// Leaves the panel without a chair; false when it had none.
///
/// # Errors
/// The database's.
pub async fn unset(tx: &mut Tx, by: &Editor) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE judge SET chair = $2 WHERE competition_id = $1 AND chair = $3",
        by.competition().uuid(),
        false,
        true,
    )?;
    Ok(changed > 0)
}
