//! Words, numbers and rules.

use super::{next_version, note, organiser};
use crate::{
    auth::permits::{Editor, Owner},
    competition::store::{board, method, read, write},
    request::Request,
};
use app::{
    competition::rules::{self, SettingsForm},
    error::{AppError, Problem, Refusal},
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
                let (by, old) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                let new = rules::settings(&form)?;
                let sealed = method::choice(tx, old.id).await?.seal.is_some();
                if sealed
                    && (new.reviews_per_entry, new.disparity_points) != (old.reviews_per_entry, old.disparity_points)
                {
                    return Err(Refusal::MethodSealed.into());
                }
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
                let (by, competition) = organiser::<Owner>(tx, caller.as_deref(), &slug).await?;
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
                let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
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
                let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
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
