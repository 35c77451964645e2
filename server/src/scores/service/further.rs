//! Further reviews where the result is uncertain.

mod evidence;

use self::evidence::{Evidence, Plan, Planned};
use super::by_slug;
use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, About, Editor, Observer, Organises},
    },
    competition,
    db::{Conn, Tx},
    mail,
    panel::store as panel,
    request::Request,
    scores::store::further,
};
use app::{
    competition::model::{Competition, FurtherRule},
    error::{AppError, Refusal},
    ids::JudgeId,
    next::{Done, Next},
    scores::{
        api::FurtherReviews,
        model::{FurtherBatch, FurtherLine, FurtherPage, FurtherView},
        rules::{self, Places},
    },
};
use async_trait::async_trait;
use serde_json::json;
use std::sync::Arc;

/// The port bound to a request, and to what tells how certain a place is, which is of a later stage.
#[derive(Clone)]
pub struct FurtherService {
    /// The request.
    pub request: Arc<Request>,
    /// The model.
    pub places: &'static dyn Places,
}

fn ours(error: impl std::fmt::Display) -> AppError {
    tracing::error!(error = %error, "further reviews");
    AppError::Internal
}

async fn organiser<P: Organises>(
    conn: &mut Conn,
    caller: Option<&Caller>,
    slug: &str,
) -> Result<(Competition, P), AppError> {
    permits::signed_in(caller)?;
    let competition = by_slug(conn, slug).await?;
    let permit = permits::organiser(conn, caller, competition.id).await?;
    Ok((competition, permit))
}

/// Whether somebody is on the panel: then the present order is not for them, whatever else they may.
async fn judges_here(conn: &mut Conn, caller: Option<&Caller>, competition: &Competition) -> Result<bool, AppError> {
    match permits::panel_member(conn, caller, competition.id).await {
        Ok(_) => Ok(true),
        Err(AppError::NotFound) => Ok(false),
        Err(error) => Err(error),
    }
}

async fn announced(conn: &mut Conn, competition: &Competition) -> Result<Option<FurtherRule>, AppError> {
    let rule = competition::store::further::announced(conn, competition.id).await?;
    Ok(rule.filter(|rule| rule.budget > 0))
}

/// Works it out, outside of transactions and of the threads that answer requests: it is arithmetic, and giving looks again.
async fn worked_out(evidence: Evidence, places: &'static dyn Places) -> Result<(Evidence, Plan), AppError> {
    let work = move || evidence.plan(places).map(|plan| (evidence, plan));
    tokio::task::spawn_blocking(work).await.map_err(ours)?.map_err(ours)
}

fn line(evidence: &Evidence, planned: &Planned) -> Option<FurtherLine> {
    let entry = evidence.situation.entries.iter().find(|entry| entry.id == planned.pick.key)?;
    let name = |id: JudgeId| evidence.situation.judges.iter().find(|judge| judge.id == id);
    Some(FurtherLine {
        title: entry.title.clone(),
        track: evidence.tracks.iter().find(|track| track.id == entry.track).map(|track| track.name.clone())?,
        reviews: planned.pick.reviews,
        probability: planned.pick.probability,
        value: planned.pick.value,
        judge: planned.judge.and_then(name).map(|judge| judge.name.clone()),
    })
}

/// What is to be given, as it was worked out before the transaction began.
async fn prepare(service: &FurtherService, slug: &str) -> Result<Plan, AppError> {
    let request = &service.request;
    let mut conn = request.read().await?;
    let (competition, by) = organiser::<Editor>(&mut conn, request.caller(), slug).await?;
    if judges_here(&mut conn, request.caller(), &competition).await? {
        return Err(AppError::NotFound);
    }
    rules::may_give(competition.state)?;
    by.impartial()?;
    let rule = announced(&mut conn, &competition).await?.ok_or(Refusal::ProposalOutdated)?;
    let evidence =
        Evidence::read(&mut conn, competition, rule, request.ambient.now()).await?.ok_or(Refusal::ProposalOutdated)?;
    drop(conn);
    Ok(worked_out(evidence, service.places).await?.1)
}

