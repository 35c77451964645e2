//! What this stage offers to pages and browsers.

mod calibration;
mod further;
mod keeping;
mod keys;
mod reminding;
mod reports;

pub use calibration::{AddSample, Calibration, RemoveSample, SaveAnchors, SaveCalibration, SaveSample};
pub use further::{FurtherReviews, GiveFurther};
pub use keeping::{DecideLate, Keeping, ReportUnsent};
pub use keys::{KeyBroken, OwnKeys, TakeKey};
pub use reminding::{RemindJudges, Reminding};
pub use reports::{AnswerReport, Report, Reports};

use super::model::{Desk, Progress, Receipt, ScorecardForm, Sheet};
use crate::{error::AppError, ids::EntryId, next::Next, time::Moment};
use async_trait::async_trait;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
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
    /// [`AppError::NotFound`] as [`Scores::sheet`]; `OtherRound`, `WrongState`, `RoundClosed`, `SamplesFirst`, `NotTried`;
    /// [`AppError::Stale`]; [`AppError::SignIn`] when a device kept it for somebody else;
    /// [`AppError::Invalid`] at `marks[key]`, `comments[key]`, `note`; [`AppError::Malformed`] for an unknown criterion.
    async fn save(&self, form: ScorecardForm) -> Result<Next, AppError>;

    /// What the log states of the caller's scorecard of an entry.
    ///
    /// # Errors
    /// As [`Scores::sheet`]; `NothingThere` before it is handed in.
    async fn receipt(&self, entry: EntryId) -> Result<Receipt, AppError>;

    /// How judging goes.
    ///
    /// # Errors
    /// [`AppError::SignIn`]; [`AppError::NotFound`] when there is no such competition or the caller does not run it.
    async fn progress(&self, slug: String) -> Result<Progress, AppError>;
}

/// What a scorecard says, by the names of its form's fields.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveForm {
    /// `submit` to hand in; everything else saves a draft.
    submit: String,
    /// `on` to hand in what was not opened here.
    untried: String,
    marks: BTreeMap<String, String>,
    not_assessed: BTreeMap<String, String>,
    comments: BTreeMap<String, String>,
    note: String,
    /// For which round its page was drawn; a page of an older release names none.
    round: String,
    /// For whom a device kept it.
    account: String,
    /// When it was written by the clock of the device, in milliseconds.
    typed_at: String,
}

/// See [`Scores::save`].
#[server(endpoint = "scores/save")]
pub async fn save(
    entry: String,
    #[server(default)] version: i64,
    #[server(flatten)] form: SaveForm,
) -> Result<Next, AppError> {
    crate::services::services().scores.save(form.of(entry.parse().ok(), version)).await
}

impl SaveForm {
    /// The scorecard it means.
    pub fn of(self, entry: Option<EntryId>, version: i64) -> ScorecardForm {
        let Self { submit, untried, marks, not_assessed, comments, note, round, account, typed_at } = self;
        let typed_at = typed_at.parse().ok().filter(|typed: &i64| *typed > 0);
        let typed_at = typed_at.map(|typed| Moment::from_micros(typed.saturating_mul(1_000)));
        ScorecardForm {
            entry,
            version,
            submit: submit == "submit",
            untried: untried == "on",
            marks,
            not_assessed,
            comments,
            note,
            round,
            account,
            typed_at,
        }
    }
}
