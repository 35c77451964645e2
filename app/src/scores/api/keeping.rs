//! What came after a round had closed, and what has not come.

use crate::{
    error::AppError,
    ids::EntryId,
    next::Next,
    scores::model::{LateCard, LateNotice, UnsentWork},
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

    /// Devices of judges that said they have unsent scorecards, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller does not run it.
    async fn unsent(&self, slug: String) -> Result<Vec<UnsentWork>, AppError>;

    /// Notes how many scorecards a device of the caller's has not sent.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when the caller is not on the panel; [`AppError::Malformed`].
    async fn report(&self, slug: String, device: String, items: i64) -> Result<Next, AppError>;

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

/// See [`Keeping::report`].
#[server(endpoint = "scores/report_unsent")]
pub async fn report_unsent(slug: String, device: String, items: i64) -> Result<Next, AppError> {
    crate::services::services().keeping.report(slug, device, items).await
}
