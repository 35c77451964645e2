//! A judge's own key to an entry. Reading it comes with the scorecard's page.

use crate::{error::AppError, ids::EntryId, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. What is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait OwnKeys: Send + Sync {
    /// Gives the caller a key of their own to an entry they judge; who has one keeps it.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `NothingThere` when none is left; `RoundClosed`, `WrongState`.
    async fn take(&self, entry: EntryId) -> Result<Next, AppError>;

    /// The caller's key does not work: another one is given, and where there is none organisers learn that the entry cannot be
    /// run ([`super::Reports::report`]).
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `key_words`; `NothingThere` who has none; as [`OwnKeys::take`] otherwise.
    async fn broken(&self, entry: EntryId, words: String) -> Result<Next, AppError>;
}

/// See [`OwnKeys::take`].
#[server(endpoint = "scores/take_key")]
pub async fn take_key(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().own_keys.take(entry).await
}

/// See [`OwnKeys::broken`].
#[server(endpoint = "scores/key_broken")]
pub async fn key_broken(entry: EntryId, #[server(default)] key_words: String) -> Result<Next, AppError> {
    crate::services::services().own_keys.broken(entry, key_words).await
}
