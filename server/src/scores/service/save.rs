//! Saving a scorecard.

use super::{late, played};
use crate::{
    audit::Event,
    auth::permits,
    db::DbError,
    request::Request,
    scores::store::{
        statement,
        stored::{Stored, stored},
        write,
    },
};
use app::{
    error::{AppError, Refusal},
    next::{Done, Next},
    scores::{
        model::{Score, ScorecardForm, ScorecardState, Sign},
        rules::{self, Checked},
    },
};
use serde_json::{Map, Value, json};

pub(super) async fn save(request: &Request, form: ScorecardForm) -> Result<Next, AppError> {
    let (caller, key) = (request.caller.clone(), request.config.link_key.clone());
    let who = permits::signed_in(caller.as_deref())?;
    // A device that kept it for somebody else: whoever is signed in there now must not save it as their own.
    if !form.account.is_empty() && form.account != who.account().to_string() {
        return Err(AppError::SignIn);
    }
    let entry = form.entry.ok_or(AppError::NotFound)?;
    request
        .write(move |tx| {
            Box::pin(async move {
                let permit = permits::assigned_judge(tx, caller.as_deref(), entry).await?;
                // Kept on a device since a round before, whether this one is open or not.
                if !form.round.is_empty() && form.round != permit.round().to_string() {
                    return Err(Refusal::OtherRound.into());
                }
                let before = stored(tx, &permit).await?.ok_or(Refusal::NothingThere)?;
                if rules::comes_late(before.state, before.closes_at, tx.now()) {
                    return late::keep(tx, &permit, &before, &form).await;
                }
                rules::may_score(before.state, before.closes_at, tx.now())?;
                // The page of an entry leads to the samples; a form that was open before, or written by hand, does not.
                if before.card.is_none() && permit.samples_first() {
                    return Err(Refusal::SamplesFirst.into());
                }
                if before.card.map_or(0, |card| card.version) != form.version {
                    return Err(AppError::Stale);
                }
                let submission = rules::is_submission(before.card.map(|card| card.state), form.submit);
                let checked = rules::check(&before.rubric, &form, submission)?;
                let first = before.card.is_none_or(|card| card.state != ScorecardState::Submitted);
                if submission && first && !form.untried && played::untried(tx, &permit, before.played).await? {
                    return Err(Refusal::NotTried.into());
                }
                let card = write::Save {
                    state: if submission { ScorecardState::Submitted } else { ScorecardState::Draft },
                    based_on: before.card,
                    rubric: &before.rubric,
                    scores: &checked.scores,
                    note: &checked.note,
                };
                let (id, version) =
                    write::save(tx, &permit, card).await.map_err(DbError::overtaken)?.ok_or(AppError::Stale)?;
                let event = Event {
                    competition: Some(permit.competition()),
                    actor: Some(permit.account()),
                    action: if submission { "scores.submit" } else { "scores.save" },
                    subject: id.to_string(),
                    payload: json!({
                        "entry": entry, "judge": permit.judge(), "round": permit.round(), "version": version,
                        "state": { "old": before.card.map(|card| card.state), "new": card.state },
                        "scores": changed_marks(&before.scores, &checked.scores),
                        "comments": changed_comments(&before.scores, &checked.scores),
                        "note": before.note != checked.note, "untried": form.untried,
                    }),
                };
                statement::record(tx, event, card.state, || {
                    statement::statement(&key.vault(), (&permit).into(), (id, version), &checked.scores)
                })
                .await?;
                played::note(tx, &permit, before.played, Sign::Scored).await?;
                Ok(next(&before, &form, &checked, submission))
            })
        })
        .await
}

/// Where to go on: a draft stays where it is; after handing in, to the desk, unless there is reason for a second look.
fn next(before: &Stored, form: &ScorecardForm, checked: &Checked, submission: bool) -> Next {
    let here = form.entry.map(|entry| format!("/judge/entries/{entry}")).unwrap_or_default();
    match (submission, rules::all_the_same(&checked.scores)) {
        (false, _) => Next::done(here, Done::ScorecardSaved),
        (true, true) => Next::done(here, Done::ScorecardSubmitted),
        (true, false) => Next::done(format!("/c/{}/judge", before.slug), Done::ScorecardSubmitted),
    }
}

/// Old and new of every criterion whose mark changed: the log of scores.
fn changed_marks(old: &[Score], new: &[Score]) -> Value {
    let said = |score: &Score| {
        if score.could_not_assess { json!(rules::COULD_NOT_ASSESS) } else { json!(score.mark) }
    };
    let changes: Map<String, Value> = old
        .iter()
        .zip(new)
        .map(|(old, new)| (new.criterion.clone(), said(old), said(new)))
        .filter(|(_, old, new)| old != new)
        .map(|(key, old, new)| (key, json!({ "old": old, "new": new })))
        .collect();
    Value::Object(changes)
}

/// Criteria whose comment changed. What is written stays out of the log, which keeps everything for ever: comments are
/// read by teams after moderation, notes by the panel alone.
fn changed_comments(old: &[Score], new: &[Score]) -> Vec<String> {
    old.iter().zip(new).filter(|(old, new)| old.comment != new.comment).map(|(_, new)| new.criterion.clone()).collect()
}
