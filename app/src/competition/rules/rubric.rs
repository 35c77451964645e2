//! The rubric of a track: its weights total 100, its scales are whole, its levels lie on them.

use super::{Rows, as_rows, in_order, key};
use crate::{
    competition::model::{Level, NewCriterion, Scale},
    error::{AppError, FormCheck, Problem},
    number::Decimal,
    text,
};
use serde::{Deserialize, Serialize};

/// The weights of a track total this.
pub const WHOLE: Decimal = Decimal::from_integer(100);
/// Criteria a rubric may have: more cannot be judged with care.
const MOST_CRITERIA: usize = 30;
/// Marks a scale may have: 0 to 100 in halves.
const MOST_MARKS: i64 = 201;

/// A line of a rubric as the form has it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CriterionForm {
    /// Its short name; made of its name when empty.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The question a judge answers.
    pub question: String,
    /// Points out of 100.
    pub weight: String,
    /// The lowest mark.
    pub min: String,
    /// The highest mark.
    pub max: String,
    /// The distance between marks.
    pub step: String,
    /// Texts by mark, `level[m4.5]`; empty ones are left out.
    pub level: Rows<String>,
    /// `on` to leave the criterion out.
    pub remove: Option<String>,
}

impl CriterionForm {
    /// The empty row at the end of the form, left as it was.
    fn is_blank(&self) -> bool {
        [&self.key, &self.label, &self.question, &self.weight].into_iter().all(|field| field.trim().is_empty())
            && self.level.values().all(|text| text.trim().is_empty())
    }
}

/// What the weights total.
pub fn total(weights: impl IntoIterator<Item = Decimal>) -> Decimal {
    Decimal::from_micros(weights.into_iter().map(Decimal::micros).fold(0, i64::saturating_add))
}

/// The marks of a scale, ascending; none when the scale is not whole.
pub fn marks(scale: Scale) -> Vec<Decimal> {
    let (min, max, step) = (scale.min.micros(), scale.max.micros(), scale.step.micros());
    if scale_problem(scale).is_some() {
        return Vec::new();
    }
    (0..=(max - min) / step).map(|n| Decimal::from_micros(min + n * step)).collect()
}

/// The marks for which a form asks a description: all of a short scale; of a long one its ends, its middle and what is
/// described already.
pub fn described_marks(scale: Scale, levels: &[Level]) -> Vec<Decimal> {
    let all = marks(scale);
    if all.len() <= 7 {
        return all;
    }
    let middle = all.get(all.len() / 2).copied();
    let mut some: Vec<Decimal> = [all.first().copied(), middle, all.last().copied()].into_iter().flatten().collect();
    some.extend(levels.iter().map(|level| level.mark));
    some.sort_unstable();
    some.dedup();
    some
}

/// What is wrong with a scale, and at which of its three fields.
fn scale_problem(scale: Scale) -> Option<(&'static str, Problem)> {
    let (min, max, step) = (scale.min.micros(), scale.max.micros(), scale.step.micros());
    let range = |min: Decimal, max: Decimal| Problem::OutOfRange { min: min.to_string(), max: max.to_string() };
    if scale.min < Decimal::ZERO || scale.min > WHOLE {
        return Some(("min", range(Decimal::ZERO, WHOLE)));
    }
    if scale.max <= scale.min || scale.max > WHOLE {
        return Some(("max", range(scale.min, WHOLE)));
    }
    if step <= 0 || (max - min) % step != 0 || (max - min) / step >= MOST_MARKS {
        return Some((
            "step",
            range(Decimal::from_micros((max - min) / (MOST_MARKS - 1)), Decimal::from_micros(max - min)),
        ));
    }
    None
}

fn decimal(text: &str) -> Result<Decimal, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::Required) } else { text.parse().map_err(|_| Problem::Number) }
}

