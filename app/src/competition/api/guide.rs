//! What people read before they enter: every version of the rules, and the checks they make for themselves.

use crate::{
    competition::{
        model::{GuideDesk, PrecheckPage, RulesPage},
        rules::{PrecheckForm, Rows},
    },
    error::AppError,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. A competition that is being prepared exists for its organisers
/// only.
#[async_trait]
pub trait Guide: Send + Sync {
    /// A version of the rules; without a number, the one in force.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for a version that there is not.
    async fn rules(&self, slug: String, version: Option<i64>) -> Result<RulesPage, AppError>;

    /// The checks of a competition.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn prechecks(&self, slug: String) -> Result<PrecheckPage, AppError>;

    /// The checks, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn desk(&self, slug: String) -> Result<GuideDesk, AppError>;

    /// Saves all checks and the examples of all tracks at once.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `check[ROW][..]`, `example[TRACK]`;
    /// [`AppError::Stale`]; `WrongState` once results are published.
    async fn save_prechecks(
        &self,
        slug: String,
        version: i64,
        checks: Rows<PrecheckForm>,
        examples: Rows<String>,
    ) -> Result<Next, AppError>;
}

/// See [`Guide::save_prechecks`].
#[server(endpoint = "competition/save_prechecks")]
pub async fn save_prechecks(
    slug: String,
    version: i64,
    #[server(default)] check: Rows<PrecheckForm>,
    #[server(default)] example: Rows<String>,
) -> Result<Next, AppError> {
    crate::services::services().guide.save_prechecks(slug, version, check, example).await
}
