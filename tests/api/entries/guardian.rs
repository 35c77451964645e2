//! The guardian's standing page: coming back, taking consent back, having a minor's data removed.

use super::*;
use tests::{Engine, Fixture, Site, dump};

/// An eligible entry of Ann's with a minor in its team, which a judge has scored. Gives the judge and the guardian's token.
struct Scene {
    site: Site,
    fixture: Fixture,
    entry: String,
    ann: Client,
    judge: Client,
    token: String,
}

const GUARDIAN: &str = "Wanjiru Kamau";
const MINOR: &str = "Zawadi Njeri";

async fn scene(engine: Engine) -> Scene {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    let (judge, judges_account) = site.person_with_account("Ada").await;
    let (entry, _) = fixture.entry(&site.db, "walk", "submitted", Some(account)).await;
    let id = entry.to_string();
    let minor = [("public_name", MINOR), ("country", "TZ"), ("role", "drums"), ("minor", "on"), ("guardian", GUARDIAN)];
    let added = ann.call("entries/add_member", &[&[("entry", id.as_str())], minor.as_slice()].concat()).await;
    assert_eq!(added.status, 200, "{}", added.body);
    let page = ann.get(&format!("/en/entries/{id}/team")).await;
    let token = between(&page.body, "/en/consent/", "<").to_owned();
    assert_eq!(answer(&site, &token, "given", &[]).await.status, 303);
    fixture.set_state(&site.db, "judging").await;
    change(&site.db, "UPDATE entry SET state = 'eligible', version = $2 WHERE id = $1", entry.uuid(), 1).await;
    let ada = fixture.judge(&site.db, "a", "ready", Some(judges_account)).await;
    fixture.assign(&site.db, ada, entry).await;
    let mut scene = Scene { site, fixture, entry: id, ann, judge, token };
    let scored = scene.judge.call("scores/save", &scorecard(&scene.entry, "0")).await;
    assert_eq!(scored.status, 200, "{}", scored.body);
    scene
}

fn scorecard<'a>(entry: &'a str, version: &'a str) -> [(&'a str, &'a str); 8] {
    [
        ("entry", entry),
        ("version", version),
        ("submit", "submit"),
        ("untried", "on"),
        ("marks[dialogue]", "3"),
        ("marks[prevention]", "4"),
        ("comments[dialogue]", "fine"),
        ("note", ""),
    ]
}

async fn answer(site: &Site, token: &str, answer: &str, more: &[(&str, &str)]) -> Reply {
    let mut guardian = site.visitor();
    guardian.get(&format!("/en/consent/{token}")).await;
    let fields = [&[("token", token), ("answer", answer), ("name", GUARDIAN)], more].concat();
    guardian.post("entries/answer_consent", &fields).await
}

const COUNTING: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'";

async fn what_is_withdrawn_leaves_the_queues(engine: Engine) {
    let Scene { site, entry, mut ann, mut judge, token, .. } = scene(engine).await;
    let page = site.visitor().get(&format!("/en/consent/{token}")).await;
    assert!(page.body.contains("You have agreed") && page.body.contains("under version 1 of the rules"));
    assert!(page.body.contains("1 March 2026") && page.body.contains("Take my consent back"), "{}", page.body);
    assert_eq!(judge.get(&format!("/en/judge/entries/{entry}")).await.status, 200);

    assert_eq!(answer(&site, &token, "withdrawn", &[]).await.status, 303);
    assert!(!dump(&site.db).await.contains(&token), "a copy of the database opens no guardian's page");
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
    assert_eq!(judge.get(&format!("/en/judge/entries/{entry}")).await.status, 404, "at once");
    assert!(!judge.get("/en/c/peace/judge").await.body.contains(&entry));
    assert_eq!(judge.call("scores/save", &scorecard(&entry, "1")).await.status, 404);
    assert_eq!(count(&site.db, COUNTING).await, 1, "what was judged is not voided");
    assert!(ann.get(&format!("/en/entries/{entry}/team")).await.body.contains("Consent withdrawn"));

    let page = site.visitor().get(&format!("/ar/consent/{token}")).await;
    assert!(page.body.contains("dir=\"rtl\"") && page.body.contains("لقد سحبت موافقتك"), "{}", page.body);
    assert!(page.body.contains("ما توافق عليه") && page.body.contains("Be kind."), "what is agreed to");
    assert_eq!(answer(&site, &token, "given", &[]).await.status, 303, "and given again");
    let page = site.visitor().get(&format!("/en/consent/{token}")).await;
    assert!(page.body.contains("You have agreed"));
    assert_eq!(state(&site.db, &entry).await, "fix_needed", "organisers let it in again");
}

