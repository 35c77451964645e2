//! Look-alikes, ties, concerns and chased consents: for organisers, and for nobody else.

use super::*;
use tests::{Engine, Fixture, NOON, Site};

/// A screened competition with an organiser.
async fn scene(engine: Engine) -> (Site, Fixture, Client) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    (site, fixture, olga)
}

async fn set(db: &Db, sql: &'static str, id: Uuid, text: &'static str) {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, id, text) })).await.expect("changed");
}

fn review(entry: impl std::fmt::Display) -> String {
    format!("/en/c/peace/organise/entries/{entry}")
}

async fn look_alikes_are_looked_for_and_set_aside(engine: Engine) {
    let (site, fixture, mut olga) = scene(engine).await;
    let (mut ann, anns) = site.person_with_account("Ann").await;
    let (first, _) = fixture.entry(&site.db, "Ballot Walk", "submitted", Some(anns)).await;
    let (second, _) = fixture.entry(&site.db, "Ballot Walks", "submitted", None).await;
    let before = olga.get("/en/c/peace/organise/entries").await;
    assert!(before.body.contains("Not looked for yet") && !before.body.contains("look-alikes or ties<"));
    let reply = olga.post("entries/compare", &[("slug", "peace")]).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/entries?done=compared"));
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("Last looked for"), "{}", page.body);
    // Ann has Olga's domain, which says nothing of the second team.
    let only = olga.get("/en/c/peace/organise/entries?finding=on&text=walks").await;
    assert!(only.body.contains("Ballot Walks") && only.body.contains("1 look-alikes or ties"), "{}", only.body);

    let shown = olga.get(&review(second)).await;
    assert!(shown.body.contains("A title that is nearly the same") && shown.body.contains("78 of 100 alike"));
    let digest = between(&shown.body, "name=\"finding\" value=\"", "\"").to_owned();
    let second = second.to_string();
    let fields = [("entry", second.as_str()), ("finding", digest.as_str())];
    let empty = olga.call("entries/set_aside", &[&fields[..], &[("aside", " ")]].concat()).await;
    assert!(empty.status == 422 && empty.body.contains("reason_required"), "{}", empty.body);
    let done = olga.post("entries/set_aside", &[&fields[..], &[("aside", "A game and its sequel")]].concat()).await;
    let page = olga.follow(&done).await;
    assert!(
        page.body.contains("A game and its sequel") && page.body.contains("Looked at, no problem"),
        "{}",
        page.body
    );
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'entries.set_aside'").await,
        1
    );
    olga.post("entries/compare", &[("slug", "peace")]).await;
    let still = olga.get("/en/c/peace/organise/entries?finding=on&text=walks").await;
    assert!(still.body.contains("No entry fits this filter"), "it stays set aside: {}", still.body);
    // Another title is other evidence.
    let json = "{\"title\":\"Ballot Walk!\"}";
    let version = "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
                   SELECT team_id, competition_id, id, 2, $2, '01', created_at FROM entry WHERE id = $1";
    set(&site.db, version, first.uuid(), json).await;
    olga.post("entries/compare", &[("slug", "peace")]).await;
    let again = olga.get("/en/c/peace/organise/entries?finding=on&text=walks").await;
    assert!(again.body.contains("1 look-alikes or ties"), "{}", again.body);

    // The team learns nothing of it.
    for page in ["", "/team", "/files"] {
        let body = ann.get(&format!("/en/entries/{first}{page}")).await.body;
        assert!(!body.contains("sequel") && !body.contains("alike") && !body.contains("Ballot Walks"), "{body}");
    }
}

