//! Planning, the committed draw, what is previewed, changes by hand, and repair.

use super::{
    assignment::{apply, hard, later, propose, scorecard},
    *,
};
use server::panel::{
    proposal::Inputs,
    store::{read, seeds},
};
use sha2::{Digest, Sha256};

#[tokio::test]
async fn the_capacity_page_works_out_what_is_in_its_address() {
    let (site, fixture, mut organiser) = with_organiser("open").await;
    judges(&site, &fixture, &["a", "b"]).await;
    let page = "/en/c/peace/organise/panel/capacity";
    let empty = organiser.get(page).await;
    assert_eq!(empty.status, 200, "{}", empty.body);
    assert!(empty.body.contains("110 × 2 ÷ 2 → 110"), "what is there, and what is usual: {}", empty.body);
    let asked =
        organiser.get(&format!("{page}?entries=110&reviews=3&judges=12&minutes=30&day=60&prior=ordinary")).await;
    for word in ["110 × 3 ÷ 12 → 28", "With 3 reviews", "0.73"] {
        assert!(asked.body.contains(word), "{word}: {}", asked.body);
    }
    let wrong = organiser.get(&format!("{page}?entries=ten&reviews=3&judges=12")).await;
    assert!(wrong.status == 200 && wrong.body.contains("value=\"ten\""), "what was typed stays: {}", wrong.body);
    assert!(wrong.body.contains("Write a value from 1 to 2000"), "{}", wrong.body);
    assert!(!wrong.body.contains("id=\"power\""), "nothing is worked out of it");
    assert_eq!(site.visitor().get(page).await.status, 401);
    let mut stranger = site.person("Sam").await;
    assert_eq!(stranger.get(page).await.status, 404);
}

/// The number and its digest as they are in the table.
async fn seed(db: &Db) -> (String, String) {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(
        &mut conn,
        (String, String),
        "SELECT seed, digest FROM assignment_seed ORDER BY committed_at DESC, id LIMIT 1"
    )
    .expect("a seed")
}

