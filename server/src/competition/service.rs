//! This stage's port, for one caller: permit, rules, transaction, audit.

mod create;
mod edition;
mod further;
mod guide;
mod inquiries;
mod messages;
mod method;
mod organisers;
mod pages;
mod reopening;
mod settings;
mod timetable;
mod tracks;
mod transition;

use super::store::{read, write};
use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, Editor, Observer, Organises},
    },
    db::{Conn, Tx},
    request::Request,
};
use app::{
    competition::{
        api::Competitions,
        model::{Board, CallPage, Competition, CompetitionState, LogPage, Setup, SetupTrack},
        rules::{AwardForm, CriterionForm, QuestionForm, Rows, SettingsForm, TrackForm},
    },
    error::{AppError, Refusal},
    next::Next,
};
use async_trait::async_trait;
use serde_json::Value;
use std::sync::Arc;

/// The port bound to a request.
#[derive(Clone)]
pub struct CompetitionService(pub Arc<Request>);

/// The competition of this short name, and a permit of its organisers.
async fn organiser<P: Organises>(
    conn: &mut Conn,
    caller: Option<&Caller>,
    slug: &str,
) -> Result<(P, Competition), AppError> {
    permits::signed_in(caller)?;
    let competition = read::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let permit = permits::organiser(conn, caller, competition.id).await?;
    Ok((permit, competition))
}

/// Takes the next version; what is published does not change any more.
async fn next_version(tx: &mut Tx, by: &Editor, competition: &Competition, version: i64) -> Result<(), AppError> {
    if competition.state == CompetitionState::Published {
        return Err(Refusal::WrongState.into());
    }
    if write::next_version(tx, by, version).await? { Ok(()) } else { Err(AppError::Stale) }
}

/// Writes down what an organiser did.
async fn note(
    tx: &mut Tx,
    by: &Observer,
    action: &'static str,
    subject: String,
    payload: Value,
) -> Result<(), AppError> {
    let event = Event { competition: Some(by.competition()), actor: by.account(), action, subject, payload };
    Ok(audit::append(tx, event).await?)
}

#[async_trait]
impl Competitions for CompetitionService {
    async fn public(&self) -> Result<Vec<Competition>, AppError> {
        Ok(read::public(&mut self.0.read().await?).await?)
    }

    async fn call(&self, slug: String) -> Result<CallPage, AppError> {
        pages::call(&self.0, &slug).await
    }

    async fn board(&self, slug: String) -> Result<Board, AppError> {
        pages::board(&self.0, &slug).await
    }

    async fn setup(&self, slug: String) -> Result<Setup, AppError> {
        pages::setup(&self.0, &slug).await
    }

    async fn setup_track(&self, slug: String, track: String) -> Result<SetupTrack, AppError> {
        pages::setup_track(&self.0, &slug, &track).await
    }

    async fn log(&self, slug: String, before: Option<i64>, check: bool) -> Result<LogPage, AppError> {
        pages::log(&self.0, &slug, before, check).await
    }

    async fn create(&self, name: String, slug: String, time_zone: String) -> Result<Next, AppError> {
        create::create(&self.0, &name, &slug, &time_zone).await
    }

    async fn set_retention(&self, slug: String, retention_days: String) -> Result<Next, AppError> {
        settings::set_retention(&self.0, slug, retention_days).await
    }
    async fn save_settings(&self, slug: String, version: i64, form: SettingsForm) -> Result<Next, AppError> {
        settings::save(&self.0, slug, version, form).await
    }

    async fn save_track(&self, slug: String, track: String, version: i64, form: TrackForm) -> Result<Next, AppError> {
        tracks::save(&self.0, tracks::Place { slug, track, version }, form).await
    }

    async fn save_rubric(
        &self,
        slug: String,
        track: String,
        version: i64,
        criteria: Rows<CriterionForm>,
    ) -> Result<Next, AppError> {
        tracks::save_rubric(&self.0, tracks::Place { slug, track, version }, criteria).await
    }

    async fn save_awards(
        &self,
        slug: String,
        track: String,
        version: i64,
        awards: Rows<AwardForm>,
    ) -> Result<Next, AppError> {
        tracks::save_awards(&self.0, tracks::Place { slug, track, version }, awards).await
    }

    async fn save_questions(
        &self,
        slug: String,
        track: String,
        version: i64,
        questions: Rows<QuestionForm>,
    ) -> Result<Next, AppError> {
        tracks::save_questions(&self.0, tracks::Place { slug, track, version }, questions).await
    }

    async fn move_date(
        &self,
        slug: String,
        version: i64,
        date: String,
        value: String,
        reason: String,
    ) -> Result<Next, AppError> {
        timetable::move_date(&self.0, timetable::Wish { slug, version, date, value, reason }).await
    }

    async fn publish_rules(&self, slug: String, version: i64, text: String) -> Result<Next, AppError> {
        settings::publish_rules(&self.0, slug, version, text).await
    }

    async fn transition(&self, slug: String, to: String) -> Result<Next, AppError> {
        transition::transition(&self.0, slug, to).await
    }

    async fn save_file_limit(&self, slug: String, version: i64, build_mebibytes: String) -> Result<Next, AppError> {
        settings::save_file_limit(&self.0, slug, version, build_mebibytes).await
    }

    async fn announce_further(&self, slug: String, budget: String, damping: String) -> Result<Next, AppError> {
        further::announce(&self.0, slug, budget, damping).await
    }
}
