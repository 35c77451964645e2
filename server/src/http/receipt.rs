//! `GET /judge/entries/{entry}/receipt.tlog-proof`: a judge's receipt as a file.

use super::{State, context::Prepared, page};
use crate::scores::service::receipt;
use app::{error::AppError, ids::EntryId};
use axum::{
    body::Body,
    extract::{self, Path},
    http::{Request, header, request::Parts},
    response::{IntoResponse, Response},
};

/// The caller's own, of one entry.
pub async fn get(extract::State(state): extract::State<State>, path: Path<String>, request: Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    let found = found(&state, &path.0, &parts).await;
    page::reply(&state, parts, found).await
}

async fn found(state: &State, entry: &str, parts: &Parts) -> Result<Response, AppError> {
    let entry: EntryId = entry.parse()?;
    let prepared = Prepared::from(state, &parts.uri, &parts.headers, None).await?;
    let file = receipt::file(&prepared.request, entry).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"receipt.tlog-proof\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, file).into_response())
}
