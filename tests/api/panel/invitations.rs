//! Inviting, accepting, declining, leaving.

use super::*;
use app::time::Moment;
use tests::NOON;

pub(super) const INVITE: [(&str, &str); 7] = [
    ("slug", "peace"),
    ("name", "Amina Diallo"),
    ("email", "Amina@Example.org"),
    ("affiliation", "Peace Lab"),
    ("field", "peacebuilding"),
    ("languages", "en, fr"),
    ("max_load", "12"),
];

fn with<'a>(field: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    INVITE.iter().map(|(name, given)| if *name == field { (*name, value) } else { (*name, *given) }).collect()
}

/// The token in the link on the organiser's page.
pub(super) async fn token(organiser: &mut Client) -> String {
    let page = organiser.get("/en/c/peace/organise/panel").await;
    assert_eq!(page.status, 200);
    let start = "https://judging.test/en/invitations/";
    let at = page.body.find(start).unwrap_or_else(|| panic!("no link: {}", page.body)) + start.len();
    page.body[at..].chars().take_while(char::is_ascii_hexdigit).collect()
}

#[tokio::test]
async fn an_invited_judge_accepts_with_an_account_of_their_own() {
    let (site, _, mut organiser) = with_organiser("screening").await;
    organiser.get("/en/c/peace/organise/panel").await;
    let reply = organiser.post("panel/invite", &INVITE).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel?done=judge-invited");
    let page = organiser.follow(&reply).await;
    for word in ["Amina Diallo", "Peace Lab", "peacebuilding", "en, fr", "Invited", "amina@example.org", "J01"] {
        assert!(page.body.contains(word), "{word} is missing: {}", page.body);
    }
    let token = token(&mut organiser).await;
    let path = format!("/en/invitations/{token}");

    let mut stranger = site.visitor();
    let page = stranger.get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Peace games") && page.body.contains("31 March 2026"), "{}", page.body);
    assert!(page.body.contains(&format!("/en/sign-up?next=%2Finvitations%2F{token}")), "{}", page.body);
    assert!(!page.body.contains("panel/accept"), "nobody accepts without an account");
    let refused = stranger
        .call("panel/accept", &[("token", &token), ("languages", "en"), ("max_load", ""), ("conduct", "1")])
        .await;
    assert_eq!(refused.status, 401);

    let (mut amina, account) = site.person_with_account("Amina").await;
    let page = amina.get(&path).await;
    assert!(page.body.contains("value=\"en, fr\"") && page.body.contains("value=\"12\""), "{}", page.body);
    let reply = amina
        .post("panel/accept", &[("token", &token), ("languages", "en, ar"), ("max_load", "5"), ("conduct", "1")])
        .await;
    assert_eq!(done(&reply), "/en/c/peace/judge/conflicts?done=invitation-accepted");
    assert_eq!(amina.follow(&reply).await.status, 200);
    assert!(amina.get("/en/work").await.body.contains("/en/c/peace/judge"));
    let mut conn = site.db.read().await.expect("a reader");
    let row: (Option<Uuid>, String, i64, String) = fetch_one!(
        &mut conn,
        (Option<Uuid>, String, i64, String),
        "SELECT account_id, languages, max_load, state FROM judge"
    )
    .expect("a judge");
    assert_eq!(row, (Some(account), "en;ar".to_owned(), 5, "accepted".to_owned()));
    drop(conn);

    let used =
        amina.call("panel/accept", &[("token", &token), ("languages", "en"), ("max_load", ""), ("conduct", "1")]).await;
    assert_eq!(used.status, 409);
    assert!(used.body.contains("link_used"), "{}", used.body);
    assert_eq!(stranger.get(&path).await.status, 409, "a used link says so");
    let page = organiser.get("/en/c/peace/organise/panel").await;
    assert!(!page.body.contains("/en/invitations/"), "a used link is shown no more");
}

