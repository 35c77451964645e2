//! Organisers as a group: inviting, accepting, changing, handing over, going; and nothing that goes around it.

mod copies;
mod tracks;

use server::{db::Db, fetch_all, fetch_one};
use tests::{Client, Engine, Fixture, Site};
use uuid::Uuid;

const PAGE: &str = "/en/c/peace/organise/organisers";
/// A judge to be invited, by somebody whose tab is still open.
const JUDGE: [(&str, &str); 7] = [
    ("slug", "peace"),
    ("name", "J"),
    ("email", "j@example.org"),
    ("affiliation", ""),
    ("field", ""),
    ("languages", "en"),
    ("max_load", ""),
];

struct Scene {
    site: Site,
    fixture: Fixture,
    olga: Client,
    owner: Uuid,
}

/// A competition that Olga owns.
async fn scene() -> Scene {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (olga, owner) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, owner).await;
    Scene { site, fixture, olga, owner }
}

impl Scene {
    async fn with(&self, name: &str, rights: &'static str) -> (Client, Uuid) {
        let (client, account) = self.site.person_with_account(name).await;
        self.fixture.organiser_with(&self.site.db, account, rights).await;
        (client, account)
    }
}

async fn rights(db: &Db, account: Uuid) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<(String,)> = fetch_all!(
        &mut conn,
        (String,),
        "SELECT rights FROM role WHERE account_id = $1 AND role = 'organiser'",
        account
    )
    .expect("rights");
    rows.into_iter().map(|row| row.0).collect()
}

async fn told(db: &Db, template: &str) -> Vec<(String, String)> {
    let mut conn = db.read().await.expect("a reader");
    fetch_all!(
        &mut conn,
        (String, String),
        "SELECT to_address, body FROM outbox_mail WHERE template = $1 ORDER BY created_at, id",
        template
    )
    .expect("messages")
}

async fn logged(db: &Db, action: &str) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = $1", action)
        .expect("a count")
        .0
}

/// The token of the one invitation on the page.
fn token(html: &str) -> Option<String> {
    let rest = html.split("/organisers/").nth(1)?;
    Some(rest.chars().take_while(char::is_ascii_hexdigit).collect())
}

async fn invite(olga: &mut Client, email: &str, rights: &str) -> String {
    let fields = [("slug", "peace"), ("name", "Amal"), ("email", email), ("rights", rights)];
    let reply = olga.call("competition/invite_organiser", &fields).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    token(&olga.get(PAGE).await.body).expect("a link on the page")
}

#[tokio::test]
async fn somebody_is_invited_and_accepts_what_they_are_offered() {
    let Scene { site, mut olga, .. } = scene().await;
    let link = invite(&mut olga, "Amal@Example.org", "checker").await;
    let mails = told(&site.db, "organiser_invitation").await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].0, "amal@example.org");
    assert!(mails[0].1.contains("Checker: ") && !mails[0].1.contains(&link), "the link is put in when it is sent");
    let page = format!("/en/organisers/{link}");
    let seen = site.visitor().get(&page).await;
    assert_eq!((seen.status, seen.body.contains("sign-in?next=%2Forganisers%2F")), (200, true), "{}", seen.body);
    let (mut amal, account) = site.person_with_account("Amal").await;
    assert!(amal.get(&page).await.body.contains("Checker"));
    assert_eq!(amal.get("/en/c/peace/organise").await.status, 404);
    let reply = amal.post("competition/join_organisers", &[("token", &link)]).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise?done=invitation-accepted"));
    assert_eq!(rights(&site.db, account).await, ["checker"]);
    assert_eq!(amal.get("/en/c/peace/organise").await.status, 200);
    assert_eq!(logged(&site.db, "competition.join_organisers").await, 1);
    let again = site.person("Second").await.call("competition/join_organisers", &[("token", &link)]).await;
    assert_eq!((again.status, again.body.contains("link_used")), (409, true), "{}", again.body);
    assert!(token(&olga.get(PAGE).await.body).is_none(), "the invitation is not open any more");
}

