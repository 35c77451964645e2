//! Henderson's equations for given ratios of variances, with the rows eliminated.
//!
//! C. R. Henderson, Best linear unbiased estimation and prediction under a selection model, Biometrics 31, 1975. With `B` the
//! matrix of weights, `D` its sums, `l` the ratio of the residual variance to that of an effect:
//!
//! ```text
//! d_r = D_r + l_row
//! S   = [ diag(D_c + l_column) - B' diag(1/d) B,  v;  v', W - sum D_r^2 / d_r ],   v = D_c - B'(D_r / d)
//! ```
//!
//! `S^-1` is the part of the columns and the mean in the inverse of the whole. Rows that are fixed have `l = 0`; then the
//! mean is part of them and drops out.

use super::factor::Factor;
use super::iterative::{LANES, Sparse};
use super::layout::Layout;

/// Up to how many columns the matrix is dense. Above, its factor would take longer and more room than conjugate gradients.
pub(in super::super) const MOST_DENSE: usize = 3000;

/// Ratios of the residual variance to that of rows and of columns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Ratios {
    pub(in super::super) row: f64,
    pub(in super::super) column: f64,
}

/// What explains the totals.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Effects {
    pub(in super::super) row: Vec<f64>,
    pub(in super::super) column: Vec<f64>,
    pub(in super::super) mean: f64,
}

/// The equations.
pub(in super::super) struct System<'a> {
    pub(in super::super) layout: &'a Layout,
    pub(in super::super) ratios: Ratios,
    with_mean: bool,
    of_rows: Vec<f64>,
    factor: Option<Factor>,
}

/// Diagonals of the inverse of the whole matrix, to be multiplied by the residual variance.
pub(in super::super) struct Uncertainty {
    pub(in super::super) row: Vec<f64>,
    pub(in super::super) column: Vec<f64>,
}

