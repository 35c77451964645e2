//! A judge's own key to an entry.

use super::ScoresService;
use crate::{
    audit::{self, Event},
    auth::permits::{self, AssignedJudge},
    db::{Conn, Tx},
    entries::store::keys,
    request::Request,
    scores::store::{reports, stored::stored},
};
use app::{
    error::{AppError, Refusal},
    ids::EntryId,
    next::{Done, Next},
    scores::{
        api::OwnKeys,
        model::{OwnKey, ReportKind},
        rules,
    },
};
use async_trait::async_trait;
use serde_json::json;

/// How it stands between a judge and the keys of an entry, the judge's own opened.
pub(super) async fn own(conn: &mut Conn, request: &Request, permit: &AssignedJudge) -> Result<OwnKey, AppError> {
    let found = keys::of_judge(conn, permit).await?;
    Ok(match found.own {
        Some((id, sealed)) => OwnKey::Held(request.config.link_key.vault().open(permit.entry().uuid(), id, &sealed)?),
        None if found.free => OwnKey::Waiting,
        None if found.any => OwnKey::Gone,
        None => OwnKey::None,
    })
}

/// The permit of a judge who can score the entry now.
async fn scoring(tx: &mut Tx, request: &Request, entry: EntryId) -> Result<AssignedJudge, AppError> {
    let permit = permits::assigned_judge(tx, request.caller(), entry).await?;
    let stored = stored(tx, &permit).await?.ok_or(Refusal::NothingThere)?;
    rules::may_score(stored.state, stored.closes_at, tx.now())?;
    Ok(permit)
}

/// What the log keeps of it: that it was, never the key.
async fn record(tx: &mut Tx, by: &AssignedJudge, action: &'static str) -> Result<(), AppError> {
    let event = Event {
        competition: Some(by.competition()),
        actor: Some(by.account()),
        action,
        subject: by.entry().to_string(),
        payload: json!({ "entry": by.entry(), "judge": by.judge() }),
    };
    Ok(audit::append(tx, event).await?)
}

#[async_trait]
impl OwnKeys for ScoresService {
    async fn take(&self, entry: EntryId) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let permit = scoring(tx, &request, entry).await?;
                    if keys::of_judge(tx, &permit).await?.own.is_none() {
                        keys::hand_out(tx, &permit).await?.ok_or(Refusal::NothingThere)?;
                        record(tx, &permit, "scores.take_key").await?;
                    }
                    Ok(Next::done(format!("/judge/entries/{entry}"), Done::KeyGiven))
                })
            })
            .await
    }

    async fn broken(&self, entry: EntryId, words: String) -> Result<Next, AppError> {
        let request = self.0.clone();
        self.0
            .write(move |tx| {
                Box::pin(async move {
                    let permit = scoring(tx, &request, entry).await?;
                    let words = rules::broken_key(&words)?;
                    if !keys::mark_broken(tx, &permit, &words).await? {
                        return Err(Refusal::NothingThere.into());
                    }
                    record(tx, &permit, "scores.key_broken").await?;
                    let here = format!("/judge/entries/{entry}");
                    if keys::hand_out(tx, &permit).await?.is_some() {
                        record(tx, &permit, "scores.take_key").await?;
                        return Ok(Next::done(here, Done::KeyReplaced));
                    }
                    reports::insert(tx, &permit, ReportKind::Key, &words).await?;
                    Ok(Next::done(here, Done::Reported))
                })
            })
            .await
    }
}
