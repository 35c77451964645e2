//! What this stage offers to pages and browsers.

mod assigning;
mod conflicts;
mod judges;
mod jury;

pub use assigning::{AllowPair, Assigning, ForbidPair, PinAssignment, ProposeRepair, SwapAssignments};
pub use conflicts::{Conflicts, RecordConflict, RecordForm, SetConflictAside, WeighForm, WeighTie};
pub use judges::{
    BringInList, GiveBack, Judges, PublishConduct, ReadList, SavePanelSettings, SaveProfileOf, SetReserve, SignConduct,
    StepDown,
};
pub use jury::{Jury, SavePublicProfile};

use super::{
    model::{AssignmentBoard, Declaration, DeclarationFilter, InvitationView, JudgeDesk, PanelBoard},
    rules::{DeclarationForm, InvitationForm, ProfileForm, SeatForm},
};
use crate::{
    error::AppError,
    ids::{AssignmentId, EntryId, JudgeId, RunId},
    next::Next,
};
use async_trait::async_trait;
use leptos::prelude::*;
use std::collections::HashMap;

/// The port; the server implements it for one caller. `slug` is the competition's short name. Whatever needs somebody
/// signed in gives [`AppError::SignIn`] without; what is not the caller's gives [`AppError::NotFound`], as does what is
/// not of the competition named.
#[async_trait]
pub trait Panel: Send + Sync {
    /// The panel, for an organiser.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn board(&self, slug: String) -> Result<PanelBoard, AppError>;

    /// Invites somebody, for an organiser: makes a one-time link to be sent.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields; `AlreadyOnPanel`, `WrongState`.
    async fn invite(&self, slug: String, form: InvitationForm) -> Result<Next, AppError>;

    /// Makes a new link and ends the one before, for an organiser; invites again who declined or left.
    ///
    /// # Errors
    /// `AlreadyOnPanel` when the judge has accepted, `WrongState`.
    async fn renew_invitation(&self, slug: String, judge: JudgeId) -> Result<Next, AppError>;

    /// Takes a judge off the panel, for an organiser. Assignments without a submitted scorecard go, scorecards stay.
    ///
    /// # Errors
    /// `NothingThere` when the judge is off the panel already.
    async fn remove_judge(&self, slug: String, judge: JudgeId) -> Result<Next, AppError>;

    /// An invitation, for whoever holds its link.
    ///
    /// # Errors
    /// `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn invitation(&self, token: String) -> Result<InvitationView, AppError>;

    /// Accepts an invitation with the account that is signed in, and signs the conduct that was shown: `conduct` is its
    /// version, if it was agreed to.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `languages`, `max_load`, `conduct`; [`AppError::Stale`] when another version is in force;
    /// `LinkUsed`, `LinkExpired`, `AlreadyOnPanel`, `WrongState`.
    async fn accept(
        &self,
        token: String,
        languages: String,
        max_load: String,
        conduct: Option<i64>,
    ) -> Result<Next, AppError>;

    /// Declines an invitation; needs no account. The link stays, so that one can change one's mind.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`; `LinkUsed`, `LinkExpired`, [`AppError::NotFound`].
    async fn decline(&self, token: String, reason: String) -> Result<Next, AppError>;

    /// The caller's own data as a judge.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn profile(&self, slug: String) -> Result<JudgeDesk, AppError>;

    /// Saves the caller's own data as a judge.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields.
    async fn save_profile(&self, slug: String, form: ProfileForm, seat: SeatForm) -> Result<Next, AppError>;

    /// A part of the list of entries, to declare conflicts on, for a judge.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn declaration(&self, slug: String, filter: DeclarationFilter) -> Result<Declaration, AppError>;

    /// Declares conflicts over a page of the list: over the entries that the form has a field of. When nothing is left to
    /// be said, the judge is ready.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `kind[eID]`, `category[eID]`, `reason[eID]`, `confirmed`; `WrongState` before the list is
    /// final.
    async fn declare_conflicts(&self, slug: String, form: DeclarationForm) -> Result<Next, AppError>;

    /// Declares one conflict, of an entry by its id, at any time after the list is final. A hard one ends access at once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `entry`, `kind`, `category`, `reason`; `WrongState`.
    async fn add_conflict(
        &self,
        slug: String,
        entry: String,
        kind: String,
        category: String,
        reason: String,
    ) -> Result<Next, AppError>;

    /// Who judges what, for an organiser.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn assignment_board(&self, slug: String) -> Result<AssignmentBoard, AppError>;

    /// Proposes assignments, for an organiser; nothing takes effect.
    ///
    /// # Errors
    /// `WrongState`; `NothingThere` without an eligible entry, a ready judge or a round.
    async fn propose(&self, slug: String) -> Result<Next, AppError>;

