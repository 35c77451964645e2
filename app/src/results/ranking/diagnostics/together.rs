//! Pairs of judges who score the same entries high together, beyond what the entries are worth to the panel.
//!
//! What the model leaves of each scorecard is multiplied within pairs of judges over the entries that both scored. Of honest
//! judges these products are below nought a little, as the residuals of an entry share its mean; how far they go up and
//! down by chance hangs on loads and gaps, so that panels are simulated as the model says (parametric bootstrap). Each pair is
//! measured by its own mean and deviation over the simulated panels, and the tail is that of all pairs of all panels at once,
//! which reaches further than the panels alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::model::penalised;
use super::super::random::Stream;
use super::DiagnosticsSettings;
use super::evidence::Evidence;
use super::flags::rejected;
use super::simulate::simulated;

/// Two judges who lift the same entries. They may see what others do not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Together {
    /// Indices of the judges in the input.
    pub judges: [usize; 2],
    /// Entries that both scored.
    pub entries: u32,
    /// The correlation of what the panel does not explain of their scorecards for these.
    pub correlation: f64,
    /// The probability of as much by chance, if this pair were the only one that was looked at.
    pub p: f64,
}

/// Of fewer common entries nothing is said.
const FEWEST_COMMON: usize = 4;

/// Numbers of the two scorecards of each entry that both judges of a pair scored.
type Common = BTreeMap<(usize, usize), Vec<(usize, usize)>>;

/// The pairs that stand out among all with four common entries or more, the least likely first. Nothing without simulations.
pub(super) fn together(evidence: &Evidence<'_>, settings: &DiagnosticsSettings) -> Vec<Together> {
    let common = common(evidence);
    if common.is_empty() || settings.simulations < 2 {
        return Vec::new();
    }
    let mut stream = Stream::new(settings.seed);
    let found = products(evidence, &evidence.fitted.data, &common);
    let drawn: Vec<Vec<f64>> = (0..settings.simulations)
        .map(|_| products(evidence, &simulated(&evidence.system, evidence.fitted.variance, &mut stream), &common))
        .collect();
    let scale: Vec<(f64, f64)> = (0..found.len()).map(|pair| moments(drawn.iter().map(|panel| panel[pair]))).collect();
    let standard = |panel: &[f64]| -> Vec<f64> {
        panel.iter().zip(&scale).map(|(product, (mean, deviation))| (product - mean) / deviation.max(1e-12)).collect()
    };
    let mut chance: Vec<f64> = drawn.iter().flat_map(|panel| standard(panel)).collect();
    chance.sort_by(f64::total_cmp);
    let tail = |z: f64| {
        let above = chance.len() - chance.partition_point(|drawn| *drawn < z);
        (above as f64 + 1.0) / (chance.len() as f64 + 1.0)
    };
    let mut tests: Vec<Together> = common
        .iter()
        .zip(standard(&found))
        .map(|((pair, sheets), z)| of_pair(evidence, *pair, sheets, tail(z)))
        .collect();
    // Stable: pairs come by their numbers.
    tests.sort_by(|one, other| one.p.total_cmp(&other.p));
    tests.truncate(rejected(&tests.iter().map(|one| one.p).collect::<Vec<_>>()));
    tests
}

fn common(evidence: &Evidence<'_>) -> Common {
    let judge = |at: usize| evidence.input.sheets[evidence.sheets[at]].judge;
    let mut of_entry: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..evidence.residuals.len() {
        of_entry.entry(evidence.entry(at)).or_default().push(at);
    }
    let mut common = Common::new();
    for sheets in of_entry.values() {
        for (index, one) in sheets.iter().enumerate() {
            for other in &sheets[index + 1..] {
                let (first, second) = if judge(*one) < judge(*other) { (*one, *other) } else { (*other, *one) };
                common.entry((judge(first), judge(second))).or_default().push((first, second));
            }
        }
    }
    common.retain(|_, sheets| sheets.len() >= FEWEST_COMMON);
    common
}

/// The sum of products of each pair, in the unit of the residual variance of these data.
fn products(evidence: &Evidence<'_>, data: &[f64], common: &Common) -> Vec<f64> {
    let (system, weight) = (&evidence.system, &evidence.fitted.layout.weight);
    let effects = system.explain(data);
    let residuals = system.residuals(data, &effects);
    let degrees = (data.len() as f64 - 1.0).max(1.0);
    let variance = (penalised(system, &residuals, &effects) / degrees).max(f64::MIN_POSITIVE);
    let scaled: Vec<f64> = residuals.iter().zip(weight).map(|(off, weight)| off * weight.sqrt()).collect();
    common
        .values()
        .map(|sheets| sheets.iter().map(|(one, other)| scaled[*one] * scaled[*other]).sum::<f64>() / variance)
        .collect()
}

/// Mean and standard deviation.
fn moments(list: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    let count = list.clone().count() as f64;
    let mean = list.clone().sum::<f64>() / count;
    (mean, (list.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0).max(1.0)).sqrt())
}

fn of_pair(evidence: &Evidence<'_>, (one, other): (usize, usize), sheets: &[(usize, usize)], tail: f64) -> Together {
    let (mut product, mut squares, mut up, mut down) = (0.0, (0.0, 0.0), 0.0, 0.0);
    for (first, second) in sheets {
        let (first, second) = (evidence.residuals[*first], evidence.residuals[*second]);
        product += first * second;
        squares = (squares.0 + first * first, squares.1 + second * second);
        if first > 0.0 && second > 0.0 {
            up += first * second;
        } else if first < 0.0 && second < 0.0 {
            down += first * second;
        }
    }
    let size = (squares.0 * squares.1).sqrt();
    Together {
        judges: [one, other],
        entries: sheets.len() as u32,
        correlation: if size > 0.0 { product / size } else { 0.0 },
        // To score the same entries low together is no favour.
        p: if up >= down { tail } else { 1.0 },
    }
}
