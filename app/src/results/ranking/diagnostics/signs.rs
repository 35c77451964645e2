//! Signs of scorecards that were not given honestly, of one fit of the model. They are worth a look, and prove nothing.

use std::collections::BTreeSet;

use super::super::model::{Fitted, Panel};
use super::super::{CheckedInput, Ranking};
use super::evidence::Evidence;
use super::{DiagnosticsSettings, Far, Rings, Together, far::far, rings::rings, together::together};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signs {
    /// Pairs of judges who lift what is close to the other one.
    pub rings: Rings,
    /// Pairs of judges who lift the same entries, the least likely first; none without simulations.
    pub together: Vec<Together>,
    /// Scorecards that are far off, the least likely first.
    pub far: Vec<Far>,
}

/// Looks for all of them; nothing where totals do not vary. `close`: pairs of judge and entry, by conflict of interest,
/// organisation or team.
#[must_use]
pub fn signs(
    input: &CheckedInput,
    ranking: &Ranking,
    close: &BTreeSet<(usize, usize)>,
    settings: &DiagnosticsSettings,
) -> Signs {
    let fitted = Fitted::of(Panel::of(input), ranking.method.judge_noise);
    let Some(fitted) = fitted.filter(|fitted| !fitted.panel.flat) else { return Signs::default() };
    let evidence = Evidence::new(input, &fitted);
    Signs { rings: rings(&evidence, close), together: together(&evidence, settings), far: far(&evidence) }
}
