//! Announcing further reviews.

use super::{note, organiser};
use crate::{auth::permits::Editor, competition::store::further, request::Request};
use app::{
    competition::rules,
    error::{AppError, Refusal},
    next::{Done, Next},
};
use serde_json::json;

/// Announces how many further reviews there may be, and by which rule.
pub(super) async fn announce(
    request: &Request,
    slug: String,
    budget: String,
    damping: String,
) -> Result<Next, AppError> {
    let caller = request.caller.clone();
    request
        .write(move |tx| {
            Box::pin(async move {
                let (by, competition) = organiser::<Editor>(tx, caller.as_deref(), &slug).await?;
                rules::may_announce(competition.state)?;
                let (budget, damping) = rules::further(&budget, &damping)?;
                let old = further::announced(tx, competition.id).await?;
                if !further::announce(tx, &by, budget, damping).await? {
                    return Err(Refusal::WrongState.into());
                }
                let payload = json!({ "old": old, "new": { "budget": budget, "damping": damping } });
                note(tx, &by, "competition.announce_further", competition.id.to_string(), payload).await?;
                Ok(Next::done(format!("/c/{slug}/organise/settings"), Done::Saved))
            })
        })
        .await
}
