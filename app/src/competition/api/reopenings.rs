//! Opening a phase again that was over: one organiser proposes it, another one confirms.

use crate::{error::AppError, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Reopenings: Send + Sync {
    /// Proposes to open the phase again that ended last. `closes_at`: its new end, local; needed when the old one has passed.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reopen_reason`, `closes_at`; [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` when
    /// nothing is over that could be opened again.
    async fn propose(&self, slug: String, reopen_reason: String, closes_at: String) -> Result<Next, AppError>;

    /// Confirms what another organiser proposed: the phase is open, and everybody sees why. By an owner.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `SecondOrganiser` for one's own, `NothingThere` when it does not wait,
    /// `WrongState` when the competition went on; [`AppError::Invalid`] at `closes_at` when its date has passed meanwhile.
    async fn confirm(&self, slug: String, proposal: String) -> Result<Next, AppError>;

    /// Takes a proposal back, one's own or another's.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `NothingThere` when it does not wait.
    async fn withdraw(&self, slug: String, proposal: String) -> Result<Next, AppError>;
}

/// See [`Reopenings::propose`].
#[server(endpoint = "competition/propose_reopening")]
pub async fn propose_reopening(
    slug: String,
    reopen_reason: String,
    #[server(default)] closes_at: String,
) -> Result<Next, AppError> {
    crate::services::services().reopenings.propose(slug, reopen_reason, closes_at).await
}

/// See [`Reopenings::confirm`].
#[server(endpoint = "competition/confirm_reopening")]
pub async fn confirm_reopening(slug: String, proposal: String) -> Result<Next, AppError> {
    crate::services::services().reopenings.confirm(slug, proposal).await
}

/// See [`Reopenings::withdraw`].
#[server(endpoint = "competition/withdraw_reopening")]
pub async fn withdraw_reopening(slug: String, proposal: String) -> Result<Next, AppError> {
    crate::services::services().reopenings.withdraw(slug, proposal).await
}
