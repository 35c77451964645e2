//! Bringing the tables up to date: forward only, embedded in the program, checked by their checksums.

use super::OpenError;
use rusqlite::{Connection, TransactionBehavior, params};
use sqlx::migrate::{MigrateError, Migrator};
use std::collections::BTreeMap;

/// The tables of SQLite.
pub static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
/// The tables of PostgreSQL.
pub static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// Says in words what stopped a migration.
pub fn explain(error: MigrateError) -> OpenError {
    match error {
        MigrateError::VersionMissing(version) => OpenError::Newer(version),
        MigrateError::VersionMismatch(version) => OpenError::Changed(version),
        other => OpenError::Other(other.to_string()),
    }
}

/// Brings a SQLite file up to date: each migration in a transaction of its own, noted in the table that sqlx's migrator
/// would use.
///
/// # Errors
/// [`OpenError::Newer`], [`OpenError::Changed`], or what SQLite says.
pub fn sqlite(conn: &mut Connection) -> Result<(), OpenError> {
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
           version BIGINT PRIMARY KEY,
           description TEXT NOT NULL,
           installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
           success BOOLEAN NOT NULL,
           checksum BLOB NOT NULL,
           execution_time BIGINT NOT NULL
         )",
    )?;
    let applied: BTreeMap<i64, Vec<u8>> = conn
        .prepare("SELECT version, checksum FROM _sqlx_migrations")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    if let Some(version) = applied.keys().find(|version| !SQLITE.version_exists(**version)) {
        return Err(OpenError::Newer(*version));
    }
    for migration in SQLITE.iter() {
        match applied.get(&migration.version) {
            Some(checksum) if checksum.as_slice() == &*migration.checksum => continue,
            Some(_) => return Err(OpenError::Changed(migration.version)),
            None => {}
        }
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(migration.sql.as_str())?;
        tx.execute(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (?1, ?2, TRUE, ?3, -1)",
            params![migration.version, &*migration.description, &*migration.checksum],
        )?;
        tx.commit()?;
    }
    Ok(())
}
