//! Who did what to what, when: one event for each change, appended in the change's own transaction.
//!
//! An event's digest covers everything in it; the payload goes in through a salted digest, so that it can be erased
//! later (a person's data) and the digest still holds. Seals chain batches of events: each fixes how many there are,
//! what is in them and the seal before. On SQLite a seal is part of every commit; on PostgreSQL a job makes one each
//! second, over events whose transaction is final.

use crate::{
    db::{Conn, DbError, SealedEvent, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use app::{
    ids::{AccountId, CompetitionId},
    time::Moment,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// What happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// Where, if it was in a competition.
    pub competition: Option<CompetitionId>,
    /// Who; nobody for what a link's holder or the operator did.
    pub actor: Option<AccountId>,
    /// What, as `stage.deed`: `entries.submit`.
    pub action: &'static str,
    /// To what: an id or a name.
    pub subject: String,
    /// What changed, old and new. Never a secret.
    pub payload: Value,
}

/// Appends an event.
///
/// # Errors
/// The database's.
pub async fn append(tx: &mut Tx, event: Event) -> Result<(), DbError> {
    let salt: [u8; 32] = tx.ambient().random();
    let payload = event.payload.to_string();
    let payload_digest = digest(&[&[0], &salt, payload.as_bytes()]);
    let (at, competition, actor) =
        (tx.now(), event.competition.map(CompetitionId::uuid), event.actor.map(AccountId::uuid));
    let row = event_digest(at, competition, actor, event.action, &event.subject, &payload_digest);
    let (seq,): (i64,) = fetch_one!(
        tx,
        (i64,),
        "INSERT INTO audit_event (at, competition_id, actor, action, subject, payload, salt, payload_digest, digest)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING seq",
        at.micros(),
        competition,
        actor,
        event.action,
        event.subject.as_str(),
        payload.as_str(),
        salt.as_slice(),
        payload_digest.as_slice(),
        row.as_slice(),
    )?;
    tx.wrote_event(SealedEvent { seq, digest: row });
    Ok(())
}

/// Erases what the events about a subject say, for the sake of a person's data. That they happened, when, and by whom
/// stays, and so do their salted digests: the log holds as before.
///
/// # Errors
/// The database's.
pub async fn erase_about(tx: &mut Tx, subject: &str) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE audit_event SET payload = NULL, salt = NULL WHERE subject = $1 AND payload IS NOT NULL",
        subject,
    )
    .map(drop)
}

/// Erases every payload in which a text occurs: somebody's address, wherever it was written.
///
/// # Errors
/// The database's.
pub async fn erase_naming(tx: &mut Tx, text: &str) -> Result<(), DbError> {
    let written = Value::from(text).to_string();
    erase_like(tx, &format!("%{}%", literally(written.trim_matches('"')))).await
}

/// Erases every payload that has a text as one of its values: somebody's name, which may be a word of others' sentences.
///
/// # Errors
/// The database's.
pub async fn erase_value(tx: &mut Tx, text: &str) -> Result<(), DbError> {
    erase_like(tx, &format!("%{}%", literally(&Value::from(text).to_string()))).await
}

async fn erase_like(tx: &mut Tx, pattern: &str) -> Result<(), DbError> {
    execute!(tx, "UPDATE audit_event SET payload = NULL, salt = NULL WHERE payload LIKE $1 ESCAPE '\\'", pattern,)
        .map(drop)
}

/// A text as a pattern of `LIKE ... ESCAPE '\'` that only it fits.
pub fn literally(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// SHA-256 over parts, each preceded by its length, so that no two lists of parts give the same bytes.
fn digest(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

fn event_digest(
    at: Moment,
    competition: Option<Uuid>,
    actor: Option<Uuid>,
    action: &str,
    subject: &str,
    payload: &[u8],
) -> [u8; 32] {
    let id = |id: Option<Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    digest(&[&at.micros().to_be_bytes(), &id(competition), &id(actor), action.as_bytes(), subject.as_bytes(), payload])
}

/// Seals events of this transaction, in the order they were written.
///
/// # Errors
/// The database's; [`DbError::Unique`] when another seal was made from the same one.
pub async fn seal(tx: &mut Tx, events: &[SealedEvent]) -> Result<(), DbError> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Ok(()) };
    let last_seal: Option<(Vec<u8>,)> =
        fetch_optional!(tx, (Vec<u8>,), "SELECT seal FROM audit_seal ORDER BY id DESC LIMIT 1")?;
    let previous = last_seal.map_or_else(|| vec![0; 32], |row| row.0);
    let (batch, seal) = seal_digest(&previous, first.seq, last.seq, events.iter().map(|event| event.digest.as_slice()));
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO audit_seal (first_seq, last_seq, count, digest, previous, seal, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        first.seq,
        last.seq,
        i64::try_from(events.len()).unwrap_or(i64::MAX),
        batch.as_slice(),
        previous.as_slice(),
        seal.as_slice(),
        now,
    )?;
    Ok(())
}

