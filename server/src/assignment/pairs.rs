//! The allowed pairs of entry and judge, each with its terms.

use serde::{Deserialize, Serialize};

/// On what terms a judge could review an entry. A hard conflict has no terms: the pair is simply not listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PairTerms {
    /// There is a tie between the two that is to be avoided, but does not bar.
    pub soft_conflict: bool,
    /// The judge does not read the language of the entry.
    pub language_mismatch: bool,
    /// How well the judge fits the entry, in millionths; may be negative.
    pub affinity: i64,
    /// The pair must be assigned: an organiser decided so, or its review has already begun.
    pub pinned: bool,
}

/// An allowed pair; entry and judge are positions in the problem's lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the judge.
    pub judge: usize,
    /// The terms of the pair.
    pub terms: PairTerms,
}

/// All allowed pairs, sorted by entry and then judge, each at most once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    /// The pairs of entry `i` are `list[starts[i]..starts[i + 1]]`.
    starts: Vec<usize>,
    list: Vec<Pair>,
}

impl Pairs {
    /// Sorts the list for `entries` entries. The repeated pair, if there is one, is the error.
    pub(super) fn sorted(entries: usize, mut list: Vec<Pair>) -> Result<Self, Pair> {
        list.sort_unstable_by_key(|pair| (pair.entry, pair.judge));
        let repeated = list.windows(2).find(|two| (two[0].entry, two[0].judge) == (two[1].entry, two[1].judge));
        if let Some(two) = repeated {
            return Err(two[0]);
        }
        let starts = (0..=entries).map(|entry| list.partition_point(|pair| pair.entry < entry)).collect();
        Ok(Self { starts, list })
    }

    /// Every pair, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Pair] {
        &self.list
    }

    /// The pairs of one entry, in the order of the judges: its eligible judges.
    #[must_use]
    pub fn of_entry(&self, entry: usize) -> &[Pair] {
        &self.list[self.starts[entry]..self.starts[entry + 1]]
    }

    /// The pair of this entry and judge, unless it is not allowed.
    #[must_use]
    pub fn find(&self, entry: usize, judge: usize) -> Option<&Pair> {
        let eligible = self.of_entry(entry);
        let position = eligible.binary_search_by_key(&judge, |pair| pair.judge);
        position.ok().map(|position| &eligible[position])
    }
}
