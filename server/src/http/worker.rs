//! The service worker: a file of our own at the root, so that it may answer for every page of a judge. Its text has the
//! build's version in it, so that a browser that asks for it learns at once that there is a new one.

use super::State;
use axum::{
    extract,
    http::header,
    response::{IntoResponse, Response},
};

const WORKER: &str = include_str!("service_worker.js");
/// What a browser gets instead once the operator has switched offline reading off: it takes itself off.
const OFF: &str = include_str!("service_worker_off.js");

/// `GET /service-worker.js`.
pub async fn get(extract::State(state): extract::State<State>) -> Response {
    let text = if state.config.offline { WORKER.replace("%VERSION%", &state.assets.version) } else { OFF.to_owned() };
    let headers = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")];
    (headers, text).into_response()
}
