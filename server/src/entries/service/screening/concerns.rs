//! Concerns, which only organisers see.

use super::AtEntry;
use crate::{
    auth::permits,
    entries::{service::record, store},
    request::Request,
};
use app::{
    entries::{
        model::EntryState,
        rules::screening::{self as rules, ConcernForm},
    },
    error::{AppError, Refusal},
    ids::{ConcernId, EntryId},
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn raise(request: &Request, entry: EntryId, form: ConcernForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let at = AtEntry::begin(tx, caller.as_deref(), entry).await?;
                // A draft is its team's own: nobody has seen what there is to worry about.
                if at.entry.state == EntryState::Draft {
                    return Err(Refusal::WrongState.into());
                }
                let new = rules::concern(&form)?;
                let concern = store::screening::concerns::raise(tx, &at.by, &new).await?;
                let payload = json!({ "concern": concern, "kind": new.kind, "text": new.text });
                record(tx, at.competition.id, at.by.account(), "entries.raise_concern", entry, payload).await?;
                Ok(at.back(Done::ScreeningRecorded))
            })
        })
        .await
}

pub(super) async fn settle(request: &Request, concern: ConcernId, reason: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (_, entry) = store::screening::concerns::place(tx, concern).await?.ok_or(AppError::NotFound)?;
                let at = AtEntry::begin(tx, caller.as_deref(), entry).await?;
                let reason = rules::reason(&reason)?;
                if !store::screening::concerns::settle(tx, &at.by, concern, &reason).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "concern": concern, "reason": reason });
                record(tx, at.competition.id, at.by.account(), "entries.settle_concern", entry, payload).await?;
                Ok(at.back(Done::ScreeningRecorded))
            })
        })
        .await
}
