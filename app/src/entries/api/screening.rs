//! What organisers do to let in what belongs in.

use crate::{
    entries::{
        rules::screening::ConcernForm,
        views::{Counts, PendingConsents, Queue, QueueFilter},
    },
    error::AppError,
    ids::{ConcernId, EntryId, MemberId},
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Everything here is for organisers: to all others it is
/// [`AppError::NotFound`], or [`AppError::SignIn`] when nobody is signed in.
#[async_trait]
pub trait Screening: Send + Sync {
    /// A page of the entries of a competition.
    ///
    /// # Errors
    /// See the trait.
    async fn queue(&self, slug: String, filter: QueueFilter) -> Result<Queue, AppError>;

    /// How many entries there are of everything, drafts too.
    ///
    /// # Errors
    /// See the trait.
    async fn counts(&self, slug: String) -> Result<Counts, AppError>;

    /// The minors whose guardians have not answered.
    ///
    /// # Errors
    /// See the trait.
    async fn pending_consents(&self, slug: String) -> Result<PendingConsents, AppError>;

    /// Looks for look-alikes and ties among everything that was handed in, in the place of what was found before.
    ///
    /// # Errors
    /// `WrongState` once results are out.
    async fn compare(&self, slug: String) -> Result<Next, AppError>;

    /// Notes that a finding is no problem. It stays so until its evidence changes.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `aside`; `NothingThere` when it is not found any more; `WrongState`.
    async fn set_aside(&self, entry: EntryId, finding: String, aside: String) -> Result<Next, AppError>;

    /// Records a concern about what was handed in.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `concern_kind`, `concern_text`; `WrongState` for a draft and once results are out.
    async fn raise_concern(&self, entry: EntryId, form: ConcernForm) -> Result<Next, AppError>;

    /// Settles a concern.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`; `NothingThere` when it is settled; `WrongState`.
    async fn settle_concern(&self, concern: ConcernId, reason: String) -> Result<Next, AppError>;

    /// Asks a guardian again, where there is an address, and reminds the team's contact. Once in a day.
    ///
    /// # Errors
    /// `AskedLately`; `NothingThere` when the guardian has answered; `WrongState`.
    async fn chase_consent(&self, member: MemberId) -> Result<Next, AppError>;

    /// Has the addresses of an entry asked.
    ///
    /// # Errors
    /// `NothingThere` when it has none; `WrongState` once results are out.
    async fn check_links(&self, entry: EntryId) -> Result<Next, AppError>;

    /// Has the addresses of all eligible entries asked.
    ///
    /// # Errors
    /// As [`Screening::check_links`].
    async fn check_all_links(&self, slug: String) -> Result<Next, AppError>;
}

/// See [`Screening::compare`].
#[server(endpoint = "entries/compare")]
pub async fn compare(slug: String) -> Result<Next, AppError> {
    crate::services::services().screening.compare(slug).await
}

/// See [`Screening::set_aside`].
#[server(endpoint = "entries/set_aside")]
pub async fn set_aside(entry: EntryId, finding: String, #[server(default)] aside: String) -> Result<Next, AppError> {
    crate::services::services().screening.set_aside(entry, finding, aside).await
}

/// See [`Screening::raise_concern`].
#[server(endpoint = "entries/raise_concern")]
pub async fn raise_concern(entry: EntryId, #[server(flatten)] form: ConcernForm) -> Result<Next, AppError> {
    crate::services::services().screening.raise_concern(entry, form).await
}

/// See [`Screening::settle_concern`].
#[server(endpoint = "entries/settle_concern")]
pub async fn settle_concern(concern: ConcernId, #[server(default)] reason: String) -> Result<Next, AppError> {
    crate::services::services().screening.settle_concern(concern, reason).await
}

/// See [`Screening::chase_consent`].
#[server(endpoint = "entries/chase_consent")]
pub async fn chase_consent(member: MemberId) -> Result<Next, AppError> {
    crate::services::services().screening.chase_consent(member).await
}

/// See [`Screening::check_links`].
#[server(endpoint = "entries/check_links")]
pub async fn check_links(entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().screening.check_links(entry).await
}

/// See [`Screening::check_all_links`].
#[server(endpoint = "entries/check_all_links")]
pub async fn check_all_links(slug: String) -> Result<Next, AppError> {
    crate::services::services().screening.check_all_links(slug).await
}
