//! The scorecards as the model sees them: one number each.
//!
//! Criteria of one judge are no independent evidence: three quarters of the error within a scorecard of figure skating is
//! common to its criteria. So each scorecard becomes one total, and one observation.

use super::super::signature::signatures;
use super::super::{CheckedInput, Marks};
use crate::number::Decimal;

/// One scorecard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in super::super) struct Observation {
    /// Place of the entry in [`Panel::entries`].
    pub(in super::super) entry: usize,
    /// Place of the judge in [`Panel::judges`].
    pub(in super::super) judge: usize,
    /// The total, in standard deviations from the mean of all.
    pub(in super::super) value: f64,
    /// The share of the rubric's weight that was assessed: above 0, up to 1.
    pub(in super::super) weight: f64,
}

/// All scorecards that count, in an order that does not depend on that of the input.
#[derive(Clone, Debug)]
pub(in super::super) struct Panel {
    /// The entries that have scorecards, as the input numbers them, by key.
    pub(in super::super) entries: Vec<usize>,
    /// The judges that have scorecards, as the input numbers them, by what they said: what they are called must not change a
    /// sum or a draw, since copies and packs give them other names.
    pub(in super::super) judges: Vec<usize>,
    /// By entry, then by judge.
    pub(in super::super) sheets: Vec<Observation>,
    /// The weighted mean of the totals.
    pub(in super::super) center: f64,
    /// Their weighted standard deviation; 1 when they do not vary.
    pub(in super::super) scale: f64,
    /// No total differs from another.
    pub(in super::super) flat: bool,
}

impl Panel {
    /// Collapses each scorecard into its total. Where a criterion could not be assessed, the total is that of the others,
    /// each taken from the mean of its criterion over all scorecards and put back on the mean of the whole rubric: who
    /// skips a criterion on which everybody gets high marks does not pull an entry down. It then has the weight of what
    /// was assessed.
    pub(in super::super) fn of(input: &CheckedInput) -> Panel {
        let rubric = Rubric::of(input);
        let mut kept: Vec<(usize, usize, f64, f64)> = input
            .sheets
            .iter()
            .filter_map(|sheet| {
                let (value, weight) = match &sheet.marks {
                    Marks::Total(total) => (float(*total), 1.0),
                    Marks::Criteria(marks) => rubric.total(marks, input.level(sheet.entry))?,
                };
                Some((sheet.entry, sheet.judge, value, weight))
            })
            .collect();
        let (entries, of_entry) = numbered(&input.entries, kept.iter().map(|sheet| sheet.0));
        let said: Vec<(String, &String)> = signatures(input).into_iter().zip(&input.judges).collect();
        let (judges, of_judge) = numbered(&said, kept.iter().map(|sheet| sheet.1));
        for sheet in &mut kept {
            (sheet.0, sheet.1) = (of_entry[sheet.0], of_judge[sheet.1]);
        }
        kept.sort_by_key(|sheet| (sheet.0, sheet.1));
        let total: f64 = kept.iter().map(|sheet| sheet.3).sum();
        let center = if total > 0.0 { kept.iter().map(|sheet| sheet.2 * sheet.3).sum::<f64>() / total } else { 0.0 };
        let squares: f64 = kept.iter().map(|sheet| sheet.3 * (sheet.2 - center) * (sheet.2 - center)).sum();
        let largest = kept.iter().fold(0.0_f64, |most, sheet| most.max(sheet.2.abs()));
        let deviation = if total > 0.0 { (squares / total).sqrt() } else { 0.0 };
        // Totals that agree on paper differ by rounding at most.
        let flat = deviation <= largest * 1e-12;
        let scale = if flat { 1.0 } else { deviation };
        let standard = |(entry, judge, value, weight): (usize, usize, f64, f64)| {
            let value = if flat { 0.0 } else { (value - center) / scale };
            Observation { entry, judge, value, weight }
        };
        let sheets = kept.into_iter().map(standard).collect();
        Panel { entries, judges, sheets, center, scale, flat }
    }

