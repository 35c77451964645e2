//! What is usual for a judge, by panels that are simulated as the model says (parametric bootstrap).
//!
//! The customary limits of fit, .7 and 1.3, are right for no particular number of scorecards; those of a simulation have the
//! loads and gaps of this panel. Infit and outfit are the mean squares of B. D. Wright and G. N. Masters, Rating scale analysis,
//! 1982, with normal residuals.

use super::super::model::{System, penalised};
use super::super::random::Stream;
use super::DiagnosticsSettings;
use super::evidence::Evidence;
use super::judges::{FEWEST, Measure, two_sided};

/// Infit, outfit and discrimination of a judge.
type Three = [f64; 3];

/// For each judge infit, outfit and discrimination with their limits; `None` of judges with few scorecards, and without
/// simulations.
pub(super) fn measures(evidence: &Evidence<'_>, settings: &DiagnosticsSettings) -> Vec<Option<[Measure; 3]>> {
    let fitted = evidence.fitted;
    if settings.simulations < 2 {
        return vec![None; evidence.of_judge.len()];
    }
    let layout = &fitted.layout;
    let unknown = evidence.system.prediction_variances();
    // How much of a residual's variance is left when the fit has taken its part.
    let left: Vec<f64> =
        layout.weight.iter().zip(&unknown).map(|(weight, unknown)| (1.0 - weight * unknown).max(1e-6)).collect();
    let found = of_data(evidence, &fitted.data, &left);
    let mut stream = Stream::new(settings.seed);
    let mut drawn: Vec<Vec<Three>> = vec![Vec::new(); found.len()];
    for _ in 0..settings.simulations {
        let data = simulated(&evidence.system, fitted.variance, &mut stream);
        for (list, own) in drawn.iter_mut().zip(of_data(evidence, &data, &left)) {
            list.extend(own);
        }
    }
    let measure = |(found, drawn): (&Option<Three>, &Vec<Three>)| {
        let found = found.as_ref()?;
        Some([0, 1, 2].map(|at| limits(found[at], drawn.iter().map(|of| of[at]).collect(), at < 2)))
    };
    found.iter().zip(&drawn).map(measure).collect()
}

/// Totals of a panel as the model says.
pub(super) fn simulated(system: &System<'_>, variance: f64, stream: &mut Stream) -> Vec<f64> {
    let (layout, deviation) = (system.layout, variance.sqrt());
    let mut side = |count: usize, ratio: f64| -> Vec<f64> {
        (0..count).map(|_| deviation / ratio.sqrt() * stream.normal()).collect()
    };
    let (row, column) = (side(layout.rows, system.ratios.row), side(layout.columns, system.ratios.column));
    let noise = side(layout.weight.len(), 1.0);
    let mut data = Vec::with_capacity(noise.len());
    for (at, row) in row.iter().enumerate() {
        for sheet in layout.row(at) {
            data.push(row + column[layout.column[sheet]] + noise[sheet] / layout.weight[sheet].sqrt());
        }
    }
    data
}

fn of_data(evidence: &Evidence<'_>, data: &[f64], left: &[f64]) -> Vec<Option<Three>> {
    let (system, layout) = (&evidence.system, &evidence.fitted.layout);
    let effects = system.explain(data);
    let residuals = system.residuals(data, &effects);
    let degrees = (data.len() as f64 - 1.0).max(1.0);
    let variance = (penalised(system, &residuals, &effects) / degrees).max(f64::MIN_POSITIVE);
    let entries = layout.sides(&effects.row, &effects.column).0;
    let judge = |own: &Vec<usize>| {
        if own.len() < FEWEST {
            return None;
        }
        let square = |at: &usize| layout.weight[*at] * residuals[*at] * residuals[*at] / variance;
        let infit = own.iter().map(square).sum::<f64>() / own.iter().map(|at| left[*at]).sum::<f64>();
        let outfit = own.iter().map(|at| square(at) / left[*at]).sum::<f64>() / own.len() as f64;
        Some([infit, outfit, discrimination(own, data, entries, |at| evidence.entry(at))])
    };
    evidence.of_judge.iter().map(judge).collect()
}

/// The slope of a judge's totals over what the model expects of the entries.
fn discrimination(own: &[usize], data: &[f64], entries: &[f64], entry: impl Fn(usize) -> usize) -> f64 {
    let count = own.len() as f64;
    let expected = |at: usize| entries[entry(at)];
    let mean = own.iter().map(|at| expected(*at)).sum::<f64>() / count;
    let total = own.iter().map(|at| data[*at]).sum::<f64>() / count;
    let (mut product, mut square) = (0.0, 0.0);
    for at in own {
        let off = expected(*at) - mean;
        product += off * (data[*at] - total);
        square += off * off;
    }
    if square > 0.0 { product / square } else { 1.0 }
}

/// Where 19 of 20 simulated ones are, and how unusual the found one is. Mean squares are skewed and never below nought, so
/// that their cube roots are compared, which are nearly normal (E. B. Wilson and M. M. Hilferty, The distribution of chi-square,
/// 1931): logarithms would be skewed the other way, and call a judge of few scorecards too close to the panel. The normal
/// distribution of what was simulated reaches further than 200 simulations can count.
fn limits(value: f64, mut drawn: Vec<f64>, mean_square: bool) -> Measure {
    drawn.sort_by(f64::total_cmp);
    let turned = |value: f64| if mean_square { libm::cbrt(value) } else { value };
    let count = drawn.len() as f64;
    let mean = drawn.iter().map(|value| turned(*value)).sum::<f64>() / count;
    let squares: f64 = drawn.iter().map(|value| (turned(*value) - mean) * (turned(*value) - mean)).sum();
    let deviation = (squares / (count - 1.0).max(1.0)).sqrt();
    let at = |part: f64| drawn.get((part * (count - 1.0)).round() as usize).copied().unwrap_or(value);
    let z = if deviation > 0.0 { (turned(value) - mean) / deviation } else { 0.0 };
    Measure { value, low: at(0.025), high: at(0.975), p: two_sided(z) }
}
