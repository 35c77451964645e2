//! Members, invitations, leaving.

use super::*;
use tests::{Engine, Fixture, Site};

const BEN: [(&str, &str); 4] = [("public_name", "Ben"), ("country", "UG"), ("role", "code"), ("guardian", "")];

async fn people_come_and_go(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let team = format!("/en/entries/{entry}/team");
    ann.get(&team).await;
    let added = ann.post("entries/add_member", &[&[("entry", entry.as_str())], BEN.as_slice()].concat()).await;
    let page = ann.follow(&added).await;
    assert!(page.body.contains("Ben") && page.body.contains("Uganda"), "{}", page.body);

    let ben = member(&site.db, "Ben").await;
    let form = ann.get(&format!("{team}?member={ben}")).await;
    assert!(form.body.contains("value=\"Ben\""), "{}", form.body);
    let fields = [("entry", entry.as_str()), ("member", &ben), ("public_name", "Benji"), ("country", "TZ")];
    assert_eq!(ann.call("entries/edit_member", &fields).await.status, 200);
    let details = [("entry", entry.as_str()), ("team_name", "Kura Collective"), ("organisation", "Nairobi Games")];
    assert_eq!(ann.call("entries/edit_team", &details).await.status, 200);
    let page = ann.get(&team).await;
    assert!(page.body.contains("Benji") && page.body.contains("Tanzania") && page.body.contains("Kura Collective"));

    let gone = [("entry", entry.as_str()), ("member", ben.as_str())];
    assert_eq!(ann.call("entries/remove_member", &gone).await.status, 200);
    assert_eq!(ann.call("entries/remove_member", &gone).await.status, 404);
    let page = ann.get(&team).await;
    assert!(!page.body.contains("Benji"));
    let own = between(&page.body, "team?member=", "#").to_owned();
    let last = ann.call("entries/remove_member", &[("entry", &entry), ("member", &own)]).await;
    assert!(last.status == 409 && last.body.contains("last_member"), "{}", last.body);
}

#[tokio::test]
async fn people_come_and_go_on_sqlite() {
    people_come_and_go(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_come_and_go_on_postgres() {
    people_come_and_go(Engine::Postgres).await;
}

#[tokio::test]
async fn an_invitation_lets_one_person_in() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(ann.call("entries/invite", &[("entry", &entry)]).await.status, 200);
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "https://judging.test/en/join/", "<").to_owned();
    let join = format!("/en/join/{token}");

    let mut visitor = site.visitor();
    let page = visitor.get(&join).await;
    assert!(
        page.status == 200 && page.body.contains("Kura") && page.body.contains("sign-in?next=%2Fjoin%2F"),
        "{}",
        page.body
    );
    let refused = visitor.call("entries/join", &[&[("token", token.as_str())], BEN.as_slice()].concat()).await;
    assert_eq!(refused.status, 401);
    assert!(ann.get(&join).await.body.contains("You belong to this team already"));

    let mut ben = site.person("Ben").await;
    assert_eq!(ben.get(&format!("/en/entries/{entry}")).await.status, 404);
    ben.get(&join).await;
    let reply = ben.post("entries/join", &[&[("token", token.as_str())], BEN.as_slice()].concat()).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/mine?done=team-changed"));
    assert_eq!(ben.get(&format!("/en/entries/{entry}/edit")).await.status, 200);
    assert!(ben.get("/en/work").await.body.contains("/en/c/peace/mine"), "the role comes with it");

    let mut eve = site.person("Eve").await;
    let again = eve.call("entries/join", &[&[("token", token.as_str())], BEN.as_slice()].concat()).await;
    assert!(again.status == 409 && again.body.contains("link_used"), "{}", again.body);
    assert_eq!(eve.get(&join).await.status, 409);

    // Ben leaves and loses everything.
    let own = member(&site.db, "Ben").await;
    let left = ben.post("entries/remove_member", &[("entry", &entry), ("member", &own)]).await;
    assert_eq!(left.location.as_deref(), Some("/en/c/peace/mine?done=team-changed"));
    assert_eq!(ben.get(&format!("/en/entries/{entry}")).await.status, 404);
    assert!(!ben.get("/en/work").await.body.contains("/en/c/peace/mine"));
}

#[tokio::test]
async fn an_ended_invitation_and_a_closed_competition_let_nobody_in() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let mut ben = site.person("Ben").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let mut tokens = Vec::new();
    for _ in 0..2 {
        ann.call("entries/invite", &[("entry", &entry)]).await;
        let page = ann.get(&format!("/en/entries/{entry}/team")).await;
        tokens.push(between(&page.body, "/en/join/", "<").to_owned());
    }
    let (old, new) = (&tokens[0], &tokens[1]);
    assert!(
        ben.call("entries/join", &[&[("token", old.as_str())], BEN.as_slice()].concat())
            .await
            .body
            .contains("link_used")
    );
    fixture.set_state(&site.db, "screening").await;
    let late = ben.call("entries/join", &[&[("token", new.as_str())], BEN.as_slice()].concat()).await;
    assert!(late.status == 409 && late.body.contains("entries_closed"), "{}", late.body);
    fixture.set_state(&site.db, "open").await;
    assert_eq!(ann.call("entries/stop_invitation", &[("entry", &entry)]).await.status, 200);
    let ended = ben.call("entries/join", &[&[("token", new.as_str())], BEN.as_slice()].concat()).await;
    assert!(ended.body.contains("link_used"), "{}", ended.body);
    assert_eq!(ben.call("entries/join", &[("token", "nonsense")]).await.status, 404);
}

#[tokio::test]
async fn the_team_is_closed_with_the_entries() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    fixture.set_state(&site.db, "screening").await;
    let reply = ann.call("entries/add_member", &[&[("entry", entry.as_str())], BEN.as_slice()].concat()).await;
    assert!(reply.status == 409 && reply.body.contains("entries_closed"), "{}", reply.body);
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    assert!(page.status == 200 && page.body.contains("cannot be changed now") && !page.body.contains("add_member"));
}
