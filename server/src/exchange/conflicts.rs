//! `conflicts.csv`: ties between judges and entries.

use std::io::Write;

use super::error::{FileErrors, Problem, shortened};
use super::layout::Layout;
use super::reader::{Located, Source};
use super::row::Row;
use super::writer::{WriteError, Writer};

const LAYOUT: Layout =
    Layout { required: &["entry", "judge", "kind", "reason"], optional: &[], key: &["entry", "judge"] };

/// How much a conflict forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConflictKind {
    /// The judge may not score the entry.
    Hard,
    /// Only where nothing else is feasible.
    Soft,
}

/// One conflict of interest. A pair has one: of a hard and a soft reason the hard one is what matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConflictRecord {
    /// The key of the entry.
    pub entry: String,
    /// The key of the judge.
    pub judge: String,
    /// Hard or soft.
    pub kind: ConflictKind,
    /// Why; a judge may declare a conflict without saying.
    pub reason: Option<String>,
}

/// Reads the file.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Vec<Located<ConflictRecord>>, FileErrors> {
    Source::new(file, data).read(&LAYOUT, |row| {
        let (entry, judge) = (row.text("entry"), row.text("judge"));
        let (kind, reason) = (kind(row), row.optional_text("reason"));
        Some(ConflictRecord { entry: entry?.to_owned(), judge: judge?.to_owned(), kind: kind?, reason: reason? })
    })
}

fn kind(row: &mut Row<'_>) -> Option<ConflictKind> {
    match row.text("kind")? {
        "hard" => Some(ConflictKind::Hard),
        "soft" => Some(ConflictKind::Soft),
        other => {
            let problem = Problem::NotAllowed { value: shortened(other), allowed: "hard or soft" };
            row.report(Some("kind"), problem);
            None
        }
    }
}

/// Writes the file.
///
/// # Errors
/// When the output fails.
pub fn write<'a>(records: impl IntoIterator<Item = &'a ConflictRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, LAYOUT.required)?;
    for record in records {
        let kind = match record.kind {
            ConflictKind::Hard => "hard",
            ConflictKind::Soft => "soft",
        };
        let reason = record.reason.as_deref();
        writer.text(&record.entry)?.text(&record.judge)?.text(kind)?.optional_text(reason)?.end_row()?;
    }
    writer.finish()
}
