//! A later deadline for one entry, what was there at each close, and changing the track.

use crate::{
    entries::{
        rules::ExceptionForm,
        views::{Closes, OtherTracks},
    },
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

    /// What another track would ask of an entry, for its team.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn other_tracks(&self, entry: EntryId) -> Result<OtherTracks, AppError>;

    /// Puts a draft, or what was handed in, into another track. What was handed in is a draft again. `version`: the one the
    /// form was drawn with.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `track`; [`AppError::Stale`]; `EntryLimit`; as [`super::Entries::save_draft`] on states and
    /// times.
    async fn change_track(&self, entry: EntryId, version: i64, track: String) -> Result<Next, AppError>;
}

/// See [`Deadlines::change_track`].
#[server(endpoint = "entries/change_track")]
pub async fn change_track(entry: EntryId, version: i64, track: String) -> Result<Next, AppError> {
    crate::services::services().deadlines.change_track(entry, version, track).await
}

/// See [`Deadlines::give_exception`].
#[server(endpoint = "entries/give_exception")]
pub async fn give_exception(entry: EntryId, #[server(flatten)] form: ExceptionForm) -> Result<Next, AppError> {
    crate::services::services().deadlines.give_exception(entry, form).await
}
