//! Neighbours that the panel cannot tell apart.
//!
//! With `y_ij` the total that judge `j` gave entry `i`, `y_i` the mean of its `n_i` totals, `a` entries and `N` totals of a track,
//! the variance of a single total is pooled within entries (Searle, Casella and McCulloch, Variance Components, 1992,
//! section 3.6), and two means differ by chance with the standard error of a difference:
//!
//! ```text
//! s2 = sum (y_ij - y_i)^2 / (N - a)        se = sqrt(s2 (1 / n_i + 1 / n_k))
//! ```
//!
//! Two neighbours are near when their scores differ by less than `se`: the panel put them in an order, and another panel
//! like it may well have put them in the other. It warns and decides nothing.

use crate::results::{ranking::Placement, rules::Standing};

/// The variance of one judge's total around its entry's mean, over the entries of a track; `None` when no entry has two
/// totals, and nothing says how far judges differ.
pub fn error_variance(totals: &[Vec<f64>]) -> Option<f64> {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let scored = totals.iter().filter(|list| !list.is_empty());
    let (mut sum, mut freedom) = (0.0, 0_usize);
    for list in scored {
        let mean = list.iter().sum::<f64>() / number(list.len());
        sum += list.iter().map(|total| (total - mean).powi(2)).sum::<f64>();
        freedom += list.len() - 1;
    }
    (freedom > 0).then(|| sum / number(freedom))
}

/// Whether two entries are too near to tell apart: score and number of totals of each. Where nothing says how far judges
/// differ, every two are.
pub fn near((first, n): (f64, u32), (second, m): (f64, u32), variance: Option<f64>) -> bool {
    let Some(variance) = variance else { return true };
    if n == 0 || m == 0 {
        return true;
    }
    let error = (variance * (1.0 / f64::from(n) + 1.0 / f64::from(m))).sqrt();
    // Equal scores are never told apart, also by judges who all agree.
    (first - second).abs() < error || (first - second).abs() == 0.0
}

/// Of each placement of a track, whether the next one is near. Between an entry that went on to a further round and one that
/// did not, the panel has decided: those are not.
pub fn near_next(standing: &Standing<'_>) -> Vec<bool> {
    let mut totals = vec![Vec::new(); standing.entries.len()];
    for (sheet, total) in standing.input.sheets.iter().zip(&standing.totals) {
        if let Some(total) = total {
            totals[sheet.entry].push(total.to_f64());
        }
    }
    let variance = error_variance(&totals);
    let placements = &standing.ranking.placements;
    let scored = |at: &Placement| (at.score.to_f64(), at.scorecards);
    let pair = |at: &Placement, next: &Placement| {
        standing.input.level(at.entry) == standing.input.level(next.entry) && near(scored(at), scored(next), variance)
    };
    (0..placements.len()).map(|at| placements.get(at + 1).is_some_and(|next| pair(&placements[at], next))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_variance_is_pooled_within_entries() {
        // Deviations 5, -5 and 0, 10, -10 around their means: 50 + 200 over 1 + 2 degrees of freedom.
        let totals = [vec![65.0, 55.0], vec![70.0, 80.0, 60.0], vec![90.0], vec![]];
        let variance = error_variance(&totals).expect("two totals of an entry");
        assert!((variance - 250.0 / 3.0).abs() < 1e-9, "{variance}");
        assert_eq!(error_variance(&[vec![50.0], vec![60.0]]), None);
        assert_eq!(error_variance(&[]), None);
    }

    #[test]
    fn near_is_less_than_the_standard_error_of_the_difference() {
        // s2 = 50, two totals each: se = sqrt(50 (1/2 + 1/2)) = 7.07.
        assert!(near((72.0, 2), (65.0, 2), Some(50.0)));
        assert!(!near((72.1, 2), (65.0, 2), Some(50.0)));
        // More totals, less error: se = sqrt(50 (1/8 + 1/8)) = 3.54.
        assert!(!near((69.0, 8), (65.0, 8), Some(50.0)));
        assert!(near((90.0, 1), (10.0, 1), None), "nothing says how far judges differ");
        assert!(near((70.0, 3), (70.0, 3), Some(0.0)) && !near((70.1, 3), (70.0, 3), Some(0.0)), "all agree");
        assert!(near((70.0, 0), (10.0, 3), Some(1.0)), "no total says nothing");
    }

    proptest! {
        #[test]
        fn it_does_not_matter_which_comes_first(a in 0.0_f64..100.0, b in 0.0_f64..100.0, n in 1_u32..9, m in 1_u32..9, v in 0.0_f64..400.0) {
            prop_assert_eq!(near((a, n), (b, m), Some(v)), near((b, m), (a, n), Some(v)));
            // What is near with more reviews is near with fewer.
            if near((a, n + 1), (b, m), Some(v)) {
                prop_assert!(near((a, n), (b, m), Some(v)));
            }
        }
    }
}
