//! Concerns about entries.

use crate::{
    auth::permits::{About, Checker, Observer},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    entries::{
        model::{Concern, ConcernKind, Settled},
        rules::screening::NewConcern,
    },
    ids::{AccountId, CompetitionId, ConcernId, EntryId},
    time::Moment,
};
use uuid::Uuid;

row! {
    struct ConcernRow {
        id: Uuid,
        kind: String,
        text: String,
        raised_by: Option<String>,
        raised_at: i64,
        reason: String,
        settled_by: Option<String>,
        settled_at: Option<i64>,
    }
}

/// Concerns about an entry: open ones first, the newest first.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, by: &About<Observer>) -> Result<Vec<Concern>, DbError> {
    let rows: Vec<ConcernRow> = fetch_all!(
        conn,
        ConcernRow,
        "SELECT c.id, c.kind, c.text, r.name AS raised_by, c.raised_at, c.reason, s.name AS settled_by, c.settled_at
         FROM concern c LEFT JOIN account r ON r.id = c.raised_by LEFT JOIN account s ON s.id = c.settled_by
         WHERE c.entry_id = $1 ORDER BY CASE WHEN c.settled_at IS NULL THEN 0 ELSE 1 END, c.raised_at DESC, c.id DESC",
        by.entry().uuid(),
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(Concern {
                id: row.id.into(),
                kind: ConcernKind::parse(&row.kind).ok_or_else(|| DbError::corrupt("concern", "kind", &row.kind))?,
                text: row.text,
                raised_by: row.raised_by,
                raised_at: Moment::from_micros(row.raised_at),
                settled: row.settled_at.map(|at| Settled {
                    reason: row.reason,
                    by: row.settled_by,
                    at: Moment::from_micros(at),
                }),
            })
        })
        .collect()
}

/// The competition and entry of a concern.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn, concern: ConcernId) -> Result<Option<(CompetitionId, EntryId)>, DbError> {
    let row: Option<(Uuid, Uuid)> = fetch_optional!(
        conn,
        (Uuid, Uuid),
        "SELECT competition_id, entry_id FROM concern WHERE id = $1",
        concern.uuid()
    )?;
    Ok(row.map(|(competition, entry)| (competition.into(), entry.into())))
}

/// Records a concern.
///
/// # Errors
/// The database's.
pub async fn raise(tx: &mut Tx, by: &About<Checker>, new: &NewConcern) -> Result<ConcernId, DbError> {
    let (id, now): (ConcernId, i64) = (tx.ambient().id(), tx.now().micros());
    execute!(
        tx,
        "INSERT INTO concern (id, competition_id, entry_id, kind, text, raised_by, raised_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, '')",
        id.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
        new.kind.as_str(),
        new.text.as_str(),
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(id)
}

/// Settles a concern; false when it is settled already.
///
/// # Errors
/// The database's.
pub async fn settle(tx: &mut Tx, by: &About<Checker>, concern: ConcernId, reason: &str) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let changed = execute!(
        tx,
        "UPDATE concern SET reason = $3, settled_by = $4, settled_at = $5 WHERE id = $1 AND competition_id = $2 AND entry_id = $6 AND settled_at IS NULL",
        concern.uuid(),
        by.competition().uuid(),
        reason,
        by.account().map(AccountId::uuid),
        now,
        by.entry().uuid(),
    )?;
    Ok(changed == 1)
}

/// Settles all open concerns about an entry, which passes in spite of them; gives which.
///
/// # Errors
/// The database's.
pub async fn settle_all(tx: &mut Tx, by: &About<Checker>, reason: &str) -> Result<Vec<ConcernId>, DbError> {
    let now = tx.now().micros();
    let rows: Vec<(Uuid,)> = fetch_all!(
        tx,
        (Uuid,),
        "UPDATE concern SET reason = $3, settled_by = $4, settled_at = $5
         WHERE entry_id = $1 AND competition_id = $2 AND settled_at IS NULL RETURNING id",
        by.entry().uuid(),
        by.competition().uuid(),
        reason,
        by.account().map(AccountId::uuid),
        now,
    )?;
    Ok(rows.into_iter().map(|(id,)| id.into()).collect())
}
