//! One's own account: changed, taken along, deleted; and what must be gone afterwards.

use server::{
    db::{Db, DbError},
    execute, fetch_all, fetch_one,
};
use tests::{Client, Engine, Fixture, Site, dump};

const PASSWORD: &str = "correct horse battery";

async fn count(db: &Db, sql: &'static str) -> i64 {
    fetch_one!(&mut db.read().await.expect("a reader"), (i64,), sql).expect("a count").0
}

async fn delete(client: &mut Client, email: &str, public_name: &str) -> tests::Reply {
    client.get("/en/account").await;
    let fields = [("confirmation", email), ("password", PASSWORD), ("public_name", public_name)];
    client.post("accounts/delete", &fields).await
}

/// Signs in once more, in another browser.
async fn again(site: &Site, email: &str, password: &str) -> (Client, u16) {
    let mut client = site.visitor();
    let fields = [("email", email), ("password", password), ("next", "")];
    let status = client.call("accounts/sign_in", &fields).await.status;
    (client, status)
}

#[tokio::test]
async fn a_name_and_a_language_are_changed() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    let page = ann.get("/ar/account").await;
    assert!(page.status == 200 && page.body.contains("حسابك وبياناتك") && page.body.contains("ann@example.org"));
    let saved = ann.post("accounts/save_profile", &[("name", "آن"), ("locale", "ar")]).await;
    assert!(ann.follow(&saved).await.body.contains("value=\"آن\""));
    for (name, locale, field) in [("", "ar", "name"), ("Ann", "xx", "locale"), ("Ann", "", "locale")] {
        let reply = ann.call("accounts/save_profile", &[("name", name), ("locale", locale)]).await;
        assert!(reply.status == 422 && reply.body.contains(field), "{}", reply.body);
    }
    assert_eq!(site.visitor().get("/en/account").await.status, 401);
}

#[tokio::test]
async fn a_new_password_needs_the_old_one_and_ends_other_sessions() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    let (mut elsewhere, _) = again(&site, "ann@example.org", PASSWORD).await;
    let new = "another horse battery";
    let wrong = ann.call("accounts/change_password", &[("old_password", "not it"), ("new_password", new)]).await;
    assert!(wrong.status == 422 && wrong.body.contains("wrong_password"), "{}", wrong.body);
    let weak = ann.call("accounts/change_password", &[("old_password", PASSWORD), ("new_password", "short")]).await;
    assert!(weak.status == 422 && weak.body.contains("new_password"), "{}", weak.body);
    assert_eq!(elsewhere.get("/en/account").await.status, 200);
    ann.get("/en/account").await;
    let kept = ann.post("accounts/change_password", &[("old_password", "not it"), ("new_password", new)]).await;
    assert!(!dump(&site.db).await.contains(new), "a password is not kept with a refused form");
    assert_eq!(kept.status, 303);
    let done = ann.call("accounts/change_password", &[("old_password", PASSWORD), ("new_password", new)]).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(ann.get("/en/account").await.status, 200, "this session stays");
    assert_eq!(elsewhere.get("/en/account").await.status, 401);
    assert_eq!(again(&site, "ann@example.org", PASSWORD).await.1, 409);
    assert_eq!(again(&site, "ann@example.org", new).await.1, 200);
}

#[tokio::test]
async fn guesses_at_an_open_session_are_delayed() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    let fields = [("confirmation", "ann@example.org"), ("password", "a guess"), ("public_name", "keep")];
    for _ in 0..5 {
        assert_eq!(ann.call("accounts/delete", &fields).await.status, 422);
    }
    assert_eq!(ann.call("accounts/delete", &fields).await.status, 429);
}

#[tokio::test]
async fn other_sessions_are_ended() {
    let site = Site::empty(Engine::Sqlite).await;
    let mut ann = site.person("Ann").await;
    let mut ben = site.person("Ben").await;
    let (mut elsewhere, _) = again(&site, "ann@example.org", PASSWORD).await;
    assert!(ann.get("/en/account").await.body.contains("End all other sessions"));
    let ended = ann.post("accounts/end_sessions", &[]).await;
    assert!(!ann.follow(&ended).await.body.contains("<button class=\"button\">End all other sessions"));
    assert_eq!(elsewhere.get("/en/account").await.status, 401);
    assert_eq!(ben.get("/en/account").await.status, 200, "nobody else's");
}

