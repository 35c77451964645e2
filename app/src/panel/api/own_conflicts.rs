//! Organisers' own conflicts of interest.

use crate::{
    error::AppError,
    ids::{AccountId, EntryId},
    next::Next,
    panel::model::OwnConflictsPage,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Every organiser declares their own, editors record those of others,
/// and owners set aside those of others. An entry is kept from an organiser from the moment a conflict is known.
#[async_trait]
pub trait OwnConflicts: Send + Sync {
    /// What there is, and entries with these words to choose from.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn page(&self, slug: String, text: String) -> Result<OwnConflictsPage, AppError>;

    /// Declares a conflict of the caller's own. Only another organiser can set it aside.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `entry`, `category`, `reason`.
    async fn declare(&self, slug: String, form: OwnConflictForm) -> Result<Next, AppError>;

    /// Records a conflict of another organiser.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `other`, `other_entry`, `other_category`, `other_reason`.
    async fn record(&self, slug: String, other: String, form: OwnConflictForm) -> Result<Next, AppError>;

    /// Sets a conflict of another organiser aside, or all that the comparison found of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `aside`; `SecondOrganiser` for one's own; `NothingThere` when it
    /// does not count.
    async fn set_aside(&self, slug: String, which: WhichConflict, aside: String) -> Result<Next, AppError>;
}

/// A conflict as it was typed.
#[derive(Clone, Debug)]
pub struct OwnConflictForm {
    /// The entry, by id.
    pub entry: String,
    /// What tie it is.
    pub category: String,
    /// In words.
    pub reason: String,
}

/// What is to be set aside.
#[derive(Clone, Debug)]
pub struct WhichConflict {
    /// Whose.
    pub account: AccountId,
    /// With which entry.
    pub entry: EntryId,
    /// Who says so.
    pub source: String,
    /// Everything that the comparison found of this organiser, whatever the entry.
    pub all_found: bool,
}

/// See [`OwnConflicts::declare`].
#[server(endpoint = "panel/declare_own_conflict")]
pub async fn declare_own_conflict(
    slug: String,
    #[server(default)] entry: String,
    #[server(default)] category: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    let form = OwnConflictForm { entry, category, reason };
    crate::services::services().own_conflicts.declare(slug, form).await
}

/// See [`OwnConflicts::record`].
#[server(endpoint = "panel/record_own_conflict")]
pub async fn record_own_conflict(
    slug: String,
    #[server(default)] other: String,
    #[server(default)] other_entry: String,
    #[server(default)] other_category: String,
    #[server(default)] other_reason: String,
) -> Result<Next, AppError> {
    let form = OwnConflictForm { entry: other_entry, category: other_category, reason: other_reason };
    crate::services::services().own_conflicts.record(slug, other, form).await
}

/// See [`OwnConflicts::set_aside`].
#[server(endpoint = "panel/set_own_conflict_aside")]
pub async fn set_own_conflict_aside(
    slug: String,
    account: AccountId,
    entry: EntryId,
    source: String,
    #[server(default)] aside: String,
    all: Option<String>,
) -> Result<Next, AppError> {
    let which = WhichConflict { account, entry, source, all_found: all.is_some() };
    crate::services::services().own_conflicts.set_aside(slug, which, aside).await
}
