//! Pairs of judges who score what is close to each other above what all others say of it.
//!
//! For a pair two slopes are asked of the model: of the first judge's scorecards for entries that are close to the second, and
//! the other way round. Both have to be above nought, and the probability is that of both together. An honest judge has one
//! of these by chance as often as not; what two do to each other's favour at once is rarer, and all pairs that could do it are
//! one family.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::evidence::Evidence;
use super::flags::rejected;
use super::judges::{Slope, two_sided};

/// Two judges who lift what is close to the other one. It is worth a look, and proves nothing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ring {
    /// Indices of the judges in the input.
    pub judges: [usize; 2],
    /// How many entries that are close to the other one each of them scored.
    pub scorecards: [u32; 2],
    /// By how many points each scored them above what all others say.
    pub lifts: [Slope; 2],
    /// The probability that both together come from chance, if this pair were the only one that was looked at.
    pub p: f64,
}

/// What was found of pairs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rings {
    /// How many pairs scored what is close to each other.
    pub looked_at: u32,
    /// Those that stand out among them, the least likely first.
    pub found: Vec<Ring>,
}

/// Looks at all pairs of judges each of whom scored an entry that is close to the other one. `close`: pairs of judge and entry,
/// by conflict of interest, organisation or team. A scorecard of a judge who is close to the entry as well tells nothing of the
/// other one, and is left out.
pub(super) fn rings(evidence: &Evidence<'_>, close: &BTreeSet<(usize, usize)>) -> Rings {
    let favours = favours(evidence, close);
    let mut tests: Vec<Ring> = favours
        .iter()
        .filter(|((one, other), _)| one < other)
        .filter_map(|(&(one, other), own)| of_pair(evidence, [one, other], [own, favours.get(&(other, one))?]))
        .collect();
    let looked_at = tests.len() as u32;
    // Stable: pairs come by their numbers.
    tests.sort_by(|one, other| one.p.total_cmp(&other.p));
    tests.truncate(rejected(&tests.iter().map(|ring| ring.p).collect::<Vec<_>>()));
    Rings { looked_at, found: tests }
}

/// For each two judges, the scorecards of the first for entries that are close to the second.
fn favours(evidence: &Evidence<'_>, close: &BTreeSet<(usize, usize)>) -> BTreeMap<(usize, usize), Vec<usize>> {
    let mut of_entry: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (judge, entry) in close {
        of_entry.entry(*entry).or_default().push(*judge);
    }
    let mut favours: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (at, number) in evidence.sheets.iter().enumerate() {
        let sheet = &evidence.input.sheets[*number];
        let friends = of_entry.get(&sheet.entry).map_or(&[][..], Vec::as_slice);
        if friends.contains(&sheet.judge) {
            continue;
        }
        for friend in friends {
            favours.entry((sheet.judge, *friend)).or_default().push(at);
        }
    }
    favours
}

fn of_pair(evidence: &Evidence<'_>, judges: [usize; 2], own: [&Vec<usize>; 2]) -> Option<Ring> {
    let scale = evidence.fitted.panel.scale;
    let slope = |lists: &[&Vec<usize>]| {
        let mut x = vec![0.0; evidence.residuals.len()];
        lists.iter().copied().flatten().for_each(|at| x[*at] = 1.0);
        evidence.slope(&x)
    };
    let (one, other, both) = (slope(&own[..1])?, slope(&own[1..])?, slope(&own)?);
    let mutual = one.value > 0.0 && other.value > 0.0 && both.value > 0.0;
    Some(Ring {
        judges,
        scorecards: own.map(|list| list.len() as u32),
        lifts: [one.points(scale), other.points(scale)],
        // One side only: to score below is no favour.
        p: if mutual { two_sided(both.value / both.error) / 2.0 } else { 1.0 },
    })
}
