//! Moments and deadlines. The clock itself belongs to the server: here a moment is a number.

use serde::{Deserialize, Serialize};

const SECOND: i64 = 1_000_000;

/// A moment: microseconds since 1970-01-01T00:00:00 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    /// From seconds since the epoch.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds * SECOND)
    }
    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// Whole seconds since the epoch, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }
    /// This moment and so many seconds.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * SECOND)
    }
    /// Whether `self`, read as a deadline, has passed at `now`. A deadline of 23:59:59 accepts
    /// all of that second and refuses the next (peaceapp.md section 7, rule 6).
    pub const fn has_passed(self, now: Moment) -> bool {
        now.seconds() > self.seconds()
    }

    /// How long it is from `now` to the end of `self`, read as a deadline, in whole minutes; nothing once it has passed.
    pub fn left(self, now: Moment) -> Option<Left> {
        let seconds = (!self.has_passed(now)).then(|| self.seconds() + 1 - now.seconds())?;
        let part = |of: i64| u32::try_from(of).unwrap_or_default();
        Some(Left { days: part(seconds / 86_400), hours: part(seconds / 3600 % 24), minutes: part(seconds / 60 % 60) })
    }
}

/// The time until a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Days of 24 hours.
    pub days: u32,
    /// Hours besides.
    pub hours: u32,
    /// Minutes besides.
    pub minutes: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_holds_to_the_end_of_its_second() {
        let deadline = Moment::from_seconds(100);
        assert!(!deadline.has_passed(Moment::from_micros(100 * SECOND + 999_999)));
        assert!(deadline.has_passed(Moment::from_seconds(101)));
    }

    #[test]
    fn the_time_left_ends_with_the_deadline() {
        let deadline = Moment::from_seconds(10 * 86_400 - 1);
        let left = |seconds: i64| deadline.left(Moment::from_seconds(seconds));
        assert_eq!(left(0), Some(Left { days: 10, hours: 0, minutes: 0 }));
        assert_eq!(left(86_400 + 3_600 + 60), Some(Left { days: 8, hours: 22, minutes: 59 }));
        assert_eq!(left(10 * 86_400 - 1), Some(Left { days: 0, hours: 0, minutes: 0 }));
        assert_eq!(left(10 * 86_400), None);
    }
}
