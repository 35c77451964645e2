//! Judges and entries that organisers keep apart, and assignments that proposals keep.

use crate::{
    auth::permits::{About, Editor},
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{
    ids::{AssignmentId, CompetitionId, JudgeId},
    panel::model::ForbiddenPair,
};
use uuid::Uuid;

row! {
    struct ForbiddenRow {
        judge_id: Uuid,
        name: String,
        entry_id: Uuid,
        title: String,
        reason: String,
    }
}

/// Every pair of a competition that is kept apart, by entry and judge.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<ForbiddenPair>, DbError> {
    let rows: Vec<ForbiddenRow> = fetch_all!(
        conn,
        ForbiddenRow,
        "SELECT f.judge_id, j.name, f.entry_id, e.title, f.reason FROM forbidden_pair f
         JOIN judge j ON j.id = f.judge_id JOIN entry e ON e.id = f.entry_id
         WHERE f.competition_id = $1 ORDER BY e.title, j.name, f.entry_id, f.judge_id",
        competition.uuid(),
    )?;
    let pair = |row: ForbiddenRow| ForbiddenPair {
        judge: row.judge_id.into(),
        name: row.name,
        entry: row.entry_id.into(),
        title: row.title,
        reason: row.reason,
    };
    Ok(rows.into_iter().map(pair).collect())
}

/// Keeps a pair apart; a later reason takes the place of an earlier one. False when judge or entry are of another
/// competition.
///
/// # Errors
/// The database's.
pub async fn forbid(tx: &mut Tx, by: &About<Editor>, judge: JudgeId, reason: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "INSERT INTO forbidden_pair (judge_id, entry_id, competition_id, reason, at)
         SELECT j.id, e.id, j.competition_id, $4, $5 FROM judge j JOIN entry e ON e.competition_id = j.competition_id
         WHERE j.competition_id = $1 AND j.id = $2 AND e.id = $3
         ON CONFLICT (judge_id, entry_id) DO UPDATE SET reason = excluded.reason, at = excluded.at",
        by.competition().uuid(),
        judge.uuid(),
        by.entry().uuid(),
        reason,
        now,
    )?;
    Ok(changed == 1)
}

/// Lets a pair come together again; false when it was not kept apart.
///
/// # Errors
/// The database's.
pub async fn allow(tx: &mut Tx, by: &About<Editor>, judge: JudgeId) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "DELETE FROM forbidden_pair WHERE competition_id = $1 AND judge_id = $2 AND entry_id = $3",
        by.competition().uuid(),
        judge.uuid(),
        by.entry().uuid(),
    )?;
    Ok(changed == 1)
}

/// Lets proposals keep an assignment, or change it again.
///
/// # Errors
/// The database's.
pub async fn pin(tx: &mut Tx, by: &About<Editor>, assignment: AssignmentId, pinned: bool) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE assignment SET by_hand = $3 WHERE id = $1 AND competition_id = $2 AND entry_id = $4",
        assignment.uuid(),
        by.competition().uuid(),
        pinned,
        by.entry().uuid(),
    )?;
    Ok(changed == 1)
}
