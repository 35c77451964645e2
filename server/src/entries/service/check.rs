//! The eligibility check.

use super::{mail, record, store, with_competition};
use crate::{auth::permits, request::Request};
use app::{
    entries::{
        model::CheckOutcome,
        rules::{self, CheckForm},
    },
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn check(request: &Request, id: EntryId, version: i64, form: CheckForm) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (entry, competition) = with_competition(tx, id).await?;
                let by = permits::organiser(tx, caller.as_deref(), competition.id).await?;
                rules::may_be_checked(entry.state, competition.state)?;
                let verdict = rules::verdict(&form)?;
                if entry.version != version {
                    return Err(AppError::Stale);
                }
                if verdict.outcome == CheckOutcome::Pass && store::team::consent_missing(tx, entry.team.id).await? {
                    return Err(Refusal::ConsentMissing.into());
                }
                if verdict.outcome == CheckOutcome::Reject {
                    store::rejection::propose(tx, &by, id, version, &verdict).await?;
                    let payload = json!({ "reason": verdict.reason, "text": verdict.text, "version": version });
                    record(tx, competition.id, by.account(), "entries.propose_rejection", id, payload).await?;
                    return Ok(Next::done(
                        format!("/c/{}/organise/entries/{id}", competition.slug),
                        Done::RejectionProposed,
                    ));
                }
                // Whoever decides otherwise settles what was proposed.
                store::rejection::withdraw(tx, &by, id).await?;
                if !store::write::record_check(tx, &by, id, version, entry.state, &verdict).await? {
                    return Err(AppError::Stale);
                }
                let payload = json!({
                    "from": entry.state, "to": verdict.state(), "reason": verdict.reason, "text": verdict.text,
                    "cure_days": verdict.cure_days, "version": version,
                });
                record(tx, competition.id, by.account(), "entries.check", id, payload).await?;
                mail::checked(tx, &post, &competition, &entry, &verdict).await?;
                Ok(Next::done(format!("/c/{}/organise/entries/{id}", competition.slug), Done::CheckRecorded))
            })
        })
        .await
}
