//! What this stage offers to pages and browsers.

use super::model::{Involvement, LinkPurpose};
use crate::{error::AppError, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

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

    /// Signs out; of nobody too.
    ///
    /// # Errors
    /// The database's.
    async fn sign_out(&self) -> Result<Next, AppError>;

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
pub async fn sign_out() -> Result<Next, AppError> {
    crate::services::services().accounts.sign_out().await
}

/// See [`Accounts::set_password`].
#[server(endpoint = "accounts/set_password")]
pub async fn set_password(token: String, password: String) -> Result<Next, AppError> {
    crate::services::services().accounts.set_password(token, password).await
}
