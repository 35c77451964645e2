//! A judge's own scorecard as a document, for a device that keeps a copy of it.

use super::store::stored::stored;
use crate::{
    auth::permits,
    http::{State, context::caller, refusal::refusal},
};
use app::{
    error::{AppError, Refusal},
    ids::EntryId,
    scores::keeping,
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

/// `GET /judge/entries/{entry}/card.json`: what the server has of the caller's scorecard, as its form says it.
pub async fn card(
    extract::State(state): extract::State<State>,
    Path(entry): Path<String>,
    headers: HeaderMap,
) -> Response {
    match find(&state, &entry, &headers).await {
        Ok(document) => ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], document)
            .into_response(),
        Err(error) => refusal(&error),
    }
}

async fn find(state: &State, entry: &str, headers: &HeaderMap) -> Result<String, AppError> {
    let caller = caller(state, headers).await?;
    permits::signed_in(caller.as_ref())?;
    let entry: EntryId = entry.parse()?;
    let mut conn = state.db.read().await?;
    let permit = permits::assigned_judge(&mut conn, caller.as_ref(), entry).await?;
    let stored = stored(&mut conn, &permit).await?.ok_or(Refusal::NothingThere)?;
    let card = stored.card.map_or_else(keeping::Stored::default, |card| {
        keeping::Stored::new(card.version, card.state, &stored.scores, &stored.note)
    });
    serde_json::to_string(&card).map_err(|_| AppError::Internal)
}
