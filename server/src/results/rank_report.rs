//! The answer of the `rank` command, as JSON or CSV. Stable: others build on its fields.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use app::number::Exact;
use app::results::ranking::{CheckedInput, Doubt, MethodKind, Ranking, sheet_totals};
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
    /// The share of the variance of entries that the scorecards tell.
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
    /// The published score of the method, unrounded; that of `trimmed`, which rounds at each step, as it is.
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
    /// Points above the panel for the same entries; below nought is strict.
    pub severity: Option<f64>,
    /// Scorecards that count.
    pub scorecards: usize,
}

impl RankReport {
    /// The report of a ranking and of the doubt about it.
    #[must_use]
    pub fn new(input: &CheckedInput, ranking: &Ranking, doubt: Option<&Doubt>) -> RankReport {
        let mut cards: BTreeMap<&str, usize> = BTreeMap::new();
        for (sheet, _) in input.sheets.iter().zip(sheet_totals(input)).filter(|(_, total)| total.is_some()) {
            *cards.entry(&input.judges[sheet.judge]).or_default() += 1;
        }
        let severities: BTreeMap<&str, f64> = doubt
            .iter()
            .flat_map(|doubt| &doubt.judges)
            .map(|judge| (input.judges[judge.judge].as_str(), judge.severity))
            .collect();
        let effect = |(judge, scorecards): (&&str, &usize)| JudgeEffect {
            judge: (*judge).to_owned(),
            severity: severities.get(judge).copied(),
            scorecards: *scorecards,
        };
        let variance = |doubt: &Doubt| Variance {
            entry: doubt.variances.entry,
            judge: doubt.variances.judge,
            residual: doubt.variances.residual,
        };
        RankReport {
            method: ranking.method.kind.as_str(),
            entries: ranking.placements.len(),
            judges: cards.len(),
            scorecards: cards.values().sum(),
            components: ranking.components,
            mean: ranking.mean.as_ref().map(Exact::to_f64),
            variance: doubt.map(variance),
            reml_criterion: doubt.and_then(|doubt| doubt.reml_criterion),
            reliability: doubt.map(|doubt| doubt.reliability),
            placements: placements(input, ranking, doubt),
            judge_effects: cards.iter().map(effect).collect(),
        }
    }
}

/// Writes one report as a JSON document and a line feed, several as a list.
///
/// # Errors
/// When the output fails.
pub fn write_json(reports: &[RankReport], mut out: impl Write) -> io::Result<()> {
    match reports {
        [one] => serde_json::to_writer(&mut out, one)?,
        several => serde_json::to_writer(&mut out, several)?,
    }
    out.write_all(b"\n")
}

/// Writes the placements as CSV with the fields of the JSON; `p_top` has a column for each number of places, such as
/// `p_top_3`. With several reports the first column is `method`.
///
/// # Errors
/// When the output fails.
pub fn write_csv(reports: &[RankReport], out: impl Write) -> Result<(), WriteError> {
    let all = || reports.iter().flat_map(|report| &report.placements);
    let tops: BTreeSet<u32> = all().flat_map(|at| at.p_top.iter().flatten()).map(|(top, _)| *top).collect();
    let names: Vec<String> = tops.iter().map(|top| format!("p_top_{top}")).collect();
    let mut header = if reports.len() > 1 { vec!["method"] } else { Vec::new() };
    header.extend(["entry", "place", "score", "raw_mean", "scorecards", "posterior_mean", "expected_rank"]);
    header.extend(["rank_low", "rank_high"]);
    header.extend(names.iter().map(String::as_str));
    header.extend(["band", "tie_broken_by"]);
    let mut writer = Writer::new(out, &header)?;
    for report in reports {
        for at in &report.placements {
            if reports.len() > 1 {
                writer.text(report.method)?;
            }
            writer.text(&at.entry)?.number(at.place)?.number(at.score)?.number(at.raw_mean)?.number(at.scorecards)?;
            writer.optional_number(at.posterior_mean)?.optional_number(at.expected_rank)?;
            writer.optional_number(at.rank_low)?.optional_number(at.rank_high)?;
            for top in &tops {
                writer.optional_number(at.p_top.as_ref().and_then(|tops| tops.get(top)))?;
            }
            writer.optional_number(at.band)?.optional_text(at.tie_broken_by.as_deref())?.end_row()?;
        }
    }
    writer.finish()
}

fn placements(input: &CheckedInput, ranking: &Ranking, doubt: Option<&Doubt>) -> Vec<PlacementReport> {
    let report = |(position, at): (usize, &app::results::ranking::Placement)| {
        let own = doubt.and_then(|doubt| doubt.entries.get(position));
        let unrounded = ranking.fit.as_ref().and_then(|fit| fit.unrounded.get(position).copied());
        let exact = if ranking.method.kind == MethodKind::Mean { &at.raw_mean } else { &at.score };
        PlacementReport {
            entry: input.entries[at.entry].clone(),
            place: at.place,
            score: unrounded.unwrap_or_else(|| exact.to_f64()),
            raw_mean: at.raw_mean.to_f64(),
            scorecards: at.scorecards,
            posterior_mean: own.map(|own| own.posterior_mean),
            expected_rank: own.map(|own| own.expected_rank),
            rank_low: own.map(|own| own.low),
            rank_high: own.map(|own| own.high),
            p_top: own.map(|own| own.p_top.clone()),
            band: own.map(|own| own.band),
            tie_broken_by: at.tie_broken_by.as_ref().map(ToString::to_string),
        }
    };
    ranking.placements.iter().enumerate().map(report).collect()
}