impl<'a> System<'a> {
    /// With both effects random.
    pub(in super::super) fn random(layout: &'a Layout, ratios: Ratios) -> System<'a> {
        System::new(layout, ratios, true)
    }

    /// With one of the effects fixed, the one whose ratio is nought.
    pub(in super::super) fn fixed(layout: &'a Layout, ratios: Ratios) -> System<'a> {
        System::new(layout, ratios, false)
    }

    fn new(layout: &'a Layout, ratios: Ratios, with_mean: bool) -> System<'a> {
        let of_rows = layout.of_row.iter().map(|sum| sum + ratios.row).collect();
        let mut system = System { layout, ratios, with_mean, of_rows, factor: None };
        if layout.columns <= MOST_DENSE {
            system.factor = Some(system.factored());
        }
        system
    }

    fn size(&self) -> usize {
        self.layout.columns + usize::from(self.with_mean)
    }

    fn factored(&self) -> Factor {
        let (layout, size) = (self.layout, self.size());
        let mut matrix = vec![0.0; size * size];
        for column in 0..layout.columns {
            matrix[column * size + column] = layout.of_column[column] + self.ratios.column;
        }
        for row in 0..layout.rows {
            let range = layout.row(row);
            let (columns, weights) = (&layout.column[range.clone()], &layout.weight[range]);
            for (at, (column, weight)) in columns.iter().zip(weights).enumerate() {
                let part = weight / self.of_rows[row];
                let target = &mut matrix[column * size..(column + 1) * size];
                // Columns of a row ascend, so this stays in the upper half.
                for (other, weight) in columns[at..].iter().zip(&weights[at..]) {
                    target[*other] -= part * weight;
                }
            }
        }
        if self.with_mean {
            let shares: Vec<f64> = layout.of_row.iter().zip(&self.of_rows).map(|(sum, d)| sum / d).collect();
            let mut border = layout.of_column.clone();
            self.take_out(&shares, &mut border);
            let corner = layout.total - shares.iter().zip(&layout.of_row).map(|(share, sum)| share * sum).sum::<f64>();
            for (column, value) in border.into_iter().enumerate() {
                matrix[column * size + size - 1] = value;
            }
            matrix[size * size - 1] = corner;
        }
        Factor::new(matrix, size)
    }

    /// `target -= B' of_rows`.
    fn take_out(&self, of_rows: &[f64], target: &mut [f64]) {
        for (row, value) in of_rows.iter().enumerate() {
            for at in self.layout.row(row) {
                target[self.layout.column[at]] -= self.layout.weight[at] * value;
            }
        }
    }

    /// The effects that explain data, one number for each scorecard in the order of the layout.
    pub(in super::super) fn explain(&self, data: &[f64]) -> Effects {
        self.explain_all(&[data]).pop().unwrap_or_default()
    }

    /// The same for several.
    pub(in super::super) fn explain_all(&self, data: &[&[f64]]) -> Vec<Effects> {
        let of_rows: Vec<Vec<f64>> = data.iter().map(|data| self.row_sums(data)).collect();
        let right: Vec<Vec<f64>> = data.iter().zip(&of_rows).map(|(data, sums)| self.right(data, sums)).collect();
        let solved = self.solve(right);
        solved.into_iter().zip(of_rows).map(|(solved, sums)| self.completed(solved, sums)).collect()
    }

    fn row_sums(&self, data: &[f64]) -> Vec<f64> {
        let layout = self.layout;
        (0..layout.rows).map(|row| layout.row(row).map(|at| layout.weight[at] * data[at]).sum()).collect()
    }

    fn right(&self, data: &[f64], of_rows: &[f64]) -> Vec<f64> {
        let layout = self.layout;
        let mut right = vec![0.0; layout.columns];
        for (at, value) in data.iter().enumerate() {
            right[layout.column[at]] += layout.weight[at] * value;
        }
        let shares: Vec<f64> = of_rows.iter().zip(&self.of_rows).map(|(sum, d)| sum / d).collect();
        self.take_out(&shares, &mut right);
        if self.with_mean {
            let all: f64 = of_rows.iter().sum();
            right.push(all - shares.iter().zip(&layout.of_row).map(|(share, sum)| share * sum).sum::<f64>());
        }
        right
    }

    fn solve(&self, mut right: Vec<Vec<f64>>) -> Vec<Vec<f64>> {
        if let Some(factor) = &self.factor {
            right.iter_mut().for_each(|values| factor.solve(values));
            return right;
        }
        let mut solved = Vec::with_capacity(right.len());
        for chunk in right.chunks(LANES) {
            let lanes: Vec<[f64; LANES]> = (0..self.size())
                .map(|at| std::array::from_fn(|lane| chunk.get(lane).map_or(0.0, |values| values[at])))
                .collect();
            let found = self.sparse().solve(&lanes);
            solved.extend((0..chunk.len()).map(|lane| found.iter().map(|values| values[lane]).collect::<Vec<f64>>()));
        }
        solved
    }

    fn sparse(&self) -> Sparse<'_> {
        let (ratio, with_mean) = (self.ratios.column, self.with_mean);
        Sparse { layout: self.layout, of_rows: &self.of_rows, ratio, with_mean }
    }

    /// The effects of rows from those of columns and the mean.
    fn completed(&self, mut column: Vec<f64>, of_rows: Vec<f64>) -> Effects {
        let layout = self.layout;
        let mean = if self.with_mean { column.pop().unwrap_or_default() } else { 0.0 };
        let effect = |(row, sum): (usize, f64)| {
            let explained: f64 = layout.row(row).map(|at| layout.weight[at] * column[layout.column[at]]).sum();
            (sum - explained - layout.of_row[row] * mean) / self.of_rows[row]
        };
        Effects { row: of_rows.into_iter().enumerate().map(effect).collect(), column, mean }
    }

    /// Rows' effects of several solutions side by side: `columns` has `lanes` numbers for each column and the mean, `out`
    /// gets as many for each row. `sums` are those of the data.
    pub(in super::super) fn complete_lanes(&self, columns: &[f64], sums: &[f64], lanes: usize, out: &mut [f64]) {
        let layout = self.layout;
        let mean = &columns[layout.columns * lanes..];
        for (row, out) in out.chunks_mut(lanes).enumerate().take(layout.rows) {
            let own = layout.of_row[row];
            out.iter_mut().zip(mean).for_each(|(out, mean)| *out = sums[row] - own * mean);
            for at in layout.row(row) {
                let (weight, column) = (layout.weight[at], &columns[layout.column[at] * lanes..][..lanes]);
                out.iter_mut().zip(column).for_each(|(out, value)| *out -= weight * value);
            }
            let d = self.of_rows[row];
            out.iter_mut().for_each(|out| *out /= d);
        }
    }

    /// Weighted sums of data by row.
    pub(in super::super) fn sums(&self, data: &[f64]) -> Vec<f64> {
        self.row_sums(data)
    }

    /// `d` of the rows: given the columns, a row's effect has the variance `s2 / d`.
    pub(in super::super) fn of_rows(&self) -> &[f64] {
        &self.of_rows
    }

    /// The factor, unless the panel is too large for one.
    pub(in super::super) fn factor(&self) -> Option<&Factor> {
        self.factor.as_ref()
    }

    /// What the totals are without the effects, by scorecard in the order of the layout.
    pub(in super::super) fn residuals(&self, data: &[f64], effects: &Effects) -> Vec<f64> {
        let layout = self.layout;
        let mut residuals = Vec::with_capacity(data.len());
        for row in 0..layout.rows {
            for at in layout.row(row) {
                residuals.push(data[at] - effects.mean - effects.row[row] - effects.column[layout.column[at]]);
            }
        }
        residuals
    }

    /// The logarithm of the determinant of the whole matrix; `None` of a panel that is too large to have a factor.
    pub(in super::super) fn log_determinant(&self) -> Option<f64> {
        let rows: f64 = self.of_rows.iter().map(|d| libm::log(*d)).sum();
        Some(rows + self.factor.as_ref()?.log_determinant())
    }

    /// Traces of the inverse over rows and over columns.
    pub(in super::super) fn traces(&self) -> (f64, f64) {
        if self.factor.is_some() {
            let Uncertainty { row, column } = self.uncertainty();
            return (row.iter().sum(), column.iter().sum());
        }
        super::probes::traces(self)
    }

    /// For [`super::probes`].
    pub(super) fn solve_lanes(&self, right: &[[f64; LANES]]) -> Vec<[f64; LANES]> {
        self.sparse().solve(right)
    }

    /// Diagonals of the inverse. Of a panel that is too large for a factor those of the columns are of the diagonal of the
    /// matrix alone, which is nearly all of it there, and those of rows without the part of the columns.
    pub(in super::super) fn uncertainty(&self) -> Uncertainty {
        let (layout, size) = (self.layout, self.size());
        let Some(factor) = &self.factor else {
            let mut column: Vec<f64> = layout.of_column.iter().map(|sum| sum + self.ratios.column).collect();
            for row in 0..layout.rows {
                layout.row(row).for_each(|at| {
                    column[layout.column[at]] -= layout.weight[at] * layout.weight[at] / self.of_rows[row];
                });
            }
            let row = self.of_rows.iter().map(|d| 1.0 / d).collect();
            return Uncertainty { row, column: column.into_iter().map(|value| 1.0 / value.max(1e-12)).collect() };
        };
        let inverse = factor.inverse();
        let square = |k: usize| inverse[k * size + k..(k + 1) * size].iter().map(|value| value * value).sum();
        let column = (0..layout.columns).map(square).collect();
        let mut sums = vec![0.0; size];
        let of_row = |row: usize| {
            self.project(&inverse, row, &mut sums);
            let d = self.of_rows[row];
            1.0 / d + sums.iter().map(|value| value * value).sum::<f64>() / (d * d)
        };
        Uncertainty { row: (0..layout.rows).map(of_row).collect(), column }
    }

    /// `U' a_r` of a row, `a_r` its weights by column and their sum for the mean.
    pub(super) fn project(&self, inverse: &[f64], row: usize, sums: &mut [f64]) {
        let (layout, size) = (self.layout, self.size());
        sums.fill(0.0);
        for at in layout.row(row) {
            let (column, weight) = (layout.column[at], layout.weight[at]);
            let of = &inverse[column * size + column..(column + 1) * size];
            sums[column..].iter_mut().zip(of).for_each(|(sum, value)| *sum += weight * value);
        }
        if self.with_mean {
            sums[size - 1] += layout.of_row[row] * inverse[size * size - 1];
        }
    }

    /// For each scorecard the variance of its expected total, in units of the residual variance: with `g = e_c - a_r / d_r`,
    /// `g' S^-1 g + 1 / d_r`.
    pub(in super::super) fn prediction_variances(&self) -> Vec<f64> {
        let (layout, Some(factor)) = (self.layout, &self.factor) else { return vec![0.0; self.layout.sheet.len()] };
        let (inverse, size) = (factor.inverse(), factor.size);
        let (mut sums, mut of_sheet) = (vec![0.0; size], vec![0.0; size]);
        let mut variances = Vec::with_capacity(layout.sheet.len());
        for row in 0..layout.rows {
            self.project(&inverse, row, &mut sums);
            let d = self.of_rows[row];
            sums.iter_mut().for_each(|value| *value /= d);
            // The mean is in every total: `g` has 1 less its share there.
            for at in layout.row(row) {
                let column = layout.column[at];
                of_sheet.iter_mut().zip(&sums).for_each(|(own, shared)| *own = -shared);
                let of = &inverse[column * size + column..(column + 1) * size];
                of_sheet[column..].iter_mut().zip(of).for_each(|(own, value)| *own += value);
                of_sheet[size - 1] += inverse[size * size - 1];
                variances.push(1.0 / d + of_sheet.iter().map(|value| value * value).sum::<f64>());
            }
        }
        variances
    }
}

#[cfg(test)]
impl System<'_> {
    /// The same, to be solved by iterating.
    pub(in super::super) fn without_factor(mut self) -> Self {
        self.factor = None;
        self
    }
}
