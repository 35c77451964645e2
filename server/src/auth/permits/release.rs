//! The permit to publish: two organisers, and the time has come.

use crate::{
    auth::store,
    db::{Conn, DbError},
};
use app::{
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, ProposalId},
    time::Moment,
};

/// A publication that one organiser proposed and another confirmed, at a moment when it may come out (trust.md C-11, C-12).
#[derive(Clone, Debug)]
pub struct Release {
    competition: CompetitionId,
    proposal: ProposalId,
    confirmed_by: Option<AccountId>,
    digest: String,
    note: String,
}

impl Release {
    /// The competition.
    pub const fn competition(&self) -> CompetitionId {
        self.competition
    }
    /// What was confirmed.
    pub const fn proposal(&self) -> ProposalId {
        self.proposal
    }
    /// Who confirmed it.
    pub const fn confirmed_by(&self) -> Option<AccountId> {
        self.confirmed_by
    }
    /// The digest of the document that was approved.
    pub fn digest(&self) -> &str {
        &self.digest
    }
    /// What is said of a further version.
    pub fn note(&self) -> &str {
        &self.note
    }
}

/// The permit, as things are stored at this moment.
///
/// # Errors
/// [`Refusal::NothingThere`] when it is not confirmed by two, done with, or its time is still to come.
pub async fn release(conn: &mut Conn, proposal: ProposalId, now: Moment) -> Result<Release, AppError> {
    let row: Option<store::ReleaseRow> = store::release(conn, proposal, now).await.map_err(DbError::from)?;
    let row = row.ok_or(Refusal::NothingThere)?;
    Ok(Release {
        competition: row.competition_id.into(),
        proposal,
        confirmed_by: row.confirmed_by.map(Into::into),
        digest: row.payload,
        note: row.reason,
    })
}
