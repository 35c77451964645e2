//! What is to be solved: needs, limits and allowed pairs, checked and put into one canonical order.

use std::collections::HashMap;

use super::error::ProblemError;
use super::forest::Forest;
use super::pairs::{Pair, PairTerms, Pairs, Progress};
use super::quotas::{GroupRow, QuotaRow, Quotas};
use super::remedy::Remedy;

/// What an entry needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryNeed {
    /// Names the entry; also decides its place in the canonical order.
    pub key: String,
    /// How many different judges should review it.
    pub reviews: u32,
}

/// What a judge can carry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgeLimits {
    /// Names the judge; also decides the place in the canonical order.
    pub key: String,
    /// The fewest entries the judge should get. A wish: falling short of it is counted and reported.
    pub min_load: u32,
    /// The most entries the judge can get. Never exceeded.
    pub max_load: u32,
}

/// An allowed pair as the caller gives it, by keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairRow<'a> {
    /// Key of the entry.
    pub entry: &'a str,
    /// Key of the judge.
    pub judge: &'a str,
    /// The terms of the pair.
    pub terms: PairTerms,
}

/// A pair that may not be, by keys: a hard conflict, or an organiser's decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BarredRow<'a> {
    /// Key of the entry.
    pub entry: &'a str,
    /// Key of the judge.
    pub judge: &'a str,
}

/// A checked problem. Entries and judges are sorted by key, so that everything derived from it, the draw of the seed
/// included, is the same however the rows were ordered. Positions in these lists are what solutions speak of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    entries: Vec<EntryNeed>,
    judges: Vec<JudgeLimits>,
    pairs: Pairs,
    quotas: Quotas,
    forest: Forest,
    /// Present pairs that are barred, and so removed by every solution.
    barred: Vec<(usize, usize, Progress)>,
}

