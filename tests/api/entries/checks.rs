//! The eligibility check and the cure of defects.

use super::*;
use tests::{Engine, Fixture, NOON, Site};

async fn site_with_entry(engine: Engine) -> (Site, Fixture, Client, Client, String) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
    fixture.set_state(&site.db, "screening").await;
    (site, fixture, ann, olga, entry)
}

const FIX: [(&str, &str); 4] =
    [("outcome", "fix_needed"), ("reason", "link"), ("text", "The play link is dead."), ("cure_days", "1")];

async fn check(olga: &mut Client, entry: &str, version: &str, fields: &[(&str, &str)]) -> Reply {
    olga.call("entries/check", &[&[("entry", entry), ("version", version)], fields].concat()).await
}

async fn a_defect_is_cured_in_time(engine: Engine) {
    let (site, _, mut ann, mut olga, entry) = site_with_entry(engine).await;
    let review = format!("/en/c/peace/organise/entries/{entry}");
    let page = olga.get(&review).await;
    assert!(page.body.contains("Neighbours plan a walk.") && page.body.contains("name=\"version\" value=\"2\""));
    let head = [("entry", entry.as_str()), ("version", "2")];
    let reply = olga.post("entries/check", &[head.as_slice(), FIX.as_slice()].concat()).await;
    assert_eq!(reply.location.as_deref(), Some(format!("{review}?done=check-recorded").as_str()));
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
    let page = ann.get(&format!("/en/entries/{entry}")).await;
    assert!(
        page.body.contains("The play link is dead.") && page.body.contains("2 March 2026, 12:00 UTC"),
        "{}",
        page.body
    );

    // Saving is not submitting: judges would see what was submitted last.
    let new = [("answer[play_url]", "https://play.example/alive")];
    assert_eq!(save(&mut ann, &entry, "2", &new).await.status, 200);
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
    assert!(olga.get(&review).await.body.contains("https://play.example/ballot"));
    let stale = check(&mut olga, &entry, "2", &[("outcome", "pass")]).await;
    assert_eq!(stale.status, 409, "the organiser looked at another version: {}", stale.body);
    assert_eq!(submit(&mut ann, &entry, "3", &new).await.status, 200);
    assert_eq!(state(&site.db, &entry).await, "submitted");
    assert!(olga.get(&review).await.body.contains("https://play.example/alive"));
    let frozen = save(&mut ann, &entry, "4", &[]).await;
    assert!(frozen.status == 409 && frozen.body.contains("entries_closed"), "{}", frozen.body);

    assert_eq!(check(&mut olga, &entry, "4", &[("outcome", "pass")]).await.status, 200);
    assert_eq!(state(&site.db, &entry).await, "eligible");
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM eligibility_check").await, 2);
    assert_eq!(save(&mut ann, &entry, "4", &[]).await.status, 409);
}

