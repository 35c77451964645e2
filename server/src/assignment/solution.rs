//! An assignment and its figures.

use serde::{Deserialize, Serialize};

use super::change::Change;
use super::components::count_components;
use super::connect::Connection;
use super::pairs::Pair;
use super::problem::Problem;

/// An entry with too few judges of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BelowQuota {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the group.
    pub group: usize,
    /// How many judges of it are missing.
    pub missing: u32,
}

/// An assignment. Entries and judges are positions in the lists of the problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Solution {
    /// Entry and judge of each assigned pair, sorted.
    pub pairs: Vec<(usize, usize)>,
    /// The entries that lack reviews, and how many.
    pub missing: Vec<(usize, u32)>,
    /// The quotas that are not filled.
    pub below_quota: Vec<BelowQuota>,
    /// The judges below their minimum load, and by how much.
    pub below_minimum: Vec<(usize, u32)>,
    /// The load of every judge.
    pub loads: Vec<u32>,
    /// How many assigned pairs have a soft conflict.
    pub soft_conflicts: u32,
    /// How many assigned judges do not read the language of the entry.
    pub language_mismatches: u32,
    /// How many assigned judges have no device that the entry runs on.
    pub device_mismatches: u32,
    /// How many assigned entries have what their judge asked not to be shown.
    pub against_comfort: u32,
    /// Into how many parts the assigned pairs fall that share no judge and no entry. Scores of different parts cannot
    /// be compared by a model of judges and entries. Who has no pair at all is in no part.
    pub components: usize,
    /// What was exchanged to connect them.
    pub connection: Connection,
    /// The difference to the pairs that are assigned at present.
    pub change: Change,
    /// Total affinity, in millionths.
    pub affinity: i64,
}

impl Solution {
    /// The figures of a choice of pairs. Each pair is given at most once.
    pub(super) fn of(problem: &Problem, chosen: impl IntoIterator<Item = Pair>) -> Self {
        let mut reviews = vec![0; problem.entries().len()];
        let mut solution = Self {
            pairs: Vec::new(),
            missing: Vec::new(),
            below_quota: Vec::new(),
            below_minimum: Vec::new(),
            loads: vec![0; problem.judges().len()],
            soft_conflicts: 0,
            language_mismatches: 0,
            device_mismatches: 0,
            against_comfort: 0,
            components: 0,
            connection: Connection::default(),
            change: Change::default(),
            affinity: 0,
        };
        for pair in chosen {
            solution.pairs.push((pair.entry, pair.judge));
            reviews[pair.entry] += 1;
            solution.loads[pair.judge] += 1;
            solution.soft_conflicts += u32::from(pair.terms.soft_conflict);
            solution.language_mismatches += u32::from(pair.terms.language_mismatch);
            solution.device_mismatches += u32::from(pair.terms.device_mismatch);
            solution.against_comfort += u32::from(pair.terms.against_comfort);
            solution.affinity += pair.terms.affinity;
        }
        solution.pairs.sort_unstable();
        solution.components = count_components(reviews.len(), solution.loads.len(), &solution.pairs);
        solution.connection.before = solution.components;
        solution.change = Change::of(problem, &solution.pairs);
        solution.missing = shortfalls(problem.entries().iter().map(|entry| entry.reviews), &reviews);
        let minimums = problem.judges().iter().map(|judge| judge.min_load);
        solution.below_minimum = shortfalls(minimums, &solution.loads);
        solution.below_quota = solution.unfilled(problem);
        solution
    }

    fn unfilled(&self, problem: &Problem) -> Vec<BelowQuota> {
        let quotas = problem.quotas();
        let unfilled = quotas.as_slice().iter().filter(|quota| quota.at_least > 0).map(|quota| {
            let judges = self.judges_of(quota.entry).filter(|&judge| quotas.holds(quota.group, judge)).count();
            let missing = quota.at_least.saturating_sub(u32::try_from(judges).unwrap_or(u32::MAX));
            BelowQuota { entry: quota.entry, group: quota.group, missing }
        });
        unfilled.filter(|below| below.missing > 0).collect()
    }

    /// The judges of an entry, sorted.
    pub fn judges_of(&self, entry: usize) -> impl Iterator<Item = usize> {
        let start = self.pairs.partition_point(|pair| pair.0 < entry);
        self.pairs[start..].iter().take_while(move |pair| pair.0 == entry).map(|pair| pair.1)
    }

    /// How many reviews found no judge.
    #[must_use]
    pub fn missing_reviews(&self) -> u64 {
        self.missing.iter().map(|&(_, units)| u64::from(units)).sum()
    }

    /// How many judges of some group entries lack, all quotas together.
    #[must_use]
    pub fn reviews_below_quota(&self) -> u64 {
        self.below_quota.iter().map(|below| u64::from(below.missing)).sum()
    }

    /// By how many reviews the judges together are below their minimum loads.
    #[must_use]
    pub fn reviews_below_minimum(&self) -> u64 {
        self.below_minimum.iter().map(|&(_, units)| u64::from(units)).sum()
    }

    /// Whether the pair is assigned.
    #[must_use]
    pub fn has(&self, entry: usize, judge: usize) -> bool {
        self.pairs.binary_search(&(entry, judge)).is_ok()
    }

    /// Whether the judge carries the maximum load.
    #[must_use]
    pub fn is_at_limit(&self, problem: &Problem, judge: usize) -> bool {
        self.loads[judge] >= problem.judges()[judge].max_load
    }

    /// Whether every review found a judge, every quota is filled and every load is within its bounds.
    #[must_use]
    pub fn meets_all_bounds(&self) -> bool {
        self.missing.is_empty() && self.below_quota.is_empty() && self.below_minimum.is_empty()
    }
}

/// The positions that got less than they should, and how much less.
fn shortfalls(wanted: impl Iterator<Item = u32>, got: &[u32]) -> Vec<(usize, u32)> {
    let lacking = wanted.zip(got).map(|(wanted, &got)| wanted.saturating_sub(got));
    lacking.enumerate().filter(|&(_, lacking)| lacking > 0).collect()
}
