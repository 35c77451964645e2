//! Reminding judges who are behind.

use crate::{error::AppError, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Reminding: Send + Sync {
    /// Writes to every judge who is behind and was not reminded within a day. Names neither entries nor marks.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when the caller may not; `WrongState`, `RoundClosed` when nothing can be
    /// scored; `NothingThere` when nobody is behind; `RemindedLately` when all who are were reminded.
    async fn remind_judges(&self, slug: String) -> Result<Next, AppError>;
}

/// See [`Reminding::remind_judges`].
#[server(endpoint = "scores/remind")]
pub async fn remind_judges(slug: String) -> Result<Next, AppError> {
    crate::services::services().reminding.remind_judges(slug).await
}
