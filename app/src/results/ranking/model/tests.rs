//! The fit against figures of lme4 1.1-31 (R 4.2.2) for a made panel, and against its own definition.

use super::super::{CheckedInput, Marks, RankingInput, Sheet};
use super::reml::evaluate;
use super::*;
use crate::number::Decimal;

const ENTRIES: i32 = 13;
const JUDGES: i32 = 9;

/// 60 scorecards without randomness; the same were made in R:
/// `lmer(y ~ 1 + (1|i) + (1|j), weights = w, control = lmerControl("bobyqa", optCtrl = list(rhoend = 1e-12)))`.
fn made() -> CheckedInput {
    let entry = [8, -3, 5, 0, -6, 2, 7, -4, 1, -9, 3, -1, -5];
    let judge = [3, -2, 0, 4, -5, 1, -1, 2, -3];
    let mut sheets = Vec::new();
    for i in 0..ENTRIES {
        for j in 0..JUDGES {
            if (i * 5 + j * 7 + i * j) % 9 < 4 {
                let (at, by) = (i as usize, j as usize);
                let total = 60 + entry[at] + judge[by] + ((i * 31 + j * 17 + i * j * 5) % 13 - 6);
                sheets.push(Sheet { entry: at, judge: by, marks: Marks::Total(Decimal::from_integer(total)) });
            }
        }
    }
    let names = |letter: &str, count: i32| (0..count).map(|at| format!("{letter}{at:02}")).collect();
    let input =
        RankingInput { entries: names("e", ENTRIES), judges: names("j", JUDGES), sheets, ..RankingInput::default() };
    input.checked().expect("sound")
}

/// With the weights of the fixture, or all alike.
fn panel(weighted: bool) -> Panel {
    let mut panel = Panel::of(&made());
    let judges = panel.judges.clone();
    for sheet in panel.sheets.iter_mut().filter(|_| weighted) {
        sheet.weight = if (sheet.entry + judges[sheet.judge]).is_multiple_of(5) { 0.5 } else { 1.0 };
    }
    panel
}

/// In the order of the input, where the panel has the judges by what they said.
fn by_judge(fitted: &Fitted, list: &[f64]) -> Vec<f64> {
    let mut turned = vec![0.0; list.len()];
    fitted.panel.judges.iter().zip(list).for_each(|(judge, value)| turned[*judge] = *value);
    turned
}

fn near(found: &[f64], known: &[f64], tolerance: f64) {
    assert_eq!(found.len(), known.len());
    for (found, known) in found.iter().zip(known) {
        assert!((found - known).abs() < tolerance, "{found} is not {known}");
    }
}

#[test]
fn variances_effects_and_scores_are_those_of_lme4() {
    let fitted = Fitted::of(panel(false), false).expect("fitted");
    let Variances { entry, judge, residual } = fitted.variances();
    near(&[entry, judge, residual], &[18.357_358_842_9, 9.286_135_992_4, 15.294_579_250_0], 2e-4);
    assert!((fitted.criterion.expect("a criterion") - 366.317_772_421_5).abs() < 1e-7);
    let scaled = |list: &[f64]| -> Vec<f64> { list.iter().map(|value| value * fitted.panel.scale).collect() };
    let (entries, judges) = fitted.side_effects();
    near(&scaled(&entries[..4]), &[6.090_947, -2.098_750, 3.727_714, -0.181_904], 1e-5);
    near(&scaled(&by_judge(&fitted, judges)[..4]), &[1.302_596, -0.627_233, 1.085_237, 4.199_650], 1e-5);
    assert!((fitted.panel.center + fitted.panel.scale * fitted.effects.mean - 60.149_422).abs() < 1e-5);
    // In R: solve(t(X) %*% Vi %*% X, t(X) %*% Vi %*% y) with X of entries and V of judges and the rest.
    near(&fitted.scores()[..4], &[67.433_277, 57.492_812, 64.222_222, 59.767_505], 1e-5);
}

#[test]
fn scorecards_of_less_weight_are_those_of_lme4_too() {
    let fitted = Fitted::of(panel(true), false).expect("fitted");
    let Variances { entry, judge, residual } = fitted.variances();
    near(&[entry, judge, residual], &[18.632_123_662_9, 9.715_802_724_0, 13.596_674_005_9], 2e-4);
    assert!((fitted.criterion.expect("a criterion") - 367.108_724_702_4).abs() < 1e-7);
    near(&fitted.scores()[9..], &[52.804_529, 60.801_553, 59.433_503, 51.772_685], 1e-5);
}

