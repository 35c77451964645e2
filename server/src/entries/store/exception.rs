//! A later deadline of one entry.

use crate::{
    auth::permits::{About, Editor},
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::{
    entries::model::DeadlineException,
    ids::{AccountId, EntryId},
    time::Moment,
};

/// The later deadline that an entry has, or had.
///
/// # Errors
/// The database's.
pub async fn of_entry(conn: &mut Conn, entry: EntryId) -> Result<Option<DeadlineException>, DbError> {
    let row: Option<(i64, String, i64)> = fetch_optional!(
        conn,
        (i64, String, i64),
        "SELECT until, reason, at FROM deadline_exception WHERE entry_id = $1",
        entry.uuid(),
    )?;
    Ok(row.map(|(until, reason, at)| DeadlineException {
        until: Moment::from_micros(until),
        reason,
        at: Moment::from_micros(at),
    }))
}

/// What came of giving one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It holds.
    Done,
    /// The entry has, or had, one already.
    Already,
    /// The entry or its competition has moved on; nothing was written.
    TooLate,
}

/// Gives an entry that is written, or handed in and not checked yet, a later deadline, once, until screening is closed.
///
/// # Errors
/// The database's.
pub async fn give(tx: &mut Tx, by: &About<Editor>, exception: &DeadlineException) -> Result<Given, DbError> {
    let entry = by.entry();
    let inserted = execute!(
        tx,
        "INSERT INTO deadline_exception (entry_id, competition_id, until, reason, granted_by, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (entry_id) DO NOTHING",
        entry.uuid(),
        by.competition().uuid(),
        exception.until.micros(),
        exception.reason.as_str(),
        by.account().map(AccountId::uuid),
        exception.at.micros(),
    )?;
    if inserted == 0 {
        return Ok(Given::Already);
    }
    let changed = execute!(
        tx,
        "UPDATE entry SET late_until = $3 WHERE id = $1 AND competition_id = $2 AND state IN ('draft', 'submitted')
         AND EXISTS (SELECT 1 FROM competition c WHERE c.id = entry.competition_id AND c.state IN ('open', 'screening'))",
        entry.uuid(),
        by.competition().uuid(),
        exception.until.micros(),
    )?;
    Ok(if changed == 1 { Given::Done } else { Given::TooLate })
}
