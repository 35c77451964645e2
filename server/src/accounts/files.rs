//! What is held about a person, as a file for them.

use super::store::data;
use crate::{
    auth::{permits, session},
    http::{State, cookies},
};
use app::error::AppError;
use axum::{
    extract,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::FromServerFnError;

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
        Err(error) => {
            let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, [(header::CONTENT_TYPE, "application/json")], error.ser()).into_response()
        }
    }
}

async fn find(state: &State, headers: &HeaderMap) -> Result<String, AppError> {
    let token = cookies::get(headers, session::COOKIE).ok_or(AppError::SignIn)?;
    let caller = session::caller(&state.db, &state.ambient, token).await?;
    let who = permits::signed_in(caller.as_ref())?;
    let held = data::everything(&mut state.db.read().await?, &who).await?;
    serde_json::to_string_pretty(&held).map_err(|_| AppError::Internal)
}
