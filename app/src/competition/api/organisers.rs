//! What organisers do with organisers.

use crate::{
    competition::{
        model::{OrganiserInvitation, Organisers as OrganisersView},
        rules::OrganiserForm,
    },
    error::AppError,
    ids::{AccountId, OrganiserInvitationId},
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Only owners change anything here but for themselves: to all others
/// it is [`AppError::NotFound`], or [`AppError::SignIn`] when nobody is signed in.
#[async_trait]
pub trait Organisers: Send + Sync {
    /// Everybody who runs a competition, for all who do. Addresses are not for observers, links for owners only.
    ///
    /// # Errors
    /// See the trait.
    async fn organisers(&self, slug: String) -> Result<OrganisersView, AppError>;

    /// Invites somebody, by a link that is sent and shown.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `name`, `email`, `rights`; `AlreadyOrganises` when somebody with this address does, or is
    /// invited.
    async fn invite_organiser(&self, slug: String, form: OrganiserForm) -> Result<Next, AppError>;

    /// Makes a new link for an invitation; the old one ends.
    ///
    /// # Errors
    /// See the trait.
    async fn renew_organiser(&self, slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError>;

    /// Takes an invitation back.
    ///
    /// # Errors
    /// See the trait.
    async fn stop_organiser(&self, slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError>;

    /// What an invitation says, to whoever holds its link.
    ///
    /// # Errors
    /// [`AppError::NotFound`], `LinkUsed`, `LinkExpired`.
    async fn organiser_invitation(&self, token: String) -> Result<OrganiserInvitation, AppError>;

    /// Accepts an invitation.
    ///
    /// # Errors
    /// As [`Organisers::organiser_invitation`]; `AlreadyOrganises`.
    async fn join_organisers(&self, token: String) -> Result<Next, AppError>;

    /// Changes what an organiser may do.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `rights`; `LastOrganiser` for the last owner.
    async fn set_rights(&self, slug: String, account: AccountId, rights: String) -> Result<Next, AppError>;

    /// Removes an organiser, at once.
    ///
    /// # Errors
    /// `LastOrganiser` for the last owner.
    async fn remove_organiser(&self, slug: String, account: AccountId) -> Result<Next, AppError>;

    /// Goes: every organiser may.
    ///
    /// # Errors
    /// `LastOrganiser` for the last owner.
    async fn leave_organisers(&self, slug: String) -> Result<Next, AppError>;

    /// Makes another organiser an owner, and the caller an editor.
    ///
    /// # Errors
    /// `NothingThere` when it is the caller.
    async fn hand_over(&self, slug: String, account: AccountId) -> Result<Next, AppError>;
}

/// See [`Organisers::invite_organiser`].
#[server(endpoint = "competition/invite_organiser")]
pub async fn invite_organiser(slug: String, #[server(flatten)] form: OrganiserForm) -> Result<Next, AppError> {
    crate::services::services().organisers.invite_organiser(slug, form).await
}

/// See [`Organisers::renew_organiser`].
#[server(endpoint = "competition/renew_organiser")]
pub async fn renew_organiser(slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError> {
    crate::services::services().organisers.renew_organiser(slug, invitation).await
}

/// See [`Organisers::stop_organiser`].
#[server(endpoint = "competition/stop_organiser")]
pub async fn stop_organiser(slug: String, invitation: OrganiserInvitationId) -> Result<Next, AppError> {
    crate::services::services().organisers.stop_organiser(slug, invitation).await
}

/// See [`Organisers::join_organisers`].
#[server(endpoint = "competition/join_organisers")]
pub async fn join_organisers(token: String) -> Result<Next, AppError> {
    crate::services::services().organisers.join_organisers(token).await
}

/// See [`Organisers::set_rights`].
#[server(endpoint = "competition/set_rights")]
pub async fn set_rights(slug: String, account: AccountId, rights: String) -> Result<Next, AppError> {
    crate::services::services().organisers.set_rights(slug, account, rights).await
}

/// See [`Organisers::remove_organiser`].
#[server(endpoint = "competition/remove_organiser")]
pub async fn remove_organiser(slug: String, account: AccountId) -> Result<Next, AppError> {
    crate::services::services().organisers.remove_organiser(slug, account).await
}

/// See [`Organisers::leave_organisers`].
#[server(endpoint = "competition/leave_organisers")]
pub async fn leave_organisers(slug: String) -> Result<Next, AppError> {
    crate::services::services().organisers.leave_organisers(slug).await
}

/// See [`Organisers::hand_over`].
#[server(endpoint = "competition/hand_over")]
pub async fn hand_over(slug: String, account: AccountId) -> Result<Next, AppError> {
    crate::services::services().organisers.hand_over(slug, account).await
}
