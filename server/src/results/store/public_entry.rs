//! What everybody may know of entries: of what was frozen, for the document; the names of who made one; and the
//! publications there were.

use crate::{
    db::{Conn, DbError},
    entries::store::read as entries,
    fetch_all, row,
};
use app::{
    entries::model::{EntryContent, EntryFile},
    ids::{CompetitionId, EntryId},
    results::model::{Credit, PublishedVersion},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was frozen of an entry last.
pub(super) struct FrozenEntry {
    pub(super) content: EntryContent,
    pub(super) files: Vec<EntryFile>,
}

/// Every entry that was frozen, by its newest frozen copy.
pub(super) async fn frozen(
    conn: &mut Conn,
    competition: CompetitionId,
) -> Result<BTreeMap<EntryId, FrozenEntry>, DbError> {
    let rows: Vec<(Uuid, String, String)> = fetch_all!(
        conn,
        (Uuid, String, String),
        "SELECT s.entry_id, s.content, s.files FROM snapshot s WHERE s.competition_id = $1
         AND s.version = (SELECT MAX(newest.version) FROM snapshot newest WHERE newest.entry_id = s.entry_id)",
        competition.uuid(),
    )?;
    rows.into_iter()
        .map(|(entry, content, files)| {
            let content = entries::content("snapshot", &content)?;
            let files = serde_json::from_str(&files).map_err(|error| DbError::corrupt("snapshot", "files", error))?;
            Ok((entry.into(), FrozenEntry { content, files }))
        })
        .collect()
}

/// Who made an entry of a competition whose results are out: its members by the names they chose, as they are now, so
/// that somebody who changes a name or deletes an account is not shown by the old one. A minor is named as long as a
/// guardian agrees to taking part and to being shown.
///
/// # Errors
/// The database's.
pub async fn credits(conn: &mut Conn, slug: &str, key: &str) -> Result<Vec<Credit>, DbError> {
    let rows: Vec<(String, String)> = fetch_all!(
        conn,
        (String, String),
        "SELECT m.public_name, m.role FROM competition c JOIN entry e ON e.competition_id = c.id AND e.key = $2
         JOIN member m ON m.team_id = e.team_id LEFT JOIN guardian_consent g ON g.member_id = m.id
         WHERE c.slug = $1 AND c.state = 'published' AND m.public_name <> ''
         AND (NOT m.minor OR (COALESCE(g.state, '') = 'given' AND COALESCE(g.publication, '') = 'given'))
         ORDER BY m.created_at, m.id",
        slug,
        key,
    )?;
    Ok(rows.into_iter().map(|(name, role)| Credit { name, role }).collect())
}

row! {
    struct VersionRow {
        id: Uuid,
        version: i64,
        published_at: i64,
        digest: String,
        document: String,
    }
}

/// The publications of a competition whose results are out, oldest first; none before.
///
/// # Errors
/// The database's.
pub async fn versions(conn: &mut Conn, slug: &str) -> Result<Vec<PublishedVersion>, DbError> {
    let rows: Vec<VersionRow> = fetch_all!(
        conn,
        VersionRow,
        "SELECT p.id, p.version, p.published_at, p.digest, p.document FROM competition c
         JOIN publication p ON p.competition_id = c.id WHERE c.slug = $1 AND c.state = 'published' ORDER BY p.version",
        slug,
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(PublishedVersion {
                id: row.id.into(),
                version: row.version,
                at: Moment::from_micros(row.published_at),
                digest: row.digest,
                document: serde_json::from_str(&row.document)
                    .map_err(|error| DbError::corrupt("publication", "document", error))?,
            })
        })
        .collect()
}
