//! A later deadline for one entry, what was there at each close, and changing the track.

use crate::{
    entries::{rules::ExceptionForm, views::Closes},
    error::AppError,
    ids::EntryId,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. To everybody who has no part in an entry or competition it does not
/// exist.
#[async_trait]
pub trait Deadlines: Send + Sync {
    /// Every close of a competition, for its organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn closes(&self, slug: String) -> Result<Closes, AppError>;

    /// Gives one entry a later deadline, once, until screening is closed, and tells its team.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `until`, `reason`; `ExceptionGiven`;
    /// `WrongState` for what is checked already, or once screening is closed.
    async fn give_exception(&self, entry: EntryId, form: ExceptionForm) -> Result<Next, AppError>;
}

/// See [`Deadlines::give_exception`].
#[server(endpoint = "entries/give_exception")]
pub async fn give_exception(entry: EntryId, #[server(flatten)] form: ExceptionForm) -> Result<Next, AppError> {
    crate::services::services().deadlines.give_exception(entry, form).await
}
