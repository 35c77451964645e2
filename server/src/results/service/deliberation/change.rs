//! Opening and closing the room, and what is said in it.

use super::{OwnCard, entry::ranked, organised, speaker, store};
use crate::{
    audit::{self, Event},
    auth::permits::{self, Editor, InRoom, Speaker},
    competition::store::{dates, read as competitions},
    panel::store::read as panel,
    request::Request,
    results::store::write,
};
use app::{
    competition::model::TimetableDate,
    error::{AppError, Missing, Refusal},
    ids::{EntryId, PostId},
    next::{Done, Next},
    results::{
        model::deliberation::RoomSide,
        rules::deliberation::{self as rules, RoomForm},
    },
};
use serde_json::{Value, json};

pub(super) async fn open_room(request: &Request, slug: String, form: RoomForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                if !write::hold_in_deliberation(tx, &by).await? {
                    return Err(Refusal::WrongState.into());
                }
                // Who is on the shortlist is decided about all entries at once.
                by.impartial()?;
                let closes_at = dates::moment(&form.closes_at, &competition.time_zone, TimetableDate::EntriesCloseAt);
                let settings = rules::settings(&form, closes_at, tx.now())?;
                let before = store::room(tx, competition.id).await?;
                let entries = ranked(tx, competition, settings.cut).await?;
                if entries.is_empty() {
                    return Err(Refusal::NotReady(vec![Missing::Scorecard]).into());
                }
                store::open(tx, &by, &settings).await?;
                store::shortlist(tx, &by, &entries).await?;
                let payload = json!({ "again": before.is_some(), "cut": settings.cut, "names": settings.names, "closes_at": settings.closes_at });
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: "results.open_room",
                    subject: by.competition().to_string(),
                    payload,
                };
                audit::append(tx, event).await?;
                Ok(Next::done(RoomSide::Organise.room(&slug), Done::RoomChanged))
            })
        })
        .await
}

pub(super) async fn close_room(request: &Request, slug: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (_, by) = organised::<Editor>(tx, caller.as_deref(), &slug).await?;
                if !write::hold_in_deliberation(tx, &by).await? {
                    return Err(Refusal::WrongState.into());
                }
                if !store::close(tx, &by).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let event = Event {
                    competition: Some(by.competition()),
                    actor: by.account(),
                    action: "results.close_room",
                    subject: by.competition().to_string(),
                    payload: json!({}),
                };
                audit::append(tx, event).await?;
                Ok(Next::done(RoomSide::Organise.room(&slug), Done::RoomChanged))
            })
        })
        .await
}

/// What the log keeps: that something was said of an entry. The words stay out of it.
fn event(by: &Speaker, action: &'static str, payload: Value) -> Event {
    Event { competition: Some(by.place()), actor: by.account(), action, subject: by.entry().to_string(), payload }
}

fn back(side: RoomSide, slug: &str, entry: EntryId) -> String {
    format!("{}/{entry}", side.room(slug))
}

pub(super) async fn say(
    request: &Request,
    slug: String,
    (entry, side): (EntryId, RoomSide),
    language: String,
    text: String,
) -> Result<Next, AppError> {
    let (caller, locale) = (request.caller.clone(), request.locale);
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let competition = competitions::by_slug(tx, &slug).await?.ok_or(AppError::NotFound)?;
                let by = speaker(tx, caller.as_deref(), competition.id, (entry, side)).await?;
                if !store::hold_open(tx, &by).await? {
                    return Err(Refusal::RoomClosed.into());
                }
                if !store::shortlisted(tx, competition.id).await?.contains_key(&entry) {
                    return Err(AppError::NotFound);
                }
                let mut languages = vec![locale.to_string()];
                if let Some(judge) = by.judge() {
                    // Who has not handed in their own, and waits for the others', says nothing yet.
                    let cards = store::revisions::own_cards(tx, judge).await?;
                    let waits =
                        |own: &OwnCard| !rules::may_see_others(Some(own.handed_in.is_some()), own.closes_at, tx.now());
                    if cards.get(&entry).is_some_and(waits) {
                        return Err(Refusal::NotYet.into());
                    }
                    languages.extend(panel::judge(tx, judge).await?.map(|judge| judge.languages).unwrap_or_default());
                }
                let post = rules::post(&language, &text, &languages)?;
                let hour = tx.now().plus_seconds(-3600);
                let (all, lately) = store::posts::numbers(tx, &by, hour).await?;
                if all >= rules::MOST_POSTS || lately >= rules::PER_HOUR {
                    return Err(Refusal::TooManyPosts.into());
                }
                let id = store::posts::insert(tx, &by, &post).await?;
                audit::append(tx, event(&by, "results.say", json!({ "post": id, "judge": by.judge() }))).await?;
                Ok(Next::done(back(side, &slug, entry), Done::Said))
            })
        })
        .await
}

pub(super) async fn withdraw(request: &Request, post: PostId, side: RoomSide) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let (competition, entry) = store::posts::place(tx, post).await?.ok_or(AppError::NotFound)?;
                let by = speaker(tx, caller.as_deref(), competition, (entry, side)).await?;
                if !store::posts::is_own(tx, &by, post).await? {
                    return Err(AppError::NotFound);
                }
                let known = competitions::by_id(tx, competition).await?.ok_or(AppError::NotFound)?;
                if !store::hold_open(tx, &by).await? {
                    return Err(Refusal::RoomClosed.into());
                }
                if !store::posts::withdraw(tx, &by, post).await? {
                    return Err(Refusal::NothingThere.into());
                }
                audit::append(tx, event(&by, "results.withdraw_post", json!({ "post": post }))).await?;
                Ok(Next::done(back(side, &known.slug, entry), Done::PostWithdrawn))
            })
        })
        .await
}
