//! Sessions: a random token in a cookie, its SHA-256 in the database. A stolen backup gives no live session.

use super::{Caller, store};
use crate::{
    clock::Ambient,
    db::{Conn, Db, DbError, Tx},
};
use app::{ids::AccountId, time::Moment};
use sha2::{Digest, Sha256};

/// The cookie's name; the prefix makes browsers insist on Secure, Path=/ and no Domain.
pub const COOKIE: &str = "__Host-session";
/// A session unused for so long is over.
const IDLE_SECONDS: i64 = 4 * 3600;
/// A session is over after so long, used or not: one judging day.
const ABSOLUTE_SECONDS: i64 = 16 * 3600;
/// How exact "last seen" is kept: writing it at every request would make every read a write.
const TOUCH_SECONDS: i64 = 60;

fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// The cookie that carries a fresh session's token.
pub fn cookie(token: &str) -> String {
    format!("{COOKIE}={token}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age={ABSOLUTE_SECONDS}")
}

/// The cookie that ends a session in the browser.
pub fn removal() -> String {
    format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0")
}

/// Begins a session; gives the token, which is nowhere kept.
///
/// # Errors
/// The database's.
pub async fn begin(tx: &mut Tx, account: AccountId) -> Result<String, DbError> {
    let token = hex::encode(tx.ambient().random::<32>());
    let now = tx.now();
    store::insert_session(tx, &hash(&token), account, now, now.plus_seconds(ABSOLUTE_SECONDS)).await?;
    Ok(token)
}

/// Ends a session.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, caller: &Caller) -> Result<(), DbError> {
    store::delete_session(tx, &caller.token_hash).await
}

/// A live session, as its owner sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// When it began.
    pub begun: Moment,
    /// When it was used last, to the minute.
    pub seen: Moment,
    /// Whether it is the one that asks.
    pub here: bool,
}

/// The caller's live sessions, newest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, caller: &Caller, now: Moment) -> Result<Vec<Listed>, DbError> {
    let idle = now.plus_seconds(-IDLE_SECONDS);
    let rows = store::sessions(conn, caller.account, now, idle).await?;
    Ok(rows
        .into_iter()
        .map(|row| Listed {
            begun: Moment::from_micros(row.created_at),
            seen: Moment::from_micros(row.seen_at),
            here: row.token_hash == caller.token_hash,
        })
        .collect())
}

/// Ends all sessions of an account, but for one.
///
/// # Errors
/// The database's.
pub async fn end_others(tx: &mut Tx, account: AccountId, keep: Option<[u8; 32]>) -> Result<(), DbError> {
    store::delete_sessions(tx, account, keep.as_ref()).await
}

/// Forgets sessions that are over.
///
/// # Errors
/// The database's.
pub async fn forget_old(tx: &mut Tx) -> Result<(), DbError> {
    store::delete_old_sessions(tx).await
}

/// The person whose session this token is, if it is live.
///
/// # Errors
/// The database's.
pub async fn caller(db: &Db, ambient: &Ambient, token: &str) -> Result<Option<Caller>, DbError> {
    let token_hash = hash(token);
    let now = ambient.now();
    let mut conn: Conn = db.read().await?;
    let Some(found) = store::session(&mut conn, &token_hash).await? else { return Ok(None) };
    drop(conn);
    let live = now <= Moment::from_micros(found.expires_at)
        && now <= Moment::from_micros(found.seen_at).plus_seconds(IDLE_SECONDS);
    if !live {
        return Ok(None);
    }
    if now > Moment::from_micros(found.seen_at).plus_seconds(TOUCH_SECONDS) {
        db.write(move |tx| Box::pin(async move { store::touch_session(tx, &token_hash).await })).await?;
    }
    Ok(Some(Caller { account: found.account_id.into(), name: found.name, host: found.host, token_hash }))
}
