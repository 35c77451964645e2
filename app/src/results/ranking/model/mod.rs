//! The model of scorecards: `y_ij = mu + u_i + b_j + e_ij`, an entry, how mild the judge is, and the rest.
//!
//! Normal, entries and judges random, fitted by restricted maximum likelihood: the calibration of the NIPS conferences of
//! 2013 and 2014 (J. Platt and C. Burges, Regularized least squares to remove reviewer bias, 2012; H. Ge, M. Welling and
//! Z. Ghahramani, A Bayesian model for calibrating conference review scores, 2013; N. Lawrence, The NIPS experiment, 2014).
//!
//! What the scorecards cannot say is settled so:
//! * no total differs from another: no variance, and no entry before another;
//! * one entry: its variance is nought; one judge, or one scorecard from each: judges have no variance of their own;
//! * one scorecard for each entry: what is left after judges is shared as in ordinary juries, 1 : .8;
//! * small panels: variances are told as fitted; for everything about places they are integrated out ([`prior`]).

mod factor;
mod iterative;
mod layout;
mod noise;
mod panel;
mod prior;
mod probes;
mod reml;
mod system;
#[cfg(test)]
mod tests;

pub(super) use layout::Layout;
pub(super) use panel::Panel;
pub(super) use prior::Weighed;
pub(super) use reml::{HIGHEST, penalised, ratios};
pub(super) use system::{Effects, MOST_DENSE, Ratios, System};

use serde::{Deserialize, Serialize};

/// Below so many judges or entries a panel is small.
const FEW_JUDGES: usize = 8;
const FEW_ENTRIES: usize = 12;
/// But not with more scorecards than this: then the few are known so well that their variance does not matter.
const MANY_SHEETS: usize = 20_000;

/// Where the search for ratios begins: of entries, of judges.
const START: [f64; 2] = [1.0, 4.5];

/// The residual variance over that of entries in an ordinary jury ([`crate::panel::rules`], the priors of the power
/// calculator).
const ORDINARY: f64 = 0.8;

/// Variances of totals, in points squared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variances {
    /// Between entries.
    pub entry: f64,
    /// Between judges: how strict or mild they are.
    pub judge: f64,
    /// The rest: taste and chance.
    pub residual: f64,
}

/// The model, fitted to a panel.
pub(super) struct Fitted {
    pub(super) panel: Panel,
    pub(super) layout: Layout,
    /// Standardised totals in the order of the layout.
    pub(super) data: Vec<f64>,
    /// By what the scorecards of each judge are multiplied in weight; 1 without E1.
    pub(super) judge_weights: Vec<f64>,
    /// Logarithms of the fitted ratios of rows and columns.
    pub(super) logs: [f64; 2],
    /// The residual variance, standardised.
    pub(super) variance: f64,
    pub(super) effects: Effects,
    /// lme4's REMLcrit, in points; `None` of a panel that is too large for a determinant, or that does not vary.
    pub(super) criterion: Option<f64>,
}

impl Fitted {
    /// Fits a panel; `None` without a scorecard.
    pub(super) fn of(panel: Panel, judge_noise: bool) -> Option<Fitted> {
        if panel.sheets.is_empty() {
            return None;
        }
        let mut judge_weights = vec![1.0; panel.judges.len()];
        let mut layout = weighed(&panel, &judge_weights);
        let data = layout.ordered(|sheet| panel.sheets[sheet].value);
        if panel.flat {
            let effects = Effects { row: vec![0.0; layout.rows], column: vec![0.0; layout.columns], mean: 0.0 };
            let (logs, variance, criterion) = ([HIGHEST; 2], 0.0, None);
            return Some(Fitted { panel, layout, data, judge_weights, logs, variance, effects, criterion });
        }
        let mut start = start(&panel, &layout);
        let mut point = reml::fit(&layout, &data, start);
        if judge_noise {
            for _ in 0..noise::ROUNDS {
                judge_weights = noise::weights(&panel, &layout, &data, &point, &judge_weights);
                layout = weighed(&panel, &judge_weights);
                start.logs =
                    [0, 1].map(|side| if start.free[side] { point.logs[side].min(7.0) } else { start.logs[side] });
                point = reml::fit(&layout, &data, start);
            }
        }
        let points = 2.0 * (data.len() as f64 - 1.0) * libm::log(panel.scale);
        let reml::Point { logs, deviance, variance, mut effects, .. } = point;
        // An effect without variance is none, and not a millionth of one.
        if logs[0] >= HIGHEST {
            effects.row.fill(0.0);
        }
        if logs[1] >= HIGHEST {
            effects.column.fill(0.0);
        }
        let criterion = deviance.map(|deviance| deviance + points);
        Some(Fitted { panel, layout, data, judge_weights, logs, variance, effects, criterion })
    }

