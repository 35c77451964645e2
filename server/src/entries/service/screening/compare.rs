//! Look-alikes and ties: looked for when an organiser asks for it, and stored. All pairs of ten thousand titles take a
//! second, which neither a page nor the save of a draft has.

use super::{AtEntry, organised, queue_page, reading};
use crate::{
    competition::store::question,
    entries::{service::record, store},
    request::Request,
};
use app::{
    entries::rules::screening as rules,
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn compare(request: &Request, slug: String) -> Result<Next, AppError> {
    // Read and compared before the transaction: on SQLite it would hold up everybody's writes.
    let (mut conn, competition, _) = reading(request, &slug).await?;
    rules::may_screen(competition.state)?;
    let questions = question::all(&mut conn, competition.id).await?;
    let material = store::screening::material::read(&mut conn, competition.id, &questions).await?;
    drop(conn);
    let found =
        tokio::task::spawn_blocking(move || rules::findings(&material)).await.map_err(|_| AppError::Internal)?;
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organised(tx, caller.as_deref(), &slug).await?;
                store::screening::findings::replace(tx, &by, &found).await?;
                let payload = json!({ "found": found.len() });
                record(tx, competition.id, by.account(), "entries.compare", competition.id, payload).await?;
                Ok(queue_page(&slug, Done::Compared))
            })
        })
        .await
}

pub(super) async fn set_aside(
    request: &Request,
    entry: EntryId,
    finding: String,
    aside: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let at = AtEntry::begin(tx, caller.as_deref(), entry).await?;
                let reason = rules::aside(&aside)?;
                if !store::screening::findings::set_aside(tx, &at.by, &finding, &reason).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "finding": finding, "reason": reason });
                record(tx, at.competition.id, at.by.account(), "entries.set_aside", entry, payload).await?;
                Ok(at.back(Done::ScreeningRecorded))
            })
        })
        .await
}
