//! Conflicts of interest as a table, for organisers.

use super::{State, context::Prepared, statistics::answer};
use crate::{exchange::writer::Writer, panel::service::PanelService};
use app::{
    error::AppError,
    panel::{api::Conflicts, model::ClaimRow},
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, Uri},
    response::Response,
};
use std::sync::Arc;

/// `GET /c/{slug}/organise/conflicts.csv`: every claim with who made it, when, and what became of it.
pub async fn table(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    answer(read(&state, slug.0, &uri, &headers).await)
}

async fn read(state: &State, slug: String, uri: &Uri, headers: &HeaderMap) -> Result<String, AppError> {
    let prepared = Prepared::from(state, uri, headers, None).await?;
    let rows = PanelService(Arc::new(prepared.request)).claims(slug).await?;
    written(&rows).map_err(|_| AppError::Internal)
}

fn written(rows: &[ClaimRow]) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    let head = [
        "entry",
        "team",
        "judge",
        "affiliation",
        "kind",
        "category",
        "reason",
        "source",
        "made_by",
        "at",
        "state",
        "set_aside_because",
        "set_aside_by",
        "seconded_by",
    ];
    let mut writer = Writer::new(&mut out, &head)?;
    for row in rows {
        let claim = &row.claim;
        let name = |name: &Option<String>| name.clone().unwrap_or_default();
        writer.text(&row.title)?.text(&row.team)?.text(&row.judge)?.text(&row.affiliation)?;
        writer.text(claim.kind.as_str())?.text(claim.category.as_str())?.text(&claim.reason)?;
        writer.text(claim.source.as_str())?.text(&name(&claim.made_by))?.time(Some(claim.at))?;
        writer.text(claim.state.as_str())?.text(&claim.aside_reason)?.text(&name(&claim.aside_by))?;
        writer.text(&name(&claim.seconded_by))?;
        writer.end_row()?;
    }
    writer.finish()?;
    Ok(String::from_utf8(out)?)
}
