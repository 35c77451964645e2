//! The ratios of variances that explain the scorecards best: restricted maximum likelihood.
//!
//! H. D. Patterson and R. Thompson, Recovery of inter-block information when block sizes are unequal, Biometrika 58, 1971.
//! With `n` scorecards and the variances of the residual profiled out,
//!
//! ```text
//! s2       = rss / (n - 1),   rss = sum w e^2 + l_row u'u + l_column b'b
//! deviance = (n - 1) (1 + log(2 pi s2)) + log |C^-1| - N log l_row - M log l_column - sum log w      (lme4's REMLcrit)
//! d / d log l_row = l_row (u'u / s2 + tr C^uu) - N
//! ```
//!
//! Steps are Newton's with the average information in the place of the second derivatives (A. R. Gilmour, R. Thompson and
//! B. R. Cullis, Average information REML, Biometrics 51, 1995), within bounds, damped as Levenberg and Marquardt do.

use super::system::{Effects, Ratios, System};

/// Logarithms of ratios are kept between these. Above the highest an effect has no variance.
pub(in super::super) const LOWEST: f64 = -12.0;
pub(in super::super) const HIGHEST: f64 = 14.0;

/// Logarithms of the ratios of rows and columns, each fixed when the data cannot tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Start {
    pub(in super::super) logs: [f64; 2],
    pub(in super::super) free: [bool; 2],
}

/// The model at given ratios.
pub(in super::super) struct Point {
    pub(in super::super) logs: [f64; 2],
    /// `None` of a panel that is too large for a determinant.
    pub(in super::super) deviance: Option<f64>,
    /// The residual variance.
    pub(in super::super) variance: f64,
    pub(in super::super) effects: Effects,
    pub(in super::super) gradient: [f64; 2],
    /// Second derivatives of the deviance on average.
    pub(in super::super) information: [[f64; 2]; 2],
}

const MOST_STEPS: usize = 60;
/// A step this small changes no ratio by more than a part in a hundred million.
const SMALL_STEP: f64 = 1e-8;
const LONGEST_STEP: f64 = 4.0;

pub(in super::super) fn ratios(logs: [f64; 2]) -> Ratios {
    Ratios { row: libm::exp(logs[0]), column: libm::exp(logs[1]) }
}

/// Residual sum of squares with the penalties of the effects.
pub(in super::super) fn penalised(system: &System<'_>, residuals: &[f64], effects: &Effects) -> f64 {
    let square = |list: &[f64]| list.iter().map(|value| value * value).sum::<f64>();
    let weighed: f64 = system.layout.weight.iter().zip(residuals).map(|(weight, value)| weight * value * value).sum();
    weighed + system.ratios.row * square(&effects.row) + system.ratios.column * square(&effects.column)
}

/// The deviance of a solved system; `degrees` are `n - 1`.
pub(in super::super) fn deviance(system: &System<'_>, variance: f64, degrees: f64, logs: [f64; 2]) -> Option<f64> {
    let layout = system.layout;
    let weights: f64 = layout.weight.iter().map(|weight| libm::log(*weight)).sum();
    let turn = std::f64::consts::TAU * variance.max(f64::MIN_POSITIVE);
    let determinant = system.log_determinant()?;
    Some(
        degrees * (1.0 + libm::log(turn)) + determinant
            - layout.rows as f64 * logs[0]
            - layout.columns as f64 * logs[1]
            - weights,
    )
}

/// Everything about the model at given ratios.
pub(in super::super) fn evaluate(layout: &super::Layout, data: &[f64], logs: [f64; 2]) -> Point {
    let system = System::random(layout, ratios(logs));
    let effects = system.explain(data);
    let residuals = system.residuals(data, &effects);
    let degrees = (data.len() as f64 - 1.0).max(1.0);
    let sum = penalised(&system, &residuals, &effects);
    let variance = sum / degrees;
    let square = |list: &[f64]| list.iter().map(|value| value * value).sum::<f64>() / variance;
    let (row, column) = system.traces();
    let gradient = [
        system.ratios.row * (square(&effects.row) + row) - layout.rows as f64,
        system.ratios.column * (square(&effects.column) + column) - layout.columns as f64,
    ];
    let information = information(&system, &effects, &residuals, variance);
    Point { logs, deviance: deviance(&system, variance, degrees, logs), variance, effects, gradient, information }
}

