//! What people ask about a competition, and what organisers answer.

use crate::{
    competition::{
        model::{InquiryDesk, InquiryPage, InquiryView},
        rules::AnswerForm,
    },
    error::AppError,
    ids::InquiryId,
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. A competition that is being prepared exists for its organisers
/// only. What is for organisers is [`AppError::NotFound`] to all others, or [`AppError::SignIn`] when nobody is signed in.
#[async_trait]
pub trait Inquiries: Send + Sync {
    /// What is published and holds all words of a search; and what the reader asked.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn page(&self, slug: String, search: String) -> Result<InquiryPage, AppError>;

    /// The organisers' list.
    ///
    /// # Errors
    /// See the trait.
    async fn desk(&self, slug: String) -> Result<InquiryDesk, AppError>;

    /// One inquiry, for organisers.
    ///
    /// # Errors
    /// See the trait; [`AppError::NotFound`] also when it is of another competition.
    async fn inquiry(&self, slug: String, inquiry: InquiryId) -> Result<InquiryView, AppError>;

    /// Asks. Nobody but the organisers reads it before they publish it.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `text`; `WrongState` before the call is
    /// opened and once results are published; `TooManyInquiries`.
    async fn ask(&self, slug: String, text: String) -> Result<Next, AppError>;

    /// Answers, or changes an answer, and tells who asked. `version`: the one the form was drawn with.
    ///
    /// # Errors
    /// See the trait; [`AppError::Invalid`] at the form's fields; [`AppError::Stale`].
    async fn answer(&self, slug: String, inquiry: InquiryId, version: i64, form: AnswerForm) -> Result<Next, AppError>;
}

/// See [`Inquiries::ask`].
#[server(endpoint = "competition/ask")]
pub async fn ask(slug: String, text: String) -> Result<Next, AppError> {
    crate::services::services().inquiries.ask(slug, text).await
}

/// See [`Inquiries::answer`].
#[server(endpoint = "competition/answer_inquiry")]
pub async fn answer_inquiry(
    slug: String,
    inquiry: InquiryId,
    version: i64,
    #[server(flatten)] form: AnswerForm,
) -> Result<Next, AppError> {
    crate::services::services().inquiries.answer(slug, inquiry, version, form).await
}
