//! The equations of panels that are too large for a dense matrix: conjugate gradients with Jacobi's preconditioner.
//!
//! Hestenes and Stiefel, Methods of conjugate gradients for solving linear systems, 1952. Several right hand sides go
//! through the scorecards together, since reading them is what takes the time.

use super::layout::Layout;

/// Right hand sides that are solved together.
pub(super) const LANES: usize = 8;

type Lane = [f64; LANES];

/// Residuals are made this much smaller than right hand sides, squared.
const TOLERANCE: f64 = 1e-20;
const MOST_STEPS: usize = 400;

/// The matrix `S` without its entries: `diag(D + l) - A' diag(1/d) A`, the last row and column of the mean.
pub(super) struct Sparse<'a> {
    pub(super) layout: &'a Layout,
    /// `d` of the rows.
    pub(super) of_rows: &'a [f64],
    /// The ratio of the columns.
    pub(super) ratio: f64,
    pub(super) with_mean: bool,
}

impl Sparse<'_> {
    fn size(&self) -> usize {
        self.layout.columns + usize::from(self.with_mean)
    }

    fn apply(&self, x: &[Lane], out: &mut [Lane]) {
        let layout = self.layout;
        let mean = if self.with_mean { x[layout.columns] } else { [0.0; LANES] };
        let mut of_mean = mean.map(|value| value * layout.total);
        for (column, (out, x)) in out.iter_mut().zip(x).take(layout.columns).enumerate() {
            let (own, with) = (layout.of_column[column] + self.ratio, layout.of_column[column]);
            for lane in 0..LANES {
                out[lane] = own * x[lane] + with * mean[lane];
                of_mean[lane] += with * x[lane];
            }
        }
        for row in 0..layout.rows {
            let range = layout.row(row);
            let mut sum = mean.map(|value| value * layout.of_row[row]);
            for (column, weight) in layout.column[range.clone()].iter().zip(&layout.weight[range.clone()]) {
                let x = &x[*column];
                (0..LANES).for_each(|lane| sum[lane] += weight * x[lane]);
            }
            let part = sum.map(|value| value / self.of_rows[row]);
            for (column, weight) in layout.column[range.clone()].iter().zip(&layout.weight[range]) {
                let out = &mut out[*column];
                (0..LANES).for_each(|lane| out[lane] -= weight * part[lane]);
            }
            (0..LANES).for_each(|lane| of_mean[lane] -= layout.of_row[row] * part[lane]);
        }
        if self.with_mean {
            out[layout.columns] = of_mean;
        }
    }

    fn diagonal(&self) -> Vec<f64> {
        let layout = self.layout;
        let mut diagonal: Vec<f64> = layout.of_column.iter().map(|sum| sum + self.ratio).collect();
        diagonal.push(layout.total);
        for row in 0..layout.rows {
            for at in layout.row(row) {
                diagonal[layout.column[at]] -= layout.weight[at] * layout.weight[at] / self.of_rows[row];
            }
            diagonal[layout.columns] -= layout.of_row[row] * layout.of_row[row] / self.of_rows[row];
        }
        diagonal.truncate(self.size());
        diagonal.iter_mut().for_each(|value| *value = value.max(1e-12));
        diagonal
    }

    /// Solves for all lanes.
    pub(super) fn solve(&self, right: &[Lane]) -> Vec<Lane> {
        let size = self.size();
        let diagonal = self.diagonal();
        let mut x = vec![[0.0; LANES]; size];
        let (mut residual, mut product) = (right.to_vec(), vec![[0.0; LANES]; size]);
        let mut direction = vec![[0.0; LANES]; size];
        let goal = dot(right, right).map(|square| square * TOLERANCE);
        let mut before = [0.0; LANES];
        for step in 0..MOST_STEPS {
            let square = dot(&residual, &residual);
            if (0..LANES).all(|lane| square[lane] <= goal[lane]) {
                break;
            }
            let mut now = [0.0; LANES];
            for (residual, diagonal) in residual.iter().zip(&diagonal) {
                (0..LANES).for_each(|lane| now[lane] += residual[lane] * residual[lane] / diagonal);
            }
            let carried: Lane =
                std::array::from_fn(|lane| if step > 0 && before[lane] > 0.0 { now[lane] / before[lane] } else { 0.0 });
            for ((direction, residual), diagonal) in direction.iter_mut().zip(&residual).zip(&diagonal) {
                for lane in 0..LANES {
                    direction[lane] = residual[lane] / diagonal + carried[lane] * direction[lane];
                }
            }
            self.apply(&direction, &mut product);
            let curvature = dot(&direction, &product);
            // A lane that is done, or nought from the start, stays where it is.
            let length: Lane = std::array::from_fn(|lane| {
                if curvature[lane] > 0.0 && square[lane] > goal[lane] { now[lane] / curvature[lane] } else { 0.0 }
            });
            for at in 0..size {
                for lane in 0..LANES {
                    x[at][lane] += length[lane] * direction[at][lane];
                    residual[at][lane] -= length[lane] * product[at][lane];
                }
            }
            before = now;
        }
        x
    }
}

fn dot(one: &[Lane], other: &[Lane]) -> Lane {
    let mut sum = [0.0; LANES];
    for (one, other) in one.iter().zip(other) {
        (0..LANES).for_each(|lane| sum[lane] += one[lane] * other[lane]);
    }
    sum
}
