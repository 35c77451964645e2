//! What this stage offers to pages and browsers.

mod editions;
mod guide;
mod inquiries;
mod messages;
mod methods;
mod organisers;
mod reopenings;

pub use editions::{AddTrack, CopyEdition, Editions, MoveTrack, RemoveTrack};
pub use guide::{Guide, SavePrechecks};
pub use inquiries::{AnswerInquiry, Ask, Inquiries};
pub use messages::{MessageForm, Messages, RemindDrafts, ResetMessage, SaveMessage};
pub use methods::{ChooseMethod, Methods, SealMethod};
pub use organisers::{
    HandOver, InviteOrganiser, JoinOrganisers, LeaveOrganisers, Organisers, RemoveOrganiser, RenewOrganiser, SetRights,
    StopOrganiser,
};
pub use reopenings::{ConfirmReopening, ProposeReopening, Reopenings, WithdrawReopening};

use super::{
    model::{Board, CallPage, Competition, LogPage, Setup, SetupTrack},
    rules::{AwardForm, CriterionForm, QuestionForm, Rows, SettingsForm, TrackForm},
};
use crate::{error::AppError, next::Next};
use async_trait::async_trait;
use leptos::prelude::*;

/// The port; the server implements it for one caller. A competition is named by its `slug`; one that the caller does
/// not run, and one that does not exist, are the same [`AppError::NotFound`]. Every write by an organiser also gives
/// [`AppError::SignIn`] when nobody is signed in. `version` is the one the form was drawn with; when somebody saved in
/// between the answer is [`AppError::Stale`].
#[async_trait]
pub trait Competitions: Send + Sync {
    /// The competitions that are not being prepared any more, newest first.
    ///
    /// # Errors
    /// The database's.
    async fn public(&self) -> Result<Vec<Competition>, AppError>;

    /// The call. While it is being prepared it exists for its organisers only.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    async fn call(&self, slug: String) -> Result<CallPage, AppError>;

    /// The organisers' overview.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn board(&self, slug: String) -> Result<Board, AppError>;

    /// The organisers' settings.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn setup(&self, slug: String) -> Result<Setup, AppError>;

    /// The settings of a track, by its key.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn setup_track(&self, slug: String, track: String) -> Result<SetupTrack, AppError>;

    /// The log, newest first, from before the event of this number; with `check`, what a check of the whole log found.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`].
    async fn log(&self, slug: String, before: Option<i64>, check: bool) -> Result<LogPage, AppError>;

    /// Makes a competition from the template and its maker an organiser of it. Hosts only.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `name`, `slug` (`Slug`, `Taken`), `time_zone`; [`AppError::NotFound`] to others.
    async fn create(&self, name: String, slug: String, time_zone: String) -> Result<Next, AppError>;

    /// Saves the words and numbers of a competition.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields; `WrongState` once results are published.
    async fn save_settings(&self, slug: String, version: i64, form: SettingsForm) -> Result<Next, AppError>;

    /// Changes for how many days after publication what is known of people is kept.
    ///
    /// # Errors
    /// [`AppError::SignIn`], [`AppError::NotFound`]; [`AppError::Invalid`] at `retention_days`; `WrongState` once it is
    /// erased.
    async fn set_retention(&self, slug: String, retention_days: String) -> Result<Next, AppError>;

    /// Saves a track's words and the order in which its ties are settled.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at the form's fields; `RubricLocked` when the order of ties changes after the first
    /// submitted scorecard; `WrongState` once results are published.
    async fn save_track(&self, slug: String, track: String, version: i64, form: TrackForm) -> Result<Next, AppError>;

    /// Saves the rubric of a track, all criteria at once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `criterion[ROW][..]`; `RubricLocked` once a scorecard was submitted in the track.
    async fn save_rubric(
        &self,
        slug: String,
        track: String,
        version: i64,
        criteria: Rows<CriterionForm>,
    ) -> Result<Next, AppError>;

    /// Saves the awards of a track, all at once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `award[ROW][..]`; `AwardGiven` when one is left out that was given; `WrongState` once
    /// results are published.
    async fn save_awards(
        &self,
        slug: String,
        track: String,
        version: i64,
        awards: Rows<AwardForm>,
    ) -> Result<Next, AppError>;

    /// Saves what the entry form of a track asks, all questions at once.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `question[ROW][..]`; `WrongState` once entries are closed.
    async fn save_questions(
        &self,
        slug: String,
        track: String,
        version: i64,
        questions: Rows<QuestionForm>,
    ) -> Result<Next, AppError>;

    /// Moves a date, given as a local date and time in the competition's zone. The old one stays visible.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `date`, `value`, `reason` (required once the call is open); `WrongState`.
    async fn move_date(
        &self,
        slug: String,
        version: i64,
        date: String,
        value: String,
        reason: String,
    ) -> Result<Next, AppError>;