#[test]
fn slopes_and_errors_are_those_of_the_definition() {
    let panel = panel(true);
    let weights: Vec<f64> = panel.sheets.iter().map(|sheet| sheet.weight).collect();
    let layout = Layout::new(&panel, &weights);
    let data = layout.ordered(|sheet| panel.sheets[sheet].value);
    for logs in [[0.3, 0.9], [-2.0, 3.0], [2.5, -1.5]] {
        let at = evaluate(&layout, &data, logs);
        for side in [0, 1] {
            let moved = |by: f64| {
                let mut logs = logs;
                logs[side] += by;
                evaluate(&layout, &data, logs).deviance.expect("a deviance")
            };
            let slope = (moved(1e-4) - moved(-1e-4)) / 2e-4;
            assert!((slope - at.gradient[side]).abs() < 1e-5, "{logs:?}: {slope} {}", at.gradient[side]);
        }
        // The inverse of the whole matrix, by elimination.
        let system = System::random(&layout, ratios(logs));
        let whole = whole_inverse(&layout, logs);
        let uncertainty = system.uncertainty();
        near(&uncertainty.row, &whole[..layout.rows], 1e-9);
        near(&uncertainty.column, &whole[layout.rows..layout.rows + layout.columns], 1e-9);
    }
}

/// The diagonal of the inverse of Henderson's matrix: rows, columns, mean.
fn whole_inverse(layout: &Layout, logs: [f64; 2]) -> Vec<f64> {
    let size = layout.rows + layout.columns + 1;
    let Ratios { row: of_rows, column: of_columns } = ratios(logs);
    let mut matrix = vec![vec![0.0; 2 * size]; size];
    for row in 0..layout.rows {
        for at in layout.row(row) {
            let ends = [row, layout.rows + layout.column[at], size - 1];
            for one in ends {
                ends.iter().for_each(|other| matrix[one][*other] += layout.weight[at]);
            }
        }
    }
    for at in 0..size {
        matrix[at][at] += if at < layout.rows {
            of_rows
        } else if at < size - 1 {
            of_columns
        } else {
            0.0
        };
        matrix[at][size + at] = 1.0;
    }
    for pivot in 0..size {
        let by = matrix[pivot][pivot];
        matrix[pivot].iter_mut().for_each(|value| *value /= by);
        let row = matrix[pivot].clone();
        for (at, other) in matrix.iter_mut().enumerate() {
            let by = if at == pivot { 0.0 } else { other[pivot] };
            other.iter_mut().zip(&row).for_each(|(value, pivot)| *value -= by * pivot);
        }
    }
    (0..size).map(|at| matrix[at][size + at]).collect()
}

#[test]
fn iterating_and_factoring_agree() {
    let panel = panel(true);
    let weights: Vec<f64> = panel.sheets.iter().map(|sheet| sheet.weight).collect();
    let layout = Layout::new(&panel, &weights);
    let data = layout.ordered(|sheet| panel.sheets[sheet].value);
    let dense = System::random(&layout, ratios([0.0, 1.0]));
    let iterated = System::random(&layout, ratios([0.0, 1.0])).without_factor();
    let (one, other) = (dense.explain(&data), iterated.explain(&data));
    near(&one.row, &other.row, 1e-8);
    near(&one.column, &other.column, 1e-8);
    // Eight probes of a small matrix are rough; they agree with the truth to a few parts in a hundred.
    let ((row, column), (rows, columns)) = (dense.traces(), iterated.traces());
    assert!((row / rows - 1.0).abs() < 0.1 && (column / columns - 1.0).abs() < 0.2, "{row} {rows} {column} {columns}");
}

#[test]
fn it_is_no_matter_which_side_is_eliminated() {
    // Of the same scorecards with entries and judges exchanged.
    let input = made();
    let turn = |sheet: &Sheet| Sheet { entry: sheet.judge, judge: sheet.entry, ..sheet.clone() };
    let turned = RankingInput {
        entries: input.judges.clone(),
        judges: input.entries.clone(),
        sheets: input.sheets.iter().map(turn).collect(),
        ..RankingInput::default()
    };
    let one = Fitted::of(Panel::of(&input), false).expect("fitted");
    let other = Fitted::of(Panel::of(&turned.checked().expect("sound")), false).expect("fitted");
    assert_ne!(one.layout.rows_are_judges, other.layout.rows_are_judges);
    let (a, b) = (one.variances(), other.variances());
    near(&[a.entry, a.judge, a.residual], &[b.judge, b.entry, b.residual], 1e-5);
    near(one.side_effects().0, &by_judge(&other, other.side_effects().1), 1e-6);
    near(&one.side_errors().0, &by_judge(&other, &other.side_errors().1), 1e-6);
}

#[test]
fn a_judge_who_scatters_weighs_less() {
    let mut noisy = panel(false);
    for sheet in &mut noisy.sheets {
        if sheet.judge == 4 {
            sheet.value += if sheet.entry % 2 == 0 { 3.0 } else { -3.0 };
        }
    }
    let fitted = Fitted::of(noisy, true).expect("fitted");
    let least = fitted.judge_weights.iter().copied().fold(f64::INFINITY, f64::min);
    assert!(fitted.judge_weights[4] <= least && least < 0.7, "{:?}", fitted.judge_weights);
    assert!(fitted.judge_weights.iter().all(|weight| *weight > 0.0 && *weight < 2.0));
}