#[tokio::test]
async fn accepting_needs_a_language_and_the_rules_of_conduct() {
    let (site, _, mut organiser) = with_organiser("setup").await;
    organiser.post("panel/invite", &INVITE).await;
    let token = token(&mut organiser).await;
    let mut amina = site.person("Amina").await;
    let path = format!("/en/invitations/{token}");
    amina.get(&path).await;
    let reply = amina.post("panel/accept", &[("token", &token), ("languages", ""), ("max_load", "0")]).await;
    assert_eq!(reply.location.as_deref(), Some(path.as_str()));
    let page = amina.follow(&reply).await;
    for id in ["languages-error", "max_load-error", "conduct-error"] {
        assert!(page.body.contains(id), "{id}: {}", page.body);
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE state = 'invited'").await, 1);
}

#[tokio::test]
async fn an_invitation_to_no_address_is_an_error_at_the_field() {
    let (site, _, mut organiser) = with_organiser("open").await;
    for (field, bad) in [
        ("email", ""),
        ("email", "amina"),
        ("name", " "),
        ("languages", "english"),
        ("max_load", "501"),
        ("max_load", "x"),
    ] {
        organiser.get("/en/c/peace/organise/panel").await;
        let reply = organiser.post("panel/invite", &with(field, bad)).await;
        let page = organiser.follow(&reply).await;
        assert!(page.body.contains(&format!("id=\"{field}-error\"")), "{field}: {}", page.body);
        assert!(page.body.contains("Peace Lab"), "what was typed is kept");
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge").await, 0);
}

#[tokio::test]
async fn the_same_address_is_invited_once() {
    let (site, _, mut organiser) = with_organiser("open").await;
    let key = "the same form";
    let first = organiser.post_with_key("panel/invite", key, &INVITE).await;
    let second = organiser.post_with_key("panel/invite", key, &INVITE).await;
    assert_eq!(done(&first), done(&second), "sending the same form twice does it once");
    let again = organiser.call("panel/invite", &INVITE).await;
    assert_eq!(again.status, 409);
    assert!(again.body.contains("already_on_panel"), "{}", again.body);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge").await, 1);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM one_time_link").await, 1);
}

#[tokio::test]
async fn an_account_sits_on_a_panel_once() {
    let (site, fixture, mut organiser) = with_organiser("open").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "x", "accepted", Some(account)).await;
    organiser.post("panel/invite", &INVITE).await;
    let token = token(&mut organiser).await;
    let reply =
        amina.call("panel/accept", &[("token", &token), ("languages", "en"), ("max_load", ""), ("conduct", "1")]).await;
    assert_eq!(reply.status, 409);
    assert!(reply.body.contains("already_on_panel"), "{}", reply.body);
    assert_eq!(site.visitor().get(&format!("/en/invitations/{token}")).await.status, 200, "the link is not used up");
}

#[tokio::test]
async fn wrong_old_and_foreign_links_are_refused() {
    let (site, fixture, mut organiser) = with_organiser("open").await;
    organiser.post("panel/invite", &INVITE).await;
    let token = token(&mut organiser).await;
    let mut stranger = site.visitor();
    let wrong = "0".repeat(64);
    assert_eq!(stranger.get(&format!("/en/invitations/{wrong}")).await.status, 404);
    assert_eq!(stranger.call("panel/decline", &[("token", &wrong), ("reason", "")]).await.status, 404);

    // A link for something else is no invitation.
    let judge = fixture.judge(&site.db, "x", "invited", None).await;
    let key = site.config.link_key.clone();
    let other = site
        .db
        .write(move |tx| {
            Box::pin(async move {
                key.make(tx, app::accounts::model::LinkPurpose::TeamInvitation, None, Some(judge.uuid())).await
            })
        })
        .await
        .expect("a link");
    assert_eq!(stranger.get(&format!("/en/invitations/{other}")).await.status, 404);

    site.clock.set(Moment::from_micros(NOON.micros()).plus_seconds(15 * 86_400));
    let old = stranger.get(&format!("/en/invitations/{token}")).await;
    assert_eq!(old.status, 409);
    let old = stranger.call("panel/decline", &[("token", &token), ("reason", "")]).await;
    assert!(old.body.contains("link_expired"), "{}", old.body);
}

