//! Pages: rendered whole before the first byte leaves, so that status and headers are true, nothing is swapped in by
//! script, and a page without an island carries no wasm.

use super::{
    State,
    context::Prepared,
    kept, locale,
    site::{self, NOT_FOUND},
};
use app::error::AppError;
use axum::{
    body::Body,
    extract::{self, RawPathParams, rejection::RawPathParamsRejection},
    http::{HeaderValue, Request, StatusCode, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
    routing::{self, MethodRouter},
};
use futures::{FutureExt, Stream, StreamExt, stream};
use leptos::prelude::*;
use memchr::memmem;
use std::{future::Future, panic::AssertUnwindSafe, pin::Pin, sync::Arc};

type Chunks = Pin<Box<dyn Stream<Item = String> + Send>>;

/// The tags that wake islands, for `whole_page`, which is a plain function.
#[derive(Clone)]
struct Hydration(Arc<str>);

/// The route of a page.
pub fn route(view: fn() -> AnyView) -> MethodRouter<State> {
    routing::get(
        async move |extract::State(state): extract::State<State>,
                    params: Result<RawPathParams, RawPathParamsRejection>,
                    request: Request<Body>| {
            // A path that is no text leads nowhere, as does one in a language we do not speak.
            let (Ok(params), Some(_)) = (params, locale::of_path(request.uri().path())) else {
                return failure(&state, request, AppError::NotFound).await;
            };
            let params = params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
            get(&state, view, params, request).await
        },
    )
}

/// What is no page.
pub async fn other(extract::State(state): extract::State<State>, request: Request<Body>) -> Response {
    match locale::of_path(request.uri().path()) {
        None => without_language(&state, request).await,
        // One address for each page.
        Some(_) if request.uri().path().ends_with('/') => {
            Redirect::permanent(request.uri().path().trim_end_matches('/')).into_response()
        }
        Some(_) => get(&state, NOT_FOUND, Vec::new(), request).await,
    }
}

async fn get(state: &State, view: fn() -> AnyView, params: Vec<(String, String)>, request: Request<Body>) -> Response {
    let (parts, _) = request.into_parts();
    let again = || Request::from_parts(parts.clone(), Body::empty());
    let prepared = match Prepared::from(state, &parts.uri, &parts.headers, None).await {
        Ok(prepared) => prepared.with(params).with_rights().await,
        Err(error) => Err(error),
    };
    match prepared {
        // A page that panics is our fault, and its reader still gets a page.
        Ok(prepared) => match AssertUnwindSafe(draw(state, prepared, view, again())).catch_unwind().await {
            Ok(page) => page,
            Err(_) => failure(state, again(), AppError::Internal).await,
        },
        Err(error) => failure(state, again(), error).await,
    }
}

/// A path without a language: the start page leads to the reader's own; anything else does not exist.
async fn without_language(state: &State, request: Request<Body>) -> Response {
    if request.uri().path() == "/" {
        let mut response = Redirect::temporary(&format!("/{}", locale::wished(request.headers()))).into_response();
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language"));
        return response;
    }
    failure(state, request, AppError::NotFound).await
}

/// Draws the error page of an error that no page could be asked about.
pub async fn failure(state: &State, request: Request<Body>, error: AppError) -> Response {
    let prepared = Prepared::anonymous(state, request.uri(), request.headers());
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = render(state, prepared, request, move || site::error_shell(error)).await;
    *response.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// The reply of what is no page, or the page of its error.
pub async fn reply(state: &State, parts: Parts, found: Result<Response, AppError>) -> Response {
    match found {
        Ok(response) => response,
        Err(error) => failure(state, Request::from_parts(parts, Body::empty()), error).await,
    }
}

async fn draw(state: &State, prepared: Prepared, view: fn() -> AnyView, request: Request<Body>) -> Response {
    let shown = prepared.kept.is_some();
    let mut response = render(state, prepared, request, move || site::shell(view)).await;
    if shown {
        let spent = format!("{}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0", kept::COOKIE);
        if let Ok(value) = HeaderValue::from_str(&spent) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    response
}

async fn render<V: IntoView + 'static>(
    state: &State,
    prepared: Prepared,
    request: Request<Body>,
    view: impl FnOnce() -> V + Send + 'static,
) -> Response {
    let hydration = Hydration(state.assets.hydration.clone());
    let context = move || {
        provide_context(hydration.clone());
        prepared.provide();
    };
    leptos_axum::handle_response_inner(context, view, request, whole_page).await
}

fn whole_page<V: IntoView + 'static>(
    view: V,
    _chunks: Box<dyn FnOnce() -> Chunks + Send>,
    _islands_router: bool,
) -> Pin<Box<dyn Future<Output = Chunks> + Send>> {
    // Without this every resource's value would be written into the page, also what is not shown.
    if let Some(shared) = Owner::current_shared_context() {
        shared.set_is_hydrating(false);
    }
    let hydration = use_context::<Hydration>();
    let html = view.to_html_stream_in_order();
    Box::pin(async move {
        let mut html: String = html.collect().await;
        if memmem::find(html.as_bytes(), b"<leptos-island").is_none() {
            html = without_marks(&html);
        } else if let (Some(Hydration(tags)), Some(at)) = (hydration, html.find("<!--HEAD-->")) {
            html.insert_str(at, &tags);
        }
        Box::pin(stream::once(async move { html })) as Chunks
    })
}

/// A page without the marks between texts by which a script would find its way. Escaped text has none of them.
fn without_marks(html: &str) -> String {
    const MARK: &str = "<!>";
    let mut out = String::with_capacity(html.len());
    let mut from = 0;
    for at in memmem::find_iter(html.as_bytes(), MARK) {
        out.push_str(html.get(from..at).unwrap_or_default());
        from = at + MARK.len();
    }
    out.push_str(html.get(from..).unwrap_or_default());
    out
}
