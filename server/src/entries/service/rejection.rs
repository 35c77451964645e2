//! Rejections need two organisers (peaceapp.md O8): one proposes, another settles.

use super::{record, store, with_competition};
use crate::{auth::permits, request::Request};
use app::{
    entries::{
        model::CheckOutcome,
        rules::{self, Settlement, Verdict},
    },
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn settle(request: &Request, id: EntryId, version: i64, answer: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (entry, competition) = with_competition(tx, id).await?;
                let by = permits::organiser(tx, caller.as_deref(), competition.id).await?;
                rules::may_be_checked(entry.state, competition.state)?;
                let answer = rules::settlement(&answer)?;
                let proposed = store::rejection::of_entry(tx, id, by.account()).await?.ok_or(Refusal::NothingThere)?;
                if proposed.version != version || entry.version != version {
                    return Err(AppError::Stale);
                }
                store::rejection::withdraw(tx, &by, id).await?;
                let action = match answer {
                    Settlement::Confirm if proposed.own => return Err(Refusal::SecondOrganiser.into()),
                    Settlement::Confirm => {
                        let verdict = Verdict {
                            outcome: CheckOutcome::Reject,
                            reason: proposed.reason,
                            text: proposed.text.clone(),
                            cure_days: None,
                        };
                        if !store::write::record_check(tx, &by, id, version, entry.state, &verdict).await? {
                            return Err(AppError::Stale);
                        }
                        "entries.confirm_rejection"
                    }
                    Settlement::Drop => "entries.drop_rejection",
                };
                let payload = json!({
                    "from": entry.state, "reason": proposed.reason, "text": proposed.text, "version": version,
                    "own": proposed.own,
                });
                record(tx, competition.id, by.account(), action, id, payload).await?;
                Ok(Next::done(format!("/c/{}/organise/entries/{id}", competition.slug), Done::CheckRecorded))
            })
        })
        .await
}
