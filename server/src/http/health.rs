//! For whoever watches the server.

use super::State;
use crate::fetch_optional;
use axum::{extract, http::StatusCode};

/// `GET /health/live`: the program runs.
pub async fn live() -> &'static str {
    "live"
}

/// `GET /health/ready`: the database answers too.
pub async fn ready(extract::State(state): extract::State<State>) -> (StatusCode, &'static str) {
    let answer = async {
        let mut conn = state.db.read().await?;
        fetch_optional!(&mut conn, (i64,), "SELECT CAST(1 AS BIGINT)")
    };
    match answer.await {
        Ok(Some(_)) => (StatusCode::OK, "ready"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer"),
    }
}
