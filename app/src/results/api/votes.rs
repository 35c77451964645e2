//! Questions that the panel votes on.

use crate::{
    error::AppError,
    ids::VoteId,
    next::Next,
    results::{
        model::deliberation::{RoomSide, VoteForms, VotePage},
        rules::deliberation::{BallotForm, VoteForm},
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Before a question is closed nobody reads what was voted but their
/// own vote, organisers too. What is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Votes: Send + Sync {
    /// A question. A question whose time is over is counted first.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` as the room.
    async fn vote(&self, slug: String, vote: VoteId, side: RoomSide) -> Result<VotePage, AppError>;

    /// What can be asked now, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn askable(&self, slug: String) -> Result<VoteForms, AppError>;

    /// Opens a question.
    ///
    /// # Errors
    /// [`AppError::Invalid`] as `rules::deliberation::asked`; `RoomClosed`; `OwnConflict` with one of its entries.
    async fn open_vote(&self, slug: String, form: VoteForm) -> Result<Next, AppError>;

    /// Votes, or votes again.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `choice`, `dissent`; `VoteClosed`; `ConflictOfInterest` with one of its entries.
    async fn cast(&self, vote: VoteId, form: BallotForm) -> Result<Next, AppError>;

    /// Closes a question and counts it.
    ///
    /// # Errors
    /// `VoteClosed`; `WrongState` outside deliberation; `OwnConflict`.
    async fn close_vote(&self, vote: VoteId) -> Result<Next, AppError>;

    /// Takes a question back, with a reason that the panel reads. Nothing is counted.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `cancel_reason`; `VoteClosed`, `WrongState`, `OwnConflict`.
    async fn cancel_vote(&self, vote: VoteId, cancel_reason: String) -> Result<Next, AppError>;

    /// Decides a tied vote for one of the options that are tied, once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `option`, `decide_reason`; `NothingThere` when it is not tied, or decided; `OwnConflict`.
    async fn decide_vote(&self, vote: VoteId, option: String, decide_reason: String) -> Result<Next, AppError>;

    /// Puts what was decided into effect: the votes on a tie, a distinction given, with the decision as reason.
    ///
    /// # Errors
    /// `NothingThere` when nothing is decided that can be, or it was done; `WrongState`, `OwnConflict`; `PreviewChanged` when
    /// the entries are not tied any more, or the entry is not ranked.
    async fn apply_vote(&self, vote: VoteId) -> Result<Next, AppError>;
}

/// See [`Votes::open_vote`].
#[server(endpoint = "results/open_vote")]
pub async fn open_vote(slug: String, #[server(flatten)] form: VoteForm) -> Result<Next, AppError> {
    crate::services::services().votes.open_vote(slug, form).await
}

/// See [`Votes::cast`].
#[server(endpoint = "results/cast_ballot")]
pub async fn cast_ballot(
    vote: VoteId,
    #[server(default)] choice: String,
    #[server(default)] dissent: String,
) -> Result<Next, AppError> {
    crate::services::services().votes.cast(vote, BallotForm { choice, dissent }).await
}

/// See [`Votes::close_vote`].
#[server(endpoint = "results/close_vote")]
pub async fn close_vote(vote: VoteId) -> Result<Next, AppError> {
    crate::services::services().votes.close_vote(vote).await
}

/// See [`Votes::cancel_vote`].
#[server(endpoint = "results/cancel_vote")]
pub async fn cancel_vote(vote: VoteId, #[server(default)] cancel_reason: String) -> Result<Next, AppError> {
    crate::services::services().votes.cancel_vote(vote, cancel_reason).await
}

/// See [`Votes::decide_vote`].
#[server(endpoint = "results/decide_vote")]
pub async fn decide_vote(
    vote: VoteId,
    #[server(default)] option: String,
    #[server(default)] decide_reason: String,
) -> Result<Next, AppError> {
    crate::services::services().votes.decide_vote(vote, option, decide_reason).await
}

/// See [`Votes::apply_vote`].
#[server(endpoint = "results/apply_vote")]
pub async fn apply_vote(vote: VoteId) -> Result<Next, AppError> {
    crate::services::services().votes.apply_vote(vote).await
}
