//! Signing up, in and out; what strangers learn.

use tests::{Engine, Site};

#[tokio::test]
async fn signing_up_signs_in_and_out_ends_it() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    assert_eq!(ann.get("/en/work").await.status, 200);
    let out = ann.post("accounts/sign_out", &[]).await;
    assert!(out.headers.contains("clear-site-data"), "{}", out.headers);
    assert_eq!(ann.get("/en/work").await.status, 401);
}

#[tokio::test]
async fn who_has_something_on_the_device_that_was_not_sent_is_asked_before_it_goes() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    ann.keep_cookie("peaceapp_unsent", "1");
    let asked = ann.post("accounts/sign_out", &[]).await;
    assert_eq!((asked.status, asked.location.as_deref()), (303, Some("/en/sign-out")));
    assert!(!asked.headers.contains("clear-site-data"), "{}", asked.headers);
    assert!(ann.follow(&asked).await.body.contains("Delete it and sign out"));
    assert_eq!(ann.get("/en/work").await.status, 200, "still signed in");
    let out = ann.post("accounts/sign_out", &[("anyway", "on")]).await;
    assert!(out.headers.contains("clear-site-data"), "{}", out.headers);
    assert!(!ann.cookies().contains("peaceapp_unsent"), "nothing is left to say");
    assert_eq!(ann.get("/en/work").await.status, 401);
}

#[tokio::test]
async fn a_refused_form_comes_back_with_every_word_but_the_password() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.visitor();
    ann.get("/ar/sign-up").await;
    let reply = ann
        .post(
            "accounts/sign_up",
            &[("name", "<Ann> & co"), ("email", "not mail"), ("password", "my secret words"), ("next", "")],
        )
        .await;
    assert_eq!((reply.status, reply.location.as_deref()), (303, Some("/ar/sign-up")));
    let page = ann.follow(&reply).await;
    assert!(page.body.contains("&lt;Ann&gt; &amp; co"), "{}", page.body);
    assert!(page.body.contains("id=\"email-error\""));
    assert!(!page.body.contains("my secret words"));
    let again = ann.get("/ar/sign-up").await;
    assert!(!again.body.contains("&lt;Ann&gt;"), "a reload shows a clean form");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let site = Site::empty(Engine::Sqlite).await;
    site.person("Ann").await;
    let mut known = site.visitor();
    let mut unknown = site.visitor();
    let a = known
        .call("accounts/sign_in", &[("email", "ann@example.org"), ("password", "wrong words here"), ("next", "")])
        .await;
    let b = unknown
        .call("accounts/sign_in", &[("email", "bob@example.org"), ("password", "wrong words here"), ("next", "")])
        .await;
    assert_eq!((a.status, &a.body), (b.status, &b.body));
    assert_eq!(a.status, 409);
}

#[tokio::test]
async fn ten_megabytes_in_a_field_are_refused_with_a_page() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.visitor();
    let reply = ann
        .post(
            "accounts/sign_up",
            &[("name", &"a".repeat(10_000_000)), ("email", "a@b.org"), ("password", "x"), ("next", "")],
        )
        .await;
    assert_eq!(reply.status, 413);
    assert!(reply.body.contains("<h1>"), "{}", reply.body);
}
