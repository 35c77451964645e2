//! One entry may be given a later deadline, once.

use super::*;
use app::time::Moment;
use tests::{Engine, Fixture, NOON, Site, fresh_key, samples};

/// When everybody's entries close.
const CLOSE: i64 = 3600;
/// 2026-03-01T13:30:59 UTC: the end of the minute that was given.
const LATE: i64 = 3600 + 30 * 60 + 59;

struct Place {
    site: Site,
    fixture: Fixture,
    ann: Client,
    bob: Client,
    olga: Client,
    anns: String,
    bobs: String,
}

async fn place(engine: Engine) -> Place {
    let site = Site::sending(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let close = NOON.plus_seconds(CLOSE).micros();
    change(&site.db, "UPDATE competition SET entries_close_at = $2 WHERE id = $1", fixture.competition.uuid(), close)
        .await;
    let (mut ann, mut bob) = (site.person("Ann").await, site.person("Bob").await);
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let track = fixture.track.to_string();
    let anns = draft(&mut ann, &track, "Kura").await;
    let bobs = draft(&mut bob, &track, "Others").await;
    Place { site, fixture, ann, bob, olga, anns, bobs }
}

async fn give(olga: &mut Client, entry: &str, until: &str, reason: &str) -> Reply {
    olga.call("entries/give_exception", &[("entry", entry), ("until", until), ("reason", reason)]).await
}

async fn it_holds_for_one_entry_to_its_last_second(engine: Engine) {
    let Place { site, fixture, mut ann, mut bob, mut olga, anns, bobs } = place(engine).await;
    // Everybody's time is over, and screening has begun.
    site.clock.set(NOON.plus_seconds(CLOSE + 1));
    for (client, entry) in [(&mut ann, &anns), (&mut bob, &bobs)] {
        assert_eq!(submit(client, entry, "1", &[]).await.status, 409);
    }
    let to = [("slug", "peace"), ("to", "screening"), ("reason", "")];
    assert_eq!(olga.call("competition/transition", &to).await.status, 200);

    let review = format!("/en/c/peace/organise/entries/{anns}");
    assert!(olga.get(&review).await.body.contains("entries/give_exception"));
    let fields = [("entry", anns.as_str()), ("until", "2026-03-01T13:30"), ("reason", "A power cut in Nairobi")];
    let reply = olga.post("entries/give_exception", &fields).await;
    assert_eq!(reply.location.as_deref(), Some(format!("{review}?done=exception-given").as_str()), "{}", reply.body);
    let page = olga.follow(&reply).await.body;
    assert!(page.contains("A power cut in Nairobi") && page.contains("1 March 2026, 13:30 UTC"), "{page}");
    assert!(!page.contains("entries/give_exception"), "there is no second one");
    let again = give(&mut olga, &anns, "2026-03-01T15:00", "Another").await;
    assert!(again.status == 409 && again.body.contains("exception_given"), "{}", again.body);

    // The team is told, on its desk and by mail; the log has it.
    let desk = ann.get(&format!("/en/entries/{anns}")).await.body;
    assert!(desk.contains("1 March 2026, 13:30 UTC") && desk.contains("A power cut in Nairobi"), "{desk}");
    let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'deadline_exception' AND to_address = 'ann@example.org'";
    assert_eq!(count(&site.db, mails).await, 1);
    let all = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'deadline_exception'";
    assert_eq!(count(&site.db, all).await, 1, "nobody else is told");
    let log = olga.get("/en/c/peace/organise/log").await.body;
    assert!(log.contains("entries.give_exception") && log.contains("A power cut in Nairobi"), "{log}");

    // To the end of the last second, and not a second longer; nobody else's deadline moves.
    site.clock.set(Moment::from_micros(NOON.plus_seconds(LATE).micros() + 999_999));
    assert_eq!(submit(&mut bob, &bobs, "1", &[]).await.status, 409);
    let reply = submit(&mut ann, &anns, "1", &[]).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let file = [("entry", anns.as_str()), ("kind", "build"), ("alt", "")];
    let upload = ann.upload_as_script(&fresh_key(), &file, ("game.zip", &samples::build())).await;
    assert_eq!(upload.status, 200, "{}", upload.body);
    site.clock.set(NOON.plus_seconds(LATE + 1));
    let late = save(&mut ann, &anns, "3", &[("pitch", "Too late")]).await;
    assert!(late.status == 409 && late.body.contains("entries_closed"), "{}", late.body);
    let upload = ann.upload_as_script(&fresh_key(), &file, ("more.zip", &samples::build())).await;
    assert!(upload.status == 409 && upload.body.contains("entries_closed"), "{}", upload.body);
    assert_eq!(state(&site.db, &anns).await, "submitted");
    assert_eq!(state(&site.db, &bobs).await, "draft");
    let pass = [("entry", anns.as_str()), ("version", "3"), ("outcome", "pass")];
    assert_eq!(olga.call("entries/check", &pass).await.status, 200, "it is checked like the others");
    let mut conn = site.db.read().await.expect("a reader");
    let archive = server::entries::store::archive::all(&mut conn, fixture.competition).await.expect("an export");
    let given: Vec<_> = archive.iter().filter_map(|entry| entry.exception.clone()).collect();
    assert_eq!(
        (given.len(), given[0].reason.as_str(), given[0].until),
        (1, "A power cut in Nairobi", NOON.plus_seconds(LATE))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_on_sqlite() {
    it_holds_for_one_entry_to_its_last_second(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn it_holds_on_postgres() {
    it_holds_for_one_entry_to_its_last_second(Engine::Postgres).await;
}

#[tokio::test]
async fn it_needs_a_time_a_reason_and_an_entry_that_waits() {
    let Place { site, fixture, mut ann, mut bob, mut olga, anns, .. } = place(Engine::Sqlite).await;
    for (until, reason, field) in [
        ("", "R", "until"),
        ("soon", "R", "until"),
        ("2026-02-28T12:00", "R", "until"),
        ("2026-03-01T12:30", "R", "until"),
        ("2026-03-01T13:30", "  ", "reason"),
    ] {
        let reply = give(&mut olga, &anns, until, reason).await;
        assert!(
            reply.status == 422 && reply.body.contains(&format!("\"field\":\"{field}\"")),
            "{until}: {}",
            reply.body
        );
    }
    for client in [&mut ann, &mut bob] {
        assert_eq!(give(client, &anns, "2026-03-01T13:30", "R").await.status, 404);
    }
    assert_eq!(submit(&mut ann, &anns, "1", &[]).await.status, 200);
    for later in ["judging", "deliberation", "published"] {
        fixture.set_state(&site.db, later).await;
        let reply = give(&mut olga, &anns, "2026-03-01T13:30", "R").await;
        assert!(reply.status == 409 && reply.body.contains("wrong_state"), "{later}: {}", reply.body);
    }
    fixture.set_state(&site.db, "screening").await;
    let pass = [("entry", anns.as_str()), ("version", "2"), ("outcome", "pass")];
    assert_eq!(olga.call("entries/check", &pass).await.status, 200);
    let reply = give(&mut olga, &anns, "2026-03-01T13:30", "R").await;
    assert!(reply.status == 409 && reply.body.contains("wrong_state"), "what is checked: {}", reply.body);
}

#[tokio::test]
async fn closing_screening_ends_it() {
    let Place { site, fixture, mut ann, mut olga, anns, .. } = place(Engine::Sqlite).await;
    let (checked, _) = fixture.entry(&site.db, "checked", "eligible", None).await;
    let judge = fixture.judge(&site.db, "j", "ready", None).await;
    fixture.assign(&site.db, judge, checked).await;
    assert_eq!(give(&mut olga, &anns, "2026-03-01T13:30", "A power cut").await.status, 200);
    site.clock.set(NOON.plus_seconds(CLOSE + 1));
    for to in ["screening", "judging"] {
        let reply = olga.call("competition/transition", &[("slug", "peace"), ("to", to), ("reason", "")]).await;
        assert_eq!(reply.status, 200, "{to}: {}", reply.body);
    }
    let late = submit(&mut ann, &anns, "1", &[]).await;
    assert!(late.status == 409 && late.body.contains("entries_closed"), "{}", late.body);
    let desk = ann.get(&format!("/en/entries/{anns}")).await.body;
    assert!(desk.contains("had a later deadline, which is over"), "{desk}");
}
