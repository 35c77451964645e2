//! What came after a round had closed.

use crate::{
    auth::permits::{AssignedJudge, Editor},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    ids::{CompetitionId, EntryId, JudgeId, LateScorecardId, RoundId},
    scores::model::{LateCard, LateNotice, LateState},
    time::Moment,
};
use uuid::Uuid;

/// A scorecard that comes late.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The version it is based on.
    pub based_on: i64,
    /// Whether it is handed in.
    pub handed_in: bool,
    /// Its form.
    pub contents: &'a str,
    /// The digest of all these.
    pub digest: [u8; 32],
    /// When it was written, as the device claims.
    pub claimed_at: Option<Moment>,
}

/// Keeps a scorecard that came late; the same one is kept once. `false` when there are `most` of this card already.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, permit: &AssignedJudge, late: Arrival<'_>, most: i64) -> Result<bool, DbError> {
    let (judge, entry, round) = (permit.judge().uuid(), permit.entry().uuid(), permit.round().uuid());
    let (kept,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM late_scorecard WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3",
        judge,
        entry,
        round,
    )?;
    if kept >= most {
        return Ok(false);
    }
    let id: LateScorecardId = tx.ambient().id();
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO late_scorecard (id, competition_id, round_id, judge_id, entry_id, based_on, handed_in, contents, digest,
           claimed_at, received_at, state, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', '')
         ON CONFLICT (judge_id, entry_id, round_id, digest) DO NOTHING",
        id.uuid(),
        permit.competition().uuid(),
        round,
        judge,
        entry,
        late.based_on,
        late.handed_in,
        late.contents,
        late.digest.as_slice(),
        late.claimed_at.map(Moment::micros),
        now,
    )?;
    Ok(true)
}

row! {
    struct NoticeRow {
        received_at: i64,
        state: String,
        reason: String,
    }
}

fn notice(row: NoticeRow) -> Result<LateNotice, DbError> {
    let state = LateState::parse(&row.state).ok_or_else(|| DbError::corrupt("late_scorecard", "state", &row.state))?;
    Ok(LateNotice { received_at: Moment::from_micros(row.received_at), state, reason: row.reason })
}

/// What a judge sent of an entry after the close, the latest first.
///
/// # Errors
/// The database's.
pub async fn of_judge(conn: &mut Conn, permit: &AssignedJudge) -> Result<Vec<LateNotice>, DbError> {
    let rows: Vec<NoticeRow> = fetch_all!(
        conn,
        NoticeRow,
        "SELECT received_at, state, reason FROM late_scorecard WHERE judge_id = $1 AND entry_id = $2 AND round_id = $3
         ORDER BY received_at DESC, id",
        permit.judge().uuid(),
        permit.entry().uuid(),
        permit.round().uuid(),
    )?;
    rows.into_iter().map(notice).collect()
}

row! {
    struct CardRow {
        id: Uuid,
        judge: String,
        title: String,
        handed_in: bool,
        claimed_at: Option<i64>,
        overtaken: bool,
        received_at: i64,
        state: String,
        reason: String,
    }
}

/// What came late in a competition, undecided first. Nothing of what it says is read.
///
/// # Errors
/// The database's.
pub async fn of_competition(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<LateCard>, DbError> {
    let rows: Vec<CardRow> = fetch_all!(
        conn,
        CardRow,
        "SELECT l.id, j.name AS judge, e.title, l.handed_in, l.claimed_at, l.received_at, l.state, l.reason,
                (l.state = 'waiting' AND COALESCE(s.version, 0) <> l.based_on) AS overtaken
         FROM late_scorecard l
         JOIN judge j ON j.id = l.judge_id
         JOIN entry e ON e.id = l.entry_id
         LEFT JOIN scorecard s ON s.judge_id = l.judge_id AND s.entry_id = l.entry_id AND s.round_id = l.round_id
         WHERE l.competition_id = $1
         ORDER BY CASE WHEN l.state = 'waiting' THEN 0 ELSE 1 END, l.received_at DESC, l.id",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(LateCard {
                id: row.id.into(),
                judge: row.judge,
                title: row.title,
                handed_in: row.handed_in,
                claimed_at: row.claimed_at.map(Moment::from_micros),
                overtaken: row.overtaken,
                notice: notice(NoticeRow { received_at: row.received_at, state: row.state, reason: row.reason })?,
            })
        })
        .collect()
}

row! {
    struct StoredLate {
        id: Uuid,
        competition_id: Uuid,
        judge_id: Uuid,
        entry_id: Uuid,
        round_id: Uuid,
        based_on: i64,
        handed_in: bool,
        contents: String,
        assigned: bool,
    }
}

/// A scorecard that came late, to be decided on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LateRow {
    /// Its id.
    pub id: LateScorecardId,
    /// The competition.
    pub competition: CompetitionId,
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// The round.
    pub round: RoundId,
    /// The version it is based on.
    pub based_on: i64,
    /// Whether it was handed in.
    pub handed_in: bool,
    /// Its form.
    pub contents: String,
    /// Whether the judge is still assigned to the entry.
    pub assigned: bool,
}

/// One that came late.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut Conn, id: LateScorecardId) -> Result<Option<LateRow>, DbError> {
    let row: Option<StoredLate> = fetch_optional!(
        conn,
        StoredLate,
        "SELECT l.id, l.competition_id, l.judge_id, l.entry_id, l.round_id, l.based_on, l.handed_in, l.contents,
                (EXISTS (SELECT 1 FROM assignment a WHERE a.judge_id = l.judge_id AND a.entry_id = l.entry_id
                   AND a.round_id = l.round_id)) AS assigned
         FROM late_scorecard l WHERE l.id = $1",
        id.uuid(),
    )?;
    Ok(row.map(|row| LateRow {
        id: row.id.into(),
        competition: row.competition_id.into(),
        judge: row.judge_id.into(),
        entry: row.entry_id.into(),
        round: row.round_id.into(),
        based_on: row.based_on,
        handed_in: row.handed_in,
        contents: row.contents,
        assigned: row.assigned,
    }))
}

/// Notes what an organiser decided; `false` when somebody decided before.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    permit: &Editor,
    id: LateScorecardId,
    state: LateState,
    reason: &str,
) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let rows = execute!(
        tx,
        "UPDATE late_scorecard SET state = $3, decided_at = $4, reason = $5
         WHERE id = $1 AND competition_id = $2 AND state = 'waiting'",
        id.uuid(),
        permit.competition().uuid(),
        state.as_str(),
        now,
        reason,
    )?;
    Ok(rows == 1)
}
