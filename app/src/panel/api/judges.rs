//! Judges themselves: what they sign and tell, how they step down; and how organisers keep a panel.

use crate::{
    error::AppError,
    ids::{EntryId, JudgeId},
    next::Next,
    panel::{
        model::{BalanceDesk, ConductDesk, JudgeDesk, JudgeList, PanelSettingsDesk},
        rules::{ProfileForm, SeatForm},
    },
};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. `slug` is the competition's short name. Whatever needs somebody
/// signed in gives [`AppError::SignIn`] without; what is not the caller's gives [`AppError::NotFound`].
#[async_trait]
pub trait Judges: Send + Sync {
    /// Conduct and confidentiality, for a judge.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn conduct(&self, slug: String) -> Result<ConductDesk, AppError>;

    /// Signs it, for a judge.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `agreed`; [`AppError::Stale`] when another version is in force than the one that was shown.
    async fn sign(&self, slug: String, version: i64, agreed: bool) -> Result<Next, AppError>;

    /// A judge's data, for an organiser who writes for one that asked. Gender is there for owners only.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn profile_of(&self, slug: String, judge: JudgeId) -> Result<JudgeDesk, AppError>;

    /// Saves them, for an organiser.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields.
    async fn save_profile_of(
        &self,
        slug: String,
        judge: JudgeId,
        form: ProfileForm,
        seat: SeatForm,
    ) -> Result<Next, AppError>;

    /// Puts a judge on reserve, or calls one in, who is told by mail; for an organiser.
    ///
    /// # Errors
    /// `NothingThere` when they were so before; `WrongState`.
    async fn set_reserve(&self, slug: String, judge: JudgeId, reserve: bool) -> Result<Next, AppError>;

    /// The caller leaves the panel. What was handed in stays and counts, the rest goes back to the organisers.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`.
    async fn step_down(&self, slug: String, reason: String) -> Result<Next, AppError>;

    /// The caller gives one entry back that is not handed in.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `reason`.
    async fn give_back(&self, slug: String, entry: EntryId, reason: String) -> Result<Next, AppError>;

    /// What organisers set for their panel.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn settings(&self, slug: String) -> Result<PanelSettingsDesk, AppError>;

    /// Changes it.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `minutes`, `expertise`.
    async fn save_settings(&self, slug: String, minutes: String, expertise: String) -> Result<Next, AppError>;

    /// Puts a next version of conduct in force: every judge signs anew. `texts` are by language.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `text_en`, `text_ar`; `NothingThere` when nothing changed.
    async fn publish_conduct(&self, slug: String, texts: Vec<(&'static str, String)>) -> Result<Next, AppError>;

    /// Who is on the panel, taken together, for an organiser.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn balance(&self, slug: String) -> Result<BalanceDesk, AppError>;

    /// The list of judges an organiser gave last, as it would be brought in.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn list(&self, slug: String) -> Result<JudgeList, AppError>;

    /// Takes a list to be looked at; nobody is invited.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `text`; `WrongState`.
    async fn read_list(&self, slug: String, text: String) -> Result<Next, AppError>;

    /// Invites everybody on the list that was looked at, all or nobody.
    ///
    /// # Errors
    /// `PreviewChanged` when it is another list, or something is wrong with it now; `WrongState`.
    async fn bring_in(&self, slug: String, digest: String) -> Result<Next, AppError>;
}

/// See [`Judges::sign`].
#[server(endpoint = "panel/sign_conduct")]
pub async fn sign_conduct(slug: String, version: i64, agreed: Option<String>) -> Result<Next, AppError> {
    crate::services::services().judges.sign(slug, version, agreed.is_some()).await
}

/// See [`Judges::save_profile_of`].
#[server(endpoint = "panel/save_profile_of")]
pub async fn save_profile_of(
    slug: String,
    judge: JudgeId,
    #[server(flatten)] form: ProfileForm,
    #[server(flatten)] seat: SeatForm,
) -> Result<Next, AppError> {
    crate::services::services().judges.save_profile_of(slug, judge, form, seat).await
}

/// See [`Judges::set_reserve`].
#[server(endpoint = "panel/set_reserve")]
pub async fn set_reserve(slug: String, judge: JudgeId, reserve: bool) -> Result<Next, AppError> {
    crate::services::services().judges.set_reserve(slug, judge, reserve).await
}

/// See [`Judges::step_down`].
#[server(endpoint = "panel/step_down")]
pub async fn step_down(slug: String, reason: String) -> Result<Next, AppError> {
    crate::services::services().judges.step_down(slug, reason).await
}

/// See [`Judges::give_back`].
#[server(endpoint = "panel/give_back")]
pub async fn give_back(slug: String, entry: EntryId, reason: String) -> Result<Next, AppError> {
    crate::services::services().judges.give_back(slug, entry, reason).await
}

/// See [`Judges::save_settings`].
#[server(endpoint = "panel/save_settings")]
pub async fn save_panel_settings(slug: String, minutes: String, expertise: String) -> Result<Next, AppError> {
    crate::services::services().judges.save_settings(slug, minutes, expertise).await
}

/// See [`Judges::publish_conduct`].
#[server(endpoint = "panel/publish_conduct")]
pub async fn publish_conduct(slug: String, text_en: String, text_ar: String) -> Result<Next, AppError> {
    let texts = vec![("en", text_en), ("ar", text_ar)];
    crate::services::services().judges.publish_conduct(slug, texts).await
}

/// See [`Judges::read_list`].
#[server(endpoint = "panel/read_list")]
pub async fn read_list(slug: String, text: String) -> Result<Next, AppError> {
    crate::services::services().judges.read_list(slug, text).await
}

/// See [`Judges::bring_in`].
#[server(endpoint = "panel/bring_in")]
pub async fn bring_in_list(slug: String, digest: String) -> Result<Next, AppError> {
    crate::services::services().judges.bring_in(slug, digest).await
}
