//! Statements on SQLite. They run where they are called: what a page or a save asks takes microseconds, and handing each
//! to a thread and back takes ten times as long as the statement.

use super::{Fault, FromRow, Row};
use rusqlite::{CachedStatement, Connection, Statement, ToSql};

/// Statements of at most so many rows are kept prepared. Longer ones come once, and each holds its text and its values.
const KEPT: usize = 16;

/// Runs a statement; gives the number of rows it changed.
///
/// # Errors
/// SQLite's.
pub fn execute(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<u64, Fault> {
    let mut statement = bound(conn, sql, values)?;
    let mut rows = statement.raw_query();
    while rows.next()?.is_some() {}
    Ok(conn.changes())
}

/// Runs a query; gives every row.
///
/// # Errors
/// SQLite's; a column that holds something else.
pub fn fetch_all<T: FromRow>(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<T>, Fault> {
    let mut statement = bound(conn, sql, values)?;
    let mut rows = statement.raw_query();
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(T::from_row(&Row::Sqlite(row))?);
    }
    Ok(all)
}

/// Runs a query; gives the first row, if there is one.
///
/// # Errors
/// SQLite's; a column that holds something else.
pub fn fetch_optional<T: FromRow>(conn: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Option<T>, Fault> {
    let mut statement = bound(conn, sql, values)?;
    let mut rows = statement.raw_query();
    match rows.next()? {
        Some(row) => T::from_row(&Row::Sqlite(row)).map(Some),
        None => Ok(None),
    }
}

/// Runs a statement that writes many rows, whose values `values` gives row by row in the order of their placeholders.
///
/// # Errors
/// SQLite's.
pub fn execute_rows<'r, R>(
    conn: &Connection,
    sql: &str,
    rows: &'r [R],
    mut values: impl FnMut(&mut dyn FnMut(&dyn ToSql) -> rusqlite::Result<()>, &'r R) -> rusqlite::Result<()>,
) -> Result<u64, Fault> {
    let (mut kept, mut once);
    let statement: &mut Statement<'_> = if rows.len() <= KEPT {
        kept = conn.prepare_cached(sql)?;
        &mut kept
    } else {
        once = conn.prepare(sql)?;
        &mut once
    };
    let mut index = 0;
    for row in rows {
        values(
            &mut |value| {
                index += 1;
                statement.raw_bind_parameter(index, value)
            },
            row,
        )?;
    }
    Ok(statement.raw_execute()? as u64)
}

/// The statement, prepared before if it can be, with its values. SQLite numbers `$1`, `$2` in the order in which they
/// first appear, so they are matched by name.
fn bound<'c>(conn: &'c Connection, sql: &str, values: &[&dyn ToSql]) -> Result<CachedStatement<'c>, Fault> {
    let mut statement = conn.prepare_cached(sql)?;
    for index in 1..=statement.parameter_count() {
        let number = statement.parameter_name(index).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|number| values.get(number.checked_sub(1)?)).ok_or(Fault::NoValue(index))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_matched_by_number_and_a_missing_one_is_an_error() {
        let conn = Connection::open_in_memory().expect("SQLite");
        let row: Option<(i64, i64, i64)> =
            fetch_optional(&conn, "SELECT $2, $1, $2", &[&1_i64, &2_i64]).expect("a statement");
        assert_eq!(row, Some((2, 1, 2)));
        assert!(fetch_all::<(i64,)>(&conn, "SELECT $3", &[&1_i64, &2_i64]).is_err());
        assert!(fetch_all::<(i64,)>(&conn, "SELECT ?", &[&1_i64]).is_err());
    }

    #[test]
    fn a_statement_that_gives_rows_runs_to_its_end() {
        let conn = Connection::open_in_memory().expect("SQLite");
        execute(&conn, "CREATE TABLE t (a)", &[]).expect("a table");
        let changed = execute(&conn, "INSERT INTO t VALUES (1), (2) RETURNING a", &[]).expect("rows");
        assert_eq!(changed, 2);
    }
}
