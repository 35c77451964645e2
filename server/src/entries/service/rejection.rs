//! Rejections need two organisers (peaceapp.md O8): one proposes, another settles.

use super::{check::Checking, record, store};
use crate::{auth::permits::Organises, request::Request};
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
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                let checking = Checking::begin(tx, caller.as_deref(), id).await?;
                let Checking { by, entry, competition } = &checking;
                let answer = rules::settlement(&answer)?;
                let proposed = store::rejection::of_entry(tx, &by.about(id)?).await?.ok_or(Refusal::NothingThere)?;
                if proposed.version != version || entry.version != version {
                    return Err(AppError::Stale);
                }
                match answer {
                    Settlement::Confirm if proposed.own => Err(Refusal::SecondOrganiser.into()),
                    Settlement::Confirm => {
                        let (reason, text) = (proposed.reason, proposed.text);
                        let verdict = Verdict { outcome: CheckOutcome::Reject, reason, text, cure_days: None };
                        checking.conclude(tx, &post, &verdict, "entries.confirm_rejection").await
                    }
                    Settlement::Drop => {
                        store::rejection::withdraw(tx, by).await?;
                        let payload = json!({
                            "from": entry.state, "reason": proposed.reason, "text": proposed.text, "version": version,
                            "own": proposed.own,
                        });
                        record(tx, competition.id, by.account(), "entries.drop_rejection", id, payload).await?;
                        Ok(checking.back(Done::CheckRecorded))
                    }
                }
            })
        })
        .await
}
