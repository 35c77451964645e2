//! In which order a judge sees entries.

use crate::ids::{EntryId, JudgeId};
use sha2::{Digest, Sha256};

/// Puts entries into a judge's own order: the same at every visit, another for every judge, so that no entry is the
/// first or the last that all see (peaceapp.md J7).
pub fn own_order<T>(judge: JudgeId, entries: &mut [T], id: impl Fn(&T) -> EntryId) {
    entries.sort_by_cached_key(|entry| {
        let mut hash = Sha256::new();
        hash.update(judge.uuid().as_bytes());
        hash.update(id(entry).uuid().as_bytes());
        let digest: [u8; 32] = hash.finalize().into();
        digest
    });
}
