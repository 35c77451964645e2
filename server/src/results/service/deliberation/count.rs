//! Closing a question and what follows: the count, a tie decided, a decision put into effect, a question taken back.

use super::{ask, free_of, store};
use crate::{
    audit::{self, Event},
    auth::{
        Caller,
        permits::{self, Editor, Organises},
    },
    competition::store::read as competitions,
    db::Tx,
    panel::store::chair,
    request::Request,
    results::store::{read, write},
};
use app::{
    competition::model::Competition,
    error::{AppError, Refusal},
    ids::{AccountId, CompetitionId, JudgeId, VoteId},
    next::{Done, Next},
    results::{
        model::deliberation::{PanelVote, RoomSide, Tally, VoteKind, VoteState},
        pages::decision_text,
        rules::deliberation::{self as rules, CancelForm, CastBallot, Count, DecideForm},
    },
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Who may vote on a question: judges of the panel without a conflict of interest with any of its options. And how many of
/// the panel may not.
async fn entitled(
    tx: &mut Tx,
    competition: CompetitionId,
    vote: &PanelVote,
) -> Result<(BTreeSet<JudgeId>, u32), AppError> {
    let panel = store::votes::panel(tx, competition).await?;
    let barred = store::barred(tx, competition).await?;
    let out = |judge: &JudgeId| {
        barred.iter().any(|(of, entry)| *of == judge.uuid() && vote.entries().any(|option| option == *entry))
    };
    let all = panel.len();
    let entitled: BTreeSet<JudgeId> = panel.into_iter().filter(|judge| !out(judge)).collect();
    let counted_out = u32::try_from(all - entitled.len()).unwrap_or(u32::MAX);
    Ok((entitled, counted_out))
}

/// Counts a question that is held, and closes it.
async fn close_held(
    tx: &mut Tx,
    competition: CompetitionId,
    id: VoteId,
    actor: Option<AccountId>,
) -> Result<(), AppError> {
    let vote = store::votes::one(tx, competition, id).await?.ok_or(AppError::NotFound)?;
    let (entitled, counted_out) = entitled(tx, competition, &vote).await?;
    let cast = store::votes::ballots(tx, id).await?;
    let ballots: Vec<CastBallot> = cast.into_iter().filter(|ballot| entitled.contains(&ballot.judge)).collect();
    let chair = chair::of(tx, competition).await?.filter(|chair| entitled.contains(chair));
    let entitled = u32::try_from(entitled.len()).unwrap_or(u32::MAX);
    let tally: Tally = rules::count(Count { vote: &vote, ballots: &ballots, entitled, counted_out, chair });
    let stored = serde_json::to_string(&tally).map_err(|_| AppError::Internal)?;
    store::votes::close(tx, id, &stored).await?;
    let payload = json!({ "entries": entries(&vote), "entitled": tally.entitled, "counted_out": tally.counted_out, "cast": tally.cast,
        "abstained": tally.abstained, "none": tally.none, "counts": tally.counts, "outcome": tally.outcome });
    record(tx, (competition, actor), "results.close_vote", id, payload).await
}

fn entries(vote: &PanelVote) -> Value {
    json!(vote.entries().collect::<Vec<_>>())
}

async fn record(
    tx: &mut Tx,
    (competition, actor): (CompetitionId, Option<AccountId>),
    action: &'static str,
    vote: VoteId,
    payload: Value,
) -> Result<(), AppError> {
    let event = Event { competition: Some(competition), actor, action, subject: vote.to_string(), payload };
    Ok(audit::append(tx, event).await?)
}

/// Counts the questions of a competition whose time is over. The clock closed them; whoever reads first has them counted.
pub(super) async fn close_due(request: &Request, competition: CompetitionId) -> Result<(), AppError> {
    let now = request.ambient.now();
    let due =
        |vote: &PanelVote| vote.state == VoteState::Open && vote.closes_at.is_some_and(|closes| closes.has_passed(now));
    let all = store::votes::all(&mut request.read().await?, competition).await?;
    for id in all.into_iter().filter(due).map(|vote| vote.id) {
        request
            .write_unkeyed(move |tx| {
                Box::pin(async move {
                    // Somebody else may have been first.
                    if store::votes::hold_due(tx, id).await? {
                        close_held(tx, competition, id, None).await?;
                    }
                    Ok(())
                })
            })
            .await?;
    }
    Ok(())
}

/// A question with its competition, held in deliberation, for an organiser from whom none of its entries is kept.
async fn own(tx: &mut Tx, caller: Option<&Caller>, id: VoteId) -> Result<(Competition, Editor, PanelVote), AppError> {
    permits::signed_in(caller)?;
    let competition = store::votes::place(tx, id).await?.ok_or(AppError::NotFound)?;
    let by: Editor = permits::organiser(tx, caller, competition).await?;
    let known = competitions::by_id(tx, competition).await?.ok_or(AppError::NotFound)?;
    if !write::hold_in_deliberation(tx, &by).await? {
        return Err(Refusal::WrongState.into());
    }
    let vote = store::votes::one(tx, competition, id).await?.ok_or(AppError::NotFound)?;
    free_of(tx, caller, &by, vote.entries()).await?;
    Ok((known, by, vote))
}

fn back(competition: &Competition, vote: VoteId) -> Next {
    let room = RoomSide::Organise.room(&competition.slug);
    Next::done(format!("{room}/votes/{vote}"), Done::VoteChanged)
}

pub(super) async fn close(request: &Request, id: VoteId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by, _) = own(tx, caller.as_deref(), id).await?;
                if !store::votes::hold_open(tx, &by, id).await? {
                    return Err(Refusal::VoteClosed.into());
                }
                close_held(tx, competition.id, id, by.account()).await?;
                Ok(back(&competition, id))
            })
        })
        .await
}

