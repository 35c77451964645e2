//! A phase that was over is opened again: two organisers, a reason, shown to everybody (trust.md C-12).

use super::{CompetitionService, note, organiser, timetable::announce};
use crate::{
    auth::permits::{self, Editor, Observer, Owner},
    competition::{
        dates,
        store::{
            close,
            proposal::{self, NewProposal},
            read, write,
        },
    },
    db::Tx,
    request::Request,
};
use app::{
    competition::{
        api::Reopenings,
        model::{Call, CompetitionState, Proposal, ProposalKind, TimetableDate},
        rules,
    },
    error::{AppError, Refusal},
    ids::ProposalId,
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

fn overview(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise"), done)
}

/// What waits under this id.
async fn waiting(tx: &mut Tx, by: &Observer, id: ProposalId) -> Result<Proposal, AppError> {
    let found = proposal::waiting_one(tx, by, id).await?.filter(|one| one.kind == ProposalKind::Reopen);
    found.ok_or_else(|| Refusal::NothingThere.into())
}

async fn propose(tx: &mut Tx, request: &Request, slug: &str, form: (&str, &str)) -> Result<Next, AppError> {
    let (by, competition) = organiser::<Editor>(tx, request.caller(), slug).await?;
    let call = read::call(tx, competition).await?;
    let date = rules::reopenable(&call, tx.now()).ok_or(Refusal::WrongState)?.date;
    let reason = rules::reason_at("reopen_reason", form.0, true)?;
    let closes_at = dates::moment(form.1, &call.competition.time_zone, date)
        .map_err(|problem| AppError::field("closes_at", problem))?;
    let what = rules::reopening(&call, closes_at, tx.now())?;
    let payload = serde_json::to_string(&what).map_err(|_| AppError::Internal)?;
    let new = NewProposal { kind: ProposalKind::Reopen, payload, reason, release_at: None };
    let id = proposal::propose(tx, &by, &new).await?;
    let payload = json!({ "reopening": what, "reason": new.reason });
    note(tx, &by, "competition.propose_reopening", id.to_string(), payload).await?;
    Ok(overview(slug, Done::ReopeningProposed))
}

async fn confirm(tx: &mut Tx, request: &Request, slug: &str, id: ProposalId) -> Result<Next, AppError> {
    let (by, competition) = organiser::<Owner>(tx, request.caller(), slug).await?;
    let proposed = waiting(tx, &by, id).await?;
    if proposed.own {
        return Err(Refusal::SecondOrganiser.into());
    }
    if !proposal::confirm(tx, &by, id).await? {
        return Err(Refusal::NothingThere.into());
    }
    let permit = permits::reopens(tx, id).await?;
    let call = read::call(tx, competition).await?;
    let what = permit.what();
    if what.from != call.competition.state {
        return Err(Refusal::WrongState.into());
    }
    if rules::reopening(&call, what.closes_at, tx.now())? != what {
        return Err(Refusal::WrongState.into());
    }
    if what.closes_at.is_some() {
        move_end(tx, request, &by, &call, &proposed).await?;
    }
    if what.from != what.to {
        if !write::reopen(tx, &permit).await? {
            return Err(Refusal::WrongState.into());
        }
        if what.to == CompetitionState::Open {
            close::reopen(tx, &by).await?;
        }
        let payload = json!({ "old": what.from, "new": what.to, "reason": proposed.reason, "proposal": id });
        note(tx, &by, "competition.transition", call.competition.id.to_string(), payload).await?;
    }
    if !proposal::end(tx, by.competition(), id, true).await? {
        return Err(Refusal::NothingThere.into());
    }
    Ok(overview(slug, Done::Reopened))
}

/// The phase gets its new end, as if the date had been moved: the old one stays visible, and teams are told.
async fn move_end(
    tx: &mut Tx,
    request: &Request,
    by: &Owner,
    call: &Call,
    proposed: &Proposal,
) -> Result<(), AppError> {
    let phase = rules::reopenable(call, tx.now()).ok_or(Refusal::WrongState)?;
    let permit = permits::reopens(tx, proposed.id).await?;
    let (before, after, reason) = (call.date(phase.date), permit.what().closes_at, proposed.reason.clone());
    if phase.date == TimetableDate::EntriesCloseAt {
        announce(tx, &request.config.post(), call, before, after, &reason).await?;
    }
    let payload =
        json!({ "date": phase.date.as_str(), "old": before, "new": after, "reason": reason, "proposal": proposed.id });
    write::move_date(tx, by, &write::Move { date: phase.date, before, after, reason }).await?;
    note(tx, by, "competition.move_date", call.competition.id.to_string(), payload).await
}

async fn withdraw(tx: &mut Tx, request: &Request, slug: &str, id: ProposalId) -> Result<Next, AppError> {
    let (by, _) = organiser::<Editor>(tx, request.caller(), slug).await?;
    waiting(tx, &by, id).await?;
    if !proposal::withdraw(tx, &by, id).await? {
        return Err(Refusal::NothingThere.into());
    }
    note(tx, &by, "competition.withdraw_reopening", id.to_string(), json!({})).await?;
    Ok(overview(slug, Done::ProposalWithdrawn))
}

#[async_trait]
impl Reopenings for CompetitionService {
    async fn propose(&self, slug: String, reopen_reason: String, closes_at: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        let form = (reopen_reason, closes_at);
        self.0.write(move |tx| Box::pin(async move { propose(tx, &request, &slug, (&form.0, &form.1)).await })).await
    }

    async fn confirm(&self, slug: String, proposal: String) -> Result<Next, AppError> {
        let (request, id) = (self.0.clone(), proposal.parse()?);
        self.0.write(move |tx| Box::pin(async move { confirm(tx, &request, &slug, id).await })).await
    }

    async fn withdraw(&self, slug: String, proposal: String) -> Result<Next, AppError> {
        let (request, id) = (self.0.clone(), proposal.parse()?);
        self.0.write(move |tx| Box::pin(async move { withdraw(tx, &request, &slug, id).await })).await
    }
}
