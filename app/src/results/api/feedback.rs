//! What organisers do with feedback before teams read it, and what judges see of that.

use crate::{
    error::AppError,
    ids::{CriterionId, ScorecardId},
    next::Next,
    results::{
        model::{CommentPage, FeedbackDesk, OwnComments},
        rules::{FeedbackForm, ReviewForm},
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. It is for organisers of a competition, and one part for its judges:
/// [`AppError::SignIn`] when nobody is signed in, [`AppError::NotFound`] to all others.
#[async_trait]
pub trait Feedback: Send + Sync {
    /// Comments, without those on entries that are kept from the organiser. `filter`: a word of `CommentFilter`.
    ///
    /// # Errors
    /// See the trait.
    async fn desk(&self, slug: String, filter: String, page: usize) -> Result<FeedbackDesk, AppError>;

    /// What became of a judge's own comments, once teams read them. What judges wrote is theirs: they learn which of their
    /// words were changed.
    ///
    /// # Errors
    /// See the trait.
    async fn own(&self, slug: String) -> Result<OwnComments, AppError>;

    /// One comment.
    ///
    /// # Errors
    /// See the trait; `OwnConflict` when its entry is kept.
    async fn comment(
        &self,
        slug: String,
        scorecard: ScorecardId,
        criterion: CriterionId,
    ) -> Result<CommentPage, AppError>;

    /// Decides on a comment, or decides anew. `original`: the digest of the comment as it was read.
    ///
    /// # Errors
    /// See the trait; [`AppError::Invalid`] at the fields of [`ReviewForm`]; [`AppError::Stale`] when the comment is another
    /// by now; `OwnConflict`.
    async fn review(
        &self,
        slug: String,
        scorecard: ScorecardId,
        criterion: CriterionId,
        original: String,
        form: ReviewForm,
    ) -> Result<Next, AppError>;

    /// Releases every comment that waits and in which nothing was noticed, but those of entries that are kept from the
    /// organiser.
    ///
    /// # Errors
    /// See the trait; `NothingThere`.
    async fn release_unnoticed(&self, slug: String) -> Result<Next, AppError>;

    /// Releases feedback to all teams at this moment, and tells them.
    ///
    /// # Errors
    /// See the trait; `WrongState` before publication, `NothingThere` when it was released, `NotReady` while a comment
    /// waits, `OwnConflict` for whom an entry is kept from.
    async fn release(&self, slug: String) -> Result<Next, AppError>;

    /// Chooses what teams read, and whether with the results.
    ///
    /// # Errors
    /// See the trait; [`AppError::Invalid`] at `shows`.
    async fn set(&self, slug: String, form: FeedbackForm) -> Result<Next, AppError>;
}

/// See [`Feedback::review`].
#[server(endpoint = "results/review_comment")]
pub async fn review_comment(
    slug: String,
    scorecard: ScorecardId,
    criterion: CriterionId,
    #[server(default)] original: String,
    #[server(flatten)] form: ReviewForm,
) -> Result<Next, AppError> {
    crate::services::services().feedback.review(slug, scorecard, criterion, original, form).await
}

/// See [`Feedback::release_unnoticed`].
#[server(endpoint = "results/release_unnoticed")]
pub async fn release_unnoticed(slug: String) -> Result<Next, AppError> {
    crate::services::services().feedback.release_unnoticed(slug).await
}

/// See [`Feedback::release`].
#[server(endpoint = "results/release_feedback")]
pub async fn release_feedback(slug: String) -> Result<Next, AppError> {
    crate::services::services().feedback.release(slug).await
}

/// See [`Feedback::set`].
#[server(endpoint = "results/set_feedback")]
pub async fn set_feedback(slug: String, #[server(flatten)] form: FeedbackForm) -> Result<Next, AppError> {
    crate::services::services().feedback.set(slug, form).await
}
