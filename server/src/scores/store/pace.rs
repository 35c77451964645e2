//! When judges gave signs of life, and when scorecards came.

use crate::{
    db::{Conn, DbError},
    fetch_all, fetch_one, row,
};
use app::{
    ids::{EntryId, JudgeId, RoundId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct WorkRow {
        judge_id: Uuid,
        entry_id: Uuid,
        created_at: i64,
        state: Option<String>,
        saved_at: Option<i64>,
        submitted_at: Option<i64>,
        seen_at: Option<i64>,
    }
}

/// One assignment and what came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// Since when it is the judge's.
    pub since: Moment,
    /// When its scorecard was handed in, if it is.
    pub handed_in: Option<Moment>,
    /// When it was opened, played or saved last.
    pub sign: Option<Moment>,
}

/// All work of a round. No marks and no words are read.
///
/// # Errors
/// The database's.
pub async fn work(conn: &mut Conn, round: RoundId) -> Result<Vec<Work>, DbError> {
    let rows: Vec<WorkRow> = fetch_all!(
        conn,
        WorkRow,
        "SELECT a.judge_id, a.entry_id, a.created_at, k.state, k.saved_at, k.submitted_at, p.seen_at
         FROM assignment a
         LEFT JOIN scorecard k ON k.judge_id = a.judge_id AND k.entry_id = a.entry_id AND k.round_id = a.round_id
         LEFT JOIN play p ON p.judge_id = a.judge_id AND p.entry_id = a.entry_id AND p.round_id = a.round_id
         WHERE a.round_id = $1 ORDER BY a.judge_id, a.entry_id",
        round.uuid(),
    )?;
    let work = |row: WorkRow| Work {
        judge: row.judge_id.into(),
        entry: row.entry_id.into(),
        since: Moment::from_micros(row.created_at),
        handed_in: row
            .state
            .filter(|state| state == "submitted")
            .and(row.submitted_at.or(row.saved_at))
            .map(Moment::from_micros),
        sign: row.saved_at.max(row.seen_at).map(Moment::from_micros),
    };
    Ok(rows.into_iter().map(work).collect())
}

/// When judging of a round began, if that was written down.
///
/// # Errors
/// The database's.
pub async fn opened_at(conn: &mut Conn, round: RoundId) -> Result<Option<Moment>, DbError> {
    let (at,): (Option<i64>,) =
        fetch_one!(conn, (Option<i64>,), "SELECT opened_at FROM round WHERE id = $1", round.uuid())?;
    Ok(at.map(Moment::from_micros))
}