#[tokio::test]
async fn look_alikes_are_found_shown_and_set_aside_on_sqlite() {
    look_alikes_are_looked_for_and_set_aside(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn look_alikes_are_found_shown_and_set_aside_on_postgres() {
    look_alikes_are_looked_for_and_set_aside(Engine::Postgres).await;
}

#[tokio::test]
async fn ties_and_an_earlier_competition_are_found() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite).await;
    // With Ann's domain the entry would be kept from her.
    let account = site.account("Olga").await;
    set(&site.db, "UPDATE account SET email = $2 WHERE id = $1", account, "olga@elsewhere.example").await;
    let old = Fixture::with_slug(&site.db, "published", "old").await;
    set(&site.db, "UPDATE competition SET name = $2 WHERE id = $1", old.competition.uuid(), "Peace 2025").await;
    old.entry(&site.db, "River", "eligible", None).await;
    let (_, anns) = site.person_with_account("Ann").await;
    let (entry, team) = fixture.entry(&site.db, "River", "submitted", Some(anns)).await;
    fixture.judge(&site.db, "jo", "ready", Some(anns)).await;
    let ali = fixture.judge(&site.db, "ali", "ready", None).await;
    set(&site.db, "UPDATE judge SET affiliation = $2 WHERE id = $1", ali.uuid(), "KURA collective").await;
    set(&site.db, "UPDATE judge SET email = $2 WHERE id = $1", ali.uuid(), "ali@example.org").await;
    set(&site.db, "UPDATE team SET organisation = $2 WHERE id = $1", team.uuid(), "Kura Collective").await;
    let version = "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
                   SELECT team_id, competition_id, id, 2, $2, '01', created_at FROM entry WHERE id = $1";
    set(&site.db, version, entry.uuid(), "{\"title\":\"River\",\"ties\":\"My aunt works for the sponsor.\"}").await;
    olga.post("entries/compare", &[("slug", "peace")]).await;
    let page = olga.get(&review(entry)).await.body;
    for evidence in [
        "A member organises or judges this competition",
        "Judge jo",
        "organisation is a judge’s",
        "Judge ali",
        "has the domain of an organiser or judge",
        "example.org",
        "The team declares ties",
        "My aunt works for the sponsor.",
        "It was in an earlier competition",
        "Peace 2025",
    ] {
        assert!(page.contains(evidence), "{evidence}: {page}");
    }
    assert!(!page.contains("ann@example.org"), "an address is nobody's evidence: its domain is");
}

#[tokio::test]
async fn an_open_concern_asks_for_a_reason_before_an_entry_passes() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite).await;
    let (mut ann, anns) = site.person_with_account("Ann").await;
    let (entry, _) = fixture.entry(&site.db, "River", "submitted", Some(anns)).await;
    let (draft, _) = fixture.entry(&site.db, "Unfinished", "draft", None).await;
    let (entry, draft) = (entry.to_string(), draft.to_string());
    let raise = [("concern_kind", "harm"), ("concern_text", "Names a **village**.")];
    let early = olga.call("entries/raise_concern", &[&[("entry", draft.as_str())], &raise[..]].concat()).await;
    assert!(early.status == 409 && early.body.contains("wrong_state"), "{}", early.body);
    let nothing = olga.call("entries/raise_concern", &[("entry", &entry), ("concern_kind", "mood")]).await;
    assert!(nothing.status == 422 && nothing.body.contains("concern_text"), "{}", nothing.body);
    let raised = olga.post("entries/raise_concern", &[&[("entry", entry.as_str())], &raise[..]].concat()).await;
    let page = olga.follow(&raised).await.body;
    assert!(
        page.contains("<strong>village</strong>") && page.contains("Olga") && page.contains("Open concern"),
        "{page}"
    );
    let queue = olga.get("/en/c/peace/organise/entries?concern=on").await.body;
    assert!(queue.contains("River") && !queue.contains("Unfinished") && queue.contains("Open concern"), "{queue}");

    let check = [("entry", entry.as_str()), ("version", "1"), ("outcome", "pass")];
    let refused = olga.call("entries/check", &check).await;
    assert!(refused.status == 422 && refused.body.contains("despite"), "{}", refused.body);
    assert_eq!(state(&site.db, &entry).await, "submitted");
    let passed = olga.post("entries/check", &[&check[..], &[("despite", "The name was changed.")]].concat()).await;
    let page = olga.follow(&passed).await.body;
    assert_eq!(state(&site.db, &entry).await, "eligible");
    assert!(page.contains("The name was changed.") && page.contains("Settled"), "{page}");
    for path in ["", "/team"] {
        let body = ann.get(&format!("/en/entries/{entry}{path}")).await.body;
        assert!(!body.contains("village") && !body.contains("name was changed"), "{body}");
    }
}

#[tokio::test]
async fn a_concern_is_settled_with_a_reason_and_only_once() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite).await;
    let (entry, _) = fixture.entry(&site.db, "River", "submitted", None).await;
    let concern = fixture.concern(&site.db, entry).await.to_string();
    let none = olga.call("entries/settle_concern", &[("concern", &concern)]).await;
    assert!(none.status == 422 && none.body.contains("reason_required"), "{}", none.body);
    let settle = [("concern", concern.as_str()), ("reason", "Talked it over")];
    assert_eq!(olga.call("entries/settle_concern", &settle).await.status, 200);
    let twice = olga.call("entries/settle_concern", &settle).await;
    assert!(twice.status == 409 && twice.body.contains("nothing_there"), "{}", twice.body);
    let unknown = olga.call("entries/settle_concern", &[("concern", &entry.to_string()), ("reason", "x")]).await;
    assert_eq!(unknown.status, 404);
}

