//! How good entries truly are, given the totals of their scorecards: a one-way model with random effects.
//!
//! `y_ij = mu + u_i + e_ij`, with `u ~ N(0, s2_u)` between entries and `e ~ N(0, s2)` of judges' strictness, taste and chance
//! together. The variances are those of the analysis of variance for unequal numbers (Searle, Casella and McCulloch, Variance
//! Components, 1992, section 3.6): with `a` entries that have totals and `N` totals,
//!
//! ```text
//! s2   = sum (y_ij - y_i)^2 / (N - a)
//! s2_u = (sum n_i (y_i - y)^2 / (a - 1) - s2) / n0,   n0 = (N - sum n_i^2 / N) / (a - 1)
//! ```
//!
//! Given them, and nothing known of `mu` before (the same, chapter 7):
//!
//! ```text
//! mu | y      ~ N(sum w_i y_i / sum w_i, 1 / sum w_i),   w_i = 1 / (s2_u + s2 / n_i)
//! mu + u_i | mu, y ~ N(mu + B_i (y_i - mu), s2_u (1 - B_i)),   B_i = s2_u w_i
//! ```
//!
//! What the moments cannot say is settled so:
//! * neither variance is below 1, a point of a hundred squared: no jury is finer, and nothing is divided by nought;
//! * one review each tells entries not from error: the variance of the totals is shared as in ordinary juries;
//! * fewer than three entries say nothing of how entries differ: their variance is that of ordinary juries for this error;
//! * a single entry is above every line; one without totals is as any other may be.

use super::further::{Places, ReviewTotal};
use crate::panel::rules::{Draws, Prior};

/// The smallest variance, in points of a hundred, squared.
const FLOOR: f64 = 1.0;
/// How often true values are drawn: a probability is right to within .016, 19 times in 20.
const DRAWS: u32 = 4000;
/// Entries below which their variance is not taken from their means.
const FEW: usize = 3;

/// The model.
#[derive(Clone, Copy, Debug, Default)]
pub struct OneWay;

/// What the model says of a track.
#[derive(Clone, Debug, PartialEq)]
struct Fit {
    mean: f64,
    /// The variance of what is known of the mean.
    mean_variance: f64,
    entry: f64,
    /// For each entry: how much its own mean counts, `B`, and that mean.
    entries: Vec<(f64, f64)>,
}

fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn mean(list: &[f64]) -> f64 {
    if list.is_empty() { 0.0 } else { list.iter().sum::<f64>() / number(list.len()) }
}

/// The part of entries in the variance of one total of an ordinary jury.
fn ordinary_part() -> f64 {
    Prior::Ordinary.variances().map_or(0.5, |known| known.entry / (known.entry + known.judge + known.residual))
}

/// The variances between entries and of error.
fn variances(totals: &[Vec<f64>]) -> (f64, f64) {
    let scored: Vec<&Vec<f64>> = totals.iter().filter(|list| !list.is_empty()).collect();
    let (a, all) = (scored.len(), scored.iter().map(|list| list.len()).sum::<usize>());
    let part = ordinary_part();
    let grand = scored.iter().map(|list| list.iter().sum::<f64>()).sum::<f64>() / number(all.max(1));
    let within: f64 = scored.iter().map(|list| list.iter().map(|y| (y - mean(list)).powi(2)).sum::<f64>()).sum();
    let between: f64 = scored.iter().map(|list| number(list.len()) * (mean(list) - grand).powi(2)).sum();
    if all == a {
        // One review each at most.
        let of_totals = if a > 1 { between / number(a - 1) } else { 0.0 };
        return ((of_totals * part).max(FLOOR), (of_totals * (1.0 - part)).max(FLOOR));
    }
    let error = (within / number(all - a)).max(FLOOR);
    if a < FEW {
        return ((error * part / (1.0 - part)).max(FLOOR), error);
    }
    let squares: f64 = scored.iter().map(|list| number(list.len()).powi(2)).sum();
    let n0 = (number(all) - squares / number(all)) / number(a - 1);
    (((between / number(a - 1) - error) / n0).max(FLOOR), error)
}

