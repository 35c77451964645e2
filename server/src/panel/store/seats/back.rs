//! Work that judges give back.

use crate::{
    auth::permits::Seat,
    db::{Conn, DbError, Tx},
    execute, fetch_all,
};
use app::{
    ids::{CompetitionId, EntryId, JudgeId},
    panel::model::{OpenWork, Released},
    time::Moment,
};
use uuid::Uuid;

/// What a judge has not handed in, by title.
///
/// # Errors
/// The database's.
pub async fn open_work(conn: &mut Conn, judge: JudgeId) -> Result<Vec<OpenWork>, DbError> {
    let rows: Vec<(Uuid, String)> = fetch_all!(
        conn,
        (Uuid, String),
        "SELECT DISTINCT e.id, e.title FROM assignment a JOIN entry e ON e.id = a.entry_id
         WHERE a.judge_id = $1 AND NOT EXISTS (SELECT 1 FROM scorecard k WHERE k.judge_id = a.judge_id
           AND k.entry_id = a.entry_id AND k.round_id = a.round_id AND k.state = 'submitted') ORDER BY e.title, e.id",
        judge.uuid(),
    )?;
    Ok(rows.into_iter().map(|(entry, title)| OpenWork { entry: entry.into(), title }).collect())
}

/// Gives unfinished work back, all of it or that of one entry: it is written down and taken away, with the draft out of
/// reach. Gives the entries.
///
/// # Errors
/// The database's.
pub async fn release(tx: &mut Tx, seat: &Seat, only: Option<EntryId>, reason: &str) -> Result<Vec<EntryId>, DbError> {
    let rows: Vec<(Uuid, Uuid, Uuid)> = fetch_all!(
        tx,
        (Uuid, Uuid, Uuid),
        "SELECT a.id, a.entry_id, a.round_id FROM assignment a
         WHERE a.judge_id = $1 AND NOT EXISTS (SELECT 1 FROM scorecard k WHERE k.judge_id = a.judge_id
           AND k.entry_id = a.entry_id AND k.round_id = a.round_id AND k.state = 'submitted') ORDER BY a.entry_id, a.id",
        seat.judge().uuid(),
    )?;
    let now = tx.now().micros();
    let mut entries = Vec::new();
    for (assignment, entry, round) in rows {
        if only.is_some_and(|only| only.uuid() != entry) {
            continue;
        }
        let id: Uuid = tx.ambient().id();
        execute!(
            tx,
            "INSERT INTO released_assignment (id, competition_id, round_id, judge_id, entry_id, reason, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            id,
            seat.competition().uuid(),
            round,
            seat.judge().uuid(),
            entry,
            reason,
            now,
        )?;
        execute!(tx, "DELETE FROM assignment WHERE id = $1", assignment)?;
        entries.push(entry.into());
    }
    Ok(entries)
}

/// The judge leaves the panel; false when they had before.
///
/// # Errors
/// The database's.
pub async fn step_down(tx: &mut Tx, seat: &Seat, reason: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE judge SET state = 'left', standing = 'stepped_down', reason = $2, answered_at = $3
         WHERE id = $1 AND state IN ('accepted', 'ready')",
        seat.judge().uuid(),
        reason,
        now,
    )?;
    Ok(changed == 1)
}

/// What judges of a competition gave back, newest first.
///
/// # Errors
/// The database's.
pub async fn released(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Released>, DbError> {
    let rows: Vec<(Uuid, Uuid, Uuid, String, i64)> = fetch_all!(
        conn,
        (Uuid, Uuid, Uuid, String, i64),
        "SELECT judge_id, entry_id, round_id, reason, at FROM released_assignment WHERE competition_id = $1
         ORDER BY at DESC, id DESC",
        competition.uuid(),
    )?;
    Ok(rows
        .into_iter()
        .map(|(judge, entry, round, reason, at)| Released {
            judge: judge.into(),
            entry: entry.into(),
            round: round.into(),
            reason,
            at: Moment::from_micros(at),
        })
        .collect())
}
