//! `GET /c/{slug}/organise/scores/events`: tells an organiser's browser that something happened, by server-sent events. What
//! it was is not said: an event is a number, and what may be seen the page says, which is asked for again.

use super::{State, context, live::Listener, refusal::refusal};
use crate::{request::Request, scores::service::watch};
use app::error::AppError;
use axum::{
    extract::{self, Path},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse::Event},
};
use futures::stream;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tokio::time;

/// A sign of life, so that nobody in between takes the connection for dead; the right is looked at again with it.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// When a browser comes back after a connection was lost.
const RETRY: Duration = Duration::from_secs(3);

/// Begins a stream.
pub async fn scores(state: extract::State<State>, slug: Path<String>, headers: HeaderMap) -> Response {
    match begin(state.0, slug.0, headers).await {
        Ok(Some(stream)) => answer(stream),
        Ok(None) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, HeaderValue::from_static("60"))]).into_response()
        }
        Err(error) => refusal(&error),
    }
}

struct Stream {
    state: State,
    slug: String,
    headers: HeaderMap,
    listener: Listener,
    /// Nothing was sent yet.
    new: bool,
}

/// Whether whoever began it may hear of it still: their session, their role and the competition are asked for anew.
async fn may_hear(state: &State, slug: &str, headers: &HeaderMap) -> Result<watch::Watch, AppError> {
    let caller = context::caller(state, headers).await?.map(Arc::new);
    let request = Request {
        db: state.db.clone(),
        ambient: state.ambient.clone(),
        config: state.config.clone(),
        caller,
        locale: super::locale::wished(headers),
        key: None,
        file: None,
        arrived: None,
        ahead: false,
        unsent: false,
        reply: None,
    };
    watch::watch(&request, slug).await
}

async fn begin(state: State, slug: String, headers: HeaderMap) -> Result<Option<Stream>, AppError> {
    let watch = may_hear(&state, &slug, &headers).await?;
    let listener = state.live.listen(&state.db, watch.competition, watch.account, watch.mark);
    Ok(listener.map(|listener| Stream { state, slug, headers, listener, new: true }))
}

impl Stream {
    /// The next event, or a sign of life; `None` ends the stream.
    async fn next(&mut self) -> Option<Event> {
        // The first one at once: something may have happened since the page was drawn.
        if std::mem::replace(&mut self.new, false) {
            return Some(Event::default().data(self.listener.number().to_string()).retry(RETRY));
        }
        let number = tokio::select! {
            changed = self.listener.changed() => Some(changed?),
            () = time::sleep(HEARTBEAT) => None,
        };
        may_hear(&self.state, &self.slug, &self.headers).await.ok()?;
        Some(match number {
            Some(number) => Event::default().data(number.to_string()),
            None => Event::default().comment(""),
        })
    }
}

fn answer(begun: Stream) -> Response {
    let events = stream::unfold(begun, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    let mut response = Sse::new(events).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Proxies that collect a reply before they pass it on are asked not to.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}
