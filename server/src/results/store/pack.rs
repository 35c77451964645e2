//! Result packs: what they say, and the files.

use crate::{
    auth::permits::Release,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    competition::model::CompetitionState,
    ids::{CompetitionId, PublicationId, ScorecardId},
    log::tree::{self, Hash},
    results::pack::Stated,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What the log states that a pack shows.
#[derive(Debug, Default)]
pub struct Statements {
    /// Of each scorecard the newest.
    pub scorecards: BTreeMap<ScorecardId, Stated>,
    /// Of the sealed method.
    pub sealed: Option<Stated>,
}

/// Everything that the log of a competition states, the newest of each. What is stated of the competition itself is its sealed
/// method.
///
/// # Errors
/// The database's.
pub async fn statements(conn: &mut Conn, competition: CompetitionId) -> Result<Statements, DbError> {
    let rows: Vec<(Uuid, String, Vec<u8>)> = fetch_all!(
        conn,
        (Uuid, String, Vec<u8>),
        "SELECT subject, body, salt FROM log_statement WHERE competition_id = $1 ORDER BY seq",
        competition.uuid(),
    )?;
    let mut statements = Statements::default();
    for (subject, body, salt) in rows {
        let stated = Stated { salt, body };
        if subject == competition.uuid() {
            statements.sealed = Some(stated);
        } else {
            statements.scorecards.insert(subject.into(), stated);
        }
    }
    Ok(statements)
}

/// A pack that is written with its publication.
#[derive(Clone, Copy, Debug)]
pub struct NewPack<'a> {
    /// The publication.
    pub publication: PublicationId,
    /// Its version.
    pub version: i64,
    /// What the pack says.
    pub content: &'a str,
    /// Its SHA-256, in hexadecimal.
    pub digest: &'a str,
    /// Whether the public gets it.
    pub offered: bool,
}

/// Keeps what a pack says.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, by: &Release, pack: NewPack<'_>) -> Result<(), DbError> {
    execute!(
        tx,
        "INSERT INTO result_pack (publication_id, competition_id, version, content, digest, offered) VALUES ($1, $2, $3, $4, $5, $6)",
        pack.publication.uuid(),
        by.competition().uuid(),
        pack.version,
        pack.content,
        pack.digest,
        pack.offered,
    )
    .map(drop)
}

/// A pack whose publication has its checkpoint, and which has no file yet.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Where.
    pub competition: CompetitionId,
    /// The publication.
    pub publication: PublicationId,
    /// What it says.
    pub content: String,
    /// The publication's checkpoint: the signed note and its size.
    pub checkpoint: (String, i64),
    /// The salt of what the log states of it.
    pub salt: Vec<u8>,
    /// The leaf of that.
    pub leaf: Hash,
}

row! {
    struct WaitingRow {
        competition_id: Uuid,
        publication_id: Uuid,
        content: String,
        note: String,
        size: i64,
        salt: Vec<u8>,
        body: String,
    }
}

/// The packs that wait for their file.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn) -> Result<Vec<Waiting>, DbError> {
    let rows: Vec<WaitingRow> = fetch_all!(
        conn,
        WaitingRow,
        "SELECT p.competition_id, p.publication_id, p.content, k.note, k.size, s.salt, s.body FROM result_pack p
         JOIN log_statement s ON s.subject = p.publication_id AND s.competition_id = p.competition_id
         JOIN checkpoint k ON k.seq = s.seq AND k.competition_id = p.competition_id
         WHERE p.file IS NULL ORDER BY p.competition_id, p.version",
    )?;
    let waiting = |row: WaitingRow| Waiting {
        competition: row.competition_id.into(),
        publication: row.publication_id.into(),
        content: row.content,
        checkpoint: (row.note, row.size),
        leaf: tree::leaf(&[&row.salt, row.body.as_bytes()]),
        salt: row.salt,
    };
    Ok(rows.into_iter().map(waiting).collect())
}

/// Keeps the file of a pack that has none.
///
/// # Errors
/// The database's.
pub async fn set_file(
    tx: &mut Tx,
    competition: CompetitionId,
    publication: PublicationId,
    file: &str,
) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE result_pack SET file = $3 WHERE publication_id = $1 AND competition_id = $2 AND file IS NULL",
        publication.uuid(),
        competition.uuid(),
        file,
    )
    .map(drop)
}

row! {
    struct PublicRow {
        state: String,
        published: Option<Uuid>,
        digest: Option<String>,
        offered: Option<bool>,
        file: Option<String>,
    }
}

/// What the public address of a pack says.
#[derive(Debug, PartialEq, Eq)]
pub enum PublicPack {
    /// There is no such competition or version, or it is still being set up.
    None,
    /// There is one, and its results are not out.
    NotYet,
    /// The results are out without their scores, or from before there were packs.
    Withheld,
    /// The log has not signed the publication yet.
    Soon,
    /// The pack.
    Out {
        /// SHA-256 of what it says, in hexadecimal.
        digest: String,
        /// The file.
        file: String,
    },
}

/// The pack of a publication, or of the newest one.
///
/// # Errors
/// The database's.
pub async fn public(conn: &mut Conn, slug: &str, version: Option<i64>) -> Result<PublicPack, DbError> {
    let row: Option<PublicRow> = fetch_optional!(
        conn,
        PublicRow,
        "SELECT c.state, b.id AS published, p.digest, p.offered, p.file FROM competition c
         LEFT JOIN publication b ON b.competition_id = c.id AND c.state = 'published' AND ($2 = 0 OR b.version = $2)
         LEFT JOIN result_pack p ON p.publication_id = b.id
         WHERE c.slug = $1 ORDER BY b.version DESC LIMIT 1",
        slug,
        version.unwrap_or_default(),
    )?;
    let Some(row) = row.filter(|row| row.state != CompetitionState::Setup.as_str()) else {
        return Ok(PublicPack::None);
    };
    Ok(match (row.published, row.offered, row.digest, row.file) {
        (None, ..) if row.state != CompetitionState::Published.as_str() => PublicPack::NotYet,
        (None, ..) => PublicPack::None,
        (_, Some(true), Some(digest), Some(file)) => PublicPack::Out { digest, file },
        (_, Some(true), ..) => PublicPack::Soon,
        _ => PublicPack::Withheld,
    })
}
