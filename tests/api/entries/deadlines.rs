//! The closing date, to the second.

use super::*;
use tests::{Engine, Fixture, NOON, Site};

/// When a fixture's entries close: a day after noon.
const CLOSE: i64 = 86_400;

#[tokio::test]
async fn the_last_second_is_accepted_and_the_next_refused() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    // 2026-03-02T23:59:59 UTC.
    let close = NOON.plus_seconds(CLOSE + 43_199);
    change(
        &site.db,
        "UPDATE competition SET entries_close_at = $2 WHERE id = $1",
        fixture.competition.uuid(),
        close.micros(),
    )
    .await;
    site.clock.set(NOON.plus_seconds(CLOSE + 43_199 - 3600));
    let mut ann = sign_in(&site).await;
    site.clock.set(app::time::Moment::from_micros(close.micros() + 999_999));
    let reply = submit(&mut ann, &entry, "1", &[]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    site.clock.set(close.plus_seconds(1));
    let late = save(&mut ann, &entry, "2", &[("pitch", "Too late")]).await;
    assert!(late.status == 409 && late.body.contains("entries_closed"), "{}", late.body);
    let begun = ann.call("entries/create", &start(&fixture.track.to_string(), "Late")).await;
    assert!(begun.status == 409 && begun.body.contains("entries_closed"), "{}", begun.body);
}

#[tokio::test]
async fn a_late_submission_keeps_the_stored_draft() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(save(&mut ann, &entry, "1", &[("pitch", "In time")]).await.status, 200);
    site.clock.set(NOON.plus_seconds(CLOSE + 1));
    let mut ann = sign_in(&site).await;

    let edit = format!("/en/entries/{entry}/edit");
    assert_eq!(ann.get(&edit).await.status, 409, "there is nothing to write any more");
    let head = [("entry", entry.as_str()), ("version", "2"), ("accept_rules", "on"), ("rules_version", "1")];
    let fields = with(&[("pitch", "Too late")]);
    let reply = ann.post("entries/submit", &[head.as_slice(), fields.as_slice()].concat()).await;
    let page = ann.follow(&reply).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Too late"), "what was typed can be copied: {}", page.body);
    assert_eq!(state(&site.db, &entry).await, "draft");
    let stored = text(&site.db, "SELECT content FROM entry WHERE id = $1", &entry).await;
    assert!(stored.contains("In time") && !stored.contains("Too late"));
    let page = ann.get(&format!("/en/entries/{entry}")).await;
    assert!(page.body.contains("In time") && page.body.contains("not submitted in time"), "{}", page.body);
}

#[tokio::test]
async fn an_extension_reopens_for_everybody() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let track = fixture.track.to_string();
    site.person("Ann").await;
    site.person("Bob").await;
    site.clock.set(NOON.plus_seconds(CLOSE + 1));
    let (mut ann, mut bob) = (sign_in(&site).await, sign_in_as(&site, "bob@example.org").await);
    for (client, team) in [(&mut ann, "Ann's"), (&mut bob, "Bob's")] {
        assert_eq!(client.call("entries/create", &start(&track, team)).await.status, 409);
    }
    change(
        &site.db,
        "UPDATE competition SET entries_close_at = $2 WHERE id = $1",
        fixture.competition.uuid(),
        NOON.plus_seconds(2 * CLOSE).micros(),
    )
    .await;
    for (client, team) in [(&mut ann, "Ann's"), (&mut bob, "Bob's")] {
        let entry = draft(client, &track, team).await;
        assert_eq!(submit(client, &entry, "1", &[]).await.status, 200);
    }
}

#[tokio::test]
async fn before_and_after_the_open_stage_nothing_is_written() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    for (stage, refusal) in
        [("setup", "entries_not_open"), ("screening", "entries_closed"), ("published", "entries_closed")]
    {
        fixture.set_state(&site.db, stage).await;
        let reply = save(&mut ann, &entry, "1", &[]).await;
        assert!(reply.status == 409 && reply.body.contains(refusal), "{stage}: {}", reply.body);
    }
    fixture.set_state(&site.db, "setup").await;
    assert_eq!(ann.get("/en/c/peace/enter").await.status, 404, "what is being prepared is not known");
}

/// Sessions end after some hours: Ann signs in again.
async fn sign_in(site: &Site) -> Client {
    sign_in_as(site, "ann@example.org").await
}

async fn sign_in_as(site: &Site, email: &str) -> Client {
    let mut client = site.visitor();
    let fields = [("email", email), ("password", "correct horse battery"), ("next", "")];
    assert_eq!(client.post("accounts/sign_in", &fields).await.status, 303);
    client
}
