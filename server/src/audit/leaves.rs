//! The leaves of each competition's Merkle tree, in the order in which events became final (RFC 6962; trust.md I-03, I-04).
//! An event's leaf is the hash of its digest; what an event states has a leaf of its own, behind a salt.

use crate::{
    db::{Conn, DbError, SealedEvent, Tx},
    execute_rows, fetch_all, fetch_optional, row,
};
use app::{
    ids::CompetitionId,
    log::tree::{self, Hash},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The leaf of an event that states nothing.
pub(super) fn of_event(digest: &[u8]) -> Hash {
    tree::leaf(&[digest])
}

/// The leaves of events: of those that are of a competition.
pub(super) fn of(event: &SealedEvent) -> impl Iterator<Item = (Uuid, i64, Hash)> + use<> {
    let leaves = [Some(of_event(&event.digest)), event.statement];
    let (seq, competition) = (event.seq, event.competition);
    leaves.into_iter().flatten().filter_map(move |leaf| Some((competition?, seq, leaf)))
}

/// Gives events that are final their places, in this order.
pub(super) async fn append(tx: &mut Tx, events: &[SealedEvent]) -> Result<(), DbError> {
    let mut sizes: BTreeMap<Uuid, i64> = BTreeMap::new();
    let mut rows = Vec::new();
    for (competition, seq, leaf) in events.iter().flat_map(of) {
        let position = match sizes.get(&competition) {
            Some(size) => *size,
            None => next(tx, competition).await?,
        };
        sizes.insert(competition, position + 1);
        rows.push((competition, position, seq, leaf));
    }
    execute_rows!(
        tx,
        "INSERT INTO log_leaf (competition_id, position, seq, leaf) VALUES",
        rows,
        |row| [row.0, row.1, row.2, row.3.as_slice()],
        "",
    )?;
    Ok(())
}

/// How many there are of a competition.
///
/// # Errors
/// The database's.
pub async fn size(conn: &mut Conn, competition: CompetitionId) -> Result<u64, DbError> {
    let size = next(conn, competition.uuid()).await?;
    u64::try_from(size).map_err(|_| DbError::corrupt("log_leaf", "position", size))
}

async fn next(conn: &mut Conn, competition: Uuid) -> Result<i64, DbError> {
    let last: Option<(i64,)> = fetch_optional!(
        conn,
        (i64,),
        "SELECT position FROM log_leaf WHERE competition_id = $1 ORDER BY position DESC LIMIT 1",
        competition,
    )?;
    Ok(last.map_or(0, |(position,)| position + 1))
}

/// All leaves of a competition.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn, competition: CompetitionId) -> Result<Vec<Hash>, DbError> {
    let rows: Vec<(Vec<u8>,)> = fetch_all!(
        conn,
        (Vec<u8>,),
        "SELECT leaf FROM log_leaf WHERE competition_id = $1 ORDER BY position",
        competition.uuid(),
    )?;
    rows.into_iter().enumerate().map(|(position, (bytes,))| hash(position, bytes)).collect()
}

/// The first leaves of a competition, so many.
///
/// # Errors
/// The database's; [`DbError::Corrupt`] when there are fewer.
pub async fn first(conn: &mut Conn, competition: CompetitionId, size: u64) -> Result<Vec<Hash>, DbError> {
    let rows: Vec<(Vec<u8>,)> = fetch_all!(
        conn,
        (Vec<u8>,),
        "SELECT leaf FROM log_leaf WHERE competition_id = $1 AND position < $2 ORDER BY position",
        competition.uuid(),
        i64::try_from(size).unwrap_or(i64::MAX),
    )?;
    if rows.len() as u64 != size {
        return Err(DbError::corrupt("log_leaf", "position", size));
    }
    rows.into_iter().enumerate().map(|(position, (bytes,))| hash(position, bytes)).collect()
}

fn hash(position: impl std::fmt::Display, bytes: Vec<u8>) -> Result<Hash, DbError> {
    Hash::try_from(bytes).map_err(|_| DbError::corrupt("log_leaf", "leaf", position))
}

/// What was stated about something, and where it is in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What.
    pub body: String,
    /// What keeps others from guessing it.
    pub salt: Vec<u8>,
    /// Its leaf.
    pub leaf: Hash,
    /// Its place among the leaves; `None` for the moment in which it is not final.
    pub position: Option<u64>,
}

row! {
    struct StatedRow {
        body: String,
        salt: Vec<u8>,
        leaf: Vec<u8>,
        position: Option<i64>,
    }
}

/// The newest statement about something.
///
/// # Errors
/// The database's.
pub async fn newest(conn: &mut Conn, subject: Uuid) -> Result<Option<Stated>, DbError> {
    let row: Option<StatedRow> = fetch_optional!(
        conn,
        StatedRow,
        "SELECT s.body, s.salt, s.leaf, l.position FROM log_statement s
         LEFT JOIN log_leaf l ON l.seq = s.seq AND l.leaf = s.leaf
         WHERE s.subject = $1 ORDER BY s.seq DESC LIMIT 1",
        subject,
    )?;
    row.map(|row| {
        let position = row.position.and_then(|position| u64::try_from(position).ok());
        Ok(Stated { body: row.body, salt: row.salt, leaf: hash("statement", row.leaf)?, position })
    })
    .transpose()
}
