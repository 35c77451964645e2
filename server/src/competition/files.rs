//! The list of a close as a file, for organisers: the document byte for byte, so that its digest can be checked, and the
//! same as a table.

use super::store::{close, method, read::by_slug};
use crate::{
    auth::permits::{self, Observer},
    exchange::{WriteError, writer::Writer},
    http::{State, context::caller, refusal::refusal},
};
use app::{
    competition::model::{CloseManifest, ClosedEntry, CompetitionState},
    error::AppError,
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

/// The columns of the table. `files`: the digest of each.
const COLUMNS: &[&str] =
    &["key", "entry", "state", "version", "snapshot", "before", "frozen_at", "content_hash", "files"];

/// `GET /c/{slug}/closes/{file}`: `1.json`, `1.csv`.
pub async fn list(
    extract::State(state): extract::State<State>,
    Path((slug, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    match find(&state, &slug, &file, &headers).await {
        Ok((kind, body)) => {
            let name = format!("attachment; filename=\"close-{file}\"");
            (
                [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-store")],
                [(header::CONTENT_DISPOSITION, name)],
                body,
            )
                .into_response()
        }
        Err(error) => refusal(&error),
    }
}

async fn find(state: &State, slug: &str, file: &str, headers: &HeaderMap) -> Result<(&'static str, String), AppError> {
    let caller = caller(state, headers).await?;
    permits::signed_in(caller.as_ref())?;
    let mut conn = state.db.read().await?;
    let competition = by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
    let _: Observer = permits::organiser(&mut conn, caller.as_ref(), competition.id).await?;
    let (number, ending) = file.split_once('.').ok_or(AppError::NotFound)?;
    let number: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let (_, document) = close::document(&mut conn, competition.id, number).await?.ok_or(AppError::NotFound)?;
    match ending {
        "json" => Ok(("application/json", document)),
        "csv" => Ok(("text/csv; charset=utf-8", table(&close::read(&document)?).map_err(|_| AppError::Internal)?)),
        _ => Err(AppError::NotFound),
    }
}

fn table(manifest: &CloseManifest) -> Result<String, WriteError> {
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, COLUMNS)?;
    for entry in &manifest.entries {
        row(&mut writer, entry)?;
    }
    writer.finish()?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn row(writer: &mut Writer<&mut Vec<u8>>, entry: &ClosedEntry) -> Result<(), WriteError> {
    let before = entry.before.map(|id| id.to_string());
    let files: Vec<&str> = entry.files.iter().map(|file| file.sha256.as_str()).collect();
    writer.text(&entry.key)?.text(&entry.entry.to_string())?.text(&entry.state)?.number(entry.version)?;
    writer.text(&entry.snapshot.to_string())?.optional_text(before.as_deref())?.time(Some(entry.frozen_at))?;
    writer.text(&entry.content_hash)?.text(&files.join(";"))?;
    writer.end_row()
}

/// `GET /c/{slug}/method.json`: what was sealed before judging, byte for byte, so that its digest can be checked.
pub async fn method(extract::State(state): extract::State<State>, Path(slug): Path<String>) -> Response {
    match sealed(&state, &slug).await {
        Ok(text) => {
            let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")];
            (headers, text).into_response()
        }
        Err(error) => refusal(&error),
    }
}

async fn sealed(state: &State, slug: &str) -> Result<String, AppError> {
    let mut conn = state.db.read().await?;
    let competition = by_slug(&mut conn, slug).await?.ok_or(AppError::NotFound)?;
    if competition.state == CompetitionState::Setup {
        return Err(AppError::NotFound);
    }
    let seal = method::choice(&mut conn, competition.id).await?.seal;
    seal.map(|seal| seal.text).ok_or(AppError::NotFound)
}
