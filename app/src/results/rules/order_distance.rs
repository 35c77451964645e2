//! How far one order of the same things is from another.

use std::cmp::Ordering;

/// The pairs of things in two orders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct OrderDistance {
    /// All pairs.
    pub pairs: u64,
    /// Those that are in the same order in both, or tied in both.
    pub same: u64,
    /// Kendall's tau-b (Kendall 1945): pairs in the same order less pairs in the other, over the geometric mean of the
    /// pairs that either order parts. Nothing when an order parts none.
    pub tau: Option<f64>,
}

/// Compares the places of things in two orders, of each thing both.
pub(super) fn order_distance(places: &[(u32, u32)]) -> OrderDistance {
    let (mut pairs, mut same, mut agreed, mut first_parts, mut second_parts) = (0_u64, 0_u64, 0_i64, 0_u64, 0_u64);
    for (number, one) in places.iter().enumerate() {
        for other in &places[number + 1..] {
            let (first, second) = (one.0.cmp(&other.0), one.1.cmp(&other.1));
            pairs += 1;
            same += u64::from(first == second);
            first_parts += u64::from(first != Ordering::Equal);
            second_parts += u64::from(second != Ordering::Equal);
            agreed += i64::from(first as i8 * second as i8);
        }
    }
    let parted = ((first_parts as f64) * (second_parts as f64)).sqrt();
    OrderDistance { pairs, same, tau: (parted > 0.0).then(|| agreed as f64 / parted) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_same_order_is_one_and_the_reverse_is_minus_one() {
        let same = order_distance(&[(1, 1), (2, 2), (3, 3), (4, 4)]);
        assert_eq!((same.pairs, same.same, same.tau), (6, 6, Some(1.0)));
        let reverse = order_distance(&[(1, 4), (2, 3), (3, 2), (4, 1)]);
        assert_eq!((reverse.pairs, reverse.same, reverse.tau), (6, 0, Some(-1.0)));
    }

    #[test]
    fn ties_are_no_order() {
        // As R: cor(c(1,2,3,4), c(1,1,3,4), method = "kendall") = 0.9128709.
        let tied = order_distance(&[(1, 1), (2, 1), (3, 3), (4, 4)]);
        assert_eq!((tied.pairs, tied.same), (6, 5));
        assert!((tied.tau.expect("both part something") - 0.912_870_929_175_276_9).abs() < 1e-12);
        assert_eq!(order_distance(&[(1, 1), (1, 2)]).tau, None);
        assert_eq!(order_distance(&[(1, 1)]), OrderDistance { pairs: 0, same: 0, tau: None });
    }

    proptest! {
        #[test]
        fn it_is_symmetric_and_within_bounds(places in prop::collection::vec((1_u32..9, 1_u32..9), 0..20)) {
            let turned: Vec<_> = places.iter().map(|(first, second)| (*second, *first)).collect();
            let (one, other) = (order_distance(&places), order_distance(&turned));
            prop_assert_eq!(one, other);
            prop_assert!(one.tau.is_none_or(|tau| (-1.0 - 1e-12..=1.0 + 1e-12).contains(&tau)));
        }
    }
}
