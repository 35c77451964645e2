//! What is true of every reply: headers, refusals of posts from elsewhere, error pages.

use axum::{
    body::Body,
    http::{Request, header},
};
use tests::{Client, Engine, Reply, Site};

async fn post(client: &mut Client, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::post("/api/accounts/sign_out")
        .header(header::HOST, "judging.test")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    client.send(request, Body::empty()).await
}

#[tokio::test]
async fn every_reply_carries_the_policy_and_its_companions() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    for path in ["/", "/en/sign-in", "/en/nothing", "/nothing", "/pkg/none.css", "/health/live", "/api/none"] {
        let reply = visitor.get(path).await;
        for header in [
            "content-security-policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
            "x-content-type-options: nosniff",
            "strict-transport-security: max-age=63072000",
            "referrer-policy: same-origin",
            "cross-origin-opener-policy: same-origin",
            "cross-origin-resource-policy: same-origin",
            "permissions-policy: ",
        ] {
            assert!(reply.headers.contains(header), "{path} lacks {header}:\n{}", reply.headers);
        }
        // What is the same for everybody needs no number.
        assert_eq!(reply.headers.contains("x-request-id: "), !path.starts_with("/pkg/"), "{path}");
        assert!(!reply.headers.contains("server:") && !reply.headers.contains("x-powered-by"), "{}", reply.headers);
    }
}

#[tokio::test]
async fn a_post_must_show_that_it_comes_from_this_site() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    for (headers, allowed) in [
        (vec![], false),
        (vec![("sec-fetch-site", "same-origin")], true),
        (vec![("sec-fetch-site", "none")], true),
        (vec![("sec-fetch-site", "cross-site")], false),
        (vec![("sec-fetch-site", "same-site")], false),
        (vec![("origin", "https://judging.test")], true),
        (vec![("origin", "https://evil.test")], false),
        (vec![("origin", "null")], false),
        (vec![("origin", "https://judging.test"), ("sec-fetch-site", "cross-site")], false),
    ] {
        let reply = post(&mut visitor, &headers).await;
        assert_eq!(reply.status != 403, allowed, "{headers:?}: {}", reply.status);
    }
}

#[tokio::test]
async fn an_error_page_has_a_way_back_and_a_number_and_no_insides() {
    let site = Site::empty(Engine::Sqlite).await;
    let no_text = ("/en/c/%FF/results", "href=\"/en\"");
    for (path, home) in [("/en/no/such/page", "href=\"/en\""), ("/ar/c/none", "href=\"/ar\""), no_text] {
        let reply = site.visitor().get(path).await;
        assert_eq!(reply.status, 404);
        let id =
            reply.headers.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect("a number").to_owned();
        assert!(reply.body.contains(&id) && reply.body.contains(home), "{}", reply.body);
        for inside in ["SELECT", "sqlx", "/src/", "panicked"] {
            assert!(!reply.body.contains(inside), "{inside}");
        }
    }
}

#[tokio::test]
async fn the_start_page_leads_to_the_readers_language() {
    let site = Site::empty(Engine::Sqlite).await;
    let reply =
        site.visitor().send(Request::get("/").header(header::ACCEPT_LANGUAGE, "ar-EG,en;q=0.5"), Body::empty()).await;
    assert_eq!((reply.status, reply.location.as_deref()), (307, Some("/ar")));
}

#[tokio::test]
async fn the_document_says_its_language_and_direction() {
    let site = Site::empty(Engine::Sqlite).await;
    assert!(site.visitor().get("/ar/sign-in").await.body.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(site.visitor().get("/en/sign-in").await.body.contains("<html lang=\"en\" dir=\"ltr\">"));
}

#[tokio::test]
async fn a_page_without_an_island_sends_no_script() {
    let site = Site::empty(Engine::Sqlite).await;
    let page = site.visitor().get("/en/sign-in").await;
    assert!(!page.body.contains("<script") && !page.body.contains(".wasm"), "{}", page.body);
}

#[tokio::test]
async fn styles_are_hashed_immutable_and_compressed() {
    let site = Site::empty(Engine::Sqlite).await;
    let page = site.visitor().get("/en/sign-in").await.body;
    let at = page.find("/pkg/site.").expect("a style sheet");
    let path = page.get(at..).and_then(|rest| rest.split('"').next()).expect("its address").to_owned();
    let reply =
        site.visitor().send(Request::get(&path).header(header::ACCEPT_ENCODING, "gzip, br"), Body::empty()).await;
    assert_eq!(reply.status, 200);
    for header in ["content-encoding: br", "immutable", "vary: accept-encoding", "text/css"] {
        assert!(reply.headers.contains(header), "{header}: {}", reply.headers);
    }
}

#[tokio::test]
async fn health_is_told() {
    let site = Site::empty(Engine::Sqlite).await;
    assert_eq!(site.visitor().get("/health/live").await.body, "live");
    let ready = site.visitor().get("/health/ready").await;
    assert_eq!((ready.status, ready.body.as_str()), (200, "ready"));
    site.db.close().await;
    assert_eq!(site.visitor().get("/health/ready").await.status, 503);
}
