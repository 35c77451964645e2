//! The days that a judge has.

use serde::{Deserialize, Serialize};

/// Days of the judging on which a judge is there, of all there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// On which the judge is there.
    pub available: u32,
    /// All of them.
    pub all: u32,
}
