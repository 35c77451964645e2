//! What organisers look at: how far the panel agreed, how each judge scored, and what would have changed the order.
//!
//! Nothing here decides anything. Flags are "worth a look": a judge who differs from the panel may be the one who is right.

mod evidence;
mod far;
mod flags;
mod halo;
mod judges;
mod leave_out;
mod rings;
mod settle;
mod signs;
mod simulate;
#[cfg(test)]
mod tests;
mod together;

pub use far::Far;
pub use flags::{Flag, FlagKind};
pub use judges::{JudgeDiagnostics, Measure, Slope};
pub use leave_out::{LeftOut, leave_out};
pub use rings::{Ring, Rings};
pub use settle::{Adjustment, Settling, adjustments, settling};
pub use signs::{Signs, signs};
pub use together::Together;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::model::{Fitted, Panel, Variances};
use super::{CheckedInput, Marks, Ranking};
use crate::number::Decimal;
use crate::scores::model::Agreement;
use crate::scores::rules::{Metric, alpha};
use evidence::Evidence;

/// What is known besides the scorecards, and how long to look.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiagnosticsSettings {
    /// Where simulated panels come from.
    pub seed: [u8; 32],
    /// How many panels are simulated for the limits of a judge's fit; 200 are usual.
    pub simulations: u32,
    /// When each scorecard of the input was handed in, as any number that grows with time; empty: not known.
    pub order: Vec<u64>,
    /// Pairs of judge and entry of the input that belong together, such as by country or organisation.
    pub own: BTreeSet<(usize, usize)>,
}

/// What a panel's scorecards are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Reliability below .5: the order is mostly noise.
    Noise,
    /// Below .7: who is in the top group can be told, not their order.
    TopGroup,
    /// Below .8: the order is usable with its intervals.
    Fair,
    /// From .8.
    Good,
}

impl Verdict {
    /// Of a reliability.
    #[must_use]
    pub fn of(reliability: f64) -> Verdict {
        match reliability {
            reliability if reliability >= 0.8 => Verdict::Good,
            reliability if reliability >= 0.7 => Verdict::Fair,
            reliability if reliability >= 0.5 => Verdict::TopGroup,
            _ => Verdict::Noise,
        }
    }
}

/// The same for all judges together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// Parts of the panel without a common judge.
    pub components: usize,
    /// In points squared.
    pub variances: Variances,
    /// Shares of entries, judges and the rest in the variance of one total; noughts when totals do not vary.
    pub shares: [f64; 3],
    /// ICC(1): the correlation of two totals of the same entry by different judges, which is the share of entries (Shrout and
    /// Fleiss, 1979, for judges who differ by entry).
    pub icc: f64,
    /// As [`super::Doubt::reliability`].
    pub reliability: f64,
    /// What it means.
    pub verdict: Verdict,
    /// Krippendorff's alpha of the totals, as distances.
    pub agreement: Agreement,
    /// Krippendorff's alpha of the marks of each criterion, as an order.
    pub by_criterion: Vec<Agreement>,
    /// By how many points judges score entries that belong to them above others; `None` when none does, or no judge scored
    /// both.
    pub affiliation: Option<Slope>,
    /// By key.
    pub judges: Vec<JudgeDiagnostics>,
    /// What stands out: of all that is looked at, at most one in twenty flags is expected to be chance (Y. Benjamini and
    /// Y. Hochberg, Controlling the false discovery rate, 1995).
    pub flags: Vec<Flag>,
}

/// Looks at a panel; `None` without a scorecard that counts.
#[must_use]
pub fn diagnose(input: &CheckedInput, ranking: &Ranking, settings: &DiagnosticsSettings) -> Option<Diagnostics> {
    let fitted = Fitted::of(Panel::of(input), ranking.method.judge_noise)?;
    let variances = fitted.variances();
    let all = variances.entry + variances.judge + variances.residual;
    let share = |part: f64| if all > 0.0 { part / all } else { 0.0 };
    let shares = [share(variances.entry), share(variances.judge), share(variances.residual)];
    let scale = fitted.panel.scale;
    let reliability = super::doubt::reliability(&fitted.side_errors().0, variances.entry / (scale * scale));
    let (mut judges, affiliation) = if fitted.panel.flat {
        (judges::without_variance(&fitted), None)
    } else {
        let evidence = Evidence::new(input, &fitted);
        (judges::all(input, &evidence, settings), evidence.lift(settings).map(|found| found.points(scale)))
    };
    judges.sort_by(|one, other| input.judges[one.judge].cmp(&input.judges[other.judge]));
    Some(Diagnostics {
        components: ranking.components,
        variances,
        shares,
        icc: shares[0],
        reliability,
        verdict: Verdict::of(reliability),
        agreement: agreement(&fitted.panel),
        by_criterion: (0..input.criteria.len()).map(|at| alpha(&marks(input, at), Metric::Ordinal)).collect(),
        affiliation,
        flags: flags::raised(&judges),
        judges,
    })
}

/// Krippendorff's alpha of totals as distances. As these differ nearly all, sums of squares take the place of the pairs of levels
/// of [`alpha`]: `sum_{i<j} (x_i - x_j)^2 = n sum (x - mean)^2`.
fn agreement(panel: &Panel) -> Agreement {
    let squares = |list: &[f64]| {
        let mean = list.iter().sum::<f64>() / list.len() as f64;
        list.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>()
    };
    let units: Vec<Vec<f64>> = panel
        .sheets
        .chunk_by(|one, other| one.entry == other.entry)
        .filter(|unit| unit.len() > 1)
        .map(|unit| unit.iter().map(|sheet| sheet.value).collect())
        .collect();
    if units.len() < 2 {
        return Agreement::TooFew;
    }
    let all: Vec<f64> = units.concat();
    let count = all.len() as f64;
    let expected = count * squares(&all);
    let observed: f64 = units.iter().map(|unit| squares(unit) * unit.len() as f64 / (unit.len() as f64 - 1.0)).sum();
    if expected > 0.0 { Agreement::Alpha(1.0 - (count - 1.0) * observed / expected) } else { Agreement::OneLevel }
}

/// Marks of each entry on a criterion.
fn marks(input: &CheckedInput, criterion: usize) -> Vec<Vec<Decimal>> {
    let mut units = vec![Vec::new(); input.entries.len()];
    for sheet in &input.sheets {
        if let Marks::Criteria(marks) = &sheet.marks {
            units[sheet.entry].extend(marks.get(criterion).copied().flatten());
        }
    }
    units
}
