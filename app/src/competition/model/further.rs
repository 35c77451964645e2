//! Further reviews where the result is uncertain, as they are announced.

use crate::{number::Decimal, time::Moment};
use serde::{Deserialize, Serialize};

/// What is announced of further reviews before judging begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FurtherRule {
    /// How many there may be in all.
    pub budget: u32,
    /// What is added to the number of reviews an entry has before its uncertainty is divided by it: the greater, the less
    /// it counts that an entry has fewer reviews than another.
    pub damping: Decimal,
    /// When it was announced.
    pub announced_at: Moment,
}

impl FurtherRule {
    /// How many are given at a time; then their scorecards are waited for.
    pub const BATCH: usize = 5;
    /// An entry gets one only while `p (1 - p)` is at least this, in hundredths: `p` between 0.1 and 0.9.
    pub const LEAST_HUNDREDTHS: u32 = 9;
}
