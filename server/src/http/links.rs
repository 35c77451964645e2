//! `GET /judge/entries/{entry}/links/{question}`: on to a link of an entry, noted as followed by the judge.

use super::{State, context::Prepared, page};
use crate::scores::service::played;
use app::{error::AppError, ids::EntryId};
use axum::{
    body::Body,
    extract::{self, Path},
    http::{HeaderValue, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

/// Leads on. The host that it leads to learns nothing of where the judge came from: what every reply says of referrers sees to it.
pub async fn follow(
    extract::State(state): extract::State<State>,
    path: Path<(String, String)>,
    request: Request<Body>,
) -> Response {
    let (parts, _) = request.into_parts();
    let found = found(&state, &path.0, &parts).await;
    page::reply(&state, parts, found).await
}

async fn found(state: &State, (entry, question): &(String, String), parts: &Parts) -> Result<Response, AppError> {
    let entry: EntryId = entry.parse()?;
    let prepared = Prepared::from(state, &parts.uri, &parts.headers, None).await?;
    let address = played::follow(&prepared.request, entry, question).await?;
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(address.as_str()).map_err(|_| AppError::NotFound)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
