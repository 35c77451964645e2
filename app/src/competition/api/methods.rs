//! How entries are ranked: chosen and sealed before judging.

use crate::{
    competition::{model::MethodPage, rules::MethodForm},
    error::AppError,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Methods: Send + Sync {
    /// The choice, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn desk(&self, slug: String) -> Result<MethodPage, AppError>;

    /// The choice, for everybody. A competition that is being prepared exists for its organisers only.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn public(&self, slug: String) -> Result<MethodPage, AppError>;

    /// Changes the choice. `version`: of the competition, as the form was drawn with it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields; [`AppError::SignIn`], [`AppError::NotFound`], [`AppError::Stale`];
    /// `MethodSealed`, `WrongState` from judging on.
    async fn choose(&self, slug: String, version: i64, form: MethodForm) -> Result<Next, AppError>;

    /// Seals it, with the rubrics, the tie order and what else decides places; by an owner. It cannot be undone.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`], [`AppError::Stale`]; `MethodSealed`, `WrongState` from judging on,
    /// `NotReady` without a whole rubric for each track.
    async fn seal(&self, slug: String, version: i64) -> Result<Next, AppError>;
}

/// See [`Methods::choose`].
#[server(endpoint = "competition/choose_method")]
pub async fn choose_method(slug: String, version: i64, #[server(flatten)] form: MethodForm) -> Result<Next, AppError> {
    crate::services::services().methods.choose(slug, version, form).await
}

/// See [`Methods::seal`].
#[server(endpoint = "competition/seal_method")]
pub async fn seal_method(slug: String, version: i64) -> Result<Next, AppError> {
    crate::services::services().methods.seal(slug, version).await
}
