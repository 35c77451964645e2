//! Texts of entries in other languages, for judges.

use crate::{
    entries::{rules::translation::TranslationForm, views::Translated},
    error::AppError,
    ids::{EntryId, SnapshotId},
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Everything here is for organisers: to all others it does not exist, to the
/// entry's team neither. Judges see what is theirs on the page of the entry.
#[async_trait]
pub trait Translations: Send + Sync {
    /// What is judged of an entry, and its translations.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`], also when the entry is of another competition or nothing of it is judged;
    /// `OwnConflict`.
    async fn translated(&self, slug: String, entry: EntryId) -> Result<Translated, AppError>;

    /// Saves the texts of one language; those that are empty are not translated. `snapshot` and `version`: the copy that was
    /// translated, and the translation that the form was drawn with.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `language`, `translator`, `texts[..]`;
    /// [`AppError::Stale`]; `OwnConflict`; `WrongState` for what is not judged, and once results are out.
    async fn translate(
        &self,
        entry: EntryId,
        language: String,
        snapshot: SnapshotId,
        version: i64,
        form: TranslationForm,
    ) -> Result<Next, AppError>;
}

/// See [`Translations::translate`].
#[server(endpoint = "entries/translate")]
pub async fn translate(
    entry: EntryId,
    language: String,
    snapshot: SnapshotId,
    version: i64,
    #[server(flatten)] form: TranslationForm,
) -> Result<Next, AppError> {
    crate::services::services().translations.translate(entry, language, snapshot, version, form).await
}