#[tokio::test]
async fn everything_held_is_in_one_file() {
    let site = Site::empty(Engine::Sqlite).await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    let fixture = Fixture::new(&site.db, "judging").await;
    let (entry, _) = fixture.entry(&site.db, "walk", "eligible", None).await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    fixture.assign(&site.db, judge, entry).await;
    let entry = entry.to_string();
    let card = [
        ("entry", entry.as_str()),
        ("version", "0"),
        ("submit", "submit"),
        ("untried", "on"),
        ("marks[dialogue]", "3"),
        ("marks[prevention]", "4"),
        ("comments[dialogue]", "they listen"),
        ("note", "seen twice"),
    ];
    assert_eq!(ann.call("scores/save", &card).await.status, 200);
    let file = ann.get("/account/data.json").await;
    assert!(file.headers.contains("attachment") && file.headers.contains("no-store"), "{}", file.headers);
    let held: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(held["account"]["name"], "Ann");
    let stored = &held["scorecards"][0];
    assert_eq!((&stored["note"], &stored["scores"][0]["mark"]), (&"seen twice".into(), &"3".into()));
    assert_eq!(stored["scores"][0]["comment"], "they listen");
    let log = held["log"].as_array().expect("a list");
    assert!(log.iter().any(|line| line["action"] == "accounts.sign_up"), "{log:?}");
    assert_eq!(site.visitor().get("/account/data.json").await.status, 401);
    let mut ben = site.person("Ben").await;
    let theirs = ben.get("/account/data.json").await.body;
    assert!(!theirs.contains("seen twice") && !theirs.contains("ann@example.org"), "{theirs}");
}

/// Keys that were taken, devices that were heard and what the log states are in the file of whoever they are about; the keys
/// themselves are in nobody's.
async fn traces_of_judging_are_in_the_file(engine: Engine) {
    let site = Site::empty(engine).await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    let mut ben = site.person("Ben").await;
    let fixture = Fixture::new(&site.db, "judging").await;
    let (entry, _) = fixture.entry(&site.db, "walk", "eligible", None).await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    fixture.assign(&site.db, judge, entry).await;
    let (place, key) = (fixture.competition.uuid(), judge.uuid());
    site.db
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().micros();
                for (broken, sealed) in [(Some(now), "canary-sealed-1"), (None, "canary-sealed-2")] {
                    let id = tx.ambient().id::<uuid::Uuid>();
                    execute!(
                        tx,
                        "INSERT INTO access_key (id, competition_id, entry_id, sealed, fingerprint, added_at, judge_id, handed_at,
                           broken_at, broken_words) VALUES ($1, $2, $3, $4, $4, $5, $6, $5, $7, $8)",
                        id,
                        place,
                        entry.uuid(),
                        sealed.as_bytes().to_vec(),
                        now,
                        key,
                        broken,
                        if broken.is_some() { "Used already" } else { "" },
                    )?;
                }
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("keys");
    let unsent = [("slug", "peace"), ("device", "d1"), ("items", "2")];
    assert_eq!(ann.call("scores/report_unsent", &unsent).await.status, 200);
    let id = entry.to_string();
    for (version, mark) in [("0", "3"), ("1", "4")] {
        let card = [
            ("entry", id.as_str()),
            ("version", version),
            ("submit", "submit"),
            ("untried", "on"),
            ("marks[dialogue]", mark),
            ("marks[prevention]", "4"),
        ];
        assert_eq!(ann.call("scores/save", &card).await.status, 200);
    }
    let file = ann.get("/account/data.json").await.body;
    let held: serde_json::Value = serde_json::from_str(&file).expect("JSON");
    let keys = held["keys_taken"].as_array().expect("a list");
    let broken: Vec<_> = keys.iter().filter(|key| !key["broken"].is_null()).collect();
    assert!(keys.len() == 2 && keys.iter().all(|key| key["entry"] == "walk" && !key["taken"].is_null()), "{keys:?}");
    assert!(broken.len() == 1 && broken[0]["what_happened"] == "Used already", "{keys:?}");
    assert!(!file.contains("canary"), "no key: {file}");
    let unsent = &held["unsent_on_devices"];
    assert_eq!((&unsent[0]["device"], &unsent[0]["scorecards"]), (&"d1".into(), &2.into()), "{unsent}");
    let stated = held["stated_in_log"].as_array().expect("a list");
    let versions: Vec<_> = stated.iter().filter_map(|line| line["version"].as_i64()).collect();
    assert_eq!(versions, [1, 2], "{stated:?}");
    let leaves: Vec<(Vec<u8>,)> = fetch_all!(
        &mut site.db.read().await.expect("a reader"),
        (Vec<u8>,),
        "SELECT leaf FROM log_statement ORDER BY seq"
    )
    .expect("leaves");
    let leaves: Vec<_> =
        leaves.into_iter().map(|(leaf,)| leaf.iter().map(|byte| format!("{byte:02x}")).collect::<String>()).collect();
    assert_eq!(stated.iter().filter_map(|line| line["leaf"].as_str()).collect::<Vec<_>>(), leaves);
    let theirs: serde_json::Value = serde_json::from_str(&ben.get("/account/data.json").await.body).expect("JSON");
    for list in ["keys_taken", "unsent_on_devices", "stated_in_log"] {
        assert_eq!(theirs[list], serde_json::json!([]), "{list} of somebody else");
    }
}
#[tokio::test]
async fn traces_of_judging_are_in_the_file_on_sqlite() {
    traces_of_judging_are_in_the_file(Engine::Sqlite).await;
}

