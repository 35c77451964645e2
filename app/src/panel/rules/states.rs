//! What the state of a competition allows this stage.

use crate::{
    competition::model::CompetitionState,
    error::{AppError, Refusal},
};

fn only_if(allowed: bool) -> Result<(), AppError> {
    if allowed { Ok(()) } else { Err(Refusal::WrongState.into()) }
}

/// Judges are invited and accept until the scores are in.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_invite(state: CompetitionState) -> Result<(), AppError> {
    only_if(state <= CompetitionState::Judging)
}

/// Conflicts are declared once the list of entries is final, and then at any time: a late one still counts.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_declare(state: CompetitionState) -> Result<(), AppError> {
    only_if(state >= CompetitionState::Screening)
}

/// Assignments are made while entries are screened and while judges score.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_assign(state: CompetitionState) -> Result<(), AppError> {
    only_if(matches!(state, CompetitionState::Screening | CompetitionState::Judging))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_deed_has_its_states() {
        let allowed = |rule: fn(CompetitionState) -> Result<(), AppError>| {
            CompetitionState::ALL
                .into_iter()
                .filter(|state| rule(*state).is_ok())
                .map(CompetitionState::as_str)
                .collect::<Vec<_>>()
        };
        assert_eq!(allowed(may_invite), ["setup", "open", "screening", "judging"]);
        assert_eq!(allowed(may_declare), ["screening", "judging", "deliberation", "published"]);
        assert_eq!(allowed(may_assign), ["screening", "judging"]);
    }
}