#[tokio::test]
async fn a_draw_is_public_by_its_digest_before_and_shown_after() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    judges(&site, &fixture, &["a", "b", "c"]).await;
    entries(&site, &fixture, &["one", "two", "three"]).await;
    let mut visitor = site.visitor();
    assert!(!visitor.get("/en/c/peace/jury").await.body.contains("id=\"draw\""), "nothing is fixed yet");
    propose(&mut organiser).await;
    let (number, digest) = seed(&site.db).await;
    let hashed: String = Sha256::digest(number.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(digest, hashed);
    assert_eq!(number.len(), 64);
    let log = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'panel.commit_seed'";
    assert_eq!(count(&site.db, log).await, 1);
    // Neither the public nor the organisers see the number before it is used, in no page and not in the log.
    for page in [
        visitor.get("/en/c/peace/jury").await.body,
        organiser.get("/en/c/peace/organise/assignment").await.body,
        organiser.get("/en/c/peace/organise/log").await.body,
    ] {
        assert!(!page.contains(&number[..16]), "the number is hidden: {page}");
    }
    assert!(visitor.get("/en/c/peace/jury").await.body.contains(&digest));
    // Whoever proposes again does not get another draw.
    let before = proposed(&site.db).await;
    later(&site);
    propose(&mut organiser).await;
    assert_eq!(proposed(&site.db).await, before);
    assert_eq!(count(&site.db, log).await, 1);
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    let public = visitor.get("/en/c/peace/jury").await.body;
    assert!(public.contains(&number) && public.contains(&digest), "{public}");
    // The next proposal is by another number.
    later(&site);
    propose(&mut organiser).await;
    let mut conn = site.db.read().await.expect("a reader");
    let committed = seeds::committed(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(committed.iter().filter(|seed| seed.revealed.is_some()).count(), 1);
    assert!(committed.len() == 2 && committed[0].digest != committed[1].digest);
}

/// The pairs of the newest run, by keys.
async fn proposed(db: &Db) -> Vec<(String, String)> {
    let run = newest_run(db).await.parse().expect("an id");
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<(Uuid,)> = fetch_all!(&mut conn, (Uuid,), "SELECT id FROM competition").expect("a competition");
    let stored = read::run(&mut conn, rows[0].0.into(), run).await.expect("read").expect("a run");
    let judges: Vec<(Uuid, String)> =
        fetch_all!(&mut conn, (Uuid, String), "SELECT id, key FROM judge").expect("judges");
    let entries: Vec<(Uuid, String)> =
        fetch_all!(&mut conn, (Uuid, String), "SELECT id, key FROM entry").expect("entries");
    let key = |list: &[(Uuid, String)], id: Uuid| {
        list.iter().find(|(known, _)| *known == id).map(|(_, key)| key.clone()).unwrap_or_default()
    };
    let pairs = stored.run.proposal.pairs.iter();
    pairs.map(|pair| (key(&judges, pair.judge.uuid()), key(&entries, pair.entry.uuid()))).collect()
}

#[tokio::test]
async fn a_run_can_be_made_again_from_what_was_kept() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b", "c", "d"]).await;
    let list = entries(&site, &fixture, &["one", "two", "three", "four", "five"]).await;
    hard(&site, &fixture, panel[0], list[0]).await;
    propose(&mut organiser).await;
    let run = newest_run(&site.db).await.parse().expect("an id");
    let mut conn = site.db.read().await.expect("a reader");
    let stored = read::run(&mut conn, fixture.competition, run).await.expect("read").expect("a run").run.proposal;
    let (basis, seed) = seeds::inputs(&mut conn, fixture.competition, run).await.expect("read").expect("inputs");
    let inputs: Inputs = serde_json::from_str(&basis).expect("JSON");
    assert_eq!(inputs.propose(&seed).expect("a proposal"), stored);
    let other = inputs.propose(&"0123456789abcdef".repeat(4)).expect("a proposal");
    assert_eq!(other.pairs.len(), stored.pairs.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_seed_gives_the_same_pairs_on_both_engines() {
    let mut found = Vec::new();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let site = Site::empty(engine).await;
        let fixture = Fixture::new(&site.db, "screening").await;
        let (mut organiser, account) = site.person_with_account("Olga").await;
        fixture.organiser(&site.db, account).await;
        judges(&site, &fixture, &["a", "b", "c", "d", "e"]).await;
        entries(&site, &fixture, &["1", "2", "3", "4", "5", "6", "7"]).await;
        let (id, c, r) = (Uuid::from_u128(1), fixture.competition.uuid(), fixture.round.uuid());
        let number = "5eed".repeat(16);
        put!(
            site.db,
            "INSERT INTO assignment_seed (id, competition_id, round_id, seed, digest, committed_at) VALUES ($1, $2, $3, $4, '', 0)",
            id,
            c,
            r,
            number.as_str(),
        );
        propose(&mut organiser).await;
        found.push(proposed(&site.db).await);
    }
    assert_eq!(found[0].len(), 14);
    assert_eq!(found[0], found[1]);
}

#[tokio::test]
async fn what_was_not_seen_is_not_put_into_effect() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    propose(&mut organiser).await;
    let run = newest_run(&site.db).await;
    let reply = organiser.call("panel/apply", &[("slug", "peace"), ("run", &run), ("digest", "0")]).await;
    assert!(reply.status == 409 && reply.body.contains("proposal_outdated"), "{}", reply.body);
    // What the proposal rests on is the same, but what it would change is not.
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    let digest = assignment::digest(&page.body);
    fixture.assign(&site.db, panel[0], list[0]).await;
    let reply = organiser.call("panel/apply", &[("slug", "peace"), ("run", &run), ("digest", &digest)]).await;
    assert!(reply.body.contains("proposal_outdated"), "{}", reply.body);
    assert_eq!(pairs(&site.db).await.len(), 1);
    assert_eq!(apply(&site, &mut organiser).await.status, 200, "once it was seen");
}

