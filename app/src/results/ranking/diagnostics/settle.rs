//! What would settle what is open, and what judges of average strictness would have given.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::model::{Fitted, Panel};
use super::super::{CheckedInput, Doubt, Ranking, rank_by_mean};

/// How much a further review of an entry would tell of who is above a prize line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settling {
    /// Index of the entry in the input.
    pub entry: usize,
    /// The prize line about which least is certain.
    pub line: u32,
    /// The probability to be above it.
    pub probability: f64,
    /// `p (1 - p) / (n + l)`: what is uncertain over the number of reviews, with the ratio of the variances of the rest and of
    /// entries as damping.
    pub value: f64,
}

/// The ratio of variances is not above this, so that entries of no variance have an order.
const MOST_DAMPING: f64 = 1e6;

/// Entries for which the doubt tells probabilities, those of which a further review would tell most first; equals in the order
/// of places.
#[must_use]
pub fn settling(ranking: &Ranking, doubt: &Doubt) -> Vec<Settling> {
    let damping = if doubt.variances.entry > 0.0 {
        (doubt.variances.residual / doubt.variances.entry).min(MOST_DAMPING)
    } else {
        MOST_DAMPING
    };
    let settle = |(at, own): (&super::super::Placement, &super::super::EntryDoubt)| {
        let open = |p: f64| p * (1.0 - p);
        let (line, probability) = own.p_top.iter().fold(None, |best: Option<(u32, f64)>, (line, p)| match best {
            Some((_, known)) if open(known) >= open(*p) => best,
            _ => Some((*line, *p)),
        })?;
        let value = open(probability) / (f64::from(at.scorecards) + damping);
        Some(Settling { entry: at.entry, line, probability, value })
    };
    let mut list: Vec<Settling> = ranking.placements.iter().zip(&doubt.entries).filter_map(settle).collect();
    list.sort_by(|one, other| other.value.total_cmp(&one.value));
    list
}

/// An entry with its plain mean, and with what judges of average strictness would have given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Adjustment {
    /// Index of the entry in the input.
    pub entry: usize,
    /// The mean of the judges' totals.
    pub raw_mean: f64,
    /// The score freed of what its judges are stricter or milder than the panel.
    pub adjusted: f64,
    /// The place by means.
    pub raw_place: u32,
    /// The place by freed scores, within the entries of one level; equals share it.
    pub adjusted_place: u32,
}

/// Raw and adjusted scores of all ranked entries side by side, in the order of raw places.
#[must_use]
pub fn adjustments(input: &CheckedInput) -> Vec<Adjustment> {
    let Some(fitted) = Fitted::of(Panel::of(input), false) else { return Vec::new() };
    let scores: BTreeMap<usize, f64> = fitted.panel.entries.iter().copied().zip(fitted.scores()).collect();
    let before = |entry: usize, score: f64| {
        let better = |(other, value): &(&usize, &f64)| {
            let levels = (input.level(**other), input.level(entry));
            levels.0 > levels.1 || (levels.0 == levels.1 && **value > score + 1e-9)
        };
        scores.iter().filter(better).count() as u32
    };
    let adjust = |at: &super::super::Placement| {
        let adjusted = *scores.get(&at.entry)?;
        Some(Adjustment {
            entry: at.entry,
            raw_mean: at.raw_mean.to_f64(),
            adjusted,
            raw_place: at.place,
            adjusted_place: before(at.entry, adjusted) + 1,
        })
    };
    rank_by_mean(input).placements.iter().filter_map(adjust).collect()
}