#[tokio::test]
async fn an_invitation_is_refused_at_its_fields_and_given_once() {
    let Scene { site, mut olga, .. } = scene().await;
    let bad = [("slug", "peace"), ("name", ""), ("email", "nobody"), ("rights", "organiser")];
    let reply = olga.call("competition/invite_organiser", &bad).await;
    assert_eq!(reply.status, 422);
    for field in ["name", "email", "rights"] {
        assert!(reply.body.contains(&format!("\"{field}\"")), "{field}: {}", reply.body);
    }
    let first = invite(&mut olga, "amal@example.org", "observer").await;
    for email in ["amal@example.org", "OLGA@example.org"] {
        let fields = [("slug", "peace"), ("name", "Amal"), ("email", email), ("rights", "editor")];
        let reply = olga.call("competition/invite_organiser", &fields).await;
        assert_eq!((reply.status, reply.body.contains("already_organises")), (409, true), "{email}: {}", reply.body);
    }
    // The same form twice is one invitation.
    let fields = [("slug", "peace"), ("name", "B"), ("email", "b@example.org"), ("rights", "editor")];
    for _ in 0..2 {
        assert_eq!(olga.post_with_key("competition/invite_organiser", "one-key", &fields).await.status, 303);
    }
    assert_eq!(told(&site.db, "organiser_invitation").await.len(), 2);
    let mut conn = site.db.read().await.expect("a reader");
    let (id,): (Uuid,) =
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM organiser_invitation WHERE email = 'amal@example.org'")
            .expect("an invitation");
    drop(conn);
    let id = id.to_string();
    let named = [("slug", "peace"), ("invitation", id.as_str())];
    assert_eq!(olga.call("competition/renew_organiser", &named).await.status, 200);
    assert_eq!(site.visitor().get(&format!("/en/organisers/{first}")).await.status, 409, "the old link has ended");
    assert_eq!(olga.call("competition/stop_organiser", &named).await.status, 200);
    assert_eq!(olga.call("competition/stop_organiser", &named).await.status, 404);
    let other =
        Fixture::with_slug(&site.db, "open", "other").await.organiser_invitation(&site.db, "c@example.org").await;
    let theirs = [("slug", "peace"), ("invitation", &*other.to_string())];
    assert_eq!(olga.call("competition/stop_organiser", &theirs).await.status, 404, "another competition's");
}

#[tokio::test]
async fn rights_change_at_once_and_whoever_it_concerns_is_told() {
    let scene = scene().await;
    let (mut ed, editor) = scene.with("Ed", "editor").await;
    let Scene { site, mut olga, .. } = scene;
    let id = editor.to_string();
    let lower = [("slug", "peace"), ("account", id.as_str()), ("rights", "observer")];
    assert_eq!(olga.call("competition/set_rights", &lower).await.status, 200);
    assert_eq!(ed.call("panel/invite", &JUDGE).await.status, 404, "an open tab writes no more");
    assert_eq!(rights(&site.db, editor).await, ["observer"]);
    let mails = told(&site.db, "organiser_changed").await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].0 == "ed@example.org" && mails[0].1.contains("Observer: "), "{mails:?}");
    assert_eq!(logged(&site.db, "competition.set_rights").await, 1);
    let same = [("slug", "peace"), ("account", id.as_str()), ("rights", "observer")];
    assert_eq!(olga.call("competition/set_rights", &same).await.status, 200, "nothing new");
    assert_eq!(told(&site.db, "organiser_changed").await.len(), 1);
    let king = [("slug", "peace"), ("account", id.as_str()), ("rights", "king")];
    assert_eq!(olga.call("competition/set_rights", &king).await.status, 422);
    let nobody = Uuid::from_u128(9).to_string();
    let nobody = [("slug", "peace"), ("account", nobody.as_str()), ("rights", "owner")];
    assert_eq!(olga.call("competition/set_rights", &nobody).await.status, 404);
}

#[tokio::test]
async fn whoever_is_removed_loses_access_at_once() {
    let scene = scene().await;
    let (mut ed, editor) = scene.with("Ed", "editor").await;
    let Scene { site, mut olga, .. } = scene;
    assert_eq!(ed.get("/en/c/peace/organise/panel").await.status, 200);
    let id = editor.to_string();
    let fields = [("slug", "peace"), ("account", id.as_str())];
    assert_eq!(olga.call("competition/remove_organiser", &fields).await.status, 200);
    // The tab that is still open: the form that was drawn before, and every page.
    assert_eq!(ed.call("panel/invite", &JUDGE).await.status, 404);
    for page in ["", "/panel", "/entries", "/organisers", "/log", "/scores", "/settings"] {
        assert_eq!(ed.get(&format!("/en/c/peace/organise{page}")).await.status, 404, "{page}");
    }
    assert!(rights(&site.db, editor).await.is_empty());
    assert_eq!(told(&site.db, "organiser_changed").await.len(), 1);
    assert_eq!(olga.call("competition/remove_organiser", &fields).await.status, 404, "there is nobody any more");
}

#[tokio::test]
async fn a_removed_owner_does_not_come_back_by_a_link_that_was_seen() {
    let scene = scene().await;
    let (mut second, account) = scene.with("Second", "owner").await;
    let Scene { site, mut olga, .. } = scene;
    let link = invite(&mut second, "accomplice@example.org", "owner").await;
    let id = account.to_string();
    assert_eq!(
        olga.call("competition/remove_organiser", &[("slug", "peace"), ("account", id.as_str())]).await.status,
        200
    );
    let reply = second.call("competition/join_organisers", &[("token", &link)]).await;
    assert_eq!((reply.status, reply.body.contains("link_used")), (409, true), "{}", reply.body);
    assert!(rights(&site.db, account).await.is_empty());
    assert!(olga.get(PAGE).await.body.contains("Make a new one"), "owners see that it ended");
}

