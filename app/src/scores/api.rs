//! What this stage offers to pages and browsers.

mod further;
mod reports;

pub use further::{FurtherReviews, GiveFurther};
pub use reports::{AnswerReport, Report, Reports};

use super::model::{Desk, Progress, ScorecardForm, Sheet};
use crate::{error::AppError, ids::EntryId, next::Next};
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
    /// handing in, or back to the scorecard for a second look when all marks are the same; after a draft, back to it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as [`Scores::sheet`]; `WrongState`, `RoundClosed`, `NotTried`; [`AppError::Stale`];
    /// [`AppError::Invalid`] at `marks[key]`, `comments[key]`, `note`; [`AppError::Malformed`] for an unknown criterion.
    async fn save(&self, form: ScorecardForm) -> Result<Next, AppError>;

    /// How judging goes.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller does not run it.
    async fn progress(&self, slug: String) -> Result<Progress, AppError>;
}

/// See [`Scores::save`]. `submit` is `submit` to hand in, `untried` to hand in what was not opened here; everything else saves
/// a draft.
#[server(endpoint = "scores/save")]
pub async fn save(
    entry: String,
    #[server(default)] version: i64,
    #[server(default)] submit: String,
    #[server(default)] marks: BTreeMap<String, String>,
    #[server(default)] not_assessed: BTreeMap<String, String>,
    #[server(default)] comments: BTreeMap<String, String>,
    #[server(default)] note: String,
) -> Result<Next, AppError> {
    let (entry, untried) = (entry.parse().ok(), submit == "untried");
    let submit = untried || submit == "submit";
    let form = ScorecardForm { entry, version, submit, untried, marks, not_assessed, comments, note };
    crate::services::services().scores.save(form).await
}
