//! Every version of the rules stays readable, with what changed.

use super::*;
use app::accounts::model::LinkPurpose;
use server::execute;

impl Scene {
    async fn publish(&mut self, version: &str, text: &str) {
        self.site.clock.set(tests::NOON.plus_seconds(3600 * version.parse::<i64>().expect("a number")));
        let fields = [("slug", "peace"), ("version", version), ("text", text)];
        let reply = self.olga.call("competition/publish_rules", &fields).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }
}

#[tokio::test]
async fn all_versions_are_read_with_what_changed() {
    let mut s = scene(Engine::Sqlite).await;
    s.publish("1", "## Who\n\nEvery member is 13 or older.\n\nBe kind.").await;
    s.publish("2", "## Who\n\nEvery member is 16 or older.\n\nBe kind.\n\n<script>hit()</script>").await;
    let mut visitor = s.site.visitor();
    let newest = visitor.get("/en/c/peace/rules").await.body;
    assert!(newest.contains("In force") && newest.contains("Version 3, since"), "{newest}");
    assert!(newest.contains("16 or older") && newest.contains("What changed from version 2 to version 3"), "{newest}");
    assert!(newest.contains("<del><bdi class=\"visually-hidden\">[removed:</bdi> 13  <bdi"), "{newest}");
    assert!(newest.contains("<ins><bdi class=\"visually-hidden\">[added:</bdi> 16  <bdi"), "{newest}");
    assert!(newest.contains("Paragraphs that stayed as they were: 1"), "{newest}");
    assert!(!newest.contains("<script") && newest.contains("&lt;script&gt;hit()"), "{newest}");
    assert_eq!(visitor.get("/en/c/peace/rules?version=3").await.status, 200);

    let old = visitor.get("/en/c/peace/rules?version=2").await.body;
    assert!(old.contains("does not hold any more") && old.contains("13 or older"), "{old}");
    let held = between(&old, "Version 2, since", "</p>");
    assert!(held.contains("13:00 UTC") && held.contains("until") && held.contains("14:00 UTC"), "{held}");
    assert!(!between(&old, "<article>", "</article>").contains("16 or older"), "{old}");
    let first = visitor.get("/en/c/peace/rules?version=1").await.body;
    assert!(first.contains("Be kind.") && !first.contains("What changed"), "{first}");
    for version in ["0", "4", "-1", "one", "", "99999999999999999999"] {
        let reply = visitor.get(&format!("/en/c/peace/rules?version={version}")).await;
        assert_eq!(reply.status, 404, "{version}");
    }
    let arabic = visitor.get("/ar/c/peace/rules").await.body;
    assert!(arabic.contains("[حُذف:") && arabic.contains("سارٍ"), "{arabic}");
    assert_eq!(visitor.get("/en/c/nothing/rules").await.status, 404);
}

#[tokio::test]
async fn a_receipt_leads_to_the_version_that_was_accepted() {
    let mut s = scene(Engine::Sqlite).await;
    let account = s.site.account("Ann").await;
    let (entry, _) = s.fixture.entry(&s.site.db, "kura", "submitted", Some(account)).await;
    s.publish("1", "Be kinder.").await;
    let desk = s.ann.get(&format!("/en/entries/{entry}")).await.body;
    assert!(desk.contains("href=\"/en/c/peace/rules?version=1\""), "{desk}");
    let accepted = s.ann.get("/en/c/peace/rules?version=1").await.body;
    assert!(between(&accepted, "<article>", "</article>").contains("Be kind."), "{accepted}");
}

#[tokio::test]
async fn a_guardian_comes_back_to_the_version_that_was_agreed_to() {
    let mut s = scene(Engine::Sqlite).await;
    let (_, team) = s.fixture.entry(&s.site.db, "kura", "submitted", None).await;
    let minor = s.fixture.minor(&s.site.db, team).await;
    let key = s.site.config.link_key.clone();
    let token = s
        .site
        .db
        .write(move |tx| {
            Box::pin(async move { key.make(tx, LinkPurpose::GuardianConsent, None, Some(minor.uuid())).await })
        })
        .await
        .expect("a link");
    let mut guardian = s.site.visitor();
    let given = [("token", token.as_str()), ("answer", "given"), ("name", "Wanjiru")];
    assert_eq!(guardian.call("entries/answer_consent", &given).await.status, 200);
    s.publish("1", "Be kinder.").await;
    let page = guardian.get(&format!("/en/consent/{token}")).await.body;
    assert!(page.contains("href=\"/en/c/peace/rules?version=1\"") && page.contains("Be kind."), "{page}");
}

#[tokio::test]
async fn without_rules_the_page_says_so() {
    let mut s = scene(Engine::Sqlite).await;
    s.site.db.write(|tx| Box::pin(async move { execute!(tx, "DELETE FROM rules_version") })).await.expect("no rules");
    let page = s.ann.get("/en/c/peace/rules").await;
    assert_eq!((page.status, page.body.contains("The rules appear here")), (200, true), "{}", page.body);
    assert_eq!(s.ann.get("/en/c/peace/rules?version=1").await.status, 404);
}