#[tokio::test]
async fn the_last_owner_stays() {
    let scene = scene().await;
    let (_, editor) = scene.with("Ed", "editor").await;
    let Scene { site, mut olga, owner, .. } = scene;
    let (own, other) = (owner.to_string(), editor.to_string());
    for (operation, fields) in [
        ("competition/leave_organisers", vec![("slug", "peace")]),
        ("competition/remove_organiser", vec![("slug", "peace"), ("account", own.as_str())]),
        ("competition/set_rights", vec![("slug", "peace"), ("account", own.as_str()), ("rights", "editor")]),
    ] {
        let reply = olga.call(operation, &fields).await;
        assert_eq!((reply.status, reply.body.contains("last_organiser")), (409, true), "{operation}: {}", reply.body);
    }
    assert!(!olga.get(PAGE).await.body.contains("/api/competition/leave_organisers"), "nothing that would be refused");
    let over = olga.call("competition/hand_over", &[("slug", "peace"), ("account", other.as_str())]).await;
    assert_eq!(over.status, 200, "{}", over.body);
    assert_eq!(
        (rights(&site.db, owner).await, rights(&site.db, editor).await),
        (vec!["editor".into()], vec!["owner".into()])
    );
    assert_eq!(told(&site.db, "organiser_changed").await.len(), 2, "both are told");
    assert_eq!(
        olga.call("competition/hand_over", &[("slug", "peace"), ("account", own.as_str())]).await.status,
        404,
        "nobody makes themselves an owner"
    );
    assert_eq!(olga.call("competition/leave_organisers", &[("slug", "peace")]).await.status, 200);
    assert_eq!(olga.get(PAGE).await.status, 404);
}

#[tokio::test]
async fn an_editor_does_not_become_an_owner() {
    let scene = scene().await;
    let (mut ed, editor) = scene.with("Ed", "editor").await;
    let Scene { site, owner, .. } = scene;
    let (own, other) = (editor.to_string(), owner.to_string());
    let fields: [(&str, Vec<(&str, &str)>); 4] = [
        ("competition/set_rights", vec![("account", &own), ("rights", "owner")]),
        ("competition/hand_over", vec![("account", &own)]),
        ("competition/remove_organiser", vec![("account", &other)]),
        ("competition/invite_organiser", vec![("name", "E"), ("email", "e2@example.org"), ("rights", "owner")]),
    ];
    for (operation, fields) in fields {
        let reply = ed.call(operation, &[&[("slug", "peace")], fields.as_slice()].concat()).await;
        assert_eq!(reply.status, 404, "{operation}");
    }
    assert_eq!(rights(&site.db, editor).await, ["editor"]);
    let page = ed.get(PAGE).await.body;
    assert!(!page.contains("/api/competition/set_rights") && page.contains("/api/competition/leave_organisers"));
}

#[tokio::test]
async fn two_owners_who_go_at_once_leave_one() {
    let scene = scene().await;
    let (mut second, other) = scene.with("Second", "owner").await;
    let Scene { site, mut olga, owner, .. } = scene;
    let leave = [("slug", "peace")];
    let (one, two) = tokio::join!(
        olga.call("competition/leave_organisers", &leave),
        second.call("competition/leave_organisers", &leave)
    );
    let mut answers = [one.status, two.status];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409]);
    assert_eq!(rights(&site.db, owner).await.len() + rights(&site.db, other).await.len(), 1);
}

#[tokio::test]
async fn four_eyes_are_those_who_may_check() {
    let scene = scene().await;
    let (mut watching, _) = scene.with("Watching", "observer").await;
    let (mut checking, _) = scene.with("Checking", "checker").await;
    let (_, account) = scene.site.person_with_account("Ann").await;
    let (entry, _) = scene.fixture.entry(&scene.site.db, "kura", "submitted", Some(account)).await;
    let Scene { mut olga, .. } = scene;
    let entry = entry.to_string();
    let check = [
        ("entry", entry.as_str()),
        ("version", "1"),
        ("outcome", "reject"),
        ("reason", "theme"),
        ("text", "Not about it"),
        ("cure_days", ""),
    ];
    let confirm = [("entry", entry.as_str()), ("version", "1"), ("answer", "confirm")];
    assert_eq!(watching.call("entries/check", &check).await.status, 404);
    assert_eq!(olga.call("entries/check", &check).await.status, 200);
    assert_eq!(watching.call("entries/settle_rejection", &confirm).await.status, 404, "who reads is no second pair");
    assert_eq!(checking.call("entries/settle_rejection", &confirm).await.status, 200);
}
