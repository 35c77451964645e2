//! What comes after the close: kept, told, decided by organisers.

use super::by_slug;
use crate::{
    audit::{self, Event},
    auth::{
        permits,
        permits::{AssignedJudge, Editor, Observer},
    },
    db::Tx,
    request::Request,
    scores::store::{
        late::{self, Arrival},
        statement::{self, Place},
        stored::{Stored, stored_of},
        write,
    },
};
use app::{
    error::{AppError, Refusal},
    ids::{EntryId, LateScorecardId, ScorecardId},
    next::{Done, Next},
    scores::{
        model::{LateCard, LateNotice, LateState, Score, ScorecardForm, ScorecardState},
        rules,
    },
};
use serde_json::json;
use sha2::{Digest, Sha256};

/// Keeps a scorecard that came late, if it could be one at all.
pub(super) async fn keep(
    tx: &mut Tx,
    permit: &AssignedJudge,
    before: &Stored,
    form: &ScorecardForm,
) -> Result<Next, AppError> {
    rules::check(&before.rubric, form, false)?;
    let contents = serde_json::to_string(form).map_err(|_| AppError::Internal)?;
    let digest: [u8; 32] = Sha256::digest(contents.as_bytes()).into();
    let arrival = Arrival {
        based_on: form.version,
        handed_in: form.submit,
        contents: &contents,
        digest,
        claimed_at: form.typed_at,
    };
    if !late::keep(tx, permit, arrival, rules::MOST_LATE).await? {
        return Err(Refusal::RoundClosed.into());
    }
    let event = Event {
        competition: Some(permit.competition()),
        actor: Some(permit.account()),
        action: "scores.late",
        subject: permit.entry().to_string(),
        payload: json!({ "judge": permit.judge(), "round": permit.round(), "based_on": form.version,
            "handed_in": form.submit, "digest": hex::encode(digest), "claimed_at": form.typed_at }),
    };
    audit::append(tx, event).await?;
    Ok(Next::done(format!("/judge/entries/{}", permit.entry()), Done::ScorecardLate))
}

pub(super) async fn of_judge(request: &Request, entry: EntryId) -> Result<Vec<LateNotice>, AppError> {
    let mut conn = request.read().await?;
    let permit = permits::assigned_judge(&mut conn, request.caller(), entry).await?;
    Ok(late::of_judge(&mut conn, &permit).await?)
}

pub(super) async fn late_cards(request: &Request, slug: &str) -> Result<Vec<LateCard>, AppError> {
    permits::signed_in(request.caller())?;
    let mut conn = request.read().await?;
    let competition = by_slug(&mut conn, slug).await?;
    permits::organiser::<Observer>(&mut conn, request.caller(), competition.id).await?;
    Ok(late::of_competition(&mut conn, competition.id).await?)
}

pub(super) async fn decide(
    request: &Request,
    late: Option<LateScorecardId>,
    decision: String,
    reason: String,
) -> Result<Next, AppError> {
    let (caller, vault) = (request.caller.clone(), request.config.link_key.vault());
    permits::signed_in(caller.as_deref())?;
    let id = late.ok_or(AppError::NotFound)?;
    request
        .write(move |tx| {
            Box::pin(async move {
                let row = late::find(tx, id).await?.ok_or(AppError::NotFound)?;
                let permit: Editor = permits::organiser(tx, caller.as_deref(), row.competition).await?;
                // Nobody decides about their own.
                match permits::seat(tx, caller.as_deref(), row.competition).await {
                    Ok(seat) if seat.judge() == row.judge => return Err(Refusal::SecondOrganiser.into()),
                    Ok(_) | Err(AppError::NotFound) => {}
                    Err(other) => return Err(other),
                }
                let before = stored_of(tx, row.judge, row.entry, row.round).await?.ok_or(Refusal::NothingThere)?;
                rules::may_decide(before.state)?;
                let (accept, reason) = rules::decision(&decision, &reason)?;
                let state = if accept { LateState::Accepted } else { LateState::SetAside };
                if !late::decide(tx, &permit, id, state, &reason).await? {
                    return Err(Refusal::NothingThere.into());
                }
                let made = if accept { Some(make_it_count(tx, &permit, &row, &before).await?) } else { None };
                let event = Event {
                    competition: Some(row.competition),
                    actor: permit.account(),
                    action: if accept { "scores.accept_late" } else { "scores.set_aside_late" },
                    subject: row.entry.to_string(),
                    payload: json!({ "late": id, "judge": row.judge, "round": row.round, "reason": reason,
                        "version": made.as_ref().map(|made| made.version), "handed_in": row.handed_in }),
                };
                match made {
                    Some(Made { card, version, state, scores }) => {
                        let place = Place {
                            competition: row.competition,
                            round: row.round,
                            judge: row.judge,
                            entry: row.entry,
                        };
                        let stated = || statement::statement(&vault, place, (card, version), &scores);
                        statement::record(tx, event, state, stated).await?;
                    }
                    None => audit::append(tx, event).await?,
                }
                Ok(Next::done(format!("/c/{}/organise/scores", before.slug), Done::LateDecided))
            })
        })
        .await
}

/// A scorecard that came late and counts now.
struct Made {
    card: ScorecardId,
    version: i64,
    state: ScorecardState,
    scores: Vec<Score>,
}

/// Makes what came late the judge's scorecard, by the rules of every other: it must be based on what is stored, and hold
/// what one that is handed in has to.
async fn make_it_count(tx: &mut Tx, permit: &Editor, row: &late::LateRow, before: &Stored) -> Result<Made, AppError> {
    if !row.assigned {
        return Err(Refusal::NothingThere.into());
    }
    if before.card.map_or(0, |card| card.version) != row.based_on {
        return Err(AppError::Stale);
    }
    let form: ScorecardForm = serde_json::from_str(&row.contents).map_err(|_| AppError::Internal)?;
    let submission = rules::is_submission(before.card.map(|card| card.state), form.submit);
    let checked = rules::check(&before.rubric, &form, submission)?;
    let card = write::Save {
        state: if submission { ScorecardState::Submitted } else { ScorecardState::Draft },
        based_on: before.card,
        rubric: &before.rubric,
        scores: &checked.scores,
        note: &checked.note,
    };
    let state = card.state;
    let (card, version) = write::save_late(tx, permit, row, card).await?.ok_or(AppError::Stale)?;
    Ok(Made { card, version, state, scores: checked.scores })
}
