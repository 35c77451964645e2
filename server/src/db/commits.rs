//! How often this process committed: what was read before a commit may be out of date after it.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// A number that grows with each commit, before its writer is answered. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Commits(Arc<AtomicU64>);

impl Commits {
    /// So many until now.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Acquire)
    }

    /// Something was committed, or may have been.
    pub(super) fn happened(&self) {
        self.0.fetch_add(1, Ordering::AcqRel);
    }
}
