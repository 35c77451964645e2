//! What a fix may change, and what it changed.

use super::{files::current, read};
use crate::{
    auth::permits::{About, Checker},
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::{
    entries::model::{CurePart, EntryFile, Snapshot},
    ids::{EntryId, SnapshotId},
};
use uuid::Uuid;

/// Opens these parts of an entry for a fix. Files of other kinds become those that are judged again: what the team did to
/// them in a fix before, and has not handed in, is not part of this one.
///
/// # Errors
/// The database's.
pub async fn open(tx: &mut Tx, by: &About<Checker>, parts: &[CurePart]) -> Result<(), DbError> {
    let entry = by.entry();
    let opened = execute!(
        tx,
        "UPDATE entry SET cure_parts = $3 WHERE id = $1 AND competition_id = $2",
        entry.uuid(),
        by.competition().uuid(),
        CurePart::join(parts).as_str(),
    )?;
    let judged = if opened == 1 { read::snapshot(tx, entry).await? } else { None };
    let Some(judged) = judged else { return Ok(()) };
    let closed = |file: &EntryFile| !parts.contains(&CurePart::Files(file.kind));
    let now = tx.now().micros();
    for file in current(tx, entry).await?.iter().filter(|file| closed(file)) {
        if !judged.files.iter().any(|judged| judged.id == file.id) {
            execute!(tx, "UPDATE attachment SET removed_at = $2 WHERE id = $1", file.id.uuid(), now)?;
        }
    }
    for file in judged.files.iter().filter(|file| closed(file)) {
        execute!(
            tx,
            "UPDATE attachment SET removed_at = $2, alt = $3 WHERE id = $1",
            file.id.uuid(),
            None::<i64>,
            file.alt.as_str(),
        )?;
    }
    Ok(())
}

/// The frozen copy that the newest check which asked for a fix was about.
///
/// # Errors
/// The database's.
pub async fn checked(conn: &mut Conn, entry: EntryId) -> Result<Option<Snapshot>, DbError> {
    let row: Option<(Uuid,)> = fetch_optional!(
        conn,
        (Uuid,),
        "SELECT snapshot_id FROM eligibility_check
         WHERE entry_id = $1 AND outcome = 'fix_needed' AND snapshot_id IS NOT NULL ORDER BY at DESC, id DESC LIMIT 1",
        entry.uuid(),
    )?;
    match row {
        Some((id,)) => read::snapshot_of_id(conn, SnapshotId::new(id)).await,
        None => Ok(None),
    }
}
