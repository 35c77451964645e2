//! `GET /c/{slug}/entries/{key}/pictures/{number}`: a picture of a published entry, by its place in the publication, so
//! that no file is public that was not published. Pictures were drawn anew when they came (trust.md F-05); other sites may
//! show them.

use super::{find, parsed};
use crate::http::{State, headers::RESOURCE_POLICY, refusal::refusal};
use app::{error::AppError, results::model::PublicPicture};
use axum::{
    body::Body,
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// Gives it out.
pub async fn get(state: extract::State<State>, path: Path<(String, String, String)>, headers: HeaderMap) -> Response {
    let (slug, key, number) = path.0;
    match shown(&state, &slug, &key, &number, &headers).await {
        Ok(response) => response,
        Err(error) => refusal(&error),
    }
}

async fn shown(state: &State, slug: &str, key: &str, number: &str, headers: &HeaderMap) -> Result<Response, AppError> {
    let picture = published(state, slug, key, number).await?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", picture.sha256)).map_err(|_| AppError::Internal)?;
    let mut response = if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let content = state.config.files.content(&picture.sha256, None).await?;
        let mut response = Body::from_stream(content.bytes).into_response();
        let out = response.headers_mut();
        out.insert(header::CONTENT_TYPE, HeaderValue::from_static(picture.media_type.as_str()));
        out.insert(header::CONTENT_LENGTH, content.size.into());
        response
    };
    let out = response.headers_mut();
    out.insert(header::ETAG, tag);
    // Asked for each time: a publication can be followed by one without it.
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    out.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    out.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    Ok(response)
}

async fn published(state: &State, slug: &str, key: &str, number: &str) -> Result<PublicPicture, AppError> {
    let (_, document) = find(state, slug, None).await?;
    let position = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).ok_or(AppError::NotFound)?;
    let placements = parsed(&document)?.tracks.into_iter().flat_map(|track| track.placements);
    let entry = placements.into_iter().find(|at| at.key == key).ok_or(AppError::NotFound)?;
    let pictures = entry.about.map(|about| about.pictures).unwrap_or_default();
    pictures.into_iter().nth(position).ok_or(AppError::NotFound)
}
