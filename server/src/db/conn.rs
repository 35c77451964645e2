//! A connection to either engine.

use super::{DbError, Fault};
use deadpool::unmanaged::Object;
use rusqlite::Connection;
use sqlx::{PgConnection, Postgres, Transaction, pool::PoolConnection};

/// A connection, whoever owns it.
pub struct Conn {
    link: Link,
    failed: bool,
}

enum Link {
    SqliteReader(Object<Connection>),
    SqliteWriter(Connection),
    Postgres(PoolConnection<Postgres>),
    PostgresTx(Transaction<'static, Postgres>),
}

/// Which engine a statement goes to.
pub enum Engine<'c> {
    /// SQLite.
    Sqlite(&'c mut Connection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn {
    const fn new(link: Link) -> Self {
        Self { link, failed: false }
    }
    pub(super) const fn sqlite_reader(conn: Object<Connection>) -> Self {
        Self::new(Link::SqliteReader(conn))
    }
    pub(super) const fn sqlite_writer(conn: Connection) -> Self {
        Self::new(Link::SqliteWriter(conn))
    }
    pub(super) const fn postgres(conn: PoolConnection<Postgres>) -> Self {
        Self::new(Link::Postgres(conn))
    }
    pub(super) const fn postgres_tx(tx: Transaction<'static, Postgres>) -> Self {
        Self::new(Link::PostgresTx(tx))
    }

    /// The engine behind it, for the macros of [`super::dispatch`].
    pub fn engine(&mut self) -> Engine<'_> {
        match &mut self.link {
            Link::SqliteReader(conn) => Engine::Sqlite(conn),
            Link::SqliteWriter(conn) => Engine::Sqlite(conn),
            Link::Postgres(conn) => Engine::Postgres(conn),
            Link::PostgresTx(tx) => Engine::Postgres(tx),
        }
    }

    /// Notes whether a statement failed and gives its result on.
    ///
    /// # Errors
    /// The statement's.
    pub fn note<T>(&mut self, result: Result<T, Fault>) -> Result<T, DbError> {
        result.map_err(|error| {
            self.failed = true;
            DbError::from(error)
        })
    }

    /// Whether a statement failed since the last call.
    pub(super) const fn take_failed(&mut self) -> bool {
        std::mem::replace(&mut self.failed, false)
    }

    pub(super) fn into_postgres_tx(self) -> Option<Transaction<'static, Postgres>> {
        match self.link {
            Link::PostgresTx(tx) => Some(tx),
            _ => None,
        }
    }

    pub(super) fn into_sqlite_writer(self) -> Option<Connection> {
        match self.link {
            Link::SqliteWriter(conn) => Some(conn),
            _ => None,
        }
    }
}
