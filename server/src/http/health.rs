//! For whoever watches the server.

use super::State;
use axum::{extract, http::StatusCode};

/// `GET /health/live`: the program runs.
pub async fn live() -> &'static str {
    "live"
}

/// `GET /health/ready`: the database answers too.
pub async fn ready(extract::State(state): extract::State<State>) -> (StatusCode, &'static str) {
    match state.db.answers().await {
        Ok(()) => (StatusCode::OK, "ready"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
