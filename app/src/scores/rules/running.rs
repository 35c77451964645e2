//! What a scorecard adds up to so far.

use super::{form::COULD_NOT_ASSESS, scale};
use crate::{
    error::Problem,
    number::{Decimal, Exact},
    scores::{
        model::{RubricLine, Score},
        total::weighted_total,
    },
};

/// What is said of one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A mark on its scale.
    Mark(Decimal),
    /// It could not be assessed.
    CouldNotAssess,
}

impl Answer {
    /// What a stored score says; `None` while it is open.
    pub fn of(score: &Score) -> Option<Self> {
        if score.could_not_assess { Some(Self::CouldNotAssess) } else { score.mark.map(Self::Mark) }
    }

    /// The mark, if it is one.
    pub const fn mark(self) -> Option<Decimal> {
        match self {
            Self::Mark(mark) => Some(mark),
            Self::CouldNotAssess => None,
        }
    }
}

/// What a form says of a criterion; `None` while it is open.
///
/// # Errors
/// [`Problem::Number`]; [`Problem::OffScale`]; [`Problem::Choice`] for a mark together with "could not assess".
pub fn answer(line: &RubricLine, mark: &str, not_assessed: bool) -> Result<Option<Answer>, Problem> {
    let mark = mark.trim();
    if mark == COULD_NOT_ASSESS || (not_assessed && mark.is_empty()) {
        return Ok(Some(Answer::CouldNotAssess));
    }
    if mark.is_empty() {
        return Ok(None);
    }
    if not_assessed {
        return Err(Problem::Choice);
    }
    let scale = line.scale;
    let number: Decimal = mark.parse().map_err(|_| Problem::Number)?;
    if scale::allows(scale, number) {
        Ok(Some(Answer::Mark(number)))
    } else {
        Err(Problem::OffScale { min: scale.min.to_string(), max: scale.max.to_string(), step: scale.step.to_string() })
    }
}

/// How far a scorecard is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// The weighted total of what has a mark; `None` while nothing has.
    pub total: Option<Exact>,
    /// Criteria with a mark or "could not assess".
    pub answered: usize,
    /// Criteria of the rubric.
    pub all: usize,
}

impl Running {
    /// The total as shown: one decimal, half up.
    pub fn shown(&self) -> Option<String> {
        self.total.as_ref().map(|total| total.rounded(1))
    }
}

/// How far a scorecard is; `answers` in the order of the rubric.
pub fn running(lines: &[RubricLine], answers: &[Option<Answer>]) -> Running {
    let weights: Vec<_> = lines.iter().map(|line| (line.weight, line.scale.max)).collect();
    let marks: Vec<_> = answers.iter().map(|answer| answer.and_then(Answer::mark)).collect();
    Running { total: weighted_total(&weights, &marks), answered: answers.iter().flatten().count(), all: lines.len() }
}

/// The total of stored scores, whatever their order.
pub fn total(lines: &[RubricLine], scores: &[Score]) -> Running {
    let answers: Vec<_> =
        lines.iter().map(|line| scores.iter().find(|score| score.criterion == line.key).and_then(Answer::of)).collect();
    running(lines, &answers)
}

/// Whether three or more marks are all the same: worth a second look, and no more than that.
pub fn all_the_same(scores: &[Score]) -> bool {
    let marks: Vec<_> = scores.iter().filter_map(|score| score.mark).collect();
    marks.len() >= 3 && marks.iter().all(|mark| Some(mark) == marks.first())
}
