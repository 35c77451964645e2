//! Who did what to what, when: one event for each change, appended in the change's own transaction.
//!
//! An event's digest covers everything in it; the payload goes in through a salted digest, so that it can be erased
//! later (a person's data) and the digest still holds. Seals chain batches of events: each fixes how many there are,
//! what is in them and the seal before. On SQLite a seal is part of every commit; on PostgreSQL a job makes one each
//! second, over events whose transaction is final. With its seal an event gets its place among the leaves of its
//! competition's Merkle tree ([`leaves`]); at occasions its root is signed ([`checkpoints`]).

pub mod checkpoints;
pub mod leaves;
mod mark;
mod seal;
mod verify;

pub use mark::{Mark, mark};
pub use seal::{fill, seal, seal_final};
pub use verify::verify;

use crate::{
    db::{DbError, SealedEvent, Tx},
    execute, fetch_one,
};
use app::{
    ids::{AccountId, CompetitionId},
    log::tree,
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

/// What an event says so that it can be shown later, to somebody who then can find it in the log.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Where.
    pub competition: CompetitionId,
    /// Of what: a scorecard.
    pub subject: Uuid,
    /// What is said. No names: it may be published.
    pub body: String,
}

/// Appends an event.
///
/// # Errors
/// The database's.
pub async fn append(tx: &mut Tx, event: Event) -> Result<(), DbError> {
    write(tx, event, None).await
}

/// Appends an event and what it states.
///
/// # Errors
/// The database's.
pub async fn state(tx: &mut Tx, event: Event, statement: Statement) -> Result<(), DbError> {
    write(tx, event, Some(statement)).await
}

async fn write(tx: &mut Tx, event: Event, statement: Option<Statement>) -> Result<(), DbError> {
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
    let statement = match statement {
        Some(statement) => Some(keep(tx, seq, &statement).await?),
        None => None,
    };
    tx.wrote_event(SealedEvent { seq, digest: row, competition, statement });
    Ok(())
}

/// Keeps a statement behind a salt of its own; gives its leaf.
async fn keep(tx: &mut Tx, seq: i64, statement: &Statement) -> Result<tree::Hash, DbError> {
    let salt: [u8; 32] = tx.ambient().random();
    let leaf = tree::leaf(&[&salt, statement.body.as_bytes()]);
    execute!(
        tx,
        "INSERT INTO log_statement (seq, competition_id, subject, body, salt, leaf) VALUES ($1, $2, $3, $4, $5, $6)",
        seq,
        statement.competition.uuid(),
        statement.subject,
        statement.body.as_str(),
        salt.as_slice(),
        leaf.as_slice(),
    )?;
    Ok(leaf)
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
