//! Who speaks for a team, who has confirmed to belong to it, and how one leaves.

use super::*;
use tests::{Engine, Fixture, Site};

const CEM: [(&str, &str); 3] = [("public_name", "Cem"), ("country", "TR"), ("role", "music")];

/// Ben joins Ann's team by a link.
async fn join(ann: &mut Client, ben: &mut Client, entry: &str) {
    assert_eq!(ann.call("entries/invite", &[("entry", entry)]).await.status, 200);
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "/en/join/", "<").to_owned();
    let fields = [("token", token.as_str()), ("public_name", "Ben"), ("country", "UG"), ("role", "code")];
    let joined = ben.call("entries/join", &fields).await;
    assert_eq!(joined.status, 200, "{}", joined.body);
}

async fn contacts_change_hands(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, mut ben) = (site.person("Ann").await, site.person("Ben").await);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let team = format!("/en/entries/{entry}/team");
    join(&mut ann, &mut ben, &entry).await;
    let (first, second) = (member(&site.db, "Amina").await, member(&site.db, "Ben").await);
    let hand_over = [("entry", entry.as_str()), ("contact", second.as_str()), ("second", "")];
    let refused = ben.call("entries/set_contacts", &hand_over).await;
    assert!(refused.status == 409 && refused.body.contains("not_contact"), "the contact only: {}", refused.body);

    let both = [("entry", entry.as_str()), ("contact", first.as_str()), ("second", first.as_str())];
    let reply = ann.call("entries/set_contacts", &both).await;
    assert!(reply.status == 422 && reply.body.contains("\"field\":\"second\""), "{}", reply.body);
    for nobody in ["", "nonsense", fixture.track.to_string().as_str()] {
        let reply = ann.call("entries/set_contacts", &[("entry", &entry), ("contact", nobody), ("second", "")]).await;
        assert!(reply.status == 422 && reply.body.contains("\"field\":\"contact\""), "{}", reply.body);
    }
    let name_second = [("entry", entry.as_str()), ("contact", first.as_str()), ("second", second.as_str())];
    assert_eq!(ann.call("entries/set_contacts", &name_second).await.status, 200);
    assert!(ann.get(&team).await.body.contains("Second contact"));
    assert!(!ben.get(&team).await.body.contains("set_contacts"), "only the contact is offered it");

    // The contact leaves at any time, also the one who founded the team; the second one takes over.
    fixture.set_state(&site.db, "screening").await;
    let left = ann.post("entries/leave", &[("entry", &entry)]).await;
    assert_eq!(left.location.as_deref(), Some("/en/c/peace/mine?done=team-left"));
    assert_eq!(ann.get(&team).await.status, 404, "access ends at once");
    assert_eq!(save(&mut ann, &entry, "1", &[]).await.status, 404);
    assert!(ben.get(&team).await.body.contains("Who speaks for the team"));
    let last = ben.call("entries/leave", &[("entry", &entry)]).await;
    assert!(last.status == 409 && last.body.contains("last_member"), "{}", last.body);
}

