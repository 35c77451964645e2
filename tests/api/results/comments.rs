//! Comments are read by organisers before teams read them.

use super::{feedback::READ_ALL, *};
use app::{ids::EntryId, text::digest};
use server::{execute, fetch_all, fetch_one};
use std::collections::BTreeMap;
use uuid::Uuid;

const DESK: &str = "/en/c/peaceapp/organise/feedback";
const REVIEW: &str = "results/review_comment";
const OWN: &str = "/en/c/peaceapp/judge/comments";
const RELEASE: &str = "results/release_feedback";

/// A comment on an entry: scorecard, criterion, words.
async fn comments_on(site: &Site, entry: EntryId) -> Vec<(Uuid, Uuid, String)> {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_all!(
        &mut conn,
        (Uuid, Uuid, String),
        "SELECT s.scorecard_id, s.criterion_id, s.comment FROM score s JOIN scorecard k ON k.id = s.scorecard_id
         WHERE k.entry_id = $1 ORDER BY s.scorecard_id, s.criterion_id",
        entry.uuid()
    )
    .expect("comments")
}

fn form<'f>(
    card: &'f str,
    line: &'f str,
    original: &'f str,
    decision: &'f str,
    words: &'f str,
) -> Vec<(&'f str, &'f str)> {
    vec![
        ("slug", "peaceapp"),
        ("scorecard", card),
        ("criterion", line),
        ("original", original),
        ("decision", decision),
        ("edited", words),
        ("held_reason", words),
    ]
}

async fn review(client: &mut Client, (card, line, text): &(Uuid, Uuid, String), decision: &str, words: &str) -> Reply {
    let (card, line, original) = (card.to_string(), line.to_string(), digest(text));
    client.call(REVIEW, &form(&card, &line, &original, decision, words)).await
}

async fn number(site: &Site, sql: &'static str) -> i64 {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), sql).expect("a number").0
}

async fn decided(engine: Engine) {
    let (site, seed, mut olga) = seeded_on(engine, "deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let entry = seed.entries["rumour-line"];
    let path = format!("/en/entries/{entry}/result");
    publish(&site, &mut olga).await;
    let desk = olga.get(DESK).await;
    assert!(
        desk.status == 200 && desk.body.contains("canary-comment") && desk.body.contains("To be read"),
        "{}",
        desk.body
    );
    let mut judges = BTreeMap::new();
    for letter in ['b', 'c', 'd'] {
        let (client, account) = site.person_with_account(&format!("Judge {letter}")).await;
        seed.seat(&site.db, letter, account).await;
        judges.insert(letter, client);
    }
    for judge in judges.values_mut() {
        let page = judge.get(OWN).await.body;
        assert!(page.contains("Teams read no comments yet") && !page.contains("canary-"), "not before: {page}");
    }
    let early = olga.call(RELEASE, &[("slug", "peaceapp")]).await;
    assert!(early.status == 409 && early.body.contains("comments_read"), "{}", early.body);
    let on = comments_on(&site, entry).await;
    assert_eq!(review(&mut olga, &on[0], "edited", "canary-shortened […]").await.status, 200);
    assert_eq!(review(&mut olga, &on[1], "held", "canary-rude").await.status, 200);
    assert_eq!(review(&mut olga, &on[2], "held", " ").await.status, 422, "a reason is given");
    seed.change(&site.db, READ_ALL_REST).await;
    // A comment that is another by now waits anew.
    let card = on[3].0;
    let line = on[3].1;
    let changed = site.db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "UPDATE score SET comment = 'canary-changed' WHERE scorecard_id = $1 AND criterion_id = $2",
                card,
                line
            )
        })
    });
    changed.await.expect("changed");
    assert_eq!(review(&mut olga, &on[3], "released", "").await.status, 409, "it is not what was read");
    assert_eq!(olga.call(RELEASE, &[("slug", "peaceapp")]).await.status, 409);
    let on = comments_on(&site, entry).await;
    let changed = on.iter().find(|one| one.2 == "canary-changed").expect("changed");
    assert_eq!(review(&mut olga, changed, "held", "Later").await.status, 200);
    let released = olga.call(RELEASE, &[("slug", "peaceapp")]).await;
    assert_eq!(released.status, 200, "{}", released.body);
    assert_eq!(olga.call(RELEASE, &[("slug", "peaceapp")]).await.status, 409, "once");
    let page = tess.get(&path).await.body;
    assert!(page.contains("canary-shortened […]"), "{page}");
    assert!(page.contains("Comments that the organisers held back: 2."), "{page}");
    for hidden in ["canary-rude", "canary-changed", "canary-judge", "Later", "Olga"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'feedback_released'";
    assert_eq!(number(&site, mails).await, 1, "the one member with an account");
    own_words(&mut judges).await;
    assert_eq!(tess.get(OWN).await.status, 404, "for judges only");
    assert_eq!(site.visitor().get(OWN).await.status, 401);
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%canary%' AND action LIKE 'results.review%'";
    assert_eq!(number(&site, logged).await, 0, "no words in the log");
    // What is decided from now on takes effect at once.
    assert_eq!(review(&mut olga, changed, "released", "").await.status, 200);
    assert!(tess.get(&path).await.body.contains("canary-changed"));
}

