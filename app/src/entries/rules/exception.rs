//! A later deadline of one entry, from the fields of a form.

use crate::{
    competition::model::CompetitionState,
    entries::model::{DeadlineException, EntryState},
    error::{AppError, FormCheck, Problem, Refusal},
    text,
    time::Moment,
};
use serde::{Deserialize, Serialize};

/// The longest reason.
const REASON_CHARACTERS: usize = 300;

/// The fields of the form as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ExceptionForm {
    /// A local date and time.
    pub until: String,
    /// Why.
    pub reason: String,
}

/// Whether an entry may be given a later deadline: as long as it is written or waits for its check, from the opening until
/// screening is closed.
///
/// # Errors
/// [`Refusal::ExceptionGiven`], [`Refusal::WrongState`].
pub const fn may_give(state: EntryState, given: bool, competition: CompetitionState) -> Result<(), Refusal> {
    match state {
        _ if given => Err(Refusal::ExceptionGiven),
        EntryState::Draft | EntryState::Submitted if super::may_be_late(competition) => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}

/// Reads the form, whose time was read already: it comes after everybody's deadline, and after now.
///
/// # Errors
/// [`AppError::Invalid`] at `until`, `reason`.
pub fn exception(
    until: Result<Option<Moment>, Problem>,
    reason: &str,
    close: Option<Moment>,
    now: Moment,
) -> Result<DeadlineException, AppError> {
    let mut check = FormCheck::default();
    let until = until.and_then(|until| match until {
        None => Err(Problem::Required),
        Some(until) if until <= now => Err(Problem::Past),
        Some(until) if close.is_none_or(|close| until <= close) => Err(Problem::NotAfter),
        Some(until) => Ok(until),
    });
    let until = check.take("until", until);
    let reason = text::line(reason, REASON_CHARACTERS);
    let reason = check.take(
        "reason",
        reason.and_then(|reason| if reason.is_empty() { Err(Problem::ReasonRequired) } else { Ok(reason) }),
    );
    check.finish()?;
    match (until, reason) {
        (Some(until), Some(reason)) => Ok(DeadlineException { until, reason, at: now }),
        _ => Err(AppError::Internal),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_later_than_everybodys_deadline_and_has_a_reason() {
        let at = Moment::from_seconds;
        let read = |until, reason| exception(until, reason, Some(at(100)), at(50));
        let good = read(Ok(Some(at(101))), " A power cut ").expect("an exception");
        assert_eq!((good.until, good.reason.as_str(), good.at), (at(101), "A power cut", at(50)));
        for (until, problem) in [
            (Ok(None), Problem::Required),
            (Err(Problem::DateTime), Problem::DateTime),
            (Ok(Some(at(50))), Problem::Past),
            (Ok(Some(at(100))), Problem::NotAfter),
        ] {
            assert_eq!(read(until, "R"), Err(AppError::field("until", problem)));
        }
        assert_eq!(read(Ok(Some(at(101))), " "), Err(AppError::field("reason", Problem::ReasonRequired)));
        let unknown = exception(Ok(Some(at(101))), "R", None, at(50));
        assert_eq!(unknown, Err(AppError::field("until", Problem::NotAfter)), "nothing closes yet");
    }

    #[test]
    fn it_is_given_once_until_screening_is_closed() {
        use CompetitionState as C;
        use EntryState as E;
        for state in E::ALL {
            for competition in C::ALL {
                let expected =
                    matches!(state, E::Draft | E::Submitted) && matches!(competition, C::Open | C::Screening);
                assert_eq!(may_give(state, false, competition).is_ok(), expected, "{state:?} {competition:?}");
                assert_eq!(may_give(state, true, competition), Err(Refusal::ExceptionGiven));
            }
        }
    }
}
