//! A later deadline for one entry, and what was there at each close.

use super::{EntriesService, mail, queue::organised, record, store, track_change as track, with_competition};
use crate::{
    auth::permits::{self, Editor, Organises},
    competition::store::{close, dates},
    entries::store::exception::Given,
    request::Request,
};
use app::{
    competition::model::TimetableDate,
    entries::{
        api::Deadlines,
        rules::{self, ExceptionForm},
        views::{Closes, OtherTracks},
    },
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use async_trait::async_trait;
use serde_json::json;

#[async_trait]
impl Deadlines for EntriesService {
    async fn closes(&self, slug: String) -> Result<Closes, AppError> {
        let mut conn = self.0.read().await?;
        let (competition, _) = organised(&mut conn, &self.0, &slug).await?;
        Ok(Closes { closes: close::all(&mut conn, competition.id).await?, competition })
    }
    async fn other_tracks(&self, entry: EntryId) -> Result<OtherTracks, AppError> {
        track::others(&self.0, entry).await
    }
    async fn change_track(&self, entry: EntryId, version: i64, track: String) -> Result<Next, AppError> {
        track::change(&self.0, entry, version, track).await
    }
    async fn give_exception(&self, entry: EntryId, form: ExceptionForm) -> Result<Next, AppError> {
        give(&self.0, entry, form).await
    }
}

async fn give(request: &Request, id: EntryId, form: ExceptionForm) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (entry, competition) = with_competition(tx, id).await?;
                let by = permits::organiser::<Editor>(tx, caller.as_deref(), competition.id).await?.about(id)?;
                rules::may_give(entry.state, entry.exception.is_some(), competition.state)?;
                // Like everybody's deadline it holds to the end of its minute.
                let until = dates::moment(&form.until, &competition.time_zone, TimetableDate::EntriesCloseAt);
                let given = rules::exception(until, &form.reason, competition.entries_close_at, tx.now())?;
                match store::exception::give(tx, &by, &given).await? {
                    Given::Done => {}
                    Given::Already => return Err(Refusal::ExceptionGiven.into()),
                    Given::TooLate => return Err(Refusal::WrongState.into()),
                }
                let payload = json!({
                    "old": competition.entries_close_at, "new": given.until, "reason": given.reason,
                    "state": entry.state, "version": entry.version,
                });
                record(tx, competition.id, by.account(), "entries.give_exception", id, payload).await?;
                mail::later(tx, &post, &competition, &entry, &given).await?;
                let page = format!("/c/{}/organise/entries/{id}", competition.slug);
                Ok(Next::done(page, Done::ExceptionGiven))
            })
        })
        .await
}
