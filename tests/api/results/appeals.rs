//! Appeals: filed by a team's contact within a time, answered for good by organisers who have no conflict of interest.

use super::*;
use app::ids::EntryId;
use server::{execute, fetch_all, fetch_one};
use tests::NOON;
use uuid::Uuid;

const DESK: &str = "/en/c/peaceapp/organise/appeals";
const RULE: &str = "/en/c/peaceapp/appeals";
const DAY: i64 = 86_400;

/// Published results, a team with its contact, and two owners.
struct Scene {
    site: Site,
    seed: Seed,
    olga: Client,
    tess: Client,
    entry: EntryId,
}

impl Scene {
    async fn new(engine: Engine) -> Self {
        let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
        let (tess, account) = site.person_with_account("Tess").await;
        seed.join(&site.db, "rumour-line", account).await;
        publish(&site, &mut olga).await;
        let entry = seed.entries["rumour-line"];
        Self { site, seed, olga, tess, entry }
    }

    fn page(&self) -> String {
        format!("/en/entries/{}/appeal", self.entry)
    }

    async fn file(&mut self, about: &str, text: &str) -> Reply {
        let entry = self.entry.to_string();
        self.tess.call("results/appeal", &[("entry", &entry), ("about", about), ("text", text)]).await
    }

    /// The one appeal.
    async fn appeal(&self) -> String {
        let mut conn = self.site.db.read().await.expect("a reader");
        let found: Vec<(Uuid,)> = fetch_all!(&mut conn, (Uuid,), "SELECT id FROM appeal ORDER BY id").expect("appeals");
        assert_eq!(found.len(), 1);
        found[0].0.to_string()
    }

    async fn decide(&self, client: &mut Client, outcome: &str, reason: &str) -> Reply {
        let appeal = self.appeal().await;
        client.call("results/decide_appeal", &[("appeal", &appeal), ("outcome", outcome), ("reason", reason)]).await
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (i64,), sql).expect("a number").0
    }
}

