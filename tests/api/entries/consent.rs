//! Guardians: their consent is asked, given, refused, and nothing is judged without it.

use super::*;
use tests::{Engine, Fixture, Site};

/// A submitted entry whose founder is a minor, in a competition that is screened. Gives its id and the guardian's token.
async fn of_a_minor(site: &Site, fixture: &Fixture, ann: &mut Client) -> (String, String) {
    let track = fixture.track.to_string();
    let fields: Vec<_> = start(&track, "Kura")
        .into_iter()
        .filter(|(name, _)| *name != "guardian")
        .chain([("minor", "on"), ("guardian", "Wanjiru")])
        .collect();
    let entry = id_in(&ann.post("entries/create", &fields).await, "/en/entries/");
    assert_eq!(submit(ann, &entry, "1", &[]).await.status, 200);
    fixture.set_state(&site.db, "screening").await;
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    (entry, between(&page.body, "https://judging.test/en/consent/", "<").to_owned())
}

async fn answer(site: &Site, token: &str, answer: &str) -> Reply {
    let mut guardian = site.visitor();
    guardian.get(&format!("/en/consent/{token}")).await;
    guardian.post("entries/answer_consent", &[("token", token), ("answer", answer), ("name", "Wanjiru K.")]).await
}

async fn pass(olga: &mut Client, entry: &str) -> Reply {
    olga.call("entries/check", &[("entry", entry), ("version", "2"), ("outcome", "pass")]).await
}

async fn pending_consent_cannot_pass(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (entry, token) = of_a_minor(&site, &fixture, &mut ann).await;

    let refused = pass(&mut olga, &entry).await;
    assert!(refused.status == 409 && refused.body.contains("consent_missing"), "{}", refused.body);
    assert_eq!(state(&site.db, &entry).await, "submitted");
    let review = olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await;
    assert!(review.body.contains("cannot pass yet"), "{}", review.body);
    assert!(!review.body.contains(&token), "the link is the guardian's");

    let page = site.visitor().get(&format!("/ar/consent/{token}")).await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Peace games") && page.body.contains("Kura") && page.body.contains("Be kind."));
    let given = answer(&site, &token, "given").await;
    assert_eq!(given.location, Some(format!("/en/consent/{token}?done=consent-answered")));
    let refused = answer(&site, &token, "refused").await.location;
    assert_eq!(refused, Some(format!("/en/consent/{token}")), "what is given is withdrawn, not refused");
    assert_eq!(
        count(
            &site.db,
            "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE state = 'given' AND rules_version = 1"
        )
        .await,
        1
    );
    let passed = pass(&mut olga, &entry).await;
    assert_eq!(passed.status, 200, "{}", passed.body);
    assert_eq!(state(&site.db, &entry).await, "eligible");
}

