//! How far a ranking can be trusted: what else may be true, given the scorecards.
//!
//! True values of entries are drawn from what the model ([`super::model`]) leaves possible, given the ratios of variances that
//! it fitted; of a small panel the ratios are drawn too. Each draw has its own order. From the orders come the mean place, an
//! interval that holds the true place nine times in ten, the probability to be among the first so many, and bands.
//!
//! What there is no answer to is settled so:
//! * fewer than two ranked entries: no doubt at all, `None`;
//! * totals that do not vary: every order is as likely as any other, and probabilities are exact;
//! * entries that went on to further rounds are before those that did not in every draw, as in the ranking.

mod draws;
mod places;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Fitted, Panel, Variances};
use super::{CheckedInput, MethodKind, Ranking};
use places::Places;

/// What is drawn, and what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubtSettings {
    /// Where the draws come from: [`super::seed`].
    pub seed: [u8; 32],
    /// How many; 4,000 say a probability to within .016, 19 times in 20.
    pub draws: u32,
    /// Prize lines: numbers of places for which the probability to be among them is told.
    pub tops: Vec<u32>,
}

impl DoubtSettings {
    /// How many orders are drawn where nobody says.
    pub const DRAWS: u32 = 4000;
}

/// What else may be true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// As fitted, in points squared.
    pub variances: Variances,
    /// What the fit minimised (lme4's REMLcrit); `None` of very large panels and of totals that do not vary.
    pub reml_criterion: Option<f64>,
    /// The share of the variance of entries that the scorecards tell: 1 less the mean of what is unknown of an entry over the
    /// variance of entries. Nought when entries have none. As the mean is not known either, `n` entries reach `1 - 1/n` at most.
    pub reliability: f64,
    /// How many orders were drawn: as many as were asked for, fewer of panels with tens of thousands of entries.
    pub draws: u32,
    /// Judges by key.
    pub judges: Vec<JudgeEffect>,
    /// In the order of the placements.
    pub entries: Vec<EntryDoubt>,
}

/// How a judge scores.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgeEffect {
    /// Index of the judge in the input.
    pub judge: usize,
    /// By how many points the judge's totals are above those of the panel for the same entries; below nought is strict.
    pub severity: f64,
    /// The standard deviation of what is known of that.
    pub sd: f64,
    /// Scorecards that count.
    pub scorecards: u32,
}

/// What else may be true of one entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntryDoubt {
    /// What the model expects, as the deviation from the mean in points (BLUP).
    pub posterior_mean: f64,
    /// The mean of its places.
    pub expected_rank: f64,
    /// The best place of the interval.
    pub low: u32,
    /// The worst.
    pub high: u32,
    /// The probability to be among the first so many.
    pub p_top: BTreeMap<u32, f64>,
    /// From 1; entries of one band cannot be told from its first with 95 % certainty.
    pub band: u32,
}

/// The doubt about a ranking of the same input, under any method; `None` when fewer than two entries are ranked.
#[must_use]
pub fn doubt(input: &CheckedInput, ranking: &Ranking, settings: &DoubtSettings) -> Option<Doubt> {
    if ranking.placements.len() < 2 {
        return None;
    }
    let judge_noise = ranking.method.kind == MethodKind::Adjusted && ranking.method.judge_noise;
    let fitted = Fitted::of(Panel::of(input), judge_noise)?;
    let levels: Vec<u32> = fitted.panel.entries.iter().map(|entry| input.level(*entry)).collect();
    let places = if fitted.panel.flat {
        Places::unknown(&levels)
    } else {
        draws::places(&fitted, &levels, settings.seed, settings.draws)
    };
    let (of_entries, of_judges) = fitted.side_errors();
    let variances = fitted.variances();
    Some(Doubt {
        variances,
        reml_criterion: fitted.criterion,
        reliability: reliability(&of_entries, variances.entry / (fitted.panel.scale * fitted.panel.scale)),
        draws: places.draws(),
        judges: judges(input, &fitted, &of_judges),
        entries: entries(&fitted, ranking, &places, &settings.tops)?,
    })
}

/// `unknown`: what is not known of each entry, in the unit of the variance of entries.
pub(super) fn reliability(unknown: &[f64], entry: f64) -> f64 {
    if entry <= 0.0 || unknown.is_empty() {
        return 0.0;
    }
    (1.0 - unknown.iter().sum::<f64>() / unknown.len() as f64 / entry).clamp(0.0, 1.0)
}

fn judges(input: &CheckedInput, fitted: &Fitted, unknown: &[f64]) -> Vec<JudgeEffect> {
    let (scale, loads) = (fitted.panel.scale, fitted.panel.loads());
    let effects = fitted.side_effects().1;
    let effect = |at: usize| JudgeEffect {
        judge: fitted.panel.judges[at],
        severity: scale * effects[at],
        sd: scale * unknown[at].max(0.0).sqrt(),
        scorecards: loads[at],
    };
    let mut judges: Vec<JudgeEffect> = (0..effects.len()).map(effect).collect();
    judges.sort_by(|one, other| input.judges[one.judge].cmp(&input.judges[other.judge]));
    judges
}

fn entries(fitted: &Fitted, ranking: &Ranking, places: &Places, tops: &[u32]) -> Option<Vec<EntryDoubt>> {
    let positions: BTreeMap<usize, usize> =
        fitted.panel.entries.iter().enumerate().map(|(position, entry)| (*entry, position)).collect();
    let order: Option<Vec<usize>> = ranking.placements.iter().map(|at| positions.get(&at.entry).copied()).collect();
    let order = order?;
    let bands = places.bands(&order);
    let (effects, _) = fitted.side_effects();
    let doubt = |((position, band), placement): ((&usize, u32), &super::Placement)| {
        let spread = places.of(*position);
        let (low, high) = spread.interval();
        EntryDoubt {
            posterior_mean: fitted.panel.scale * effects[*position],
            expected_rank: spread.mean(),
            low: low.min(placement.place),
            high: high.max(placement.place),
            p_top: tops.iter().map(|top| (*top, spread.among_first(*top))).collect(),
            band,
        }
    };
    Some(order.iter().zip(bands).zip(&ranking.placements).map(doubt).collect())
}
