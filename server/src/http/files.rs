//! `GET /files/{attachment}`: a file of an entry, for those who may see it, asked for each time (trust.md F-05). A browser
//! never runs what is in it: its type is ours, nothing is guessed, and only pictures that we have drawn anew are shown in
//! place.

use super::{State, context::Prepared, page};
use crate::{entries::service::files::shown, files::Content, scores::service::played};
use app::{
    entries::model::{EntryFile, FileKind},
    error::AppError,
    ids::AttachmentId,
};
use axum::{
    body::Body,
    extract::{self, rejection::PathRejection},
    http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use std::{fmt::Write as _, ops::Range};

/// Nothing may be loaded, run or posted by it, should a browser show it all the same.
const POLICY: &str = "sandbox; default-src 'none'";

/// Gives it out, whole or a part.
pub async fn get(
    extract::State(state): extract::State<State>,
    id: Result<extract::Path<String>, PathRejection>,
    request: Request<Body>,
) -> Response {
    let id = id.ok().and_then(|id| id.parse::<AttachmentId>().ok());
    let (parts, _) = request.into_parts();
    let found = found(&state, id, &parts).await;
    page::reply(&state, parts, found).await
}

async fn found(state: &State, id: Option<AttachmentId>, parts: &Parts) -> Result<Response, AppError> {
    let id = id.ok_or(AppError::NotFound)?;
    let prepared = Prepared::from(state, &parts.uri, &parts.headers, None).await?;
    let file = shown(&prepared.request, id).await?;
    if file.kind != FileKind::Screenshot {
        played::fetched(&prepared.request, id).await?;
    }
    let mut response = match part(&parts.headers, &file) {
        Part::None => {
            let range = format!("bytes */{}", file.size);
            let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
            set(response.headers_mut(), header::CONTENT_RANGE, &range);
            response
        }
        Part::Whole => {
            let content = state.config.files.content(&file.sha256, None).await?;
            stream(&file, content, StatusCode::OK, file.size)
        }
        Part::Some(range) => {
            let content = state.config.files.content(&file.sha256, Some(range.clone())).await?;
            let mut response = stream(&file, content, StatusCode::PARTIAL_CONTENT, range.end - range.start);
            let range = format!("bytes {}-{}/{}", range.start, range.end - 1, file.size);
            set(response.headers_mut(), header::CONTENT_RANGE, &range);
            response
        }
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    set(headers, header::ETAG, &tag(&file));
    set(headers, header::CONTENT_DISPOSITION, &disposition(&file));
    Ok(response)
}

fn stream(file: &EntryFile, content: Content, status: StatusCode, length: u64) -> Response {
    let mut response = (status, Body::from_stream(content.bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.media_type.as_str()));
    headers.insert(header::CONTENT_LENGTH, length.into());
    response
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

fn tag(file: &EntryFile) -> String {
    format!("\"{}\"", file.sha256)
}

/// Which part is asked for.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Some(Range<u64>),
    None,
}

/// One range of bytes (RFC 9110, 14.2); several, or what is no range, give the whole file.
fn part(headers: &HeaderMap, file: &EntryFile) -> Part {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(asked) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else { return Part::Whole };
    if text(header::IF_RANGE).is_some_and(|known| known != tag(file)) {
        return Part::Whole;
    }
    let Some((first, last)) = asked.trim().split_once('-') else { return Part::Whole };
    let range = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(file.size),
        (Ok(first), Err(_)) if last.is_empty() => first..file.size,
        (Err(_), Ok(count)) if first.is_empty() => file.size.saturating_sub(count)..file.size,
        _ => return Part::Whole,
    };
    if range.is_empty() { Part::None } else { Part::Some(range) }
}

/// What a browser does with it, and under which name it keeps it (RFC 6266): a plain name for old programs, the name
/// itself for the others.
fn disposition(file: &EntryFile) -> String {
    let how = if file.kind == FileKind::Screenshot { "inline" } else { "attachment" };
    let plain: String =
        file.name.chars().map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' }).collect();
    let mut whole = String::new();
    for byte in file.name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_~".contains(&byte) {
            whole.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(whole, "%{byte:02X}");
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::entries::model::MediaType;

    fn file(name: &str) -> EntryFile {
        EntryFile {
            id: AttachmentId::new(uuid::Uuid::nil()),
            kind: FileKind::Build,
            name: name.into(),
            alt: String::new(),
            media_type: MediaType::Zip,
            size: 100,
            sha256: "ab".into(),
        }
    }

    #[test]
    fn names_are_quoted_and_encoded() {
        assert_eq!(
            disposition(&file("my \"boat\";\r\n.zip")),
            "attachment; filename=\"my _boat____.zip\"; filename*=UTF-8''my%20%22boat%22%3B%0D%0A.zip"
        );
        assert_eq!(disposition(&file("é.zip")), "attachment; filename=\"_.zip\"; filename*=UTF-8''%C3%A9.zip");
        let picture = EntryFile { kind: FileKind::Screenshot, ..file("a.png") };
        assert_eq!(disposition(&picture), "inline; filename=\"a.png\"; filename*=UTF-8''a.png");
    }

    #[test]
    fn one_range_is_given() {
        let asked = |range: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static(range));
            part(&headers, &file("a.zip"))
        };
        assert_eq!(asked("bytes=0-9"), Part::Some(0..10));
        assert_eq!(asked("bytes=90-"), Part::Some(90..100));
        assert_eq!(asked("bytes=-10"), Part::Some(90..100));
        assert_eq!(asked("bytes=50-1000"), Part::Some(50..100));
        for none in ["bytes=100-", "bytes=-0", "bytes=200-300"] {
            assert_eq!(asked(none), Part::None, "{none}");
        }
        for whole in ["bytes=9-0", "bytes=0-1,5-6", "lines=0-1", "bytes=x-y", "bytes=", "bytes=-"] {
            assert_eq!(asked(whole), Part::Whole, "{whole}");
        }
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_static("bytes=0-9"));
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"other\""));
        assert_eq!(part(&headers, &file("a.zip")), Part::Whole);
        headers.insert(header::IF_RANGE, HeaderValue::from_static("\"ab\""));
        assert_eq!(part(&headers, &file("a.zip")), Part::Some(0..10));
    }
}