/// The average information about the logarithms of the ratios, with that about the residual variance taken out. The working
/// vectors are the effects themselves, by scorecard.
fn information(system: &System<'_>, effects: &Effects, residuals: &[f64], variance: f64) -> [[f64; 2]; 2] {
    let layout = system.layout;
    let rows = (0..layout.rows).flat_map(|row| layout.row(row).map(move |_| row));
    let of_row: Vec<f64> = rows.map(|row| effects.row[row]).collect();
    let of_column: Vec<f64> = layout.column.iter().map(|column| effects.column[*column]).collect();
    let explained = system.explain_all(&[&of_row, &of_column]);
    let [Some(first), Some(second)] = [0, 1].map(|at| explained.get(at)) else { return [[0.0; 2]; 2] };
    let (rest_row, rest_column) = (system.residuals(&of_row, first), system.residuals(&of_column, second));
    let product = |one: &[f64], other: &[f64]| -> f64 {
        layout.weight.iter().zip(one).zip(other).map(|((weight, one), other)| weight * one * other).sum()
    };
    let all = penalised(system, residuals, effects).max(f64::MIN_POSITIVE);
    let with_all = [product(&of_row, residuals), product(&of_column, residuals)];
    let across = product(&of_row, &rest_column);
    let own = [[product(&of_row, &rest_row), across], [across, product(&of_column, &rest_column)]];
    [0, 1].map(|i| [0, 1].map(|j| (own[i][j] - with_all[i] * with_all[j] / all) / variance))
}

/// The ratios of least deviance within the bounds, and the model there.
pub(in super::super) fn fit(layout: &super::Layout, data: &[f64], start: Start) -> Point {
    let mut at = evaluate(layout, data, start.logs);
    let mut damping = 1e-3;
    for _ in 0..MOST_STEPS {
        let logs = stepped(&at, start.free, damping);
        let length = (logs[0] - at.logs[0]).abs().max((logs[1] - at.logs[1]).abs());
        if length < SMALL_STEP {
            break;
        }
        let next = evaluate(layout, data, logs);
        let worse = match (next.deviance, at.deviance) {
            (Some(next), Some(before)) => next > before + 1e-9 + 1e-12 * before.abs(),
            // Without a determinant all there is to go by is the slope.
            _ => slope(&next, start.free) > 2.0 * slope(&at, start.free) && damping < 1e3,
        };
        if worse {
            damping = (damping * 10.0_f64).max(0.1);
            if damping > 1e9 {
                break;
            }
        } else {
            at = next;
            damping = (damping * 0.1_f64).max(1e-9);
        }
    }
    at_bounds(layout, data, at, start.free)
}

fn slope(at: &Point, free: [bool; 2]) -> f64 {
    let of = |side: usize| if pushed_out(at, side) || !free[side] { 0.0 } else { at.gradient[side].abs() };
    of(0) + of(1)
}

/// At a bound, and better only beyond it.
fn pushed_out(at: &Point, side: usize) -> bool {
    (at.logs[side] >= HIGHEST && at.gradient[side] <= 0.0) || (at.logs[side] <= LOWEST && at.gradient[side] >= 0.0)
}

/// One step: `(H + damping D) step = -gradient`, for what is free to move.
fn stepped(at: &Point, free: [bool; 2], damping: f64) -> [f64; 2] {
    let moves = [0, 1].map(|side| free[side] && !pushed_out(at, side));
    let own = [0, 1].map(|side| {
        let h = at.information[side][side].max(0.0);
        h + damping * (h + at.gradient[side].abs()) + 1e-12
    });
    let across = if moves == [true, true] { at.information[0][1] } else { 0.0 };
    let determinant = (own[0] * own[1] - across * across).max(1e-3 * own[0] * own[1]);
    let step = [
        (own[1] * at.gradient[0] - across * at.gradient[1] * f64::from(moves[1])) / determinant,
        (own[0] * at.gradient[1] - across * at.gradient[0] * f64::from(moves[0])) / determinant,
    ];
    [0, 1].map(|side| {
        let step = if moves[side] { step[side].clamp(-LONGEST_STEP, LONGEST_STEP) } else { 0.0 };
        (at.logs[side] - step).clamp(LOWEST, HIGHEST)
    })
}

/// Near the highest bound the deviance is flat: what is no better than at the bound is put there, so that an effect without
/// variance is one.
fn at_bounds(layout: &super::Layout, data: &[f64], mut at: Point, free: [bool; 2]) -> Point {
    for side in [0, 1] {
        if free[side] && at.logs[side] > 7.0 && at.logs[side] < HIGHEST {
            let mut logs = at.logs;
            logs[side] = HIGHEST;
            let bound = evaluate(layout, data, logs);
            if bound.deviance.zip(at.deviance).is_none_or(|(bound, inside)| bound <= inside + 1e-7) {
                at = bound;
            }
        }
    }
    at
}