async fn whole_way(engine: Engine) {
    let mut scene = Scene::new(engine).await;
    let form = scene.tess.get(&scene.page()).await;
    assert!(form.status == 200 && form.body.contains("results/appeal"), "{}", form.body);
    assert_eq!(scene.file("taste", "They did not like it.").await.status, 422);
    assert_eq!(scene.file("rule", "  ").await.status, 422);
    let filed = scene.file("fact", "canary-fact: our country is missing.").await;
    assert_eq!(filed.status, 200, "{}", filed.body);
    let again = scene.file("rule", "Another.").await;
    assert!(again.status == 409 && again.body.contains("appealed"), "{}", again.body);
    let own = scene.tess.get(&scene.page()).await.body;
    assert!(own.contains("canary-fact") && own.contains("Answered by") && !own.contains("results/appeal\""), "{own}");
    let desk = scene.olga.get(DESK).await.body;
    assert!(desk.contains("Rumour Line") && desk.contains("Answered by"), "{desk}");
    let appeal = scene.appeal().await;
    let one = format!("{DESK}/{appeal}");
    assert!(scene.olga.get(&one).await.body.contains("canary-fact"));
    // One question back, and one reply.
    let ask = [("appeal", &*appeal), ("question", "canary-question?")];
    assert_eq!(scene.olga.call("results/ask_about_appeal", &ask).await.status, 200);
    assert_eq!(scene.olga.call("results/ask_about_appeal", &ask).await.status, 409, "once");
    let reply = [("appeal", &*appeal), ("reply", "canary-reply")];
    assert_eq!(scene.tess.call("results/reply_to_question", &reply).await.status, 200);
    assert_eq!(scene.tess.call("results/reply_to_question", &reply).await.status, 409, "once");
    let page = scene.olga.get(&one).await.body;
    assert!(page.contains("canary-question?") && page.contains("canary-reply"), "{page}");
    // Upheld: a further version by two is linked to it.
    let mut olga = scene.site.returning("Olga").await;
    assert_eq!(scene.decide(&mut olga, "upheld", "canary-reason").await.status, 200);
    let again = scene.decide(&mut olga, "rejected", "Not so").await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "final: {}", again.body);
    let own = scene.tess.get(&scene.page()).await.body;
    assert!(own.contains("canary-reason") && own.contains("will be put right in a further version"), "{own}");
    assert!(!own.contains("Olga"), "who decided is not said");
    scene.seed.change(&scene.site.db, "UPDATE competition SET name = 'Corrected' WHERE id = $1").await;
    olga.propose("peaceapp", "After an appeal").await;
    scene.site.second_owner("peaceapp").await.confirm("peaceapp").await;
    let own = scene.tess.get(&scene.page()).await.body;
    assert!(own.contains("Put right in version 2") && own.contains("/c/peaceapp/results/2"), "{own}");
    let public = scene.site.visitor().get(RULE).await;
    assert!(public.status == 200 && public.body.contains("<dt>Received</dt><dd>1</dd>"), "{}", public.body);
    assert!(public.body.contains("<dt>Upheld</dt><dd>1</dd>") && public.body.contains("is final"), "{}", public.body);
    assert!(!public.body.contains("canary"), "what was said stays between team and organisers");
    let mails: Vec<(String,)> = fetch_all!(
        &mut scene.site.db.read().await.expect("a reader"),
        (String,),
        "SELECT template FROM outbox_mail WHERE template LIKE 'appeal%' ORDER BY template, id"
    )
    .expect("mails");
    let mails: Vec<_> = mails.iter().map(|mail| mail.0.as_str()).collect();
    // Two owners are told that it was filed, and of the reply.
    assert_eq!(
        mails,
        ["appeal_decided", "appeal_filed", "appeal_filed", "appeal_filed", "appeal_filed", "appeal_question"]
    );
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%canary%'";
    assert_eq!(scene.number(logged).await, 0, "no words in the log");
    let undone = scene.site.db.write(|tx| {
        Box::pin(async move { execute!(tx, "UPDATE appeal SET outcome = 'rejected', corrected_version = NULL") })
    });
    assert!(undone.await.is_err(), "the schema keeps it final");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appeal_is_filed_asked_about_decided_and_put_right_on_sqlite() {
    whole_way(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_appeal_is_filed_asked_about_decided_and_put_right_on_postgres() {
    whole_way(Engine::Postgres).await;
}

#[tokio::test]
async fn there_is_nothing_to_appeal_against_before_publication_and_after_the_time() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let entry = seed.entries["rumour-line"].to_string();
    let fields = [("entry", entry.as_str()), ("about", "fact"), ("text", "Words")];
    assert_eq!(tess.call("results/appeal", &fields).await.status, 404);
    let set = [("slug", "peaceapp"), ("days", "2"), ("answer_days", "3")];
    assert_eq!(olga.call("results/set_appeals", &set).await.status, 200);
    publish(&site, &mut olga).await;
    assert_eq!(olga.call("results/set_appeals", &set).await.status, 409, "what was stated stays");
    let rule = site.visitor().get(RULE).await.body;
    assert!(rule.contains("within 2 days") && rule.contains("answered within 3 days"), "{rule}");
    site.clock.set(NOON.plus_seconds(2 * DAY + 1));
    let mut tess = site.returning("Tess").await;
    let late = tess.call("results/appeal", &fields).await;
    assert!(late.status == 409 && late.body.contains("appeals_over"), "{}", late.body);
    site.clock.set(NOON.plus_seconds(2 * DAY));
    let filed = site.returning("Tess").await.call("results/appeal", &fields).await;
    assert_eq!(filed.status, 200, "the last second: {}", filed.body);
    site.clock.set(NOON.plus_seconds(5 * DAY + 1));
    assert!(site.returning("Olga").await.get(DESK).await.body.contains("Overdue"));
}

#[tokio::test]
async fn a_competition_without_appeals_says_so() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let set = [("slug", "peaceapp"), ("days", "0"), ("answer_days", "1")];
    assert_eq!(olga.call("results/set_appeals", &set).await.status, 200);
    publish(&site, &mut olga).await;
    let entry = seed.entries["rumour-line"].to_string();
    let fields = [("entry", entry.as_str()), ("about", "fact"), ("text", "Words")];
    assert_eq!(tess.call("results/appeal", &fields).await.status, 409);
    assert!(site.visitor().get(RULE).await.body.contains("the results are final"));
}

