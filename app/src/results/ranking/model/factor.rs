//! Cholesky's factor of a dense matrix, in blocks that stay in the cache.
//!
//! `S = R' R` with `R` upper, by rows. All loops go along rows, so that the compiler can do several at once without
//! changing the order in which any one sum is added: results are the same on every machine.

/// Rows that are worked on together.
const BLOCK: usize = 48;

/// A pivot is never below this part of its diagonal: rounding cannot make a factor fail.
const LEAST_PIVOT: f64 = 1e-14;

/// The upper factor of a positive definite matrix.
pub(in super::super) struct Factor {
    pub(in super::super) size: usize,
    /// Row after row; what is below the diagonal means nothing.
    upper: Vec<f64>,
}

/// `target -= c0 r0 + c1 r1 + c2 r2 + c3 r3`.
fn subtract(target: &mut [f64], rows: [&[f64]; 4], by: [f64; 4]) {
    let length = target.len();
    let [one, two, three, four] = rows.map(|row| &row[..length]);
    for (at, target) in target.iter_mut().enumerate() {
        *target -= (by[0] * one[at] + by[1] * two[at]) + (by[2] * three[at] + by[3] * four[at]);
    }
}

/// The same for two targets, which reads the rows once.
fn subtract_pair(targets: (&mut [f64], &mut [f64]), rows: [&[f64]; 4], first: [f64; 4], second: [f64; 4]) {
    let length = targets.0.len();
    let [one, two, three, four] = rows.map(|row| &row[..length]);
    let (left, right) = (&mut targets.0[..length], &mut targets.1[..length]);
    for at in 0..length {
        let (a, b, c, d) = (one[at], two[at], three[at], four[at]);
        left[at] -= (first[0] * a + first[1] * b) + (first[2] * c + first[3] * d);
        right[at] -= (second[0] * a + second[1] * b) + (second[2] * c + second[3] * d);
    }
}

/// `target -= sum_k by(k) row(k)` for `k` of a range.
fn subtract_all<'r>(
    target: &mut [f64],
    range: std::ops::Range<usize>,
    row: impl Fn(usize) -> &'r [f64],
    by: impl Fn(usize) -> f64,
) {
    let mut k = range.start;
    while k + 4 <= range.end {
        subtract(target, [row(k), row(k + 1), row(k + 2), row(k + 3)], [by(k), by(k + 1), by(k + 2), by(k + 3)]);
        k += 4;
    }
    for k in k..range.end {
        let (row, by) = (row(k), by(k));
        target.iter_mut().zip(row).for_each(|(target, value)| *target -= by * value);
    }
}

impl Factor {
    /// Factors a symmetric matrix, given by rows; only its upper half is read.
    pub(in super::super) fn new(mut matrix: Vec<f64>, size: usize) -> Factor {
        let diagonal: Vec<f64> = (0..size).map(|k| matrix[k * size + k]).collect();
        for begin in (0..size).step_by(BLOCK) {
            let end = (begin + BLOCK).min(size);
            for k in begin..end {
                let (above, rest) = matrix.split_at_mut(k * size);
                let target = &mut rest[k..size];
                subtract_all(target, begin..k, |p| &above[p * size + k..(p + 1) * size], |p| above[p * size + k]);
                let least = (diagonal[k].abs() * LEAST_PIVOT).max(f64::MIN_POSITIVE);
                let pivot = target[0].max(least).sqrt();
                target[0] = pivot;
                target[1..].iter_mut().for_each(|value| *value /= pivot);
            }
            let (above, rest) = matrix.split_at_mut(end * size);
            let block = &above[begin * size..];
            let mut pairs = rest.chunks_mut(2 * size);
            for i in (end..size).step_by(2) {
                let Some(pair) = pairs.next() else { break };
                subtract_rows(pair, i, block, end - begin, size);
            }
        }
        Factor { size, upper: matrix }
    }

    fn row(&self, k: usize) -> &[f64] {
        &self.upper[k * self.size..(k + 1) * self.size]
    }

