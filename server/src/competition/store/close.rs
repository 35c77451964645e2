//! Closing: every entry is taken, and what is frozen of those that were submitted is listed once and for all. It reads and
//! marks rows of a later stage, because what a close closes are entries.

use super::read::count;
use crate::{
    auth::permits::Editor,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    competition::model::{Close, CloseCause, CloseManifest, ClosedEntry, ClosedFile},
    ids::CompetitionId,
    time::Moment,
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

row! {
    struct EntryRow {
        id: Uuid,
        key: String,
        state: String,
        snapshot: Uuid,
        version: i64,
        at: i64,
        content_hash: String,
        files: String,
    }
}

/// Takes every entry, so that a write which began before is waited for and one which waits for this sees the mark, and
/// freezes the list. The caller has moved the competition on in this transaction.
///
/// # Errors
/// The database's.
pub async fn freeze(tx: &mut Tx, by: &Editor, slug: &str, cause: CloseCause) -> Result<Close, DbError> {
    let (competition, at) = (by.competition(), tx.now());
    let (last,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "SELECT COALESCE(MAX(number), 0) FROM close_manifest WHERE competition_id = $1",
        competition.uuid(),
    )?;
    let number = last + 1;
    mark(tx, by, cause, Some(number)).await?;
    let before = match document(tx, competition, last).await? {
        Some((_, json)) => read(&json)?.entries.into_iter().map(|entry| (entry.entry, entry.snapshot)).collect(),
        None => BTreeMap::new(),
    };
    let mut entries = submitted(tx, competition).await?;
    for entry in &mut entries {
        entry.before = before.get(&entry.entry).copied().filter(|before| *before != entry.snapshot);
    }
    let count = entries.len();
    let manifest = CloseManifest { competition: slug.to_owned(), number, cause, at, entries };
    let json =
        serde_json::to_string(&manifest).map_err(|error| DbError::corrupt("close_manifest", "document", error))?;
    let digest: String = Sha256::digest(json.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    execute!(
        tx,
        "INSERT INTO close_manifest (competition_id, number, cause, count, digest, document, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        competition.uuid(),
        number,
        cause.as_str(),
        i64::try_from(count).unwrap_or(i64::MAX),
        digest.as_str(),
        json.as_str(),
        at.micros(),
    )?;
    Ok(Close { number, cause, count: u32::try_from(count).unwrap_or(u32::MAX), digest, at })
}

/// Entries are open again.
///
/// # Errors
/// The database's.
pub async fn reopen(tx: &mut Tx, by: &Editor) -> Result<(), DbError> {
    mark(tx, by, CloseCause::Entries, None).await
}

/// Closing screening ends what later deadlines are left.
async fn mark(tx: &mut Tx, by: &Editor, cause: CloseCause, number: Option<i64>) -> Result<(), DbError> {
    let statement = match cause {
        CloseCause::Entries => "UPDATE entry SET closed_by = $2 WHERE competition_id = $1",
        CloseCause::Screening => "UPDATE entry SET closed_by = $2, late_until = NULL WHERE competition_id = $1",
    };
    execute!(tx, statement, by.competition().uuid(), number).map(drop)
}

async fn submitted(tx: &mut Tx, competition: CompetitionId) -> Result<Vec<ClosedEntry>, DbError> {
    let rows: Vec<EntryRow> = fetch_all!(
        tx,
        EntryRow,
        "SELECT e.id, e.key, e.state, s.id AS snapshot, s.version, s.at, s.content_hash, s.files
         FROM entry e JOIN snapshot s ON s.entry_id = e.id
           AND s.version = (SELECT MAX(newest.version) FROM snapshot newest WHERE newest.entry_id = e.id)
         WHERE e.competition_id = $1 AND e.state IN ('submitted', 'fix_needed', 'eligible') ORDER BY e.id",
        competition.uuid(),
    )?;
    let mut entries = rows.into_iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    // Databases order text by different rules; the document must not differ.
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(entries)
}

fn entry(row: EntryRow) -> Result<ClosedEntry, DbError> {
    let files: Vec<ClosedFile> =
        serde_json::from_str(&row.files).map_err(|error| DbError::corrupt("snapshot", "files", error))?;
    Ok(ClosedEntry {
        key: row.key,
        entry: row.id.into(),
        state: row.state,
        snapshot: row.snapshot.into(),
        before: None,
        version: row.version,
        frozen_at: Moment::from_micros(row.at),
        content_hash: row.content_hash,
        files,
    })
}

/// A stored document.
///
/// # Errors
/// [`DbError::Corrupt`].
pub fn read(json: &str) -> Result<CloseManifest, DbError> {
    serde_json::from_str(json).map_err(|error| DbError::corrupt("close_manifest", "document", error))
}

/// The digest and the document of a close.
///
/// # Errors
/// The database's.
pub async fn document(
    conn: &mut Conn,
    competition: CompetitionId,
    number: i64,
) -> Result<Option<(String, String)>, DbError> {
    fetch_optional!(
        conn,
        (String, String),
        "SELECT digest, document FROM close_manifest WHERE competition_id = $1 AND number = $2",
        competition.uuid(),
        number,
    )
}

/// Every close of a competition, newest first.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Close>, DbError> {
    let rows: Vec<(i64, String, i64, String, i64)> = fetch_all!(
        conn,
        (i64, String, i64, String, i64),
        "SELECT number, cause, count, digest, at FROM close_manifest WHERE competition_id = $1 ORDER BY number DESC",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|(number, word, entries, digest, at)| {
            let cause = CloseCause::parse(&word).ok_or_else(|| DbError::corrupt("close_manifest", "cause", &word))?;
            Ok(Close { number, cause, count: count(entries), digest, at: Moment::from_micros(at) })
        })
        .collect()
}
