//! Seals: which events are final, how many they are and in which order.

use super::{digest, leaves};
use crate::{
    db::{DbError, Engine, SealedEvent, Tx},
    execute, fetch_all, fetch_one, fetch_optional, row,
};
use uuid::Uuid;

row! {
    struct EventRow {
        seq: i64,
        digest: Vec<u8>,
        competition_id: Option<Uuid>,
        leaf: Option<Vec<u8>>,
    }
}

impl EventRow {
    fn event(self) -> Result<SealedEvent, DbError> {
        let hash = |column, bytes: Vec<u8>| {
            <[u8; 32]>::try_from(bytes).map_err(|_| DbError::corrupt("audit_event", column, self.seq))
        };
        let statement = self.leaf.map(|bytes| hash("leaf", bytes)).transpose()?;
        Ok(SealedEvent {
            seq: self.seq,
            digest: hash("digest", self.digest)?,
            competition: self.competition_id,
            statement,
        })
    }
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
    leaves::append(tx, events).await
}

pub(super) fn seal_digest<'d>(
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
    let rows: Vec<EventRow> = fetch_all!(
        tx,
        EventRow,
        "SELECT e.seq, e.digest, e.competition_id, s.leaf FROM audit_event e LEFT JOIN log_statement s ON s.seq = e.seq
         WHERE e.xid < CAST($1 AS xid8)
         AND e.xid >= COALESCE((SELECT horizon FROM audit_horizon ORDER BY horizon DESC LIMIT 1), CAST('0' AS xid8))
         ORDER BY e.seq",
        horizon.as_str(),
    )?;
    if rows.is_empty() {
        return Ok(());
    }
    seal(tx, &rows.into_iter().map(EventRow::event).collect::<Result<Vec<_>, _>>()?).await?;
    execute!(tx, "INSERT INTO audit_horizon (horizon) VALUES (CAST($1 AS xid8))", horizon.as_str())?;
    Ok(())
}

/// Gives the events that were sealed before there were leaves their places. Nothing is left to do where there are any.
///
/// # Errors
/// The database's.
pub async fn fill(tx: &mut Tx) -> Result<(), DbError> {
    let sealed = match tx.engine() {
        Engine::Sqlite(_) => "SELECT seq, digest, competition_id, NULL AS leaf FROM audit_event ORDER BY seq",
        Engine::Postgres(_) => {
            execute!(tx, "SELECT pg_advisory_xact_lock(7300521)")?;
            "SELECT seq, digest, competition_id, CAST(NULL AS BYTEA) AS leaf FROM audit_event
             WHERE xid < COALESCE((SELECT horizon FROM audit_horizon ORDER BY horizon DESC LIMIT 1), CAST('0' AS xid8))
             ORDER BY seq"
        }
    };
    let begun: Option<(i64,)> = fetch_optional!(tx, (i64,), "SELECT seq FROM log_leaf LIMIT 1")?;
    if begun.is_some() {
        return Ok(());
    }
    let rows: Vec<EventRow> = fetch_all!(tx, EventRow, sealed)?;
    leaves::append(tx, &rows.into_iter().map(EventRow::event).collect::<Result<Vec<_>, _>>()?).await
}
