//! Publication takes two organisers; it may come out at a time, and again as a further version (trust.md C-11, C-12).

use super::*;
use server::{execute, results::service::release};
use tests::NOON;

const HOUR: i64 = 3600;

async fn propose(client: &mut Client, note: &str, release_at: &str) -> Reply {
    let digest = digest(client).await;
    let fields = [("slug", "peaceapp"), ("digest", &*digest), ("note", note), ("release_at", release_at)];
    client.call("results/propose", &fields).await
}

async fn confirm(client: &mut Client, proposal: &str) -> Reply {
    client.call("results/confirm", &[("slug", "peaceapp"), ("proposal", proposal)]).await
}

async fn out(site: &Site) -> bool {
    let mut visitor = site.visitor();
    let page = visitor.get(PAGE).await.status;
    assert_eq!(page, visitor.get(JSON).await.status, "page and file are out together");
    page == 200
}

#[tokio::test(flavor = "multi_thread")]
async fn one_organiser_alone_publishes_nothing_on_sqlite() {
    one_alone(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_organiser_alone_publishes_nothing_on_postgres() {
    one_alone(Engine::Postgres).await;
}

/// Not by confirming one's own, not again, not in parallel, not by writing to the tables.
async fn one_alone(engine: Engine) {
    let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
    assert_eq!(propose(&mut olga, "", "").await.status, 200);
    let page = olga.get(DESK).await;
    assert!(page.body.contains("Another organiser has to confirm it.") && !page.body.contains("results/confirm"));
    let proposal = olga.proposal("peaceapp").await;
    let mut refused = Vec::new();
    for _ in 0..8 {
        let (mut again, proposal) = (site.returning("Olga").await, proposal.clone());
        refused.push(tokio::spawn(async move { confirm(&mut again, &proposal).await }));
    }
    for reply in refused {
        let reply = reply.await.expect("an answer");
        assert_eq!((reply.status, reply.body.contains("second_organiser")), (409, true), "{}", reply.body);
    }
    assert!(!out(&site).await);
    let (c, p) = (seed.competition.uuid(), proposal.parse::<uuid::Uuid>().expect("an id"));
    let written = site
        .db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO publication (id, competition_id, version, document, digest, published_at, proposal_id)
                     VALUES ($2, $1, 1, '{}', '', 1, $2)",
                    c,
                    p
                )
            })
        })
        .await;
    assert!(written.is_err(), "the schema asks for the second too");
    let mut petra = site.second_owner("peaceapp").await;
    assert_eq!(confirm(&mut petra, &proposal).await.status, 200);
    assert!(out(&site).await);
    assert_eq!(confirm(&mut petra, &proposal).await.status, 409, "once");
}

#[tokio::test]
async fn what_changed_since_it_was_proposed_is_not_published() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    propose(&mut olga, "", "").await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    assert!(petra.get(DESK).await.body.contains("It cannot be confirmed"));
    let reply = confirm(&mut petra, &proposal).await;
    assert_eq!((reply.status, reply.body.contains("preview_changed")), (409, true), "{}", reply.body);
    assert!(!out(&site).await);
    // What is proposed anew takes the place of what waited.
    propose(&mut olga, "", "").await;
    assert_eq!(confirm(&mut petra, &proposal).await.status, 409, "the old one is gone");
    petra.confirm("peaceapp").await;
    assert!(out(&site).await);
}