    /// How many scorecards each judge gave.
    pub(in super::super) fn loads(&self) -> Vec<u32> {
        let mut loads = vec![0; self.judges.len()];
        self.sheets.iter().for_each(|sheet| loads[sheet.judge] += 1);
        loads
    }

    /// How many scorecards each entry has.
    pub(in super::super) fn reviews(&self) -> Vec<u32> {
        let mut reviews = vec![0; self.entries.len()];
        self.sheets.iter().for_each(|sheet| reviews[sheet.entry] += 1);
        reviews
    }
}

/// A number as a float; millionths below 2^53 are exact to the last bit but one.
fn float(value: Decimal) -> f64 {
    value.micros() as f64 / 1e6
}

/// Numbers of the input in the order of their keys, and for each number of the input its place there.
fn numbered<K: Ord>(keys: &[K], used: impl Iterator<Item = usize>) -> (Vec<usize>, Vec<usize>) {
    let mut met = vec![false; keys.len()];
    used.for_each(|index| met[index] = true);
    let mut order: Vec<usize> = (0..keys.len()).filter(|index| met[*index]).collect();
    order.sort_by(|one, other| keys[*one].cmp(&keys[*other]));
    let mut places = vec![0; keys.len()];
    order.iter().enumerate().for_each(|(place, index)| places[*index] = place);
    (order, places)
}

/// What criteria weigh, and how they are marked on the whole.
struct Rubric<'a> {
    input: &'a CheckedInput,
    weights: Vec<f64>,
    /// By what a mark is multiplied to be on the scale of totals.
    factors: Vec<f64>,
    /// The mean of each criterion over the scorecards that assessed it, on the scale of totals.
    means: Vec<Option<f64>>,
}

impl<'a> Rubric<'a> {
    fn of(input: &'a CheckedInput) -> Rubric<'a> {
        let rubric = input.has_rubric();
        let weights = input.criteria.iter().map(|line| if rubric { float(line.weight) } else { 1.0 }).collect();
        let factors: Vec<f64> =
            input.criteria.iter().map(|line| line.max.map_or(1.0, |max| 100.0 / float(max))).collect();
        // In whole numbers, so that the order of scorecards does not matter.
        let mut sums = vec![(0_i128, 0_u32); input.criteria.len()];
        for sheet in &input.sheets {
            if let Marks::Criteria(marks) = &sheet.marks {
                for (mark, (sum, count)) in marks.iter().zip(&mut sums) {
                    if let Some(mark) = mark {
                        *sum += i128::from(mark.micros());
                        *count += 1;
                    }
                }
            }
        }
        let mean = |(&(sum, count), factor): (&(i128, u32), &f64)| {
            (count > 0).then(|| sum as f64 / f64::from(count) / 1e6 * factor)
        };
        let means = sums.iter().zip(&factors).map(mean).collect();
        Rubric { input, weights, factors, means }
    }

    /// The total and its weight; `None` when nothing that weighs was assessed. A criterion that nobody assessed is not part
    /// of the rubric.
    fn total(&self, marks: &[Option<Decimal>], level: u32) -> Option<(f64, f64)> {
        let own: Option<Vec<f64>> = match self.input.level_weights.is_empty() {
            true => None,
            false => {
                self.input.level_weights.get(&level).map(|list| list.iter().map(|weight| float(*weight)).collect())
            }
        };
        let weights = own.as_ref().filter(|_| self.input.has_rubric()).unwrap_or(&self.weights);
        let (mut sum, mut assessed, mut usual, mut whole) = (0.0, 0.0, 0.0, 0.0);
        let mut complete = true;
        for (criterion, mark) in marks.iter().enumerate() {
            let (weight, Some(mean)) = (weights[criterion], self.means[criterion]) else { continue };
            whole += weight;
            usual += weight * mean;
            match mark {
                Some(mark) => {
                    assessed += weight;
                    sum += weight * (float(*mark) * self.factors[criterion] - mean);
                }
                None => complete &= weight <= 0.0,
            }
        }
        if assessed <= 0.0 {
            return None;
        }
        let weight = if complete { 1.0 } else { assessed / whole };
        Some((sum / assessed + usual / whole, weight))
    }
}
