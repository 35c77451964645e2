//! Who scored whom, as a sparse matrix.

use super::panel::Panel;

/// The scorecards by row. Rows are whichever are more, entries or judges: they are eliminated from the equations, and a
/// dense matrix of the size of the others remains. The model treats both alike.
#[derive(Clone, Debug)]
pub(in super::super) struct Layout {
    /// Rows are the judges.
    pub(in super::super) rows_are_judges: bool,
    pub(in super::super) rows: usize,
    pub(in super::super) columns: usize,
    /// Where each row begins in the lists below, and their end.
    pub(in super::super) starts: Vec<usize>,
    pub(in super::super) column: Vec<usize>,
    pub(in super::super) weight: Vec<f64>,
    /// The number of each scorecard in the panel's list.
    pub(in super::super) sheet: Vec<usize>,
    /// Sums of weights.
    pub(in super::super) of_row: Vec<f64>,
    pub(in super::super) of_column: Vec<f64>,
    pub(in super::super) total: f64,
}

impl Layout {
    /// `weights`: of each scorecard, in the panel's order.
    pub(in super::super) fn new(panel: &Panel, weights: &[f64]) -> Layout {
        let rows_are_judges = panel.judges.len() > panel.entries.len();
        let (rows, columns) = match rows_are_judges {
            true => (panel.judges.len(), panel.entries.len()),
            false => (panel.entries.len(), panel.judges.len()),
        };
        let at = |sheet: usize| {
            let sheet = &panel.sheets[sheet];
            if rows_are_judges { (sheet.judge, sheet.entry) } else { (sheet.entry, sheet.judge) }
        };
        let mut sheet: Vec<usize> = (0..panel.sheets.len()).collect();
        if rows_are_judges {
            sheet.sort_by_key(|sheet| at(*sheet));
        }
        let mut starts = vec![0; rows + 1];
        let (mut of_row, mut of_column) = (vec![0.0; rows], vec![0.0; columns]);
        let (mut column, mut weight, mut total) =
            (Vec::with_capacity(sheet.len()), Vec::with_capacity(sheet.len()), 0.0);
        for index in &sheet {
            let ((row, of), own) = (at(*index), weights[*index]);
            starts[row + 1] += 1;
            of_row[row] += own;
            of_column[of] += own;
            total += own;
            column.push(of);
            weight.push(own);
        }
        (0..rows).for_each(|row| starts[row + 1] += starts[row]);
        Layout { rows_are_judges, rows, columns, starts, column, weight, sheet, of_row, of_column, total }
    }

    /// Numbers of the scorecards of a row.
    pub(in super::super) fn row(&self, row: usize) -> std::ops::Range<usize> {
        self.starts[row]..self.starts[row + 1]
    }

    /// Values by scorecard of the panel, in the order of the rows.
    pub(in super::super) fn ordered(&self, values: impl Fn(usize) -> f64) -> Vec<f64> {
        self.sheet.iter().map(|sheet| values(*sheet)).collect()
    }

    /// A pair (of rows, of columns) as (of entries, of judges), and back.
    pub(in super::super) fn sides<T>(&self, of_rows: T, of_columns: T) -> (T, T) {
        if self.rows_are_judges { (of_columns, of_rows) } else { (of_rows, of_columns) }
    }
}
