//! Whether a judge becomes stricter or milder as the round goes on. It is shown to people and corrects nothing.
//!
//! What is looked at is how far a judge's total of an entry is from the mean total of the other judges of the same entry:
//! the residual. What is good or bad about the entry is in both. Residuals stand in the order in which the judge handed in.
//! The first half, the smaller one of an odd number, is compared with the second by the difference of their means, and by a
//! permutation test (Edgington and Onghena, Randomization Tests, 2007, chapter 3): had the order meant nothing, how often
//! would a difference as large come up, in either direction? Of a thousand and more orders [`ORDERS`] are drawn from a
//! seed, and the one that was counts as one of them, so that the answer is never nought:
//!
//! ```text
//! p = (1 + number of drawn orders with a difference as large) / (1 + ORDERS)
//! ```
//!
//! Fewer than [`DRIFT_CARDS`] residuals have no answer: their 20 or fewer ways to be halved are too few for a small p.

use crate::{
    ids::{EntryId, JudgeId},
    panel::rules::Draws,
    scores::model::Drift,
    time::Moment,
};
use std::collections::BTreeMap;

/// The fewest scorecards of a judge, shared with others, that say anything.
pub const DRIFT_CARDS: usize = 8;
/// How many orders are drawn: a p of .05 is right to within .01, 19 times in 20.
const ORDERS: u32 = 1999;
/// Where a judge is worth a look: of twenty judges who do not drift, one is found all the same.
const WORTH_A_LOOK: f64 = 0.05;

/// A scorecard that was handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// Whose.
    pub judge: JudgeId,
    /// Of what.
    pub entry: EntryId,
    /// When it was first handed in.
    pub at: Moment,
    /// Its total, of 100.
    pub total: f64,
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn mean(list: &[f64]) -> f64 {
    if list.is_empty() { 0.0 } else { list.iter().sum::<f64>() / number(list.len()) }
}

/// Residuals by judge, in the order of handing in; an entry that nobody else scored gives none.
pub fn residuals(cards: &[Scored]) -> BTreeMap<JudgeId, Vec<f64>> {
    let mut sums: BTreeMap<EntryId, (f64, usize)> = BTreeMap::new();
    for card in cards {
        let sum = sums.entry(card.entry).or_default();
        *sum = (sum.0 + card.total, sum.1 + 1);
    }
    let mut order: Vec<&Scored> = cards.iter().collect();
    order.sort_by_key(|card| (card.at, card.entry));
    let mut all: BTreeMap<JudgeId, Vec<f64>> = BTreeMap::new();
    for card in order {
        let own = all.entry(card.judge).or_default();
        if let Some((sum, count)) = sums.get(&card.entry).filter(|(_, count)| *count > 1) {
            own.push(card.total - (sum - card.total) / number(count - 1));
        }
    }
    all
}

/// What residuals say, in the order of handing in. The same seed gives the same.
pub fn drift(residuals: &[f64], seed: u64) -> Drift {
    if residuals.len() < DRIFT_CARDS || !residuals.iter().all(|value| value.is_finite()) {
        return Drift::TooFew { shared: residuals.len() };
    }
    let half = residuals.len() / 2;
    let split = |list: &[f64]| (mean(list.get(..half).unwrap_or(&[])), mean(list.get(half..).unwrap_or(&[])));
    let (first, second) = split(residuals);
    // What is as large but for rounding is as large.
    let as_large = (second - first).abs() - 1e-9;
    let mut draws = Draws::new(seed);
    let mut drawn = residuals.to_vec();
    let mut count = 0_u32;
    for _ in 0..ORDERS {
        for last in (1..drawn.len()).rev() {
            let other = draws.below(u32::try_from(last + 1).unwrap_or(u32::MAX));
            drawn.swap(last, usize::try_from(other).unwrap_or_default());
        }
        let (first, second) = split(&drawn);
        count += u32::from((second - first).abs() >= as_large);
    }
    let probability = f64::from(count + 1) / f64::from(ORDERS + 1);
    Drift::Measured { shared: residuals.len(), first, second, probability }
}

