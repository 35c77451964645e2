//! Scores against the rubric.

use std::collections::HashMap;

use app::number::Decimal;

use super::error::{FileError, FileErrors, Problem, shortened};
use super::reader::Located;
use super::rubric::RubricRecord;
use super::scores::ScoreRecord;

/// Checks that every score is of a criterion of the rubric and on its scale.
///
/// # Errors
/// All scores that are not, with their lines.
pub fn check<'a>(
    file: &str,
    scores: &[Located<ScoreRecord>],
    rubric: impl IntoIterator<Item = &'a RubricRecord>,
) -> Result<(), FileErrors> {
    let lines: HashMap<&str, &RubricRecord> = rubric.into_iter().map(|line| (line.criterion.as_str(), line)).collect();
    let mut errors = FileErrors::default();
    for Located { line, record } in scores {
        let (column, problem) = match (lines.get(record.criterion.as_str()), record.score) {
            (None, _) => {
                let value = shortened(&record.criterion);
                ("criterion", Problem::Unknown { value, list: "the rubric".to_owned() })
            }
            (Some(scale), Some(score)) if !is_on_scale(scale, score) => ("score", off_scale(scale, score)),
            _ => continue,
        };
        errors.push(FileError { file: file.to_owned(), line: *line, column: Some(column.to_owned()), problem });
    }
    errors.or(())
}

/// Whether a judge can give this mark: between the ends, in whole steps from the lowest.
#[must_use]
pub fn is_on_scale(scale: &RubricRecord, score: Decimal) -> bool {
    let steps = i128::from(score.micros()) - i128::from(scale.min.micros());
    (scale.min..=scale.max).contains(&score) && steps.checked_rem(i128::from(scale.step.micros())) == Some(0)
}

fn off_scale(scale: &RubricRecord, score: Decimal) -> Problem {
    let RubricRecord { min, max, step, .. } = scale;
    Problem::OffScale { value: score.to_string(), min: min.to_string(), max: max.to_string(), step: step.to_string() }
}
