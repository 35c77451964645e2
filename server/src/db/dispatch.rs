//! The macros that run one statement on whichever engine is there.
//!
//! ```text
//! let rows: Vec<EntryRow> = fetch_all!(conn, EntryRow, "SELECT ... WHERE competition_id = $1", competition.uuid())?;
//! let changed: u64 = execute!(tx, "UPDATE entry SET state = $2 WHERE id = $1", id.uuid(), "submitted")?;
//! ```
//! The first argument is a `&mut Conn` or `&mut Tx`. A statement that fails marks the connection, so that a
//! transaction in which an error was swallowed is not committed (PostgreSQL would answer such a COMMIT with `Ok`).

/// Runs a statement; gives the number of rows it changed.
#[macro_export]
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql = ::sqlx::SqlSafeStr::into_sql_str($sql);
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => $crate::db::lite::execute(c, sql.as_str(), &[$(&$arg),*]),
            $crate::db::Engine::Postgres(c) => ::sqlx::query(sql)$(.bind($arg))*.execute(c).await
                .map(|done| done.rows_affected()).map_err($crate::db::Fault::from),
        };
        conn.note(result)
    }};
}

/// Runs a query; gives every row.
#[macro_export]
macro_rules! fetch_all {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql = ::sqlx::SqlSafeStr::into_sql_str($sql);
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result: Result<Vec<$row>, $crate::db::Fault> = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => $crate::db::lite::fetch_all(c, sql.as_str(), &[$(&$arg),*]),
            $crate::db::Engine::Postgres(c) => $crate::db::postgres::all(::sqlx::query(sql)$(.bind($arg))*.fetch_all(c).await),
        };
        conn.note(result)
    }};
}

/// Runs a query; gives the first row, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let sql = ::sqlx::SqlSafeStr::into_sql_str($sql);
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let result: Result<Option<$row>, $crate::db::Fault> = match conn.engine() {
            $crate::db::Engine::Sqlite(c) => $crate::db::lite::fetch_optional(c, sql.as_str(), &[$(&$arg),*]),
            $crate::db::Engine::Postgres(c) => $crate::db::postgres::optional(::sqlx::query(sql)$(.bind($arg))*.fetch_optional(c).await),
        };
        conn.note(result)
    }};
}

/// Runs a query; gives the one row it must have.
#[macro_export]
macro_rules! fetch_one {
    ($conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {{
        let conn: &mut $crate::db::Conn = &mut *$conn;
        match $crate::fetch_optional!(conn, $row, $sql $(, $arg)*) {
            Ok(Some(row)) => Ok(row),
            Ok(None) => conn.note(Err($crate::db::Fault::NoRow)),
            Err(error) => Err(error),
        }
    }};
}

/// Runs a statement that writes many rows, as often as it takes ([`dispatch::ROWS`](ROWS) at a time); gives the number of rows
/// it changed.
///
/// ```text
/// execute_rows!(tx, "INSERT INTO level (criterion_id, mark, text) VALUES", levels, |level| [level.0, level.1, level.2], "")?;
/// ```
/// `$rows` is a slice and `$row` a reference to one of them; without rows nothing is run.
#[macro_export]
macro_rules! execute_rows {
    ($conn:expr, $before:expr, $rows:expr, |$row:ident| [$($column:expr),+ $(,)?], $after:expr $(,)?) => {{
        const COLUMNS: usize = [$(stringify!($column)),+].len();
        const { assert!(COLUMNS * $crate::db::dispatch::ROWS < 30_000, "more values than SQLite takes") };
        let conn: &mut $crate::db::Conn = &mut *$conn;
        let mut changed = Ok(0_u64);
        for rows in $rows.chunks($crate::db::dispatch::ROWS) {
            let sql = $crate::db::dispatch::rows_text($before, rows.len(), COLUMNS, $after);
            let result = match conn.engine() {
                $crate::db::Engine::Sqlite(c) => {
                    $crate::db::lite::execute_rows(c, &sql, rows, |bind, $row| { $(bind(&$column)?;)+ Ok(()) })
                }
                $crate::db::Engine::Postgres(c) => {
                    let mut query = ::sqlx::query(::sqlx::AssertSqlSafe(sql));
                    for $row in rows { query = query$(.bind($column))+; }
                    query.execute(c).await.map(|done| done.rows_affected()).map_err($crate::db::Fault::from)
                }
            };
            changed = conn.note(result).and_then(|more| changed.map(|before| before + more));
            if changed.is_err() { break; }
        }
        changed
    }};
}

/// Rows in one statement of [`execute_rows!`]. SQLite takes 32,766 values in one, PostgreSQL 65,535.
pub const ROWS: usize = 1000;

/// The text of a statement with a group of placeholders for each row: `before ($1, $2), ($3, $4) after`.
pub fn rows_text(before: &str, rows: usize, columns: usize, after: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(before.len() + after.len() + rows * columns * 6 + 2);
    text.push_str(before);
    for row in 0..rows {
        text.push_str(if row == 0 { " (" } else { ", (" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { ", " };
            // Writing to a String cannot fail.
            let _ = write!(text, "{comma}${}", row * columns + column + 1);
        }
        text.push(')');
    }
    text.push(' ');
    text.push_str(after);
    text
}

pub use {execute, execute_rows, fetch_all, fetch_one, fetch_optional};
