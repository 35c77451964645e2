//! Whether the log is as it was written.

use super::{digest, event_digest, leaves, seal::seal_digest};
use crate::{
    db::{Conn, DbError},
    fetch_all, row,
};
use app::{
    log::tree::{self, Hash},
    time::Moment,
};
use std::collections::BTreeMap;
use uuid::Uuid;

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
    check_leaves(conn, &events, ranges_are_numbers).await?;
    Ok(events.len())
}

/// Every leaf is that of its event or of what it states, at its place; on SQLite, where what is committed is final, every event
/// of a competition has one.
async fn check_leaves(conn: &mut Conn, events: &[StoredEvent], all_final: bool) -> Result<(), DbError> {
    let statements: Vec<(i64, String, Vec<u8>)> =
        fetch_all!(conn, (i64, String, Vec<u8>), "SELECT seq, body, salt FROM log_statement ORDER BY seq")?;
    let stated: BTreeMap<i64, Hash> =
        statements.iter().map(|(seq, body, salt)| (*seq, tree::leaf(&[salt, body.as_bytes()]))).collect();
    let mut expected: BTreeMap<(Uuid, i64), Vec<Hash>> = BTreeMap::new();
    for event in events {
        if let Some(competition) = event.competition_id {
            let own = [Some(leaves::of_event(&event.digest)), stated.get(&event.seq).copied()];
            expected.insert((competition, event.seq), own.into_iter().flatten().collect());
        }
    }
    let rows: Vec<(Uuid, i64, i64, Vec<u8>)> = fetch_all!(
        conn,
        (Uuid, i64, i64, Vec<u8>),
        "SELECT competition_id, position, seq, leaf FROM log_leaf ORDER BY competition_id, position"
    )?;
    let mut sizes: BTreeMap<Uuid, i64> = BTreeMap::new();
    for (competition, position, seq, leaf) in rows {
        let size = sizes.entry(competition).or_default();
        let left = expected.get_mut(&(competition, seq)).filter(|left| !left.is_empty());
        if *size != position || left.is_none_or(|left| left.remove(0).as_slice() != leaf) {
            return Err(DbError::corrupt("log_leaf", "position", position));
        }
        *size += 1;
    }
    match expected.iter().find(|(_, left)| all_final && !left.is_empty()) {
        Some(((_, seq), _)) => Err(DbError::corrupt("log_leaf", "seq", seq)),
        None => Ok(()),
    }
}