/// Each judge reads what became of the own comments, and nothing of the others' or of why.
async fn own_words(judges: &mut BTreeMap<char, Client>) {
    let mut all = String::new();
    for (letter, judge) in judges {
        assert!(judge.get("/en/c/peaceapp/judge").await.body.contains(OWN), "there is a way to it");
        let page = judge.get(OWN).await.body;
        assert!(page.contains(&format!("canary-comment-{letter}-")), "{page}");
        for other in ['a', 'b', 'c', 'd'].into_iter().filter(|other| other != letter) {
            assert!(!page.contains(&format!("canary-comment-{other}-")), "{letter} reads {other}: {page}");
        }
        for hidden in ["canary-rude", "Later", "Olga", "canary-note"] {
            assert!(!page.contains(hidden), "{hidden}: {page}");
        }
        all.push_str(&page);
    }
    for (words, times) in [("canary-shortened […]", 1), ("Words taken out", 1), ("Held back", 2), ("canary-changed", 1)]
    {
        assert_eq!(all.matches(words).count(), times, "{words}: {all}");
    }
}

/// The rest of the comments is released.
const READ_ALL_REST: &str =
    "INSERT INTO comment_review (scorecard_id, criterion_id, competition_id, entry_id, decision, original, decided_at)
     SELECT s.scorecard_id, s.criterion_id, k.competition_id, k.entry_id, 'released', s.comment, 0
     FROM score s JOIN scorecard k ON k.id = s.scorecard_id WHERE k.competition_id = $1 AND NOT EXISTS (
       SELECT 1 FROM comment_review r WHERE r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id)";

#[tokio::test(flavor = "multi_thread")]
async fn teams_read_what_organisers_left_on_sqlite() {
    decided(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn teams_read_what_organisers_left_on_postgres() {
    decided(Engine::Postgres).await;
}

#[tokio::test]
async fn feedback_comes_out_with_the_results_where_that_was_chosen() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let path = format!("/en/entries/{}/result", seed.entries["rumour-line"]);
    let chosen = [("slug", "peaceapp"), ("shows", "comments"), ("with_publication", "on")];
    assert_eq!(olga.call("results/set_feedback", &chosen).await.status, 200);
    assert_eq!(olga.call("results/set_feedback", &[("slug", "peaceapp"), ("shows", "all")]).await.status, 422);
    seed.change(&site.db, READ_ALL).await;
    assert!(!tess.get(&path).await.body.contains("canary-comment"), "not before");
    publish(&site, &mut olga).await;
    let page = tess.get(&path).await.body;
    assert!(page.contains("canary-comment-b-rumour-line") && !page.contains("Mean mark"), "{page}");
    let mails = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE template = 'feedback_released'";
    assert_eq!(number(&site, mails).await, 0, "one message is enough");
}

#[tokio::test]
async fn a_comment_that_waits_keeps_feedback_for_later() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let chosen = [("slug", "peaceapp"), ("shows", "marks"), ("with_publication", "on")];
    assert_eq!(olga.call("results/set_feedback", &chosen).await.status, 200);
    publish(&site, &mut olga).await;
    let page = tess.get(&format!("/en/entries/{}/result", seed.entries["rumour-line"])).await.body;
    assert!(page.contains("Feedback is still to come") && !page.contains("canary-comment"), "{page}");
}

#[tokio::test]
async fn what_is_noticed_waits_for_a_reader() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let all = || [("slug", "peaceapp")];
    let none = olga.call("results/release_unnoticed", &all()).await;
    assert!(
        none.status == 409 && none.body.contains("nothing_there"),
        "all have a word of the judges' names: {}",
        none.body
    );
    seed.change(&site.db, "UPDATE score SET comment = 'Well made.' WHERE scorecard_id IN (SELECT id FROM scorecard WHERE competition_id = $1)").await;
    let on = comments_on(&site, seed.entries["rumour-line"]).await[0].clone();
    let (card, line) = (on.0, on.1);
    let noticed = site.db.write(move |tx| {
        Box::pin(async move {
            execute!(
                tx,
                "UPDATE score SET comment = 'Write to a.b@example.org' WHERE scorecard_id = $1 AND criterion_id = $2",
                card,
                line
            )
        })
    });
    noticed.await.expect("changed");
    let desk = olga.get(&format!("{DESK}?show=noticed")).await.body;
    assert!(desk.contains("an e-mail address: <bdi>a.b@example.org</bdi>"), "{desk}");
    assert_eq!(olga.call("results/release_unnoticed", &all()).await.status, 200);
    assert_eq!(number(&site, "SELECT CAST(COUNT(*) AS BIGINT) FROM score s WHERE NOT EXISTS (SELECT 1 FROM comment_review r WHERE r.scorecard_id = s.scorecard_id AND r.criterion_id = s.criterion_id)").await, 1);
    let page = olga.get(&format!("{DESK}/{card}/{line}")).await;
    assert!(page.status == 200 && page.body.contains("Write to a.b@example.org"), "{}", page.body);
}

