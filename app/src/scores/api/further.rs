//! Further reviews where the result is uncertain.

use crate::{error::AppError, next::Next, scores::model::FurtherPage};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Both are for organisers; what is not the caller's gives
/// [`AppError::NotFound`].
#[async_trait]
pub trait FurtherReviews: Send + Sync {
    /// Which entries would get one, why, and who would judge them. Nothing of this for an organiser who is a judge here.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn further(&self, slug: String) -> Result<FurtherPage, AppError>;

    /// Gives the reviews that were previewed, if what they rest on is still what was seen: `digest` is the preview's.
    ///
    /// # Errors
    /// `WrongState` while judges do not score; `ProposalOutdated` when something changed, there is nothing to give, or
    /// as many were given as were announced; [`AppError::NotFound`] also for an organiser who judges here.
    async fn give_further(&self, slug: String, digest: String) -> Result<Next, AppError>;
}

/// See [`FurtherReviews::give_further`].
#[server(endpoint = "scores/give_further")]
pub async fn give_further(slug: String, digest: String) -> Result<Next, AppError> {
    crate::services::services().further.give_further(slug, digest).await
}
