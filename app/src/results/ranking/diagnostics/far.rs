//! Single scorecards that are far from what all others say of the same entry and of the same judge.

use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::flags::rejected;
use super::judges::{Slope, student};

/// A scorecard that is far off. Its judge may be the one who saw what is there.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Far {
    /// Number of the scorecard in the input.
    pub sheet: usize,
    /// By how many points its total is above what all other scorecards say.
    pub off: Slope,
    /// The probability of that by chance, if it were the only one that was looked at.
    pub p: f64,
}

/// So many at most are looked at closely, those of the largest residuals: each takes a solution of the equations.
const CLOSELY: usize = 40;

/// The scorecards that stand out among all, the least likely first: externally studentised (R. D. Cook and S. Weisberg,
/// Residuals and influence in regression, 1982), as one family.
pub(super) fn far(evidence: &Evidence<'_>) -> Vec<Far> {
    let (weight, unknown) = (&evidence.fitted.layout.weight, evidence.system.prediction_variances());
    let size = |at: usize| {
        let left = (1.0 - weight[at] * unknown[at]).max(1e-6);
        weight[at] * evidence.residuals[at] * evidence.residuals[at] / left
    };
    let mut order: Vec<usize> = (0..evidence.residuals.len()).collect();
    order.sort_by(|one, other| size(*other).total_cmp(&size(*one)));
    let degrees = (order.len() as f64 - 3.0).max(1.0);
    let closely = |at: &usize| {
        let mut x = vec![0.0; evidence.residuals.len()];
        x[*at] = 1.0;
        let off = evidence.slope(&x)?;
        let t = off.value / off.error;
        Some(Far {
            sheet: evidence.sheets[*at],
            off: off.points(evidence.fitted.panel.scale),
            p: student(t * t, degrees),
        })
    };
    let mut tests: Vec<Far> = order.iter().take(CLOSELY).filter_map(closely).collect();
    tests.sort_by(|one, other| one.p.total_cmp(&other.p));
    // What was not looked at closely is in the family.
    let family = tests.iter().map(|far| far.p).chain(std::iter::repeat(1.0)).take(order.len()).collect::<Vec<_>>();
    tests.truncate(rejected(&family));
    tests
}
