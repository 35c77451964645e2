//! The macros that run one statement on whichever engine is there.
//!
//! ```ignore
//! let rows: Vec<EntryRow> = fetch_all!(conn, EntryRow, "SELECT ... WHERE competition_id = $1", competition.uuid())?;
//! let changed: u64 = execute!(tx, "UPDATE entry SET state = $2 WHERE id = $1", id.uuid(), "submitted")?;
//! ```
//! The first argument is a `&mut Conn` or `&mut Tx`. A statement that fails marks the connection, so that a
//! transaction in which an error was swallowed is not committed (PostgreSQL would answer such a COMMIT with `Ok`).

/// Runs a statement; gives the number of rows it changed.
#[macro_export]
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => ::sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected()),
            $crate::db::Engine::Postgres(c) => ::sqlx::query($sql)$(.bind($arg))*.execute(c).await.map(|done| done.rows_affected()),
        };
        conn.note(result)
    }};
}

/// Runs a query; gives every row.
#[macro_export]
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result: Result<Vec<$row>, ::sqlx::Error> = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await,
            $crate::db::Engine::Postgres(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_all(c).await,
        };
        conn.note(result)
    }};
}

/// Runs a query; gives the first row, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result: Result<Option<$row>, ::sqlx::Error> = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await,
            $crate::db::Engine::Postgres(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_optional(c).await,
        };
        conn.note(result)
    }};
}

/// Runs a query; gives the one row it must have.
#[macro_export]
macro_rules! fetch_one {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result: Result<$row, ::sqlx::Error> = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(c).await,
            $crate::db::Engine::Postgres(c) => ::sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.fetch_one(c).await,
        };
        conn.note(result)
    }};
}

pub use {execute, fetch_all, fetch_one, fetch_optional};