    /// Publishes the next version of the rules.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `text`; `WrongState` once results are published.
    async fn publish_rules(&self, slug: String, version: i64, text: String) -> Result<Next, AppError>;

    /// Changes the state.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `to`; the refusals of [`super::rules::may_transition`]; [`AppError::Stale`] when somebody
    /// else changed it at the same time.
    async fn transition(&self, slug: String, to: String) -> Result<Next, AppError>;

    /// Says how large a build of an entry may be. Files that are there already stay.
    ///
    /// # Errors
    /// As [`Competitions::save_settings`]; [`AppError::Invalid`] at `build_mebibytes`.
    async fn save_file_limit(&self, slug: String, version: i64, build_mebibytes: String) -> Result<Next, AppError>;

    /// Announces how many further reviews there may be where the result is uncertain; 0 takes it back.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `further_budget`, `further_damping`; `WrongState` once judging has begun.
    async fn announce_further(&self, slug: String, budget: String, damping: String) -> Result<Next, AppError>;
}

/// See [`Competitions::create`].
#[server(endpoint = "competition/create")]
pub async fn create(name: String, slug: String, time_zone: String) -> Result<Next, AppError> {
    crate::services::services().competitions.create(name, slug, time_zone).await
}

/// See [`Competitions::set_retention`].
#[server(endpoint = "competition/set_retention")]
pub async fn set_retention(slug: String, retention_days: String) -> Result<Next, AppError> {
    crate::services::services().competitions.set_retention(slug, retention_days).await
}

/// See [`Competitions::save_settings`].
#[server(endpoint = "competition/save_settings")]
pub async fn save_settings(
    slug: String,
    version: i64,
    #[server(flatten)] form: SettingsForm,
) -> Result<Next, AppError> {
    crate::services::services().competitions.save_settings(slug, version, form).await
}

/// See [`Competitions::save_track`].
#[server(endpoint = "competition/save_track")]
pub async fn save_track(
    slug: String,
    track: String,
    version: i64,
    #[server(flatten)] form: TrackForm,
) -> Result<Next, AppError> {
    crate::services::services().competitions.save_track(slug, track, version, form).await
}

/// See [`Competitions::save_rubric`].
#[server(endpoint = "competition/save_rubric")]
pub async fn save_rubric(
    slug: String,
    track: String,
    version: i64,
    #[server(default)] criterion: Rows<CriterionForm>,
) -> Result<Next, AppError> {
    crate::services::services().competitions.save_rubric(slug, track, version, criterion).await
}

/// See [`Competitions::save_awards`].
#[server(endpoint = "competition/save_awards")]
pub async fn save_awards(
    slug: String,
    track: String,
    version: i64,
    #[server(default)] award: Rows<AwardForm>,
) -> Result<Next, AppError> {
    crate::services::services().competitions.save_awards(slug, track, version, award).await
}

/// See [`Competitions::save_questions`].
#[server(endpoint = "competition/save_questions")]
pub async fn save_questions(
    slug: String,
    track: String,
    version: i64,
    #[server(default)] question: Rows<QuestionForm>,
) -> Result<Next, AppError> {
    crate::services::services().competitions.save_questions(slug, track, version, question).await
}

/// See [`Competitions::move_date`].
#[server(endpoint = "competition/move_date")]
pub async fn move_date(
    slug: String,
    version: i64,
    date: String,
    value: String,
    #[server(default)] reason: String,
) -> Result<Next, AppError> {
    crate::services::services().competitions.move_date(slug, version, date, value, reason).await
}

/// See [`Competitions::publish_rules`].
#[server(endpoint = "competition/publish_rules")]
pub async fn publish_rules(slug: String, version: i64, text: String) -> Result<Next, AppError> {
    crate::services::services().competitions.publish_rules(slug, version, text).await
}

/// See [`Competitions::transition`].
#[server(endpoint = "competition/transition")]
pub async fn transition(slug: String, to: String) -> Result<Next, AppError> {
    crate::services::services().competitions.transition(slug, to).await
}

/// See [`Competitions::save_file_limit`].
#[server(endpoint = "competition/save_file_limit")]
pub async fn save_file_limit(slug: String, version: i64, build_mebibytes: String) -> Result<Next, AppError> {
    crate::services::services().competitions.save_file_limit(slug, version, build_mebibytes).await
}

/// See [`Competitions::announce_further`].
#[server(endpoint = "competition/announce_further")]
pub async fn announce_further(slug: String, further_budget: String, further_damping: String) -> Result<Next, AppError> {
    crate::services::services().competitions.announce_further(slug, further_budget, further_damping).await
}
