//! What is held about a person, as a file for them.

use super::store::data;
use crate::{
    auth::permits,
    http::{State, context::caller, refusal::refusal},
};
use app::error::AppError;
use axum::{
    extract,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

/// `GET /account/data.json`: one document, never kept by anything between.
pub async fn own_data(extract::State(state): extract::State<State>, headers: HeaderMap) -> Response {
    match find(&state, &headers).await {
        Ok(document) => (
            [
                (header::CONTENT_TYPE, "application/json"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"peaceapp-data.json\""),
                (header::CACHE_CONTROL, "no-store"),
            ],
            document,
        )
            .into_response(),
        Err(error) => refusal(&error),
    }
}

async fn find(state: &State, headers: &HeaderMap) -> Result<String, AppError> {
    let caller = caller(state, headers).await?;
    let who = permits::signed_in(caller.as_ref())?;
    let held = data::everything(&mut state.db.read().await?, &who).await?;
    serde_json::to_string_pretty(&held).map_err(|_| AppError::Internal)
}
