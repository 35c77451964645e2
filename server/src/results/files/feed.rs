//! `GET /c/{slug}/results.atom`: the publications of a competition's results, for readers of feeds.

use super::{file, find};
use crate::{
    http::{State, locale, refusal::refusal},
    results::store::public_entry,
};
use app::{error::AppError, results::pages::feed};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, Uri},
    response::Response,
};

/// In the language of `l`, else in English.
pub async fn atom(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let l = locale::of_query(&uri);
    let written = async {
        // Whether results are out is said in one place.
        let (digest, _) = find(&state, &slug, None).await?;
        let versions = public_entry::versions(&mut state.db.read().await?, &slug).await?;
        Ok::<_, AppError>((digest, versions))
    };
    match written.await {
        Ok((digest, versions)) => {
            // A version that says the same as the one before is news all the same.
            let tag = format!("{digest}-{}-{l}", versions.len());
            let write = || Ok(feed(l, &state.config.origin, &slug, &versions));
            file("application/atom+xml; charset=utf-8", &tag, &headers, write)
        }
        Err(error) => refusal(&error),
    }
}
