//! The allowed pairs of entry and judge, each with its terms.

use serde::{Deserialize, Serialize};

/// How far the review of a pair that is assigned at present has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// The judge has not looked at it: taking it away costs least.
    Unopened,
    /// The judge has begun: taken away only where coverage or a quota demands it.
    Opened,
    /// The judge has handed in: stays, like a pinned pair.
    Scored,
}

/// On what terms a judge could review an entry. A hard conflict has no terms: the pair is not listed, or barred.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PairTerms {
    /// There is a tie between the two that is to be avoided, but does not bar.
    pub soft_conflict: bool,
    /// The judge does not read the language of the entry.
    pub language_mismatch: bool,
    /// The judge has no device that the entry runs on.
    #[serde(default)]
    pub device_mismatch: bool,
    /// The entry has what the judge asked not to be shown.
    #[serde(default)]
    pub against_comfort: bool,
    /// How well the judge fits the entry, in millionths; may be negative.
    pub affinity: i64,
    /// The pair must be assigned: an organiser decided so.
    pub pinned: bool,
    /// The pair is assigned at present: a repair keeps as many of these as it can.
    #[serde(default)]
    pub present: Option<Progress>,
}

impl PairTerms {
    /// Whether the pair is in every solution: pinned, or its review is handed in.
    #[must_use]
    pub fn fixed(&self) -> bool {
        self.pinned || self.present == Some(Progress::Scored)
    }
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

    /// Takes pairs out, and hands them back.
    pub(super) fn take(&mut self, unwanted: impl Fn(&Pair) -> bool) -> Vec<Pair> {
        let (taken, list) = std::mem::take(&mut self.list).into_iter().partition(unwanted);
        self.list = list;
        self.find_starts();
        taken
    }

    /// Adds pairs that are not there yet.
    pub(super) fn add(&mut self, more: impl IntoIterator<Item = Pair>) {
        self.list.extend(more);
        self.list.sort_unstable_by_key(|pair| (pair.entry, pair.judge));
        self.find_starts();
    }

    /// Takes the pin of a pair away.
    pub(super) fn unpin(&mut self, entry: usize, judge: usize) {
        if let Some(position) = self.position(entry, judge) {
            self.list[position].terms.pinned = false;
        }
    }

    fn find_starts(&mut self) {
        let entries = self.starts.len() - 1;
        self.starts = (0..=entries).map(|entry| self.list.partition_point(|pair| pair.entry < entry)).collect();
    }

    /// Every pair, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Pair] {
        &self.list
    }

    /// Where the pairs of one entry begin in the list of all.
    pub(super) fn start_of(&self, entry: usize) -> usize {
        self.starts[entry]
    }

    /// The pairs of one entry, in the order of the judges: its eligible judges.
    #[must_use]
    pub fn of_entry(&self, entry: usize) -> &[Pair] {
        &self.list[self.starts[entry]..self.starts[entry + 1]]
    }

    /// The pair of this entry and judge, unless it is not allowed.
    #[must_use]
    pub fn find(&self, entry: usize, judge: usize) -> Option<&Pair> {
        self.position(entry, judge).map(|position| &self.list[position])
    }

    /// The position of a pair in the list of all.
    pub(super) fn position(&self, entry: usize, judge: usize) -> Option<usize> {
        let place = self.of_entry(entry).binary_search_by_key(&judge, |pair| pair.judge).ok()?;
        Some(self.starts[entry] + place)
    }
}