#[tokio::test]
async fn a_proposal_can_be_taken_back_by_any_organiser() {
    let (site, _, mut olga) = seeded("deliberation").await;
    propose(&mut olga, "", "").await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    let fields = [("slug", "peaceapp"), ("proposal", &*proposal)];
    assert_eq!(petra.call("results/withdraw", &fields).await.status, 200);
    assert_eq!(petra.call("results/withdraw", &fields).await.status, 409);
    assert_eq!(confirm(&mut petra, &proposal).await.status, 409);
    assert!(!out(&site).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_out_at_their_time_and_not_before_on_sqlite() {
    at_their_time(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn results_come_out_at_their_time_and_not_before_on_postgres() {
    at_their_time(Engine::Postgres).await;
}

async fn at_their_time(engine: Engine) {
    let (site, _, mut olga) = seeded_on(engine, "deliberation").await;
    let past = propose(&mut olga, "", "2026-03-01T11:59").await;
    assert_eq!((past.status, past.body.contains("release_at")), (422, true), "{}", past.body);
    let unreadable = propose(&mut olga, "", "soon").await;
    assert_eq!((unreadable.status, unreadable.body.contains("release_at")), (422, true), "{}", unreadable.body);
    assert_eq!(propose(&mut olga, "", "2026-03-01T12:30").await.status, 200);
    let due = async || release::due(&site.db, &site.ambient, &site.config).await.expect("an answer");
    site.clock.set(NOON.plus_seconds(HOUR));
    assert_eq!(due().await, 0, "its time has come, but nobody confirmed it");
    assert!(!out(&site).await);
    assert_eq!(propose(&mut olga, "", "2026-03-01T13:30").await.status, 200);
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    assert_eq!(confirm(&mut petra, &proposal).await.status, 200);
    assert!(petra.get(DESK).await.body.contains("It comes out by itself"));
    // A second before the time.
    let time = NOON.plus_seconds(HOUR + 1800);
    site.clock.set(time.plus_seconds(-1));
    assert_eq!(due().await, 0);
    assert!(!out(&site).await);
    site.clock.set(time);
    assert_eq!((due().await, due().await), (1, 0), "once");
    assert!(out(&site).await);
}

#[tokio::test]
async fn what_changed_before_its_time_does_not_come_out_and_organisers_see_it() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    propose(&mut olga, "", "2026-03-01T12:30").await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    confirm(&mut petra, &proposal).await;
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    site.clock.set(NOON.plus_seconds(HOUR));
    assert_eq!(release::due(&site.db, &site.ambient, &site.config).await.expect("an answer"), 0);
    assert!(!out(&site).await);
    assert!(petra.get(DESK).await.body.contains("The results did not come out as planned"));
    // After a new proposal there is nothing to warn of.
    propose(&mut olga, "", "").await;
    assert!(!petra.get(DESK).await.body.contains("The results did not come out as planned"));
}

#[tokio::test]
async fn a_correction_is_a_version_with_a_note_and_the_old_one_stays() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let first = site.visitor().get(PAGE).await;
    let same = olga.get(DESK).await;
    assert!(same.body.contains("What is published is what is stored.") && !same.body.contains("name=\"digest\""));
    seed.late_conflict(&site.db, 'd', "ballot-walk").await;
    let silent = propose(&mut olga, " ", "").await;
    assert_eq!((silent.status, silent.body.contains("note")), (422, true), "{}", silent.body);
    assert_eq!(propose(&mut olga, "A judge was a colleague: their scorecard is void.", "").await.status, 200);
    assert_eq!(shown(&site.visitor().get(PAGE).await), shown(&first), "not before the second organiser");
    let mut petra = site.second_owner("peaceapp").await;
    petra.confirm("peaceapp").await;
    let mut visitor = site.visitor();
    let now = visitor.get(PAGE).await;
    assert!(now.body.contains("A judge was a colleague") && now.body.contains("Version 1"), "{}", now.body);
    assert_eq!(document(&mut visitor).await.tracks[0].placements[0].score.as_deref(), Some("86.0"));
    let old = visitor.get("/en/c/peaceapp/results/1").await;
    assert_eq!(shown(&old), shown(&first), "word for word");
    assert!(old.body.contains("This is an older version") && !now.body.contains("This is an older version"));
    let old = visitor.get("/c/peaceapp/results/1/results.json").await;
    assert_eq!((old.status, old.body.contains("87.3")), (200, true));
    for nothing in ["/en/c/peaceapp/results/3", "/en/c/peaceapp/results/x", "/c/peaceapp/results/0/results.json"] {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn a_departure_from_the_sealed_method_takes_two_and_is_told() {
    let (site, _, mut olga) = seeded("deliberation").await;
    let other = |reason: &'static str| {
        [
            ("slug", "peaceapp"),
            ("method", "mean"),
            ("decimals", "0"),
            ("judge_preference", "on"),
            ("panel_vote", "on"),
            ("departure_reason", reason),
        ]
    };
    let unsaid = olga.call("results/propose_method", &other("")).await;
    assert_eq!((unsaid.status, unsaid.body.contains("departure_reason")), (422, true), "{}", unsaid.body);
    assert_eq!(olga.call("results/propose_method", &other("Decimals say too much.")).await.status, 200);
    let before = digest(&mut olga).await;
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = {
        let mut conn = site.db.read().await.expect("a reader");
        let row: (uuid::Uuid,) =
            server::fetch_one!(&mut conn, (uuid::Uuid,), "SELECT id FROM proposal WHERE kind = 'method'").expect("one");
        row.0.to_string()
    };
    let (own, others) = (olga.get(DESK).await.body, petra.get(DESK).await.body);
    assert!(own.contains("Decimals say too much.") && !own.contains("Confirm: rank by this method"), "{own}");
    assert!(others.contains("Confirm: rank by this method") && others.contains(&proposal), "{others}");
    assert_eq!(confirm(&mut olga, &proposal).await.status, 409, "not alone");
    assert_eq!(digest(&mut olga).await, before);
    assert_eq!(confirm(&mut petra, &proposal).await.status, 200);
    publish(&site, &mut olga).await;
    let out = document(&mut site.visitor()).await;
    assert_eq!(out.decimals, Some(0));
    let told = out.departure.expect("a departure");
    assert_eq!((told.reason.as_str(), told.names.as_str()), ("Decimals say too much.", "Olga; Petra"));
    let page = site.visitor().get(PAGE).await;
    assert!(page.body.contains("Decimals say too much.") && page.body.contains("Olga; Petra"), "{}", page.body);
}

#[tokio::test]
async fn what_is_judged_again_does_not_come_out_at_its_time() {
    let (site, _, mut olga) = seeded("deliberation").await;
    assert_eq!(propose(&mut olga, "", "2026-03-01T12:30").await.status, 200);
    let mut petra = site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    assert_eq!(confirm(&mut petra, &proposal).await.status, 200);
    site.reopen(&mut olga, "peaceapp", "A judge was ill.", "").await;
    site.clock.set(NOON.plus_seconds(1800));
    assert_eq!(release::due(&site.db, &site.ambient, &site.config).await.expect("an answer"), 0);
    assert!(!out(&site).await);
    assert!(petra.get(DESK).await.body.contains("The results did not come out as planned"));
}
