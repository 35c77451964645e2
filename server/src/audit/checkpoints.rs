//! Checkpoints at occasions: what the log of a competition said of itself, signed, when its state changed, when results were
//! proposed and when they were published (trust.md I-03). Whoever keeps one sees later whether the log was changed below it.

use crate::{
    db::{Conn, DbError, Tx},
    execute, fetch_all, row,
};
use app::{competition::model::CompetitionState, ids::CompetitionId};
use serde_json::Value;
use uuid::Uuid;

/// An occasion that has no checkpoint yet, and whose place in the log is final.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occasion {
    /// Where.
    pub competition: CompetitionId,
    /// Its short name.
    pub slug: String,
    /// Its event.
    pub seq: i64,
    /// What it is.
    pub word: &'static str,
    /// The leaves up to it.
    pub size: u64,
}

/// A checkpoint that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Why.
    pub occasion: String,
    /// The signed note.
    pub note: String,
}

row! {
    struct OccasionRow {
        seq: i64,
        competition_id: Uuid,
        slug: String,
        action: String,
        payload: Option<String>,
        last: i64,
    }
}

/// What an event is the occasion of.
fn word(action: &str, payload: Option<&str>) -> &'static str {
    use CompetitionState::{Deliberation, Judging, Open, Screening, Setup};
    let payload: Option<Value> = payload.and_then(|text| serde_json::from_str(text).ok());
    let state = |field: &str| {
        let word = payload.as_ref().and_then(|payload| payload.get(field)).and_then(Value::as_str);
        word.and_then(CompetitionState::parse)
    };
    match (action, state("old"), state("new")) {
        ("results.propose", ..) => "proposal",
        ("results.publish" | "results.correct", ..) => "publication",
        (_, Some(Setup), Some(Open)) => "opening",
        (_, Some(Open), Some(Screening)) => "close_of_submissions",
        (_, Some(Screening), Some(Judging)) => "start_of_judging",
        (_, Some(Judging), Some(Deliberation)) => "close_of_judging",
        _ => "transition",
    }
}

/// The occasions that wait for their checkpoint.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn) -> Result<Vec<Occasion>, DbError> {
    // The list of actions is that of an index, which is used where both are the same.
    let rows: Vec<OccasionRow> = fetch_all!(
        conn,
        OccasionRow,
        "SELECT e.seq, e.competition_id, c.slug, e.action, e.payload, CAST(MAX(l.position) AS BIGINT) AS last
         FROM audit_event e JOIN competition c ON c.id = e.competition_id
         JOIN log_leaf l ON l.seq = e.seq AND l.competition_id = e.competition_id
         WHERE e.action IN ('competition.transition', 'results.propose', 'results.publish', 'results.correct')
         AND NOT EXISTS (SELECT 1 FROM checkpoint k WHERE k.competition_id = e.competition_id AND k.seq = e.seq)
         GROUP BY e.seq, e.competition_id, c.slug, e.action, e.payload ORDER BY last, e.seq",
    )?;
    rows.into_iter()
        .map(|row| {
            let size = u64::try_from(row.last + 1).map_err(|_| DbError::corrupt("log_leaf", "position", row.last))?;
            Ok(Occasion {
                competition: row.competition_id.into(),
                slug: row.slug,
                seq: row.seq,
                word: word(&row.action, row.payload.as_deref()),
                size,
            })
        })
        .collect()
}

/// Keeps a checkpoint. One that another server kept meanwhile is the same: signatures are drawn from nothing but text and key.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, occasion: &Occasion, note: &str) -> Result<(), DbError> {
    let (size, now) = (i64::try_from(occasion.size).unwrap_or(i64::MAX), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO checkpoint (competition_id, seq, occasion, size, note, at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (competition_id, seq) DO NOTHING",
        occasion.competition.uuid(),
        occasion.seq,
        occasion.word,
        size,
        note,
        now,
    )
    .map(drop)
}

/// The checkpoints of a competition, from the oldest.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Kept>, DbError> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        "SELECT occasion, note FROM checkpoint WHERE competition_id = $1 ORDER BY size, seq",
        competition.uuid(),
    )?;
    Ok(rows.into_iter().map(|(occasion, note)| Kept { occasion, note }).collect())
}
