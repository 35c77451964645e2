//! Words, numbers, rules, and who organises.

use super::{next_version, note, organiser};
use crate::{
    accounts::store::{add_role, credentials},
    competition::store::{board, read, write},
    request::Request,
};
use app::{
    accounts::model::Role,
    competition::rules::{self, SettingsForm},
    error::{AppError, Problem, Refusal},
    ids::AccountId,
    next::{Done, Next},
    text,
};
use serde_json::json;

fn saved(slug: &str) -> Next {
    Next::done(format!("/c/{slug}/organise/settings"), Done::Saved)
}

/// Saves the words and numbers.
pub(super) async fn save(request: &Request, slug: String, version: i64, form: SettingsForm) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, old) = organiser(tx, caller.as_deref(), &slug).await?;
                let new = rules::settings(&form)?;
                next_version(tx, &by, &old, version).await?;
                write::save_settings(tx, &by, &new).await?;
                note(tx, &by, "competition.save_settings", old.id.to_string(), json!({ "old": old, "new": new }))
                    .await?;
                Ok(saved(&slug))
            })
        })
        .await
}

/// Changes how long what is known of people is kept; also after publication, as long as it is there.
pub(super) async fn set_retention(request: &Request, slug: String, days: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser(tx, caller.as_deref(), &slug).await?;
                let days = rules::retention(&days)?;
                let old = read::retention_days(tx, competition.id).await?;
                if !write::set_retention(tx, &by, days).await? {
                    return Err(Refusal::WrongState.into());
                }
                let payload = json!({ "old": old, "new": days });
                note(tx, &by, "competition.set_retention", competition.id.to_string(), payload).await?;
                Ok(saved(&slug))
            })
        })
        .await
}

/// Publishes the next version of the rules.
pub(super) async fn publish_rules(
    request: &Request,
    slug: String,
    version: i64,
    text: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser(tx, caller.as_deref(), &slug).await?;
                let text = text::block(&text, rules::RULES_WORDS)
                    .and_then(|text| if text.is_empty() { Err(Problem::Required) } else { Ok(text) })
                    .map_err(|problem| AppError::field("text", problem))?;
                let old = read::rules(tx, competition.id).await?;
                if old.as_ref().is_some_and(|old| old.text == text) {
                    // Nothing new: no version for it.
                    return Ok(saved(&slug));
                }
                next_version(tx, &by, &competition, version).await?;
                let number = write::insert_rules(tx, &by, &text).await?;
                let payload = json!({ "old": old.map(|old| old.version), "new": number, "text": text });
                note(tx, &by, "competition.publish_rules", competition.id.to_string(), payload).await?;
                Ok(saved(&slug))
            })
        })
        .await
}

/// Says how large a build of an entry may be.
pub(super) async fn save_file_limit(
    request: &Request,
    slug: String,
    version: i64,
    build_mebibytes: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser(tx, caller.as_deref(), &slug).await?;
                let new = rules::build_limit(&build_mebibytes)?;
                next_version(tx, &by, &competition, version).await?;
                let old = board::build_limit(tx, competition.id).await?;
                write::save_build_limit(tx, &by, new).await?;
                let payload = json!({ "old": old, "new": new });
                note(tx, &by, "competition.save_file_limit", competition.id.to_string(), payload).await?;
                Ok(saved(&slug))
            })
        })
        .await
}

/// Lets the owner of an account organise too. Doing it again changes nothing.
pub(super) async fn add_organiser(request: &Request, slug: String, email: String) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser(tx, caller.as_deref(), &slug).await?;
                let at_email = |problem| AppError::field("email", problem);
                let email = text::email(&email).map_err(at_email)?;
                let found = credentials(tx, &email).await?.ok_or_else(|| at_email(Problem::NoAccount))?;
                let account: AccountId = found.id.into();
                add_role(tx, account, competition.id, Role::Organiser).await?;
                note(tx, &by, "competition.add_organiser", account.to_string(), json!({})).await?;
                Ok(saved(&slug))
            })
        })
        .await
}
