//! Saving, handing in, taking back.

use super::{mail, record, store, with_competition, writable};
use crate::{
    auth::permits::{self, EntryEditor},
    competition::store::{question, read as competitions},
    db::Tx,
    request::Request,
};
use app::{
    entries::{
        model::{Entry, EntryState},
        rules::{self, Asked, ContentRule, EntryForm},
        views::Writing,
    },
    error::{AppError, Missing, Problem, Refusal},
    ids::EntryId,
    next::{Done, Next},
};
use serde_json::json;

pub(super) async fn writing(request: &Request, id: EntryId) -> Result<Writing, AppError> {
    let mut conn = request.read().await?;
    permits::entry_editor(&mut conn, request.caller(), id).await?;
    let (mut entry, competition) = with_competition(&mut conn, id).await?;
    if let (Some(open), Some(judged)) = (entry.fix(), store::read::snapshot(&mut conn, id).await?) {
        entry.content = rules::within(&entry.content, &judged.content, open);
    }
    Ok(Writing {
        rules: competitions::rules(&mut conn, competition.id).await?,
        questions: question::of_track(&mut conn, entry.track).await?,
        may_write: rules::may_write_entry(&entry, &competition, request.ambient.now()),
        entry,
        competition,
    })
}

/// Reads, checks and stores what was written. `handed_in`: the accepted version of the rules.
async fn store_content(
    tx: &mut Tx,
    by: &EntryEditor,
    entry: &Entry,
    accepted_languages: &[String],
    based_on: i64,
    form: &EntryForm,
    handed_in: Option<i64>,
) -> Result<(), AppError> {
    // Two who write at once: the second is told before the fields are judged.
    if entry.version != based_on {
        return Err(AppError::Stale);
    }
    let rule = if handed_in.is_some() { ContentRule::Submission } else { ContentRule::Draft };
    let questions = question::of_track(tx, entry.track).await?;
    let asked = Asked { questions: &questions, languages: accepted_languages };
    let content = match (entry.fix(), store::read::snapshot(tx, entry.id).await?) {
        (Some(open), Some(judged)) => rules::cured(form, asked, rule, open, &judged.content)?,
        _ => rules::content(form, asked, rule)?,
    };
    let save = store::write::Save { based_on, content: &content, state: entry.state, handed_in };
    if !store::write::save(tx, by, &save).await? {
        // Closed by somebody at this very moment, or written by somebody else.
        writable(tx, entry.id).await?;
        return Err(AppError::Stale);
    }
    let files = store::files::current(tx, entry.id).await?;
    let frozen = rules::freeze(&content, &files);
    let payload = json!({
        "from": entry.state, "version": based_on + 1, "before": rules::freeze(&entry.content, &files).hash, "after": frozen.hash,
        "rules_version": handed_in,
    });
    let action = if handed_in.is_some() { "entries.submit" } else { "entries.save_draft" };
    Ok(record(tx, by.competition(), by.account(), action, by.entry(), payload).await?)
}

pub(super) async fn save_draft(
    request: &Request,
    id: EntryId,
    version: i64,
    form: EntryForm,
) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), id).await?;
                let (entry, competition) = writable(tx, id).await?;
                // What is handed in stays handed in, under the rules that were accepted.
                let handed_in = match entry.state {
                    EntryState::Submitted => Some(entry.receipt.as_ref().map_or(0, |receipt| receipt.rules_version)),
                    _ => None,
                };
                store_content(tx, &by, &entry, &competition.languages, version, &form, handed_in).await?;
                if handed_in.is_some() {
                    mail::submitted(tx, &post, &competition, id).await?;
                }
                Ok(match handed_in {
                    Some(_) => Next::done(format!("/entries/{id}"), Done::EntrySubmitted),
                    None => Next::done(format!("/entries/{id}/edit"), Done::Saved),
                })
            })
        })
        .await
}

pub(super) async fn submit(
    request: &Request,
    id: EntryId,
    version: i64,
    form: EntryForm,
    accepted: Option<i64>,
) -> Result<Next, AppError> {
    let (caller, post) = (request.caller.clone(), request.config.post());
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), id).await?;
                let (entry, competition) = writable(tx, id).await?;
                let rules = competitions::rules(tx, competition.id).await?;
                let in_force = rules.ok_or(Refusal::NotReady(vec![Missing::Rules]))?.version;
                let result =
                    store_content(tx, &by, &entry, &competition.languages, version, &form, Some(in_force)).await;
                // An older version was shown and accepted: the new one has to be.
                if accepted != Some(in_force) {
                    let mut errors = match result {
                        Ok(()) => Vec::new(),
                        Err(AppError::Invalid(errors)) => errors,
                        Err(other) => return Err(other),
                    };
                    errors.push(app::error::FieldError::new("accept_rules", Problem::Required));
                    return Err(AppError::Invalid(errors));
                }
                result?;
                mail::submitted(tx, &post, &competition, id).await?;
                Ok(Next::done(format!("/entries/{id}"), Done::EntrySubmitted))
            })
        })
        .await
}

pub(super) async fn withdraw(request: &Request, id: EntryId) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let by = permits::entry_editor(tx, caller.as_deref(), id).await?;
                let (entry, competition) = with_competition(tx, id).await?;
                rules::may_withdraw(entry.state, competition.state)?;
                if !store::write::withdraw(tx, &by, entry.state).await? {
                    return Err(AppError::Stale);
                }
                let payload = json!({ "from": entry.state, "to": EntryState::Withdrawn });
                record(tx, by.competition(), by.account(), "entries.withdraw", id, payload).await?;
                Ok(Next::done(format!("/entries/{id}"), Done::EntryWithdrawn))
            })
        })
        .await
}
