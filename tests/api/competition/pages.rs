//! What pages show to whom.

use super::prepared;
use server::execute;
use tests::{Engine, Fixture, Site};

#[tokio::test]
async fn the_start_page_lists_public_competitions() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    assert!(visitor.get("/en").await.body.contains("No competition is open yet"));
    Fixture::with_slug(&site.db, "setup", "hidden").await;
    Fixture::with_slug(&site.db, "open", "first").await;
    Fixture::with_slug(&site.db, "published", "last-year").await;
    let page = visitor.get("/en").await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("href=\"/en/c/first\"") && page.body.contains("href=\"/en/c/last-year/results\""),
        "{}",
        page.body
    );
    assert!(!page.body.contains("/c/hidden"));
    assert!(!page.body.contains("<leptos-island") && !page.body.contains("<script"), "no script is needed to read");
}

#[tokio::test]
async fn every_state_has_a_call() {
    let site = Site::empty(Engine::Sqlite).await;
    for (state, slug) in
        [("open", "aaa"), ("screening", "bbb"), ("judging", "ccc"), ("deliberation", "ddd"), ("published", "eee")]
    {
        Fixture::with_slug(&site.db, state, slug).await;
        let page = site.visitor().get(&format!("/en/c/{slug}")).await;
        assert_eq!(page.status, 200, "{state}");
        assert_eq!(page.body.contains(&format!("/c/{slug}/results")), state == "published", "{state}");
        assert_eq!(page.body.contains(&format!("/c/{slug}/enter")), state == "open", "{state}");
    }
    assert_eq!(site.visitor().get("/en/c/nothing").await.status, 404);
}

#[tokio::test]
async fn the_log_says_who_did_what_and_holds() {
    let (site, mut host) = prepared().await;
    for n in 0..60 {
        let text = format!("Rules {n}");
        let version = (n + 1).to_string();
        let fields = [("slug", "peace-2026"), ("version", version.as_str()), ("text", text.as_str())];
        assert_eq!(host.call("competition/publish_rules", &fields).await.status, 200);
    }
    let page = host.get("/en/c/peace-2026/organise/log").await.body;
    assert!(page.contains("Events: 61") && page.contains("competition.publish_rules"), "{page}");
    assert!(page.contains("<bdi>Hana Host</bdi>") && !page.contains("competition.create"), "{page}");
    let older = page.rsplit("log?before=").next().and_then(|rest| rest.split('"').next()).expect("a way on");
    let second = host.get(&format!("/en/c/peace-2026/organise/log?before={older}")).await.body;
    assert!(second.contains("competition.create") && !second.contains(">Older<"), "{second}");
    let checked = host.get("/en/c/peace-2026/organise/log?check=1").await.body;
    assert!(checked.contains("The log holds."), "{checked}");
    // Another competition's organiser sees nothing of it.
    let f = Fixture::new(&site.db, "open").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    let hers = ann.get("/en/c/peace/organise/log").await.body;
    assert!(hers.contains("Events: 0") && !hers.contains("publish_rules"), "{hers}");
}

#[tokio::test]
async fn a_log_that_was_changed_says_so() {
    let (site, mut host) = prepared().await;
    site.db
        .write(|tx| {
            Box::pin(async move {
                execute!(tx, "DROP TRIGGER audit_event_is_append_only")?;
                execute!(tx, "UPDATE audit_event SET subject = 'x' WHERE action = 'competition.create'")
            })
        })
        .await
        .expect("changed behind its back");
    let page = host.get("/en/c/peace-2026/organise/log?check=1").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("The log does not hold"), "{}", page.body);
}
