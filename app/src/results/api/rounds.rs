//! Further rounds of judging.

use crate::{
    error::AppError,
    next::Next,
    results::{model::RoundsPage, rules::RoundForm},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Both are for organisers; what is not the caller's gives
/// [`AppError::NotFound`].
#[async_trait]
pub trait Rounds: Send + Sync {
    /// The rounds there are, and what the next can be made of. Nothing of the order for an organiser who judges here, or
    /// from whom an entry is kept.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn rounds(&self, slug: String) -> Result<RoundsPage, AppError>;

    /// Makes a further round, which opens at once: every judge who sits in it gets every entry that went on, but for
    /// what a conflict of interest or an organiser keeps apart.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `name`, `closes_at`, `rule`, `shows`, `entries`, `judges`, `weights[..]`; `WrongState`, `RoundStillOpen`,
    /// `RoundsUsed`; `OwnConflict` when an entry is kept from the organiser; [`AppError::NotFound`] also for one who judges here.
    async fn add_round(&self, slug: String, form: RoundForm) -> Result<Next, AppError>;
}

/// See [`Rounds::add_round`].
#[server(endpoint = "results/add_round")]
pub async fn add_round(slug: String, #[server(flatten)] form: RoundForm) -> Result<Next, AppError> {
    crate::services::services().rounds.add_round(slug, form).await
}
