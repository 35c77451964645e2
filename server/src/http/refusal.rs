//! An error as a script reads it, and as whoever asks for a file does.

use app::error::AppError;
use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use leptos::server_fn::error::FromServerFnError;

/// The error with its status, as JSON.
pub fn refusal(error: &AppError) -> Response {
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, [(header::CONTENT_TYPE, "application/json")], error.ser()).into_response()
}
