//! What stands out.

use serde::{Deserialize, Serialize};

use super::judges::JudgeDiagnostics;

/// What about a judge is worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// Stricter or milder than judges of this panel are.
    Severity,
    /// Further from the panel, or closer to it, than chance explains.
    Fit,
    /// Keeps to the middle, or goes to the ends.
    Discrimination,
    /// One impression decides all marks, or none.
    Halo,
    /// Became stricter or milder from scorecard to scorecard.
    Drift,
    /// Scores entries that belong to the judge above or below others.
    Affiliation,
}

/// One thing that is worth a look. It says nothing of what is right, and nothing follows from it by itself.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Flag {
    /// Index of the judge in the input.
    pub judge: usize,
    /// What.
    pub kind: FlagKind,
    /// The probability of this by chance, if it were the only thing that was looked at.
    pub p: f64,
}

/// The share of flags that may be chance.
const FALSE_DISCOVERIES: f64 = 0.05;

/// All that was looked at, of all judges, as one family.
pub(super) fn raised(judges: &[JudgeDiagnostics]) -> Vec<Flag> {
    let mut tests = Vec::new();
    for judge in judges {
        let found = [
            (FlagKind::Severity, judge.severity_p),
            (FlagKind::Fit, judge.outfit.map(|of| of.p)),
            (FlagKind::Discrimination, judge.discrimination.map(|of| of.p)),
            (FlagKind::Halo, judge.halo.map(|of| of.p)),
            (FlagKind::Drift, judge.drift.map(super::Slope::p)),
            (FlagKind::Affiliation, judge.affiliation.map(super::Slope::p)),
        ];
        tests.extend(found.into_iter().filter_map(|(kind, p)| Some(Flag { judge: judge.judge, kind, p: p? })));
    }
    // Stable: judges come by key.
    tests.sort_by(|one, other| one.p.total_cmp(&other.p));
    tests.truncate(rejected(&tests.iter().map(|flag| flag.p).collect::<Vec<_>>()));
    tests
}

/// How many of ascending probabilities are rejected: the last `k` with `p_k <= k q / m`.
pub(super) fn rejected(ascending: &[f64]) -> usize {
    let all = ascending.len() as f64;
    let below = |at: usize, p: f64| p <= FALSE_DISCOVERIES * (at as f64 + 1.0) / all;
    ascending.iter().enumerate().rev().find(|(at, p)| below(*at, **p)).map_or(0, |(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::rejected;

    #[test]
    fn the_published_example_comes_out() {
        // Benjamini and Hochberg, 1995, section 3.2: 15 probabilities, of which the first four are rejected at .05.
        let published = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000,
        ];
        assert_eq!(rejected(&published), 4);
        assert_eq!(rejected(&[]), 0);
        assert_eq!(rejected(&[0.04]), 1);
        assert_eq!(rejected(&[0.04, 0.9]), 0);
    }
}