fn seal_digest<'d>(
    previous: &[u8],
    first: i64,
    last: i64,
    digests: impl Iterator<Item = &'d [u8]>,
) -> ([u8; 32], [u8; 32]) {
    let parts: Vec<&[u8]> = digests.collect();
    let batch = digest(&parts);
    (batch, digest(&[previous, &first.to_be_bytes(), &last.to_be_bytes(), &(parts.len() as u64).to_be_bytes(), &batch]))
}

/// PostgreSQL: seals every event below the horizon, the oldest transaction still running, that no seal before covers.
/// Such events are final and none can appear among them later, which is not true of "all with a number above the
/// last": numbers are drawn before commits.
///
/// # Errors
/// The database's.
pub async fn seal_final(tx: &mut Tx) -> Result<(), DbError> {
    execute!(tx, "SELECT pg_advisory_xact_lock(7300521)")?;
    let (horizon,): (String,) =
        fetch_one!(tx, (String,), "SELECT CAST(pg_snapshot_xmin(pg_current_snapshot()) AS TEXT)")?;
    let rows: Vec<(i64, Vec<u8>)> = fetch_all!(
        tx, (i64, Vec<u8>),
        "SELECT seq, digest FROM audit_event WHERE xid < CAST($1 AS xid8)
         AND xid >= COALESCE((SELECT horizon FROM audit_horizon ORDER BY horizon DESC LIMIT 1), CAST('0' AS xid8)) ORDER BY seq",
        horizon.as_str(),
    )?;
    if rows.is_empty() {
        return Ok(());
    }
    let events: Vec<SealedEvent> = rows
        .into_iter()
        .map(|(seq, bytes)| {
            let digest = <[u8; 32]>::try_from(bytes).map_err(|_| DbError::corrupt("audit_event", "digest", seq))?;
            Ok(SealedEvent { seq, digest })
        })
        .collect::<Result<_, DbError>>()?;
    seal(tx, &events).await?;
    execute!(tx, "INSERT INTO audit_horizon (horizon) VALUES (CAST($1 AS xid8))", horizon.as_str())?;
    Ok(())
}

row! {
    struct StoredEvent {
        seq: i64,
        at: i64,
        competition_id: Option<Uuid>,
        actor: Option<Uuid>,
        action: String,
        subject: String,
        payload: Option<String>,
        salt: Option<Vec<u8>>,
        payload_digest: Vec<u8>,
        digest: Vec<u8>,
    }
}

row! {
    struct StoredSeal {
        first_seq: i64,
        last_seq: i64,
        count: i64,
        digest: Vec<u8>,
        previous: Vec<u8>,
        seal: Vec<u8>,
    }
}

/// Checks every event's digest, and on SQLite, where a seal's range is a range of numbers, every seal. Gives the
/// number of events.
///
/// # Errors
/// [`DbError::Corrupt`] names the first event or seal that does not hold.
pub async fn verify(conn: &mut Conn) -> Result<usize, DbError> {
    let events: Vec<StoredEvent> = fetch_all!(
        conn,
        StoredEvent,
        "SELECT seq, at, competition_id, actor, action, subject, payload, salt, payload_digest, digest FROM audit_event ORDER BY seq"
    )?;
    for event in &events {
        if let (Some(payload), Some(salt)) = (&event.payload, &event.salt)
            && digest(&[&[0], salt, payload.as_bytes()]).as_slice() != event.payload_digest
        {
            return Err(DbError::corrupt("audit_event", "payload", event.seq));
        }
        let at = Moment::from_micros(event.at);
        let expected =
            event_digest(at, event.competition_id, event.actor, &event.action, &event.subject, &event.payload_digest);
        if expected.as_slice() != event.digest {
            return Err(DbError::corrupt("audit_event", "digest", event.seq));
        }
    }
    let seals: Vec<StoredSeal> = fetch_all!(
        conn,
        StoredSeal,
        "SELECT first_seq, last_seq, count, digest, previous, seal FROM audit_seal ORDER BY id"
    )?;
    let ranges_are_numbers = matches!(conn.engine(), crate::db::Engine::Sqlite(_));
    let mut previous = vec![0; 32];
    for row in &seals {
        let digests: Vec<&[u8]> = events
            .iter()
            .filter(|event| (row.first_seq..=row.last_seq).contains(&event.seq))
            .map(|event| event.digest.as_slice())
            .collect();
        let (batch, seal) = seal_digest(&previous, row.first_seq, row.last_seq, digests.iter().copied());
        let whole = !ranges_are_numbers
            || (batch.as_slice() == row.digest && seal.as_slice() == row.seal && digests.len() as i64 == row.count);
        if row.previous != previous || !whole {
            return Err(DbError::corrupt("audit_seal", "seal", row.first_seq));
        }
        previous.clone_from(&row.seal);
    }
    Ok(events.len())
}
