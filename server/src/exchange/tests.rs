mod bad_input;
mod positions;
mod round_trip;

use super::{FileErrors, Problem, entries};

/// The errors of a file as they are shown.
fn shown<T>(read: Result<T, FileErrors>) -> Vec<String> {
    let Err(errors) = read else { return Vec::new() };
    errors.errors.iter().map(ToString::to_string).collect()
}

/// Line, column and problem of the only error.
fn only<T>(read: Result<T, FileErrors>) -> (u64, Option<String>, Problem) {
    let errors = read.err().expect("an error");
    assert_eq!((errors.errors.len(), errors.more), (1, 0), "{errors}");
    let error = errors.errors.into_iter().next().expect("one error");
    (error.line, error.column, error.problem)
}

fn read_entries(data: &[u8]) -> Result<Vec<(u64, String, String)>, FileErrors> {
    let rows = entries::read("entries.csv", data)?;
    Ok(rows.into_iter().map(|row| (row.line, row.record.entry, row.record.title)).collect())
}
