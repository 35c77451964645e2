//! What organisers do with messages.

use crate::{
    competition::model::message::{MailFilter, MailLog, MailView, MessageDesk, Reminders},
    error::AppError,
    ids::MailId,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Everything here is for organisers: to all others it is
/// [`AppError::NotFound`], or [`AppError::SignIn`] when nobody is signed in.
#[async_trait]
pub trait Messages: Send + Sync {
    /// A page of what was sent to whom.
    ///
    /// # Errors
    /// See the trait.
    async fn log(&self, slug: String, filter: MailFilter) -> Result<MailLog, AppError>;

    /// One message. A link that lets in whoever has it is not in it.
    ///
    /// # Errors
    /// See the trait; [`AppError::NotFound`] also when the message is of another competition.
    async fn mail(&self, slug: String, mail: MailId) -> Result<MailView, AppError>;

    /// The text of one kind of message in one language.
    ///
    /// # Errors
    /// See the trait; [`AppError::NotFound`] for what is no kind of message.
    async fn desk(&self, slug: String, template: String, language: String) -> Result<MessageDesk, AppError>;

    /// The people whose drafts are unfinished and who were not reminded lately.
    ///
    /// # Errors
    /// See the trait.
    async fn reminders(&self, slug: String) -> Result<Reminders, AppError>;

    /// Changes the text of one kind of message in one language. `version`: the one the form was drawn with.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `subject`, `body`; [`AppError::Stale`].
    async fn save_message(&self, slug: String, version: i64, form: MessageForm) -> Result<Next, AppError>;

    /// Takes the default text again.
    ///
    /// # Errors
    /// See the trait.
    async fn reset_message(&self, slug: String, template: String, language: String) -> Result<Next, AppError>;

    /// Reminds the people of unfinished drafts.
    ///
    /// # Errors
    /// `WrongState` or `EntriesClosed` when drafts cannot be handed in any more; `NothingThere` when nobody is behind.
    async fn remind_drafts(&self, slug: String) -> Result<Next, AppError>;
}

/// The fields of a message's text, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct MessageForm {
    /// The kind of message.
    pub template: String,
    /// The language.
    pub language: String,
    /// One line.
    pub subject: String,
    /// Plain text.
    pub body: String,
}

/// See [`Messages::save_message`].
#[server(endpoint = "competition/save_message")]
pub async fn save_message(slug: String, version: i64, #[server(flatten)] form: MessageForm) -> Result<Next, AppError> {
    crate::services::services().messages.save_message(slug, version, form).await
}

/// See [`Messages::reset_message`].
#[server(endpoint = "competition/reset_message")]
pub async fn reset_message(slug: String, template: String, language: String) -> Result<Next, AppError> {
    crate::services::services().messages.reset_message(slug, template, language).await
}

/// See [`Messages::remind_drafts`].
#[server(endpoint = "competition/remind_drafts")]
pub async fn remind_drafts(slug: String) -> Result<Next, AppError> {
    crate::services::services().messages.remind_drafts(slug).await
}
