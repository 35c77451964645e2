//! The checks that people make for themselves: saved by organisers, answered without an account, stored nowhere.

use super::*;

const CHECKS: [(&str, &str); 12] = [
    ("check[r0][text]", "Is everybody 13 or older?"),
    ("check[r0][needed]", "yes"),
    ("check[r0][effect]", "stops"),
    ("check[r0][otherwise]", "Everybody has to be 13."),
    ("check[r1][text]", "Is somebody a minor <b>?"),
    ("check[r1][needed]", "no"),
    ("check[r1][effect]", "needs"),
    ("check[r1][otherwise]", "A guardian's consent."),
    ("check[r2][text]", ""),
    ("check[r2][otherwise]", ""),
    ("example[functioning]", "A game on the web\nAn app in a store"),
    ("example[no-such-track]", "Nothing"),
];

fn form<'a>(version: &'a str, rest: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("slug", "peace"), ("version", version)], rest].concat()
}

#[tokio::test]
async fn answers_come_to_an_outcome_and_are_stored_nowhere() {
    let mut s = scene(Engine::Sqlite).await;
    let saved = s.olga.post("competition/save_prechecks", &form("1", &CHECKS)).await;
    assert_eq!(saved.location.as_deref(), Some("/en/c/peace/organise/eligibility?done=saved"), "{}", saved.body);
    let mut visitor = s.site.visitor();
    let before = tests::dump(&s.site.db).await;
    let fresh = visitor.get("/en/c/peace/eligibility").await.body;
    assert!(
        fresh.contains("Is somebody a minor &lt;b&gt;?") && fresh.contains("<li dir=\"auto\">A game on the web</li>")
    );
    assert!(!fresh.contains("class=\"notice") && !fresh.contains("error-summary"), "nothing is said yet: {fresh}");
    assert!(!fresh.contains("<script") && !fresh.contains("<leptos-island") && !fresh.contains("method=\"post\""));
    for (answers, said, not) in [
        ("check-1=yes&check-2=no", "<p class=\"notice-title\">You can enter</p>", "guardian&#x27;s"),
        ("check-1=yes&check-2=yes", "You can enter, and you need:", "Not this time"),
        ("check-1=no", "Not this time, because:", "You can enter"),
        ("sent=1", "Some questions have no answer yet", "You can enter"),
        ("check-1=yes&check-2=perhaps", "Some questions have no answer yet", "You can enter"),
    ] {
        let page = visitor.get(&format!("/en/c/peace/eligibility?{answers}")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains(said) && !page.body.contains(not), "{answers}: {}", page.body);
    }
    let needs = visitor.get("/ar/c/peace/eligibility?check-1=yes&check-2=yes").await.body;
    assert!(needs.contains("A guardian's consent.") && needs.contains("يمكنكم المشاركة، وتحتاجون إلى:"), "{needs}");
    assert!(needs.contains("/ar/c/peace/enter"), "the next step: {needs}");
    let missing = visitor.get("/en/c/peace/eligibility?check-1=yes").await.body;
    assert!(missing.contains("id=\"check-2-error\"") && !missing.contains("id=\"check-1-error\""), "{missing}");
    assert_eq!(tests::dump(&s.site.db).await, before, "nothing was stored");
    // The next step is not a way into a closed competition.
    s.fixture.set_state(&s.site.db, "screening").await;
    let late = visitor.get("/en/c/peace/eligibility?check-1=yes&check-2=no").await.body;
    assert!(late.contains("Entries are not open at this moment") && !late.contains("/c/peace/enter"), "{late}");
}

#[tokio::test]
async fn checks_are_saved_once_per_version_and_refused_at_their_fields() {
    let mut s = scene(Engine::Sqlite).await;
    assert_eq!(s.olga.call("competition/save_prechecks", &form("1", &CHECKS)).await.status, 200);
    let stale = s.olga.call("competition/save_prechecks", &form("1", &CHECKS)).await;
    assert_eq!((stale.status, stale.body.contains("Stale")), (409, true), "{}", stale.body);
    let page = s.olga.get("/en/c/peace/organise/eligibility").await.body;
    assert!(page.contains("value=\"Is everybody 13 or older?\"") && page.contains("An app in a store"), "{page}");
    let bad = [("check[r0][text]", "A question"), ("check[r0][needed]", "yes"), ("check[r0][effect]", "stops")];
    let reply = s.olga.post("competition/save_prechecks", &form("2", &bad)).await;
    let page = s.olga.follow(&reply).await.body;
    assert!(page.contains("check[r0][otherwise]-error") && page.contains("A question"), "{page}");
    let names: Vec<[String; 4]> = (0..13)
        .map(|row| ["text", "needed", "effect", "otherwise"].map(|field| format!("check[r{row}][{field}]")))
        .collect();
    let many: Vec<(&str, &str)> = names
        .iter()
        .flat_map(|[text, needed, effect, otherwise]| {
            [
                (text.as_str(), "Is it?"),
                (needed.as_str(), "yes"),
                (effect.as_str(), "needs"),
                (otherwise.as_str(), "Then"),
            ]
        })
        .collect();
    let reply = s.olga.call("competition/save_prechecks", &form("2", &many)).await;
    assert!(reply.status == 422 && reply.body.contains("check[r12][text]"), "{}", reply.body);
    let empty = s.olga.call("competition/save_prechecks", &form("2", &[])).await;
    assert_eq!(empty.status, 200, "there may be none: {}", empty.body);
    let none = s.site.visitor().get("/en/c/peace/eligibility").await.body;
    assert!(none.contains("have not written any checks") && none.contains("An app in a store"), "{none}");
}

#[tokio::test]
async fn who_does_not_organise_changes_nothing() {
    let mut s = scene(Engine::Sqlite).await;
    assert_eq!(s.ann.call("competition/save_prechecks", &form("1", &CHECKS)).await.status, 404);
    assert_eq!(s.site.visitor().call("competition/save_prechecks", &form("1", &CHECKS)).await.status, 401);
    assert_eq!(s.ann.get("/en/c/peace/organise/eligibility").await.status, 404);
    s.fixture.set_state(&s.site.db, "published").await;
    assert_eq!(s.olga.call("competition/save_prechecks", &form("1", &CHECKS)).await.status, 409);
    assert_eq!(s.olga.get("/en/c/peace/organise/eligibility").await.status, 200);
}
