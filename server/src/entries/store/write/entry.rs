//! Entries: begun, saved, handed in, taken back.

use super::files::mark_frozen;
use crate::{
    auth::permits::{EntryEditor, TeamMember},
    db::{DbError, Tx},
    entries::store::files::current,
    execute,
};
use app::{
    entries::{
        model::{EntryContent, EntryState},
        rules::{Frozen, freeze},
    },
    ids::{AccountId, EntryId, SnapshotId, TrackId},
};
use uuid::Uuid;

/// An entry that is begun.
pub struct NewEntry<'a> {
    /// Its id.
    pub id: EntryId,
    /// Its track.
    pub track: TrackId,
    /// Its short name.
    pub key: &'a str,
    /// What is written already.
    pub content: &'a EntryContent,
}

/// Begins a draft of a team; false when the key is taken, and then nothing was written.
///
/// # Errors
/// The database's.
pub async fn insert_entry(tx: &mut Tx, by: &TeamMember, new: &NewEntry<'_>) -> Result<bool, DbError> {
    let now = tx.now().micros();
    let Frozen { json, .. } = freeze(new.content, &[]);
    let inserted = execute!(
        tx,
        "INSERT INTO entry (id, competition_id, track_id, team_id, key, state, title, languages, content, version, created_at, kind,
                            platforms, content_notes)
         VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, 1, $9, $10, $11, $12) ON CONFLICT (competition_id, key) DO NOTHING",
        new.id.uuid(),
        by.competition().uuid(),
        new.track.uuid(),
        by.team().uuid(),
        new.key,
        new.content.title.as_str(),
        new.content.languages.join(";"),
        json.as_str(),
        now,
        new.content.kind.as_str(),
        new.content.platforms.join(";"),
        new.content.warnings.join(";"),
    )?;
    if inserted == 1 {
        insert_version(tx, new.id, 1, &json, Some(by.account())).await?;
    }
    Ok(inserted == 1)
}

pub(super) async fn insert_version(
    tx: &mut Tx,
    entry: EntryId,
    version: i64,
    json: &str,
    by: Option<AccountId>,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO entry_version (entry_id, version, content, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)",
        entry.uuid(),
        version,
        json,
        by.map(AccountId::uuid),
        now,
    )
    .map(drop)
}

pub(super) async fn insert_snapshot(
    tx: &mut Tx,
    competition: Uuid,
    entry: EntryId,
    version: i64,
    frozen: &Frozen,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    let id: SnapshotId = tx.ambient().id();
    execute!(
        tx,
        "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at, files) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        id.uuid(),
        competition,
        entry.uuid(),
        version,
        frozen.json.as_str(),
        frozen.hash.as_str(),
        now,
        frozen.files.as_str(),
    )
    .map(drop)
}

/// What is saved.
pub struct Save<'a> {
    /// The version it is based on.
    pub based_on: i64,
    /// What was written.
    pub content: &'a EntryContent,
    /// The state the decision was made on.
    pub state: EntryState,
    /// The accepted version of the rules, if it is handed in.
    pub handed_in: Option<i64>,
}

/// The times in which an entry may be written, once more where it counts: the competition may have moved on since the
/// decision. `$4` is the present second. Closing takes every entry for its transaction and marks it (`closed_by`): a write
/// that waited for it sees the mark on its own row, where the state of the competition, being another table's, would still
/// be the one of before.
macro_rules! in_time {
    () => {
        " AND EXISTS (SELECT 1 FROM competition c WHERE c.id = entry.competition_id AND (
            (entry.state IN ('draft', 'submitted') AND c.state = 'open' AND entry.closed_by IS NULL
              AND (c.entries_close_at IS NULL OR c.entries_close_at / 1000000 >= $4))
            OR (entry.state IN ('draft', 'submitted') AND c.state IN ('open', 'screening') AND entry.late_until / 1000000 >= $4)
            OR (entry.state = 'fix_needed' AND c.state IN ('screening', 'judging') AND entry.cure_until / 1000000 >= $4)))"
    };
}
pub(super) use in_time;

/// Saves, and hands in if so wished: then contents and files are frozen too. False when it was changed in between or its time
/// has passed; then nothing was written.
///
/// # Errors
/// The database's.
pub async fn save(tx: &mut Tx, by: &EntryEditor, save: &Save<'_>) -> Result<bool, DbError> {
    let now = tx.now();
    let files = current(tx, by.entry()).await?;
    let frozen = freeze(save.content, &files);
    let changed = execute!(
        tx,
        concat!(
            "UPDATE entry SET title = $5, languages = $6, content = $7, kind = $8, platforms = $9, content_notes = $10,
                 version = version + 1
             WHERE id = $1 AND version = $2 AND state = $3",
            in_time!()
        ),
        by.entry().uuid(),
        save.based_on,
        save.state.as_str(),
        now.seconds(),
        save.content.title.as_str(),
        save.content.languages.join(";"),
        frozen.json.as_str(),
        save.content.kind.as_str(),
        save.content.platforms.join(";"),
        save.content.warnings.join(";"),
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let version = save.based_on + 1;
    insert_version(tx, by.entry(), version, &frozen.json, by.account()).await?;
    if let Some(rules_version) = save.handed_in {
        execute!(
            tx,
            "UPDATE entry SET state = 'submitted', submitted_at = $2, rules_version = $3, content_hash = $4, cure_until = $5 WHERE id = $1",
            by.entry().uuid(),
            now.micros(),
            rules_version,
            frozen.hash.as_str(),
            None::<i64>,
        )?;
        insert_snapshot(tx, by.competition().uuid(), by.entry(), version, &frozen).await?;
        mark_frozen(tx, by.entry()).await?;
    }
    Ok(true)
}

/// A change of track.
pub struct Move<'a> {
    /// The version it is based on.
    pub based_on: i64,
    /// The state the decision was made on.
    pub state: EntryState,
    /// The other track.
    pub to: TrackId,
    /// What is left of the contents there.
    pub content: &'a EntryContent,
}

/// Puts an entry into another track, where it is a draft; what it said before stays among its versions. False when it was
/// changed in between or its time has passed; then nothing was written.
///
/// # Errors
/// The database's.
pub async fn change_track(tx: &mut Tx, by: &EntryEditor, new: &Move<'_>) -> Result<bool, DbError> {
    let now = tx.now();
    let Frozen { json, .. } = freeze(new.content, &[]);
    let changed = execute!(
        tx,
        concat!(
            "UPDATE entry SET track_id = $5, content = $6, version = version + 1, state = 'draft', submitted_at = NULL,
               rules_version = NULL, content_hash = NULL
             WHERE id = $1 AND version = $2 AND state = $3 AND state IN ('draft', 'submitted')",
            in_time!()
        ),
        by.entry().uuid(),
        new.based_on,
        new.state.as_str(),
        now.seconds(),
        new.to.uuid(),
        json.as_str(),
    )?;
    if changed == 1 {
        insert_version(tx, by.entry(), new.based_on + 1, &json, by.account()).await?;
    }
    Ok(changed == 1)
}

/// Takes an entry back; false when it stands elsewhere by now or results are out.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, by: &EntryEditor, from: EntryState) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE entry SET state = 'withdrawn' WHERE id = $1 AND state = $2
         AND EXISTS (SELECT 1 FROM competition c WHERE c.id = entry.competition_id AND c.state <> 'published')",
        by.entry().uuid(),
        from.as_str(),
    )?;
    Ok(changed == 1)
}