#[tokio::test]
async fn the_same_form_twice_raises_one_concern() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite).await;
    let (entry, _) = fixture.entry(&site.db, "River", "submitted", None).await;
    let entry = entry.to_string();
    let fields = [("entry", entry.as_str()), ("concern_kind", "tone"), ("concern_text", "Mocks")];
    for _ in 0..2 {
        olga.post_with_key("entries/raise_concern", "one-key", &fields).await;
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM concern").await, 1);
}

/// A draft of Ann's with a minor whose guardian has an address.
async fn with_a_minor(site: &Site, fixture: &Fixture, ann: &mut Client) -> (String, String) {
    let entry = draft(ann, &fixture.track.to_string(), "Kura").await;
    let fields = [
        ("entry", entry.as_str()),
        ("public_name", "Kid"),
        ("country", "KE"),
        ("role", ""),
        ("minor", "on"),
        ("guardian", "Wanjiru"),
        ("guardian_email", "Wanjiru@home.example"),
        ("guardian_language", "ar"),
    ];
    assert_eq!(ann.post("entries/add_member", &fields).await.status, 303);
    (entry, member(&site.db, "Kid").await)
}

/// Addresses, languages and texts of messages of a kind.
async fn written(db: &Db, template: &'static str) -> Vec<(String, String, String)> {
    let mut conn = db.read().await.expect("a reader");
    server::fetch_all!(
        &mut conn,
        (String, String, String),
        "SELECT to_address, locale, body FROM outbox_mail WHERE template = $1 ORDER BY created_at, id",
        template
    )
    .expect("messages")
}

/// Sessions do not outlive days in which nothing is done.
async fn sign_in_again(client: &mut Client, email: &str) {
    let fields = [("email", email), ("password", "correct horse battery"), ("next", "")];
    assert_eq!(client.post("accounts/sign_in", &fields).await.status, 303, "{email}");
}

async fn guardians_are_chased(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let mut ann = site.person("Ann").await;
    let (entry, kid) = with_a_minor(&site, &fixture, &mut ann).await;
    let asked = written(&site.db, "guardian_request").await;
    assert_eq!((asked[0].0.as_str(), asked[0].1.as_str()), ("wanjiru@home.example", "ar"));
    // A copy of what is agreed to: the points in the guardian's language, and the rules.
    assert!(asked[0].2.contains("يُحكَّم العمل") && asked[0].2.contains("Be kind."), "{}", asked[0].2);

    site.clock.set(NOON.plus_seconds(3 * 86_400));
    sign_in_again(&mut olga, "olga@example.org").await;
    // Entries are closed by now; guardians may still answer.
    fixture.set_state(&site.db, "screening").await;
    let page = olga.get("/en/c/peace/organise/entries/consents").await;
    assert!(
        page.body.contains("3 days") && page.body.contains("Kid") && !page.body.contains("home.example"),
        "{}",
        page.body
    );
    let chased = olga.post("entries/chase_consent", &[("member", &kid)]).await;
    let page = olga.follow(&chased).await;
    assert!(page.body.contains("The guardian is asked again"), "{}", page.body);
    let asked = written(&site.db, "guardian_request").await;
    assert_eq!(asked.len(), 2, "the link that was sent before goes out once more");
    let reminded = written(&site.db, "consent_reminder").await;
    assert_eq!((reminded.len(), reminded[0].0.as_str()), (1, "ann@example.org"));
    let soon = olga.call("entries/chase_consent", &[("member", &kid)]).await;
    assert!(soon.status == 409 && soon.body.contains("asked_lately"), "{}", soon.body);
    site.clock.set(NOON.plus_seconds(4 * 86_400));
    sign_in_again(&mut olga, "olga@example.org").await;
    sign_in_again(&mut ann, "ann@example.org").await;
    assert_eq!(olga.call("entries/chase_consent", &[("member", &kid)]).await.status, 200);

    // The guardian answers, and no address of theirs is left.
    let team = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&team.body, "https://judging.test/en/consent/", "<").to_owned();
    let mut guardian = site.visitor();
    guardian.get(&format!("/en/consent/{token}")).await;
    let said =
        guardian.post("entries/answer_consent", &[("token", &token), ("answer", "refused"), ("name", "Wanjiru")]).await;
    assert_eq!(said.status, 303, "{}", said.body);
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE guardian_email <> ''").await,
        0
    );
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE to_address LIKE '%home.example'").await,
        0
    );
    let after = olga.call("entries/chase_consent", &[("member", &kid)]).await;
    assert!(after.status == 409 && after.body.contains("nothing_there"), "{}", after.body);
    let empty = olga.get("/en/c/peace/organise/entries/consents").await;
    assert!(empty.body.contains("Nobody to wait for"), "{}", empty.body);
}