    /// Puts a proposal into effect, for an organiser, if everything it rests on, and what it would change, is still what
    /// was seen: `digest` is the preview's.
    ///
    /// # Errors
    /// `ProposalOutdated` when something changed or it took effect before; `WrongState`.
    async fn apply(&self, slug: String, run: RunId, digest: String) -> Result<Next, AppError>;

    /// Assigns a judge to an entry, for an organiser. A judge's own limit may be passed: whoever assigns by hand has asked.
    ///
    /// # Errors
    /// `WrongState`, `NotEligible`, `ConsentMissing`, `ConflictsNotDeclared`, `ConflictOfInterest`, `AlreadyAssigned`.
    async fn assign_by_hand(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError>;

    /// Takes an assignment back, for an organiser, and says why. A draft stays with its judge, out of reach.
    ///
    /// # Errors
    /// `HasScorecard` when it was handed in; `WrongState`; [`AppError::Invalid`] at `reason`.
    async fn unassign(&self, slug: String, assignment: AssignmentId, reason: String) -> Result<Next, AppError>;
}

/// See [`Panel::invite`].
#[server(endpoint = "panel/invite")]
pub async fn invite_judge(slug: String, #[server(flatten)] form: InvitationForm) -> Result<Next, AppError> {
    crate::services::services().panel.invite(slug, form).await
}

/// See [`Panel::renew_invitation`].
#[server(endpoint = "panel/renew_invitation")]
pub async fn renew_invitation(slug: String, judge: JudgeId) -> Result<Next, AppError> {
    crate::services::services().panel.renew_invitation(slug, judge).await
}

/// See [`Panel::remove_judge`].
#[server(endpoint = "panel/remove_judge")]
pub async fn remove_judge(slug: String, judge: JudgeId) -> Result<Next, AppError> {
    crate::services::services().panel.remove_judge(slug, judge).await
}

/// See [`Panel::accept`].
#[server(endpoint = "panel/accept")]
pub async fn accept_invitation(
    token: String,
    languages: String,
    max_load: String,
    conduct: Option<i64>,
) -> Result<Next, AppError> {
    crate::services::services().panel.accept(token, languages, max_load, conduct).await
}

/// See [`Panel::decline`].
#[server(endpoint = "panel/decline")]
pub async fn decline_invitation(token: String, reason: String) -> Result<Next, AppError> {
    crate::services::services().panel.decline(token, reason).await
}

/// See [`Panel::save_profile`].
#[server(endpoint = "panel/save_profile")]
pub async fn save_profile(
    slug: String,
    #[server(flatten)] form: ProfileForm,
    #[server(flatten)] seat: SeatForm,
) -> Result<Next, AppError> {
    crate::services::services().panel.save_profile(slug, form, seat).await
}

/// See [`Panel::declare_conflicts`].
#[server(endpoint = "panel/declare_conflicts")]
pub async fn declare_conflicts(
    slug: String,
    #[server(default)] kind: HashMap<String, String>,
    #[server(default)] category: HashMap<String, String>,
    #[server(default)] reason: HashMap<String, String>,
    confirmed: Option<String>,
) -> Result<Next, AppError> {
    let form = DeclarationForm { kind, category, reason, confirmed: confirmed.is_some() };
    crate::services::services().panel.declare_conflicts(slug, form).await
}

/// See [`Panel::add_conflict`].
#[server(endpoint = "panel/add_conflict")]
pub async fn add_conflict(
    slug: String,
    entry: String,
    #[server(default)] kind: String,
    #[server(default)] category: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    crate::services::services().panel.add_conflict(slug, entry, kind, category, reason).await
}

/// See [`Panel::propose`].
#[server(endpoint = "panel/propose")]
pub async fn propose_assignments(slug: String) -> Result<Next, AppError> {
    crate::services::services().panel.propose(slug).await
}

/// See [`Panel::apply`].
#[server(endpoint = "panel/apply")]
pub async fn apply_assignments(slug: String, run: RunId, digest: String) -> Result<Next, AppError> {
    crate::services::services().panel.apply(slug, run, digest).await
}

/// See [`Panel::assign_by_hand`].
#[server(endpoint = "panel/assign")]
pub async fn assign_by_hand(slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
    crate::services::services().panel.assign_by_hand(slug, judge, entry).await
}

/// See [`Panel::unassign`].
#[server(endpoint = "panel/unassign")]
pub async fn unassign(slug: String, assignment: AssignmentId, reason: String) -> Result<Next, AppError> {
    crate::services::services().panel.unassign(slug, assignment, reason).await
}
