//! What becomes of prizes: checks before they are announced, answers of teams, delivery.

use crate::{
    error::AppError,
    ids::EntryId,
    next::Next,
    results::{
        model::{EntryPrizes, PrizeDesk},
        rules::{AnswerForm, CheckForm, DeliveryForm},
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. To everybody who has no part in a competition or entry nothing of it
/// exists. An organiser from whom an
/// entry is kept sees who wins among the others, and decides nothing: `OwnConflict`.
#[async_trait]
pub trait Prizes: Send + Sync {
    /// Who wins what now, what is missing, what teams said, what the comparison of judges and teams finds.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState` before deliberation.
    async fn prizes(&self, slug: String) -> Result<PrizeDesk, AppError>;

    /// The prizes a team was asked about, for its members.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn of_team(&self, entry: EntryId) -> Result<EntryPrizes, AppError>;

    /// Ticks a check of a winning entry, with a note. With the comparison of conflicts comes the digest of what was seen.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `note`; [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`, `NothingThere` for an entry
    /// that wins nothing, `PreviewChanged` when the comparison finds something else by now.
    async fn check_prize(&self, slug: String, form: CheckForm) -> Result<Next, AppError>;

    /// Takes a tick back. `of` is `entry:check`.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`, `NothingThere`.
    async fn reopen_check(&self, slug: String, of: String) -> Result<Next, AppError>;

    /// Asks the teams of all winning entries that were not asked, in confidence, also before the results are out.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`, `NothingThere` when all were asked.
    async fn ask_prizes(&self, slug: String) -> Result<Next, AppError>;

    /// Does not give a prize, for a reason: it passes to the next in order. `prize` is `award:entry`.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`; [`AppError::SignIn`], [`AppError::NotFound`]; `WrongState`, `NothingThere` when the
    /// entry does not win it.
    async fn withhold_prize(&self, slug: String, prize: String, reason: String) -> Result<Next, AppError>;

    /// Offers a prize again that was declined or not given.
    ///
    /// # Errors
    /// As [`Prizes::withhold_prize`].
    async fn offer_again(&self, slug: String, prize: String, reason: String) -> Result<Next, AppError>;

    /// A team's answer: its contact's. Who accepted may change what was said, or decline; who declined has to ask organisers.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `answer`, `travels`, `needs`; [`AppError::SignIn`], [`AppError::NotFound`]; `NotContact`,
    /// `WrongState`, `NothingThere` when the team is not asked, or does not win it any more.
    async fn answer_prize(&self, entry: EntryId, form: AnswerForm) -> Result<Next, AppError>;

    /// Writes down how far a prize has got to its team.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `delivery`, `delivery_note`; as [`Prizes::withhold_prize`].
    async fn deliver_prize(&self, slug: String, form: DeliveryForm) -> Result<Next, AppError>;
}

/// See [`Prizes::check_prize`].
#[server(endpoint = "results/check_prize")]
pub async fn check_prize(slug: String, #[server(flatten)] form: CheckForm) -> Result<Next, AppError> {
    crate::services::services().prizes.check_prize(slug, form).await
}

/// See [`Prizes::reopen_check`].
#[server(endpoint = "results/reopen_check")]
pub async fn reopen_check(slug: String, of: String) -> Result<Next, AppError> {
    crate::services::services().prizes.reopen_check(slug, of).await
}

/// See [`Prizes::ask_prizes`].
#[server(endpoint = "results/ask_prizes")]
pub async fn ask_prizes(slug: String) -> Result<Next, AppError> {
    crate::services::services().prizes.ask_prizes(slug).await
}

/// See [`Prizes::withhold_prize`].
#[server(endpoint = "results/withhold_prize")]
pub async fn withhold_prize(slug: String, prize: String, reason: String) -> Result<Next, AppError> {
    crate::services::services().prizes.withhold_prize(slug, prize, reason).await
}

/// See [`Prizes::offer_again`].
#[server(endpoint = "results/offer_again")]
pub async fn offer_again(slug: String, prize: String, reason: String) -> Result<Next, AppError> {
    crate::services::services().prizes.offer_again(slug, prize, reason).await
}

/// See [`Prizes::answer_prize`].
#[server(endpoint = "results/answer_prize")]
pub async fn answer_prize(entry: EntryId, #[server(flatten)] form: AnswerForm) -> Result<Next, AppError> {
    crate::services::services().prizes.answer_prize(entry, form).await
}

/// See [`Prizes::deliver_prize`].
#[server(endpoint = "results/deliver_prize")]
pub async fn deliver_prize(slug: String, #[server(flatten)] form: DeliveryForm) -> Result<Next, AppError> {
    crate::services::services().prizes.deliver_prize(slug, form).await
}