impl Drift {
    /// Whether chance would seldom give as much.
    pub fn worth_a_look(self) -> bool {
        matches!(self, Self::Measured { probability, .. } if probability <= WORTH_A_LOOK)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn card(judge: u128, entry: u128, at: i64, total: f64) -> Scored {
        Scored {
            judge: Uuid::from_u128(judge).into(),
            entry: Uuid::from_u128(entry).into(),
            at: Moment::from_micros(at),
            total,
        }
    }

    fn probability(residuals: &[f64]) -> f64 {
        match drift(residuals, 7) {
            Drift::Measured { probability, .. } => probability,
            Drift::TooFew { shared } => panic!("{shared}"),
        }
    }

    #[test]
    fn a_residual_is_against_the_others_of_the_same_entry() {
        // Entry 1: 70, 60, 50. Entry 2: 80, 90. Entry 3 has one judge. The first judge handed in the second entry first.
        let cards = [
            card(1, 1, 2, 70.0),
            card(2, 1, 1, 60.0),
            card(3, 1, 1, 50.0),
            card(1, 2, 1, 80.0),
            card(2, 2, 2, 90.0),
            card(3, 3, 2, 10.0),
        ];
        let of = |judge: u128| residuals(&cards).remove(&Uuid::from_u128(judge).into()).expect("a judge");
        assert_eq!((of(1), of(2), of(3)), (vec![-10.0, 15.0], vec![0.0, 10.0], vec![-15.0]));
        assert!(residuals(&[]).is_empty());
    }

    #[test]
    fn the_probability_is_that_of_all_orders() {
        // Of the C(8, 4) = 70 ways to halve, two are as far apart as this: p = 1/35. Drawn, within four standard errors.
        let apart = [-4.0, -3.0, -2.0, -1.0, 1.0, 2.0, 3.0, 4.0];
        let found = probability(&apart);
        assert!((found - 1.0 / 35.0).abs() < 0.016, "{found}");
        assert!(drift(&apart, 7).worth_a_look());
        // Mirrored it is the other direction, and as likely.
        let Drift::Measured { first, second, .. } = drift(&apart.map(|value| -value), 7) else { panic!("eight") };
        assert!((first - 2.5).abs() < 1e-12 && (second + 2.5).abs() < 1e-12, "{first} {second}");
    }

    #[test]
    fn who_does_not_drift_is_not_found() {
        assert!((probability(&[3.0; 9]) - 1.0).abs() < 1e-12, "always ten points milder is no drift");
        let level = [1.0, -1.0, 2.0, -2.0, 1.0, -1.0, 2.0, -2.0];
        assert!(probability(&level) > 0.5 && !drift(&level, 7).worth_a_look());
        // Of 200 judges whose residuals are chance, about ten are found: within four standard errors.
        let mut draws = Draws::new(11);
        let found = (0..200_u64).filter(|seed| {
            let list: Vec<f64> = (0..12).map(|_| draws.normal()).collect();
            drift(&list, *seed).worth_a_look()
        });
        let found = found.count();
        assert!((1..=23).contains(&found), "{found}");
    }

    #[test]
    fn too_few_have_no_answer() {
        for count in 0..DRIFT_CARDS {
            assert_eq!(drift(&vec![1.0; count], 7), Drift::TooFew { shared: count });
        }
        assert_eq!(drift(&[f64::NAN; 9], 7), Drift::TooFew { shared: 9 });
        let list: Vec<f64> = (0..20).map(f64::from).collect();
        assert_eq!(drift(&list, 3), drift(&list, 3), "the same seed gives the same");
        let Drift::Measured { probability, .. } = drift(&list, 3) else { panic!("twenty") };
        assert!((probability - 1.0 / 2000.0).abs() < 1e-12, "{probability}: the order that was counts as one");
    }
}
