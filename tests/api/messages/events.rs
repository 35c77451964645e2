//! Each event tells each right person once, and nobody else.

use super::*;
use server::execute;

async fn a_receipt_goes_to_the_team_once(engine: Engine) {
    let mut scene = scene(engine).await;
    let refused = scene.ann.call("entries/submit", &whole(&scene.entry, "7")).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
    assert!(mails(&scene.site.db).await.is_empty(), "a refused form tells nobody");
    let form = whole(&scene.entry, "1");
    for _ in 0..2 {
        let reply = scene.ann.post_with_key("entries/submit", "one-key", &form).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
    }
    let mails = mails(&scene.site.db).await;
    assert_eq!(mails.len(), 1, "the same form twice tells once: {mails:?}");
    let mail = &mails[0];
    assert_eq!((mail.template.as_str(), mail.to_address.as_str()), ("entry_submitted", "ann@example.org"));
    assert_eq!((mail.subject.as_str(), mail.state.as_str()), ("Received: Ballot Walk", "kept"));
    for part in [
        "Dear Ann,",
        "1 March 2026, 12:00 UTC",
        "version 1",
        "2 March 2026, 12:00 UTC",
        &format!("https://judging.test/en/entries/{}\n", scene.entry),
        "because you belong to a team in Peace games",
    ] {
        assert!(mail.body.contains(part), "{part} in {}", mail.body);
    }
    let hash = mail.body.split("content: ").nth(1).and_then(|rest| rest.split('\n').next()).expect("a hash");
    assert_eq!(hash.len(), 64, "{hash}");
    assert!(!mail.body.contains('{'), "{}", mail.body);
}

