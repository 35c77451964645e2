//! What may be done in which state.

use crate::{
    competition::model::CompetitionState,
    error::{AppError, Refusal},
};

/// Organisers see how results would come out from the time judges score.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_preview(state: CompetitionState) -> Result<(), AppError> {
    use CompetitionState::{Deliberation, Judging, Published};
    if matches!(state, Judging | Deliberation | Published) { Ok(()) } else { Err(Refusal::WrongState.into()) }
}

/// Ties are voted on and distinctions given from deliberation on: before it scores still change. What is decided after
/// publication comes out with the next version.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_decide(state: CompetitionState) -> Result<(), AppError> {
    if state >= CompetitionState::Deliberation { Ok(()) } else { Err(Refusal::WrongState.into()) }
}
