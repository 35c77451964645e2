//! What this stage offers to pages and browsers.

use super::model::{Involvement, LinkPurpose, OwnAccount};
use crate::{error::AppError, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The fields by which an account is deleted, as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeleteForm {
    /// The account's own address.
    pub confirmation: String,
    /// The password.
    pub password: String,
    /// `keep` or `remove`: what teams go on showing.
    pub public_name: String,
}

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// Makes an account and signs its owner in. `next`: the path to go on to.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `name`, `email`, `password`.
    async fn sign_up(&self, name: String, email: String, password: String, next: String) -> Result<Next, AppError>;

    /// Signs in.
    ///
    /// # Errors
    /// `WrongCredentials`, `TooManyAttempts`.
    async fn sign_in(&self, email: String, password: String, next: String) -> Result<Next, AppError>;

    /// Signs out; of nobody too. It takes what is kept off the device: where that says that it has not sent all, it leads to a
    /// page that asks, unless it is to be done `anyway`.
    ///
    /// # Errors
    /// The database's.
    async fn sign_out(&self, anyway: bool) -> Result<Next, AppError>;

    /// Sets a password by a one-time link, ends all other sessions of the account and signs in.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `password`; `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn set_password(&self, token: String, password: String) -> Result<Next, AppError>;

    /// Where the caller has something to do.
    ///
    /// # Errors
    /// [`AppError::SignIn`].
    async fn involvements(&self) -> Result<Vec<Involvement>, AppError>;

    /// The caller's own account.
    ///
    /// # Errors
    /// [`AppError::SignIn`].
    async fn account(&self) -> Result<OwnAccount, AppError>;

    /// Changes the caller's name and language.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::Invalid`] at `name`, `locale`.
    async fn save_profile(&self, name: String, locale: String) -> Result<Next, AppError>;

    /// Changes the caller's password and ends all other sessions.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::Invalid`] at `old_password`, `new_password`; `TooManyAttempts`.
    async fn change_password(&self, old_password: String, new_password: String) -> Result<Next, AppError>;

    /// Ends all other sessions of the caller.
    ///
    /// # Errors
    /// [`AppError::SignIn`].
    async fn end_sessions(&self) -> Result<Next, AppError>;

    /// Deletes the caller's account with what names the person. What was handed in, and scorecards, stay without them.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::Invalid`] at `confirmation`, `password`, `public_name`; `TooManyAttempts`;
    /// `LastOrganiser`.
    async fn delete(&self, form: DeleteForm) -> Result<Next, AppError>;

    /// What a one-time link is for, without using it.
    ///
    /// # Errors
    /// `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn link_purpose(&self, token: String) -> Result<LinkPurpose, AppError>;
}

/// See [`Accounts::sign_up`].
#[server(endpoint = "accounts/sign_up")]
pub async fn sign_up(name: String, email: String, password: String, next: String) -> Result<Next, AppError> {
    crate::services::services().accounts.sign_up(name, email, password, next).await
}

/// See [`Accounts::sign_in`].
#[server(endpoint = "accounts/sign_in")]
pub async fn sign_in(email: String, password: String, next: String) -> Result<Next, AppError> {
    crate::services::services().accounts.sign_in(email, password, next).await
}

/// See [`Accounts::sign_out`].
#[server(endpoint = "accounts/sign_out")]
pub async fn sign_out(#[server(default)] anyway: Option<String>) -> Result<Next, AppError> {
    crate::services::services().accounts.sign_out(anyway.is_some()).await
}

/// See [`Accounts::set_password`].
#[server(endpoint = "accounts/set_password")]
pub async fn set_password(token: String, password: String) -> Result<Next, AppError> {
    crate::services::services().accounts.set_password(token, password).await
}

/// See [`Accounts::save_profile`].
#[server(endpoint = "accounts/save_profile")]
pub async fn save_profile(name: String, locale: String) -> Result<Next, AppError> {
    crate::services::services().accounts.save_profile(name, locale).await
}

/// See [`Accounts::change_password`].
#[server(endpoint = "accounts/change_password")]
pub async fn change_password(old_password: String, new_password: String) -> Result<Next, AppError> {
    crate::services::services().accounts.change_password(old_password, new_password).await
}

/// See [`Accounts::end_sessions`].
#[server(endpoint = "accounts/end_sessions")]
pub async fn end_sessions() -> Result<Next, AppError> {
    crate::services::services().accounts.end_sessions().await
}

/// See [`Accounts::delete`].
#[server(endpoint = "accounts/delete")]
pub async fn delete(#[server(flatten)] form: DeleteForm) -> Result<Next, AppError> {
    crate::services::services().accounts.delete(form).await
}
