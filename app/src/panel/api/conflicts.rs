//! Conflicts of interest as organisers see and weigh them.

use crate::{
    error::AppError,
    ids::{EntryId, JudgeId},
    next::Next,
    panel::model::{ClaimRow, ConflictFilter, ConflictsOverview},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Reading takes a checker, since it is about people; changes take an
/// editor. Nothing changes before the list of entries is final, nor once results are out (`WrongState`).
#[async_trait]
pub trait Conflicts: Send + Sync {
    /// A part of what there is.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn overview(&self, slug: String, filter: ConflictFilter) -> Result<ConflictsOverview, AppError>;

    /// Every claim, by entry and judge.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn claims(&self, slug: String) -> Result<Vec<ClaimRow>, AppError>;

    /// Records a conflict that an organiser knows of. One that bars ends access at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `kind`, `category`, `reason`; `WrongState`.
    async fn record(&self, slug: String, form: RecordForm) -> Result<Next, AppError>;

    /// Confirms a tie that was found, as one that bars or not, or sets it aside: `hard`, `soft`, `aside`.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `answer`, `reason`; `NothingThere` when it is not found any more.
    async fn weigh(&self, slug: String, form: WeighForm) -> Result<Next, AppError>;

    /// Sets a claim aside. If a scorecard that was handed in would count again, it is proposed by one organiser and agreed
    /// to by another; then the scorecard and its assignment come back.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Invalid`] at `aside`; `SecondOrganiser`, `NothingThere`, `WrongState`.
    async fn set_aside(
        &self,
        slug: String,
        judge: JudgeId,
        entry: EntryId,
        source: String,
        aside: String,
    ) -> Result<Next, AppError>;
}

/// A conflict as an organiser typed it.
#[derive(Clone, Debug)]
pub struct RecordForm {
    /// The judge, by id.
    pub judge: String,
    /// The entry.
    pub entry: EntryId,
    /// `hard` or `soft`.
    pub kind: String,
    /// What tie it is.
    pub category: String,
    /// In words.
    pub reason: String,
}

/// What an organiser says of a tie that was found.
#[derive(Clone, Debug)]
pub struct WeighForm {
    /// The judge.
    pub judge: JudgeId,
    /// The entry.
    pub entry: EntryId,
    /// Which finding of the entry.
    pub finding: String,
    /// `hard`, `soft` or `aside`.
    pub answer: String,
    /// Why it is no conflict.
    pub reason: String,
}

/// See [`Conflicts::record`].
#[server(endpoint = "panel/record_conflict")]
pub async fn record_conflict(
    slug: String,
    #[server(default)] judge: String,
    entry: EntryId,
    #[server(default)] kind: String,
    #[server(default)] category: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    let form = RecordForm { judge, entry, kind, category, reason };
    crate::services::services().conflicts.record(slug, form).await
}

/// See [`Conflicts::weigh`].
#[server(endpoint = "panel/weigh_tie")]
pub async fn weigh_tie(
    slug: String,
    judge: JudgeId,
    entry: EntryId,
    finding: String,
    #[server(default)] answer: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    let form = WeighForm { judge, entry, finding, answer, reason };
    crate::services::services().conflicts.weigh(slug, form).await
}

/// See [`Conflicts::set_aside`].
#[server(endpoint = "panel/set_conflict_aside")]
pub async fn set_conflict_aside(
    slug: String,
    judge: JudgeId,
    entry: EntryId,
    source: String,
    #[server(default)] aside: String,
) -> Result<Next, AppError> {
    crate::services::services().conflicts.set_aside(slug, judge, entry, source, aside).await
}
