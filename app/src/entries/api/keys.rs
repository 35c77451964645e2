//! Keys by which judges get into an entry, for those who keep them: its team, and organisers who check entries.

use crate::{entries::views::KeyVault, error::AppError, ids::EntryId, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. To everybody who has no part in an entry it does not exist.
#[async_trait]
pub trait Keys: Send + Sync {
    /// How many keys there are, and which did not work.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn vault(&self, entry: EntryId) -> Result<KeyVault, AppError>;

    /// Adds keys, one on each line; those that are there already are left out.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `keys`; `WrongState` when the entry cannot be judged any more.
    async fn add(&self, entry: EntryId, keys: String) -> Result<Next, AppError>;

    /// Takes back every key that nobody has.
    ///
    /// # Errors
    /// `NothingThere`; `WrongState` when the entry cannot be judged any more.
    async fn take_back(&self, entry: EntryId) -> Result<Next, AppError>;
}

/// See [`Keys::add`].
#[server(endpoint = "entries/add_keys")]
pub async fn add_keys(entry: EntryId, #[server(default)] keys: String) -> Result<Next, AppError> {
    crate::services::services().keys.add(entry, keys).await
}

/// See [`Keys::take_back`].
#[server(endpoint = "entries/take_keys_back")]
pub async fn take_keys_back(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().keys.take_back(entry).await
}
