//! Statements about replies that were given, by idempotency key.

use super::IdempotencyKey;
use crate::{
    db::{Conn, DbError, Tx},
    execute, fetch_optional,
};
use app::time::Moment;

/// The hash of the form a key came with, and the reply to it.
pub(super) async fn reply(conn: &mut Conn, caller: &str, key: &str) -> Result<Option<(Vec<u8>, String)>, DbError> {
    fetch_optional!(
        conn,
        (Vec<u8>, String),
        "SELECT request_hash, reply FROM idempotency_key WHERE caller = $1 AND key = $2",
        caller,
        key,
    )
}

pub(super) async fn remember(tx: &mut Tx, caller: &str, key: &IdempotencyKey, reply: &str) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO idempotency_key (caller, key, request_hash, reply, created_at) VALUES ($1, $2, $3, $4, $5)",
        caller,
        key.key.as_str(),
        key.request_hash.as_slice(),
        reply,
        now,
    )
    .map(drop)
}

/// Forgets at most so many replies given before a moment; gives how many it were.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, before: Moment, most: i64) -> Result<u64, DbError> {
    execute!(
        tx,
        "DELETE FROM idempotency_key WHERE (caller, key) IN
           (SELECT caller, key FROM idempotency_key WHERE created_at < $1 ORDER BY created_at LIMIT $2)",
        before.micros(),
        most,
    )
}
