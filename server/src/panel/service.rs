//! This stage's port, for one caller: permit, rules, transaction, audit.

mod assigning;
mod assignment;
mod by_hand;
mod conduct;
mod conflict_changes;
mod conflict_overview;
mod conflicts;
mod invitations;
mod judges;
mod jury;
mod lists;
mod members;
mod profiles;
mod stepping_down;

use super::situation;
use crate::{
    audit::Event,
    auth::permits::{self, Observer, Organises, PanelMember, Seat},
    competition::store::read as competitions,
    db::Conn,
    request::Request,
};
use app::{
    competition::model::{Competition, CompetitionState},
    error::AppError,
    ids::{AccountId, AssignmentId, CompetitionId, EntryId, JudgeId, RunId},
    next::Next,
    panel::{
        api::Panel,
        model::{AssignmentBoard, Declaration, DeclarationFilter, InvitationView, JudgeDesk, PanelBoard},
        rules::{DeclarationForm, InvitationForm, ProfileForm, SeatForm},
    },
};
use async_trait::async_trait;
use serde_json::Value;
use std::sync::Arc;

/// The port bound to a request.
#[derive(Clone)]
pub struct PanelService(pub Arc<Request>);

/// The competition and the caller's permit there. Who is not signed in learns nothing of whether it exists.
async fn organiser<P: Organises>(
    conn: &mut Conn,
    caller: Option<&crate::auth::Caller>,
    slug: &str,
) -> Result<(Competition, P), AppError> {
    permits::signed_in(caller)?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let permit = permits::organiser(conn, caller, competition.id).await?;
    Ok((competition, permit))
}

/// A competition that everybody may know of. One that is being prepared exists for its organisers only.
async fn public(conn: &mut Conn, caller: Option<&crate::auth::Caller>, slug: &str) -> Result<Competition, AppError> {
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    if competition.state == CompetitionState::Setup {
        // To all but its organisers there is nothing, whether they are signed in or not.
        match permits::organiser::<Observer>(conn, caller, competition.id).await {
            Err(AppError::SignIn) => return Err(AppError::NotFound),
            other => other.map(drop)?,
        }
    }
    Ok(competition)
}

/// The competition and the caller's seat on its panel.
async fn member(
    conn: &mut Conn,
    caller: Option<&crate::auth::Caller>,
    slug: &str,
) -> Result<(Competition, PanelMember), AppError> {
    permits::signed_in(caller)?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let permit = permits::panel_member(conn, caller, competition.id).await?;
    Ok((competition, permit))
}

/// The competition and the caller's seat, whatever is signed: for what is a judge's own.
async fn seat(
    conn: &mut Conn,
    caller: Option<&crate::auth::Caller>,
    slug: &str,
) -> Result<(Competition, Seat), AppError> {
    permits::signed_in(caller)?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let permit = permits::seat(conn, caller, competition.id).await?;
    Ok((competition, permit))
}

fn event(
    competition: CompetitionId,
    actor: Option<AccountId>,
    action: &'static str,
    subject: impl ToString,
    payload: Value,
) -> Event {
    Event { competition: Some(competition), actor, action, subject: subject.to_string(), payload }
}

#[async_trait]
impl Panel for PanelService {
    async fn board(&self, slug: String) -> Result<PanelBoard, AppError> {
        self.panel_board(&slug).await
    }
    async fn invite(&self, slug: String, form: InvitationForm) -> Result<Next, AppError> {
        self.make_invitation(slug, form).await
    }
    async fn renew_invitation(&self, slug: String, judge: JudgeId) -> Result<Next, AppError> {
        self.make_new_link(slug, judge).await
    }
    async fn remove_judge(&self, slug: String, judge: JudgeId) -> Result<Next, AppError> {
        self.take_off(slug, judge).await
    }
    async fn invitation(&self, token: String) -> Result<InvitationView, AppError> {
        self.look_at_invitation(&token).await
    }
    async fn accept(
        &self,
        token: String,
        languages: String,
        max_load: String,
        conduct: Option<i64>,
    ) -> Result<Next, AppError> {
        self.accept_invitation(token, languages, max_load, conduct).await
    }
    async fn decline(&self, token: String, reason: String) -> Result<Next, AppError> {
        self.decline_invitation(token, reason).await
    }
    async fn profile(&self, slug: String) -> Result<JudgeDesk, AppError> {
        self.own_profile(&slug).await
    }
    async fn save_profile(&self, slug: String, form: ProfileForm, seat: SeatForm) -> Result<Next, AppError> {
        self.save_own_profile(slug, form, seat).await
    }
    async fn declaration(&self, slug: String, filter: DeclarationFilter) -> Result<Declaration, AppError> {
        self.list_to_declare(&slug, &filter).await
    }
    async fn declare_conflicts(&self, slug: String, form: DeclarationForm) -> Result<Next, AppError> {
        self.declare_all(slug, form).await
    }
    async fn add_conflict(
        &self,
        slug: String,
        entry: String,
        kind: String,
        category: String,
        reason: String,
    ) -> Result<Next, AppError> {
        self.declare_one(slug, entry, kind, category, reason).await
    }
    async fn assignment_board(&self, slug: String) -> Result<AssignmentBoard, AppError> {
        self.who_judges_what(&slug).await
    }
    async fn propose(&self, slug: String) -> Result<Next, AppError> {
        self.make_proposal(slug, false).await
    }
    async fn apply(&self, slug: String, run: RunId, digest: String) -> Result<Next, AppError> {
        self.apply_proposal(slug, run, digest).await
    }
    async fn assign_by_hand(&self, slug: String, judge: JudgeId, entry: EntryId) -> Result<Next, AppError> {
        self.assign_one(slug, judge, entry).await
    }
    async fn unassign(&self, slug: String, assignment: AssignmentId, reason: String) -> Result<Next, AppError> {
        self.unassign_one(slug, assignment, reason).await
    }
}