#[tokio::test]
async fn a_new_link_ends_the_old_one() {
    let (site, _, mut organiser) = with_organiser("open").await;
    organiser.post("panel/invite", &INVITE).await;
    let old = token(&mut organiser).await;
    let mut conn = site.db.read().await.expect("a reader");
    let (judge,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM judge").expect("a judge");
    drop(conn);
    let judge = judge.to_string();
    let reply = organiser.post("panel/renew_invitation", &[("slug", "peace"), ("judge", &judge)]).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel?done=judge-invited");
    let new = token(&mut organiser).await;
    assert_ne!(old, new);
    let mut stranger = site.visitor();
    assert_eq!(stranger.get(&format!("/en/invitations/{old}")).await.status, 409);
    assert_eq!(stranger.get(&format!("/en/invitations/{new}")).await.status, 200);
}

#[tokio::test]
async fn declining_needs_no_account_and_can_be_followed_by_a_new_invitation() {
    let (site, _, mut organiser) = with_organiser("open").await;
    organiser.post("panel/invite", &INVITE).await;
    let first = token(&mut organiser).await;
    let mut stranger = site.visitor();
    let reply = stranger.post("panel/decline", &[("token", &first), ("reason", "No time\nthis year")]).await;
    assert_eq!(done(&reply), format!("/en/invitations/{first}?done=invitation-declined"));
    assert!(stranger.follow(&reply).await.body.contains("Thank you for answering"));
    let again = stranger.call("panel/decline", &[("token", &first), ("reason", "")]).await;
    assert!(again.body.contains("link_used"), "{}", again.body);
    let page = organiser.get("/en/c/peace/organise/panel").await;
    assert!(page.body.contains("Declined"), "{}", page.body);
    let mut conn = site.db.read().await.expect("a reader");
    let (judge,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM judge").expect("a judge");
    drop(conn);
    organiser.post("panel/renew_invitation", &[("slug", "peace"), ("judge", &judge.to_string())]).await;
    let second = token(&mut organiser).await;
    assert_eq!(stranger.get(&format!("/en/invitations/{second}")).await.status, 200);
}

#[tokio::test]
async fn a_judge_who_is_taken_off_loses_what_is_open_and_keeps_what_was_handed_in() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    for entry in &list {
        fixture.assign(&site.db, judge, *entry).await;
    }
    let (c, r, entry) = (fixture.competition.uuid(), fixture.round.uuid(), list.first().expect("an entry").uuid());
    put!(
        site.db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)",
        Uuid::from_u128(5),
        c,
        r,
        judge.uuid(),
        entry,
    );
    let id = judge.to_string();
    let fields = [("slug", "peace"), ("judge", id.as_str())];
    let reply = organiser.post("panel/remove_judge", &fields).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/panel?done=judge-removed");
    assert_eq!(pairs(&site.db).await, [(judge, EntryId::new(entry))]);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'").await, 1);
    assert_eq!(permit(&site, account, EntryId::new(entry)).await, Err(AppError::NotFound));
    assert_eq!(amina.get("/en/c/peace/judge/conflicts").await.status, 404);
    assert!(!amina.get("/en/work").await.body.contains("/en/c/peace/judge"));
    assert_eq!(organiser.call("panel/remove_judge", &fields).await.status, 409);
}

#[tokio::test]
async fn an_invitation_that_is_withdrawn_opens_nothing() {
    let (site, _, mut organiser) = with_organiser("open").await;
    organiser.post("panel/invite", &INVITE).await;
    let token = token(&mut organiser).await;
    let mut conn = site.db.read().await.expect("a reader");
    let (judge,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM judge").expect("a judge");
    drop(conn);
    organiser.post("panel/remove_judge", &[("slug", "peace"), ("judge", &judge.to_string())]).await;
    assert_eq!(site.visitor().get(&format!("/en/invitations/{token}")).await.status, 409);
}

#[tokio::test]
async fn nobody_is_invited_once_the_scores_are_in() {
    let (_, _, mut organiser) = with_organiser("deliberation").await;
    let reply = organiser.call("panel/invite", &INVITE).await;
    assert_eq!(reply.status, 409);
    assert!(reply.body.contains("wrong_state"), "{}", reply.body);
    assert!(!organiser.get("/en/c/peace/organise/panel").await.body.contains("panel/invite"));
}

#[tokio::test]
async fn a_judge_changes_their_own_profile() {
    let (site, fixture, _) = with_organiser("open").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let path = "/en/c/peace/judge/profile";
    assert_eq!(amina.get(path).await.status, 200);
    let profile = |languages: &'static str| {
        [
            ("slug", "peace"),
            ("name", "أمينة"),
            ("affiliation", "<b>"),
            ("field", "law"),
            ("languages", languages),
            ("max_load", ""),
        ]
    };
    let reply = amina.post("panel/save_profile", &profile("")).await;
    assert!(amina.follow(&reply).await.body.contains("languages-error"));
    let reply = amina.post("panel/save_profile", &profile("ar, en")).await;
    assert_eq!(done(&reply), "/en/c/peace/judge/profile?done=saved");
    let page = amina.follow(&reply).await;
    assert!(
        page.body.contains("أمينة") && page.body.contains("&lt;b&gt;") && page.body.contains("ar, en"),
        "{}",
        page.body
    );
}
