//! Minors in what is published: their guardians are asked again, and what is not agreed to is not shown.

use super::*;
use server::{db::DbError, execute, fetch_one};
use tests::Fixture;

const PUBLIC_JSON: &str = "/c/peace/results.json";

struct Scene {
    site: Site,
    olga: Client,
    ann: Client,
    entry: String,
}

/// One judged entry, in deliberation. Ann lives in KE; a minor of her team, whose guardian agreed to the rules, in UG.
async fn scene(engine: Engine) -> Scene {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "judging").await;
    let (ann, account) = site.person_with_account("Ann").await;
    let (olga, organiser) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, organiser).await;
    let (entry, team) = fixture.entry(&site.db, "walk", "eligible", Some(account)).await;
    fixture.minor(&site.db, team).await;
    for name in ["Ada", "Bob"] {
        let (mut client, account) = site.person_with_account(name).await;
        let judge = fixture.judge(&site.db, name, "ready", Some(account)).await;
        fixture.assign(&site.db, judge, entry).await;
        let entry = entry.to_string();
        let fields = [
            ("entry", entry.as_str()),
            ("version", "0"),
            ("submit", "submit"),
            ("untried", "on"),
            ("marks[dialogue]", "3"),
            ("marks[prevention]", "4"),
            ("note", ""),
        ];
        let scored = client.call("scores/save", &fields).await;
        assert_eq!(scored.status, 200, "{}", scored.body);
    }
    site.db
        .write(|tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE guardian_consent SET state = 'given'")?;
                execute!(tx, "UPDATE competition SET state = 'deliberation'")?;
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("agreed");
    Scene { site, olga, ann, entry: entry.to_string() }
}

impl Scene {
    async fn ask(&mut self) -> String {
        self.olga.get("/en/c/peace/organise/results").await;
        let asked = self.olga.post("results/ask_publication", &[("slug", "peace")]).await;
        let to = asked.location.as_deref();
        assert_eq!(to, Some("/en/c/peace/organise/results?done=publication-asked"), "{}", asked.body);
        let page = self.ann.get(&format!("/en/entries/{}/team", self.entry)).await;
        assert!(page.body.contains("the guardian is asked again"), "{}", page.body);
        let (_, rest) = page.body.split_once("https://judging.test/en/consent/").expect("a link");
        rest.split_once('<').expect("an end").0.to_owned()
    }

    async fn answer(&self, token: &str, answer: &str) {
        let mut guardian = self.site.visitor();
        let page = guardian.get(&format!("/ar/consent/{token}")).await;
        assert!(page.body.contains("قبل نشر النتائج") && page.body.contains("Team walk"), "{}", page.body);
        let reply = guardian.post("entries/answer_publication", &[("token", token), ("publication", answer)]).await;
        assert_eq!(reply.location, Some(format!("/ar/consent/{token}?done=consent-answered")), "{}", reply.body);
    }
}

async fn what_a_guardian_agrees_to_is_shown(engine: Engine) {
    let mut scene = scene(engine).await;
    let page = scene.olga.get("/en/c/peace/organise/results").await;
    assert!(page.body.contains("whose guardians were not asked") && page.body.contains("Team name withheld"));
    let before = scene.olga.digest_to_approve("peace").await;
    let token = scene.ask().await;
    let again = scene.olga.call("results/ask_publication", &[("slug", "peace")]).await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "{}", again.body);
    let page = scene.olga.get("/en/c/peace/organise/results").await;
    assert!(page.body.contains("whose guardians have not answered yet"), "{}", page.body);

    scene.answer(&token, "given").await;
    let outdated = scene.olga.call("results/propose", &[("slug", "peace"), ("digest", &before)]).await;
    assert!(outdated.body.contains("preview_changed"), "what was approved was without the name: {}", outdated.body);
    scene.site.publish(&mut scene.olga, "peace").await;
    let out = scene.site.visitor().get(PUBLIC_JSON).await.body;
    assert!(out.contains("\"Team walk\"") && out.contains("[\"KE\",\"UG\"]"), "{out}");
    let page = scene.site.visitor().get("/en/c/peace/entries/walk").await.body;
    let shown = ["Team walk", "Member of walk", "Second member", "Words", "Uganda"];
    assert!(shown.into_iter().all(|word| page.contains(word)), "{page}");
    let late = [("token", token.as_str()), ("publication", "refused")];
    let late = scene.site.visitor().call("entries/answer_publication", &late).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "{}", late.body);
}

#[tokio::test]
async fn what_a_guardian_agrees_to_is_shown_on_sqlite() {
    what_a_guardian_agrees_to_is_shown(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_guardian_agrees_to_is_shown_on_postgres() {
    what_a_guardian_agrees_to_is_shown(Engine::Postgres).await;
}

#[tokio::test]
async fn what_a_guardian_does_not_agree_to_is_left_out() {
    for answer in [None, Some("refused")] {
        let mut scene = scene(Engine::Sqlite).await;
        let token = scene.ask().await;
        if let Some(answer) = answer {
            scene.answer(&token, answer).await;
        }
        scene.site.publish(&mut scene.olga, "peace").await;
        let mut visitor = scene.site.visitor();
        let out = visitor.get(PUBLIC_JSON).await.body;
        assert!(!out.contains("Team walk") && !out.contains("UG") && out.contains("\"walk\""), "{out}");
        let page = visitor.get("/ar/c/peace/results").await;
        assert!(page.body.contains("اسم الفريق غير معلن") && !page.body.contains("Team walk"), "{}", page.body);
        assert!(!visitor.get("/c/peace/results.csv").await.body.contains("Team walk"));
        // Nothing that the team said or made by itself: it may name or show the minor.
        for path in [
            "/c/peace/entries/walk",
            "/c/peace/entries/walk/certificate",
            "/c/peace/entries",
            "/c/peace/entries.json",
            "/c/peace/entries.csv",
            "/c/peace/entries/walk/entry.json",
            "/c/peace/entries/walk/badge.svg",
        ] {
            let path = if path.contains('.') { path.to_owned() } else { format!("/en{path}") };
            let reply = visitor.get(&path).await;
            assert_eq!(reply.status, 200, "{path}");
            for word in ["Team walk", "Member of walk", "Second member", "Words", "Uganda", "\"UG\""] {
                assert!(!reply.body.contains(word), "{path}: {word}: {}", reply.body);
            }
        }
        let page = visitor.get("/en/c/peace/entries/walk").await.body;
        assert!(page.contains("To protect somebody in the team") && page.contains("English"), "{page}");
        // The team itself still sees its place.
        assert_eq!(scene.ann.get(&format!("/en/entries/{}/result", scene.entry)).await.status, 200);
    }
}

#[tokio::test]
async fn an_answer_about_publication_has_to_be_one() {
    let mut scene = scene(Engine::Sqlite).await;
    let token = scene.ask().await;
    for answer in ["", "pending", "maybe"] {
        let fields = [("token", token.as_str()), ("publication", answer)];
        let reply = scene.site.visitor().call("entries/answer_publication", &fields).await;
        assert!(reply.status == 422 && reply.body.contains("\"field\":\"publication\""), "{}", reply.body);
    }
    let mut conn = scene.site.db.read().await.expect("a reader");
    let (said,): (String,) =
        fetch_one!(&mut conn, (String,), "SELECT publication FROM guardian_consent").expect("a guardian");
    assert_eq!(said, "pending");
    let other = scene.ann.call("results/ask_publication", &[("slug", "peace")]).await;
    assert_eq!(other.status, 404, "organisers ask");
}
