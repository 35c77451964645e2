//! How each judge scored.

use serde::{Deserialize, Serialize};

use super::super::CheckedInput;
use super::super::model::{Fitted, HIGHEST, ratios};
use super::evidence::Evidence;
use super::{DiagnosticsSettings, halo, simulate};

/// A number with the limits between which 19 of 20 are found when the model is right, and the probability to be as far off.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// As found.
    pub value: f64,
    /// Between these it is nothing unusual.
    pub low: f64,
    /// The upper one.
    pub high: f64,
    /// Of being as far off by chance.
    pub p: f64,
}

/// By how much something moves totals.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slope {
    /// In points.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

impl Slope {
    /// From the unit of the model.
    pub(super) fn points(self, scale: f64) -> Slope {
        Slope { value: self.value * scale, error: self.error * scale }
    }

    /// The probability of being as far from nought by chance, by the normal distribution.
    #[must_use]
    pub fn p(self) -> f64 {
        two_sided(self.value / self.error)
    }
}

/// The probability that a standard normal is as far from nought.
pub(super) fn two_sided(z: f64) -> f64 {
    if z.is_finite() { libm::erfc(z.abs() / std::f64::consts::SQRT_2) } else { 1.0 }
}

/// How one judge scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct JudgeDiagnostics {
    /// Index of the judge in the input.
    pub judge: usize,
    /// Scorecards that count.
    pub scorecards: u32,
    /// Points above the panel for the same entries; below nought is strict.
    pub severity: f64,
    /// The standard deviation of what is known of that.
    pub sd: f64,
    /// The probability that a judge of this panel is as strict or mild by chance; `None` when judges do not differ.
    pub severity_p: Option<f64>,
    /// Squared surprises of scorecards, weighed by how much each could surprise; 1 is as expected, above is erratic, below is
    /// closer to the panel than chance allows. `None` of judges with fewer than three scorecards.
    pub infit: Option<Measure>,
    /// The same, each scorecard alike: more moved by single ones.
    pub outfit: Option<Measure>,
    /// How far the totals spread with what entries are worth: below the limits the judge keeps to the middle.
    pub discrimination: Option<Measure>,
    /// How far the criteria of a scorecard go their own ways, over the same of the panel: below the limits one impression
    /// decides all marks. `None` with fewer than two criteria.
    pub halo: Option<Measure>,
    /// Points from the first scorecard to the last; `None` when the order is not known, or two came at one moment.
    pub drift: Option<Slope>,
    /// Points above for entries that belong to the judge; `None` when the judge scored no such entry or no other.
    pub affiliation: Option<Slope>,
}

/// The fewest scorecards of which something is said.
pub(super) const FEWEST: usize = 3;

/// Judges of a panel in which nothing varies.
pub(super) fn without_variance(fitted: &Fitted) -> Vec<JudgeDiagnostics> {
    let loads = fitted.panel.loads();
    fitted.panel.judges.iter().zip(loads).map(|(judge, load)| plain(*judge, load)).collect()
}

fn plain(judge: usize, scorecards: u32) -> JudgeDiagnostics {
    JudgeDiagnostics {
        judge,
        scorecards,
        severity: 0.0,
        sd: 0.0,
        severity_p: None,
        infit: None,
        outfit: None,
        discrimination: None,
        halo: None,
        drift: None,
        affiliation: None,
    }
}