#[tokio::test]
async fn guardians_are_chased_once_a_day_on_sqlite() {
    guardians_are_chased(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guardians_are_chased_once_a_day_on_postgres() {
    guardians_are_chased(Engine::Postgres).await;
}

#[tokio::test]
async fn an_address_that_is_none_is_refused_at_its_field() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let fields = [
        ("entry", entry.as_str()),
        ("public_name", "Kid"),
        ("country", "KE"),
        ("minor", "on"),
        ("guardian", "Wanjiru"),
        ("guardian_email", "nobody"),
    ];
    let refused = ann.call("entries/add_member", &fields).await;
    assert!(refused.status == 422 && refused.body.contains("guardian_email"), "{}", refused.body);
}

#[tokio::test]
async fn entries_are_counted_by_everything_with_drafts() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let mut ann = site.person("Ann").await;
    // One draft with nothing but a title, one in which everything is written, one that is handed in.
    draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    fixture.entry(&site.db, "whole", "draft", None).await;
    let (_, team) = fixture.entry(&site.db, "in", "submitted", None).await;
    fixture.member(&site.db, team).await;
    let mut bea = site.person("Bea").await;
    let existing = draft(&mut bea, &fixture.track.to_string(), "Ferry").await;
    assert_eq!(save(&mut bea, &existing, "1", &[("title", "Kept")]).await.status, 200);
    let page = olga.get("/en/c/peace/organise/entries/counts").await;
    assert_eq!(page.status, 200);
    let fact = |name: &str| between(between(&page.body, name, "</div>"), "<dd>", "</dd>").to_owned();
    assert_eq!(fact("Everything written, not submitted"), "2");
    assert_eq!(fact("More parts missing"), "1");
    for text in ["Fully functioning", "Made for this competition", "English", "Kenya", "Uganda", "/messages/reminders"]
    {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let by_kind = olga.get("/en/c/peace/organise/entries?kind=existing").await;
    assert!(by_kind.body.contains(">Kept<") && !by_kind.body.contains(">whole<"), "{}", by_kind.body);
    let mut stranger = site.person("Stranger").await;
    for path in ["", "/counts", "/consents"] {
        assert_eq!(stranger.get(&format!("/en/c/peace/organise/entries{path}")).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn judges_see_nothing_of_what_organisers_found() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite).await;
    let (mut jo, jos) = site.person_with_account("Jo").await;
    let (entry, _) = fixture.entry(&site.db, "River", "eligible", None).await;
    let (twin, _) = fixture.entry(&site.db, "Rivers", "eligible", None).await;
    fixture.finding(&site.db, entry, twin).await;
    fixture.concern(&site.db, entry).await;
    let judge = fixture.judge(&site.db, "jo", "ready", Some(jos)).await;
    fixture.assign(&site.db, judge, entry).await;
    fixture.set_state(&site.db, "judging").await;
    assert!(olga.get(&review(entry)).await.body.contains("Names a village"));
    let card = jo.get(&format!("/en/judge/entries/{entry}")).await;
    assert_eq!(card.status, 200);
    assert!(!card.body.contains("village") && !card.body.contains("look-alike") && !card.body.contains("Rivers"));
}

#[tokio::test]
async fn a_guardian_whose_address_comes_later_is_asked_there() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let kid = [
        ("entry", entry.as_str()),
        ("public_name", "Kid"),
        ("country", "KE"),
        ("role", ""),
        ("minor", "on"),
        ("guardian", "Wanjiru"),
    ];
    assert_eq!(ann.post("entries/add_member", &kid).await.status, 303);
    assert!(written(&site.db, "guardian_request").await.is_empty());
    let member = member(&site.db, "Kid").await;
    let with_address = [&[("member", member.as_str()), ("guardian_email", "w@home.example")], &kid[..]].concat();
    assert_eq!(ann.post("entries/edit_member", &with_address).await.status, 303);
    let asked = written(&site.db, "guardian_request").await;
    assert_eq!((asked.len(), asked[0].0.as_str(), asked[0].1.as_str()), (1, "w@home.example", "en"));
    let pending = "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE guardian_email = 'w@home.example'";
    assert_eq!(count(&site.db, pending).await, 1);
}
