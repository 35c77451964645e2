//! What teams say is wrong in their results.

use crate::{
    error::AppError,
    ids::{AppealId, EntryId},
    next::Next,
    results::{
        model::{AppealPage, AppealsDesk, OwnAppeals, PublicAppeals},
        rules::{AppealForm, AppealSettingsForm, DecisionForm},
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. What is not the caller's gives [`AppError::NotFound`], or
/// [`AppError::SignIn`] when nobody is signed in.
#[async_trait]
pub trait Appeals: Send + Sync {
    /// What everybody reads: how to appeal, until when, how many there were.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a competition that is being set up, too.
    async fn public(&self, slug: String) -> Result<PublicAppeals, AppError>;

    /// A team's appeals.
    ///
    /// # Errors
    /// See the trait; `NotYet` before publication.
    async fn own(&self, entry: EntryId) -> Result<OwnAppeals, AppError>;

    /// Files an appeal, for the contact of the team, and tells the organisers.
    ///
    /// # Errors
    /// See the trait; `NotContact`, `NotYet`, `AppealsOver`, `Appealed`; [`AppError::Invalid`] at the fields of the form.
    async fn file(&self, entry: EntryId, form: AppealForm) -> Result<Next, AppError>;

    /// Replies to a question of the organisers, once, for the contact of the team.
    ///
    /// # Errors
    /// See the trait; `NotContact`; `NothingThere` without a question that waits; [`AppError::Invalid`] at `reply`.
    async fn reply(&self, appeal: AppealId, reply: String) -> Result<Next, AppError>;

    /// All appeals but those of entries that are kept from the organiser.
    ///
    /// # Errors
    /// See the trait.
    async fn desk(&self, slug: String) -> Result<AppealsDesk, AppError>;

    /// One appeal, for organisers.
    ///
    /// # Errors
    /// See the trait; `OwnConflict` when its entry is kept.
    async fn appeal(&self, slug: String, appeal: AppealId) -> Result<AppealPage, AppError>;

    /// Asks the team back, once.
    ///
    /// # Errors
    /// See the trait; `OwnConflict`; `NothingThere` when it was asked or decided; [`AppError::Invalid`] at `question`.
    async fn ask(&self, appeal: AppealId, question: String) -> Result<Next, AppError>;

    /// Decides, for good, and tells the team.
    ///
    /// # Errors
    /// See the trait; `OwnConflict`; `NothingThere` when it was decided; [`AppError::Invalid`] at the fields of the form.
    async fn decide(&self, appeal: AppealId, form: DecisionForm) -> Result<Next, AppError>;

    /// Sets for how long teams may appeal, before the results are out.
    ///
    /// # Errors
    /// See the trait; `WrongState`; [`AppError::Invalid`] at the fields of the form.
    async fn set(&self, slug: String, form: AppealSettingsForm) -> Result<Next, AppError>;
}

/// See [`Appeals::file`].
#[server(endpoint = "results/appeal")]
pub async fn file_appeal(entry: EntryId, #[server(flatten)] form: AppealForm) -> Result<Next, AppError> {
    crate::services::services().appeals.file(entry, form).await
}

/// See [`Appeals::reply`].
#[server(endpoint = "results/reply_to_question")]
pub async fn reply_to_question(appeal: AppealId, #[server(default)] reply: String) -> Result<Next, AppError> {
    crate::services::services().appeals.reply(appeal, reply).await
}

/// See [`Appeals::ask`].
#[server(endpoint = "results/ask_about_appeal")]
pub async fn ask_about_appeal(appeal: AppealId, #[server(default)] question: String) -> Result<Next, AppError> {
    crate::services::services().appeals.ask(appeal, question).await
}

/// See [`Appeals::decide`].
#[server(endpoint = "results/decide_appeal")]
pub async fn decide_appeal(appeal: AppealId, #[server(flatten)] form: DecisionForm) -> Result<Next, AppError> {
    crate::services::services().appeals.decide(appeal, form).await
}

/// See [`Appeals::set`].
#[server(endpoint = "results/set_appeals")]
pub async fn set_appeals(slug: String, #[server(flatten)] form: AppealSettingsForm) -> Result<Next, AppError> {
    crate::services::services().appeals.set(slug, form).await
}