#[tokio::test]
async fn a_receipt_goes_to_the_team_once_on_sqlite() {
    a_receipt_goes_to_the_team_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_goes_to_the_team_once_on_postgres() {
    a_receipt_goes_to_the_team_once(Engine::Postgres).await;
}

#[tokio::test]
async fn a_check_says_what_and_until_when() {
    let mut scene = scene(Engine::Sqlite).await;
    assert_eq!(scene.submit("1").await.status, 200);
    scene.fixture.set_state(&scene.site.db, "screening").await;
    let check = [
        ("entry", scene.entry.clone()),
        ("version", "2".to_owned()),
        ("outcome", "fix_needed".to_owned()),
        ("reason", "link".to_owned()),
        ("text", "The play link is dead.".to_owned()),
        ("cure_days", "1".to_owned()),
    ];
    let fields: Vec<(&str, &str)> = check.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(scene.olga.call("entries/check", &fields).await.status, 200);
    let pass = [("entry", scene.entry.as_str()), ("version", "2"), ("outcome", "pass")];
    assert_eq!(scene.olga.call("entries/check", &pass).await.status, 200);
    let mails = mails(&scene.site.db).await;
    let fix: Vec<_> = mails.iter().filter(|mail| mail.template == "entry_fix_needed").collect();
    assert_eq!((mails.len(), fix.len()), (3, 1), "{mails:?}");
    assert!(mails.iter().any(|mail| mail.template == "entry_passed" && mail.subject == "Ballot Walk is eligible"));
    for part in ["A link does not work", "The play link is dead.", "2 March 2026, 12:00 UTC"] {
        assert!(fix[0].body.contains(part), "{part} in {}", fix[0].body);
    }
}

#[tokio::test]
async fn a_rejection_is_told_once_it_is_confirmed() {
    let mut scene = scene(Engine::Sqlite).await;
    assert_eq!(scene.submit("1").await.status, 200);
    scene.fixture.set_state(&scene.site.db, "screening").await;
    let (mut omar, account) = scene.site.person_with_account("Omar").await;
    scene.fixture.organiser(&scene.site.db, account).await;
    let words = [("reason", "content"), ("text", "Violence is the best move."), ("cure_days", "")];
    let about = [("entry", scene.entry.as_str()), ("version", "2")];
    let reject = [about.as_slice(), &[("outcome", "reject")], &words].concat();
    assert_eq!(scene.olga.call("entries/check", &reject).await.status, 200);
    assert_eq!(told(&scene.site.db).await, pairs(&[("entry_submitted", "ann@example.org")]), "only proposed");
    let confirm = [about.as_slice(), &[("answer", "confirm")]].concat();
    assert_eq!(omar.call("entries/settle_rejection", &confirm).await.status, 200);
    let expected = [("entry_rejected", "ann@example.org"), ("entry_submitted", "ann@example.org")];
    assert_eq!(told(&scene.site.db).await, pairs(&expected));
    let mails = mails(&scene.site.db).await;
    assert!(mails.iter().any(|mail| mail.body.contains("Violence is the best move.")), "{mails:?}");
}

#[tokio::test]
async fn a_moved_closing_date_is_told_to_those_who_write_or_have_submitted() {
    let mut scene = scene(Engine::Sqlite).await;
    let (_, carl) = scene.site.person_with_account("Carl").await;
    scene.fixture.entry(&scene.site.db, "sent", "submitted", Some(carl)).await;
    scene.fixture.entry(&scene.site.db, "second", "draft", Some(carl)).await;
    let shift = |date, value, reason| {
        [("slug", "peace"), ("version", "1"), ("date", date), ("value", value), ("reason", reason)]
    };
    let mute = scene.olga.call("competition/move_date", &shift("entries_close_at", "2026-03-10T23:59", "")).await;
    assert_eq!(mute.status, 422, "{}", mute.body);
    assert!(mails(&scene.site.db).await.is_empty());
    let moved =
        scene.olga.call("competition/move_date", &shift("entries_close_at", "2026-03-10T23:59", "Power cuts")).await;
    assert_eq!(moved.status, 200, "{}", moved.body);
    let expected = [("deadline_moved", "ann@example.org"), ("deadline_moved", "carl@example.org")];
    assert_eq!(told(&scene.site.db).await, pairs(&expected), "each once, the withdrawn team not at all");
    let body = &mails(&scene.site.db).await[0].body;
    for part in ["2 March 2026, 12:00 UTC", "10 March 2026, 23:59 UTC", "Power cuts"] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[tokio::test]
async fn links_go_to_the_address_that_was_typed_and_are_not_stored() {
    let mut scene = scene(Engine::Sqlite).await;
    let team = format!("/en/entries/{}/team", scene.entry);
    scene.ann.get(&team).await;
    let bad = scene
        .ann
        .call("entries/invite", &[("entry", &scene.entry), ("email", "a@b.example\r\nBcc: c@d.example")])
        .await;
    assert_eq!(bad.status, 422, "{}", bad.body);
    assert_eq!(scene.ann.call("entries/invite", &[("entry", &scene.entry)]).await.status, 200);
    assert!(mails(&scene.site.db).await.is_empty(), "no address, no message");
    assert_eq!(
        scene.ann.call("entries/invite", &[("entry", &scene.entry), ("email", "Ben@Example.org")]).await.status,
        200
    );
    let minor = [
        ("entry", scene.entry.as_str()),
        ("public_name", "Small"),
        ("country", "KE"),
        ("role", ""),
        ("minor", "on"),
        ("guardian", "Wanjiru"),
        ("guardian_email", "wanjiru@example.org"),
    ];
    assert_eq!(scene.ann.call("entries/add_member", &minor).await.status, 200);
    let expected = [("guardian_request", "wanjiru@example.org"), ("team_invitation", "ben@example.org")];
    assert_eq!(told(&scene.site.db).await, pairs(&expected));
    let page = scene.ann.get(&team).await.body;
    let token = page.split("https://judging.test/en/consent/").nth(1).and_then(|rest| rest.split('<').next());
    let token = token.expect("the team sees the link").to_owned();
    for mail in mails(&scene.site.db).await {
        assert!(!mail.body.contains("/consent/") && !mail.body.contains("/join/"), "{}", mail.body);
        let shown = scene.olga.get(&format!("/en/c/peace/organise/messages/{}", mail.id)).await;
        assert!(shown.status == 200 && !shown.body.contains(&token), "organisers do not get it");
    }

    let answer = [("token", token.as_str()), ("answer", "given"), ("name", "Wanjiru K.")];
    assert_eq!(scene.site.visitor().call("entries/answer_consent", &answer).await.status, 200);
    let expected =
        [("consent_answered", "ann@example.org"), ("guardian_request", ""), ("team_invitation", "ben@example.org")];
    assert_eq!(told(&scene.site.db).await, pairs(&expected), "the guardian's address is forgotten");
}

#[tokio::test]
async fn a_judge_is_written_to_in_the_language_of_the_page() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.olga.get("/ar/c/peace/organise/panel").await;
    let form = [
        ("slug", "peace"),
        ("name", "سلمى"),
        ("email", "salma@example.org"),
        ("affiliation", ""),
        ("field", ""),
        ("languages", "ar"),
        ("max_load", ""),
    ];
    assert_eq!(scene.olga.post("panel/invite", &form).await.status, 303);
    let mails = mails(&scene.site.db).await;
    assert_eq!(told(&scene.site.db).await, pairs(&[("judge_invitation", "salma@example.org")]));
    assert!(
        mails[0].subject.starts_with("هل تشارك") && mails[0].body.starts_with("\u{200F}مرحبا \u{2068}سلمى\u{2069}"),
        "{mails:?}"
    );
    let shown = scene.olga.get(&format!("/ar/c/peace/organise/messages/{}", mails[0].id)).await.body;
    assert!(
        shown.contains("https://judging.test/ar/invitations/"),
        "organisers see this link on the panel's page too: {shown}"
    );
}

#[tokio::test]
async fn whoever_signs_up_in_arabic_is_written_to_in_arabic() {
    let mut scene = scene(Engine::Sqlite).await;
    let mut visitor = scene.site.visitor();
    visitor.get("/ar/sign-up").await;
    let form = [("name", "Amal"), ("email", "amal@example.org"), ("password", "correct horse battery"), ("next", "")];
    assert_eq!(visitor.post("accounts/sign_up", &form).await.status, 303);
    let amal = scene.site.account("Amal").await;
    let (entry, _) = scene.fixture.entry(&scene.site.db, "amal", "draft", Some(amal)).await;
    assert_eq!(visitor.call("entries/submit", &whole(&entry.to_string(), "1")).await.status, 200);
    assert_eq!(scene.submit("1").await.status, 200);
    let mails = mails(&scene.site.db).await;
    let to = |address: &str| mails.iter().find(|mail| mail.to_address == address).expect("a message");
    assert!(to("amal@example.org").subject.starts_with("وصلت مشاركتك"), "{mails:?}");
    assert!(to("amal@example.org").body.contains("1 مارس 2026"), "{mails:?}");
    assert!(to("ann@example.org").subject.starts_with("Received"), "{mails:?}");
}

#[tokio::test]
async fn results_are_told_to_teams_and_judges() {
    let site = Site::empty(Engine::Sqlite).await;
    let seed = tests::Seed::new(&site.db, "deliberation").await;
    let (mut olga, organiser) = site.person_with_account("Olga").await;
    let (_, ann) = site.person_with_account("Ann").await;
    let (_, jane) = site.person_with_account("Jane").await;
    site.person("Stranger").await;
    seed.organiser(&site.db, organiser).await;
    seed.join(&site.db, "ballot-walk", ann).await;
    seed.seat(&site.db, 'a', jane).await;
    assert_eq!(olga.call("results/propose", &[("slug", "peaceapp"), ("digest", "wrong")]).await.status, 409);
    assert!(mails(&site.db).await.is_empty());
    site.publish(&mut olga, "peaceapp").await;
    // Ann's entry wins.
    let expected = [
        ("prize_offered", "ann@example.org"),
        ("results_published", "ann@example.org"),
        ("results_published", "jane@example.org"),
    ];
    assert_eq!(told(&site.db).await, pairs(&expected));
    let told = mails(&site.db).await;
    let published = told.iter().find(|mail| mail.template == "results_published").expect("a message");
    assert!(published.body.contains("https://judging.test/en/c/peaceapp/results"), "{}", published.body);
}

#[tokio::test]
async fn links_come_from_the_settings_not_from_the_request() {
    let mut scene = scene(Engine::Sqlite).await;
    let form = tests_form(&scene.entry);
    let request = axum::http::Request::post("/api/entries/submit")
        .header("accept", "application/json")
        .header("sec-fetch-site", "same-origin")
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("content-type", "application/x-www-form-urlencoded");
    let reply = scene.ann.send(request, axum::body::Body::from(form)).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let body = mails(&scene.site.db).await[0].body.clone();
    assert!(body.contains("https://judging.test/") && !body.contains("evil"), "{body}");
}

fn tests_form(entry: &str) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.append_pair("key", "k").extend_pairs(whole(entry, "1"));
    out.finish()
}

#[tokio::test]
async fn a_name_cannot_bring_a_header() {
    let scene = scene(Engine::Sqlite).await;
    for name in ["A\r\nBcc: evil@x.example", "A\nB", "A\u{0}"] {
        let form = [("name", name), ("email", "new@example.org"), ("password", "correct horse battery"), ("next", "")];
        let reply = scene.site.visitor().call("accounts/sign_up", &form).await;
        assert!(reply.status == 422 && reply.body.contains("control_characters"), "{name:?}: {}", reply.body);
    }
    let none =
        scene.site.db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE outbox_mail SET attempts = attempts") }));
    assert_eq!(none.await.expect("counted"), 0);
}