/// All judges, in the order of the panel.
pub(super) fn all(
    input: &CheckedInput,
    evidence: &Evidence<'_>,
    settings: &DiagnosticsSettings,
) -> Vec<JudgeDiagnostics> {
    let fitted = evidence.fitted;
    let (scale, loads) = (fitted.panel.scale, fitted.panel.loads());
    let effects = fitted.side_effects().1;
    let unknown = fitted.side_errors().1;
    let severities = outliers(fitted, effects, &unknown);
    let simulated = simulate::measures(evidence, settings);
    let halos = halo::of(input, evidence);
    let groups = evidence.own_group(settings);
    let judge = |at: usize| {
        let own = &evidence.of_judge[at];
        let only = |x: &[f64]| {
            let mut list = vec![0.0; x.len()];
            own.iter().for_each(|sheet| list[*sheet] = x[*sheet]);
            list
        };
        let affiliation = groups.as_ref().filter(|x| {
            let same = own.iter().filter(|sheet| x[**sheet] > 0.0).count();
            same > 0 && same < own.len()
        });
        let of = simulated.get(at).copied().flatten();
        JudgeDiagnostics {
            severity: scale * effects[at],
            sd: scale * unknown[at].max(0.0).sqrt(),
            severity_p: severities.get(at).copied(),
            infit: of.map(|of| of[0]),
            outfit: of.map(|of| of[1]),
            discrimination: of.map(|of| of[2]),
            halo: halos.get(at).copied().flatten(),
            drift: order(evidence, own, settings).and_then(|x| evidence.slope(&x)).map(|slope| slope.points(scale)),
            affiliation: affiliation.and_then(|x| evidence.slope(&only(x))).map(|slope| slope.points(scale)),
            ..plain(fitted.panel.judges[at], loads[at])
        }
    };
    (0..effects.len()).map(judge).collect()
}

/// For each judge the probability that one of this panel is as far off. An outlier makes the variance of all judges larger and
/// would hide in it, so each is compared with the others: externally studentised, with the t-distribution of two degrees of
/// freedom less than judges (R. D. Cook and S. Weisberg, Residuals and influence in regression, 1982). Empty when judges do not
/// differ or are fewer than four.
fn outliers(fitted: &Fitted, effects: &[f64], unknown: &[f64]) -> Vec<f64> {
    let log = fitted.side_logs().1;
    let of_judges = ratios([log, log]).row;
    let told: Vec<f64> = unknown.iter().map(|unknown| fitted.variance / of_judges - unknown).collect();
    let count = effects.len() as f64;
    if log >= HIGHEST || effects.len() < 4 || told.iter().any(|told| *told <= 0.0) {
        return Vec::new();
    }
    let squares: Vec<f64> = effects.iter().zip(&told).map(|(effect, told)| effect * effect / told).collect();
    let mean = (squares.iter().sum::<f64>() / (count - 1.0)).max(f64::MIN_POSITIVE);
    let p = |square: &f64| {
        let own = square / mean;
        let rest = (count - 1.0 - own).max(1e-9);
        student(own * (count - 2.0) / rest, count - 2.0)
    };
    squares.iter().map(p).collect()
}

/// The probability that the square of a t-distributed number is as large: D. L. Wallace, Bounds on normal approximations to
/// Student's and the chi-square distributions, Annals of Mathematical Statistics 30, 1959.
pub(super) fn student(square: f64, degrees: f64) -> f64 {
    let z = (degrees * libm::log(1.0 + square / degrees)).sqrt();
    two_sided(z * (8.0 * degrees + 1.0) / (8.0 * degrees + 3.0))
}

/// From -1/2 for the first scorecard of a judge to 1/2 for the last, nought for those of others.
fn order(evidence: &Evidence<'_>, own: &[usize], settings: &DiagnosticsSettings) -> Option<Vec<f64>> {
    if own.len() < FEWEST || settings.order.len() < evidence.input.sheets.len() {
        return None;
    }
    let mut sorted = own.to_vec();
    sorted.sort_by_key(|at| (settings.order[evidence.sheets[*at]], *at));
    // What came at one moment, as from an import, has no order.
    let time = |at: &usize| settings.order[evidence.sheets[*at]];
    if sorted.windows(2).any(|pair| time(&pair[0]) == time(&pair[1])) {
        return None;
    }
    let mut x = vec![0.0; evidence.residuals.len()];
    let last = own.len() as f64 - 1.0;
    for (position, at) in sorted.into_iter().enumerate() {
        x[at] = position as f64 / last - 0.5;
    }
    Some(x)
}

#[cfg(test)]
mod tests {
    use super::student;

    #[test]
    fn the_t_distribution_is_that_of_tables() {
        // Two-sided points: 2.306 and 3.355 with 8 degrees of freedom at .05 and .01, 4.303 with 2 at .05.
        for (t, degrees, p) in [(2.306_f64, 8.0, 0.05), (3.355, 8.0, 0.01), (4.303, 2.0, 0.05)] {
            let found = student(t * t, degrees);
            assert!((found / p - 1.0).abs() < 0.08, "{t} {degrees}: {found}");
        }
    }
}
