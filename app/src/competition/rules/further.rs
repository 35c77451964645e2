//! Announcing further reviews.

use super::settings::whole;
use crate::{
    competition::model::CompetitionState,
    error::{AppError, FormCheck, Problem, Refusal},
    number::Decimal,
};

/// The most further reviews that may be announced.
const MOST: u32 = 999;
/// The most that may be added to the number of reviews.
const MOST_DAMPING: Decimal = Decimal::from_integer(100);

/// What is announced: before judging begins, so that nobody chooses a rule by its outcome.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_announce(state: CompetitionState) -> Result<(), AppError> {
    if state < CompetitionState::Judging { Ok(()) } else { Err(Refusal::WrongState.into()) }
}

/// Reads how many further reviews there may be, none by 0, and the damping.
///
/// # Errors
/// [`AppError::Invalid`] at `further_budget`, `further_damping`.
pub fn further(budget: &str, damping: &str) -> Result<(u32, Decimal), AppError> {
    let mut check = FormCheck::default();
    let budget = check.take("further_budget", whole(budget, 0, MOST));
    let read = damping.trim().parse::<Decimal>().map_err(|_| Problem::Number).and_then(|read| {
        if (Decimal::ZERO..=MOST_DAMPING).contains(&read) {
            Ok(read)
        } else {
            Err(Problem::OutOfRange { min: "0".to_owned(), max: MOST_DAMPING.to_string() })
        }
    });
    let damping = check.take("further_damping", read);
    check.finish()?;
    budget.zip(damping).ok_or(AppError::Internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_and_refused_at_their_fields() {
        assert_eq!(further(" 20 ", "1.5"), Ok((20, Decimal::from_micros(1_500_000))));
        assert_eq!(further("0", "0"), Ok((0, Decimal::ZERO)));
        for (budget, damping, fields) in [
            ("", "", vec!["further_budget", "further_damping"]),
            ("1000", "1", vec!["further_budget"]),
            ("-1", "-1", vec!["further_budget", "further_damping"]),
            ("2.5", "NaN", vec!["further_budget", "further_damping"]),
            ("5", "100.1", vec!["further_damping"]),
        ] {
            match further(budget, damping) {
                Err(AppError::Invalid(errors)) => {
                    assert_eq!(errors.into_iter().map(|error| error.field).collect::<Vec<_>>(), fields);
                }
                other => panic!("{budget} {damping}: {other:?}"),
            }
        }
    }

    #[test]
    fn it_is_fixed_once_judging_has_begun() {
        let open = CompetitionState::ALL.into_iter().filter(|state| may_announce(*state).is_ok());
        assert_eq!(open.map(CompetitionState::as_str).collect::<Vec<_>>(), ["setup", "open", "screening"]);
    }
}
