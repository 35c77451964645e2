//! Opening the files.

use std::io::ErrorKind;
use std::path::Path;

use super::error::{FileError, FileErrors, Problem};

/// The bytes of a required file.
///
/// # Errors
/// When it is not there or cannot be read.
pub fn required(path: &Path) -> Result<Vec<u8>, FileErrors> {
    optional(path)?.ok_or_else(|| failure(path, Problem::MissingFile))
}

/// The bytes of a file that may be left out.
///
/// # Errors
/// When it is there and cannot be read.
pub fn optional(path: &Path) -> Result<Option<Vec<u8>>, FileErrors> {
    match std::fs::read(path) {
        Ok(data) => Ok(Some(data)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failure(path, Problem::Unreadable(error.to_string()))),
    }
}

fn failure(path: &Path, problem: Problem) -> FileErrors {
    FileError { file: path.display().to_string(), line: 0, column: None, problem }.into()
}
