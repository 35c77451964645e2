//! The panel's room as files, for organisers.

use super::{State, context::Prepared, refusal::refusal, statistics::answer};
use crate::{exchange::writer::Writer, results::service::ResultsService};
use app::error::AppError;
use axum::{
    extract::{self, Path},
    http::{HeaderMap, Uri, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use std::sync::Arc;

/// `GET /c/{slug}/organise/deliberation.json`: shortlist, posts, changed scores and votes.
pub async fn document(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    match read(&state, &slug.0, &uri, &headers).await {
        Ok(document) => {
            let head = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "private, no-store")];
            (head, document.to_string()).into_response()
        }
        Err(error) => refusal(&error),
    }
}

/// `GET /c/{slug}/organise/deliberation.csv`: what was said, one post a line.
pub async fn posts(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let document = read(&state, &slug.0, &uri, &headers).await;
    answer(document.and_then(|document| written(&document).map_err(|_| AppError::Internal)))
}

async fn read(state: &State, slug: &str, uri: &Uri, headers: &HeaderMap) -> Result<Value, AppError> {
    let prepared = Prepared::from(state, uri, headers, None).await?;
    ResultsService(Arc::new(prepared.request)).room_document(slug).await
}

fn written(document: &Value) -> Result<String, Box<dyn std::error::Error>> {
    const FIELDS: [&str; 6] = ["entry", "at", "judge", "language", "text", "withdrawn"];
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, &FIELDS)?;
    for post in document.get("posts").and_then(Value::as_array).into_iter().flatten() {
        for field in FIELDS {
            writer.text(post.get(field).and_then(Value::as_str).unwrap_or_default())?;
        }
        writer.end_row()?;
    }
    writer.finish()?;
    Ok(String::from_utf8(out)?)
}
