//! Somebody with a browser: keeps cookies, posts forms as a browser without JavaScript does.

use crate::{samples, site::Site};
use axum::{
    Router,
    body::Body,
    http::{Request, Response, header},
};
use http_body_util::BodyExt;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::atomic::{AtomicU64, Ordering},
};
use tower::ServiceExt;

/// A browser.
#[derive(Clone)]
pub struct Client {
    router: Router,
    cookies: BTreeMap<String, String>,
    /// The page a form is posted from.
    pub at: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// Where it sends the browser.
    pub location: Option<String>,
    /// All headers, as `name: value` lines.
    pub headers: String,
    /// The text.
    pub body: String,
    /// The same as it came.
    pub bytes: Vec<u8>,
}

static KEYS: AtomicU64 = AtomicU64::new(0);

/// A key no form had before.
pub fn fresh_key() -> String {
    format!("key-{}", KEYS.fetch_add(1, Ordering::SeqCst))
}

impl Client {
    pub(crate) fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), at: "/en".to_owned() }
    }

    /// The same browser on a copy of the site.
    #[must_use]
    pub fn on(&self, site: &Site) -> Self {
        Self { router: site.router.clone(), ..self.clone() }
    }

    /// The same browser on another server of the same site.
    #[must_use]
    pub fn on_server(&self, router: Router) -> Self {
        Self { router, ..self.clone() }
    }

    /// Opens an address and leaves the reply unread.
    pub async fn open(&self, path: &str) -> Response<Body> {
        let request = Request::get(path).header(header::COOKIE, self.cookies());
        self.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("a reply")
    }

    /// Keeps a cookie that a page's script has set.
    pub fn keep_cookie(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    /// What it sends as cookies.
    pub fn cookies(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}; ")).collect()
    }

    /// Opens a page; stays there for the next post.
    pub async fn get(&mut self, path: &str) -> Reply {
        self.at = path.to_owned();
        self.send(Request::get(path), Body::empty()).await
    }

    /// Posts a form as a browser without JavaScript, with a fresh key.
    pub async fn post(&mut self, operation: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_with_key(operation, &fresh_key(), fields).await
    }

    /// Posts a form with a key of one's own.
    pub async fn post_with_key(&mut self, operation: &str, key: &str, fields: &[(&str, &str)]) -> Reply {
        let form = form(&[&[("key", key)], fields].concat());
        let request = Request::post(format!("/api/{operation}"))
            .header(header::ACCEPT, "text/html")
            .header(header::ORIGIN, "https://judging.test")
            .header(header::HOST, "judging.test")
            .header(header::REFERER, format!("https://judging.test{}", self.at))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form)).await
    }

    /// Posts as a script: the answer is JSON with its own status.
    pub async fn call(&mut self, operation: &str, fields: &[(&str, &str)]) -> Reply {
        self.call_with_key(operation, &fresh_key(), fields).await
    }

    /// The same with a key of one's own.
    pub async fn call_with_key(&mut self, operation: &str, key: &str, fields: &[(&str, &str)]) -> Reply {
        let form = form(&[&[("key", key)], fields].concat());
        let request = Request::post(format!("/api/{operation}"))
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(form)).await
    }

    /// Posts a form with a file as a browser without JavaScript does, with a fresh key.
    pub async fn upload(&mut self, fields: &[(&str, &str)], file: (&str, &[u8])) -> Reply {
        let key = fresh_key();
        let fields = [&[("key", key.as_str())], fields].concat();
        let (kind, body) = samples::parts(&fields, Some(file));
        self.send(self.form_in_parts("text/html", &kind), Body::from(body)).await
    }

    /// Posts a form with a file as a script, with a key of one's own.
    pub async fn upload_as_script(&mut self, key: &str, fields: &[(&str, &str)], file: (&str, &[u8])) -> Reply {
        let fields = [&[("key", key)], fields].concat();
        let (kind, body) = samples::parts(&fields, Some(file));
        self.send(self.form_in_parts("application/json", &kind), Body::from(body)).await
    }

    /// The head of a form in parts.
    pub fn form_in_parts(&self, accept: &str, kind: &str) -> axum::http::request::Builder {
        Request::post("/api/entries/add_file")
            .header(header::ACCEPT, accept)
            .header(header::ORIGIN, "https://judging.test")
            .header(header::HOST, "judging.test")
            .header(header::REFERER, format!("https://judging.test{}", self.at))
            .header(header::CONTENT_TYPE, kind)
    }

    /// The digest that an organiser's preview asks to approve.
    pub async fn digest_to_approve(&mut self, slug: &str) -> String {
        let page = self.get(&format!("/en/c/{slug}/organise/results")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let (_, rest) = page.body.split_once("name=\"digest\" value=\"").expect("a digest to approve");
        rest.split_once('"').expect("a value").0.to_owned()
    }

    /// Proposes to publish as an organiser who looked at the preview.
    pub async fn propose(&mut self, slug: &str, note: &str) {
        let digest = self.digest_to_approve(slug).await;
        let fields = [("slug", slug), ("digest", &digest), ("note", note), ("release_at", "")];
        let reply = self.post("results/propose", &fields).await;
        let done = format!("/en/c/{slug}/organise/results?done=publication-proposed");
        assert_eq!(reply.location.as_deref(), Some(done.as_str()), "{}", reply.body);
    }

    /// What waits for a second organiser, as this one sees it.
    pub async fn proposal(&mut self, slug: &str) -> String {
        let page = self.get(&format!("/en/c/{slug}/organise/results")).await;
        proposal_of(&page.body)
    }

    /// Confirms what another organiser proposed, and publishes it.
    pub async fn confirm(&mut self, slug: &str) -> Reply {
        let proposal = self.proposal(slug).await;
        let reply = self.post("results/confirm", &[("slug", slug), ("proposal", &proposal)]).await;
        let done = format!("/en/c/{slug}/organise/results?done=results-published");
        assert_eq!(reply.location.as_deref(), Some(done.as_str()), "{}", reply.body);
        self.follow(&reply).await
    }

    /// Goes where a reply sends it.
    pub async fn follow(&mut self, reply: &Reply) -> Reply {
        let to = reply.location.clone().unwrap_or_else(|| panic!("no redirect: {} {}", reply.status, reply.body));
        self.get(&to).await
    }

    /// Sends any request with this browser's cookies.
    pub async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Reply {
        let cookies = self.cookies();
        let request = if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) };
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("a reply");
        let (parts, body) = response.into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().expect("a cookie");
            let (pair, rest) = cookie.split_once(';').unwrap_or((cookie, ""));
            let (name, value) = pair.split_once('=').expect("a cookie with a value");
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let mut headers = String::new();
        for (name, value) in &parts.headers {
            writeln!(headers, "{name}: {}", value.to_str().unwrap_or_default()).expect("writing to a string");
        }
        let bytes = body.collect().await.expect("a body").to_bytes();
        Reply {
            status: parts.status.as_u16(),
            location: parts.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).map(str::to_owned),
            headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.into(),
        }
    }
}

/// The id of what waits for a second organiser, as a page shows it.
///
/// # Panics
/// When nothing waits there.
pub fn proposal_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"proposal\" value=\"").expect("something that waits");
    rest.split_once('"').expect("a value").0.to_owned()
}

/// A form's body.
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    for (name, value) in fields {
        out.append_pair(name, value);
    }
    out.finish()
}
