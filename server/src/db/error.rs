//! What can go wrong with the database, by kind: messages and constraint names differ between engines.

use app::error::AppError;
use rusqlite::{ErrorCode, ffi};
use sqlx::error::ErrorKind;
use std::path::PathBuf;

/// What an engine says went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// SQLite.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    /// A placeholder of the statement was given no value.
    #[error("placeholder {0} of a statement has no value")]
    NoValue(usize),
    /// A row that must be there is not.
    #[error("no row")]
    NoRow,
    /// No connection came free in time.
    #[error("no connection came free")]
    Waited,
}

/// An error of a statement or a transaction.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A row that must be unique is there already.
    #[error("not unique: {0}")]
    Unique(Fault),
    /// A rule of the schema refused it.
    #[error("refused by the schema: {0}")]
    Check(Fault),
    /// Too much is waiting; nothing was changed.
    #[error("the database is busy")]
    Busy,
    /// The commit failed: it may or may not be stored.
    #[error("it is unknown whether the write was stored: {0}")]
    Unknown(String),
    /// A job went on after one of its statements had failed.
    #[error("a failed statement was ignored")]
    Swallowed,
    /// A job panicked.
    #[error("a write panicked")]
    Panicked,
    /// A stored row breaks its own rules.
    #[error("stored data are broken: {0}")]
    Corrupt(String),
    /// Anything else.
    #[error(transparent)]
    Other(Fault),
}

impl DbError {
    /// A row whose column holds what it never should.
    pub fn corrupt(table: &str, column: &str, value: impl std::fmt::Display) -> Self {
        Self::Corrupt(format!("{table}.{column} = {value}"))
    }
}

/// What kind of refusal it is, if it is one.
enum Kind {
    Unique,
    Check,
    Busy,
    Other,
}

impl From<Fault> for DbError {
    fn from(fault: Fault) -> Self {
        let kind = match &fault {
            Fault::Sqlite(error) => of_sqlite(error),
            Fault::Postgres(error) => of_postgres(error),
            Fault::NoValue(_) | Fault::NoRow => Kind::Other,
            Fault::Waited => Kind::Busy,
        };
        match kind {
            Kind::Unique => Self::Unique(fault),
            Kind::Check => Self::Check(fault),
            Kind::Busy => Self::Busy,
            Kind::Other => Self::Other(fault),
        }
    }
}

fn of_sqlite(error: &rusqlite::Error) -> Kind {
    match error.sqlite_error() {
        Some(error) => match (error.code, error.extended_code) {
            (_, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID) => {
                Kind::Unique
            }
            (ErrorCode::ConstraintViolation, _) => Kind::Check,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Kind::Busy,
            _ => Kind::Other,
        },
        None => Kind::Other,
    }
}

fn of_postgres(error: &sqlx::Error) -> Kind {
    match error {
        sqlx::Error::PoolTimedOut => Kind::Busy,
        sqlx::Error::Database(inner) => match inner.kind() {
            ErrorKind::UniqueViolation => Kind::Unique,
            ErrorKind::CheckViolation | ErrorKind::ForeignKeyViolation | ErrorKind::NotNullViolation => Kind::Check,
            // Serialisation failure and deadlock, after which nothing is stored.
            _ if matches!(inner.code().as_deref(), Some("40001" | "40P01")) => Kind::Busy,
            _ => Kind::Other,
        },
        _ => Kind::Other,
    }
}

impl DbError {
    /// For what the rules allowed just before in the same transaction: where the schema refuses it all the same, somebody else
    /// changed something in between, as a conflict of interest or the rubric. Nothing is stored, and trying again gives the
    /// right answer.
    pub fn overtaken(self) -> AppError {
        match self {
            Self::Check(_) => AppError::Busy,
            other => other.into(),
        }
    }
}

impl From<DbError> for AppError {
    fn from(error: DbError) -> Self {
        match error {
            DbError::Busy => Self::Busy,
            other => {
                tracing::error!(error = %other, "database");
                Self::Internal
            }
        }
    }
}

/// Why a database could not be opened; each says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The folder cannot be made or written to.
    #[error("cannot write to the data folder {0}: {1}. Make it writable for this user, or name another with --data.")]
    Folder(PathBuf, std::io::Error),
    /// Another server uses the file.
    #[error("another peaceapp is using {0}. Stop it first; SQLite serves one instance at a time.")]
    Locked(PathBuf),
    /// The tables are newer than this program.
    #[error(
        "the database was written by a newer peaceapp (it has migration {0}, unknown here). Use that version, or restore an older backup."
    )]
    Newer(i64),
    /// A migration was changed after it had been applied.
    #[error("migration {0} differs from the one this database was made with. Use the release that made it.")]
    Changed(i64),
    /// The library has a bug that can lose data.
    #[error("SQLite {0} can corrupt a database under concurrent checkpoints; 3.51.3 or later is needed.")]
    SqliteVersion(String),
    /// The server would acknowledge what it may lose.
    #[error("PostgreSQL runs with {0} = off and would lose acknowledged scorecards. Switch it on.")]
    NotDurable(&'static str),
    /// Anything else.
    #[error("cannot open the database: {0}")]
    Other(String),
}

impl From<sqlx::Error> for OpenError {
    fn from(error: sqlx::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<rusqlite::Error> for OpenError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<DbError> for OpenError {
    fn from(error: DbError) -> Self {
        Self::Other(error.to_string())
    }
}
