//! One more review for some entries, beside everything that is.

use super::{Basis, ProposeError};
use app::ids::{EntryId, JudgeId};
use std::collections::{BTreeMap, BTreeSet};

impl Basis {
    /// Who would judge these entries in addition: a repair in which every pair there is stays, every entry keeps as many
    /// reviews as it has, and these get one more. Entries for which nobody is left are missing from the answer.
    ///
    /// # Errors
    /// [`ProposeError`].
    pub fn one_more(&self, entries: &BTreeSet<EntryId>, seed: u64) -> Result<BTreeMap<EntryId, JudgeId>, ProposeError> {
        let mut basis = Self { pinned: self.present.clone(), ..self.clone() };
        let mut kept: BTreeMap<EntryId, u32> = BTreeMap::new();
        for (_, entry) in basis.kept() {
            *kept.entry(entry).or_default() += 1;
        }
        // What an entry is owed is what all would get less what is settled: so it can differ from entry to entry.
        let most = kept.values().copied().max().unwrap_or_default().saturating_add(1);
        basis.reviews_per_entry = most;
        for entry in &mut basis.entries {
            let wanted = kept.get(&entry.id).copied().unwrap_or_default() + u32::from(entries.contains(&entry.id));
            entry.settled = most - wanted;
        }
        let proposal = basis.propose_repair(seed)?;
        let new = proposal.pairs.iter().filter(|pair| !self.present.contains(&(pair.judge, pair.entry)));
        Ok(new.map(|pair| (pair.entry, pair.judge)).collect())
    }
}
