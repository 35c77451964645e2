//! Every statement about accounts and roles. Sessions and links are in `auth`.

pub mod data;
pub mod erase;
pub mod own;

use crate::{
    auth::permits::{Host, LinkHolder, SignedIn},
    db::{Conn, DbError, Tx},
    execute, fetch_all, fetch_optional, row,
};
use app::{
    accounts::model::Role,
    i18n::Locale,
    ids::{AccountId, CompetitionId},
    time::Moment,
};
use uuid::Uuid;

row! {
    /// What signing in needs to know of an account.
    pub struct Credentials {
        /// Its id.
        pub id: Uuid,
        /// The stored form of its password.
        pub password_hash: Option<String>,
        /// Failed attempts in a row.
        pub failures: i64,
        /// Until when attempts are not heard, in microseconds.
        pub blocked_until: i64,
    }
}

/// The credentials of an address.
///
/// # Errors
/// The database's.
pub async fn credentials(conn: &mut Conn, email: &str) -> Result<Option<Credentials>, DbError> {
    fetch_optional!(
        conn,
        Credentials,
        "SELECT id, password_hash, failures, blocked_until FROM account WHERE email = $1",
        email
    )
}

/// The address of an account.
///
/// # Errors
/// The database's.
pub async fn email(conn: &mut Conn, account: AccountId) -> Result<Option<String>, DbError> {
    let row: Option<(String,)> =
        fetch_optional!(conn, (String,), "SELECT email FROM account WHERE id = $1", account.uuid())?;
    Ok(row.map(|row| row.0))
}

/// Makes an account; anybody may.
///
/// # Errors
/// [`DbError::Unique`] when the address has one.
pub async fn insert(
    tx: &mut Tx,
    id: AccountId,
    email: &str,
    name: &str,
    password_hash: Option<&str>,
) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO account (id, email, name, password_hash, host, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        id.uuid(),
        email,
        name,
        password_hash,
        false,
        now,
    )
    .map(drop)
}

/// Notes the language an account is written to in.
///
/// # Errors
/// The database's.
pub async fn set_locale(tx: &mut Tx, account: AccountId, locale: Locale) -> Result<(), DbError> {
    execute!(tx, "UPDATE account SET locale = $2 WHERE id = $1", account.uuid(), locale.to_string()).map(drop)
}

/// Lets an account create competitions and organise all of them.
///
/// # Errors
/// The database's.
pub async fn make_host(tx: &mut Tx, _by: &Host, account: AccountId) -> Result<(), DbError> {
    execute!(tx, "UPDATE account SET host = $2 WHERE id = $1", account.uuid(), true).map(drop)
}

/// Sets a password, by a link that was sent to the account's owner.
///
/// # Errors
/// The database's.
pub async fn set_password(
    tx: &mut Tx,
    _holder: &LinkHolder,
    account: AccountId,
    password_hash: &str,
) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE account SET password_hash = $2, failures = 0, blocked_until = 0 WHERE id = $1",
        account.uuid(),
        password_hash,
    )
    .map(drop)
}

/// Counts a failed attempt, or forgets them after a good one.
///
/// # Errors
/// The database's.
pub async fn set_failures(
    tx: &mut Tx,
    account: AccountId,
    failures: i64,
    blocked_until: Moment,
) -> Result<(), DbError> {
    execute!(
        tx,
        "UPDATE account SET failures = $2, blocked_until = $3 WHERE id = $1",
        account.uuid(),
        failures,
        blocked_until.micros()
    )
    .map(drop)
}

/// Gives an account a role in a competition. Doing it again changes nothing.
///
/// # Errors
/// The database's.
pub async fn add_role(tx: &mut Tx, account: AccountId, competition: CompetitionId, role: Role) -> Result<(), DbError> {
    let now = tx.now().micros();
    execute!(
        tx,
        "INSERT INTO role (account_id, competition_id, role, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (account_id, competition_id, role) DO NOTHING",
        account.uuid(),
        competition.uuid(),
        role.as_str(),
        now,
    )
    .map(drop)
}

/// Takes a role in a competition from an account. Doing it again changes nothing.
///
/// # Errors
/// The database's.
pub async fn remove_role(
    tx: &mut Tx,
    account: AccountId,
    competition: CompetitionId,
    role: Role,
) -> Result<(), DbError> {
    execute!(
        tx,
        "DELETE FROM role WHERE account_id = $1 AND competition_id = $2 AND role = $3",
        account.uuid(),
        competition.uuid(),
        role.as_str(),
    )
    .map(drop)
}

row! {
    /// A competition and one role in it.
    pub struct InvolvementRow {
        /// The competition.
        pub competition_id: Uuid,
        /// Its short name.
        pub slug: String,
        /// Its name.
        pub name: String,
        /// `organiser`, `judge` or `team_member`.
        pub role: String,
    }
}

/// Where an account has something to do, by competition, newest first.
///
/// # Errors
/// The database's.
pub async fn involvements(conn: &mut Conn, who: &SignedIn) -> Result<Vec<InvolvementRow>, DbError> {
    fetch_all!(
        conn, InvolvementRow,
        "SELECT c.id AS competition_id, c.slug, c.name, r.role FROM competition c JOIN role r ON r.competition_id = c.id WHERE r.account_id = $1
         UNION
         SELECT c.id, c.slug, c.name, 'organiser' FROM competition c WHERE EXISTS (SELECT 1 FROM account a WHERE a.id = $1 AND a.host)
         ORDER BY competition_id DESC, role",
        who.account().uuid(),
    )
}