async fn give(tx: &mut Tx, request: &Request, slug: &str, digest: &str, plan: Plan) -> Result<Next, AppError> {
    let (competition, permit) = organiser::<Editor>(tx, request.caller(), slug).await?;
    rules::may_give(competition.state)?;
    // Which entries are uncertain says of each where it stands: who has a conflict with one gives none.
    permit.impartial()?;
    panel::write::one_at_a_time(tx, competition.id).await?;
    let rule = announced(tx, &competition).await?.ok_or(Refusal::ProposalOutdated)?;
    let at = tx.now();
    let now = Evidence::read(tx, competition, rule, at).await?.ok_or(Refusal::ProposalOutdated)?;
    let lines = plan.next.map_err(|_| Refusal::ProposalOutdated)?;
    let given: Vec<_> = lines.iter().filter_map(|line| Some((line, line.judge?))).collect();
    if digest != plan.digest || now.fingerprint().map_err(ours)? != plan.fingerprint || given.is_empty() {
        return Err(Refusal::ProposalOutdated.into());
    }
    for (line, judge) in &given {
        let entry = line.pick.key;
        let permit: About<Editor> = permit.about(entry)?;
        // As if by hand: a later repair must not take back what was decided here.
        let new = panel::write::assign_by_hand(tx, &permit, now.situation.round.id, *judge).await?;
        if !new || !further::count_one(tx, &permit, *judge).await? {
            return Err(Refusal::ProposalOutdated.into());
        }
    }
    let told = |(line, judge): &(&Planned, JudgeId)| {
        let pick = &line.pick;
        json!({ "entry": pick.key, "judge": judge, "reviews": pick.reviews, "probability": pick.probability, "value": pick.value })
    };
    let competition = &now.situation.competition;
    let payload = json!({
        "given_before": now.given, "rule": rule, "seed": plan.seed, "reviews": given.iter().map(told).collect::<Vec<_>>(),
    });
    let event = Event {
        competition: Some(competition.id),
        actor: permit.account(),
        action: "scores.give_further",
        subject: competition.id.to_string(),
        payload,
    };
    audit::append(tx, event).await?;
    let judges = given.iter().map(|(_, judge)| *judge).collect();
    // In the words of every such change: why is not for the judges.
    let event = format!("assignments:{digest}");
    mail::assignments_changed(tx, &request.config.post(), competition, &event, &judges).await?;
    Ok(Next::done(format!("/c/{slug}/organise/scores/further"), Done::AssignmentApplied))
}

#[async_trait]
impl FurtherReviews for FurtherService {
    async fn further(&self, slug: String) -> Result<FurtherPage, AppError> {
        let mut conn = self.request.read().await?;
        let (competition, by) = organiser::<Observer>(&mut conn, self.request.caller(), &slug).await?;
        let rule = announced(&mut conn, &competition).await?;
        let given = further::given(&mut conn, competition.id).await?;
        let page = |view: FurtherView| FurtherPage { competition: competition.clone(), rule, given, view };
        let Some(known) = rule else { return Ok(page(FurtherView::NotAnnounced)) };
        if judges_here(&mut conn, self.request.caller(), &competition).await? {
            return Ok(page(FurtherView::Own));
        }
        if rules::may_give(competition.state).is_err() {
            return Ok(page(FurtherView::NotNow));
        }
        if by.impartial().is_err() {
            return Ok(page(FurtherView::Kept));
        }
        let Some(evidence) = Evidence::read(&mut conn, competition.clone(), known, self.request.ambient.now()).await?
        else {
            return Ok(page(FurtherView::NotNow));
        };
        drop(conn);
        let (evidence, plan) = worked_out(evidence, self.places).await?;
        Ok(page(match plan.next {
            Err(why) => FurtherView::Still(why),
            Ok(lines) => FurtherView::Next(FurtherBatch {
                seed: plan.seed,
                digest: plan.digest,
                lines: lines.iter().filter_map(|planned| line(&evidence, planned)).collect(),
            }),
        }))
    }

    async fn give_further(&self, slug: String, digest: String) -> Result<Next, AppError> {
        // Looked at in the transaction only: a form that comes twice gets the reply of the first time.
        let prepared = prepare(self, &slug).await;
        let request: Arc<Request> = self.request.clone();
        self.request.write(move |tx| Box::pin(async move { give(tx, &request, &slug, &digest, prepared?).await })).await
    }
}
