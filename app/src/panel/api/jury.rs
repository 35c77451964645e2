//! The jury as everybody sees it, and what each judge lets others see.

use crate::{
    error::AppError,
    next::Next,
    panel::model::{JuryPage, PublicProfile},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. A competition that is being prepared exists for its organisers
/// only.
#[async_trait]
pub trait Jury: Send + Sync {
    /// The judges who agreed to be named, and how many there are in all.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn page(&self, slug: String) -> Result<JuryPage, AppError>;

    /// What the caller, a judge, lets others see.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn own(&self, slug: String) -> Result<PublicProfile, AppError>;

    /// Changes it.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `country`, `about`.
    async fn save(&self, slug: String, country: String, about: String, named: bool) -> Result<Next, AppError>;
}

/// See [`Jury::save`].
#[server(endpoint = "panel/save_public_profile")]
pub async fn save_public_profile(
    slug: String,
    country: String,
    about: String,
    named: Option<String>,
) -> Result<Next, AppError> {
    crate::services::services().jury.save(slug, country, about, named.is_some()).await
}
