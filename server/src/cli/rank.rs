//! `peaceapp rank`: ranks a file of scores without a database.

use super::Failure;
use crate::results::rank_command::{self, DEFAULT_TIE_ORDER, Format, RankError, RankOptions};
use app::results::ranking::{Disconnected, Method, MethodKind, TieStep};
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
    /// How scores become places; several give an answer each.
    #[arg(long, value_delimiter = ',', value_name = "mean,trimmed,adjusted", default_value = "mean")]
    method: Vec<MethodKind>,
    /// To how many decimals scores are rounded before they give places; not at all if it is left out, for `adjusted` 6.
    #[arg(long, value_name = "N")]
    decimals: Option<u32>,
    /// `adjusted` weighs judges by how much they scatter.
    #[arg(long)]
    judge_noise: bool,
    /// `adjusted` compares parts of the panel that no judge links, as judges were given to entries at random.
    #[arg(long)]
    random_allocation: bool,
    /// What settles ties, in order: `criterion:KEY`, `judge_preference`.
    #[arg(long, value_delimiter = ',', value_name = "STEP")]
    tie: Vec<TieStep>,
    /// Numbers of places for which the probability to be among them is told.
    #[arg(long, value_delimiter = ',', value_name = "N", default_values_t = RankOptions::TOPS)]
    top: Vec<u32>,
    /// Seed of the draws; otherwise the digest of the scores.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How many orders are drawn.
    #[arg(long, value_name = "N", default_value_t = RankOptions::DRAWS)]
    draws: u32,
    /// How the answer is written.
    #[arg(long, value_enum, default_value = "json")]
    format: OutputFormat,
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
    /// Exit code 1 for what is wrong with the files, or cannot be ranked.
    pub fn run(self) -> Result<(), Failure> {
        let options = RankOptions {
            methods: self.method.iter().map(|kind| self.of(*kind)).collect(),
            tie: if self.tie.is_empty() { DEFAULT_TIE_ORDER.to_vec() } else { self.tie },
            tops: self.top,
            seed: self.seed,
            draws: self.draws,
            format: self.format.into(),
        };
        let mut out = std::io::BufWriter::new(std::io::stdout().lock());
        let unranked = rank_command::rank(&self.scores, self.rubric.as_deref(), &options, &mut out)?;
        out.flush()?;
        if !unranked.is_empty() {
            eprintln!("not ranked, as nobody could assess them: {}", unranked.join(", "));
        }
        Ok(())
    }

    /// A method with what the options say of it.
    fn of(&self, kind: MethodKind) -> Method {
        let exact = if kind == MethodKind::Adjusted { Some(Method::MOST_DECIMALS) } else { None };
        let disconnected = if self.random_allocation { Disconnected::RandomAllocation } else { Disconnected::Refuse };
        Method { kind, decimals: self.decimals.or(exact), judge_noise: self.judge_noise, disconnected }
    }
}

impl From<RankError> for Failure {
    fn from(error: RankError) -> Self {
        Self::No(error.to_string())
    }
}
