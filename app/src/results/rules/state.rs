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

/// Ties are voted on, distinctions given and results published in deliberation only: before it scores still change,
/// after it everybody has read them.
///
/// # Errors
/// [`Refusal::WrongState`].
pub fn may_decide(state: CompetitionState) -> Result<(), AppError> {
    if state == CompetitionState::Deliberation { Ok(()) } else { Err(Refusal::WrongState.into()) }
}
