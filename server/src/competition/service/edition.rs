//! A new edition from one that is there, and tracks that come, move and go.

use super::{CompetitionService, next_version, note, organiser};
use crate::{
    audit::{self, Event},
    auth::permits::{Editor, Owner},
    competition::{
        dates,
        store::{edition as store, method, organisers, precheck, read, rounds, write},
    },
    db::{DbError, Tx},
    request::Request,
};
use app::{
    accounts::model::Role,
    competition::{
        api::Editions,
        model::{Call, CopyDesk},
        rules::{self, CopyForm, NewTrackForm, Shift},
    },
    error::{AppError, Problem, Refusal},
    ids::CompetitionId,
    next::{Done, Next},
    time::Moment,
};
use async_trait::async_trait;
use serde_json::json;

/// Where a date of an edition goes in the next.
fn moved(call: &Call, shift: &Shift) -> Result<impl Fn(Moment) -> Result<Moment, AppError>, AppError> {
    let zone = call.competition.time_zone.clone();
    let field = match shift {
        Shift::Years(_) => "years",
        Shift::To(_) => "first_day",
    };
    let at_field = move |problem: Problem| AppError::field(field, problem);
    let by = match (shift, rules::first_date(call)) {
        (Shift::Years(years), _) => dates::Distance::Years(*years),
        (Shift::To(day), Some(first)) => dates::distance(first, day, &zone).map_err(at_field)?,
        // There is no date that would move.
        (Shift::To(_), None) => dates::Distance::Years(0),
    };
    Ok(move |at| dates::later(at, by, &zone).map_err(at_field))
}

async fn copy(tx: &mut Tx, request: &Request, slug: &str, form: &CopyForm) -> Result<Next, AppError> {
    let (by, competition) = organiser::<Owner>(tx, request.caller(), slug).await?;
    let copy = rules::copy(form)?;
    let taken = || AppError::field("new_slug", Problem::Taken);
    if read::by_slug(tx, &copy.slug).await?.is_some() {
        return Err(taken());
    }
    let source = competition.id;
    let mut call = read::call(tx, competition).await?;
    // Who went on is of this edition; the next one begins with the first round.
    let further = rounds::lines(tx, source).await?;
    call.rounds.retain(|round| further.iter().all(|further| further.round != round.id));
    let new = rules::edition(
        &call,
        precheck::of_competition(tx, source).await?,
        &copy,
        tx.now(),
        moved(&call, &copy.shift)?,
    )?;
    let id = write::insert(tx, &by.host(), &new).await.map_err(|error| match error {
        // Somebody else took it at the same time.
        DbError::Unique(_) => taken(),
        other => other.into(),
    })?;
    store::copy_rest(tx, &by, id).await?;
    if let Some(account) = by.account() {
        crate::accounts::store::add_role(tx, account, id, Role::Organiser).await?;
    }
    let people = if copy.organisers { organisers::copy(tx, &by, id).await? } else { 0 };
    let payload = json!({ "slug": copy.slug, "name": copy.name, "to": id, "organisers": people });
    note(tx, &by, "competition.copy_edition", source.to_string(), payload).await?;
    let event = Event {
        competition: Some(id),
        actor: by.account(),
        action: "competition.begin_as_copy",
        subject: id.to_string(),
        payload: json!({ "from": source, "slug": copy.slug, "name": copy.name, "organisers": people }),
    };
    audit::append(tx, event).await?;
    Ok(Next::done(format!("/c/{}/organise", copy.slug), Done::EditionCopied))
}

fn settings(slug: &str) -> Next {
    Next::done(format!("/c/{slug}/organise/settings"), Done::Saved)
}

/// Tracks are sealed with the method.
async fn unsealed(tx: &mut Tx, competition: CompetitionId) -> Result<(), AppError> {
    if method::choice(tx, competition).await?.seal.is_some() { Err(Refusal::MethodSealed.into()) } else { Ok(()) }
}

#[async_trait]
impl Editions for CompetitionService {
    async fn copy_desk(&self, slug: String) -> Result<CopyDesk, AppError> {
        let mut conn = self.0.read().await?;
        let (_, competition) = organiser::<Owner>(&mut conn, self.0.caller(), &slug).await?;
        let call = read::call(&mut conn, competition).await?;
        Ok(CopyDesk { first: rules::first_date(&call), competition: call.competition })
    }

    async fn copy_edition(&self, slug: String, form: CopyForm) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0.write(move |tx| Box::pin(async move { copy(tx, &request, &slug, &form).await })).await
    }

    async fn add_track(&self, slug: String, version: i64, form: NewTrackForm) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    rules::may_change_tracks(competition.state)?;
                    unsealed(tx, competition.id).await?;
                    let call = read::call(tx, competition).await?;
                    let new = rules::new_track(&form, &call)?;
                    next_version(tx, &by, &call.competition, version).await?;
                    store::add_track(tx, &by, &new).await?;
                    let payload = json!({ "like": form.like, "new": new });
                    note(tx, &by, "competition.add_track", call.competition.id.to_string(), payload).await?;
                    Ok(Next::done(format!("/c/{slug}/organise/tracks/{}", new.key), Done::Saved))
                })
            })
            .await
    }

    async fn move_track(&self, slug: String, track: String, version: i64, direction: String) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    rules::may_change_tracks(competition.state)?;
                    unsealed(tx, competition.id).await?;
                    let tracks = read::tracks(tx, competition.id).await?;
                    let old: Vec<String> = tracks.into_iter().map(|track| track.key).collect();
                    let new = rules::moved_track(&old, &track, &direction)?;
                    next_version(tx, &by, &competition, version).await?;
                    store::order_tracks(tx, &by, &new).await?;
                    let payload = json!({ "old": old, "new": new });
                    note(tx, &by, "competition.move_track", competition.id.to_string(), payload).await?;
                    Ok(settings(&slug))
                })
            })
            .await
    }

    async fn remove_track(&self, slug: String, track: String, version: i64) -> Result<Next, AppError> {
        let caller = self.0.caller.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                    let tracks = read::tracks(tx, competition.id).await?;
                    let old = tracks.iter().find(|known| known.key == track).ok_or(AppError::NotFound)?;
                    let entries = store::entries_of_track(tx, old.id).await?;
                    rules::may_remove_track(competition.state, tracks.len(), entries)?;
                    next_version(tx, &by, &competition, version).await?;
                    if !store::remove_track(tx, &by, old.id).await? {
                        return Err(Refusal::TrackInUse.into());
                    }
                    note(tx, &by, "competition.remove_track", old.id.to_string(), json!({ "old": old })).await?;
                    Ok(settings(&slug))
                })
            })
            .await
    }
}