#[tokio::test]
async fn contacts_change_hands_on_sqlite() {
    contacts_change_hands(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn contacts_change_hands_on_postgres() {
    contacts_change_hands(Engine::Postgres).await;
}

async fn a_member_takes_over_their_row(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, mut cem) = (site.person("Ann").await, site.person("Cem").await);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let team = format!("/en/entries/{entry}/team");
    assert_eq!(
        ann.call("entries/add_member", &[&[("entry", entry.as_str())], CEM.as_slice()].concat()).await.status,
        200
    );
    assert!(ann.get(&team).await.body.contains("Not confirmed"));
    let row = member(&site.db, "Cem").await;
    let about = [("entry", entry.as_str()), ("member", row.as_str())];
    assert_eq!(ann.call("entries/invite_member", &about).await.status, 200);
    let page = ann.get(&team).await;
    let token = between(&page.body, "https://judging.test/en/join/", "<").to_owned();

    // Who is in the team already does not use it up.
    assert!(ann.get(&format!("/en/join/{token}")).await.body.contains("You belong to this team already"));
    let page = cem.get(&format!("/en/join/{token}")).await;
    assert!(
        page.body.contains("value=\"Cem\"") && page.body.contains("The team wrote this about you"),
        "{}",
        page.body
    );
    let fields = [("token", token.as_str()), ("public_name", "Djem"), ("country", "TR"), ("role", "drums")];
    let joined = cem.post("entries/join", &fields).await;
    assert_eq!(joined.location.as_deref(), Some("/en/c/peace/mine?done=team-changed"), "{}", joined.body);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM member").await, 2, "nobody is there twice");
    assert_eq!(member(&site.db, "Djem").await, row);
    let mut eve = site.person("Eve").await;
    let again = eve.call("entries/join", &fields).await;
    assert!(again.status == 409 && again.body.contains("link_used"), "{}", again.body);

    // From now on only Cem says who Cem is.
    assert!(!ann.get(&team).await.body.contains("Not confirmed"));
    let edit = [("entry", entry.as_str()), ("member", row.as_str()), ("public_name", "Someone"), ("country", "TR")];
    let refused = ann.call("entries/edit_member", &edit).await;
    assert!(refused.status == 409 && refused.body.contains("their_own"), "{}", refused.body);
    assert_eq!(cem.call("entries/edit_member", &edit).await.status, 200);
    assert_eq!(ann.call("entries/invite_member", &about).await.status, 404, "who signs in needs no link");
    assert_eq!(ann.call("entries/confirm_member", &about).await.status, 404);

    // Removed, Cem loses access at once.
    assert_eq!(cem.get(&team).await.status, 200);
    assert_eq!(ann.call("entries/remove_member", &about).await.status, 200);
    assert_eq!(cem.get(&team).await.status, 404);
    assert_eq!(save(&mut cem, &entry, "1", &[]).await.status, 404);
}

#[tokio::test]
async fn a_member_takes_over_their_row_on_sqlite() {
    a_member_takes_over_their_row(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_takes_over_their_row_on_postgres() {
    a_member_takes_over_their_row(Engine::Postgres).await;
}

#[tokio::test]
async fn who_has_no_account_is_confirmed_by_the_team() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, mut eve) = (site.person("Ann").await, site.person("Eve").await);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let team = format!("/en/entries/{entry}/team");
    ann.call("entries/add_member", &[&[("entry", entry.as_str())], CEM.as_slice()].concat()).await;
    let row = member(&site.db, "Cem").await;
    let about = [("entry", entry.as_str()), ("member", row.as_str())];
    ann.call("entries/invite_member", &about).await;
    let page = ann.get(&team).await;
    let token = between(&page.body, "/en/join/", "<").to_owned();
    assert_eq!(eve.call("entries/confirm_member", &about).await.status, 404);
    assert_eq!(ann.call("entries/confirm_member", &about).await.status, 200);
    let page = ann.get(&team).await;
    assert!(!page.body.contains("Not confirmed") && page.body.contains("has no account"), "{}", page.body);
    let fields = [&[("token", token.as_str())], CEM.as_slice()].concat();
    let late = eve.call("entries/join", &fields).await;
    assert!(late.status == 409 && late.body.contains("link_used"), "the personal link ended: {}", late.body);
    let arabic = ann.get(&format!("/ar/entries/{entry}/team")).await;
    assert!(arabic.body.contains("جهة الاتصال") && arabic.body.contains("بلا حساب"));
}

#[tokio::test]
async fn a_minor_who_takes_over_keeps_the_consent_of_the_same_guardian() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, mut cem) = (site.person("Ann").await, site.person("Cem").await);
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let minor = [CEM.as_slice(), &[("minor", "on"), ("guardian", "Defne")]].concat();
    ann.call("entries/add_member", &[&[("entry", entry.as_str())], minor.as_slice()].concat()).await;
    let row = member(&site.db, "Cem").await;
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let consent = between(&page.body, "/en/consent/", "<").to_owned();
    let given = [("token", consent.as_str()), ("answer", "given"), ("name", "Defne")];
    assert_eq!(site.visitor().call("entries/answer_consent", &given).await.status, 200);
    ann.call("entries/invite_member", &[("entry", &entry), ("member", &row)]).await;
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "/en/join/", "<").to_owned();
    assert!(cem.get(&format!("/en/join/{token}")).await.body.contains("value=\"Defne\""));
    let fields = [&[("token", token.as_str())], minor.as_slice()].concat();
    assert_eq!(cem.call("entries/join", &fields).await.status, 200);
    let given = "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE state = 'given'";
    assert_eq!(count(&site.db, given).await, 1);
    assert_eq!(site.visitor().get(&format!("/en/consent/{consent}")).await.status, 200, "the guardian's link stays");
}
