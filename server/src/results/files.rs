//! The published results as files: the document itself, and its placements as a table. Both come from the one row that
//! the public page comes from.

pub mod badge;
pub mod feed;
pub mod gallery;
pub mod picture;

use super::store::read::{PublicResults, public};
use crate::{
    exchange::{WriteError, writer::Writer},
    http::{State, headers::RESOURCE_POLICY, refusal::refusal},
};
use app::{
    error::{AppError, Refusal},
    results::model::{PublishedPlacement, ResultsDocument},
};
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// The columns of the table.
const COLUMNS: &[&str] = &[
    "track",
    "place",
    "shared",
    "entry",
    "title",
    "team",
    "countries",
    "score",
    "scorecards",
    "tie_broken_by",
    "awards",
    "reasons",
    "provisional",
];

/// `GET /c/{slug}/results.json`: the document, byte for byte as it was approved, so that its digest can be checked.
pub async fn json(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    document(&state, &slug, None, &headers).await
}

/// `GET /c/{slug}/results.csv`: one row for each published place.
pub async fn csv(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    match find(&state, &slug, None).await {
        Ok((digest, document)) => file("text/csv; charset=utf-8", &digest, &headers, || table(&document)),
        Err(error) => refusal(&error),
    }
}

/// `GET /c/{slug}/results/{version}/results.json`: the document of an older version.
pub async fn json_of(
    state: extract::State<State>,
    Path((slug, version)): Path<(String, i64)>,
    headers: HeaderMap,
) -> Response {
    document(&state, &slug, Some(version), &headers).await
}

async fn document(state: &State, slug: &str, version: Option<i64>, headers: &HeaderMap) -> Response {
    match find(state, slug, version).await {
        Ok((digest, document)) => file("application/json", &digest, headers, || Ok(document)),
        Err(error) => refusal(&error),
    }
}

async fn find(state: &State, slug: &str, version: Option<i64>) -> Result<(String, String), AppError> {
    match public(&mut state.db.read().await?, slug, version).await? {
        PublicResults::None => Err(AppError::NotFound),
        PublicResults::NotYet => Err(Refusal::NotYet.into()),
        PublicResults::Out { facts, document } => Ok((facts.digest, document)),
    }
}

/// The file, or the word that the reader has it already. Readers ask again each time: a publication can be followed by
/// another.
fn file(
    kind: &'static str,
    digest: &str,
    headers: &HeaderMap,
    body: impl FnOnce() -> Result<String, AppError>,
) -> Response {
    tagged(kind, digest, headers, "no-cache", body)
}

/// A file with its tag, kept by readers as `kept` says.
pub(super) fn tagged(
    kind: &'static str,
    digest: &str,
    headers: &HeaderMap,
    kept: &'static str,
    body: impl FnOnce() -> Result<String, AppError>,
) -> Response {
    let Ok(tag) = HeaderValue::from_str(&format!("W/\"{digest}\"")) else { return refusal(&AppError::Internal) };
    let mut response = if headers.get(header::IF_NONE_MATCH) == Some(&tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        match body() {
            Ok(body) => ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response(),
            Err(error) => return refusal(&error),
        }
    };
    let out = response.headers_mut();
    out.insert(header::ETAG, tag);
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}

/// Lets other sites show what a reply brings. Nothing is loaded, run or posted by it, wherever it is opened.
fn for_other_sites(out: &mut HeaderMap) {
    out.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("sandbox; default-src 'none'"));
    out.insert(RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
}

/// The document of a publication.
fn parsed(document: &str) -> Result<ResultsDocument, AppError> {
    serde_json::from_str(document).map_err(|_| AppError::Internal)
}

fn table(document: &str) -> Result<String, AppError> {
    let document = parsed(document)?;
    let mut out = Vec::new();
    write(&document, &mut out).map_err(|_| AppError::Internal)?;
    String::from_utf8(out).map_err(|_| AppError::Internal)
}

fn write(document: &ResultsDocument, out: &mut Vec<u8>) -> Result<(), WriteError> {
    let mut writer = Writer::new(out, COLUMNS)?;
    for (track, at) in document.placements() {
        row(&mut writer, &track.key, at)?;
    }
    writer.finish()
}

fn row(writer: &mut Writer<&mut Vec<u8>>, track: &str, at: &PublishedPlacement) -> Result<(), WriteError> {
    let awards: Vec<&str> = at.awards.iter().map(|award| award.name.as_str()).collect();
    let reasons: Vec<&str> =
        at.awards.iter().map(|award| award.reason.as_str()).filter(|reason| !reason.is_empty()).collect();
    writer.text(track)?.number(at.place)?.number(at.shared)?.text(&at.key)?.text(&at.title)?.text(&at.team)?;
    writer.text(&at.countries.join(";"))?.optional_number(at.score.as_deref())?.number(at.scorecards)?;
    writer.optional_text(at.tie_broken_by.as_deref())?.text(&awards.join("; "))?.text(&reasons.join("; "))?;
    writer.number(at.awards.iter().any(|award| award.provisional))?;
    writer.end_row()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::results::model::TrackResults;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        let placement = PublishedPlacement {
            round: None,
            raw_mean: None,
            doubt: None,
            key: "e".to_owned(),
            place: 1,
            shared: false,
            title: "=HYPERLINK(\"https://evil.example\")".to_owned(),
            pitch: String::new(),
            team: "@team".to_owned(),
            countries: vec!["KE".to_owned(), "MA".to_owned()],
            score: Some("87.3".to_owned()),
            scorecards: 3,
            tie_broken_by: None,
            settled: None,
            awards: Vec::new(),
            passed: Vec::new(),
            about: None,
        };
        let track = TrackResults {
            rounds: Vec::new(),
            doubt: None,
            key: "functioning".to_owned(),
            name: String::new(),
            ranked: 1,
            placements: vec![placement],
            rubric: Vec::new(),
            tie_order: Vec::new(),
        };
        let document = ResultsDocument {
            competition: String::new(),
            theme: String::new(),
            time_zone: "UTC".to_owned(),
            method: "mean".to_owned(),
            decimals: None,
            seal: None,
            departure: None,
            lottery_seed: None,
            entries_submitted: 1,
            entries_judged: 1,
            countries: 2,
            judges: 3,
            scorecards: 3,
            reviews_per_entry: 3,
            fields: Vec::new(),
            tracks: vec![track],
        };
        let mut out = Vec::new();
        write(&document, &mut out).expect("written");
        let expected =
            "functioning,1,false,e,\"'=HYPERLINK(\"\"https://evil.example\"\")\",'@team,KE;MA,87.3,3,,,,false\r\n";
        assert!(String::from_utf8(out).expect("text").ends_with(expected));
    }
}
