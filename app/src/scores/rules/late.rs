//! What comes after a round has closed.

use crate::{
    competition::model::CompetitionState,
    error::{AppError, Problem, Refusal},
    text,
    time::Moment,
};

/// Scorecards of one judge and one entry that are kept as late; nobody writes more by accident.
pub const MOST_LATE: i64 = 20;
/// The most words of a reason.
const REASON_WORDS: usize = 60;

/// Whether a scorecard that comes now is kept as late: after the close of its round, until results are out.
pub fn comes_late(state: CompetitionState, closes_at: Option<Moment>, now: Moment) -> bool {
    match state {
        CompetitionState::Judging => closes_at.is_some_and(|closes| closes.has_passed(now)),
        CompetitionState::Deliberation => true,
        _ => false,
    }
}

/// Whether what came late can still be decided on.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_decide(state: CompetitionState) -> Result<(), Refusal> {
    match state {
        CompetitionState::Judging | CompetitionState::Deliberation => Ok(()),
        _ => Err(Refusal::WrongState),
    }
}

/// What an organiser decides, `accept` or `set_aside`, and why.
///
/// # Errors
/// [`AppError::Malformed`]; [`AppError::Invalid`] at `reason`.
pub fn decision(decision: &str, reason: &str) -> Result<(bool, String), AppError> {
    let accept = match decision {
        "accept" => true,
        "set_aside" => false,
        _ => return Err(AppError::Malformed),
    };
    match text::block(reason, REASON_WORDS) {
        Ok(reason) if reason.is_empty() => Err(AppError::field("reason", Problem::ReasonRequired)),
        Ok(reason) => Ok((accept, reason)),
        Err(problem) => Err(AppError::field("reason", problem)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_is_after_the_close_and_before_the_results() {
        let (close, now) = (Moment::from_seconds(10), Moment::from_seconds(11));
        let late = |state, closes| comes_late(state, closes, now);
        assert!(late(CompetitionState::Judging, Some(close)) && late(CompetitionState::Deliberation, None));
        assert!(!late(CompetitionState::Judging, None) && !late(CompetitionState::Judging, Some(now)));
        for state in
            [CompetitionState::Setup, CompetitionState::Open, CompetitionState::Screening, CompetitionState::Published]
        {
            assert!(!late(state, Some(close)) && may_decide(state).is_err(), "{state:?}");
        }
    }

    #[test]
    fn a_decision_says_why() {
        assert_eq!(decision("accept", " The network was down. "), Ok((true, "The network was down.".into())));
        assert_eq!(decision("accept", " "), Err(AppError::field("reason", Problem::ReasonRequired)));
        assert_eq!(decision("perhaps", "x"), Err(AppError::Malformed));
    }
}
