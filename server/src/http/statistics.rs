//! Statistics as tables: the numbers of the page beside them and nothing more.

use super::{State, context::Prepared, refusal::refusal};
use crate::{exchange::writer::Writer, results::service::ResultsService};
use app::{
    error::AppError,
    results::{api::Statistics, model::Statistics as View},
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, Uri, header},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// `GET /c/{slug}/statistics.csv`: what was judged, for everybody.
pub async fn public(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    answer(table(&state, slug.0, (&uri, &headers), true).await)
}

/// `GET /c/{slug}/organise/statistics.csv`: what was handed in, for organisers.
pub async fn organisers(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    answer(table(&state, slug.0, (&uri, &headers), false).await)
}

async fn table(
    state: &State,
    slug: String,
    (uri, headers): (&Uri, &HeaderMap),
    judged: bool,
) -> Result<String, AppError> {
    let prepared = Prepared::from(state, uri, headers, None).await?;
    let service = ResultsService(Arc::new(prepared.request));
    let statistics = if judged { service.public_statistics(slug).await? } else { service.statistics(slug).await? };
    written(&statistics).map_err(|_| AppError::Internal)
}

fn written(statistics: &View) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, &["by", "of", "entries"])?;
    for (dimension, table) in &statistics.tables {
        for cell in &table.cells {
            writer.text(dimension.as_str())?.text(&cell.of)?.number(cell.count)?;
            writer.end_row()?;
        }
        if let Some(others) = table.others {
            writer.text(dimension.as_str())?.text("others")?.number(others)?;
            writer.end_row()?;
        }
    }
    writer.finish()?;
    Ok(String::from_utf8(out)?)
}

/// A table, or why not.
pub(super) fn answer(table: Result<String, AppError>) -> Response {
    match table {
        Ok(table) => {
            let kind = HeaderValue::from_static("text/csv; charset=utf-8");
            let kept = HeaderValue::from_static("private, no-store");
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], table).into_response()
        }
        Err(error) => refusal(&error),
    }
}