#[tokio::test]
async fn an_entry_with_pending_consent_cannot_pass_on_sqlite() {
    pending_consent_cannot_pass(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_with_pending_consent_cannot_pass_on_postgres() {
    pending_consent_cannot_pass(Engine::Postgres).await;
}

async fn a_refusal_makes_it_not_eligible(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (entry, token) = of_a_minor(&site, &fixture, &mut ann).await;
    assert_eq!(answer(&site, &token, "refused").await.status, 303);
    assert_eq!(pass(&mut olga, &entry).await.status, 409, "refused is not given");

    // Asked again, given, let in; then another minor joins the team while a defect is cured.
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let member = between(&page.body, "name=\"member\" value=\"", "\"").to_owned();
    assert_eq!(ann.call("entries/ask_consent", &[("entry", &entry), ("member", &member)]).await.status, 200);
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let token = between(&page.body, "/en/consent/", "<").to_owned();
    assert_eq!(answer(&site, &token, "given").await.status, 303);
    assert_eq!(pass(&mut olga, &entry).await.status, 200);
    let given = ann.call("entries/ask_consent", &[("entry", &entry), ("member", &member)]).await;
    assert_eq!(given.status, 409, "what is given is not asked again: {}", given.body);

    // The guardian of another minor refuses while the entry is eligible.
    let (second, _) = fixture.entry(&site.db, "second", "eligible", None).await;
    let second = second.to_string();
    let joined =
        "UPDATE member SET account_id = (SELECT account_id FROM member WHERE public_name = 'Amina'), created_at = $2
                  WHERE team_id = (SELECT team_id FROM entry WHERE id = $1)";
    change(&site.db, joined, Uuid::parse_str(&second).expect("an id"), 0).await;
    minor_in(&site, &second).await;
    let page = ann.get(&format!("/en/entries/{second}/team")).await;
    let minor = between(&page.body, "name=\"member\" value=\"", "\"").to_owned();
    assert_eq!(ann.call("entries/ask_consent", &[("entry", &second), ("member", &minor)]).await.status, 200);
    let page = ann.get(&format!("/en/entries/{second}/team")).await;
    let token = between(&page.body, "/en/consent/", "<").to_owned();
    assert_eq!(answer(&site, &token, "refused").await.status, 303);
    assert_eq!(state(&site.db, &second).await, "fix_needed");
    let page = ann.get(&format!("/en/entries/{second}")).await;
    assert!(page.body.contains("Send the guardian the link"), "{}", page.body);
    assert_eq!(state(&site.db, &entry).await, "eligible", "only this team's");
}

/// Puts a minor without an answer into the team of an entry.
async fn minor_in(site: &Site, entry: &str) {
    let id = Uuid::parse_str(entry).expect("an id");
    site.db
        .write(move |tx| {
            Box::pin(async move {
                let member: Uuid = tx.ambient().id();
                execute!(
                    tx,
                    "INSERT INTO member (id, competition_id, team_id, public_name, country, role, minor, created_at)
                     SELECT $1, competition_id, team_id, 'Kid', 'KE', '', $3, 0 FROM entry WHERE id = $2",
                    member,
                    id,
                    true
                )?;
                execute!(
                    tx,
                    "INSERT INTO guardian_consent (member_id, guardian_name, state) VALUES ($1, 'Juma', 'pending')",
                    member
                )
            })
        })
        .await
        .expect("a minor");
}

#[tokio::test]
async fn a_refused_consent_makes_the_entry_not_eligible_on_sqlite() {
    a_refusal_makes_it_not_eligible(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_consent_makes_the_entry_not_eligible_on_postgres() {
    a_refusal_makes_it_not_eligible(Engine::Postgres).await;
}

#[tokio::test]
async fn an_answer_has_to_be_one() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (_, token) = of_a_minor(&site, &fixture, &mut ann).await;
    let mut guardian = site.visitor();
    for (fields, field) in [
        ([("answer", "pending"), ("name", "W")], "answer"),
        ([("answer", ""), ("name", "W")], "answer"),
        ([("answer", "given"), ("name", " ")], "name"),
    ] {
        let reply =
            guardian.call("entries/answer_consent", &[&[("token", token.as_str())], fields.as_slice()].concat()).await;
        assert!(reply.status == 422 && reply.body.contains(field), "{}", reply.body);
    }
    // A link of another purpose is no link here.
    let invitation = "entries/invite";
    fixture.set_state(&site.db, "open").await;
    let entry = count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry").await;
    assert_eq!(entry, 1);
    let mine = ann.get("/en/c/peace/mine").await;
    let id = between(&mine.body, "/en/entries/", "\"").to_owned();
    ann.call(invitation, &[("entry", &id)]).await;
    let page = ann.get(&format!("/en/entries/{id}/team")).await;
    let join = between(&page.body, "/en/join/", "<").to_owned();
    assert_eq!(guardian.get(&format!("/en/consent/{join}")).await.status, 404);
    let wrong = guardian.call("entries/answer_consent", &[("token", &join), ("answer", "given"), ("name", "W")]).await;
    assert_eq!(wrong.status, 404);
    assert_eq!(guardian.get(&format!("/en/join/{token}")).await.status, 404);
    assert_eq!(guardian.get(&format!("/en/join/{join}")).await.status, 200, "and it is not used up");
}

#[tokio::test]
async fn who_becomes_a_minor_needs_consent_and_another_guardian_is_asked_anew() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (entry, token) = of_a_minor(&site, &fixture, &mut ann).await;
    fixture.set_state(&site.db, "open").await;
    answer(&site, &token, "given").await;
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    let own = between(&page.body, "team?member=", "#").to_owned();
    let base = [
        ("entry", entry.as_str()),
        ("member", own.as_str()),
        ("public_name", "Amina"),
        ("country", "KE"),
        ("minor", "on"),
    ];
    let consents = |state: &'static str| {
        let db = site.db.clone();
        async move {
            let sql = match state {
                "given" => "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE state = 'given'",
                _ => "SELECT CAST(COUNT(*) AS BIGINT) FROM guardian_consent WHERE state = 'pending'",
            };
            count(&db, sql).await
        }
    };
    let same = ann.call("entries/edit_member", &[base.as_slice(), &[("guardian", "Wanjiru K.")]].concat()).await;
    assert_eq!((same.status, consents("given").await), (200, 1));
    let other = ann.call("entries/edit_member", &[base.as_slice(), &[("guardian", "Juma")]].concat()).await;
    assert_eq!((other.status, consents("pending").await), (200, 1));
    let page = ann.get(&format!("/en/entries/{entry}/team")).await;
    assert!(page.body.contains("For Juma, guardian of Amina"), "{}", page.body);
}