#[tokio::test]
async fn who_is_kept_from_an_entry_reads_no_comment_on_it_and_releases_nothing() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let entry = seed.entries["rumour-line"];
    let id = entry.to_string();
    let fields = [("slug", "peaceapp"), ("entry", id.as_str()), ("category", "family"), ("reason", "")];
    publish(&site, &mut olga).await;
    assert_eq!(olga.call("panel/declare_own_conflict", &fields).await.status, 200);
    let on = comments_on(&site, entry).await;
    for show in ["waiting", "noticed", "decided", "held"] {
        for page in 1..4 {
            let desk = olga.get(&format!("{DESK}?show={show}&page={page}")).await;
            assert!(desk.status == 200 && !desk.body.contains("-rumour-line"), "{show} {page}");
        }
    }
    let one = olga.get(&format!("{DESK}/{}/{}", on[0].0, on[0].1)).await;
    assert!(!one.body.contains("canary-comment") && one.status == 409, "{}", one.body);
    let reply = review(&mut olga, &on[0], "released", "").await;
    assert!(reply.status == 409 && reply.body.contains("own_conflict"), "{}", reply.body);
    seed.change(&site.db, READ_ALL).await;
    let reply = olga.call(RELEASE, &[("slug", "peaceapp")]).await;
    assert!(reply.status == 409 && reply.body.contains("own_conflict"), "{}", reply.body);
}

#[tokio::test]
async fn the_same_form_twice_decides_once() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    let on = comments_on(&site, seed.entries["rumour-line"]).await[0].clone();
    let (card, line, original) = (on.0.to_string(), on.1.to_string(), digest(&on.2));
    let key = tests::fresh_key();
    let fields = form(&card, &line, &original, "held", "Rude");
    let first = olga.call_with_key(REVIEW, &key, &fields).await;
    let again = olga.call_with_key(REVIEW, &key, &fields).await;
    assert_eq!((first.status, &first.body), (again.status, &again.body));
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'results.review_comment'";
    assert_eq!(number(&site, events).await, 1);
    let other = olga.call_with_key(REVIEW, &key, &form(&card, &line, &original, "released", "")).await;
    assert_eq!(other.status, 409, "a key that comes with other words");
    // A scorecard of another competition is none of this one.
    let elsewhere = tests::Fixture::with_slug(&site.db, "deliberation", "other").await;
    let (mut oscar, account) = site.person_with_account("Oscar").await;
    elsewhere.organiser(&site.db, account).await;
    let mut fields = form(&card, &line, &original, "released", "");
    fields[0].1 = "other";
    assert_eq!(oscar.call(REVIEW, &fields).await.status, 404);
    assert_eq!(oscar.get(&format!("/en/c/other/organise/feedback/{card}/{line}")).await.status, 404);
}

#[tokio::test]
async fn those_who_check_read_and_decide_and_those_who_edit_release() {
    let (site, seed, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    let on = comments_on(&site, seed.entries["rumour-line"]).await;
    let (mut tess, account) = site.person_with_account("Tess").await;
    seed.join(&site.db, "rumour-line", account).await;
    let (mut jude, account) = site.person_with_account("Jude").await;
    seed.seat(&site.db, 'b', account).await;
    for (who, client) in [("team", &mut tess), ("judge", &mut jude)] {
        assert_eq!(client.get(DESK).await.status, 404, "{who}");
        assert_eq!(review(client, &on[0], "released", "").await.status, 404, "{who}");
    }
    assert_eq!(site.visitor().get(DESK).await.status, 401);
    for (rights, reads, decides) in [("observer", 200, 404), ("checker", 200, 200), ("editor", 200, 200)] {
        let (mut client, account) = site.person_with_account(rights).await;
        let competition = seed.competition.uuid();
        let made = site.db.write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO role (account_id, competition_id, role, rights, created_at) VALUES ($1, $2, 'organiser', $3, 0)",
                    account,
                    competition,
                    rights
                )
            })
        });
        made.await.expect("an organiser");
        assert_eq!(client.get(DESK).await.status, reads, "{rights}");
        assert_eq!(review(&mut client, &on[0], "released", "").await.status, decides, "{rights}");
        let released = client.call(RELEASE, &[("slug", "peaceapp")]).await.status;
        assert_eq!(released, if rights == "editor" { 409 } else { 404 }, "{rights}");
    }
}
