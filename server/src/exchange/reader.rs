//! Walking over the rows of a file.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::error::{FileError, FileErrors, Problem};
use super::layout::Layout;
use super::lines::Lines;
use super::row::Row;

/// A record and the line on which its row begins, for errors found later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// From 1, the header being line 1.
    pub line: u64,
    /// What the row says.
    pub record: T,
}

/// A file by name, and its bytes.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name for messages.
    pub file: &'a str,
    /// The whole content.
    pub data: &'a [u8],
}

impl<'a> Source<'a> {
    /// The file without the byte order mark that spreadsheets put before UTF-8.
    #[must_use]
    pub fn new(file: &'a str, data: &'a [u8]) -> Source<'a> {
        Source { file, data: data.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(data) }
    }

    /// An error of this file.
    #[must_use]
    pub fn error(&self, line: u64, column: Option<&str>, problem: Problem) -> FileError {
        FileError { file: self.file.to_owned(), line, column: column.map(str::to_owned), problem }
    }

    fn csv(&self) -> csv::Reader<&'a [u8]> {
        // Rows of another length are reported with the other errors instead of ending the file.
        csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(self.data)
    }

    /// Whether the header names this column, for formats that come in two forms.
    #[must_use]
    pub fn has_column(&self, name: &str) -> bool {
        let mut header = csv::ByteRecord::new();
        let read = self.csv().read_byte_record(&mut header);
        matches!(read, Ok(true)) && header.iter().any(|cell| cell == name.as_bytes())
    }

    /// Reads every row with `parse`, which gives `None` after it reported an error to the row.
    ///
    /// # Errors
    /// All errors of the file.
    pub fn read<T>(
        &self,
        layout: &Layout,
        mut parse: impl FnMut(&mut Row<'_>) -> Option<T>,
    ) -> Result<Vec<Located<T>>, FileErrors> {
        let mut errors = FileErrors::default();
        let mut lines = Lines::new(self.data);
        let mut csv = self.csv();
        let mut cells = csv::ByteRecord::new();

        let Some(line) = self.advance(&mut csv, &mut cells, &mut lines, &mut errors) else {
            return Err(self.error(1, None, Problem::Empty(layout.columns())).into());
        };
        let names: Vec<String> = cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        layout.check(&names, self, line, &mut errors);
        if !errors.errors.is_empty() {
            return Err(errors);
        }

        let mut records = Vec::new();
        let mut seen = HashMap::new();
        while let Some(line) = self.advance(&mut csv, &mut cells, &mut lines, &mut errors) {
            if cells.len() != names.len() {
                let problem = Problem::CellCount { expected: names.len(), found: cells.len() };
                errors.push(self.error(line, None, problem));
                continue;
            }
            let mut row = Row::new(self, line, &names, &cells, &mut errors);
            let Some(record) = parse(&mut row) else {
                continue;
            };
            match seen.entry(row.key(layout.key)) {
                Entry::Vacant(place) => drop(place.insert(line)),
                Entry::Occupied(place) => {
                    let problem = Problem::Repeated { key: layout.key.join(" and "), first_line: *place.get() };
                    row.report(layout.key.first().copied(), problem);
                }
            }
            records.push(Located { line, record });
        }
        errors.or(records)
    }

    /// Goes to the next row and gives its line; `None` at the end.
    ///
    /// Quotation marks come in pairs in every row that is written correctly. One that is not closed swallows all rows up
    /// to the next, and only the line on which it began tells where.
    fn advance(
        &self,
        csv: &mut csv::Reader<&[u8]>,
        cells: &mut csv::ByteRecord,
        lines: &mut Lines<'_>,
        errors: &mut FileErrors,
    ) -> Option<u64> {
        let start = position(csv);
        let read = csv.read_byte_record(cells);
        let line = lines.of_record(start);
        match read {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => {
                errors.push(self.error(line, None, Problem::Unreadable(error.to_string())));
                return None;
            }
        }
        let quotes = self.data[start..position(csv)].iter().filter(|byte| **byte == b'"').count();
        if quotes % 2 == 1 {
            errors.push(self.error(line, None, Problem::OpenQuote));
        }
        Some(line)
    }
}

/// How far the reader has come. The data is in memory, so this fits; a position beyond the end cannot be.
fn position(csv: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(csv.position().byte()).unwrap_or(usize::MAX)
}
