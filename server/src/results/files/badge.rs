//! `GET /c/{slug}/entries/{key}/badge.svg`: a badge that other sites may have in their pages.

use super::{file, find, for_other_sites, parsed};
use crate::http::{State, locale, refusal::refusal};
use app::{error::AppError, results::pages::badge};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, Uri},
    response::Response,
};

/// In the language of `l`, else in English.
pub async fn svg(state: extract::State<State>, path: Path<(String, String)>, uri: Uri, headers: HeaderMap) -> Response {
    let (slug, key) = &path.0;
    let l = locale::of_query(&uri);
    let (digest, document) =
        match find(&state, slug, None).await.and_then(|(digest, document)| Ok((digest, parsed(&document)?))) {
            Ok(found) => found,
            Err(error) => return refusal(&error),
        };
    let Some((track, at)) = document.placements().find(|(_, at)| at.key == *key) else {
        return refusal(&AppError::NotFound);
    };
    let draw = || Ok(badge(l, &document.competition, track, at));
    let mut response = file("image/svg+xml", &format!("{digest}-{l}"), &headers, draw);
    for_other_sites(response.headers_mut());
    response
}
