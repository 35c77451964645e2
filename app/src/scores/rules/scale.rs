//! Marks on a scale.

use crate::{
    competition::model::{Level, Scale},
    number::Decimal,
};

/// The most marks that are shown as choices; a finer scale takes a written number.
pub const MOST_CHOICES: usize = 7;

/// Whether a mark is on the scale: `min`, `min + step`, ... `max`.
pub fn allows(scale: Scale, mark: Decimal) -> bool {
    let above = i128::from(mark.micros()) - i128::from(scale.min.micros());
    mark >= scale.min && mark <= scale.max && scale.step > Decimal::ZERO && above % i128::from(scale.step.micros()) == 0
}

/// The marks of a scale, ascending, when they are few enough to choose from.
pub fn choices(scale: Scale) -> Option<Vec<Decimal>> {
    let (min, max, step) = (scale.min.micros(), scale.max.micros(), scale.step.micros());
    if step <= 0 || (i128::from(max) - i128::from(min)) / i128::from(step) >= MOST_CHOICES as i128 {
        return None;
    }
    let marks = std::iter::successors(Some(min), |mark| mark.checked_add(step).filter(|mark| *mark <= max));
    Some(marks.map(Decimal::from_micros).collect())
}

/// Whether a mark has to be explained: the two lowest and the highest of a scale, so 1, 2 and 5 of 1 to 5. Only where
/// points of the scale are described: without descriptions a number alone says as much in the middle as at the ends.
pub fn wants_comment(scale: Scale, described: bool, mark: Decimal) -> bool {
    let second = scale.min.micros().checked_add(scale.step.micros()).map(Decimal::from_micros);
    described && (mark == scale.min || mark == scale.max || Some(mark) == second)
}

/// The described points on either side of one that is not described.
pub fn between(levels: &[Level], mark: Decimal) -> Option<(Decimal, Decimal)> {
    if levels.iter().any(|level| level.mark == mark) {
        return None;
    }
    let below = levels.iter().map(|level| level.mark).filter(|level| *level < mark).max()?;
    let above = levels.iter().map(|level| level.mark).filter(|level| *level > mark).min()?;
    Some((below, above))
}
