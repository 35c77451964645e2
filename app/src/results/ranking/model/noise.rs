//! Judges who scatter more count less (E1).
//!
//! The variance of a judge's residuals, drawn towards that of all as if the judge had given `nu` more scorecards:
//! `s2_j = (nu s2 + sum E[e_ij^2]) / (nu + n_j)`, with `E[e^2] = w e^2 + w PEV`, where the second part is what the fit does not
//! know of the expected total (expectation step of the EM algorithm; Dempster, Laird and Rubin, 1977). Scorecards then weigh
//! `s2 / s2_j`, and all is fitted again.

use super::layout::Layout;
use super::panel::Panel;
use super::reml::{Point, ratios};
use super::system::System;

/// How many scorecards at the variance of all each judge is given beforehand.
const NU: f64 = 20.0;
/// How often weights and fit are taken in turn.
pub(super) const ROUNDS: usize = 4;

/// The factor of each judge's weights, given the fit under the present ones (`weights`, by judge).
pub(super) fn weights(panel: &Panel, layout: &Layout, data: &[f64], point: &Point, weights: &[f64]) -> Vec<f64> {
    let system = System::random(layout, ratios(point.logs));
    let residuals = system.residuals(data, &point.effects);
    let unknown = system.prediction_variances();
    let (mut sums, loads) = (vec![NU * point.variance; panel.judges.len()], panel.loads());
    for (at, sheet) in layout.sheet.iter().enumerate() {
        let judge = panel.sheets[*sheet].judge;
        // Without the judge's own factor: what is sought is the scatter before weighing.
        let weight = layout.weight[at] / weights[judge];
        sums[judge] += weight * (residuals[at] * residuals[at] + point.variance * unknown[at]);
    }
    sums.iter().zip(loads).map(|(sum, load)| point.variance * (NU + f64::from(load)) / sum).collect()
}