pub(super) async fn cancel(request: &Request, id: VoteId, reason: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by, vote) = own(tx, caller.as_deref(), id).await?;
                if !store::votes::hold_open(tx, &by, id).await? {
                    return Err(Refusal::VoteClosed.into());
                }
                let form = CancelForm::read(&reason)?;
                store::votes::cancel(tx, &by, id, &form.reason).await?;
                let payload = json!({ "entries": entries(&vote), "reason": form.reason });
                record(tx, (competition.id, by.account()), "results.cancel_vote", id, payload).await?;
                Ok(back(&competition, id))
            })
        })
        .await
}

pub(super) async fn decide(
    request: &Request,
    id: VoteId,
    option: String,
    decide_reason: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by, vote) = own(tx, caller.as_deref(), id).await?;
                let tied = vote.tally.as_ref().map(|tally| rules::decided(&vote, tally));
                if !matches!(tied, Some(app::results::model::deliberation::Outcome::Tied(_))) {
                    return Err(Refusal::NothingThere.into());
                }
                let form = DecideForm::read(&vote, &option, &decide_reason)?;
                if !store::votes::decide(tx, &by, id, form.option, &form.reason).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "entries": entries(&vote), "option": form.option, "reason": form.reason });
                record(tx, (competition.id, by.account()), "results.decide_vote", id, payload).await?;
                Ok(back(&competition, id))
            })
        })
        .await
}

/// Puts a decision where results are computed from, once. The reason is what was decided and how.
pub(super) async fn apply(request: &Request, id: VoteId) -> Result<Next, AppError> {
    let (caller, locale) = (request.caller.clone(), request.locale);
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by, vote) = own(tx, caller.as_deref(), id).await?;
                let winner = rules::winner(&vote).ok_or(Refusal::NothingThere)?;
                let won = vote.options.iter().find(|option| option.id == winner.0).and_then(|option| option.entry);
                let reason = decision_text(locale, &vote).ok_or(Refusal::NothingThere)?;
                let askable = ask::of(&read::evidence(tx, competition.clone()).await?)?;
                match (vote.kind, vote.award.as_ref(), won) {
                    (VoteKind::Tie, ..) => {
                        let votes = rules::tie_votes(&vote).ok_or(Refusal::NothingThere)?;
                        let of: BTreeSet<_> = votes.iter().map(|(entry, _)| *entry).collect();
                        let tied =
                            |group: &Vec<app::ids::EntryId>| group.iter().copied().collect::<BTreeSet<_>>() == of;
                        if !askable.ties.iter().any(tied) {
                            return Err(Refusal::PreviewChanged.into());
                        }
                        for (entry, votes) in votes {
                            write::set_votes(tx, &by.about(entry)?, votes, &reason).await?;
                        }
                    }
                    (VoteKind::Award, Some((award, _)), Some(entry)) => {
                        if !askable.awards.get(award).is_some_and(|ranked| ranked.contains(&entry)) {
                            return Err(Refusal::PreviewChanged.into());
                        }
                        // The panel's vote is the reason, also for one more than was planned.
                        write::give_award(tx, &by.about(entry)?, *award, (&reason, "")).await?;
                    }
                    _ => return Err(Refusal::NothingThere.into()),
                }
                if !store::votes::apply(tx, &by, id).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let payload = json!({ "entries": entries(&vote), "kind": vote.kind, "won": won, "reason": reason });
                record(tx, (competition.id, by.account()), "results.apply_vote", id, payload).await?;
                Ok(back(&competition, id))
            })
        })
        .await
}
