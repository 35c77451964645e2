//! From a draft to a receipt.

use super::*;
use tests::{Engine, Fixture, Site};

async fn from_draft_to_receipt(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let track = fixture.track.to_string();
    let mut ann = site.person("Ann").await;
    let page = ann.get("/en/c/peace/enter").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Fully functioning") && page.body.contains("/en/c/peace/rules"), "{}", page.body);
    let entry = draft(&mut ann, &track, "Kura").await;

    let edit = format!("/en/entries/{entry}/edit");
    assert!(ann.get(&edit).await.body.contains("value=\"Ballot Walk\""));
    let head = [("entry", entry.as_str()), ("version", "1")];
    let saved = ann.post("entries/save_draft", &[&head, with(&[("answer[dialogue]", "")]).as_slice()].concat()).await;
    assert_eq!(saved.location.as_deref(), Some(format!("{edit}?done=saved").as_str()));
    let page = ann.follow(&saved).await;
    assert!(page.body.contains("6 of 7 parts written"), "{}", page.body);
    assert!(page.body.contains("value=\"ar\" checked"), "ticked languages come back: {}", page.body);
    assert!(page.body.contains("value=\"sw\"") && page.body.contains("value=\"VR headset\""));

    // Without the rules and incomplete: both are said, and every word comes back.
    ann.get(&edit).await;
    let fields = with(&[("answer[dialogue]", ""), ("pitch", "<b>New</b> pitch"), ("languages[]", "fr")]);
    let head = [("entry", entry.as_str()), ("version", "2"), ("rules_version", "1")];
    let refused = ann.post("entries/submit", &[head.as_slice(), fields.as_slice()].concat()).await;
    assert_eq!(refused.location.as_deref(), Some(edit.as_str()));
    let page = ann.follow(&refused).await;
    for field in ["accept_rules", "answer[dialogue]"] {
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.body);
    }
    assert!(page.body.contains("&lt;b&gt;New&lt;/b&gt; pitch"), "{}", page.body);
    assert!(page.body.contains("value=\"fr\" checked") && !page.body.contains("value=\"ar\" checked"));
    assert_eq!(state(&site.db, &entry).await, "draft");

    let reply = submit(&mut ann, &entry, "2", &[]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let page = ann.get(&format!("/en/entries/{entry}")).await;
    let hash = text(&site.db, "SELECT content_hash FROM entry WHERE id = $1", &entry).await;
    assert!(page.body.contains(&hash) && page.body.contains("Version 1"), "{}", page.body);
    assert!(page.body.contains("1 March 2026, 12:00 UTC"));
    assert_eq!(hash, text(&site.db, "SELECT content_hash FROM snapshot WHERE entry_id = $1", &entry).await);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry_version").await, 3);
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action LIKE 'entries.%'").await,
        3
    );
    let mine = ann.get("/en/c/peace/mine").await;
    assert!(mine.body.contains(&format!("/en/entries/{entry}")) && mine.body.contains("Submitted"));
}

#[tokio::test]
async fn from_draft_to_receipt_on_sqlite() {
    from_draft_to_receipt(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_draft_to_receipt_on_postgres() {
    from_draft_to_receipt(Engine::Postgres).await;
}

#[tokio::test]
async fn a_submitted_entry_stays_submitted_and_complete() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);

    let incomplete = save(&mut ann, &entry, "2", &[("pitch", "")]).await;
    assert_eq!(incomplete.status, 422, "{}", incomplete.body);
    let changed = save(&mut ann, &entry, "2", &[("pitch", "Another pitch")]).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(state(&site.db, &entry).await, "submitted");
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot").await, 2);
    let newest = "SELECT content FROM snapshot WHERE entry_id = $1 ORDER BY version DESC LIMIT 1";
    assert!(text(&site.db, newest, &entry).await.contains("Another pitch"));
    let page = ann.get(&format!("/en/entries/{entry}/edit")).await;
    assert!(!page.body.contains("accept_rules"), "the rules are accepted already");
}

#[tokio::test]
async fn two_saves_on_the_same_version_lose_no_text() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let edit = format!("/en/entries/{entry}/edit");
    assert_eq!(save(&mut ann, &entry, "1", &[("pitch", "The first pitch")]).await.status, 200);

    ann.get(&edit).await;
    let head = [("entry", entry.as_str()), ("version", "1")];
    let fields = with(&[("pitch", "The second pitch")]);
    let second = ann.post("entries/save_draft", &[&head, fields.as_slice()].concat()).await;
    let page = ann.follow(&second).await;
    assert!(page.body.contains("The first pitch"), "the stored text is shown: {}", page.body);
    assert!(page.body.contains("value=\"The second pitch\""), "the typed text is kept: {}", page.body);
    assert!(page.body.contains("name=\"version\" value=\"2\""), "now it is based on what was shown");
    let stored = text(&site.db, "SELECT content FROM entry WHERE id = $1", &entry).await;
    assert!(stored.contains("The first pitch") && !stored.contains("The second pitch"));
    assert_eq!(save(&mut ann, &entry, "1", &[]).await.status, 409);
    assert_eq!(save(&mut ann, &entry, "2", &[("pitch", "The second pitch")]).await.status, 200);
}

