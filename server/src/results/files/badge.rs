//! `GET /c/{slug}/entries/{key}/badge.svg`: a badge that other sites may have in their pages.

use super::{file, find, parsed};
use crate::http::{State, headers::RESOURCE_POLICY, locale, refusal::refusal};
use app::{error::AppError, results::pages::badge};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::Response,
};

/// Nothing is loaded, run or posted by it, wherever it is opened.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// In the language of `l`, else in English.
pub async fn svg(state: extract::State<State>, path: Path<(String, String)>, uri: Uri, headers: HeaderMap) -> Response {
    let (slug, key) = &path.0;
    let l = locale::of_query(&uri);
    let mut response =
        match find(&state, slug, None).await.and_then(|(digest, document)| Ok((digest, parsed(&document)?))) {
            Ok((digest, document)) => {
                let places =
                    document.tracks.iter().flat_map(|track| track.placements.iter().map(move |at| (track, at)));
                let Some((track, at)) = places.into_iter().find(|(_, at)| at.key == *key) else {
                    return refusal(&AppError::NotFound);
                };
                let draw = || Ok(badge(l, &document.competition, track, at));
                file("image/svg+xml", &format!("{digest}-{l}"), &headers, draw)
            }
            Err(error) => return refusal(&error),
        };
    let out = response.headers_mut();
    out.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    out.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    response
}
