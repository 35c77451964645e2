//! What judges tell organisers of an entry, in private.

use crate::{
    error::AppError,
    ids::{EntryId, ReportId},
    next::Next,
    scores::model::{OwnReports, ReportsPage},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. What is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Reports: Send + Sync {
    /// What the caller reported of an entry they judge.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn own(&self, entry: EntryId) -> Result<OwnReports, AppError>;

    /// Reports something of an entry the caller judges. What keeps from playing takes it off what is to be done until it is
    /// answered.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `report_kind`, `report_text`.
    async fn report(&self, entry: EntryId, kind: String, text: String) -> Result<Next, AppError>;

    /// All reports of a competition, for organisers.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn reports(&self, slug: String) -> Result<ReportsPage, AppError>;

    /// Answers a report, for those who check entries. With `tell_team` the team of an entry that could not be run is told
    /// the same words; nobody is told which judge it was.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `report_answer`; `NothingThere` when it was answered already.
    async fn answer(&self, report: ReportId, answer: String, tell_team: bool) -> Result<Next, AppError>;
}

/// See [`Reports::report`].
#[server(endpoint = "scores/report")]
pub async fn report(
    entry: EntryId,
    #[server(default)] report_kind: String,
    #[server(default)] report_text: String,
) -> Result<Next, AppError> {
    crate::services::services().reports.report(entry, report_kind, report_text).await
}

/// See [`Reports::answer`].
#[server(endpoint = "scores/answer_report")]
pub async fn answer_report(
    report: ReportId,
    #[server(default)] report_answer: String,
    #[server(default)] tell_team: String,
) -> Result<Next, AppError> {
    crate::services::services().reports.answer(report, report_answer, tell_team == "on").await
}