    /// Logarithms of the ratios of entries and judges.
    pub(super) fn side_logs(&self) -> (f64, f64) {
        self.layout.sides(self.logs[0], self.logs[1])
    }

    /// In points squared.
    pub(super) fn variances(&self) -> Variances {
        let residual = self.variance * self.panel.scale * self.panel.scale;
        let of = |log: f64| if log >= HIGHEST { 0.0 } else { residual / libm::exp(log) };
        let (entry, judge) = self.side_logs();
        Variances { entry: of(entry), judge: of(judge), residual }
    }

    /// Effects of entries and judges, standardised, by their places in the panel.
    pub(super) fn side_effects(&self) -> (&[f64], &[f64]) {
        self.layout.sides(&self.effects.row, &self.effects.column)
    }

    /// Prediction error variances of the effects of entries and judges, standardised.
    pub(super) fn side_errors(&self) -> (Vec<f64>, Vec<f64>) {
        let system = System::random(&self.layout, ratios(self.logs));
        let uncertainty = system.uncertainty();
        let times = |list: Vec<f64>, log: f64| {
            let variance = if log >= HIGHEST { 0.0 } else { self.variance };
            list.into_iter().map(|value| value * variance).collect()
        };
        self.layout.sides(times(uncertainty.row, self.logs[0]), times(uncertainty.column, self.logs[1]))
    }

    /// Scores of entries freed of what judges differ, in points: the generalised least squares estimates of entries as fixed
    /// with judges as random, `a_i = u_i + mu` in the limit of entries of unlimited variance.
    pub(super) fn scores(&self) -> Vec<f64> {
        let (_, judge) = self.side_logs();
        let values = if self.panel.flat {
            vec![0.0; self.panel.entries.len()]
        } else if judge >= HIGHEST {
            self.plain_means()
        } else {
            let (row, column) = self.layout.sides(0.0, libm::exp(judge));
            let system = System::fixed(&self.layout, Ratios { row, column });
            let Effects { row, column, .. } = system.explain(&self.data);
            self.layout.sides(row, column).0
        };
        values.into_iter().map(|value| self.panel.center + self.panel.scale * value).collect()
    }

    /// What the model expects of each entry, in points: `mu + u_i`.
    pub(super) fn expected(&self) -> Vec<f64> {
        let expected = |effect: &f64| self.panel.center + self.panel.scale * (self.effects.mean + effect);
        self.side_effects().0.iter().map(expected).collect()
    }

    fn plain_means(&self) -> Vec<f64> {
        let count = self.panel.entries.len();
        let (mut sums, mut weights) = (vec![0.0; count], vec![0.0; count]);
        for (at, sheet) in self.layout.sheet.iter().enumerate() {
            let entry = self.panel.sheets[*sheet].entry;
            sums[entry] += self.layout.weight[at] * self.data[at];
            weights[entry] += self.layout.weight[at];
        }
        sums.iter().zip(&weights).map(|(sum, weight)| sum / weight).collect()
    }

    /// Ratios by how likely they are: one pair as fitted, or of a small panel all of the grid.
    pub(super) fn mixture(&self) -> Vec<Weighed> {
        let few = self.panel.judges.len() < FEW_JUDGES || self.panel.entries.len() < FEW_ENTRIES;
        let small = few && self.panel.sheets.len() <= MANY_SHEETS;
        if small { prior::grid(&self.layout, &self.data) } else { vec![Weighed { logs: self.logs, weight: 1.0 }] }
    }
}

fn weighed(panel: &Panel, judge_weights: &[f64]) -> Layout {
    let weights: Vec<f64> = panel.sheets.iter().map(|sheet| sheet.weight * judge_weights[sheet.judge]).collect();
    Layout::new(panel, &weights)
}

/// Where to begin, and what the scorecards can tell at all.
fn start(panel: &Panel, layout: &Layout) -> reml::Start {
    let log = libm::log;
    let (mut logs, mut free) = ((log(START[0]), log(START[1])), (true, true));
    if panel.reviews().iter().all(|count| *count < 2) {
        (logs.0, free.0) = (log(ORDINARY), false);
    }
    if panel.judges.len() < 2 || panel.loads().iter().all(|count| *count < 2) {
        (logs.1, free.1) = (HIGHEST, false);
    }
    if panel.entries.len() < 2 {
        (logs.0, free.0) = (HIGHEST, false);
    }
    let (row, column) = layout.sides(logs.0, logs.1);
    let (free_row, free_column) = layout.sides(free.0, free.1);
    reml::Start { logs: [row, column], free: [free_row, free_column] }
}
