//! What came after a round had closed.

use crate::{
    error::AppError,
    ids::EntryId,
    next::Next,
    scores::model::{LateCard, LateNotice},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Keeping: Send + Sync {
    /// What came late, for organisers; without what it says.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller does not run it.
    async fn late_cards(&self, slug: String) -> Result<Vec<LateCard>, AppError>;

    /// What the caller sent of an entry after its round had closed, the latest first.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] for every reason why the caller does not judge it.
    async fn late(&self, entry: EntryId) -> Result<Vec<LateNotice>, AppError>;

    /// Accepts what came late, which makes it the judge's scorecard, or sets it aside.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the caller does not run the competition; `WrongState`, `NothingThere` when it was
    /// decided, `SecondOrganiser` for one's own; [`AppError::Stale`] when the judge saved a newer one in time;
    /// [`AppError::Invalid`] at `reason`, and where it lacks what a scorecard that is handed in needs.
    async fn decide(&self, late: String, decision: String, reason: String) -> Result<Next, AppError>;
}

/// See [`Keeping::decide`]. `decision` is `accept` or `set_aside`.
#[server(endpoint = "scores/decide_late")]
pub async fn decide_late(
    late: String,
    #[server(default)] decision: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    crate::services::services().keeping.decide(late, decision, reason).await
}
