//! The difference between a solution and the pairs that are assigned at present.

use serde::{Deserialize, Serialize};

use super::pairs::Progress;
use super::problem::Problem;

/// A present pair that is taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Removed {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the judge.
    pub judge: usize,
    /// How far the review had come. Scored ones are removed only when they are barred.
    pub progress: Progress,
}

/// What a repair keeps, adds and takes away. Every pair is added when none is present.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// Present pairs that stay, sorted.
    pub kept: Vec<(usize, usize)>,
    /// New pairs, sorted.
    pub added: Vec<(usize, usize)>,
    /// Present pairs that go, sorted.
    pub removed: Vec<Removed>,
}

impl Change {
    /// Compares pairs, which are sorted, with the present ones.
    pub(super) fn of(problem: &Problem, pairs: &[(usize, usize)]) -> Self {
        let mut change = Self::default();
        let mut chosen = pairs.iter().copied().peekable();
        for pair in problem.pairs().as_slice() {
            let place = (pair.entry, pair.judge);
            let is_chosen = chosen.next_if_eq(&place).is_some();
            match (pair.terms.present, is_chosen) {
                (Some(_), true) => change.kept.push(place),
                (None, true) => change.added.push(place),
                (Some(progress), false) => {
                    change.removed.push(Removed { entry: pair.entry, judge: pair.judge, progress });
                }
                (None, false) => {}
            }
        }
        let barred = problem.barred().iter();
        change.removed.extend(barred.map(|&(entry, judge, progress)| Removed { entry, judge, progress }));
        change.removed.sort_unstable();
        change
    }

    /// How many removed pairs had come so far.
    #[must_use]
    pub fn removed_as(&self, progress: Progress) -> usize {
        self.removed.iter().filter(|removed| removed.progress == progress).count()
    }
}
