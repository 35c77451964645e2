//! Questions to the fitted model: by how much something that is known of scorecards moves their totals.

use std::collections::BTreeMap;

use super::super::CheckedInput;
use super::super::model::{Fitted, System, ratios};
use super::DiagnosticsSettings;
use super::judges::Slope;

/// A fitted model with its equations.
pub(super) struct Evidence<'a> {
    pub(super) input: &'a CheckedInput,
    pub(super) fitted: &'a Fitted,
    pub(super) system: System<'a>,
    /// By scorecard, in the order of the layout.
    pub(super) residuals: Vec<f64>,
    /// Numbers of the scorecards of each judge, in the order of the layout.
    pub(super) of_judge: Vec<Vec<usize>>,
    /// For each scorecard of the layout, its number in the input.
    pub(super) sheets: Vec<usize>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(input: &'a CheckedInput, fitted: &'a Fitted) -> Evidence<'a> {
        let system = System::random(&fitted.layout, ratios(fitted.logs));
        let effects = system.explain(&fitted.data);
        let residuals = system.residuals(&fitted.data, &effects);
        let mut of_judge = vec![Vec::new(); fitted.panel.judges.len()];
        for (at, sheet) in fitted.layout.sheet.iter().enumerate() {
            of_judge[fitted.panel.sheets[*sheet].judge].push(at);
        }
        let numbers: BTreeMap<(usize, usize), usize> =
            input.sheets.iter().enumerate().map(|(number, sheet)| ((sheet.entry, sheet.judge), number)).collect();
        let number = |sheet: &usize| {
            let sheet = &fitted.panel.sheets[*sheet];
            let pair = (fitted.panel.entries[sheet.entry], fitted.panel.judges[sheet.judge]);
            numbers.get(&pair).copied().unwrap_or_default()
        };
        let sheets = fitted.layout.sheet.iter().map(number).collect();
        Evidence { input, fitted, system, residuals, of_judge, sheets }
    }

    /// Place of the entry of a scorecard of the layout.
    pub(super) fn entry(&self, at: usize) -> usize {
        self.fitted.panel.sheets[self.fitted.layout.sheet[at]].entry
    }

    /// By how much totals grow with a number that is known of each scorecard: generalised least squares with it as the one
    /// fixed effect besides the mean, `x'P y / x'P x` with the ratios as fitted. `None` when entries, judges and the mean say all
    /// that it says.
    pub(super) fn slope(&self, x: &[f64]) -> Option<Slope> {
        let explained = self.system.explain(x);
        let rest = self.system.residuals(x, &explained);
        let weight = &self.fitted.layout.weight;
        let product = |one: &[f64], other: &[f64]| -> f64 {
            weight.iter().zip(one).zip(other).map(|((weight, one), other)| weight * one * other).sum()
        };
        let (of_data, own, size) = (product(x, &self.residuals), product(x, &rest), product(x, x));
        if own <= 1e-9 * size.max(f64::MIN_POSITIVE) || self.fitted.data.len() < 4 {
            return None;
        }
        let value = of_data / own;
        let degrees = self.fitted.data.len() as f64 - 2.0;
        let variance = (product(&self.fitted.data, &self.residuals) - value * of_data).max(0.0) / degrees;
        let error = (variance / own).sqrt();
        (error > 0.0).then_some(Slope { value, error })
    }

    /// By how much judges score entries that belong to them above others.
    pub(super) fn lift(&self, settings: &DiagnosticsSettings) -> Option<Slope> {
        self.slope(&self.own_group(settings)?)
    }

    /// 1 for scorecards of entries that belong to the judge.
    pub(super) fn own_group(&self, settings: &DiagnosticsSettings) -> Option<Vec<f64>> {
        let own = |number: &usize| {
            let sheet = &self.input.sheets[*number];
            settings.own.contains(&(sheet.judge, sheet.entry))
        };
        let list: Vec<f64> = self.sheets.iter().map(|number| if own(number) { 1.0 } else { 0.0 }).collect();
        list.iter().any(|value| *value > 0.0).then_some(list)
    }
}
