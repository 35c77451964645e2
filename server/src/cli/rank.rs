//! `peaceapp rank`: ranks a file of scores without a database.

use super::Failure;
use crate::results::rank_command::{self, DEFAULT_TIE_ORDER, Format, RankError};
use app::results::ranking::TieStep;
use clap::{Args, ValueEnum};
use std::{io::Write, path::PathBuf};

/// Ranks scores from files.
#[derive(Args, Debug)]
pub struct Rank {
    /// `entry,judge,criterion,score` or `entry,judge,total`.
    #[arg(long, value_name = "FILE")]
    scores: PathBuf,
    /// `criterion,weight,min,max,step[,label]`; without it all criteria weigh the same.
    #[arg(long, value_name = "FILE")]
    rubric: Option<PathBuf>,
    /// How scores become places.
    #[arg(long, value_enum, default_value = "mean")]
    method: Method,
    /// What settles ties, in order: `criterion:KEY`, `judge_preference`.
    #[arg(long, value_delimiter = ',', value_name = "STEP")]
    tie: Vec<TieStep>,
    /// Numbers of places for which a method gives probabilities; the mean gives none.
    #[arg(long, value_delimiter = ',', value_name = "N")]
    top: Vec<u32>,
    /// Seed of a method that draws; the mean draws nothing.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Draws of a method that draws; the mean draws nothing.
    #[arg(long, value_name = "N")]
    draws: Option<u32>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "json")]
    format: OutputFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Method {
    Mean,
    Trimmed,
    Adjusted,
}

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// One document with everything.
    Json,
    /// One row each.
    Csv,
}

impl From<OutputFormat> for Format {
    fn from(format: OutputFormat) -> Self {
        match format {
            OutputFormat::Json => Self::Json,
            OutputFormat::Csv => Self::Csv,
        }
    }
}

impl Rank {
    /// Writes the ranking to standard output.
    ///
    /// # Errors
    /// Exit code 2 for a method that is not there, 1 for what is wrong with the files.
    pub fn run(self) -> Result<(), Failure> {
        if self.method != Method::Mean {
            return Err(Failure::usage("this version ranks by the plain mean only; write --method mean"));
        }
        if !self.top.is_empty() || self.seed.is_some() || self.draws.is_some() {
            eprintln!("--top, --seed and --draws change nothing: the mean knows no chance");
        }
        let tie: &[TieStep] = if self.tie.is_empty() { &DEFAULT_TIE_ORDER } else { &self.tie };
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let unranked = rank_command::rank(&self.scores, self.rubric.as_deref(), tie, self.format.into(), &mut out)?;
        out.flush()?;
        if !unranked.is_empty() {
            eprintln!("not ranked, as nobody could assess them: {}", unranked.join(", "));
        }
        Ok(())
    }
}

impl From<RankError> for Failure {
    fn from(error: RankError) -> Self {
        Self::No(error.to_string())
    }
}
