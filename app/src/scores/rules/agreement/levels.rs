//! How often each level is used, and which is read in two ways.

use crate::{competition::model::Scale, number::Decimal, scores::rules::choices};
use std::collections::BTreeMap;

/// The fewest marks of one sample that can be two readings: two on each side.
const FEWEST: usize = 4;

/// How often each mark was given: every mark of a scale with few, and of a finer one those that were given.
pub fn level_use(scale: Scale, marks: &[Decimal]) -> Vec<(Decimal, usize)> {
    let mut counts: BTreeMap<Decimal, usize> =
        choices(scale).unwrap_or_default().into_iter().map(|mark| (mark, 0)).collect();
    for mark in marks {
        *counts.entry(*mark).or_default() += 1;
    }
    counts.into_iter().collect()
}

/// The middle of marks with how often each was given: of an even number the mean of the two in the middle.
pub fn middle(levels: &[(Decimal, usize)]) -> Option<Decimal> {
    let all: usize = levels.iter().map(|(_, count)| count).sum();
    let at = |place: usize| {
        let mut before = 0;
        levels.iter().find_map(|(mark, count)| {
            before += count;
            (place < before).then_some(mark.micros())
        })
    };
    let (low, high) = (at(all.checked_sub(1)? / 2)?, at(all / 2)?);
    Some(Decimal::from_micros(low.midpoint(high)))
}

/// Whether a mark is a step or more from another.
pub fn differs(scale: Scale, mark: Decimal, other: Decimal) -> bool {
    mark.micros().abs_diff(other.micros()) >= scale.step.micros().unsigned_abs()
}

/// Two marks around which judges gather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Readings {
    /// The lower.
    pub low: Decimal,
    /// The higher.
    pub high: Decimal,
}

/// Whether the marks of one sample and criterion are in two camps, each around a level of its own: two marks that differ
/// by two steps or more, each given by a third of the judges at least and by two of them, and every mark in between by
/// fewer than either. So 2 2 4 4 is, and 2 3 3 4 is not: that is a spread. Of several such pairs it is the one that most
/// judges gave, and among equals the one further apart. Below four marks there is none.
pub fn two_readings(scale: Scale, marks: &[Decimal]) -> Option<Readings> {
    if marks.len() < FEWEST || scale.step <= Decimal::ZERO {
        return None;
    }
    let used: Vec<(Decimal, usize)> = level_use(scale, marks).into_iter().filter(|(_, count)| *count > 0).collect();
    let camp = |count: usize| count >= 2 && count * 3 >= marks.len();
    let mut best: Option<((usize, i64), Readings)> = None;
    for (at, (low, of_low)) in used.iter().enumerate() {
        let mut between = 0;
        for (high, of_high) in used.iter().skip(at + 1) {
            let apart = high.micros() - low.micros();
            let two = camp(*of_low) && camp(*of_high) && apart / scale.step.micros() >= 2;
            if two && between < (*of_low).min(*of_high) {
                let weight = (of_low + of_high, apart);
                if best.is_none_or(|(known, _)| weight > known) {
                    best = Some((weight, Readings { low: *low, high: *high }));
                }
            }
            between = between.max(*of_high);
        }
    }
    best.map(|(_, readings)| readings)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCALE: Scale =
        Scale { min: Decimal::from_integer(1), max: Decimal::from_integer(5), step: Decimal::from_integer(1) };

    fn marks(of: &[i32]) -> Vec<Decimal> {
        of.iter().map(|mark| Decimal::from_integer(*mark)).collect()
    }

    #[test]
    fn every_level_is_counted_also_those_nobody_gave() {
        let counts = |scale, of: &[i32]| -> Vec<(i64, usize)> {
            level_use(scale, &marks(of)).iter().map(|(mark, count)| (mark.micros() / 1_000_000, *count)).collect()
        };
        assert_eq!(counts(SCALE, &[2, 5, 2]), [(1, 0), (2, 2), (3, 0), (4, 0), (5, 1)]);
        let fine = Scale { min: Decimal::ZERO, max: Decimal::from_integer(100), step: Decimal::from_integer(1) };
        assert_eq!(counts(fine, &[70, 30, 70]), [(30, 1), (70, 2)], "a hundred empty levels say nothing");
        assert!(counts(fine, &[]).is_empty());
    }

    #[test]
    fn the_middle_is_the_median_and_who_is_a_step_off_differs() {
        let middle_of = |of: &[i32]| middle(&level_use(SCALE, &marks(of)));
        let whole = |mark: i32| Some(Decimal::from_integer(mark));
        assert_eq!((middle_of(&[]), middle_of(&[4])), (None, whole(4)));
        assert_eq!((middle_of(&[1, 5, 2]), middle_of(&[1, 2, 4, 5])), (whole(2), whole(3)));
        let half = Decimal::from_micros(2_500_000);
        assert_eq!(middle_of(&[2, 3]), Some(half));
        let [two, four] = [2, 4].map(Decimal::from_integer);
        assert!(!differs(SCALE, two, half) && differs(SCALE, four, half) && differs(SCALE, two, four));
    }

    #[test]
    fn two_camps_are_two_readings_and_a_spread_is_not() {
        let found = |of: &[i32]| {
            let whole = |mark: Decimal| mark.micros() / 1_000_000;
            two_readings(SCALE, &marks(of)).map(|found| (whole(found.low), whole(found.high)))
        };
        for (of, expected) in [
            (&[2, 2, 4, 4][..], Some((2, 4))),
            (&[1, 1, 5, 5, 5], Some((1, 5))),
            (&[2, 2, 3, 4, 4], Some((2, 4))),
            (&[2, 3, 3, 4], None),
            (&[2, 2, 3, 3, 4, 4], None),
            (&[2, 2, 3, 3], None),
            (&[3, 3, 3, 5], None),
            (&[2, 4, 4], None),
            (&[1, 1, 2, 3, 4, 4, 5], None),
            (&[3, 3, 3, 3, 3], None),
            // Of three camps alike never the outer two: as many are between. Of the others the lower.
            (&[1, 1, 3, 3, 5, 5], Some((1, 3))),
            (&[], None),
        ] {
            assert_eq!(found(of), expected, "{of:?}");
        }
        assert_eq!(two_readings(Scale { step: Decimal::ZERO, ..SCALE }, &marks(&[1, 1, 5, 5])), None);
    }
}
