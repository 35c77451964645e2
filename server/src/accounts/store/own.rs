//! What people read and change of their own account.

use super::Credentials;
use crate::{
    auth::permits::SignedIn,
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::ids::AccountId;
use uuid::Uuid;

row! {
    /// An account as its owner sees it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct OwnRow {
        /// The name.
        pub name: String,
        /// The address.
        pub email: String,
        /// The language they are written to in.
        pub locale: String,
    }
}

/// The caller's account.
///
/// # Errors
/// The database's.
pub async fn profile(conn: &mut Conn, who: &SignedIn) -> Result<Option<OwnRow>, DbError> {
    fetch_optional!(conn, OwnRow, "SELECT name, email, locale FROM account WHERE id = $1", who.account().uuid())
}

/// What proving a password needs to know of the caller.
///
/// # Errors
/// The database's.
pub async fn credentials_of(conn: &mut Conn, who: &SignedIn) -> Result<Option<Credentials>, DbError> {
    fetch_optional!(
        conn,
        Credentials,
        "SELECT id, password_hash, failures, blocked_until FROM account WHERE id = $1",
        who.account().uuid(),
    )
}

/// Changes the caller's name and language.
///
/// # Errors
/// The database's.
pub async fn update_profile(tx: &mut Tx, who: &SignedIn, name: &str, locale: &str) -> Result<(), DbError> {
    execute!(tx, "UPDATE account SET name = $2, locale = $3 WHERE id = $1", who.account().uuid(), name, locale)
        .map(drop)
}

/// Changes the caller's password from one that was just proved. False when it was changed in between.
///
/// # Errors
/// The database's.
pub async fn change_password(tx: &mut Tx, who: &SignedIn, proved: &str, new: &str) -> Result<bool, DbError> {
    let changed = execute!(
        tx,
        "UPDATE account SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        who.account().uuid(),
        proved,
        new,
    )?;
    Ok(changed == 1)
}

/// Competitions that would have no owner without the caller, by name: those whose results are not out. Holds them
/// until the end of the transaction, so that of two organisers who go at once the second one stays.
///
/// # Errors
/// The database's.
pub async fn organised_alone(tx: &mut Tx, who: &SignedIn) -> Result<Vec<String>, DbError> {
    let account: AccountId = who.account();
    execute!(
        tx,
        "UPDATE competition SET name = name WHERE id IN
           (SELECT competition_id FROM role WHERE account_id = $1 AND role = 'organiser')",
        account.uuid(),
    )?;
    alone(tx, account.uuid()).await
}

/// The same, only to be told.
///
/// # Errors
/// The database's.
pub async fn organises_alone(conn: &mut Conn, who: &SignedIn) -> Result<Vec<String>, DbError> {
    alone(conn, who.account().uuid()).await
}

async fn alone(conn: &mut Conn, account: Uuid) -> Result<Vec<String>, DbError> {
    let rows: Vec<(String,)> = fetch_all!(
        conn,
        (String,),
        "SELECT c.name FROM competition c JOIN role r ON r.competition_id = c.id
         WHERE r.account_id = $1 AND r.role = 'organiser' AND r.rights = 'owner' AND c.state <> 'published'
         AND NOT EXISTS (SELECT 1 FROM role o WHERE o.competition_id = c.id AND o.role = 'organiser' AND o.rights = 'owner' AND o.account_id <> $1)
         ORDER BY c.name, c.id",
        account,
    )?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
