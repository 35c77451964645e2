//! Published entries as files: all of them, and one. Like the results they come from the one row that is published; who
//! made an entry is read with it.

use super::{file, find, parsed};
use crate::{
    exchange::{WriteError, writer::Writer},
    http::{State, refusal::refusal},
    results::store::public_entry,
};
use app::{
    competition::model::known,
    entries::{model::EntryKind, rules::answer_field},
    error::AppError,
    results::{
        model::{Credit, PublishedPlacement, ResultsDocument, TrackResults},
        rules::Facet,
    },
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

/// The columns of the table. Behind them each question of choice has one, named like its field of the entry form.
const COLUMNS: &[&str] = &[
    "track",
    "place",
    "shared",
    "entry",
    "title",
    "pitch",
    "team",
    "countries",
    "kind",
    "languages",
    "platforms",
    "warnings",
    "awards",
    "reasons",
    "play_url",
    "video_url",
    "address",
    "provisional",
];

/// An entry as programs read it.
#[derive(Serialize)]
struct Listed<'a> {
    competition: &'a str,
    track: &'a str,
    track_name: &'a str,
    /// How many were ranked in it.
    ranked: u32,
    /// Its page, in English.
    address: String,
    /// Where its pictures are, in the order in which `about` describes them.
    picture_addresses: Vec<String>,
    #[serde(flatten)]
    placement: &'a PublishedPlacement,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    credits: Vec<Credit>,
}

/// All of them.
#[derive(Serialize)]
struct List<'a> {
    competition: &'a str,
    /// SHA-256 of the document they are in.
    digest: &'a str,
    entries: Vec<Listed<'a>>,
}

impl<'a> Listed<'a> {
    fn new(
        origin: &str,
        slug: &str,
        document: &'a ResultsDocument,
        track: &'a TrackResults,
        at: &'a PublishedPlacement,
    ) -> Self {
        let pictures = at.about.as_ref().map_or(0, |about| about.pictures.len());
        let picture = |number: usize| format!("{origin}/c/{slug}/entries/{}/pictures/{number}", at.key);
        Self {
            competition: &document.competition,
            track: &track.key,
            track_name: &track.name,
            ranked: track.ranked,
            address: address(origin, slug, at),
            picture_addresses: (1..=pictures).map(picture).collect(),
            placement: at,
            credits: Vec::new(),
        }
    }
}

fn address(origin: &str, slug: &str, at: &PublishedPlacement) -> String {
    format!("{origin}/en/c/{slug}/entries/{}", at.key)
}

/// `GET /c/{slug}/entries.json`: every published entry, in the order of the results.
pub async fn json(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    match find(&state, &slug, None).await {
        Ok((digest, document)) => file("application/json", &digest, &headers, || {
            let (document, origin) = (parsed(&document)?, &state.config.origin);
            let entries = document.placements().map(|(track, at)| Listed::new(origin, &slug, &document, track, at));
            let list = List { competition: &document.competition, digest: &digest, entries: entries.collect() };
            serde_json::to_string(&list).map_err(|_| AppError::Internal)
        }),
        Err(error) => refusal(&error),
    }
}

/// `GET /c/{slug}/entries.csv`: one row for each.
pub async fn csv(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    match find(&state, &slug, None).await {
        Ok((digest, document)) => file("text/csv; charset=utf-8", &digest, &headers, || {
            let mut out = Vec::new();
            write(&state.config.origin, &slug, &parsed(&document)?, &mut out).map_err(|_| AppError::Internal)?;
            String::from_utf8(out).map_err(|_| AppError::Internal)
        }),
        Err(error) => refusal(&error),
    }
}

fn write(origin: &str, slug: &str, document: &ResultsDocument, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let questions: Vec<String> = Facet::of(document)
        .into_iter()
        .filter_map(|facet| if let Facet::Answer(key) = facet { Some(key) } else { None })
        .collect();
    let named: Vec<String> = questions.iter().map(|key| answer_field(key)).collect();
    let columns: Vec<&str> = COLUMNS.iter().copied().chain(named.iter().map(String::as_str)).collect();
    let mut writer = Writer::new(out, &columns)?;
    let nothing = app::results::model::PublicEntry::default();
    for (track, at) in document.placements() {
        let about = at.about.as_ref().unwrap_or(&nothing);
        let kind = at.about.as_ref().map(|about| EntryKind::as_str(about.kind));
        let awards: Vec<&str> = at.awards.iter().map(|award| award.name.as_str()).collect();
        let reasons = at.awards.iter().map(|award| award.reason.as_str()).filter(|reason| !reason.is_empty());
        writer
            .text(&track.key)?
            .number(at.place)?
            .number(at.shared)?
            .text(&at.key)?
            .text(&at.title)?
            .text(&at.pitch)?;
        writer.text(&at.team)?.text(&at.countries.join(";"))?.optional_text(kind)?.text(&about.languages.join(";"))?;
        writer.text(&about.platforms.join(";"))?.text(&about.warnings.join(";"))?.text(&awards.join("; "))?;
        writer.text(&reasons.collect::<Vec<_>>().join("; "))?.text(about.answer(known::PLAY_URL))?;
        writer.text(about.answer(known::VIDEO_URL))?.text(&address(origin, slug, at))?;
        writer.number(at.awards.iter().any(|award| award.provisional))?;
        for key in &questions {
            let chosen = about.answers.iter().filter(|answer| answer.key == *key).flat_map(|answer| &answer.chosen);
            writer.text(&chosen.map(|option| option.key.as_str()).collect::<Vec<_>>().join(";"))?;
        }
        writer.end_row()?;
    }
    writer.finish()
}

/// `GET /c/{slug}/entries/{key}/entry.json`: one of them, with who made it. That can change without a publication, so
/// that a copy is never said to hold.
pub async fn entry(state: extract::State<State>, path: Path<(String, String)>) -> Response {
    match one(&state, &path.0.0, &path.0.1).await {
        Ok(body) => {
            let kind = HeaderValue::from_static("application/json");
            ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], body)
                .into_response()
        }
        Err(error) => refusal(&error),
    }
}

async fn one(state: &State, slug: &str, key: &str) -> Result<String, AppError> {
    let (_, document) = find(state, slug, None).await?;
    let document = parsed(&document)?;
    let (track, at) = document.placements().find(|(_, at)| at.key == key).ok_or(AppError::NotFound)?;
    let mut listed = Listed::new(&state.config.origin, slug, &document, track, at);
    if !at.team.is_empty() {
        listed.credits = public_entry::credits(&mut state.db.read().await?, slug, key).await?;
    }
    serde_json::to_string(&listed).map_err(|_| AppError::Internal)
}
