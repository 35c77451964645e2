//! The answer of the `rank` command, as JSON or CSV. Stable: others build on its fields.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use app::number::Exact;
use app::results::ranking::{CheckedInput, Ranking, sheet_totals};
use serde::Serialize;

use crate::exchange::WriteError;
use crate::exchange::writer::Writer;

/// A ranking under any method. A method leaves `None` what it has no answer for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankReport {
    /// `mean`, `trimmed` or `adjusted`.
    pub method: &'static str,
    /// Entries that were ranked.
    pub entries: usize,
    /// Judges with a scorecard that counts.
    pub judges: usize,
    /// Scorecards that count.
    pub scorecards: usize,
    /// Parts of the panel without a common judge.
    pub components: usize,
    /// Mean total over all scorecards.
    pub mean: Option<f64>,
    /// Variances of the model.
    pub variance: Option<Variance>,
    /// The criterion that the fit minimised.
    pub reml_criterion: Option<f64>,
    /// The share of the variance of entry means that is of the entries.
    pub reliability: Option<f64>,
    /// In order.
    pub placements: Vec<PlacementReport>,
    /// By key of the judge.
    pub judge_effects: Vec<JudgeEffect>,
}

/// Variances of the model.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Variance {
    /// Between entries.
    pub entry: f64,
    /// Between judges.
    pub judge: f64,
    /// The rest.
    pub residual: f64,
}

/// The place of one entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlacementReport {
    /// Key of the entry.
    pub entry: String,
    /// From 1.
    pub place: u32,
    /// The published score of the method, unrounded.
    pub score: f64,
    /// The mean of the judges' totals.
    pub raw_mean: f64,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Deviation from the mean that the model expects.
    pub posterior_mean: Option<f64>,
    /// Mean place over the draws.
    pub expected_rank: Option<f64>,
    /// Low end of the interval of places.
    pub rank_low: Option<u32>,
    /// High end of the interval of places.
    pub rank_high: Option<u32>,
    /// Probability to be among the first so many.
    pub p_top: Option<BTreeMap<u32, f64>>,
    /// Entries of one band cannot be told apart.
    pub band: Option<u32>,
    /// The tie step that decided.
    pub tie_broken_by: Option<String>,
}

/// How a judge scores.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JudgeEffect {
    /// Key of the judge.
    pub judge: String,
    /// Points above or below the panel.
    pub severity: Option<f64>,
    /// Scorecards that count.
    pub scorecards: usize,
}

impl RankReport {
    /// The report of the plain method, which knows nothing of judges or chance.
    #[must_use]
    pub fn of_mean(input: &CheckedInput, ranking: &Ranking) -> RankReport {
        let mut cards: BTreeMap<&str, usize> = BTreeMap::new();
        for (sheet, _) in input.sheets.iter().zip(sheet_totals(input)).filter(|(_, total)| total.is_some()) {
            *cards.entry(&input.judges[sheet.judge]).or_default() += 1;
        }
        let effect = |(judge, scorecards): (&&str, &usize)| JudgeEffect {
            judge: (*judge).to_owned(),
            severity: None,
            scorecards: *scorecards,
        };
        RankReport {
            method: "mean",
            entries: ranking.placements.len(),
            judges: cards.len(),
            scorecards: cards.values().sum(),
            components: ranking.components,
            mean: ranking.mean.as_ref().map(Exact::to_f64),
            variance: None,
            reml_criterion: None,
            reliability: None,
            placements: placements(input, ranking),
            judge_effects: cards.iter().map(effect).collect(),
        }
    }

    /// Writes the report as one JSON document and a line feed.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        serde_json::to_writer(&mut out, self)?;
        out.write_all(b"\n")
    }

    /// Writes the placements as CSV with the fields of the JSON; `p_top` has a column for each number of places, such as
    /// `p_top_3`, and none when the method gives no probabilities.
    ///
    /// # Errors
    /// When the output fails.
    pub fn write_csv(&self, out: impl Write) -> Result<(), WriteError> {
        let tops: BTreeSet<u32> =
            self.placements.iter().flat_map(|at| at.p_top.iter().flatten()).map(|(top, _)| *top).collect();
        let names: Vec<String> = tops.iter().map(|top| format!("p_top_{top}")).collect();
        let mut header = vec!["entry", "place", "score", "raw_mean", "scorecards", "posterior_mean", "expected_rank"];
        header.extend(["rank_low", "rank_high"]);
        header.extend(names.iter().map(String::as_str));
        header.extend(["band", "tie_broken_by"]);
        let mut writer = Writer::new(out, &header)?;
        for at in &self.placements {
            writer.text(&at.entry)?.number(at.place)?.number(at.score)?.number(at.raw_mean)?.number(at.scorecards)?;
            writer.optional_number(at.posterior_mean)?.optional_number(at.expected_rank)?;
            writer.optional_number(at.rank_low)?.optional_number(at.rank_high)?;
            for top in &tops {
                writer.optional_number(at.p_top.as_ref().and_then(|tops| tops.get(top)))?;
            }
            writer.optional_number(at.band)?.optional_text(at.tie_broken_by.as_deref())?.end_row()?;
        }
        writer.finish()
    }
}

fn placements(input: &CheckedInput, ranking: &Ranking) -> Vec<PlacementReport> {
    let report = |at: &app::results::ranking::Placement| PlacementReport {
        entry: input.entries[at.entry].clone(),
        place: at.place,
        score: at.score.to_f64(),
        raw_mean: at.score.to_f64(),
        scorecards: at.scorecards,
        posterior_mean: None,
        expected_rank: None,
        rank_low: None,
        rank_high: None,
        p_top: None,
        band: None,
        tie_broken_by: at.tie_broken_by.as_ref().map(ToString::to_string),
    };
    ranking.placements.iter().map(report).collect()
}