#[tokio::test]
async fn a_defect_is_cured_in_time_on_sqlite() {
    a_defect_is_cured_in_time(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_defect_is_cured_in_time_on_postgres() {
    a_defect_is_cured_in_time(Engine::Postgres).await;
}

#[tokio::test]
async fn after_the_time_to_cure_nothing_is_taken() {
    let (site, _, mut ann, mut olga, entry) = site_with_entry(Engine::Sqlite).await;
    assert_eq!(check(&mut olga, &entry, "2", &FIX).await.status, 200);
    // A session lives 16 hours: the time to cure is moved instead of the clock.
    let id = Uuid::parse_str(&entry).expect("an id");
    change(&site.db, "UPDATE entry SET cure_until = $2 WHERE id = $1", id, NOON.micros()).await;
    assert_eq!(save(&mut ann, &entry, "2", &[]).await.status, 200, "the last second counts");
    site.clock.set(NOON.plus_seconds(1));
    let late = submit(&mut ann, &entry, "3", &[]).await;
    assert!(late.status == 409 && late.body.contains("cure_over"), "{}", late.body);
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
}

#[tokio::test]
async fn a_rejection_says_why_and_ends_it() {
    let (site, fixture, mut ann, mut olga, entry) = site_with_entry(Engine::Sqlite).await;
    let words = [("outcome", "reject"), ("reason", "content"), ("text", "Violence is the best move.")];
    for missing in ["reason", "text"] {
        let fields: Vec<_> = words.iter().copied().filter(|(name, _)| *name != missing).collect();
        let reply = check(&mut olga, &entry, "2", &fields).await;
        assert!(reply.status == 422 && reply.body.contains(&format!("\"field\":\"{missing}\"")), "{}", reply.body);
    }
    assert_eq!(check(&mut olga, &entry, "2", &words).await.status, 200);

    // One organiser proposes; the team learns nothing, and nobody confirms what they proposed.
    let page = ann.get(&format!("/en/entries/{entry}")).await;
    assert!(!page.body.contains("Violence is the best move."), "{}", page.body);
    assert_eq!(state(&site.db, &entry).await, "submitted");
    let settle = |answer| [("entry", entry.as_str()), ("version", "2"), ("answer", answer)];
    let alone = olga.call("entries/settle_rejection", &settle("confirm")).await;
    assert!(alone.status == 409 && alone.body.contains("second_organiser"), "{}", alone.body);
    let review = format!("/en/c/peace/organise/entries/{entry}");
    assert!(olga.get(&review).await.body.contains("You proposed it"));
    assert_eq!(olga.call("entries/settle_rejection", &settle("drop")).await.status, 200);
    let nothing = olga.call("entries/settle_rejection", &settle("drop")).await;
    assert!(nothing.status == 409 && nothing.body.contains("nothing_there"), "{}", nothing.body);

    assert_eq!(check(&mut olga, &entry, "2", &words).await.status, 200);
    let (mut omar, account) = site.person_with_account("Omar").await;
    fixture.organiser(&site.db, account).await;
    assert!(omar.get(&review).await.body.contains("value=\"confirm\""));
    let wrong = omar.call("entries/settle_rejection", &settle("perhaps")).await;
    assert_eq!(wrong.status, 422, "{}", wrong.body);
    assert_eq!(omar.call("entries/settle_rejection", &settle("confirm")).await.status, 200);
    let page = ann.get(&format!("/en/entries/{entry}")).await;
    assert!(page.body.contains("Violence is the best move.") && page.body.contains("not admitted"), "{}", page.body);
    let again = check(&mut olga, &entry, "2", &[("outcome", "pass")]).await;
    assert!(again.status == 409 && again.body.contains("wrong_state"), "{}", again.body);
    assert_eq!(ann.call("entries/withdraw", &[("entry", &entry)]).await.status, 409);
    assert_eq!(state(&site.db, &entry).await, "rejected");
}

#[tokio::test]
async fn checks_are_made_while_screening_or_judging() {
    let (site, fixture, _, mut olga, entry) = site_with_entry(Engine::Sqlite).await;
    for stage in ["open", "deliberation", "published"] {
        fixture.set_state(&site.db, stage).await;
        let reply = check(&mut olga, &entry, "2", &[("outcome", "pass")]).await;
        assert!(reply.status == 409 && reply.body.contains("wrong_state"), "{stage}: {}", reply.body);
    }
    fixture.set_state(&site.db, "judging").await;
    assert_eq!(check(&mut olga, &entry, "2", &[("outcome", "pass")]).await.status, 200);
    // A defect that judges find takes it out again.
    assert_eq!(check(&mut olga, &entry, "2", &FIX).await.status, 200);
    assert_eq!(state(&site.db, &entry).await, "fix_needed");
}

#[tokio::test]
async fn taking_back_is_possible_until_results_are_out() {
    let (site, fixture, mut ann, mut olga, entry) = site_with_entry(Engine::Sqlite).await;
    assert_eq!(check(&mut olga, &entry, "2", &[("outcome", "pass")]).await.status, 200);
    fixture.set_state(&site.db, "published").await;
    let late = ann.call("entries/withdraw", &[("entry", &entry)]).await;
    assert!(late.status == 409 && late.body.contains("wrong_state"), "{}", late.body);
    fixture.set_state(&site.db, "deliberation").await;
    let reply = ann.post("entries/withdraw", &[("entry", &entry)]).await;
    assert_eq!(reply.location.as_deref(), Some(format!("/en/entries/{entry}?done=entry-withdrawn").as_str()));
    assert_eq!(state(&site.db, &entry).await, "withdrawn");
    assert_eq!(ann.call("entries/withdraw", &[("entry", &entry)]).await.status, 409);
}
