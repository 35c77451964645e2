//! Replies about what was published, kept as they were sent: the page that most people load is drawn once a second, not for
//! each of them.
//!
//! A kept reply is given as long as nothing was committed since it was begun, and for a second at most, since another
//! server of the same database may have committed. So there is nothing of it before publication, nothing old after a
//! correction, and a name that is withdrawn is gone at once (trust.md C-11).

use super::State;
use app::time::Moment;
use axum::{
    body::{Body, Bytes},
    extract::{self, Request},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use http_body_util::BodyExt;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

/// How long another server may have changed something unseen, in seconds.
const FRESH: i64 = 1;
/// The largest reply that is kept, in bytes.
const LARGEST: usize = 1 << 20;
/// Bytes that are kept in all; where they would be more, keeping begins anew.
const ROOM: usize = 64 << 20;
/// Of one request; no other may have it.
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// With one of these a request has an answer of its own.
const PARTICULAR: [HeaderName; 4] = [header::COOKIE, header::AUTHORIZATION, header::RANGE, header::IF_NONE_MATCH];

/// The kept replies of a server. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Published(Arc<RwLock<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    /// By the address and how the reply may be packed.
    replies: HashMap<Vec<u8>, Reply>,
    bytes: usize,
}

#[derive(Clone, Debug)]
struct Reply {
    /// The commits before it was begun.
    commits: u64,
    begun: Moment,
    headers: HeaderMap,
    body: Bytes,
}

impl Published {
    fn find(&self, asked: &[u8], commits: u64, now: Moment) -> Option<Response> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let reply = kept.replies.get(asked)?;
        let fresh = reply.commits == commits && now >= reply.begun && now < reply.begun.plus_seconds(FRESH);
        fresh.then(|| {
            let mut response = Response::new(Body::from(reply.body.clone()));
            *response.headers_mut() = reply.headers.clone();
            response
        })
    }

    fn keep(&self, asked: Vec<u8>, reply: Reply) {
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let size = |asked: &[u8], reply: &Reply| asked.len() + reply.body.len() + 2048;
        let new = size(&asked, &reply);
        if kept.bytes + new > ROOM {
            *kept = Kept::default();
        }
        let old = kept.replies.insert(asked.clone(), reply).map_or(0, |old| size(&asked, &old));
        kept.bytes = kept.bytes + new - old;
    }
}

/// Whether an address is about what was published and nobody in particular: `/c/SLUG/results` and below, the entries.
fn is_published(path: &str) -> bool {
    let in_language = path.split_once("/c/").filter(|(language, _)| language.len() <= 3);
    let about = in_language.and_then(|(_, rest)| rest.split_once('/')).map(|(_, about)| about);
    about.is_some_and(|about| {
        (about.starts_with("results") || about.starts_with("entries")) && !about.contains("/pictures/")
    })
}

/// What is asked, if everybody who asks it gets the same: without a cookie, in one way of packing.
fn asked(request: &Request) -> Option<Vec<u8>> {
    let (uri, headers) = (request.uri(), request.headers());
    let same = request.method() == Method::GET
        && uri.query().is_none()
        && is_published(uri.path())
        && PARTICULAR.iter().all(|name| !headers.contains_key(name));
    same.then(|| {
        let packed = headers.get(header::ACCEPT_ENCODING).map_or(&b""[..], |value| value.as_bytes());
        [uri.path().as_bytes(), b" ", packed].concat()
    })
}

/// Gives a kept reply, or keeps the one that is made.
pub async fn serve(extract::State(state): extract::State<State>, request: Request, next: Next) -> Response {
    let Some(asked) = asked(&request) else {
        return next.run(request).await;
    };
    let (commits, begun) = (state.db.commits().count(), state.ambient.now());
    if let Some(reply) = state.published.find(&asked, commits, begun) {
        return reply;
    }
    let response = next.run(request).await;
    // Before publication, and where nothing is, each is answered by itself.
    if response.status() != StatusCode::OK || response.headers().contains_key(header::SET_COOKIE) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = body.to_bytes();
    if body.len() <= LARGEST {
        let mut headers = parts.headers.clone();
        headers.remove(REQUEST_ID);
        state.published.keep(asked, Reply { commits, begun, headers, body: body.clone() });
    }
    Response::from_parts(parts, Body::from(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_published_is_kept() {
        for path in
            ["/en/c/x/results", "/ar/c/x/results/2", "/c/x/results.json", "/c/x/results.atom", "/ar/c/x/entries/k"]
        {
            assert!(is_published(path), "{path}");
        }
        for path in
            ["/en", "/en/c/x", "/en/c/x/mine", "/en/c/x/organise/results", "/en/entries/1", "/c/x/entries/k/pictures/1"]
        {
            assert!(!is_published(path), "{path}");
        }
    }

    #[test]
    fn a_commit_a_second_and_a_clock_set_back_end_it() {
        let published = Published::default();
        let begun = Moment::from_seconds(100);
        let reply = Reply { commits: 7, begun, headers: HeaderMap::new(), body: Bytes::from_static(b"places") };
        published.keep(b"/en/c/x/results br".to_vec(), reply);
        let found = |asked: &[u8], commits, now| published.find(asked, commits, now).is_some();
        assert!(found(b"/en/c/x/results br", 7, begun));
        assert!(found(b"/en/c/x/results br", 7, Moment::from_micros(100_999_999)));
        assert!(!found(b"/en/c/x/results br", 8, begun));
        assert!(!found(b"/en/c/x/results br", 7, Moment::from_seconds(101)));
        assert!(!found(b"/en/c/x/results br", 7, Moment::from_seconds(99)));
        assert!(!found(b"/en/c/x/results ", 7, begun));
    }

    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let published = Published::default();
        for number in 0..200_u32 {
            let (headers, body) = (HeaderMap::new(), Bytes::from(vec![0; LARGEST]));
            let reply = Reply { commits: 0, begun: Moment::from_seconds(0), headers, body };
            published.keep(format!("/en/c/{}/results ", number % 100).into_bytes(), reply);
            let kept = published.0.read().expect("a lock");
            let held: usize = kept.replies.iter().map(|(asked, reply)| asked.len() + reply.body.len() + 2048).sum();
            assert_eq!(kept.bytes, held);
            assert!(kept.bytes <= ROOM);
        }
    }
}
