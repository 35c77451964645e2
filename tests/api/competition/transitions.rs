//! From one state to the next.

use super::prepared;
use tests::{Client, Engine, Fixture, NOON, Reply, Site};

const DAY: i64 = 86_400;

/// A later moment, at which a session of before is over.
async fn later(site: &Site, ann: &mut Client, seconds: i64) {
    site.clock.set(NOON.plus_seconds(seconds));
    let fields = [("email", "ann@example.org"), ("password", "correct horse battery"), ("next", "")];
    assert_eq!(ann.post("accounts/sign_in", &fields).await.status, 303);
}

async fn to(client: &mut Client, slug: &str, state: &str, reason: &str) -> Reply {
    client.call("competition/transition", &[("slug", slug), ("to", state), ("reason", reason)]).await
}

#[tokio::test]
async fn opening_makes_the_call_public() {
    let (site, mut host) = prepared().await;
    site.clock.set(NOON.plus_seconds(60));
    host.get("/en/c/peace-2026/organise").await;
    let fields = [("slug", "peace-2026"), ("to", "open")];
    let first = host.post_with_key("competition/transition", "one", &fields).await;
    assert_eq!(first.location.as_deref(), Some("/en/c/peace-2026/organise?done=state-changed"));
    let again = host.post_with_key("competition/transition", "one", &fields).await;
    assert_eq!(again.location, first.location, "the same form twice does it once");
    let mut visitor = site.visitor();
    let call = visitor.get("/en/c/peace-2026").await;
    assert_eq!(call.status, 200);
    assert!(call.body.contains("href=\"/en/c/peace-2026/enter\""), "{}", call.body);
    assert!(call.body.contains("USD 5,000 and one travel place"), "{}", call.body);
    assert!(!call.body.contains("/organise"), "{}", call.body);
    assert!(visitor.get("/ar").await.body.contains("/ar/c/peace-2026"));
    // The closing date passes: no way in any more, whatever the state says.
    site.clock.set(NOON.plus_seconds(90 * DAY));
    let call = visitor.get("/en/c/peace-2026").await.body;
    assert!(!call.contains("/enter") && call.contains("Entries closed"), "{call}");
}

#[tokio::test]
async fn only_the_next_state_follows() {
    let (_, mut host) = prepared().await;
    for state in ["setup", "screening", "judging", "deliberation", "published"] {
        let reply = to(&mut host, "peace-2026", state, "R").await;
        assert!(reply.status == 409 && reply.body.contains("no_such_transition"), "{state}: {}", reply.body);
    }
    assert_eq!(to(&mut host, "peace-2026", "nirvana", "R").await.status, 422);
}

#[tokio::test]
async fn what_is_missing_is_named_and_linked() {
    let site = Site::empty(Engine::Sqlite).await;
    let f = Fixture::new(&site.db, "screening").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    f.entry(&site.db, "walk", "submitted", None).await;
    let reply = to(&mut ann, "peace", "judging", "").await;
    assert_eq!(reply.status, 409);
    for word in ["unchecked_entries", "eligible_entry", "assignment"] {
        assert!(reply.body.contains(word), "{word}: {}", reply.body);
    }
    let page = ann.get("/en/c/peace/organise").await.body;
    assert!(page.contains("href=\"/en/c/peace/organise/assignment\""), "{page}");
    assert!(page.contains("a check of every submitted entry."), "{page}");
}

#[tokio::test]
async fn the_whole_way_and_back() {
    let site = Site::empty(Engine::Sqlite).await;
    let f = Fixture::new(&site.db, "open").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    let (entry, _) = f.entry(&site.db, "walk", "eligible", None).await;
    let judge = f.judge(&site.db, "a", "ready", None).await;
    f.assign(&site.db, judge, entry).await;
    let early = to(&mut ann, "peace", "screening", "").await;
    assert!(early.body.contains("entries_still_open"), "{}", early.body);
    assert!(ann.get("/en/c/peace/organise").await.body.contains("Screening can begin"));
    later(&site, &mut ann, DAY).await;
    assert_eq!(to(&mut ann, "peace", "screening", "").await.status, 409, "the last second is theirs");
    later(&site, &mut ann, DAY + 1).await;
    assert_eq!(to(&mut ann, "peace", "screening", "").await.status, 200);
    // Back: only by two.
    assert!(to(&mut ann, "peace", "open", "Flood").await.body.contains("reopening_takes_two"));
    site.reopen(&mut ann, "peace", "Flood", "2026-03-10T12:00").await;
    later(&site, &mut ann, 10 * DAY).await;
    assert_eq!(to(&mut ann, "peace", "screening", "").await.status, 200);
    assert_eq!(to(&mut ann, "peace", "judging", "").await.status, 200);
    let none = to(&mut ann, "peace", "deliberation", "").await;
    assert!(none.status == 409 && none.body.contains("scorecard"), "{}", none.body);
    assert_eq!(to(&mut ann, "peace", "screening", "R").await.status, 409);
}

#[tokio::test]
async fn publication_is_no_button_and_judging_opens_again_by_two() {
    let site = Site::empty(Engine::Sqlite).await;
    let f = Fixture::new(&site.db, "deliberation").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    assert!(to(&mut ann, "peace", "published", "R").await.body.contains("no_such_transition"));
    assert!(to(&mut ann, "peace", "judging", "Late").await.body.contains("reopening_takes_two"));
    let page = ann.get("/en/c/peace/organise").await.body;
    assert!(page.contains("href=\"/en/c/peace/organise/results\"") && page.contains("Open judging again"), "{page}");
    let fields = [("slug", "peace"), ("reopen_reason", ""), ("closes_at", "")];
    let reply = ann.post("competition/propose_reopening", &fields).await;
    assert!(ann.follow(&reply).await.body.contains("id=\"reopen_reason-error\""));
    site.reopen(&mut ann, "peace", "A judge was ill", "").await;
    assert!(!ann.get("/en/c/peace/organise").await.body.contains("Open judging again"));
}
