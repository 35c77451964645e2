//! The database: SQLite embedded by default, PostgreSQL at scale, behind one set of statements.
//!
//! A read takes a [`Conn`]; a write happens in a job that gets a [`Tx`], commits as a whole or not at all, and is
//! answered only after the commit. On SQLite one task owns the one writing connection and commits waiting jobs
//! together ([`writer`]); PostgreSQL gives each job a transaction of its own.
//!
//! Statements are one text for both engines, with `$1` placeholders: the macros of [`dispatch`] send them to
//! whichever engine is there.

mod commits;
mod conn;
pub mod dispatch;
mod error;
pub mod lite;
mod migrate;
pub mod postgres;
mod row;
mod sqlite;
mod tx;
mod writer;

pub use commits::Commits;
pub use conn::{Conn, Engine};
pub use error::{DbError, Fault, OpenError};
pub use row::{FromRow, Row, Value, row};
pub use sqlite::SqliteSettings;
pub use tx::{SealedEvent, Tx};

use crate::{clock::Ambient, fetch_one};
use futures::future::BoxFuture;

/// Connections of SQLite that read, in a server.
pub const READERS: usize = 4;

/// A write: runs inside a transaction.
pub trait Job<T, E>: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static {}
impl<T, E, F> Job<T, E> for F where F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + 'static {}

/// The database of one server; cheap to clone.
#[derive(Clone, Debug)]
pub enum Db {
    /// A file on this machine.
    Sqlite(sqlite::SqliteDb),
    /// A PostgreSQL server.
    Postgres(postgres::PostgresDb),
}

impl Db {
    /// Opens (and makes, if needed) the SQLite file and brings its tables up to date.
    ///
    /// # Errors
    /// [`OpenError`] with what to do about it.
    pub async fn open_sqlite(settings: &SqliteSettings, ambient: Ambient) -> Result<Self, OpenError> {
        sqlite::SqliteDb::open(settings, ambient).await.map(Self::Sqlite)
    }

    /// Connects to PostgreSQL and brings its tables up to date.
    ///
    /// # Errors
    /// [`OpenError`] with what to do about it.
    pub async fn open_postgres(url: &str, ambient: Ambient) -> Result<Self, OpenError> {
        postgres::PostgresDb::open(url, ambient).await.map(Self::Postgres)
    }

    /// A connection to read with. Never ask for one while holding another: the pool is small.
    ///
    /// # Errors
    /// [`DbError::Busy`] when none comes free in time.
    pub async fn read(&self) -> Result<Conn, DbError> {
        match self {
            Self::Sqlite(db) => db.read().await,
            Self::Postgres(db) => db.read().await,
        }
    }

    /// Does a job in a transaction. An error of the job, or any statement in it that failed, undoes all of it.
    /// The job goes on when its caller goes away.
    ///
    /// # Errors
    /// The job's own, or the database's. After [`DbError::Unknown`] it may or may not be stored: only a retry
    /// under the same idempotency key is safe.
    pub async fn write<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        match self {
            Self::Sqlite(db) => db.write(job).await,
            Self::Postgres(db) => db.write(job).await,
        }
    }

    /// How often this process committed; others of the same database are not counted.
    pub const fn commits(&self) -> &Commits {
        match self {
            Self::Sqlite(db) => db.commits(),
            Self::Postgres(db) => db.commits(),
        }
    }

    /// Asks the database for a sign of life.
    ///
    /// # Errors
    /// The database's.
    pub async fn answers(&self) -> Result<(), DbError> {
        let mut conn = self.read().await?;
        fetch_one!(&mut conn, (i64,), "SELECT CAST(1 AS BIGINT)").map(drop)
    }

    /// Refuses a database that would lose what it has acknowledged (trust.md D-01). SQLite is opened so that it does not.
    ///
    /// # Errors
    /// [`OpenError::NotDurable`].
    pub async fn check_durable(&self) -> Result<(), OpenError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(db) => db.check_durable().await,
        }
    }

    /// Seals audit events that are final and not sealed yet. On SQLite every commit seals its own, so nothing is left.
    ///
    /// # Errors
    /// The database's.
    pub async fn seal(&self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(_) => Ok(()),
            Self::Postgres(db) => db.seal().await,
        }
    }

    /// Finishes what is under way and closes.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(db) => db.close().await,
            Self::Postgres(db) => db.close().await,
        }
    }
}
