//! `affinity.csv`: which judge may score which entry, and how well they fit.

use std::io::Write;

use app::number::Decimal;

use super::error::FileErrors;
use super::layout::Layout;
use super::reader::{Located, Source};
use super::writer::{WriteError, Writer};

const LAYOUT: Layout = Layout { required: &["entry", "judge", "affinity"], optional: &[], key: &["entry", "judge"] };

/// One allowed pair; pairs that are not listed are not allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffinityRecord {
    /// The key of the entry.
    pub entry: String,
    /// The key of the judge.
    pub judge: String,
    /// The higher the better.
    pub affinity: Decimal,
}

/// Reads the file.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Vec<Located<AffinityRecord>>, FileErrors> {
    Source::new(file, data).read(&LAYOUT, |row| {
        let (entry, judge, affinity) = (row.text("entry"), row.text("judge"), row.number("affinity"));
        Some(AffinityRecord { entry: entry?.to_owned(), judge: judge?.to_owned(), affinity: affinity? })
    })
}

/// Writes the file.
///
/// # Errors
/// When the output fails.
pub fn write<'a>(records: impl IntoIterator<Item = &'a AffinityRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, LAYOUT.required)?;
    for record in records {
        writer.text(&record.entry)?.text(&record.judge)?.number(record.affinity)?.end_row()?;
    }
    writer.finish()
}