#[tokio::test]
async fn only_the_contact_of_the_team_files_and_replies() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (mut tom, account) = scene.site.person_with_account("Tom").await;
    scene.seed.join(&scene.site.db, "rumour-line", account).await;
    let entry = scene.entry.to_string();
    let fields = [("entry", entry.as_str()), ("about", "fact"), ("text", "canary-words")];
    let by_tom = tom.call("results/appeal", &fields).await;
    let by_tess = scene.tess.call("results/appeal", &fields).await;
    // Both joined at the same moment: whichever of them is the contact.
    let statuses = [by_tom.status, by_tess.status];
    assert!(statuses.contains(&200) && statuses.contains(&409), "{statuses:?}");
    let refused = if by_tom.status == 409 { by_tom } else { by_tess };
    assert!(refused.body.contains("not_contact"), "{}", refused.body);
    assert!(tom.get(&scene.page()).await.body.contains("canary-words"), "the whole team reads it");
    // Another team neither files nor reads.
    let (mut eve, account) = scene.site.person_with_account("Eve").await;
    scene.seed.join(&scene.site.db, "ballot-walk", account).await;
    assert_eq!(eve.call("results/appeal", &fields).await.status, 404);
    let page = eve.get(&scene.page()).await;
    assert!(page.status == 404 && !page.body.contains("canary"), "{}", page.body);
    let appeal = scene.appeal().await;
    let reply = [("appeal", appeal.as_str()), ("reply", "x")];
    assert_eq!(eve.call("results/reply_to_question", &reply).await.status, 404);
    assert_eq!(
        eve.call("results/decide_appeal", &[("appeal", &appeal), ("outcome", "upheld"), ("reason", "x")]).await.status,
        404
    );
    assert_eq!(scene.site.visitor().get(&scene.page()).await.status, 401);
}

#[tokio::test]
async fn who_is_kept_from_the_entry_neither_reads_nor_decides() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let id = scene.entry.to_string();
    let fields = [("slug", "peaceapp"), ("entry", id.as_str()), ("category", "family"), ("reason", "")];
    assert_eq!(scene.olga.call("panel/declare_own_conflict", &fields).await.status, 200);
    assert_eq!(scene.file("rule", "canary-rule").await.status, 200);
    let appeal = scene.appeal().await;
    for path in [
        DESK.to_owned(),
        format!("{DESK}/{appeal}"),
        "/en/c/peaceapp/organise/log".to_owned(),
        "/en/c/peaceapp/organise/messages".to_owned(),
    ] {
        let page = scene.olga.get(&path).await;
        assert!(!page.body.contains("canary-rule"), "{path}: {}", page.body);
        assert!(path.ends_with(&appeal) || !page.body.contains(&appeal), "{path}: {}", page.body);
    }
    let mut olga = scene.site.returning("Olga").await;
    let refused = scene.decide(&mut olga, "upheld", "x").await;
    assert!(refused.status == 409 && refused.body.contains("own_conflict"), "{}", refused.body);
    let ask = [("appeal", appeal.as_str()), ("question", "x")];
    assert_eq!(scene.olga.call("results/ask_about_appeal", &ask).await.status, 409);
    let told: i64 =
        scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'appeal_filed'").await;
    assert_eq!(told, 1, "only the other owner");
    let mut petra = scene.site.returning("Petra").await;
    assert!(petra.get(&format!("{DESK}/{appeal}")).await.body.contains("canary-rule"));
    assert_eq!(scene.decide(&mut petra, "rejected", "It follows the rules.").await.status, 200);
}

#[tokio::test]
async fn the_same_form_twice_files_once() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    let (key, entry) = (tests::fresh_key(), scene.entry.to_string());
    let fields = [("entry", entry.as_str()), ("about", "fact"), ("text", "Words")];
    let first = scene.tess.call_with_key("results/appeal", &key, &fields).await;
    let again = scene.tess.call_with_key("results/appeal", &key, &fields).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    assert_eq!(
        scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'appeal_filed'").await,
        2
    );
}

#[tokio::test]
async fn an_appeal_is_in_its_authors_data_and_stays_without_them() {
    let mut scene = Scene::new(Engine::Sqlite).await;
    assert_eq!(scene.file("fact", "canary-mine").await.status, 200);
    let data = scene.tess.get("/account/data.json").await.body;
    assert!(data.contains("canary-mine"), "{data}");
    let account = scene.site.account("Tess").await;
    let gone = scene
        .site
        .db
        .write(move |tx| Box::pin(async move { execute!(tx, "DELETE FROM account WHERE id = $1", account) }));
    gone.await.expect("gone");
    let left = "SELECT CAST(COUNT(*) AS BIGINT) FROM appeal WHERE filed_by IS NULL AND text = 'canary-mine'";
    assert_eq!(scene.number(left).await, 1);
}
