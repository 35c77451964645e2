//! This stage's port, for one caller: permit, rules, transaction, audit.

mod analysis;
mod appeals;
mod compare;
mod decide;
mod deliberation;
mod departure;
mod feedback;
mod gallery;
pub mod pack;
mod prizes;
mod publish;
pub mod release;
mod rounds;
mod show;
mod statistics;

use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, Editor, EntryEditor, Observer, Organises, Release},
    },
    competition::store::read as competitions,
    db::{Conn, Tx},
    request::Request,
    results::store::write,
};
use app::{
    competition::{model::Competition, rules::MethodForm},
    error::{AppError, Refusal},
    ids::EntryId,
    next::Next,
    results::{
        api::Results,
        model::{EntryResult, MethodComparison, Preview, Published},
        ranking::InputError,
        rules::{AwardForm, AwardTyped, PublicationForm, TakeForm},
    },
};
use async_trait::async_trait;
use serde_json::Value;
use std::{collections::HashMap, fmt::Display, sync::Arc};

/// The port bound to a request.
#[derive(Clone)]
pub struct ResultsService(pub Arc<Request>);

#[async_trait]
impl Results for ResultsService {
    async fn published(&self, slug: String, version: Option<i64>) -> Result<Published, AppError> {
        show::published(&self.0, slug, version).await
    }

    async fn preview(&self, slug: String) -> Result<Preview, AppError> {
        show::preview(&self.0, &slug).await
    }

    async fn compare(&self, slug: String) -> Result<MethodComparison, AppError> {
        compare::compare(&self.0, &slug).await
    }

    async fn of_entry(&self, entry: EntryId) -> Result<EntryResult, AppError> {
        show::of_entry(&self.0, entry).await
    }

    async fn give_award(&self, slug: String, form: AwardTyped) -> Result<Next, AppError> {
        decide::give_award(&self.0, slug, move || Ok((AwardForm::read(&form)?, form.more_reason))).await
    }

    async fn take_award(&self, slug: String, given: String, take_reason: String) -> Result<Next, AppError> {
        decide::take_award(&self.0, slug, move || TakeForm::read(&given, &take_reason)).await
    }

    async fn record_votes(
        &self,
        slug: String,
        votes: HashMap<String, String>,
        vote_reason: String,
    ) -> Result<Next, AppError> {
        decide::record_votes(&self.0, slug, votes, vote_reason).await
    }

    async fn ask_publication(&self, slug: String) -> Result<Next, AppError> {
        decide::ask_publication(&self.0, slug).await
    }

    async fn propose(&self, slug: String, form: PublicationForm) -> Result<Next, AppError> {
        publish::propose(&self.0, slug, form).await
    }

    async fn confirm(&self, slug: String, proposal: String) -> Result<Next, AppError> {
        publish::confirm(&self.0, slug, proposal.parse()?).await
    }

    async fn withdraw(&self, slug: String, proposal: String) -> Result<Next, AppError> {
        publish::withdraw(&self.0, slug, proposal.parse()?).await
    }

    async fn propose_method(&self, slug: String, form: MethodForm, departure_reason: String) -> Result<Next, AppError> {
        departure::propose(&self.0, slug, form, departure_reason).await
    }
}

/// The competition of a short name, for one of its organisers. Nobody else learns whether there is one.
async fn organised<P: Organises>(
    conn: &mut Conn,
    caller: Option<&Caller>,
    slug: &str,
) -> Result<(Competition, P), AppError> {
    permits::signed_in(caller)?;
    let competition = competitions::by_slug(conn, slug).await?.ok_or(AppError::NotFound)?;
    let organiser = permits::organiser(conn, caller, competition.id).await?;
    Ok((competition, organiser))
}

/// The competition, held for its organiser: in deliberation, or published, when what is decided waits for the next version.
async fn deciding(tx: &mut Tx, caller: Option<&Caller>, slug: &str) -> Result<(Competition, Editor), AppError> {
    let (competition, organiser) = organised::<Editor>(tx, caller, slug).await?;
    if write::hold(tx, &organiser).await? { Ok((competition, organiser)) } else { Err(Refusal::WrongState.into()) }
}

/// Writes down what came with a publication; the organiser who confirmed it did it.
async fn record_release(
    tx: &mut Tx,
    by: &Release,
    action: &'static str,
    subject: impl Display,
    payload: Value,
) -> Result<(), AppError> {
    let (competition, subject) = (Some(by.competition()), subject.to_string());
    Ok(audit::append(tx, Event { competition, actor: by.confirmed_by(), action, subject, payload }).await?)
}

/// Writes down what somebody did for a team.
async fn record_team(tx: &mut Tx, by: &EntryEditor, action: &'static str, payload: Value) -> Result<(), AppError> {
    let (competition, subject) = (Some(by.competition()), by.entry().to_string());
    Ok(audit::append(tx, Event { competition, actor: by.account(), action, subject, payload }).await?)
}

/// Writes down what an organiser did.
async fn record(
    tx: &mut Tx,
    by: &Observer,
    action: &'static str,
    subject: impl Display,
    payload: Value,
) -> Result<(), AppError> {
    let (competition, subject) = (Some(by.competition()), subject.to_string());
    Ok(audit::append(tx, Event { competition, actor: by.account(), action, subject, payload }).await?)
}

/// Stored data that cannot be ranked: the tables refuse such, so it is our fault.
fn broken(error: InputError) -> AppError {
    tracing::error!(%error, "ranking");
    AppError::Internal
}

/// Where an organiser decides about results.
fn desk(slug: &str) -> String {
    format!("/c/{slug}/organise/results")
}
