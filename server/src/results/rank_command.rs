//! `peaceapp rank`: ranks a file of scores without a database, under one method or several.

use std::io::{self, Write};
use std::path::Path;

use app::results::ranking::{self, CheckedInput, DoubtSettings, InputError, Method, TieStep, Unrankable};

use super::rank_input::ranking_input;
use super::rank_report::{self, RankReport};
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

/// What is asked for.
#[derive(Clone, Debug)]
pub struct RankOptions {
    /// The methods: one gives one answer, several a list of them.
    pub methods: Vec<Method>,
    /// What decides between equal scores.
    pub tie: Vec<TieStep>,
    /// Numbers of places for which the probability to be among them is told.
    pub tops: Vec<u32>,
    /// Where draws come from, as the first eight bytes of the seed, the low ones first; `None`: the digest of the scores.
    pub seed: Option<u64>,
    /// How many orders are drawn.
    pub draws: u32,
    /// How the answer is written.
    pub format: Format,
}

impl RankOptions {
    /// How many orders are drawn if nobody says.
    pub const DRAWS: u32 = DoubtSettings::DRAWS;
    /// Numbers of places that are told if nobody says.
    pub const TOPS: [u32; 2] = [1, 3];
}

impl Default for RankOptions {
    fn default() -> Self {
        Self {
            methods: vec![Method::MEAN],
            tie: DEFAULT_TIE_ORDER.to_vec(),
            tops: Self::TOPS.to_vec(),
            seed: None,
            draws: Self::DRAWS,
            format: Format::Json,
        }
    }
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
    /// The method has no answer.
    #[error(transparent)]
    Unrankable(#[from] Unrankable),
    /// The answer cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl From<io::Error> for RankError {
    fn from(error: io::Error) -> RankError {
        RankError::Write(error.into())
    }
}

/// Ranks the scores under each method and writes the answer.
///
/// Gives back the keys of entries that are in the file but not in the ranking, as nobody could assess them: they are
/// worth a warning.
///
/// # Errors
/// When a file has errors, the tie order names an unknown criterion, a method cannot rank them, or the output fails.
pub fn rank(
    scores: &Path,
    rubric: Option<&Path>,
    options: &RankOptions,
    out: &mut impl Write,
) -> Result<Vec<String>, RankError> {
    let name = scores.display().to_string();
    let scores = scores::read(&name, &file::required(scores)?)?;
    let rubric = rubric.map(read_rubric).transpose()?;
    if let (Scores::ByCriterion(rows), Some(rubric)) = (&scores, &rubric) {
        scale::check(&name, rows, rubric.iter().map(|line| &line.record))?;
    }
    let input = ranking_input(&scores, rubric.as_deref(), &options.tie).checked()?;
    let mut unranked = Vec::new();
    let mut reports = Vec::new();
    for method in &options.methods {
        let ranking = ranking::rank(&input, method)?;
        let doubt = ranking::doubt(&input, &ranking, &settings(&input, options));
        reports.push(RankReport::new(&input, &ranking, doubt.as_ref()));
        unranked = ranking.unranked;
    }
    match options.format {
        Format::Json => rank_report::write_json(&reports, &mut *out)?,
        Format::Csv => rank_report::write_csv(&reports, &mut *out)?,
    }
    out.flush()?;
    Ok(unranked.iter().map(|entry| input.entries[*entry].clone()).collect())
}

fn settings(input: &CheckedInput, options: &RankOptions) -> DoubtSettings {
    let of_number = |number: u64| {
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&number.to_le_bytes());
        seed
    };
    let seed = options.seed.map_or_else(|| ranking::seed("", input), of_number);
    DoubtSettings { seed, draws: options.draws, tops: options.tops.clone() }
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
