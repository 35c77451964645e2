//! Small panels, in which the scorecards say little of variances: all ratios that are not out of the question, weighed.
//!
//! Ratios of standard deviations have the half-Cauchy prior of scale 1 (A. Gelman, Prior distributions for variance parameters
//! in hierarchical models, Bayesian Analysis 1, 2006); the residual variance `1 / s2` and the mean none. The restricted
//! likelihood is then that of the ratios with all else integrated out (D. A. Harville, Bayesian inference for variance
//! components using only error contrasts, Biometrika 61, 1974), and what remains is a sum over a grid.

use super::layout::Layout;
use super::reml::{deviance, penalised, ratios};
use super::system::System;

/// Points a side, and between which logarithms of ratios.
const POINTS: u32 = 25;
const LOWEST: f64 = -4.0;
const HIGHEST: f64 = 8.0;

/// A pair of ratios and how likely it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Weighed {
    pub(in super::super) logs: [f64; 2],
    pub(in super::super) weight: f64,
}

/// The logarithm of the prior of the logarithm of a ratio: with `r = exp(-x / 2)` that of standard deviations, `r / (1 + r^2)`.
fn prior(log: f64) -> f64 {
    let r = libm::exp(-0.5 * log);
    libm::log(r / (1.0 + r * r))
}

/// The grid with its weights, which add up to 1; what weighs next to nothing is left out.
pub(in super::super) fn grid(layout: &Layout, data: &[f64]) -> Vec<Weighed> {
    let at = |point: u32| LOWEST + (HIGHEST - LOWEST) * f64::from(point) / f64::from(POINTS - 1);
    let degrees = (data.len() as f64 - 1.0).max(1.0);
    let mut found = Vec::new();
    for row in 0..POINTS {
        for column in 0..POINTS {
            let logs = [at(row), at(column)];
            let system = System::random(layout, ratios(logs));
            let effects = system.explain(data);
            let variance = penalised(&system, &system.residuals(data, &effects), &effects) / degrees;
            let likelihood = deviance(&system, variance, degrees, logs).map_or(0.0, |deviance| -0.5 * deviance);
            found.push(Weighed { logs, weight: likelihood + prior(logs[0]) + prior(logs[1]) });
        }
    }
    let most = found.iter().fold(f64::NEG_INFINITY, |most, point| most.max(point.weight));
    found.iter_mut().for_each(|point| point.weight = libm::exp(point.weight - most));
    found.retain(|point| point.weight > 1e-5);
    let sum: f64 = found.iter().map(|point| point.weight).sum();
    found.iter_mut().for_each(|point| point.weight /= sum);
    found
}
