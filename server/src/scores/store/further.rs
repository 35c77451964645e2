//! Further reviews that were given.

use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_one,
};
use app::ids::{CompetitionId, EntryId, JudgeId};
use uuid::Uuid;

/// How many were given in a competition, also those of judges who have left since.
///
/// # Errors
/// The database's.
pub async fn given(conn: &mut Conn, competition: CompetitionId) -> Result<u32, DbError> {
    let (count,): (i64,) = fetch_one!(
        conn,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM further_review WHERE competition_id = $1",
        competition.uuid(),
    )?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Counts one as given; false when as many were given as were announced. Who calls it lets no other change of who judges
/// what happen beside it.
///
/// # Errors
/// The database's.
pub async fn count_one(tx: &mut Tx, by: &Editor, entry: EntryId, judge: JudgeId) -> Result<bool, DbError> {
    let id: Uuid = tx.ambient().id();
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO further_review (id, competition_id, entry_id, judge_id, at)
         SELECT $1, e.competition_id, e.id, j.id, $5 FROM entry e
         JOIN judge j ON j.competition_id = e.competition_id JOIN further_rule r ON r.competition_id = e.competition_id
         WHERE e.competition_id = $2 AND e.id = $3 AND j.id = $4
         AND (SELECT CAST(COUNT(*) AS BIGINT) FROM further_review f WHERE f.competition_id = e.competition_id) < r.budget",
        id,
        by.competition().uuid(),
        entry.uuid(),
        judge.uuid(),
        now,
    )?;
    Ok(changed == 1)
}
