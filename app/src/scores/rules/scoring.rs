//! When a scorecard may be written.

use crate::{competition::model::CompetitionState, error::Refusal, scores::model::ScorecardState, time::Moment};

/// Whether scorecards are accepted at this moment.
///
/// # Errors
/// [`Refusal::WrongState`] outside of judging; [`Refusal::RoundClosed`].
pub fn may_score(state: CompetitionState, closes_at: Option<Moment>, now: Moment) -> Result<(), Refusal> {
    if state != CompetitionState::Judging {
        return Err(Refusal::WrongState);
    }
    if closes_at.is_some_and(|closes| closes.has_passed(now)) { Err(Refusal::RoundClosed) } else { Ok(()) }
}

/// Whether saving is handing in: by the button that says so, and always for what was handed in before, which must not
/// fall below what a submission needs. A void scorecard counts as a draft: it has to be handed in anew.
pub fn is_submission(stored: Option<ScorecardState>, submit: bool) -> bool {
    submit || stored == Some(ScorecardState::Submitted)
}
