//! Whether the criteria of a judge's scorecards go their own ways.
//!
//! From each mark the mean of its entry and criterion over all judges is taken. What then differs within a scorecard between
//! criteria is what the judge saw in the one and not in the other; a judge whose marks all move together has little of it.

use super::super::{CheckedInput, Marks};
use super::evidence::Evidence;
use super::judges::{FEWEST, Measure, two_sided};

/// For each judge the variance within scorecards over that of the panel, with its limits by the chi-squared distribution's
/// logarithm, whose variance is about `2 / degrees of freedom`.
pub(super) fn of(input: &CheckedInput, evidence: &Evidence<'_>) -> Vec<Option<Measure>> {
    let means = means(input);
    let within = |at: &usize| -> (f64, f64) {
        let sheet = &input.sheets[evidence.sheets[*at]];
        let Marks::Criteria(marks) = &sheet.marks else { return (0.0, 0.0) };
        let off: Vec<f64> = marks
            .iter()
            .zip(&means[sheet.entry])
            .zip(&input.criteria)
            .filter_map(|((mark, mean), line)| {
                let factor = line.max.map_or(1.0, |max| 100.0 / (max.micros() as f64 / 1e6));
                Some(((*mark)?.micros() as f64 / 1e6 - (*mean)?) * factor)
            })
            .collect();
        if off.len() < 2 {
            return (0.0, 0.0);
        }
        let mean = off.iter().sum::<f64>() / off.len() as f64;
        (off.iter().map(|value| (value - mean) * (value - mean)).sum(), off.len() as f64 - 1.0)
    };
    let sum = |own: &Vec<usize>| own.iter().map(within).fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let judges: Vec<(f64, f64)> = evidence.of_judge.iter().map(sum).collect();
    let all = judges.iter().fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let judge = |(own, (squares, degrees)): (&Vec<usize>, &(f64, f64))| {
        if own.len() < FEWEST || *degrees < 2.0 || all.0 <= 0.0 {
            return None;
        }
        let value = (squares / degrees) / (all.0 / all.1);
        let deviation = (2.0 / degrees).sqrt();
        let limit = |z: f64| libm::exp(z * deviation);
        let z = libm::log(value.max(1e-12)) / deviation;
        Some(Measure { value, low: limit(-1.96), high: limit(1.96), p: two_sided(z) })
    };
    evidence.of_judge.iter().zip(&judges).map(judge).collect()
}

/// The mean mark of each entry on each criterion.
fn means(input: &CheckedInput) -> Vec<Vec<Option<f64>>> {
    let width = input.criteria.len();
    let mut sums = vec![vec![(0_i128, 0_u32); width]; input.entries.len()];
    for sheet in &input.sheets {
        if let Marks::Criteria(marks) = &sheet.marks {
            for (mark, (sum, count)) in marks.iter().zip(&mut sums[sheet.entry]) {
                if let Some(mark) = mark {
                    *sum += i128::from(mark.micros());
                    *count += 1;
                }
            }
        }
    }
    let mean = |&(sum, count): &(i128, u32)| (count > 0).then(|| sum as f64 / f64::from(count) / 1e6);
    sums.iter().map(|row| row.iter().map(mean).collect()).collect()
}