#[tokio::test]
async fn a_form_with_bad_fields_stays_based_on_what_its_writer_saw() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    ann.get(&format!("/en/entries/{entry}/edit")).await;
    let head = [("entry", entry.as_str()), ("version", "1")];
    let refused = ann
        .post("entries/save_draft", &[&head, with(&[("answer[play_url]", "javascript:alert(1)")]).as_slice()].concat())
        .await;
    // Somebody else saves before the page comes back.
    assert_eq!(save(&mut ann.clone(), &entry, "1", &[]).await.status, 200);
    let page = ann.follow(&refused).await;
    assert!(page.body.contains("name=\"version\" value=\"1\""), "{}", page.body);
    assert!(page.body.contains("id=\"answer[play_url]-error\""));
}

#[tokio::test]
async fn a_title_of_control_characters_is_refused() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    for title in ["\u{0}\u{7}\u{1b}", "a\u{0}b", "\u{7f}"] {
        let reply = save(&mut ann, &entry, "1", &[("title", title)]).await;
        assert_eq!(reply.status, 422, "{}", reply.body);
        assert!(reply.body.contains("control_characters"), "{}", reply.body);
    }
    let invisible = submit(&mut ann, &entry, "1", &[("title", "\u{202e}\u{2066}")]).await;
    assert!(invisible.status == 422 && invisible.body.contains("required"), "{}", invisible.body);
    assert_eq!(text(&site.db, "SELECT title FROM entry WHERE id = $1", &entry).await, "Ballot Walk");
}

#[tokio::test]
async fn the_same_form_twice_makes_one_draft() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let track = fixture.track.to_string();
    let mut ann = site.person("Ann").await;
    let first = ann.post_with_key("entries/create", "once", &start(&track, "Kura")).await;
    let again = ann.post_with_key("entries/create", "once", &start(&track, "Kura")).await;
    assert_eq!(first.location, again.location);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry").await, 1);
}

#[tokio::test]
async fn a_team_enters_each_track_once() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let track = fixture.track.to_string();
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &track, "Kura").await;
    let again = ann.call("entries/create", &start(&track, "KURA")).await;
    assert!(again.status == 409 && again.body.contains("entry_limit"), "{}", again.body);
    assert_eq!(ann.call("entries/withdraw", &[("entry", &entry)]).await.status, 200);
    let after = ann.call("entries/create", &start(&track, "Kura")).await;
    assert_eq!(after.status, 200, "what is withdrawn does not count: {}", after.body);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM team").await, 1);
    let keys =
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE key IN ('ballot-walk', 'ballot-walk-2')");
    assert_eq!(keys.await, 2);
}

#[tokio::test]
async fn bad_fields_of_a_start_are_all_named() {
    let site = Site::empty(Engine::Sqlite).await;
    Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let reply = ann
        .call("entries/create", &[("slug", "peace"), ("track", "nonsense"), ("country", "XX"), ("minor", "on")])
        .await;
    assert_eq!(reply.status, 422, "{}", reply.body);
    for field in ["track", "team_name", "public_name", "country", "guardian"] {
        assert!(reply.body.contains(&format!("\"field\":\"{field}\"")), "{field}: {}", reply.body);
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM team").await, 0);
    let unknown = ann.call("entries/create", &[("slug", "elsewhere")]).await;
    assert_eq!(unknown.status, 404);
    assert_eq!(site.visitor().call("entries/create", &[("slug", "peace")]).await.status, 401);
}

#[tokio::test]
async fn an_older_version_of_the_rules_has_to_be_accepted_anew() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    change(
        &site.db,
        "INSERT INTO rules_version (competition_id, version, text, since) VALUES ($1, $2, 'Be kinder.', 0)",
        fixture.competition.uuid(),
        2,
    )
    .await;
    let reply = submit(&mut ann, &entry, "1", &[]).await;
    assert!(reply.status == 422 && reply.body.contains("accept_rules"), "{}", reply.body);
    assert_eq!(state(&site.db, &entry).await, "draft");
}
