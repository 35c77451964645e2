//! The adjusted method: the mean of the judges' totals, freed of what each judge is stricter or milder than the panel.
//!
//! The score of an entry is `a_i` of the model ([`super::model`]), on the scale of totals. It is the plain mean when every
//! judge scored every entry, or when judges do not differ. Unlike what the model expects (`mu + u_i`), which is drawn towards
//! the mean of all the more the fewer scorecards an entry has, it does not punish an entry for having few.

use serde::{Deserialize, Serialize};

use super::facts::Facts;
use super::model::{Fitted, MOST_DENSE, Panel, Variances};
use super::{CheckedInput, Disconnected, Method, Placement, Unrankable};
use crate::number::Exact;

/// What the scores of `adjusted` rest on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fit {
    /// As fitted by restricted maximum likelihood.
    pub variances: Variances,
    /// The residual variance over that of judges; `None` when judges do not differ.
    pub judge_ratio: Option<f64>,
    /// What the fit minimised (lme4's REMLcrit); `None` of more than 3,000 judges and entries, or of scores that do not vary.
    pub reml_criterion: Option<f64>,
    /// By what the scorecards of each judge of the input weigh more or less than others (E1); empty when they weigh the same.
    pub judge_weights: Vec<f64>,
    /// Scores before they are rounded, in the order of the placements.
    pub unrounded: Vec<f64>,
}

impl Fit {
    /// Turns scores by entry of the input into those by placement.
    pub(super) fn in_order_of(self, placements: &[Placement]) -> Fit {
        let unrounded = placements.iter().filter_map(|at| self.unrounded.get(at.entry).copied()).collect();
        Fit { unrounded, ..self }
    }
}

type Scores = (Vec<Option<Exact>>, Option<Fit>);

/// The adjusted score of each entry; in the fit they are by entry as well.
pub(super) fn scores(input: &CheckedInput, facts: &Facts, method: &Method) -> Result<Scores, Unrankable> {
    let decimals = method.decimals.ok_or(Unrankable::NoDecimals)?;
    let apart = facts.components > 1;
    if apart && method.disconnected == Disconnected::Refuse {
        return Err(Unrankable::Disconnected { parts: facts.components });
    }
    let panel = Panel::of(input);
    let fewer = panel.judges.len().min(panel.entries.len());
    if method.judge_noise && fewer > MOST_DENSE {
        return Err(Unrankable::TooLargeForJudgeNoise { found: fewer, most: MOST_DENSE });
    }
    let Some(fitted) = Fitted::of(panel, method.judge_noise) else {
        return Ok((vec![None; input.entries.len()], None));
    };
    let values = if apart { fitted.expected() } else { fitted.scores() };
    let mut scores = vec![None; input.entries.len()];
    let mut unrounded = vec![0.0; input.entries.len()];
    for (entry, value) in fitted.panel.entries.iter().zip(values) {
        unrounded[*entry] = value;
        scores[*entry] = Some(rounded(value, decimals));
    }
    let mut judge_weights = Vec::new();
    if method.judge_noise {
        judge_weights = vec![1.0; input.judges.len()];
        fitted
            .panel
            .judges
            .iter()
            .zip(&fitted.judge_weights)
            .for_each(|(judge, weight)| judge_weights[*judge] = *weight);
    }
    let variances = fitted.variances();
    let judge_ratio = (variances.judge > 0.0).then(|| variances.residual / variances.judge);
    Ok((scores, Some(Fit { variances, judge_ratio, reml_criterion: fitted.criterion, judge_weights, unrounded })))
}

/// Half up, in decimals. What is a half on paper may be computed as a little less: billionths are rounded first, which are far
/// finer than any decimals that are declared.
fn rounded(value: f64, decimals: u32) -> Exact {
    let billionths = (value * 1e9).round();
    Exact::from_ratio(billionths as i128, 1_000_000_000).unwrap_or_else(|| Exact::from_integer(0)).round(decimals)
}
