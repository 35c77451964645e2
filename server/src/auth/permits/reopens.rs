//! The permit to open a phase again that was over: two organisers.

use crate::{
    auth::store,
    db::{Conn, DbError},
};
use app::{
    competition::model::Reopening,
    error::{AppError, Refusal},
    ids::{CompetitionId, ProposalId},
};

/// A reopening that one organiser proposed and another confirmed (trust.md C-12).
#[derive(Clone, Debug)]
pub struct Reopens {
    competition: CompetitionId,
    proposal: ProposalId,
    what: Reopening,
}

impl Reopens {
    /// The competition.
    pub const fn competition(&self) -> CompetitionId {
        self.competition
    }
    /// What was confirmed.
    pub const fn proposal(&self) -> ProposalId {
        self.proposal
    }
    /// What is opened again.
    pub const fn what(&self) -> Reopening {
        self.what
    }
}

/// The permit, as things are stored at this moment.
///
/// # Errors
/// [`Refusal::NothingThere`] when it is not confirmed by two, or done with.
pub async fn reopens(conn: &mut Conn, proposal: ProposalId) -> Result<Reopens, AppError> {
    let (competition, payload) = store::reopens(conn, proposal).await?.ok_or(Refusal::NothingThere)?;
    let what = serde_json::from_str(&payload).map_err(|error| DbError::corrupt("proposal", "payload", error))?;
    Ok(Reopens { competition: competition.into(), proposal, what })
}
