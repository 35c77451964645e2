//! What anybody needs to check results without the site: the result pack, and the checkpoints of the log.

use super::{
    files::tagged,
    store::pack::{PublicPack, public},
};
use crate::{
    audit::checkpoints,
    competition::store::read::by_slug,
    http::{State, refusal::refusal},
};
use app::{
    competition::model::CompetitionState,
    error::{AppError, Refusal},
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A pack of one version is the same for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `GET /c/{slug}/results/pack.json`: the pack of the newest publication.
pub async fn newest(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    answer(&state, &slug, None, &headers).await
}

/// `GET /c/{slug}/results/{version}/pack.json`: that of one publication.
pub async fn one(state: extract::State<State>, path: Path<(String, String)>, headers: HeaderMap) -> Response {
    match path.0.1.parse::<i64>().ok().filter(|version| *version > 0 && version.to_string() == path.0.1) {
        Some(version) => answer(&state, &path.0.0, Some(version), &headers).await,
        None => refusal(&AppError::NotFound),
    }
}

async fn answer(state: &State, slug: &str, version: Option<i64>, headers: &HeaderMap) -> Response {
    match find(state, slug, version).await {
        Ok(PublicPack::Out { digest, file }) => {
            let kept = if version.is_some() { FOR_EVER } else { "no-cache" };
            tagged("application/json", &digest, headers, kept, || Ok(file))
        }
        // The log signs a publication within seconds.
        Ok(PublicPack::Soon) => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "2")]).into_response(),
        Ok(PublicPack::NotYet) => refusal(&Refusal::NotYet.into()),
        Ok(PublicPack::Withheld) => refusal(&Refusal::NoPack.into()),
        Ok(PublicPack::None) => refusal(&AppError::NotFound),
        Err(error) => refusal(&error),
    }
}

async fn find(state: &State, slug: &str, version: Option<i64>) -> Result<PublicPack, AppError> {
    Ok(public(&mut state.db.read().await?, slug, version).await?)
}

/// `GET /c/{slug}/checkpoints.txt`: the signed notes, from the oldest, with an empty line between them.
pub async fn checkpoints(state: extract::State<State>, slug: Path<String>) -> Response {
    match notes(&state, &slug).await {
        Ok(text) => {
            let kind = HeaderValue::from_static("text/plain; charset=utf-8");
            let kept = HeaderValue::from_static("no-cache");
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], text).into_response()
        }
        Err(error) => refusal(&error),
    }
}

async fn notes(state: &State, slug: &str) -> Result<String, AppError> {
    let mut conn = state.db.read().await?;
    let competition = by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
    if competition.state == CompetitionState::Setup {
        return Err(AppError::NotFound);
    }
    let notes: Vec<String> =
        checkpoints::of(&mut conn, competition.id).await?.into_iter().map(|kept| kept.note).collect();
    Ok(notes.join("\n"))
}
