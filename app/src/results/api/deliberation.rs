//! The panel's room: shortlist, words, changed scores.

use crate::{
    error::AppError,
    ids::{EntryId, PostId},
    next::Next,
    results::{
        model::deliberation::{EntryRoom, RoomPage, RoomSide},
        rules::deliberation::RoomForm,
    },
    scores::model::ScorecardForm,
};
use async_trait::async_trait;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The port; the server implements it for one caller. Somebody is in a room as a member of the panel or as an organiser,
/// and what is kept from either is not in what is read. What is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Deliberation: Send + Sync {
    /// The room: its shortlist and its votes.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` for judges while judges score, and before it was opened.
    async fn room(&self, slug: String, side: RoomSide) -> Result<RoomPage, AppError>;

    /// The room of an entry: scorecards side by side, what was said, what was changed.
    ///
    /// # Errors
    /// As [`Deliberation::room`]; [`AppError::NotFound`] for an entry that is not on the shortlist, or is kept from the caller.
    async fn entry(&self, slug: String, entry: EntryId, side: RoomSide) -> Result<EntryRoom, AppError>;

    /// Opens the room, changes its settings, or opens it again. Entries come onto the shortlist and never leave it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `cut`, `names`, `closes_at`; `WrongState` outside deliberation; `OwnConflict` when an entry
    /// is kept from the organiser, who would decide about all; `NotReady` when no entry is ranked.
    async fn open_room(&self, slug: String, form: RoomForm) -> Result<Next, AppError>;

    /// Closes the room: nothing more is said, changed or voted on in it.
    ///
    /// # Errors
    /// `WrongState`; `NothingThere` when it is not open.
    async fn close_room(&self, slug: String) -> Result<Next, AppError>;

    /// Says something about an entry, to everybody in its room.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `language`, `text`; `RoomClosed`, `TooManyPosts`; `ConflictOfInterest`, `OwnConflict`.
    async fn say(
        &self,
        slug: String,
        entry: EntryId,
        side: RoomSide,
        language: String,
        text: String,
    ) -> Result<Next, AppError>;

    /// Takes back what the caller said. That something was said and when stays to be read.
    ///
    /// # Errors
    /// `RoomClosed`; `NothingThere` when it was taken back before.
    async fn withdraw(&self, post: PostId, side: RoomSide) -> Result<Next, AppError>;

    /// Changes the marks of the caller's own scorecard, with a reason that the panel reads. The old marks stay to be read.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `marks[key]`, `comments[key]`, `reason`; `RoomClosed`; `NothingThere` without a scorecard
    /// that was handed in, or where nothing is changed; [`AppError::Stale`].
    async fn revise(&self, form: ScorecardForm, reason: String) -> Result<Next, AppError>;
}

/// See [`Deliberation::open_room`].
#[server(endpoint = "results/open_room")]
pub async fn open_room(
    slug: String,
    #[server(default)] cut: String,
    #[server(default)] names: String,
    #[server(default)] closes_at: String,
) -> Result<Next, AppError> {
    crate::services::services().deliberation.open_room(slug, RoomForm { cut, names, closes_at }).await
}

/// See [`Deliberation::close_room`].
#[server(endpoint = "results/close_room")]
pub async fn close_room(slug: String) -> Result<Next, AppError> {
    crate::services::services().deliberation.close_room(slug).await
}

/// See [`Deliberation::say`].
#[server(endpoint = "results/say")]
pub async fn say(
    slug: String,
    entry: EntryId,
    #[server(default)] side: String,
    #[server(default)] language: String,
    #[server(default)] text: String,
) -> Result<Next, AppError> {
    crate::services::services().deliberation.say(slug, entry, RoomSide::parse(&side), language, text).await
}

/// See [`Deliberation::withdraw`].
#[server(endpoint = "results/withdraw_post")]
pub async fn withdraw_post(post: PostId, #[server(default)] side: String) -> Result<Next, AppError> {
    crate::services::services().deliberation.withdraw(post, RoomSide::parse(&side)).await
}

/// See [`Deliberation::revise`].
#[server(endpoint = "results/revise_scorecard")]
pub async fn revise_scorecard(
    entry: EntryId,
    #[server(default)] version: i64,
    #[server(default)] reason: String,
    #[server(default)] marks: BTreeMap<String, String>,
    #[server(default)] not_assessed: BTreeMap<String, String>,
    #[server(default)] comments: BTreeMap<String, String>,
) -> Result<Next, AppError> {
    let form = ScorecardForm {
        entry: Some(entry),
        version,
        submit: true,
        marks,
        not_assessed,
        comments,
        ..ScorecardForm::default()
    };
    crate::services::services().deliberation.revise(form, reason).await
}