#[tokio::test]
async fn a_preview_says_why_and_who_cannot_be_compared() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b", "c", "d"]).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    put!(site.db, "UPDATE judge SET field = 'peacebuilding', max_load = 12 WHERE key = 'a'");
    // Two judges for each entry, and nobody else may: two groups.
    for (judge, entry) in [(0, 1), (1, 1), (2, 0), (3, 0)] {
        hard(&site, &fixture, panel[judge], list[entry]).await;
    }
    let reply = propose(&mut organiser).await;
    let page = organiser.follow(&reply).await.body;
    for word in ["2 groups of judges share no entry", "1 of 12 entries", "peacebuilding", "reads "] {
        assert!(page.contains(word), "{word}: {page}");
    }
}

/// The assignments with their pairs, by entry and judge.
async fn assignments(db: &Db) -> Vec<(String, JudgeId, EntryId, bool)> {
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<(Uuid, Uuid, Uuid, bool)> = fetch_all!(
        &mut conn,
        (Uuid, Uuid, Uuid, bool),
        "SELECT id, judge_id, entry_id, by_hand FROM assignment ORDER BY entry_id, judge_id"
    )
    .expect("assignments");
    rows.into_iter().map(|(id, judge, entry, by_hand)| (id.to_string(), judge.into(), entry.into(), by_hand)).collect()
}

#[tokio::test]
async fn where_it_cannot_be_done_the_page_says_who_is_short_and_what_would_help() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    judges(&site, &fixture, &["a", "b"]).await;
    entries(&site, &fixture, &["one", "two", "three"]).await;
    put!(site.db, "UPDATE judge SET max_load = 2");
    let reply = propose(&mut organiser).await;
    let page = organiser.follow(&reply).await.body;
    for words in [
        "need 6 reviews and can get 4 at most",
        "Judge a takes one entry more.",
        "Then missing: 1.",
        "One more judge who may take",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn a_pair_is_kept_and_let_go_by_hand() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    fixture.assign(&site.db, panel[0], list[0]).await;
    let (id, ..) = assignments(&site.db).await[0].clone();
    let page = organiser.get(&format!("/en/c/peace/organise/assignment/{id}")).await;
    assert!(page.body.contains("Why this judge") && page.body.contains("By a proposal"), "{}", page.body);
    let reply = organiser.post("panel/pin", &[("slug", "peace"), ("assignment", &id), ("pinned", "on")]).await;
    assert!(done(&reply).contains("assignment-changed"));
    assert!(assignments(&site.db).await[0].3);
    propose(&mut organiser).await;
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    assert!(assignments(&site.db).await.iter().any(|row| row.0 == id), "kept, with its own id");
    organiser.post("panel/pin", &[("slug", "peace"), ("assignment", &id)]).await;
    assert!(assignments(&site.db).await.iter().all(|row| !row.3));
    let missing = Uuid::from_u128(5).to_string();
    assert_eq!(organiser.call("panel/pin", &[("slug", "peace"), ("assignment", &missing)]).await.status, 404);
}

#[tokio::test]
async fn two_judges_change_entries_unless_something_bars_it() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (_, account) = site.person_with_account("Amina").await;
    let amina = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let other = judges(&site, &fixture, &["b"]).await[0];
    let list = entries(&site, &fixture, &["one", "two"]).await;
    fixture.assign(&site.db, amina, list[0]).await;
    fixture.assign(&site.db, other, list[1]).await;
    let all = assignments(&site.db).await;
    let id = |judge: JudgeId| all.iter().find(|row| row.1 == judge).map(|row| row.0.clone()).expect("assigned");
    let (one, two) = (id(amina), id(other));
    let fields = [("slug", "peace"), ("assignment", one.as_str()), ("other", two.as_str())];
    hard(&site, &fixture, amina, list[1]).await;
    assert!(organiser.call("panel/swap", &fields).await.body.contains("conflict_of_interest"));
    let page = organiser.get(&format!("/en/c/peace/organise/assignment/{one}")).await;
    assert!(!page.body.contains("panel/swap"), "what is barred is not offered: {}", page.body);
    put!(site.db, "DELETE FROM conflict");
    scorecard(&site, &fixture, other, list[1], "submitted").await;
    assert!(organiser.call("panel/swap", &fields).await.body.contains("has_scorecard"));
    put!(site.db, "UPDATE scorecard SET state = 'draft'");
    put!(site.db, "DELETE FROM scorecard");
    let page = organiser.get(&format!("/en/c/peace/organise/assignment/{one}")).await;
    assert!(page.body.contains("panel/swap"), "{}", page.body);
    assert_eq!(organiser.call("panel/swap", &fields).await.status, 200);
    let mut expected = vec![(amina, list[1]), (other, list[0])];
    expected.sort_unstable();
    assert_eq!(pairs(&site.db).await, expected);
    assert_eq!(organiser.call("panel/swap", &fields).await.status, 404, "the old assignments are gone");
    let told = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'assignments_changed'";
    assert_eq!(count(&site.db, told).await, 1, "the one judge who has an account");
}

