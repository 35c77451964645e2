//! What this stage offers to pages and browsers.

mod keeping;

pub use keeping::{DecideLate, Keeping};

use super::model::{Desk, Progress, ScorecardForm, Sheet};
use crate::{error::AppError, ids::EntryId, next::Next, time::Moment};
use async_trait::async_trait;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The port; the server implements it for one caller.
#[async_trait]
pub trait Scores: Send + Sync {
    /// The caller's desk as a judge of a competition, in the judge's own order; without entries before conflicts of
    /// interest are declared.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller is not on its panel.
    async fn desk(&self, slug: String) -> Result<Desk, AppError>;

    /// One entry with the caller's scorecard of it.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] for every reason why the caller does not judge it.
    async fn sheet(&self, entry: EntryId) -> Result<Sheet, AppError>;

    /// Saves the caller's scorecard as a draft or hands it in; what was handed in stays so. Leads to the desk after
    /// handing in, or back to the scorecard for a second look when all marks are the same; after a draft, back to it. What
    /// comes after the close of the round is kept as late, for the organisers to decide.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as [`Scores::sheet`]; `WrongState`, `RoundClosed`; [`AppError::Stale`]; [`AppError::SignIn`]
    /// when a device kept it for somebody else;
    /// [`AppError::Invalid`] at `marks[key]`, `comments[key]`, `note`; [`AppError::Malformed`] for an unknown criterion.
    async fn save(&self, form: ScorecardForm) -> Result<Next, AppError>;

    /// How judging goes.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller does not run it.
    async fn progress(&self, slug: String) -> Result<Progress, AppError>;
}

/// See [`Scores::save`]. `submit` is `submit` to hand in; everything else saves a draft.
#[server(endpoint = "scores/save")]
pub async fn save(
    entry: String,
    #[server(default)] version: i64,
    #[server(default)] submit: String,
    #[server(default)] marks: BTreeMap<String, String>,
    #[server(default)] not_assessed: BTreeMap<String, String>,
    #[server(default)] comments: BTreeMap<String, String>,
    #[server(default)] note: String,
    #[server(default)] account: String,
    #[server(default)] typed_at: i64,
) -> Result<Next, AppError> {
    let (entry, submit) = (entry.parse().ok(), submit == "submit");
    let typed_at = (typed_at > 0).then(|| Moment::from_micros(typed_at.saturating_mul(1_000)));
    let form = ScorecardForm { entry, version, submit, marks, not_assessed, comments, note, account, typed_at };
    crate::services::services().scores.save(form).await
}