impl Problem {
    /// Checks the parts and sorts them.
    ///
    /// # Errors
    /// When the parts contradict each other: see [`ProblemError`]. Needs that cannot be met are no error.
    pub fn new<'a>(
        mut entries: Vec<EntryNeed>,
        mut judges: Vec<JudgeLimits>,
        rows: impl IntoIterator<Item = PairRow<'a>>,
    ) -> Result<Self, ProblemError> {
        entries.sort_by(|one, other| one.key.cmp(&other.key));
        judges.sort_by(|one, other| one.key.cmp(&other.key));
        let entry_places = places(entries.iter().map(|entry| entry.key.as_str()))
            .map_err(|entry| ProblemError::RepeatedEntry { entry })?;
        let judge_places = places(judges.iter().map(|judge| judge.key.as_str()))
            .map_err(|judge| ProblemError::RepeatedJudge { judge })?;
        let list =
            rows.into_iter().map(|row| locate(&entry_places, &judge_places, row)).collect::<Result<Vec<_>, _>>()?;
        let pairs = Pairs::sorted(entries.len(), list).map_err(|pair| ProblemError::RepeatedPair {
            entry: entries[pair.entry].key.clone(),
            judge: judges[pair.judge].key.clone(),
        })?;
        let mut problem =
            Self { entries, judges, pairs, quotas: Quotas::default(), forest: Forest::default(), barred: Vec::new() };
        problem.make_room();
        problem.check_affinities()?;
        problem.check_entries()?;
        problem.check_judges()?;
        Ok(problem)
    }

    /// Bars pairs. A barred pair that is present is removed, even when it is scored: its marks are void.
    ///
    /// # Errors
    /// When a barred pair is pinned, or names what is not listed.
    pub fn with_barred<'a>(mut self, rows: impl IntoIterator<Item = BarredRow<'a>>) -> Result<Self, ProblemError> {
        let mut barred = std::collections::BTreeSet::new();
        for row in rows {
            let entry = self.entries.binary_search_by(|entry| entry.key.as_str().cmp(row.entry));
            let entry = entry.map_err(|_| ProblemError::UnknownEntry { entry: row.entry.to_owned() })?;
            let judge = self.judges.binary_search_by(|judge| judge.key.as_str().cmp(row.judge));
            let judge = judge.map_err(|_| ProblemError::UnknownJudge { judge: row.judge.to_owned() })?;
            if self.pairs.find(entry, judge).is_some_and(|pair| pair.terms.pinned) {
                return Err(ProblemError::PinBarred { entry: row.entry.to_owned(), judge: row.judge.to_owned() });
            }
            barred.insert((entry, judge));
        }
        let taken = self.pairs.take(|pair| barred.contains(&(pair.entry, pair.judge)));
        self.barred.extend(taken.iter().filter_map(|pair| Some((pair.entry, pair.judge, pair.terms.present?))));
        self.barred.sort_unstable();
        self.forest = Forest::of(&self)?;
        Ok(self)
    }

    /// Adds groups of judges and the entries' quotas for them, in place of those there were.
    ///
    /// # Errors
    /// When they contradict each other or the pins, or two groups of one entry overlap: see [`ProblemError`]. Only the
    /// judges who may review the entry count, and groups that cannot bind may overlap.
    pub fn with_quotas(mut self, groups: &[GroupRow<'_>], quotas: &[QuotaRow<'_>]) -> Result<Self, ProblemError> {
        self.quotas = Quotas::new(&self.entries, &self.judges, groups, quotas)?;
        self.quotas.check_pins(&self.entries, &self.judges, &self.pairs)?;
        self.forest = Forest::of(&self)?;
        Ok(self)
    }

    /// The same, but what is asked for at least is a wish: it never costs coverage, loads within their bounds, a
    /// conflict, a language or a device. Maximums hold as ever.
    ///
    /// # Errors
    /// Like [`Problem::with_quotas`].
    pub fn with_wishes(self, groups: &[GroupRow<'_>], quotas: &[QuotaRow<'_>]) -> Result<Self, ProblemError> {
        let mut problem = self.with_quotas(groups, quotas)?;
        problem.quotas = problem.quotas.into_wishes();
        Ok(problem)
    }

    /// The groups and quotas.
    #[must_use]
    pub fn quotas(&self) -> &Quotas {
        &self.quotas
    }

    pub(super) fn forest(&self) -> &Forest {
        &self.forest
    }

    /// Present pairs that are barred.
    pub(super) fn barred(&self) -> &[(usize, usize, Progress)] {
        &self.barred
    }

    /// The entries, sorted by key.
    #[must_use]
    pub fn entries(&self) -> &[EntryNeed] {
        &self.entries
    }

    /// The judges, sorted by key.
    #[must_use]
    pub fn judges(&self) -> &[JudgeLimits] {
        &self.judges
    }

    /// The allowed pairs.
    #[must_use]
    pub fn pairs(&self) -> &Pairs {
        &self.pairs
    }

    /// The problem with a small change; an error when groups overlap with it.
    pub(super) fn with_remedy(&self, remedy: &Remedy) -> Result<Self, ProblemError> {
        let mut changed = self.clone();
        match remedy {
            Remedy::HigherLimit { judge } => changed.judges[*judge].max_load += 1,
            Remedy::Unpin { entry, judge } => changed.pairs.unpin(*entry, *judge),
            Remedy::FewerReviews { entries } => {
                for &entry in entries {
                    changed.entries[entry].reviews -= 1;
                }
            }
            Remedy::AnotherJudge { entries, group } => {
                let judge = changed.judges.len();
                let most = self.judges.iter().map(|judge| judge.max_load).max().unwrap_or(u32::MAX);
                // The key is nobody's: keys of judges are sorted, and this judge stays last.
                changed.judges.push(JudgeLimits { key: String::new(), min_load: 0, max_load: most.max(1) });
                changed.pairs.add(entries.iter().map(|&entry| Pair { entry, judge, terms: PairTerms::default() }));
                if let Some(group) = group {
                    changed.quotas.add_member(*group, judge);
                }
            }
        }
        changed.forest = Forest::of(&changed)?;
        Ok(changed)
    }

    /// Reviews that are handed in are facts: needs and limits that were lowered since make room for them.
    fn make_room(&mut self) {
        let mut loads = vec![0; self.judges.len()];
        for (position, entry) in self.entries.iter_mut().enumerate() {
            let scored = |pair: &&Pair| pair.terms.present == Some(Progress::Scored);
            let mut reviews = 0;
            for pair in self.pairs.of_entry(position).iter().filter(scored) {
                reviews += 1;
                loads[pair.judge] += 1;
            }
            entry.reviews = entry.reviews.max(reviews);
        }
        for (judge, load) in self.judges.iter_mut().zip(loads) {
            judge.max_load = judge.max_load.max(load);
        }
    }

    /// The total of any choice of pairs must fit in 64 bits, so that later sums need no check.
    fn check_affinities(&self) -> Result<(), ProblemError> {
        let pairs = self.pairs.as_slice();
        let sizes = pairs.iter().map(|pair| pair.terms.affinity.checked_abs());
        sizes
            .into_iter()
            .try_fold(0_i64, |total, size| total.checked_add(size?))
            .map(|_| ())
            .ok_or(ProblemError::AffinityTooLarge)
    }

    fn check_entries(&self) -> Result<(), ProblemError> {
        for (position, entry) in self.entries.iter().enumerate() {
            let pinned = count(self.pairs.of_entry(position), |pair| pair.terms.fixed());
            if pinned > entry.reviews {
                return Err(ProblemError::EntryOverpinned { entry: entry.key.clone(), pinned, reviews: entry.reviews });
            }
        }
        Ok(())
    }

    fn check_judges(&self) -> Result<(), ProblemError> {
        let mut pinned = vec![0; self.judges.len()];
        for pair in self.pairs.as_slice().iter().filter(|pair| pair.terms.fixed()) {
            pinned[pair.judge] += 1;
        }
        for (judge, pinned) in self.judges.iter().zip(pinned) {
            let (minimum, maximum) = (judge.min_load, judge.max_load);
            let judge = judge.key.clone();
            if minimum > maximum {
                return Err(ProblemError::MinimumAboveMaximum { judge, minimum, maximum });
            }
            if pinned > maximum {
                return Err(ProblemError::JudgeOverpinned { judge, pinned, maximum });
            }
        }
        Ok(())
    }
}

/// How many pairs have a property.
pub(super) fn count(pairs: &[Pair], has: impl Fn(&Pair) -> bool) -> u32 {
    pairs.iter().map(|pair| u32::from(has(pair))).sum()
}

/// The place of each key; the repeated key, if there is one, is the error.
fn places<'a>(keys: impl Iterator<Item = &'a str>) -> Result<HashMap<&'a str, usize>, String> {
    let mut places = HashMap::new();
    for (place, key) in keys.enumerate() {
        if places.insert(key, place).is_some() {
            return Err(key.to_owned());
        }
    }
    Ok(places)
}

fn locate(
    entries: &HashMap<&str, usize>,
    judges: &HashMap<&str, usize>,
    row: PairRow<'_>,
) -> Result<Pair, ProblemError> {
    let entry = entries.get(row.entry).copied();
    let judge = judges.get(row.judge).copied();
    Ok(Pair {
        entry: entry.ok_or_else(|| ProblemError::UnknownEntry { entry: row.entry.to_owned() })?,
        judge: judge.ok_or_else(|| ProblemError::UnknownJudge { judge: row.judge.to_owned() })?,
        terms: row.terms,
    })
}
