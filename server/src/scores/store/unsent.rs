//! What judges' devices say they have not sent.

use crate::{
    auth::permits::PanelMember,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, row,
};
use app::{ids::CompetitionId, scores::model::UnsentWork, time::Moment};

/// Seconds after which a device that was not heard is forgotten.
const MONTH: i64 = 30 * 86_400;
/// Devices of one judge.
const MOST: i64 = 50;

/// Notes how many scorecards a judge's device has not sent. What was not heard for a month is forgotten, and of very many
/// devices, which nobody has, the rest is not noted.
///
/// # Errors
/// The database's.
pub async fn report(tx: &mut Tx, permit: &PanelMember, device: &str, items: i64) -> Result<(), DbError> {
    let (judge, now) = (permit.judge().uuid(), tx.now());
    let old = now.plus_seconds(-MONTH).micros();
    execute!(tx, "DELETE FROM unsent_work WHERE judge_id = $1 AND heard_at < $2", judge, old)?;
    let (others,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM unsent_work WHERE judge_id = $1 AND device <> $2",
        judge,
        device,
    )?;
    if others >= MOST {
        return Ok(());
    }
    execute!(
        tx,
        "INSERT INTO unsent_work (judge_id, device, items, heard_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (judge_id, device) DO UPDATE SET items = excluded.items, heard_at = excluded.heard_at",
        judge,
        device,
        items,
        now.micros(),
    )
    .map(drop)
}

row! {
    struct UnsentRow {
        judge: String,
        items: i64,
        heard_at: i64,
    }
}

/// Devices of a competition's judges with unsent work, those that were heard last first.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<UnsentWork>, DbError> {
    let rows: Vec<UnsentRow> = fetch_all!(
        conn,
        UnsentRow,
        "SELECT j.name AS judge, u.items, u.heard_at FROM unsent_work u JOIN judge j ON j.id = u.judge_id
         WHERE j.competition_id = $1 AND u.items > 0 ORDER BY u.heard_at DESC, u.judge_id, u.device",
        competition.uuid(),
    )?;
    let line =
        |row: UnsentRow| UnsentWork { judge: row.judge, items: row.items, heard_at: Moment::from_micros(row.heard_at) };
    Ok(rows.into_iter().map(line).collect())
}
