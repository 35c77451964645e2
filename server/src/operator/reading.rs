//! From files to a parcel: all of it, or a list of what is wrong with file, line and column.

use super::{
    checking,
    folder::Folder,
    parcel::{Document, FORM, Parcel},
    plain, scorecards, times, writing,
};
use crate::exchange::{
    FileError, FileErrors, Located, Problem, conflicts, entries,
    entries::EntryRecord,
    judges, rubric,
    rubric::RubricRecord,
    scores::{self, ScoreRecord, Scores},
};
use app::time::Moment;
use std::collections::HashMap;

/// A parcel, and what is worth a word to whoever imports it.
#[derive(Debug)]
pub struct Read {
    /// The competition.
    pub parcel: Parcel,
    /// What was not used.
    pub notes: Vec<String>,
}

/// Reads the files of a competition.
///
/// # Errors
/// All errors that were found.
pub fn read(folder: &Folder, slug: &str, now: Moment) -> Result<Read, FileErrors> {
    let mut notes: Vec<String> = folder.others().iter().map(|name| format!("{name} is not read")).collect();
    let document = folder.optional("competition.json")?.map(|data| read_document(folder, &data, now)).transpose()?;
    let rubric_file = folder.name("rubric.csv");
    let rubric = folder.optional("rubric.csv")?.map(|data| rubric::read(&rubric_file, &data)).transpose()?;
    let entries_file = folder.name("entries.csv");
    let entries = match folder.optional("entries.csv")? {
        Some(data) => Some(entries::read(&entries_file, &data)?),
        None if document.is_some() => None,
        None => Some(entries::read(&entries_file, &folder.required("entries.csv")?)?),
    };
    let judges_file = folder.name("judges.csv");
    let judges = match folder.optional("judges.csv")? {
        Some(data) => judges::read(&judges_file, &data)?,
        None => Vec::new(),
    };
    let conflicts_file = folder.name("conflicts.csv");
    let conflicts = match folder.optional("conflicts.csv")? {
        Some(data) => conflicts::read(&conflicts_file, &data)?,
        None => Vec::new(),
    };
    let scores = read_scores(folder)?;
    let mut document = match document {
        Some(document) => {
            agree(&entries_file, entries.as_deref(), &writing::entry_records(&document))?;
            agree(&rubric_file, rubric.as_deref(), &writing::rubric_records(&document))?;
            document
        }
        None => {
            let tables = plain::Tables {
                entries_file: &entries_file,
                entries: entries.as_deref().unwrap_or_default(),
                rubric_file: &rubric_file,
                rubric: rubric.as_deref(),
                scores: scores.as_deref(),
            };
            plain::document(slug, &tables, now)?
        }
    };
    slug.clone_into(&mut document.competition.slug);
    let tables = checking::Tables {
        document_file: &folder.name("competition.json"),
        judges_file: &judges_file,
        judges: &judges,
        conflicts_file: &conflicts_file,
        conflicts: &conflicts,
        scores_file: &folder.name("scores.csv"),
        scores: scores.as_deref().unwrap_or_default(),
    };
    checking::check(&document, &tables)?;
    if judges.iter().any(|row| row.record.country.is_some()) {
        notes.push("the column country of judges.csv is not kept".to_owned());
    }
    scorecards::merge(&mut document, scores.as_deref().unwrap_or_default());
    let judges = judges.into_iter().map(|row| row.record).collect();
    let conflicts = conflicts.into_iter().map(|row| row.record).collect();
    Ok(Read { parcel: Parcel { document, judges, conflicts }, notes })
}

fn read_document(folder: &Folder, data: &[u8], now: Moment) -> Result<Document, FileErrors> {
    let error = |line: u64, what: String| -> FileErrors {
        let file = folder.name("competition.json");
        FileError { file, line, column: None, problem: Problem::Unreadable(what) }.into()
    };
    let mut value: serde_json::Value =
        serde_json::from_slice(data).map_err(|e| error(u64::try_from(e.line()).unwrap_or(0), e.to_string()))?;
    times::to_numbers(&mut value, now).map_err(|e| error(0, e.to_string()))?;
    let document: Document = serde_json::from_value(value).map_err(|e| error(0, e.to_string()))?;
    if document.form != FORM {
        return Err(error(0, format!("its form is {}, this program reads {FORM}", document.form)));
    }
    Ok(document)
}

fn read_scores(folder: &Folder) -> Result<Option<Vec<Located<ScoreRecord>>>, FileErrors> {
    let Some(data) = folder.optional("scores.csv")? else { return Ok(None) };
    let file = folder.name("scores.csv");
    match scores::read(&file, &data)? {
        Scores::ByCriterion(rows) => Ok(Some(rows)),
        Scores::Totals(_) => {
            let what = "totals cannot be imported, as a scorecard has a mark for each criterion; rank them with \
                        `peaceapp rank`, or give entry,judge,criterion,score";
            let column = Some("total".to_owned());
            Err(FileError { file, line: 1, column, problem: Problem::Disagrees(what.to_owned()) }.into())
        }
    }
}

/// A record that has a place in two files.
trait Keyed: PartialEq {
    /// What it is found by.
    fn key(&self) -> (&str, Option<&str>);
}

impl Keyed for EntryRecord {
    fn key(&self) -> (&str, Option<&str>) {
        (&self.entry, None)
    }
}

impl Keyed for RubricRecord {
    fn key(&self) -> (&str, Option<&str>) {
        (&self.criterion, self.track.as_deref())
    }
}

/// What a table repeats of `competition.json` must say the same: otherwise nobody could tell which of the two is meant.
fn agree<R: Keyed>(file: &str, rows: Option<&[Located<R>]>, expected: &[R]) -> Result<(), FileErrors> {
    let Some(rows) = rows else { return Ok(()) };
    let mut lacking: HashMap<_, _> = expected.iter().map(|record| (record.key(), record)).collect();
    let mut errors = FileErrors::default();
    let mut wrong = |line: u64, what: String| {
        errors.push(FileError { file: file.to_owned(), line, column: None, problem: Problem::Disagrees(what) });
    };
    for Located { line, record } in rows {
        match lacking.remove(&record.key()) {
            Some(other) if other == record => {}
            Some(_) => wrong(*line, "the row says something else than competition.json; change both".to_owned()),
            None => wrong(*line, "the row is not in competition.json; add it there, or remove it here".to_owned()),
        }
    }
    let mut keys: Vec<&str> = lacking.into_keys().map(|(key, _)| key).collect();
    keys.sort_unstable();
    for key in keys {
        wrong(0, format!("{key} is in competition.json and not here; add it, or leave this file out"));
    }
    errors.or(())
}