#[tokio::test]
async fn what_is_kept_apart_is_neither_proposed_nor_assigned() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["one", "two"]).await;
    let (judge, entry) = (panel[0].to_string(), list[0].to_string());
    let fields = [("slug", "peace"), ("judge", judge.as_str()), ("entry", entry.as_str())];
    let apart = |reason: &'static str| {
        [("slug", "peace"), ("apart_judge", judge.as_str()), ("apart_entry", entry.as_str()), ("apart_reason", reason)]
    };
    let with_reason = apart("Judged it last year.");
    let without = organiser.call("panel/forbid", &apart(" ")).await;
    assert_eq!(without.status, 422, "{}", without.body);
    fixture.assign(&site.db, panel[0], list[0]).await;
    assert!(organiser.call("panel/forbid", &with_reason).await.body.contains("already_assigned"), "a contradiction");
    put!(site.db, "DELETE FROM assignment");
    assert_eq!(organiser.call("panel/forbid", &with_reason).await.status, 200);
    assert!(organiser.call("panel/assign", &fields).await.body.contains("pair_forbidden"));
    propose(&mut organiser).await;
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    assert!(!pairs(&site.db).await.contains(&(panel[0], list[0])) && pairs(&site.db).await.len() == 4);
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(page.body.contains("Judged it last year."), "{}", page.body);
    assert_eq!(organiser.call("panel/allow", &fields).await.status, 200);
    assert!(organiser.call("panel/allow", &fields).await.body.contains("nothing_there"));
    assert_eq!(organiser.call("panel/assign", &fields).await.status, 200);
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action IN ('panel.forbid', 'panel.allow')";
    assert_eq!(count(&site.db, logged).await, 2);
}

#[tokio::test]
async fn when_a_judge_leaves_a_repair_changes_as_little_as_possible() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (_, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    entries(&site, &fixture, &["1", "2", "3", "4", "5", "6"]).await;
    propose(&mut organiser).await;
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    let before = pairs(&site.db).await;
    assert_eq!(before.len(), 12);
    assert!(!organiser.get("/en/c/peace/organise/assignment").await.body.contains("id=\"short\""), "nothing is short");
    let gone = panel[0].to_string();
    organiser.post("panel/remove_judge", &[("slug", "peace"), ("judge", &gone)]).await;
    let page = organiser.get("/en/c/peace/organise/assignment").await.body;
    assert!(page.contains("id=\"short\"") && page.contains("panel/propose_repair"), "{page}");
    later(&site);
    let reply = organiser.post("panel/propose_repair", &[("slug", "peace")]).await;
    let page = organiser.follow(&reply).await.body;
    let lost = before.iter().filter(|pair| pair.0 == panel[0]).count();
    assert!(page.contains(&format!("+{lost} −0")), "what is new is what was lost: {page}");
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    let after = pairs(&site.db).await;
    assert_eq!(after.len(), 12);
    assert!(before.iter().filter(|pair| pair.0 != panel[0]).all(|pair| after.contains(pair)), "all others stay");
    let told = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'assignments_changed'";
    assert!(count(&site.db, told).await >= 1);
}
