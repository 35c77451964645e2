//! Files: added, described, removed, frozen.

use super::entry::{in_time, insert_snapshot, insert_version};
use crate::{
    auth::permits::EntryEditor,
    db::{DbError, Tx},
    entries::store::files::current,
    execute, fetch_one,
};
use app::{
    entries::{
        model::{EntryContent, EntryFile, EntryState, FileFacts},
        rules::{Frozen, freeze},
    },
    ids::{AccountId, AttachmentId, EntryId},
    time::Moment,
};

/// Begins a change of an entry's files, decided at a moment: takes the entry for this transaction, so that two changes at
/// once count each other's files. What is handed in gets its next version, which [`freeze_again`] completes. False when
/// the entry stands elsewhere by now, or the moment was too late; then nothing was written.
///
/// # Errors
/// The database's.
pub async fn begin_change(tx: &mut Tx, by: &EntryEditor, state: EntryState, at: Moment) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        concat!("UPDATE entry SET version = version + $2 WHERE id = $1 AND state = $3", in_time!()),
        by.entry().uuid(),
        i64::from(state == EntryState::Submitted),
        state.as_str(),
        at.seconds(),
    )?;
    Ok(changed == 1)
}

/// Adds a file, whose bytes are stored by now, behind those that are there.
///
/// # Errors
/// The database's.
pub async fn insert_file(tx: &mut Tx, by: &EntryEditor, new: &EntryFile) -> Result<(), DbError> {
    let now = tx.now().micros();
    let size = i64::try_from(new.size).map_err(|error| DbError::corrupt("attachment", "size", error))?;
    execute!(
        tx,
        "INSERT INTO attachment (id, competition_id, entry_id, kind, name, alt, media_type, size, sha256, position, frozen,
           removed_at, added_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9,
           (SELECT COALESCE(MAX(position), 0) + 1 FROM attachment WHERE entry_id = $3), $10, $11, $12, $13)",
        new.id.uuid(),
        by.competition().uuid(),
        by.entry().uuid(),
        new.kind.as_str(),
        new.name.as_str(),
        new.alt.as_str(),
        new.media_type.as_str(),
        size,
        new.sha256.as_str(),
        false,
        None::<i64>,
        by.account().map(AccountId::uuid),
        now,
    )
    .map(drop)
}

/// Notes what was found in a file when it was read.
///
/// # Errors
/// The database's.
pub async fn note_facts(tx: &mut Tx, by: &EntryEditor, file: AttachmentId, facts: &FileFacts) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE attachment SET width = $3, height = $4, startable = $5 WHERE id = $1 AND entry_id = $2",
        file.uuid(),
        by.entry().uuid(),
        facts.points.map(|(width, _)| i64::from(width)),
        facts.points.map(|(_, height)| i64::from(height)),
        facts.startable,
    )
    .map(drop)
}

/// Says anew what a picture shows; false when there is no such picture.
///
/// # Errors
/// The database's.
pub async fn describe_file(tx: &mut Tx, by: &EntryEditor, file: AttachmentId, alt: &str) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE attachment SET alt = $3 WHERE id = $1 AND entry_id = $2 AND kind = 'screenshot' AND removed_at IS NULL",
        file.uuid(),
        by.entry().uuid(),
        alt,
    )?;
    Ok(changed == 1)
}

/// Removes a file; false when there is no such file. One that was frozen stays for those who judge it.
///
/// # Errors
/// The database's.
pub async fn remove_file(tx: &mut Tx, by: &EntryEditor, file: AttachmentId) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let gone = execute!(
        tx,
        "DELETE FROM attachment WHERE id = $1 AND entry_id = $2 AND frozen = $3 AND removed_at IS NULL",
        file.uuid(),
        by.entry().uuid(),
        false,
    )?;
    if gone == 1 {
        return Ok(true);
    }
    let marked = execute!(
        tx,
        "UPDATE attachment SET removed_at = $3 WHERE id = $1 AND entry_id = $2 AND removed_at IS NULL",
        file.uuid(),
        by.entry().uuid(),
        now,
    )?;
    Ok(marked == 1)
}

/// Completes the version that [`begin_change`] began of what is handed in: contents and files are frozen anew.
///
/// # Errors
/// The database's.
pub async fn freeze_again(tx: &mut Tx, by: &EntryEditor, content: &EntryContent) -> Result<Frozen, DbError> {
    let (now, entry) = (tx.now().micros(), by.entry().uuid());
    let (version,): (i64,) = fetch_one!(tx, (i64,), "SELECT version FROM entry WHERE id = $1", entry)?;
    let files = current(tx, by.entry()).await?;
    let frozen = freeze(content, &files);
    insert_version(tx, by.entry(), version, &frozen.json, by.account()).await?;
    execute!(
        tx,
        "UPDATE entry SET submitted_at = $2, content_hash = $3 WHERE id = $1",
        entry,
        now,
        frozen.hash.as_str(),
    )?;
    insert_snapshot(tx, by.competition().uuid(), by.entry(), version, &frozen).await?;
    mark_frozen(tx, by.entry()).await?;
    Ok(frozen)
}

/// The files that are there now are in a frozen copy.
pub(super) async fn mark_frozen(tx: &mut Tx, entry: EntryId) -> Result<(), DbError> {
    execute!(tx, "UPDATE attachment SET frozen = $2 WHERE entry_id = $1 AND removed_at IS NULL", entry.uuid(), true,)
        .map(drop)
}
