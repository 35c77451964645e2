//! A phase that was over is opened again by two organisers, with a reason that everybody sees (trust.md C-12); and what not
//! even two change.

use server::{db::DbError, execute, fetch_one, operator::parcel::Parcel};
use tests::{Client, Engine, Fixture, NOON, Reply, Seed, Site, proposal_of, there_and_back};

const DAY: i64 = 86_400;
const DESK: &str = "/en/c/peace/organise";

/// A competition in a state, with an owner. Entries close a day after noon, the round thirty days after.
async fn scene(engine: Engine, state: &'static str) -> (Site, Fixture, Client) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, state).await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    (site, fixture, olga)
}

async fn propose(client: &mut Client, reason: &str, closes_at: &str) -> Reply {
    let fields = [("slug", "peace"), ("reopen_reason", reason), ("closes_at", closes_at)];
    client.call("competition/propose_reopening", &fields).await
}

async fn confirm(client: &mut Client, proposal: &str) -> Reply {
    client.call("competition/confirm_reopening", &[("slug", "peace"), ("proposal", proposal)]).await
}

async fn state(site: &Site) -> String {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (String,), "SELECT state FROM competition").expect("a state").0
}

#[tokio::test(flavor = "multi_thread")]
async fn one_organiser_alone_opens_nothing_again_on_sqlite() {
    one_alone(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_organiser_alone_opens_nothing_again_on_postgres() {
    one_alone(Engine::Postgres).await;
}

/// Not by the button of a state, not by confirming one's own, not by the same form again, not in parallel, not by the door of
/// another proposal, not by writing to the tables.
async fn one_alone(engine: Engine) {
    let (site, fixture, mut olga) = scene(engine, "deliberation").await;
    let button = [("slug", "peace"), ("to", "judging"), ("reason", "I say so")];
    let refused = olga.call("competition/transition", &button).await;
    assert_eq!((refused.status, refused.body.contains("reopening_takes_two")), (409, true), "{}", refused.body);
    assert_eq!(propose(&mut olga, " ", "").await.status, 422, "a reason is needed");
    assert_eq!(propose(&mut olga, "A judge was <ill>.", "").await.status, 200);
    let page = olga.get(DESK).await.body;
    assert!(page.contains("Another organiser has to confirm it.") && !page.contains("confirm_reopening"), "{page}");
    let proposal = proposal_of(&page);
    let mut tried = Vec::new();
    for _ in 0..8 {
        let (mut again, proposal) = (site.returning("Olga").await, proposal.clone());
        tried.push(tokio::spawn(async move { confirm(&mut again, &proposal).await }));
    }
    for reply in tried {
        let reply = reply.await.expect("an answer");
        assert_eq!((reply.status, reply.body.contains("second_organiser")), (409, true), "{}", reply.body);
    }
    let fields = [("slug", "peace"), ("proposal", &*proposal)];
    for _ in 0..2 {
        let reply = olga.call_with_key("competition/confirm_reopening", "once-more", &fields).await;
        assert_eq!((reply.status, reply.body.contains("second_organiser")), (409, true), "{}", reply.body);
    }
    let mut petra = site.second_owner("peace").await;
    assert_eq!(petra.call("results/confirm", &fields).await.status, 409, "that is where results are confirmed");
    let c = fixture.competition.uuid();
    for statement in [
        "UPDATE competition SET state = 'judging' WHERE id = $1",
        "UPDATE competition SET state = 'open' WHERE id = $1",
    ] {
        let written: Result<u64, DbError> =
            site.db.write(move |tx| Box::pin(async move { execute!(tx, statement, c) })).await;
        assert!(matches!(written, Err(DbError::Check(_))), "the schema asks for the second too: {written:?}");
    }
    assert_eq!(state(&site).await, "deliberation");
    assert!(!site.visitor().get("/en/c/peace").await.body.contains("opened again"));
    // The second organiser, twice at once: one of them does it.
    let (mut first, mut second) = (petra, site.returning("Petra").await);
    let (a, b) = (proposal.clone(), proposal.clone());
    let (one, two) = tokio::join!(
        tokio::spawn(async move { confirm(&mut first, &a).await }),
        tokio::spawn(async move { confirm(&mut second, &b).await })
    );
    let mut answers = [one.expect("an answer").status, two.expect("an answer").status];
    answers.sort_unstable();
    assert_eq!((answers, state(&site).await.as_str()), ([200, 409], "judging"));
    for (language, words) in [("en", "Judging was opened again"), ("ar", "أُعيد فتح التحكيم")] {
        let call = site.visitor().get(&format!("/{language}/c/peace")).await.body;
        assert!(call.contains(words) && call.contains("A judge was &lt;ill&gt;."), "everybody sees why: {call}");
    }
    let log = olga.get("/en/c/peace/organise/log").await.body;
    assert!(log.contains("competition.propose_reopening") && log.contains("competition.transition"), "{log}");
}

#[tokio::test]
async fn submissions_open_again_with_a_new_date_and_the_old_one_stays_visible() {
    let (site, _, mut olga) = scene(Engine::Sqlite, "screening").await;
    site.clock.set(NOON.plus_seconds(DAY + 60));
    let mut olga = {
        olga.get("/en").await;
        site.returning("Olga").await
    };
    assert_eq!(propose(&mut olga, "Flood", "").await.status, 422, "the old date has passed");
    for (bad, word) in [("2026-03-02T11:00", "past"), ("2027-03-02T11:00", "not_before"), ("soon", "date_time")] {
        let reply = propose(&mut olga, "Flood", bad).await;
        assert_eq!((reply.status, reply.body.contains("closes_at")), (422, true), "{word}: {}", reply.body);
    }
    assert_eq!(propose(&mut olga, "Flood", "2026-03-10T12:00").await.status, 200);
    let mut petra = site.second_owner("peace").await;
    let page = petra.get(DESK).await.body;
    assert!(page.contains("Flood") && page.contains("10 March 2026, 12:00 UTC"), "{page}");
    assert_eq!(confirm(&mut petra, &proposal_of(&page)).await.status, 200);
    assert_eq!(state(&site).await, "open");
    let call = site.visitor().get("/en/c/peace").await.body;
    for told in ["Submissions were opened again", "10 March 2026, 12:00 UTC", "2 March 2026", "Flood", "/enter"] {
        assert!(call.contains(told), "{told}: {call}");
    }
}

#[tokio::test]
async fn an_export_takes_along_what_was_opened_again_and_an_import_brings_it_back() {
    let (site, _, mut olga) = scene(Engine::Sqlite, "deliberation").await;
    site.reopen(&mut olga, "peace", "A judge was ill", "").await;
    let [parcel, copy] = there_and_back(&site.db, "peace").await;
    let of = |parcel: &Parcel| parcel.document.reopened.iter().map(|one| one.reason.clone()).collect::<Vec<_>>();
    assert_eq!(
        (of(&parcel), parcel.document.reopened[0].names.as_str()),
        (vec!["A judge was ill".to_owned()], "Olga; Petra")
    );
    assert_eq!(copy.document.reopened, parcel.document.reopened);
    let call = site.visitor().get("/en/c/copy").await.body;
    assert!(call.contains("Judging was opened again") && call.contains("A judge was ill"), "{call}");
}

#[tokio::test]
async fn a_date_that_has_passed_is_not_moved_by_one() {
    let (site, _, mut olga) = scene(Engine::Sqlite, "open").await;
    let shift = |version: &'static str| {
        [
            ("slug", "peace"),
            ("version", version),
            ("date", "entries_close_at"),
            ("value", "2026-03-10T12:00"),
            ("reason", "Flood"),
        ]
    };
    assert_eq!(propose(&mut olga, "Flood", "2026-03-10T12:00").await.status, 409, "nothing is over");
    site.clock.set(NOON.plus_seconds(DAY + 1));
    let mut olga = site.returning("Olga").await;
    let refused = olga.call("competition/move_date", &shift("1")).await;
    assert_eq!((refused.status, refused.body.contains("reopening_takes_two")), (409, true), "{}", refused.body);
    site.reopen(&mut olga, "peace", "Flood", "2026-03-10T12:00").await;
    assert_eq!(state(&site).await, "open");
    let call = site.visitor().get("/en/c/peace").await.body;
    assert!(call.contains("Submissions were opened again") && call.contains("/enter"), "{call}");
    // Before it has passed it is moved as ever.
    let mut later = shift("1");
    later[3].1 = "2026-03-12T12:00";
    assert_eq!(olga.call("competition/move_date", &later).await.status, 200);
}

#[tokio::test]
async fn what_went_on_meanwhile_is_not_opened_again() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite, "deliberation").await;
    assert_eq!(propose(&mut olga, "Late", "").await.status, 200);
    let proposal = proposal_of(&olga.get(DESK).await.body);
    fixture.set_state(&site.db, "published").await;
    let mut petra = site.second_owner("peace").await;
    let reply = confirm(&mut petra, &proposal).await;
    assert_eq!((reply.status, reply.body.contains("wrong_state")), (409, true), "{}", reply.body);
    assert_eq!(state(&site).await, "published");
    let fields = [("slug", "peace"), ("proposal", &*proposal)];
    assert_eq!(petra.call("competition/withdraw_reopening", &fields).await.status, 200);
    assert_eq!(petra.call("competition/withdraw_reopening", &fields).await.status, 409);
    assert_eq!(propose(&mut olga, "Late", "").await.status, 409, "what is out is not judged again");
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_and_sealed_weights_stay_on_sqlite() {
    stay(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_and_sealed_weights_stay_on_postgres() {
    stay(Engine::Postgres).await;
}

/// What was handed in is not deleted and what it is weighed by does not change: not by a form, again, at once, nor in the
/// tables.
async fn stay(engine: Engine) {
    let site = Site::empty(engine).await;
    let seed = Seed::new(&site.db, "judging").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    seed.organiser(&site.db, account).await;
    let reweigh = [
        ("slug", "peaceapp"),
        ("track", "functioning"),
        ("version", "1"),
        ("criterion[r0][key]", "prevention"),
        ("criterion[r0][label]", "Prevention"),
        ("criterion[r0][question]", "How well?"),
        ("criterion[r0][weight]", "100"),
        ("criterion[r0][min]", "1"),
        ("criterion[r0][max]", "5"),
        ("criterion[r0][step]", "1"),
    ];
    for _ in 0..2 {
        let reply = olga.call_with_key("competition/save_rubric", "reweigh", &reweigh).await;
        assert_eq!((reply.status, reply.body.contains("rubric_locked")), (409, true), "{}", reply.body);
    }
    let mut tried = Vec::new();
    for _ in 0..4 {
        let mut again = site.returning("Olga").await;
        tried.push(tokio::spawn(async move { again.call("competition/save_rubric", &reweigh).await.status }));
    }
    for status in tried {
        assert_eq!(status.await.expect("an answer"), 409);
    }
    let c = seed.competition.uuid();
    for statement in [
        "DELETE FROM scorecard WHERE competition_id = $1",
        "DELETE FROM score WHERE scorecard_id IN (SELECT id FROM scorecard WHERE competition_id = $1)",
        "DELETE FROM judge WHERE competition_id = $1",
        "DELETE FROM entry WHERE competition_id = $1",
        "DELETE FROM criterion WHERE competition_id = $1",
        "UPDATE criterion SET weight = weight - 1 WHERE competition_id = $1",
    ] {
        let written: Result<u64, DbError> =
            site.db.write(move |tx| Box::pin(async move { execute!(tx, statement, c) })).await;
        assert!(written.is_err(), "the schema refuses: {statement}");
    }
}