#[tokio::test]
async fn traces_of_judging_are_in_the_file_on_postgres() {
    traces_of_judging_are_in_the_file(Engine::Postgres).await;
}

/// Ann founds a team alone, judges elsewhere, and goes: what is left names her nowhere, and the log holds.
async fn nothing_of_a_deleted_account_stays(engine: Engine) {
    let site = Site::empty(engine).await;
    let name = "Annabel Quartermaine";
    let email = "annabel.quartermaine@example.org";
    let (mut ann, account) = site.person_with_account(name).await;
    let (mut olga, organiser) = site.person_with_account("Olga").await;
    let fixture = Fixture::new(&site.db, "open").await;
    fixture.organiser(&site.db, organiser).await;
    let track = fixture.track.to_string();
    let entry = [
        ("slug", "peace"),
        ("track", &track),
        ("title", "Walk"),
        ("team_name", "Kura"),
        ("public_name", name),
        ("country", "KE"),
    ];
    assert_eq!(ann.call("entries/create", &entry).await.status, 200);
    fixture.set_state(&site.db, "screening").await;
    // As a judge: invited by address, then known by name in a profile; both are in the log.
    let invited = [
        ("slug", "peace"),
        ("name", name),
        ("email", email),
        ("affiliation", ""),
        ("field", ""),
        ("languages", "en"),
        ("max_load", ""),
    ];
    assert_eq!(olga.call("panel/invite", &invited).await.status, 200);
    let other = Fixture::with_slug(&site.db, "judging", "other").await;
    let (judged, _) = other.entry(&site.db, "judged", "eligible", None).await;
    let judge = other.judge(&site.db, "a", "ready", Some(account)).await;
    other.assign(&site.db, judge, judged).await;
    let judged = judged.to_string();
    let card = [
        ("entry", judged.as_str()),
        ("version", "0"),
        ("submit", "submit"),
        ("untried", "on"),
        ("marks[dialogue]", "3"),
        ("marks[prevention]", "4"),
        ("note", ""),
    ];
    assert_eq!(ann.call("scores/save", &card).await.status, 200);
    let profile =
        [("slug", "other"), ("name", name), ("affiliation", ""), ("field", ""), ("languages", "en"), ("max_load", "")];
    assert_eq!(ann.call("panel/save_profile", &profile).await.status, 200);
    // A refused form with the address in it is kept for some minutes.
    site.visitor()
        .post("accounts/sign_up", &[("name", ""), ("email", email), ("password", PASSWORD), ("next", "")])
        .await;
    let (mut elsewhere, _) = again(&site, email, PASSWORD).await;
    let before = dump(&site.db).await;
    for table in
        ["account.name", "judge.name", "judge.email", "member.public_name", "audit_event.payload", "kept_post.fields"]
    {
        let held = before
            .lines()
            .filter(|line| line.starts_with(table))
            .any(|line| line.contains(name) || line.contains(email));
        assert!(held, "{table} holds nothing to be erased: the test proves nothing");
    }

    let deleted = delete(&mut ann, email, "remove").await;
    assert_eq!(deleted.location.as_deref(), Some("/en?done=account-deleted"), "{}", deleted.body);
    let after = dump(&site.db).await;
    for trace in [name, email] {
        let left: Vec<&str> = after.lines().filter(|line| line.contains(trace)).collect();
        assert!(left.is_empty(), "{left:#?}");
    }
    assert_eq!((ann.get("/en/account").await.status, elsewhere.get("/en/account").await.status), (401, 401));
    assert_eq!(again(&site, email, PASSWORD).await.1, 409);
    let drafts = "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE state = 'draft'";
    assert_eq!(count(&site.db, drafts).await, 0, "nobody else could write on it");
    let cards = "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'";
    assert_eq!(count(&site.db, cards).await, 1, "what was judged counts");
    site.db.seal().await.expect("sealed");
    server::audit::verify(&mut site.db.read().await.expect("a reader")).await.expect("the log holds");
    assert!(olga.get("/en/c/peace/organise/log").await.status == 200, "and can be read");
}

