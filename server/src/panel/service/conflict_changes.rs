//! What organisers do with conflicts: record them, weigh what was found, set aside what is none.

use super::{conflicts::told, event, organiser};
use crate::{
    audit,
    auth::permits::Editor,
    db::Tx,
    entries::store::screening::findings,
    panel::store::{read, write},
    request::Request,
};
use app::{
    competition::model::Competition,
    error::{AppError, Problem, Refusal},
    ids::{EntryId, JudgeId},
    next::{Done, Next},
    panel::{
        api::{RecordForm, WeighForm},
        model::{ClaimState, ConflictCategory, ConflictSource, DeclaredTie},
        rules::{self, Weighed},
    },
};
use serde_json::json;
use std::sync::Arc;

async fn begin(tx: &mut Tx, request: &Request, slug: &str) -> Result<(Competition, Editor), AppError> {
    let (competition, by) = organiser::<Editor>(tx, request.caller(), slug).await?;
    rules::may_set_aside(competition.state)?;
    write::one_at_a_time(tx, competition.id).await?;
    Ok((competition, by))
}

fn back(slug: &str, query: &str, done: Done) -> Next {
    Next::done(format!("/c/{slug}/organise/conflicts{query}"), done)
}

/// Writes a conflict into tables and log.
async fn put(
    tx: &mut Tx,
    by: &Editor,
    pair: (JudgeId, EntryId),
    (source, tie, action): (ConflictSource, &DeclaredTie, &'static str),
) -> Result<(), AppError> {
    let work =
        |list: Vec<app::panel::model::Assignment>| list.iter().filter(|made| (made.judge, made.entry) == pair).count();
    let before = work(read::assignments(tx, by.competition()).await?);
    write::record_conflict(tx, by, pair, source, tie).await?;
    let after = work(read::assignments(tx, by.competition()).await?);
    let payload = json!({
        "judge": pair.0, "entry": pair.1, "source": source.as_str(), "after": told(Some(tie)),
        "assignments_ended": before - after,
    });
    audit::append(tx, event(by.competition(), by.account(), action, pair.0, payload)).await?;
    Ok(())
}

pub(super) async fn record(request: &Arc<Request>, slug: String, form: RecordForm) -> Result<Next, AppError> {
    let of = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = begin(tx, &of, &slug).await?;
                let judge: JudgeId = form.judge.parse().map_err(|_| AppError::field("judge", Problem::Choice))?;
                let known = read::judge(tx, judge).await?.filter(|known| known.competition == competition.id);
                known.ok_or(AppError::NotFound)?;
                let entry = crate::entries::store::read::entry(tx, form.entry).await?.ok_or(AppError::NotFound)?;
                if entry.competition != competition.id {
                    return Err(AppError::NotFound);
                }
                let tie = rules::conflict(&form.kind, &form.category, &form.reason)?;
                put(tx, &by, (judge, entry.id), (ConflictSource::Organiser, &tie, "panel.record_conflict")).await?;
                Ok(back(&slug, &format!("?entry={}", entry.id), Done::ConflictWeighed))
            })
        })
        .await
}

pub(super) async fn weigh(request: &Arc<Request>, slug: String, form: WeighForm) -> Result<Next, AppError> {
    let of = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = begin(tx, &of, &slug).await?;
                let answer = rules::weighed(&form.answer, &form.reason)?;
                let found = read::found_ties(tx, competition.id).await?;
                let this =
                    |judge, entry, finding: &str| (judge, entry, finding) == (form.judge, form.entry, &form.finding);
                let found = found.into_iter().find(|tie| this(tie.judge, tie.entry, &tie.finding));
                let found = found.ok_or(Refusal::NothingThere)?;
                match answer {
                    Weighed::Conflict(kind) => {
                        let category = ConflictCategory::of_finding(found.kind);
                        let tie = DeclaredTie { kind, category, reason: found.detail };
                        let what = (ConflictSource::Detected, &tie, "panel.confirm_tie");
                        put(tx, &by, (found.judge, found.entry), what).await?;
                    }
                    Weighed::Aside(reason) => {
                        findings::set_aside(tx, &by, found.entry, &found.finding, &reason).await?;
                        let payload = json!({ "judge": found.judge, "finding": found.finding, "reason": reason });
                        let event = event(competition.id, by.account(), "panel.set_tie_aside", found.entry, payload);
                        audit::append(tx, event).await?;
                    }
                }
                Ok(back(&slug, "?view=found", Done::ConflictWeighed))
            })
        })
        .await
}

pub(super) async fn set_aside(
    request: &Arc<Request>,
    slug: String,
    (judge, entry): (JudgeId, EntryId),
    source: String,
    aside: String,
) -> Result<Next, AppError> {
    let of = request.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (competition, by) = begin(tx, &of, &slug).await?;
                let source = ConflictSource::parse(&source).ok_or(AppError::NotFound)?;
                let claims = read::claims(tx, competition.id, by.account()).await?;
                let claim = claims
                    .into_iter()
                    .find(|claim| (claim.judge, claim.entry, claim.source) == (judge, entry, source))
                    .ok_or(AppError::NotFound)?;
                let (to, reason) = rules::aside_step(&claim, &aside)?;
                let pair = (judge, entry, source);
                if !write::move_claim(tx, &by, pair, (claim.state, to), &reason).await? {
                    return Err(AppError::Stale);
                }
                let restored = if to == ClaimState::Aside { write::restore(tx, &by, judge, entry).await? } else { 0 };
                let payload = json!({
                    "judge": judge, "entry": entry, "source": source.as_str(), "from": claim.state.as_str(),
                    "to": to.as_str(), "reason": reason, "scorecards_restored": restored,
                });
                let action = "panel.set_conflict_aside";
                audit::append(tx, event(competition.id, by.account(), action, judge, payload)).await?;
                let done = if to == ClaimState::Aside { Done::ConflictWeighed } else { Done::AsideProposed };
                Ok(back(&slug, &format!("?entry={entry}"), done))
            })
        })
        .await
}
