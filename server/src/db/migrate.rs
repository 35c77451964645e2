//! Bringing the tables up to date: forward only, embedded in the program, checked by their checksums.

use super::OpenError;
use sqlx::migrate::{MigrateError, Migrator};

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
