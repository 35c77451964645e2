//! Prizes as a table, for organisers: what is checked, what teams say, how far each has got.

use super::{State, context::Prepared, statistics::answer};
use crate::{exchange::writer::Writer, results::service::ResultsService};
use app::{
    error::AppError,
    results::{
        api::Prizes,
        model::{Delivery, PrizeCheck, PrizeDesk, PrizeState},
    },
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, Uri},
    response::Response,
};
use std::sync::Arc;

/// `GET /c/{slug}/organise/prizes.csv`: a row for each prize that is won, and for each that passed an entry by.
pub async fn table(state: extract::State<State>, slug: Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    answer(read(&state, slug.0, &uri, &headers).await)
}

async fn read(state: &State, slug: String, uri: &Uri, headers: &HeaderMap) -> Result<String, AppError> {
    let prepared = Prepared::from(state, uri, headers, None).await?;
    let desk = ResultsService(Arc::new(prepared.request)).prizes(slug).await?;
    written(&desk).map_err(|_| AppError::Internal)
}

const COLUMNS: &[&str] = &[
    "track",
    "entry",
    "team",
    "award",
    "prize",
    "state",
    "asked_at",
    "answered_at",
    "missing_checks",
    "travels",
    "needs",
    "delivery",
    "delivery_note",
];

fn written(desk: &PrizeDesk) -> Result<String, Box<dyn std::error::Error>> {
    let mut out = Vec::new();
    let mut writer = Writer::new(&mut out, COLUMNS)?;
    for winner in &desk.winners {
        let missing: Vec<&str> = winner.open.iter().copied().map(PrizeCheck::as_str).collect();
        for prize in &winner.prizes {
            let record = prize.record.clone();
            let state = record.as_ref().map_or(PrizeState::Open, |record| record.state);
            let delivery = record.as_ref().map_or(Delivery::ToDo, |record| record.delivery);
            let said = record.as_ref();
            let of =
                |text: fn(&app::results::model::PrizeRecord) -> &String| said.map(text).cloned().unwrap_or_default();
            writer.text(&winner.track)?.text(&winner.name.title)?.text(&winner.name.team)?;
            writer.text(&prize.given.name)?.text(&prize.given.prize)?.text(state.as_str())?;
            writer.time(said.and_then(|record| record.asked_at))?;
            writer.time(said.and_then(|record| record.answered_at))?.text(&missing.join(";"))?;
            writer.text(&of(|record| &record.travels))?.text(&of(|record| &record.needs))?;
            writer.text(delivery.as_str())?.text(&of(|record| &record.delivery_note))?;
            writer.end_row()?;
        }
    }
    for gone in &desk.passed {
        let record = &gone.record;
        writer.text(&gone.track)?.text(&gone.name.title)?.text(&gone.name.team)?.text(&gone.award)?.text("")?;
        writer.text(record.state.as_str())?.time(record.asked_at)?.time(record.answered_at)?.text("")?;
        writer.text("")?.text("")?.text(record.delivery.as_str())?.text(&record.delivery_note)?;
        writer.end_row()?;
    }
    writer.finish()?;
    Ok(String::from_utf8(out)?)
}
