//! `peaceapp rank --method mean`: ranks a file of scores without a database.

use std::io::{self, Write};
use std::path::Path;

use app::results::ranking::{InputError, TieStep, rank_by_mean};

use super::rank_input::ranking_input;
use super::rank_report::RankReport;
use crate::exchange::rubric::{self, RubricRecord};
use crate::exchange::scores::{self, Scores};
use crate::exchange::{FileErrors, Located, WriteError, file, scale};

/// What decides between equal scores when nothing was declared; after it the place is shared. It needs no knowledge of
/// the rubric and no vote.
pub const DEFAULT_TIE_ORDER: [TieStep; 1] = [TieStep::JudgePreference];

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One document with everything.
    Json,
    /// The placements, one a row.
    Csv,
}

/// Why there is no ranking.
#[derive(Debug, thiserror::Error)]
pub enum RankError {
    /// A file has errors.
    #[error(transparent)]
    Files(#[from] FileErrors),
    /// The rubric is for several tracks, which do not compete with each other.
    #[error("{0} has several tracks, which are ranked one at a time; give a rubric with one track and its scores")]
    Tracks(String),
    /// The files do not make a ranking.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The answer cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<io::Error> for RankError {
    fn from(error: io::Error) -> RankError {
        RankError::Write(error.into())
    }
}

/// Ranks the scores by the mean of the judges' totals and writes the answer.
///
/// Gives back the keys of entries that are in the file but not in the ranking, as nobody could assess them: they are
/// worth a warning.
///
/// # Errors
/// When a file has errors, the tie order names an unknown criterion, or the output fails.
pub fn rank(
    scores: &Path,
    rubric: Option<&Path>,
    tie: &[TieStep],
    format: Format,
    out: &mut impl Write,
) -> Result<Vec<String>, RankError> {
    let name = scores.display().to_string();
    let scores = scores::read(&name, &file::required(scores)?)?;
    let rubric = rubric.map(read_rubric).transpose()?;
    if let (Scores::ByCriterion(rows), Some(rubric)) = (&scores, &rubric) {
        scale::check(&name, rows, rubric.iter().map(|line| &line.record))?;
    }
    let input = ranking_input(&scores, rubric.as_deref(), tie).checked()?;
    let ranking = rank_by_mean(&input);
    let report = RankReport::of_mean(&input, &ranking);
    match format {
        Format::Json => report.write_json(&mut *out)?,
        Format::Csv => report.write_csv(&mut *out)?,
    }
    out.flush()?;
    Ok(ranking.unranked.iter().map(|entry| input.entries[*entry].clone()).collect())
}

fn read_rubric(path: &Path) -> Result<Vec<Located<RubricRecord>>, RankError> {
    let name = path.display().to_string();
    let lines = rubric::read(&name, &file::required(path)?)?;
    if lines.windows(2).any(|pair| pair[0].record.track != pair[1].record.track) {
        return Err(RankError::Tracks(name));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests;
