//! What becomes of prizes: the port for one caller. Forms are read after the permit.

mod announce;
mod answer;
mod compare;
mod show;

pub(super) use announce::announce;

use super::{ResultsService, broken, deciding, record};
use crate::{
    auth::{
        Caller,
        permits::{Editor, Organises},
    },
    db::Tx,
    request::Request,
    results::store::{prizes as store, read},
};
use app::{
    competition::model::Competition,
    error::{AppError, Refusal},
    ids::{AwardId, EntryId},
    next::{Done, Next},
    results::{
        api::Prizes,
        model::{EntryPrizes, PrizeCheck, PrizeDesk},
        rules::{self, AnswerForm, CheckForm, DeliveryForm, Evidence, Standing},
    },
};
use async_trait::async_trait;
use serde_json::json;

/// The organisers' page.
fn desk(slug: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/prizes"), done)
}

#[async_trait]
impl Prizes for ResultsService {
    async fn prizes(&self, slug: String) -> Result<PrizeDesk, AppError> {
        show::desk(&self.0, &slug).await
    }

    async fn of_team(&self, entry: EntryId) -> Result<EntryPrizes, AppError> {
        show::of_team(&self.0, entry).await
    }

    async fn check_prize(&self, slug: String, form: CheckForm) -> Result<Next, AppError> {
        check(&self.0, slug, form).await
    }

    async fn reopen_check(&self, slug: String, of: String) -> Result<Next, AppError> {
        reopen(&self.0, slug, of).await
    }

    async fn ask_prizes(&self, slug: String) -> Result<Next, AppError> {
        announce::ask(&self.0, slug).await
    }

    async fn withhold_prize(&self, slug: String, prize: String, reason: String) -> Result<Next, AppError> {
        withhold(&self.0, slug, prize, reason).await
    }

    async fn offer_again(&self, slug: String, prize: String, reason: String) -> Result<Next, AppError> {
        announce::offer_again(&self.0, slug, prize, reason).await
    }

    async fn answer_prize(&self, entry: EntryId, form: AnswerForm) -> Result<Next, AppError> {
        answer::answer(&self.0, entry, form).await
    }

    async fn deliver_prize(&self, slug: String, form: DeliveryForm) -> Result<Next, AppError> {
        deliver(&self.0, slug, form).await
    }
}

/// The competition, held for an organiser from whom nothing is kept: who wins tells of all entries.
async fn impartial(tx: &mut Tx, caller: Option<&Caller>, slug: &str) -> Result<(Competition, Editor), AppError> {
    let (competition, by) = deciding(tx, caller, slug).await?;
    by.impartial()?;
    Ok((competition, by))
}

/// What decides, in the transaction of a decision.
async fn evidence(tx: &mut Tx, competition: Competition) -> Result<Evidence, AppError> {
    Ok(read::evidence(tx, competition).await?)
}

/// Whether an entry wins an award now, or anything without one named.
fn wins(evidence: &Evidence, award: Option<AwardId>, entry: EntryId) -> Result<bool, AppError> {
    let standings: Vec<Standing<'_>> = rules::standings(evidence).map_err(broken)?;
    let recipients = rules::recipients(evidence, &standings);
    Ok(recipients.into_iter().any(|(of, at)| at == entry && award.is_none_or(|award| award == of)))
}

async fn check(request: &Request, slug: String, form: CheckForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let (entry, check) = form.of()?;
                let by = by.about::<Editor>(entry)?;
                let evidence = evidence(tx, competition).await?;
                if !wins(&evidence, None, entry)? {
                    return Err(Refusal::NothingThere.into());
                }
                let note = form.note()?;
                let mut seen = String::new();
                if check == PrizeCheck::Conflicts {
                    let panel = compare::Panel::read(tx, evidence.competition.id).await?;
                    seen = compare::compared(tx, &panel, &evidence, entry).await?.digest;
                    if seen != form.seen {
                        return Err(Refusal::PreviewChanged.into());
                    }
                }
                store::check(tx, &by, check, (&note, &seen)).await?;
                // The note may be about people, and stays out of the log.
                record(tx, &by, "results.check_prize", entry, json!({ "check": check })).await?;
                Ok(desk(&slug, Done::PrizeChecked))
            })
        })
        .await
}

async fn reopen(request: &Request, slug: String, of: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (_, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let (entry, check) = rules::check_of(&of)?;
                let by = by.about::<Editor>(entry)?;
                if !store::reopen(tx, &by, check).await? {
                    return Err(Refusal::NothingThere.into());
                }
                record(tx, &by, "results.reopen_check", entry, json!({ "check": check })).await?;
                Ok(desk(&slug, Done::PrizeChecked))
            })
        })
        .await
}

async fn withhold(request: &Request, slug: String, prize: String, reason: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let (award, entry) = rules::prize_of(&prize)?;
                let by = by.about::<Editor>(entry)?;
                if !wins(&evidence(tx, competition).await?, Some(award), entry)? {
                    return Err(Refusal::NothingThere.into());
                }
                let reason = rules::prize_reason(&reason)?;
                store::withhold(tx, &by, award, &reason).await?;
                let payload = json!({ "award": award, "reason": reason });
                record(tx, &by, "results.withhold_prize", entry, payload).await?;
                Ok(desk(&slug, Done::PrizePassed))
            })
        })
        .await
}

async fn deliver(request: &Request, slug: String, form: DeliveryForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = impartial(tx, caller.as_deref(), &slug).await?;
                let (award, entry) = rules::prize_of(&form.prize)?;
                let by = by.about::<Editor>(entry)?;
                if !wins(&evidence(tx, competition).await?, Some(award), entry)? {
                    return Err(Refusal::NothingThere.into());
                }
                let (delivery, note) = form.read()?;
                store::deliver(tx, &by, award, (delivery, &note)).await?;
                let payload = json!({ "award": award, "delivery": delivery });
                record(tx, &by, "results.deliver_prize", entry, payload).await?;
                Ok(desk(&slug, Done::Saved))
            })
        })
        .await
}
