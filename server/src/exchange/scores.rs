//! `scores.csv`: what judges say of entries, by criterion or as totals.

use std::io::Write;

use app::number::Decimal;

use super::error::FileErrors;
use super::layout::Layout;
use super::reader::{Located, Source};
use super::writer::{WriteError, Writer};

/// Official figures that published data sets carry along; they are not read.
const IGNORED: &[&str] = &["factor", "panel_score"];

const BY_CRITERION: Layout = Layout {
    required: &["entry", "judge", "criterion", "score"],
    optional: IGNORED,
    key: &["entry", "judge", "criterion"],
};

const TOTALS: Layout = Layout { required: &["entry", "judge", "total"], optional: IGNORED, key: &["entry", "judge"] };

/// The score of one criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreRecord {
    /// The key of the entry.
    pub entry: String,
    /// The key of the judge.
    pub judge: String,
    /// The key of the criterion.
    pub criterion: String,
    /// The mark; `None` is "could not assess".
    pub score: Option<Decimal>,
}

/// The total of one scorecard, added up elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotalRecord {
    /// The key of the entry.
    pub entry: String,
    /// The key of the judge.
    pub judge: String,
    /// The total.
    pub total: Decimal,
}

/// The file in one of its two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scores {
    /// `entry,judge,criterion,score`
    ByCriterion(Vec<Located<ScoreRecord>>),
    /// `entry,judge,total`
    Totals(Vec<Located<TotalRecord>>),
}

/// Reads the file; a column `total` says which form it has.
///
/// # Errors
/// All errors of the file.
pub fn read(file: &str, data: &[u8]) -> Result<Scores, FileErrors> {
    let source = Source::new(file, data);
    if source.has_column("total") {
        return read_totals(&source).map(Scores::Totals);
    }
    let rows = source.read(&BY_CRITERION, |row| {
        let (entry, judge) = (row.text("entry"), row.text("judge"));
        let (criterion, score) = (row.text("criterion"), row.optional_number("score"));
        Some(ScoreRecord {
            entry: entry?.to_owned(),
            judge: judge?.to_owned(),
            criterion: criterion?.to_owned(),
            score: score?,
        })
    })?;
    Ok(Scores::ByCriterion(rows))
}

fn read_totals(source: &Source<'_>) -> Result<Vec<Located<TotalRecord>>, FileErrors> {
    source.read(&TOTALS, |row| {
        let (entry, judge, total) = (row.text("entry"), row.text("judge"), row.number("total"));
        Some(TotalRecord { entry: entry?.to_owned(), judge: judge?.to_owned(), total: total? })
    })
}

/// Writes scores by criterion.
///
/// # Errors
/// When the output fails.
pub fn write<'a>(records: impl IntoIterator<Item = &'a ScoreRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, BY_CRITERION.required)?;
    for record in records {
        writer
            .text(&record.entry)?
            .text(&record.judge)?
            .text(&record.criterion)?
            .optional_number(record.score)?
            .end_row()?;
    }
    writer.finish()
}

/// Writes totals.
///
/// # Errors
/// When the output fails.
pub fn write_totals<'a>(records: impl IntoIterator<Item = &'a TotalRecord>, out: impl Write) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, TOTALS.required)?;
    for record in records {
        writer.text(&record.entry)?.text(&record.judge)?.number(record.total)?.end_row()?;
    }
    writer.finish()
}
