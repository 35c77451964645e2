//! The two widths of costs. Most problems fit into 64 bits, where everything takes half the memory and time.

use std::ops::{Add, Neg, Sub};

/// A whole number wide enough for the costs of all paths.
pub(super) trait Cost: Copy + Ord + Add<Output = Self> + Sub<Output = Self> + Neg<Output = Self> {
    const ZERO: Self;
    /// More than any path costs.
    const UNREACHED: Self;

    /// The same number; it was checked that it fits.
    fn of(cost: i128) -> Self;

    /// The same number again.
    fn wide(self) -> i128;
}

impl Cost for i64 {
    const ZERO: Self = 0;
    const UNREACHED: Self = Self::MAX;

    fn of(cost: i128) -> Self {
        Self::try_from(cost).unwrap_or(Self::MAX)
    }

    fn wide(self) -> i128 {
        self.into()
    }
}

impl Cost for i128 {
    const ZERO: Self = 0;
    const UNREACHED: Self = Self::MAX;

    fn of(cost: i128) -> Self {
        cost
    }

    fn wide(self) -> i128 {
        self
    }
}
