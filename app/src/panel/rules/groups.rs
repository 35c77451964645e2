//! Which judges can be compared with which: those who share entries, directly or through others.

use crate::ids::{EntryId, JudgeId};
use std::collections::BTreeMap;

/// The judges of each connected part of the graph of pairs, the largest part first, then by the least judge. One part means
/// that all scores can be set off against each other; judges of different parts might as well be two competitions.
pub fn groups(pairs: impl IntoIterator<Item = (JudgeId, EntryId)>) -> Vec<Vec<JudgeId>> {
    let mut first: BTreeMap<EntryId, JudgeId> = BTreeMap::new();
    // Each judge's group is named by a judge of it; a group that is joined to another takes that one's name.
    let mut group: BTreeMap<JudgeId, JudgeId> = BTreeMap::new();
    for (judge, entry) in pairs {
        group.entry(judge).or_insert(judge);
        let other = *first.entry(entry).or_insert(judge);
        let (from, to) = (group.get(&judge).copied(), group.get(&other).copied());
        if let (Some(from), Some(to)) = (from, to)
            && from != to
        {
            group.values_mut().filter(|name| **name == from).for_each(|name| *name = to);
        }
    }
    let mut parts: BTreeMap<JudgeId, Vec<JudgeId>> = BTreeMap::new();
    for (judge, name) in group {
        parts.entry(name).or_default().push(judge);
    }
    let mut parts: Vec<Vec<JudgeId>> = parts.into_values().collect();
    parts.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn parts(pairs: &[(u128, u128)]) -> Vec<Vec<u128>> {
        let pair = |(judge, entry): &(u128, u128)| {
            (JudgeId::new(Uuid::from_u128(*judge)), EntryId::new(Uuid::from_u128(*entry)))
        };
        let found = groups(pairs.iter().map(pair));
        found.iter().map(|part| part.iter().map(|judge| judge.uuid().as_u128()).collect()).collect()
    }

    #[test]
    fn who_shares_no_entry_is_in_another_group() {
        assert_eq!(parts(&[(1, 10), (2, 10), (2, 11), (3, 11)]), [vec![1, 2, 3]]);
        assert_eq!(parts(&[(1, 10), (2, 11), (3, 12), (2, 12)]), [vec![2, 3], vec![1]]);
        // A pair that comes last joins what was apart.
        assert_eq!(parts(&[(1, 10), (2, 10), (3, 11), (4, 11), (1, 11)]), [vec![1, 2, 3, 4]]);
        assert!(parts(&[]).is_empty());
    }
}
