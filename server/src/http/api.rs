//! Operations: `POST /api/...`, by script or by a plain form. A form post always ends in a redirect: to where the
//! operation leads, or back to its page with everything that was typed.

use super::{State, context::Prepared, kept, locale, page, refusal::refusal};
use crate::request::IdempotencyKey;
use app::{error::AppError, next::Next};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract,
    http::{HeaderMap, HeaderValue, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use leptos::server_fn::error::FromServerFnError;
use sha2::{Digest, Sha256};
use std::panic::AssertUnwindSafe;

/// The most a form may hold. The longest entry, all fields at their limits, is below a quarter of it.
pub const BODY_LIMIT: usize = 256 * 1024;

/// Runs one operation.
pub async fn post(extract::State(state): extract::State<State>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let by_form = by_form(&parts);
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return refuse(&state, parts, by_form, AppError::TooLarge).await;
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    match Prepared::from(&state, &back(&parts), &parts.headers, key(&parts, &fields, None)).await {
        Ok(prepared) => operate(state, parts, prepared, Form { fields, body }).await,
        Err(error) => refuse(&state, parts, by_form, error).await,
    }
}

/// A form: its fields, and the same as it is posted.
pub(super) struct Form {
    pub fields: Vec<(String, String)>,
    pub body: Bytes,
}

/// Whether a browser posts, which wants to be sent on.
pub(super) fn by_form(parts: &Parts) -> bool {
    parts
        .headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// Runs the operation for its caller and answers as was asked for.
pub(super) async fn operate(state: State, parts: Parts, prepared: Prepared, form: Form) -> Response {
    let Form { fields, body } = form;
    let by_form = by_form(&parts);
    let Ok(reply) = AssertUnwindSafe(run(prepared.clone(), &parts, body)).catch_unwind().await else {
        return refuse(&state, parts, by_form, AppError::Internal).await;
    };
    if !by_form {
        return reply;
    }
    let (reply, body) = reply.into_parts();
    let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
    let to = if reply.status.is_success() {
        let Ok(next) = serde_json::from_slice::<Next>(&body) else {
            return refuse(&state, parts, true, AppError::Internal).await;
        };
        let join = if next.to.contains('?') { '&' } else { '?' };
        let done = next.done.map(|done| format!("{join}done={}", done.as_str())).unwrap_or_default();
        format!("/{}{}{done}", prepared.locale(), next.to)
    } else {
        let error = AppError::de(body);
        if matches!(error, AppError::NotFound | AppError::Internal | AppError::Busy | AppError::NoSpace) {
            return refuse(&state, parts, true, error).await;
        }
        return come_back(state, parts, fields, error, &reply.headers).await;
    };
    see_other(&to, &reply.headers, None)
}

/// Sends a browser back to the page of a form that was refused, which shows it again with every word.
pub(super) async fn come_back(
    state: State,
    parts: Parts,
    fields: Vec<(String, String)>,
    error: AppError,
    headers: &HeaderMap,
) -> Response {
    let id = state.ambient.unguessable();
    if let Err(failure) = kept::keep(&state.db, id, parts.uri.path().to_owned(), fields, &error).await {
        tracing::error!(error = %failure, "keeping a refused form");
        return refuse(&state, parts, true, error).await;
    }
    let cookie = format!("{}={id}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600", kept::COOKIE);
    see_other(&back(&parts).to_string(), headers, Some(cookie))
}

/// Runs the operation as a script would see it: JSON out, errors with their status.
async fn run(prepared: Prepared, parts: &Parts, body: Bytes) -> Response {
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = parts.method.clone();
    *request.uri_mut() = parts.uri.clone();
    let headers = request.headers_mut();
    headers.clone_from(&parts.headers);
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.remove(header::REFERER);
    headers.remove(header::CONTENT_LENGTH);
    let mut reply =
        leptos_axum::handle_server_fns_with_context(move || prepared.provide(), request).await.into_response();
    if reply.headers_mut().remove("serverfnerror").is_some() {
        let (mut parts, body) = reply.into_parts();
        let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
        let error = AppError::de(body.clone());
        parts.status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if matches!(error, AppError::Busy) {
            parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        return Response::from_parts(parts, Body::from(body));
    }
    reply
}

/// The form's own key and the hash of all it says, and of the file that came with it.
pub(super) fn key(parts: &Parts, fields: &[(String, String)], file: Option<[u8; 32]>) -> Option<IdempotencyKey> {
    let key = fields.iter().find(|(name, _)| name == "key").map(|(_, value)| value.clone())?;
    if key.is_empty() || key.len() > 64 {
        return None;
    }
    let mut hash = Sha256::new();
    hash.update(parts.uri.path());
    for (name, value) in fields.iter().filter(|(name, _)| name != "key") {
        for part in [name, value] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    if let Some(digest) = file {
        hash.update(digest);
    }
    Some(IdempotencyKey { key, request_hash: hash.finalize().into() })
}

/// The page the form was on: path and query of the Referer, never its host; without "what was done".
pub(super) fn back(parts: &Parts) -> axum::http::Uri {
    let referer = parts
        .headers
        .get(header::REFERER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| url::Url::parse(value).ok());
    let path = referer.map_or_else(
        || format!("/{}", locale::wished(&parts.headers)),
        |url| {
            let query: Vec<_> = url.query_pairs().filter(|(name, _)| name != "done").collect();
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
            if query.is_empty() { url.path().to_owned() } else { format!("{}?{query}", url.path()) }
        },
    );
    // A path that begins with two slashes is another host.
    let path = format!("/{}", path.trim_start_matches(['/', '\\']));
    path.parse().unwrap_or_else(|_| axum::http::Uri::from_static("/en"))
}

/// Redirects after a form, with what the operation told the browser: cookies set, storage to be cleared.
fn see_other(to: &str, from: &HeaderMap, cookie: Option<String>) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(header::LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    for name in ["set-cookie", "clear-site-data"] {
        for value in from.get_all(name) {
            headers.append(name, value.clone());
        }
    }
    if let Some(value) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        headers.append(header::SET_COOKIE, value);
    }
    response
}

/// An error that is not shown at a form: a page of its own, or JSON for scripts.
pub(super) async fn refuse(state: &State, parts: Parts, by_form: bool, error: AppError) -> Response {
    if by_form {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = back(&parts);
        *request.headers_mut() = parts.headers;
        return page::failure(state, request, error).await;
    }
    refusal(&error)
}
