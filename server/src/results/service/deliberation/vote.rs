//! A question as somebody in the room reads it, and a judge's vote on it.

use super::{Visitor, count, store};
use crate::{
    audit::{self, Event},
    auth::permits::{self, InRoom},
    competition::store::read as competitions,
    db::DbError,
    request::Request,
};
use app::{
    error::{AppError, Refusal},
    ids::VoteId,
    next::{Done, Next},
    results::{
        model::deliberation::{Called, RoomSide, ShownVote, VotePage, VoteResult, VoteState},
        rules::deliberation::{self as rules, BallotForm},
    },
};
use serde_json::json;

pub(super) async fn page(request: &Request, slug: &str, id: VoteId, side: RoomSide) -> Result<VotePage, AppError> {
    let mut conn = request.read().await?;
    let visitor = Visitor::enter(&mut conn, request, slug, side).await?;
    drop(conn);
    count::close_due(request, visitor.competition.id).await?;
    let mut conn = request.read().await?;
    let vote = store::votes::one(&mut conn, visitor.competition.id, id).await?.ok_or(AppError::NotFound)?;
    let frame = visitor.frame(&mut conn, request).await?;
    let (kind, state) = (vote.kind, vote.state);
    if vote.entries().any(|entry| visitor.kept.contains(&entry)) {
        return Ok(VotePage { frame, kind, state, shown: None });
    }
    let ballot = match &visitor.deliberant {
        Some(by) => store::votes::own(&mut conn, by).await?.remove(&id),
        None => None,
    };
    let result = match &vote.tally {
        None => None,
        Some(tally) => {
            let names = visitor.names(&mut conn).await?;
            let called = |judge| names.get(&judge).cloned().unwrap_or(Called::Gone);
            let mut dissents: Vec<_> =
                tally.dissents.iter().map(|dissent| (called(dissent.judge), dissent.text.clone())).collect();
            dissents.sort();
            Some(VoteResult { outcome: rules::decided(&vote, tally), tally: tally.clone(), dissents })
        }
    };
    let may_vote = visitor.deliberant.is_some() && frame.is_open && state == VoteState::Open;
    Ok(VotePage { frame, kind, state, shown: Some(ShownVote { vote, ballot, may_vote, result }) })
}

pub(super) async fn cast(request: &Request, id: VoteId, form: BallotForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                permits::signed_in(caller.as_deref())?;
                let competition = store::votes::place(tx, id).await?.ok_or(AppError::NotFound)?;
                let by = permits::deliberant(tx, caller.as_deref(), competition).await?;
                let known = competitions::by_id(tx, competition).await?.ok_or(AppError::NotFound)?;
                let room = store::room(tx, competition).await?;
                rules::may_enter(known.state, room.as_ref().map(|(room, _)| room))?;
                if !store::hold_open(tx, &by).await? {
                    return Err(Refusal::RoomClosed.into());
                }
                let vote = store::votes::one(tx, competition, id).await?.ok_or(AppError::NotFound)?;
                by.free_of(vote.entries())?;
                let over = vote.closes_at.is_some_and(|closes| closes.has_passed(tx.now()));
                if over || !store::votes::hold_open(tx, &by, id).await? {
                    return Err(Refusal::VoteClosed.into());
                }
                let ballot = form.read(&vote)?;
                store::votes::cast(tx, &by, id, &ballot).await.map_err(|error| match error {
                    // A conflict of interest, in between.
                    DbError::Check(_) => AppError::Busy,
                    other => other.into(),
                })?;
                // That somebody voted; what, nobody reads before the close.
                let event = Event {
                    competition: Some(by.place()),
                    actor: Some(by.account()),
                    action: "results.cast_ballot",
                    subject: id.to_string(),
                    payload: json!({ "entries": vote.entries().collect::<Vec<_>>() }),
                };
                audit::append(tx, event).await?;
                let room = RoomSide::Judge.room(&known.slug);
                Ok(Next::done(format!("{room}/votes/{id}"), Done::BallotCast))
            })
        })
        .await
}
