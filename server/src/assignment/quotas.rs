//! Quotas: how many of an entry's judges come from a group.

use std::collections::HashMap;

use super::error::ProblemError;
use super::pairs::{Pair, Pairs, Progress};
use super::problem::{EntryNeed, JudgeLimits};

/// A group of judges as the caller gives it: those who read a language, belong to an organisation, know a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRow<'a> {
    /// Names the group; no two have the same name.
    pub name: &'a str,
    /// Keys of its judges.
    pub judges: Vec<&'a str>,
}

/// A quota of one entry as the caller gives it, by keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaRow<'a> {
    /// Key of the entry.
    pub entry: &'a str,
    /// Name of the group.
    pub group: &'a str,
    /// The fewest judges of the group. Fewer are reported, like a missing review.
    pub at_least: u32,
    /// The most judges of the group; never exceeded.
    pub at_most: Option<u32>,
}

/// A group of judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Positions of its judges, sorted.
    pub judges: Vec<usize>,
}

/// A quota: how many judges of a group one entry gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// Position of the entry.
    pub entry: usize,
    /// Position of the group.
    pub group: usize,
    /// The fewest of its judges.
    pub at_least: u32,
    /// The most of its judges.
    pub at_most: u32,
}

/// All quotas, sorted by entry and then group; groups are sorted by name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Quotas {
    groups: Vec<Group>,
    list: Vec<Quota>,
    wished: bool,
}

impl Quotas {
    pub(super) fn new(
        entries: &[EntryNeed],
        judges: &[JudgeLimits],
        groups: &[GroupRow<'_>],
        quotas: &[QuotaRow<'_>],
    ) -> Result<Self, ProblemError> {
        let places = |key: &str| judges.binary_search_by(|judge| judge.key.as_str().cmp(key)).ok();
        let mut sorted = groups.iter().map(|row| group(row, places)).collect::<Result<Vec<_>, _>>()?;
        sorted.sort_by(|one, other| one.name.cmp(&other.name));
        if let Some(two) = sorted.windows(2).find(|two| two[0].name == two[1].name) {
            return Err(ProblemError::RepeatedGroup { group: two[0].name.clone() });
        }
        let names: HashMap<&str, usize> =
            sorted.iter().enumerate().map(|(place, g)| (g.name.as_str(), place)).collect();
        let mut list = quotas.iter().map(|row| quota(row, entries, &names)).collect::<Result<Vec<_>, _>>()?;
        list.sort_by_key(|quota| (quota.entry, quota.group));
        if let Some(two) = list.windows(2).find(|two| (two[0].entry, two[0].group) == (two[1].entry, two[1].group)) {
            return Err(ProblemError::RepeatedQuota {
                entry: entries[two[0].entry].key.clone(),
                group: sorted[two[0].group].name.clone(),
            });
        }
        Ok(Self { groups: sorted, list, wished: false })
    }

    /// The groups, sorted by name.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// Every quota, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Quota] {
        &self.list
    }

    /// Whether what is asked for at least gives way to all other goals of pairs but affinity.
    #[must_use]
    pub fn wished(&self) -> bool {
        self.wished
    }

    pub(super) fn into_wishes(self) -> Self {
        Self { wished: true, ..self }
    }

    /// The quotas of one entry.
    #[must_use]
    pub fn of_entry(&self, entry: usize) -> &[Quota] {
        let start = self.list.partition_point(|quota| quota.entry < entry);
        let end = self.list.partition_point(|quota| quota.entry <= entry);
        &self.list[start..end]
    }

    /// Whether a judge belongs to a group.
    #[must_use]
    pub fn holds(&self, group: usize, judge: usize) -> bool {
        self.groups[group].judges.binary_search(&judge).is_ok()
    }

    /// Adds a judge who comes after all others to a group, and to the groups that hold all of it.
    pub(super) fn add_member(&mut self, group: usize, judge: usize) {
        let members = self.groups[group].judges.clone();
        for other in &mut self.groups {
            if members.iter().all(|member| other.judges.binary_search(member).is_ok()) {
                other.judges.push(judge);
            }
        }
    }

    /// How many of these pairs, all of one entry, count for a quota.
    pub(super) fn count<'p>(&self, quota: &Quota, pairs: impl Iterator<Item = &'p Pair>) -> u32 {
        pairs.map(|pair| u32::from(self.holds(quota.group, pair.judge))).sum()
    }

    /// The pinned pairs of each entry must fit into what its quotas allow at most. Reviews that are handed in are
    /// facts: maximums make room for them.
    pub(super) fn check_pins(
        &mut self,
        entries: &[EntryNeed],
        judges: &[JudgeLimits],
        pairs: &Pairs,
    ) -> Result<(), ProblemError> {
        let scored = |pair: &&Pair| pair.terms.present == Some(Progress::Scored);
        let count = |quota: &Quota| self.count(quota, pairs.of_entry(quota.entry).iter().filter(scored));
        let rooms: Vec<u32> = self.list.iter().map(count).collect();
        for (quota, room) in self.list.iter_mut().zip(rooms) {
            quota.at_most = quota.at_most.max(room);
        }
        for quota in &self.list {
            let pins = || pairs.of_entry(quota.entry).iter().filter(|pair| pair.terms.fixed());
            let pinned = self.count(quota, pins());
            if pinned > quota.at_most {
                let concerned = pins().filter(|pair| self.holds(quota.group, pair.judge));
                return Err(ProblemError::QuotaOverpinned {
                    entry: entries[quota.entry].key.clone(),
                    group: self.groups[quota.group].name.clone(),
                    judges: concerned.map(|pair| judges[pair.judge].key.clone()).collect(),
                    maximum: quota.at_most,
                });
            }
        }
        Ok(())
    }
}

fn group(row: &GroupRow<'_>, place: impl Fn(&str) -> Option<usize>) -> Result<Group, ProblemError> {
    let unknown = |key: &str| ProblemError::UnknownMember { group: row.name.to_owned(), judge: key.to_owned() };
    let mut judges =
        row.judges.iter().map(|key| place(key).ok_or_else(|| unknown(key))).collect::<Result<Vec<_>, _>>()?;
    judges.sort_unstable();
    judges.dedup();
    Ok(Group { name: row.name.to_owned(), judges })
}

fn quota(row: &QuotaRow<'_>, entries: &[EntryNeed], groups: &HashMap<&str, usize>) -> Result<Quota, ProblemError> {
    let entry = entries
        .binary_search_by(|entry| entry.key.as_str().cmp(row.entry))
        .map_err(|_| ProblemError::UnknownEntry { entry: row.entry.to_owned() })?;
    let group = *groups.get(row.group).ok_or_else(|| ProblemError::UnknownGroup { group: row.group.to_owned() })?;
    let at_most = row.at_most.unwrap_or(u32::MAX);
    if row.at_least > at_most {
        return Err(ProblemError::QuotaMinimumAboveMaximum {
            entry: row.entry.to_owned(),
            group: row.group.to_owned(),
            minimum: row.at_least,
            maximum: at_most,
        });
    }
    Ok(Quota { entry, group, at_least: row.at_least, at_most })
}