fn fit(totals: &[Vec<f64>]) -> Fit {
    let (entry, error) = variances(totals);
    let weights: Vec<f64> = totals
        .iter()
        .map(|list| if list.is_empty() { 0.0 } else { 1.0 / (entry + error / number(list.len())) })
        .collect();
    let sum: f64 = weights.iter().sum();
    let weighted: f64 = weights.iter().zip(totals).map(|(weight, list)| weight * mean(list)).sum();
    Fit {
        mean: if sum > 0.0 { weighted / sum } else { 0.0 },
        mean_variance: if sum > 0.0 { 1.0 / sum } else { entry },
        entry,
        entries: weights.iter().zip(totals).map(|(weight, list)| ((entry * weight).min(1.0), mean(list))).collect(),
    }
}

impl Places for OneWay {
    fn above(&self, entries: &[Vec<ReviewTotal>], lines: &[usize], seed: u64) -> Vec<Vec<f64>> {
        let finite =
            |list: &Vec<ReviewTotal>| list.iter().map(|of| of.points).filter(|points| points.is_finite()).collect();
        let totals: Vec<Vec<f64>> = entries.iter().map(finite).collect();
        let fit = fit(&totals);
        let mut draws = Draws::new(seed);
        let mut counts = vec![vec![0_u32; lines.len()]; totals.len()];
        let mut truth = vec![0.0; totals.len()];
        let mut order: Vec<f64> = Vec::with_capacity(totals.len());
        for _ in 0..DRAWS {
            let mean = fit.mean + fit.mean_variance.sqrt() * draws.normal();
            for (value, (own, y)) in truth.iter_mut().zip(&fit.entries) {
                *value = mean + own * (y - mean) + (fit.entry * (1.0 - own)).sqrt() * draws.normal();
            }
            order.clone_from(&truth);
            order.sort_unstable_by(|one, other| other.total_cmp(one));
            for (at, line) in lines.iter().enumerate() {
                // The last value that is above the line; with more prizes than entries everybody is.
                let last = line.checked_sub(1).map(|last| order.get(last).copied().unwrap_or(f64::NEG_INFINITY));
                let counted =
                    counts.iter_mut().zip(&truth).filter(|(_, value)| last.is_some_and(|last| **value >= last));
                counted.filter_map(|(count, _)| count.get_mut(at)).for_each(|count| *count += 1);
            }
        }
        let share = |count: u32| f64::from(count) / f64::from(DRAWS);
        counts.into_iter().map(|list| list.into_iter().map(share).collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::JudgeId;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn drawn(totals: &[Vec<f64>], lines: &[usize], seed: u64) -> Vec<Vec<f64>> {
        let of = |list: &Vec<f64>| {
            list.iter().map(|points| ReviewTotal { judge: JudgeId::new(Uuid::nil()), points: *points }).collect()
        };
        OneWay.above(&totals.iter().map(of).collect::<Vec<_>>(), lines, seed)
    }

    fn above(totals: &[Vec<f64>], lines: &[usize]) -> Vec<Vec<f64>> {
        drawn(totals, lines, 7)
    }

    /// For one line.
    fn first(totals: &[Vec<f64>], line: usize) -> Vec<f64> {
        above(totals, &[line]).into_iter().map(|list| list[0]).collect()
    }

    #[test]
    fn variances_are_those_of_the_analysis_of_variance() {
        // Means 60, 70, 80; within 2 * 25 each: s2 = 150 / 3; between 2 * 200 / 2 = 200; n0 = 2: s2_u = 75.
        let totals = [vec![55.0, 65.0], vec![65.0, 75.0], vec![75.0, 85.0]];
        let (entry, error) = variances(&totals);
        assert!((entry - 75.0).abs() < 1e-9 && (error - 50.0).abs() < 1e-9, "{entry} {error}");
        // Unequal numbers: means 60 (of 3) and 70, 80 (of 1), grand 66, within 200 / 2; between 108 + 16 + 196 over 2 is 160;
        // n0 = (5 - 11 / 5) / 2 = 1.4.
        let (entry, error) = variances(&[vec![50.0, 60.0, 70.0], vec![70.0], vec![80.0]]);
        assert!((error - 100.0).abs() < 1e-9 && (entry - 60.0 / 1.4).abs() < 1e-9, "{entry} {error}");
    }

    #[test]
    fn means_are_drawn_towards_the_mean_of_all() {
        let made = fit(&[vec![55.0, 65.0], vec![65.0, 75.0], vec![75.0, 85.0]]);
        // w = 1 / (75 + 25), B = .75; 1 / sum w = 100 / 3.
        assert!((made.mean - 70.0).abs() < 1e-9 && (made.mean_variance - 100.0 / 3.0).abs() < 1e-9);
        assert!(made.entries.iter().all(|(own, _)| (own - 0.75).abs() < 1e-9));
    }

    #[test]
    fn two_entries_are_as_the_normal_distribution_says() {
        // Three entries, of which the third is far below: first is one of two. Their true values differ by B * 6 with the
        // variance 2 s2_u (1 - B): what is drawn must agree with the formula, within four standard errors of 4,000 draws.
        let totals = [vec![70.0, 82.0], vec![64.0, 76.0], vec![0.0, 12.0]];
        let made = fit(&totals);
        let own = made.entries[0].0;
        let z = own * 6.0 / (2.0 * made.entry * (1.0 - own)).sqrt();
        let expected = 0.5 * (1.0 + libm::erf(z / std::f64::consts::SQRT_2));
        let drawn = first(&totals, 1)[0];
        assert!((drawn - expected).abs() < 0.032, "{drawn} {expected}");
    }

    #[test]
    fn what_the_moments_cannot_say_has_an_answer() {
        let near = |found: &[f64], wanted: f64| found.iter().all(|p| (p - wanted).abs() < 0.035);
        assert_eq!(first(&[vec![70.0, 80.0]], 1), [1.0], "one entry");
        assert_eq!(first(&[vec![]], 1), [1.0]);
        assert!(first(&[], 1).is_empty(), "none");
        assert_eq!(first(&[vec![1.0], vec![2.0]], 5), [1.0, 1.0], "more prizes than entries");
        assert_eq!(above(&[vec![1.0], vec![2.0]], &[]), [Vec::<f64>::new(), Vec::new()], "no prize");
        assert!(near(&first(&[vec![70.0, 70.0], vec![70.0, 70.0], vec![70.0], vec![70.0]], 1), 0.25), "no variance");
        assert!(near(&first(&[vec![], vec![], vec![]], 1), 1.0 / 3.0), "no review");
        // One review each: in order, and nothing is certain.
        let one_each = first(&[vec![80.0], vec![70.0], vec![60.0], vec![50.0]], 1);
        assert!(
            one_each.is_sorted_by(|one, other| one >= other) && one_each[0] < 0.9 && one_each[0] > 0.5,
            "{one_each:?}"
        );
        // Two entries: the better is before the other, and never surely.
        let two = first(&[vec![80.0, 60.0], vec![60.0, 40.0]], 1);
        assert!(two[0] > 0.6 && two[0] < 0.99, "{two:?}");
        // An entry without a total may be anywhere.
        let unknown = first(&[vec![80.0, 82.0], vec![60.0, 62.0], vec![40.0, 42.0], vec![]], 1);
        assert!(unknown[3] > 0.05 && unknown[3] < 0.6, "{unknown:?}");
        assert!(first(&[vec![f64::NAN, 70.0], vec![f64::INFINITY]], 1).iter().all(|p| p.is_finite()));
    }

    #[test]
    fn more_reviews_make_it_surer() {
        let spread = |n: usize| -> Vec<Vec<f64>> {
            (0..6).map(|entry| (0..n).map(|at| 40.0 + 6.0 * number(entry) + [-8.0, 8.0][at % 2]).collect()).collect()
        };
        let sure = |n: usize| first(&spread(n), 2)[5];
        assert!(sure(2) < sure(8) && sure(8) < sure(64) && sure(64) > 0.99, "{} {} {}", sure(2), sure(8), sure(64));
    }

    #[test]
    fn the_same_seed_gives_the_same() {
        let totals = [vec![70.0, 60.0], vec![66.0, 70.0], vec![50.0, 55.0]];
        assert_eq!(drawn(&totals, &[1, 2], 3), drawn(&totals, &[1, 2], 3));
        assert_ne!(drawn(&totals, &[1, 2], 3), drawn(&totals, &[1, 2], 4));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn places_are_given_away_once_and_nothing_is_ever_not_a_number(
            totals in prop::collection::vec(prop::collection::vec(0.0_f64..100.0, 0..5), 0..9),
            line in 1_usize..4,
        ) {
            let made = first(&totals, line);
            prop_assert!(made.iter().all(|p| (0.0..=1.0).contains(p)));
            // As many are above the line as there are places.
            let sum: f64 = made.iter().sum();
            prop_assert!((sum - number(line.min(totals.len()))).abs() < 1e-9, "{sum}");
        }
    }
}