#[tokio::test]
async fn nothing_of_a_deleted_account_stays_on_sqlite() {
    nothing_of_a_deleted_account_stays(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_deleted_account_stays_on_postgres() {
    nothing_of_a_deleted_account_stays(Engine::Postgres).await;
}

#[tokio::test]
async fn what_was_handed_in_stays_under_the_name_one_leaves() {
    let site = Site::empty(Engine::Sqlite).await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    let fixture = Fixture::new(&site.db, "judging").await;
    fixture.entry(&site.db, "walk", "eligible", Some(account)).await;
    for (fields, field) in [
        ([("confirmation", "ben@example.org"), ("password", PASSWORD), ("public_name", "keep")], "confirmation"),
        ([("confirmation", "ann@example.org"), ("password", "wrong"), ("public_name", "keep")], "password"),
        ([("confirmation", "ann@example.org"), ("password", PASSWORD), ("public_name", "")], "public_name"),
    ] {
        let reply = ann.call("accounts/delete", &fields).await;
        assert!(reply.status == 422 && reply.body.contains(&format!("\"field\":\"{field}\"")), "{}", reply.body);
    }
    let deleted = delete(&mut ann, "Ann@Example.org", "keep").await;
    assert_eq!(deleted.location.as_deref(), Some("/en?done=account-deleted"), "{}", deleted.body);
    let kept =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM member WHERE public_name = 'Member of walk' AND account_id IS NULL";
    assert_eq!(count(&site.db, kept).await, 1);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE state = 'eligible'").await, 1);
}

#[tokio::test]
async fn the_last_organiser_of_a_running_competition_stays() {
    let site = Site::empty(Engine::Sqlite).await;
    let (mut olga, organiser) = site.person_with_account("Olga").await;
    let fixture = Fixture::new(&site.db, "judging").await;
    fixture.organiser(&site.db, organiser).await;
    let page = olga.get("/en/account").await;
    assert!(page.body.contains("last owner") && page.body.contains("Peace games"), "{}", page.body);
    let fields = [("confirmation", "olga@example.org"), ("password", PASSWORD), ("public_name", "keep")];
    let refused = olga.call("accounts/delete", &fields).await;
    assert!(refused.status == 409 && refused.body.contains("last_organiser"), "{}", refused.body);
    fixture.set_state(&site.db, "published").await;
    assert_eq!(olga.call("accounts/delete", &fields).await.status, 200);
}
