//! Files of entries as they are.

use crate::{
    db::{Conn, DbError},
    fetch_all, fetch_optional, row,
};
use app::{
    entries::model::{EntryFile, FileFacts, FileKind, MediaType},
    ids::{AttachmentId, CompetitionId, EntryId},
};
use std::collections::BTreeSet;
use uuid::Uuid;

row! {
    struct FileRow {
        id: Uuid,
        kind: String,
        name: String,
        alt: String,
        media_type: String,
        size: i64,
        sha256: String,
    }
}

impl FileRow {
    fn file(self) -> Result<EntryFile, DbError> {
        Ok(EntryFile {
            id: self.id.into(),
            kind: FileKind::parse(&self.kind).ok_or_else(|| DbError::corrupt("attachment", "kind", &self.kind))?,
            name: self.name,
            alt: self.alt,
            media_type: MediaType::parse(&self.media_type)
                .ok_or_else(|| DbError::corrupt("attachment", "media_type", &self.media_type))?,
            size: u64::try_from(self.size).map_err(|error| DbError::corrupt("attachment", "size", error))?,
            sha256: self.sha256,
        })
    }
}

/// The files of an entry as its team has them now, in the order they were added.
///
/// # Errors
/// The database's.
pub async fn current(conn: &mut Conn, entry: EntryId) -> Result<Vec<EntryFile>, DbError> {
    let rows: Vec<FileRow> = fetch_all!(
        conn,
        FileRow,
        "SELECT id, kind, name, alt, media_type, size, sha256 FROM attachment
         WHERE entry_id = $1 AND removed_at IS NULL ORDER BY position, id",
        entry.uuid(),
    )?;
    rows.into_iter().map(FileRow::file).collect()
}

row! {
    struct FactsRow {
        id: Uuid,
        width: Option<i64>,
        height: Option<i64>,
        startable: Option<bool>,
    }
}

/// What was found in the files of an entry when they were read.
///
/// # Errors
/// The database's.
pub async fn facts(conn: &mut Conn, entry: EntryId) -> Result<Vec<(AttachmentId, FileFacts)>, DbError> {
    let rows: Vec<FactsRow> = fetch_all!(
        conn,
        FactsRow,
        "SELECT id, width, height, startable FROM attachment WHERE entry_id = $1 AND removed_at IS NULL ORDER BY position, id",
        entry.uuid(),
    )?;
    let points = |n: Option<i64>| n.and_then(|n| u32::try_from(n).ok());
    let found = |row: FactsRow| {
        let facts = FileFacts { points: points(row.width).zip(points(row.height)), startable: row.startable };
        (row.id.into(), facts)
    };
    Ok(rows.into_iter().map(found).collect())
}

/// A file and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The competition.
    pub competition: CompetitionId,
    /// The entry.
    pub entry: EntryId,
    /// What the team calls it now.
    pub file: EntryFile,
}

row! {
    struct LocatedRow {
        competition_id: Uuid,
        entry_id: Uuid,
        id: Uuid,
        kind: String,
        name: String,
        alt: String,
        media_type: String,
        size: i64,
        sha256: String,
    }
}

/// One file, also one that was removed after it had been frozen.
///
/// # Errors
/// The database's.
pub async fn find(conn: &mut Conn, id: AttachmentId) -> Result<Option<Located>, DbError> {
    let row: Option<LocatedRow> = fetch_optional!(
        conn,
        LocatedRow,
        "SELECT competition_id, entry_id, id, kind, name, alt, media_type, size, sha256 FROM attachment WHERE id = $1",
        id.uuid(),
    )?;
    row.map(|row| {
        let LocatedRow { competition_id, entry_id, id, kind, name, alt, media_type, size, sha256 } = row;
        let file = FileRow { id, kind, name, alt, media_type, size, sha256 }.file()?;
        Ok(Located { competition: competition_id.into(), entry: entry_id.into(), file })
    })
    .transpose()
}

/// Of some digests those that belong to a file of any entry.
///
/// # Errors
/// The database's.
pub async fn known(conn: &mut Conn, digests: &[String]) -> Result<BTreeSet<String>, DbError> {
    let mut known = BTreeSet::new();
    for digest in digests {
        let row: Option<(String,)> = fetch_optional!(
            conn,
            (String,),
            "SELECT sha256 FROM attachment WHERE sha256 = $1 LIMIT 1",
            digest.as_str()
        )?;
        known.extend(row.map(|row| row.0));
    }
    Ok(known)
}