#[tokio::test]
async fn what_is_withdrawn_leaves_the_queues_on_sqlite() {
    what_is_withdrawn_leaves_the_queues(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_withdrawn_leaves_the_queues_on_postgres() {
    what_is_withdrawn_leaves_the_queues(Engine::Postgres).await;
}

async fn nothing_of_a_removed_minor_stays(engine: Engine) {
    let Scene { site, entry, mut ann, token, .. } = scene(engine).await;
    let before = dump(&site.db).await;
    assert!(before.contains(MINOR) && before.contains(GUARDIAN) && before.contains("drums"));
    let gone = answer(&site, &token, "withdrawn", &[("remove", "on")]).await;
    assert_eq!(gone.location.as_deref(), Some("/en/c/peace?done=data-removed"), "{}", gone.body);
    let after = dump(&site.db).await;
    for trace in [MINOR, GUARDIAN, "drums"] {
        assert!(!after.contains(trace), "{trace} is still somewhere");
    }
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
    assert_eq!(count(&site.db, COUNTING).await, 1);
    assert_eq!(site.visitor().get(&format!("/en/consent/{token}")).await.status, 409, "the link ended");
    assert!(ann.get(&format!("/en/entries/{entry}")).await.status == 200, "the team goes on without");
    site.db.seal().await.expect("sealed");
    server::audit::verify(&mut site.db.read().await.expect("a reader")).await.expect("the log holds");
}

#[tokio::test]
async fn nothing_of_a_removed_minor_stays_on_sqlite() {
    nothing_of_a_removed_minor_stays(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_removed_minor_stays_on_postgres() {
    nothing_of_a_removed_minor_stays(Engine::Postgres).await;
}

#[tokio::test]
async fn a_minor_alone_in_a_team_leaves_no_entry_behind() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let fields: Vec<_> = start(&fixture.track.to_string(), MINOR)
        .into_iter()
        .filter(|(name, _)| !matches!(*name, "guardian" | "public_name"))
        .chain([("minor", "on"), ("guardian", GUARDIAN), ("public_name", MINOR)])
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let entry = id_in(&ann.post("entries/create", &fields).await, "/en/entries/");
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
    let details = [("entry", entry.as_str()), ("team_name", MINOR), ("organisation", "")];
    assert_eq!(ann.call("entries/edit_team", &details).await.status, 200);
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "/en/consent/", "<").to_owned();
    assert_eq!(answer(&site, &token, "refused", &[("remove", "on")]).await.status, 303);
    assert_eq!(state(&site.db, &entry).await, "withdrawn");
    let after = dump(&site.db).await;
    assert!(!after.contains(MINOR) && !after.contains(GUARDIAN), "in the name of the team and the log neither");
    assert_eq!(ann.get(&format!("/en/entries/{entry}")).await.status, 404, "access ends at once");
    server::audit::verify(&mut site.db.read().await.expect("a reader")).await.expect("the log holds");
}

#[tokio::test]
async fn an_old_link_says_nothing_and_an_answer_ends_with_publication() {
    let Scene { site, fixture, entry, mut ann, token, .. } = scene(Engine::Sqlite).await;
    assert_eq!(answer(&site, &token, "withdrawn", &[]).await.status, 303);
    let minor = member(&site.db, MINOR).await;
    assert_eq!(ann.call("entries/ask_consent", &[("entry", &entry), ("member", &minor)]).await.status, 200);
    let fields = [("token", token.as_str()), ("answer", "given"), ("name", GUARDIAN)];
    let replayed = site.visitor().call("entries/answer_consent", &fields).await;
    assert!(replayed.status == 409 && replayed.body.contains("link_used"), "{}", replayed.body);
    let pending = "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE state = 'pending'";
    assert_eq!(count(&site.db, pending).await, 1, "nothing was answered");

    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "/en/consent/", "<").to_owned();
    fixture.set_state(&site.db, "published").await;
    let fields = [("token", token.as_str()), ("answer", "refused"), ("name", GUARDIAN)];
    let late = site.visitor().call("entries/answer_consent", &fields).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "{}", late.body);
    let page = site.visitor().get(&format!("/en/consent/{token}")).await;
    assert!(page.status == 200 && !page.body.contains("answer_consent"), "it can still be read");
}

#[tokio::test]
async fn consent_and_removal_do_not_go_together() {
    let Scene { site, token, .. } = scene(Engine::Sqlite).await;
    let fields = [("token", token.as_str()), ("answer", "given"), ("name", GUARDIAN), ("remove", "on")];
    let reply = site.visitor().call("entries/answer_consent", &fields).await;
    assert!(reply.status == 422 && reply.body.contains("\"field\":\"remove\""), "{}", reply.body);
    let fields = [("token", token.as_str()), ("publication", "given")];
    let reply = site.visitor().call("entries/answer_publication", &fields).await;
    assert!(reply.status == 409 && reply.body.contains("nothing_there"), "nobody asked: {}", reply.body);
}
