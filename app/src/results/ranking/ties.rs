//! What decides between equal scores.
//!
//! The order of the steps is declared before scores are seen and sealed with the method. Seed order: mean of
//! *prevention*, mean of *dialogue*, more judges placing A above B, the recorded vote of the panel, shared place.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::CheckedInput;
use crate::number::{Exact, Fraction};

mod step;

pub use step::{TieStep, TieStepError};

/// Entries that no step parts, the last step that parted them from others, and the one that parted them from the class
/// right before: of three, the first step may part one and a later step the other two.
pub(super) struct TiedClass<'a> {
    pub(super) entries: Vec<usize>,
    pub(super) broken_by: Option<&'a TieStep>,
    pub(super) settled_by: Option<&'a TieStep>,
}

/// What the steps look at.
pub(super) struct Ties<'a> {
    input: &'a CheckedInput,
    means: &'a [Vec<Option<Exact>>],
    /// Judge and total of each scorecard, by entry.
    scorecards: Vec<Vec<(usize, &'a Fraction)>>,
}

impl<'a> Ties<'a> {
    pub(super) fn new(
        input: &'a CheckedInput,
        totals: &'a [Option<Fraction>],
        means: &'a [Vec<Option<Exact>>],
    ) -> Ties<'a> {
        let mut scorecards = vec![Vec::new(); input.entries.len()];
        for (sheet, total) in input.sheets.iter().zip(totals) {
            if let Some(total) = total {
                scorecards[sheet.entry].push((sheet.judge, total));
            }
        }
        Ties { input, means, scorecards }
    }

    /// Parts a group of equal score, best first. Whatever a step leaves together goes on with the next step, never with
    /// the same one again: a step is asked once about each group.
    pub(super) fn resolve(&self, group: Vec<usize>) -> Vec<TiedClass<'a>> {
        let mut classes = vec![TiedClass { entries: group, broken_by: None, settled_by: None }];
        for step in &self.input.tie_order {
            classes = classes.into_iter().flat_map(|class| self.part(class, step)).collect();
        }
        classes
    }

    fn part(&self, class: TiedClass<'a>, step: &'a TieStep) -> Vec<TiedClass<'a>> {
        if class.entries.len() < 2 {
            return vec![class];
        }
        let parts = match step {
            TieStep::Criterion(key) => self.by_criterion(&class.entries, key),
            TieStep::JudgePreference => by_key(&class.entries, &self.wins(&class.entries)),
            TieStep::PanelVote => self.by_votes(&class.entries),
            TieStep::Lottery => self.by_lot(&class.entries),
        };
        if parts.len() < 2 {
            return vec![class];
        }
        let before = class.settled_by;
        parts
            .into_iter()
            .enumerate()
            .map(|(position, entries)| TiedClass {
                entries,
                broken_by: Some(step),
                settled_by: if position == 0 { before } else { Some(step) },
            })
            .collect()
    }

    /// The higher mean mark first; entries for which nobody could assess the criterion last.
    fn by_criterion(&self, group: &[usize], key: &str) -> Vec<Vec<usize>> {
        let Some(criterion) = self.input.criteria.iter().position(|criterion| criterion.key == key) else {
            return Vec::new();
        };
        // `None` is below every number.
        let means: Vec<_> = group.iter().map(|entry| self.means[*entry][criterion].as_ref()).collect();
        by_key(group, &means)
    }

    /// A vote decides only when it was taken on every entry of the group.
    fn by_votes(&self, group: &[usize]) -> Vec<Vec<usize>> {
        let votes: Option<Vec<_>> = group.iter().map(|entry| self.input.votes.get(entry)).collect();
        votes.map_or_else(Vec::new, |votes| by_key(group, &votes))
    }

    /// Each entry's lot is the SHA-256 of the seed and its key: whoever knows both draws the same. The lowest comes first.
    /// Without a seed there is no lottery.
    fn by_lot(&self, group: &[usize]) -> Vec<Vec<usize>> {
        let Some(seed) = &self.input.lottery else { return Vec::new() };
        let lot = |entry: &usize| -> Reverse<[u8; 32]> {
            let drawn = Sha256::new_with_prefix(seed.as_bytes());
            Reverse(drawn.chain_update(b"\n").chain_update(self.input.entries[*entry].as_bytes()).finalize().into())
        };
        by_key(group, &group.iter().map(lot).collect::<Vec<_>>())
    }

    /// For each entry of the group, over how many others more of their common judges gave it the higher total than the
    /// lower one. For two entries: more judges placing A above B among those who scored both.
    fn wins(&self, group: &[usize]) -> Vec<usize> {
        let mut by_judge: BTreeMap<usize, Vec<(usize, &Fraction)>> = BTreeMap::new();
        for (position, entry) in group.iter().enumerate() {
            for &(judge, total) in &self.scorecards[*entry] {
                by_judge.entry(judge).or_default().push((position, total));
            }
        }
        // For each pair, the judges who prefer the first less those who prefer the second. Only pairs with a common
        // judge take room, as most pairs of a large group have none.
        let mut margins: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for scored in by_judge.values() {
            for (index, (first, total)) in scored.iter().enumerate() {
                for (second, other) in &scored[index + 1..] {
                    *margins.entry((*first, *second)).or_default() += total.compare(other) as i64;
                }
            }
        }
        let mut wins = vec![0; group.len()];
        for ((first, second), margin) in margins {
            match margin.cmp(&0) {
                Ordering::Greater => wins[first] += 1,
                Ordering::Less => wins[second] += 1,
                Ordering::Equal => {}
            }
        }
        wins
    }
}

/// Parts a group by a key, the highest first.
fn by_key<K: Ord>(group: &[usize], keys: &[K]) -> Vec<Vec<usize>> {
    let mut parts: BTreeMap<Reverse<&K>, Vec<usize>> = BTreeMap::new();
    for (entry, key) in group.iter().zip(keys) {
        parts.entry(Reverse(key)).or_default().push(*entry);
    }
    parts.into_values().collect()
}