/// Reads a rubric. `known`: keys of criteria that exist; a row with one of them changes it.
///
/// # Errors
/// [`AppError::Invalid`] at `criterion[ROW][..]`, and at the first row's weight with what all weights total.
pub fn rubric(rows: &Rows<CriterionForm>) -> Result<Vec<NewCriterion>, AppError> {
    let mut check = FormCheck::default();
    let mut criteria: Vec<NewCriterion> = Vec::new();
    let mut weights = Vec::new();
    let kept = in_order(rows).into_iter().filter(|(_, form)| form.remove.is_none() && !form.is_blank());
    for (number, (row, form)) in kept.enumerate() {
        let read = criterion(&mut check, row, form, number + 1);
        weights.push((row, read.weight));
        let Some(criterion) = read.criterion else { continue };
        if criteria.iter().any(|known| known.key == criterion.key) {
            // A short name that was made of the name belongs to no field that is shown.
            let field = if form.key.trim().is_empty() { "label" } else { "key" };
            check.note(&format!("criterion[{row}][{field}]"), Problem::Taken);
        }
        criteria.push(criterion);
    }
    let weighed: Option<Vec<Decimal>> = weights.iter().map(|(_, weight)| *weight).collect();
    match (weights.first(), weighed) {
        (None, _) => check.note("criterion[r0][label]", Problem::Required),
        (Some((row, _)), Some(weights)) if total(weights.iter().copied()) != WHOLE => {
            let total = total(weights).to_string();
            check.note(&format!("criterion[{row}][weight]"), Problem::WeightsTotal { total });
        }
        _ => {}
    }
    if weights.len() > MOST_CRITERIA {
        let (min, max) = ("1".to_owned(), MOST_CRITERIA.to_string());
        check.note("criterion[r0][label]", Problem::OutOfRange { min, max });
    }
    check.finish()?;
    Ok(criteria)
}

struct Read {
    weight: Option<Decimal>,
    criterion: Option<NewCriterion>,
}

fn criterion(check: &mut FormCheck, row: &str, form: &CriterionForm, number: usize) -> Read {
    let at = |field: &str| format!("criterion[{row}][{field}]");
    let label = check.take(&at("label"), text::required_line(&form.label, 80));
    let key = check.take(&at("key"), key(&form.key, &form.label, "criterion", number));
    let question = check.take(&at("question"), text::required_line(&form.question, 300));
    let weight = check.take(&at("weight"), decimal(&form.weight).and_then(positive));
    let min = check.take(&at("min"), decimal(&form.min));
    let max = check.take(&at("max"), decimal(&form.max));
    let step = check.take(&at("step"), decimal(&form.step));
    let (Some(min), Some(max), Some(step)) = (min, max, step) else { return Read { weight, criterion: None } };
    let scale = Scale { min, max, step };
    let mut levels = Vec::new();
    if let Some((field, problem)) = scale_problem(scale) {
        check.note(&at(field), problem);
    } else {
        let marks = marks(scale);
        for (mark, words) in &form.level {
            let field = at(&format!("level][{mark}"));
            let Some(words) = check.take(&field, text::line(words, 400)).filter(|words| !words.is_empty()) else {
                continue;
            };
            match mark.trim_start_matches('m').parse::<Decimal>() {
                Ok(mark) if marks.contains(&mark) => levels.push(Level { mark, text: words }),
                _ => check.note(&field, Problem::OutOfRange { min: min.to_string(), max: max.to_string() }),
            }
        }
        levels.sort_by_key(|level| level.mark);
    }
    let criterion = match (key, label, question, weight) {
        (Some(key), Some(label), Some(question), Some(weight)) => {
            Some(NewCriterion { key, label, question, weight, min, max, step, levels })
        }
        _ => None,
    };
    Read { weight, criterion }
}

fn positive(number: Decimal) -> Result<Decimal, Problem> {
    if number > Decimal::ZERO && number <= WHOLE {
        Ok(number)
    } else {
        Err(Problem::OutOfRange { min: "0".to_owned(), max: WHOLE.to_string() })
    }
}

/// What is wrong with a rubric that did not come from a form: the field of its criterion and the problem.
pub(super) fn check(criteria: &[NewCriterion]) -> Result<(), AppError> {
    rubric(&as_rows(criteria.iter().map(form_of))).map(drop)
}

/// The row of a form that gives this criterion.
fn form_of(criterion: &NewCriterion) -> CriterionForm {
    CriterionForm {
        key: criterion.key.clone(),
        label: criterion.label.clone(),
        question: criterion.question.clone(),
        weight: criterion.weight.to_string(),
        min: criterion.min.to_string(),
        max: criterion.max.to_string(),
        step: criterion.step.to_string(),
        level: criterion.levels.iter().map(|level| (format!("m{}", level.mark), level.text.clone())).collect(),
        remove: None,
    }
}

#[cfg(test)]
mod tests;
