//! New editions, and tracks of one that is not closed.

use crate::{
    competition::{
        model::CopyDesk,
        rules::{CopyForm, NewTrackForm},
    },
    error::AppError,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. To whoever may not, a competition does not exist.
#[async_trait]
pub trait Editions: Send + Sync {
    /// Where an edition is copied, for its owners.
    ///
    /// # Errors
    /// See the trait.
    async fn copy_desk(&self, slug: String) -> Result<CopyDesk, AppError>;

    /// Makes a new edition with the setup of this one, for its owners: never with its people but, by choice, those who
    /// organise it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `name`, `new_slug` (`Taken` too), `years`, `first_day`.
    async fn copy_edition(&self, slug: String, form: CopyForm) -> Result<Next, AppError>;

    /// Adds a track, for editors.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `track_name`, `track_key`, `like`; `WrongState`; [`AppError::Stale`].
    async fn add_track(&self, slug: String, version: i64, form: NewTrackForm) -> Result<Next, AppError>;

    /// Moves a track one place `earlier` or `later`, for editors.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `direction`; `WrongState`; [`AppError::Stale`].
    async fn move_track(&self, slug: String, track: String, version: i64, direction: String) -> Result<Next, AppError>;

    /// Removes a track that nobody has entered in, for editors.
    ///
    /// # Errors
    /// `TrackInUse`, `WrongState`, `NotReady` for the last track of an open competition; [`AppError::Stale`].
    async fn remove_track(&self, slug: String, track: String, version: i64) -> Result<Next, AppError>;
}

/// See [`Editions::copy_edition`].
#[server(endpoint = "competition/copy_edition")]
pub async fn copy_edition(slug: String, #[server(flatten)] form: CopyForm) -> Result<Next, AppError> {
    crate::services::services().editions.copy_edition(slug, form).await
}

/// See [`Editions::add_track`].
#[server(endpoint = "competition/add_track")]
pub async fn add_track(slug: String, version: i64, #[server(flatten)] form: NewTrackForm) -> Result<Next, AppError> {
    crate::services::services().editions.add_track(slug, version, form).await
}

/// See [`Editions::move_track`].
#[server(endpoint = "competition/move_track")]
pub async fn move_track(slug: String, track: String, version: i64, direction: String) -> Result<Next, AppError> {
    crate::services::services().editions.move_track(slug, track, version, direction).await
}

/// See [`Editions::remove_track`].
#[server(endpoint = "competition/remove_track")]
pub async fn remove_track(slug: String, track: String, version: i64) -> Result<Next, AppError> {
    crate::services::services().editions.remove_track(slug, track, version).await
}
