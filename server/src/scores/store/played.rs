//! What is known of judges' having played.

use crate::{
    auth::permits::AssignedJudge,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    ids::{EntryId, JudgeId, RoundId},
    scores::model::Played,
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct PlayRow {
        entry_id: Uuid,
        round_id: Uuid,
        opened_at: i64,
        played_at: Option<i64>,
        watched_at: Option<i64>,
        fetched_at: Option<i64>,
        seen_at: i64,
        spent: i64,
    }
}

impl From<PlayRow> for Played {
    fn from(row: PlayRow) -> Self {
        played((row.opened_at, row.seen_at, row.spent), [row.played_at, row.watched_at, row.fetched_at])
    }
}

/// What the columns say: opened, seen last and the time spent; played, watched, fetched.
pub(in crate::scores::store) fn played((opened, seen, spent): (i64, i64, i64), signs: [Option<i64>; 3]) -> Played {
    let [played_at, watched_at, fetched_at] = signs.map(|at| at.map(Moment::from_micros));
    let (opened_at, seen_at) = (Moment::from_micros(opened), Moment::from_micros(seen));
    Played { opened_at, played_at, watched_at, fetched_at, seen_at, spent }
}

/// Of one judge and one entry.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, permit: &AssignedJudge) -> Result<Option<Played>, DbError> {
    let row: Option<PlayRow> = fetch_optional!(
        conn,
        PlayRow,
        "SELECT entry_id, round_id, opened_at, played_at, watched_at, fetched_at, seen_at, spent FROM play
         WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3",
        permit.judge().uuid(),
        permit.entry().uuid(),
        permit.round().uuid(),
    )?;
    Ok(row.map(Played::from))
}

/// Of all entries of one judge.
///
/// # Errors
/// The database's.
pub async fn of_judge(conn: &mut Conn, judge: JudgeId) -> Result<BTreeMap<(EntryId, RoundId), Played>, DbError> {
    let rows: Vec<PlayRow> = fetch_all!(
        conn,
        PlayRow,
        "SELECT entry_id, round_id, opened_at, played_at, watched_at, fetched_at, seen_at, spent FROM play
         WHERE judge_id = $1",
        judge.uuid(),
    )?;
    Ok(rows.into_iter().map(|row| ((row.entry_id.into(), row.round_id.into()), row.into())).collect())
}

/// Of one entry: by each judge whose scorecard counts. Who they are is not read.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, entry: EntryId) -> Result<Vec<Played>, DbError> {
    let rows: Vec<PlayRow> = fetch_all!(
        conn,
        PlayRow,
        "SELECT p.entry_id, p.round_id, p.opened_at, p.played_at, p.watched_at, p.fetched_at, p.seen_at, p.spent FROM play p
         JOIN scorecard k ON k.judge_id = p.judge_id AND k.entry_id = p.entry_id AND k.round_id = p.round_id
         WHERE p.entry_id = $1 AND k.state = 'submitted'",
        entry.uuid(),
    )?;
    Ok(rows.into_iter().map(Played::from).collect())
}

/// Writes down what is known now.
///
/// # Errors
/// The database's.
pub async fn put(tx: &mut Tx, permit: &AssignedJudge, known: &Played) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO play (judge_id, entry_id, round_id, competition_id, opened_at, played_at, watched_at, fetched_at,
           seen_at, spent)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (judge_id, entry_id, round_id) DO UPDATE SET played_at = excluded.played_at,
           watched_at = excluded.watched_at, fetched_at = excluded.fetched_at, seen_at = excluded.seen_at,
           spent = excluded.spent",
        permit.judge().uuid(),
        permit.entry().uuid(),
        permit.round().uuid(),
        permit.competition().uuid(),
        known.opened_at.micros(),
        known.played_at.map(Moment::micros),
        known.watched_at.map(Moment::micros),
        known.fetched_at.map(Moment::micros),
        known.seen_at.micros(),
        known.spent,
    )
    .map(drop)
}
