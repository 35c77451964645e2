//! Many at once: across the deadline, with one key, and against each other.

use super::*;
use app::time::Moment;
use futures::future::join_all;
use server::fetch_all;
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};
use tests::{Engine, Fixture, NOON, Site, fresh_key};

/// How many submit.
const CLIENTS: usize = 500;
/// How many people they are: each has several entries.
const PEOPLE: usize = 20;
/// When entries close.
const CLOSE: i64 = 3600;

/// A competition, and drafts of people who are signed in.
async fn crowd(engine: Engine, size: usize) -> (Site, Fixture, Vec<(Client, String)>) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let close = NOON.plus_seconds(CLOSE).micros();
    change(&site.db, "UPDATE competition SET entries_close_at = $2 WHERE id = $1", fixture.competition.uuid(), close)
        .await;
    let mut people = Vec::new();
    for n in 0..PEOPLE.min(size) {
        people.push(site.person_with_account(&format!("Person {n}")).await);
    }
    let mut crowd = Vec::new();
    for n in 0..size {
        let (client, account) = &people[n % people.len()];
        let key: &'static str = format!("entry-{n}").leak();
        let (entry, _) = fixture.entry(&site.db, key, "draft", Some(*account)).await;
        crowd.push((client.clone(), entry.to_string()));
    }
    (site, fixture, crowd)
}

/// The last moment at which an entry is accepted.
fn limit() -> Moment {
    Moment::from_micros(NOON.plus_seconds(CLOSE).micros() + 999_999)
}