    /// The logarithm of the determinant.
    pub(in super::super) fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).map(|k| libm::log(self.row(k)[k])).sum::<f64>()
    }

    /// Solves `S x = r` in place.
    pub(in super::super) fn solve(&self, values: &mut [f64]) {
        for k in 0..self.size {
            let row = self.row(k);
            let value = values[k] / row[k];
            values[k] = value;
            values[k + 1..].iter_mut().zip(&row[k + 1..]).for_each(|(other, by)| *other -= by * value);
        }
        for k in (0..self.size).rev() {
            let row = self.row(k);
            let mut value = values[k];
            for (other, by) in values[k + 1..].iter().zip(&row[k + 1..]) {
                value -= by * other;
            }
            values[k] = value / row[k];
        }
    }

    /// Solves `R x = z` for several at once: `values` has `lanes` of them side by side in each row. If `z` are standard
    /// normals, `x` have the covariance `S^-1`.
    pub(in super::super) fn spread(&self, values: &mut [f64], lanes: usize) {
        for k in (0..self.size).rev() {
            let row = self.row(k);
            let (front, solved) = values.split_at_mut((k + 1) * lanes);
            let target = &mut front[k * lanes..];
            let solved: &[f64] = solved;
            let of = |j: usize| &solved[(j - k - 1) * lanes..(j - k) * lanes];
            subtract_all(target, k + 1..self.size, of, |j| row[j]);
            target.iter_mut().for_each(|value| *value /= row[k]);
        }
    }

    /// `U = R^-1`, upper, by rows: `S^-1 = U U'`.
    pub(in super::super) fn inverse(&self) -> Vec<f64> {
        let size = self.size;
        let mut inverse = vec![0.0; size * size];
        (0..size).for_each(|k| inverse[k * size + k] = 1.0);
        for begin in (0..size).step_by(BLOCK) {
            let end = (begin + BLOCK).min(size);
            for (pair, rows) in inverse[..end * size].chunks_mut(2 * size).enumerate() {
                for (half, row) in rows.chunks_mut(size).enumerate() {
                    for j in begin.max(2 * pair + half)..end {
                        let of = self.row(j);
                        let value = row[j] / of[j];
                        row[j] = value;
                        row[j + 1..end].iter_mut().zip(&of[j + 1..end]).for_each(|(other, by)| *other -= by * value);
                    }
                }
                self.carry(rows, begin, end);
            }
        }
        inverse
    }

    /// Takes the block's part out of what is to the right of it, in one or two rows of the inverse.
    fn carry(&self, rows: &mut [f64], begin: usize, end: usize) {
        let size = self.size;
        let of = |k: usize| &self.row(k)[end..];
        if rows.len() < 2 * size {
            let (left, right) = rows.split_at_mut(end);
            return subtract_all(right, begin..end, of, |k| left[k]);
        }
        let (first, second) = rows.split_at_mut(size);
        let ((left, first), (below, second)) = (first.split_at_mut(end), second.split_at_mut(end));
        let mut k = begin;
        while k + 4 <= end {
            let by = |row: &[f64]| [row[k], row[k + 1], row[k + 2], row[k + 3]];
            subtract_pair((first, second), [of(k), of(k + 1), of(k + 2), of(k + 3)], by(left), by(below));
            k += 4;
        }
        subtract_all(first, k..end, of, |k| left[k]);
        subtract_all(second, k..end, of, |k| below[k]);
    }
}

/// Takes a block of finished rows out of row `i`, and of the next when it is there, from column `i` on.
fn subtract_rows(pair: &mut [f64], i: usize, block: &[f64], count: usize, size: usize) {
    let of = |k: usize| &block[k * size + i..(k + 1) * size];
    if pair.len() < 2 * size {
        return subtract_all(&mut pair[i..size], 0..count, of, |k| block[k * size + i]);
    }
    let (first, second) = pair.split_at_mut(size);
    let (first, second) = (&mut first[i..], &mut second[i..]);
    let mut k = 0;
    while k + 4 <= count {
        let by = |column: usize| [0, 1, 2, 3].map(|step| block[(k + step) * size + column]);
        subtract_pair((first, second), [of(k), of(k + 1), of(k + 2), of(k + 3)], by(i), by(i + 1));
        k += 4;
    }
    subtract_all(first, k..count, of, |k| block[k * size + i]);
    subtract_all(second, k..count, of, |k| block[k * size + i + 1]);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix without randomness.
    fn matrix(size: usize) -> Vec<f64> {
        let of = |i: usize, j: usize| ((i * 7 + j * 3 + i * j) % 11) as f64 / 11.0;
        let mut made = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..size {
                made[i * size + j] =
                    (0..size).map(|k| of(i, k) * of(j, k)).sum::<f64>() + if i == j { 1.0 } else { 0.0 };
            }
        }
        made
    }

    #[test]
    fn the_factor_solves_inverts_and_spreads_at_every_size() {
        for size in [1, 2, 3, 5, 8, 47, 48, 49, 50, 97, 101] {
            let made = matrix(size);
            let factor = Factor::new(made.clone(), size);
            let truth: Vec<f64> = (0..size).map(|k| (k % 5) as f64 - 1.5).collect();
            let mut values: Vec<f64> =
                (0..size).map(|i| (0..size).map(|j| made[i * size + j] * truth[j]).sum()).collect();
            factor.solve(&mut values);
            assert!(values.iter().zip(&truth).all(|(found, known)| (found - known).abs() < 1e-8), "{size}");
            // S U U' = 1.
            let inverse = factor.inverse();
            for column in [0, size / 2, size - 1] {
                let of =
                    |j: usize| -> f64 { (0..size).map(|k| inverse[j * size + k] * inverse[column * size + k]).sum() };
                let product = |i: usize| -> f64 { (0..size).map(|j| made[i * size + j] * of(j)).sum() };
                for i in 0..size {
                    assert!((product(i) - if i == column { 1.0 } else { 0.0 }).abs() < 1e-8, "{size} {i} {column}");
                }
            }
            // R x = z and R = U^-1: x = U z, in both lanes.
            let mut lanes: Vec<f64> = (0..2 * size).map(|at| if at % 2 == 0 { truth[at / 2] } else { 1.0 }).collect();
            factor.spread(&mut lanes, 2);
            for i in 0..size {
                let known: f64 = (0..size).map(|k| inverse[i * size + k] * truth[k]).sum();
                assert!((lanes[2 * i] - known).abs() < 1e-8, "{size}");
            }
        }
        let determinant = Factor::new(vec![4.0, 2.0, 0.0, 3.0], 2).log_determinant();
        assert!((determinant - 8.0_f64.ln()).abs() < 1e-12, "only the upper half is read");
    }
}
