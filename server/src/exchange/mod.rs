//! The CSV files by which the platform exchanges data with spreadsheets, scripts and other tools.
//!
//! Pure reading and writing, no database: bytes become typed records, or a list of errors each with file, line and
//! column. A file with an error gives nothing. Reading what was written gives the same records again.
//!
//! One file per format: [`entries`], [`judges`], [`conflicts`], [`affinity`], [`rubric`], [`scores`]; each has `read`
//! and `write`. The rest is shared: [`file`] opens, [`reader`] walks the rows, [`row`] reads cells, [`writer`] writes
//! them, [`guard`] keeps spreadsheets from running a cell as a formula.

pub mod affinity;
pub mod conflicts;
pub mod entries;
pub mod error;
pub mod file;
pub mod guard;
pub mod judges;
pub mod layout;
mod lines;
pub mod reader;
pub mod roster;
pub mod row;
pub mod rubric;
pub mod scale;
pub mod scores;
pub mod writer;

pub use error::{FileError, FileErrors, Problem};
pub use reader::Located;
pub use writer::WriteError;

#[cfg(test)]
mod tests;