/// The clock runs across the deadline while everybody submits. What was accepted was accepted by a transaction before it;
/// what was refused was refused when the deadline had passed.
async fn each_outcome_is_what_the_clock_said(engine: Engine) {
    let (site, _, crowd) = crowd(engine, CLIENTS).await;
    site.clock.set(Moment::from_micros(limit().micros() - 400_000));
    let done = std::sync::Arc::new(AtomicUsize::new(0));
    let tasks = crowd.into_iter().map(|(mut client, entry)| {
        let (site, done) = (site.clone(), done.clone());
        tokio::spawn(async move {
            loop {
                let before = site.ambient.now();
                let reply = submit(&mut client, &entry, "1", &[]).await;
                // Too many at once for the database's connections: nothing was done, and the form is sent again.
                if reply.status != 503 {
                    done.fetch_add(1, Ordering::SeqCst);
                    return (entry, before, reply, site.ambient.now());
                }
            }
        })
    });
    let tasks: Vec<_> = tasks.collect();
    // Half of them pass, then time moves on in small steps, as far as they get.
    let clock = site.clone();
    let counted = done.clone();
    let ticking = tokio::spawn(async move {
        while counted.load(Ordering::SeqCst) < CLIENTS / 3 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        while counted.load(Ordering::SeqCst) < CLIENTS {
            clock.clock.set(Moment::from_micros(clock.ambient.now().micros() + 20_000));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    let (mut accepted, mut refused) = (0, 0);
    for task in tasks {
        let (entry, before, reply, after) = task.await.expect("a reply");
        let id = Uuid::parse_str(&entry).expect("an id");
        let mut conn = site.db.read().await.expect("a reader");
        let (state, at): (String, Option<i64>) =
            fetch_one!(&mut conn, (String, Option<i64>), "SELECT state, submitted_at FROM entry WHERE id = $1", id)
                .expect("an entry");
        match reply.status {
            200 => {
                accepted += 1;
                let at = Moment::from_micros(at.expect("a time"));
                assert_eq!(state, "submitted");
                assert!(before <= at && at <= after && at <= limit(), "accepted at {at:?}, limit {:?}", limit());
            }
            409 => {
                refused += 1;
                assert!(reply.body.contains("entries_closed"), "{}", reply.body);
                assert!(state == "draft" && at.is_none(), "{state}");
                assert!(after > limit(), "refused at {after:?}, before the limit {:?}", limit());
            }
            other => panic!("{other}: {}", reply.body),
        }
    }
    ticking.await.expect("the clock");
    assert_eq!(accepted + refused, CLIENTS);
    assert!(accepted >= CLIENTS / 3 && refused > 0, "the deadline fell into the crowd: {accepted} and {refused}");
    let snapshots = count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot").await;
    assert_eq!(usize::try_from(snapshots).ok(), Some(accepted), "one copy for each that was accepted");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_across_the_deadline_on_sqlite() {
    each_outcome_is_what_the_clock_said(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn five_hundred_across_the_deadline_on_postgres() {
    each_outcome_is_what_the_clock_said(Engine::Postgres).await;
}

/// An organiser closes entries while teams submit: whoever was accepted is on the list, with the copy that was accepted,
/// and nobody is accepted after the close.
async fn who_is_accepted_is_on_the_list(engine: Engine) {
    let (site, fixture, crowd) = crowd(engine, 120).await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let done = std::sync::Arc::new(AtomicUsize::new(0));
    let tasks: Vec<_> = crowd
        .into_iter()
        .map(|(mut client, entry)| {
            let done = done.clone();
            tokio::spawn(async move {
                let reply = submit(&mut client, &entry, "1", &[]).await;
                done.fetch_add(1, Ordering::SeqCst);
                (entry, reply)
            })
        })
        .collect();
    while done.load(Ordering::SeqCst) < 20 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // What the transition does, without its look at the clock.
    let by = server::auth::permits::Operator::at_the_command_line().owner(fixture.competition);
    let frozen = site
        .db
        .write(move |tx| {
            Box::pin(async move {
                use app::competition::model::{CloseCause, CompetitionState};
                use server::competition::store::{close, write};
                let moved = write::set_state(tx, &by, CompetitionState::Open, CompetitionState::Screening).await?;
                assert!(moved, "it was open");
                close::freeze(tx, &by, "peace", CloseCause::Entries).await
            })
        })
        .await
        .expect("closed");
    let mut accepted = Vec::new();
    for task in tasks {
        let (entry, reply) = task.await.expect("a reply");
        match reply.status {
            200 => accepted.push(entry),
            409 => assert!(reply.body.contains("entries_closed"), "{}", reply.body),
            other => panic!("{other}: {}", reply.body),
        }
    }
    let file = olga.get("/c/peace/closes/1.json").await.body;
    let manifest: app::competition::model::CloseManifest = serde_json::from_str(&file).expect("a manifest");
    let mut listed: Vec<String> = manifest.entries.iter().map(|entry| entry.entry.to_string()).collect();
    listed.sort();
    accepted.sort();
    assert_eq!(listed, accepted, "the list is who was accepted");
    assert_eq!(usize::try_from(frozen.count).ok(), Some(accepted.len()));
    assert!(accepted.len() >= 20, "{}", accepted.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_accepted_is_on_the_list_on_sqlite() {
    who_is_accepted_is_on_the_list(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_accepted_is_on_the_list_on_postgres() {
    who_is_accepted_is_on_the_list(Engine::Postgres).await;
}

/// A form that is sent a hundred times at once does one thing, and everybody gets its answer.
async fn one_key_has_one_effect(engine: Engine) {
    let (site, _, crowd) = crowd(engine, 1).await;
    let (client, entry) = crowd[0].clone();
    let key = fresh_key();
    let head = [("entry", entry.as_str()), ("version", "1"), ("accept_rules", "on"), ("rules_version", "1")];
    let fields = [head.as_slice(), with(&[]).as_slice()].concat();
    let send = |mut client: Client| {
        let (key, fields) = (key.clone(), &fields);
        async move {
            // A server that is told by its database that the form is being done says so: the browser sends it again.
            for _ in 0..50 {
                let reply = client.post_with_key("entries/submit", &key, fields).await;
                if reply.status != 503 {
                    return reply;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            panic!("never answered");
        }
    };
    let replies = join_all((0..100).map(|_| send(client.clone()))).await;
    let to = format!("/en/entries/{entry}?done=entry-submitted");
    for reply in &replies {
        assert_eq!((reply.status, reply.location.as_deref()), (303, Some(to.as_str())), "{}", reply.body);
    }
    for (what, sql) in [
        ("copy", "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot"),
        ("event", "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'entries.submit'"),
        ("version", "SELECT version - 1 FROM entry"),
    ] {
        assert_eq!(count(&site.db, sql).await, 1, "one {what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_a_hundred_times_on_sqlite() {
    one_key_has_one_effect(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_a_hundred_times_on_postgres() {
    one_key_has_one_effect(Engine::Postgres).await;
}

/// A team takes its entry back at the moment an organiser passes it. Both orders are well; what is not is a check of an
/// entry that had been taken back, or an entry that is still there after its team was told that it is gone.
async fn taken_back_while_it_is_checked(engine: Engine) {
    let (site, fixture, crowd) = crowd(engine, 30).await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    for (client, entry) in &crowd {
        assert_eq!(submit(&mut client.clone(), entry, "1", &[]).await.status, 200);
    }
    fixture.set_state(&site.db, "screening").await;
    let both = crowd.into_iter().map(|(mut client, entry)| {
        let mut olga = olga.clone();
        tokio::spawn(async move {
            let withdraw = [("entry", entry.as_str())];
            let check = [("entry", entry.as_str()), ("version", "2"), ("outcome", "pass")];
            let (gone, checked) =
                tokio::join!(client.call("entries/withdraw", &withdraw), olga.call("entries/check", &check));
            // Told that somebody was faster, the team presses the button again.
            let gone = if gone.status == 409 { client.call("entries/withdraw", &withdraw).await } else { gone };
            (entry, gone.status, checked.status)
        })
    });
    let mut checks = 0;
    for task in both.collect::<Vec<_>>() {
        let (entry, gone, checked) = task.await.expect("replies");
        assert_eq!(gone, 200, "a team can always take its entry back");
        assert!(checked == 200 || checked == 409, "{checked}");
        checks += i64::from(checked == 200);
        assert_eq!(state(&site.db, &entry).await, "withdrawn");
    }
    let mut conn = site.db.read().await.expect("a reader");
    let rows: Vec<(String,)> =
        fetch_all!(&mut conn, (String,), "SELECT outcome FROM eligibility_check ORDER BY id").expect("checks");
    assert_eq!(i64::try_from(rows.len()).ok(), Some(checks), "a check that was refused left nothing");
    drop(conn);
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'entries.withdraw'";
    assert_eq!(count(&site.db, events).await, 30, "each was taken back once");
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_checked_on_sqlite() {
    taken_back_while_it_is_checked(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn taken_back_while_checked_on_postgres() {
    taken_back_while_it_is_checked(Engine::Postgres).await;
}
