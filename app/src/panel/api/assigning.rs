//! Who judges what: planned, drawn, changed by hand, repaired.

use crate::{
    error::AppError,
    ids::{AssignmentId, EntryId, JudgeId},
    next::Next,
    panel::model::{CommittedSeed, ForbiddenPair, PairPage, PlanningPage},
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. Proposing and applying are of [`super::Panel`]. All but
/// [`Assigning::seeds`] is for organisers; what is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Assigning: Send + Sync {
    /// What a plan of the panel begins with.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn planning(&self, slug: String) -> Result<PlanningPage, AppError>;

    /// The numbers that settled ties, or will, for everybody; the newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn seeds(&self, slug: String) -> Result<Vec<CommittedSeed>, AppError>;

    /// One assignment.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn pair(&self, slug: String, assignment: AssignmentId) -> Result<PairPage, AppError>;

    /// Pairs that organisers keep apart, by entry and judge.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn forbidden(&self, slug: String) -> Result<Vec<ForbiddenPair>, AppError>;

    /// Proposes the least change that gives every entry its reviews again; nothing takes effect.
    ///
    /// # Errors
    /// `WrongState`; `NothingThere` without an eligible entry, a ready judge or a round.
    async fn propose_repair(&self, slug: String) -> Result<Next, AppError>;

    /// Lets proposals keep an assignment, or lets them change it again.
    ///
    /// # Errors
    /// `WrongState`.
    async fn pin(&self, slug: String, assignment: AssignmentId, pinned: bool) -> Result<Next, AppError>;

    /// Lets two judges change entries with each other.
    ///
    /// # Errors
    /// `ConflictOfInterest`, `PairForbidden`, `AlreadyAssigned`, `NotEligible`, `ConsentMissing`, `HasScorecard` when one was
    /// handed in, `ConflictsNotDeclared` when one is not ready; `WrongState`.
    async fn swap(&self, slug: String, assignment: AssignmentId, other: AssignmentId) -> Result<Next, AppError>;

    /// Keeps a judge and an entry apart.
    ///
    /// # Errors
    /// `AlreadyAssigned` while they are together; [`AppError::Invalid`] at `apart_reason`; `WrongState`.
    async fn forbid(&self, slug: String, judge: JudgeId, entry: EntryId, reason: String) -> Result<Next, AppError>;

    /// Lets them come together again.
    ///
    /// # Errors
    /// `NothingThere` when they are not kept apart; `WrongState`.
    async fn allow(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError>;
}

/// See [`Assigning::propose_repair`].
#[server(endpoint = "panel/propose_repair")]
pub async fn propose_repair(slug: String) -> Result<Next, AppError> {
    crate::services::services().assigning.propose_repair(slug).await
}

/// See [`Assigning::pin`].
#[server(endpoint = "panel/pin")]
pub async fn pin_assignment(slug: String, assignment: AssignmentId, pinned: Option<String>) -> Result<Next, AppError> {
    crate::services::services().assigning.pin(slug, assignment, pinned.is_some()).await
}

/// See [`Assigning::swap`].
#[server(endpoint = "panel/swap")]
pub async fn swap_assignments(slug: String, assignment: AssignmentId, other: AssignmentId) -> Result<Next, AppError> {
    crate::services::services().assigning.swap(slug, assignment, other).await
}

/// See [`Assigning::forbid`].
#[server(endpoint = "panel/forbid")]
pub async fn forbid_pair(
    slug: String,
    apart_judge: JudgeId,
    apart_entry: EntryId,
    apart_reason: String,
) -> Result<Next, AppError> {
    crate::services::services().assigning.forbid(slug, apart_judge, apart_entry, apart_reason).await
}

/// See [`Assigning::allow`].
#[server(endpoint = "panel/allow")]
pub async fn allow_pair(slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().assigning.allow(slug, judge, entry).await
}
