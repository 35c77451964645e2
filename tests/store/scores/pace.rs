//! What the pace of judging is worked out from, and where the log stands.

use super::*;
use app::{ids::CompetitionId, time::Moment};
use server::{audit, competition::store::write, mail::store::judges_reminded, scores::store::pace};
use tests::{Engine, Site};
use tokio::sync::oneshot;

async fn change(db: &Db, sql: &'static str, id: Uuid, at: Moment) {
    let done: Result<u64, DbError> =
        db.write(move |tx| Box::pin(async move { execute!(tx, sql, id, at.micros()) })).await;
    done.expect("done");
}

on_both_engines!(work_has_its_last_sign_and_when_it_was_handed_in, |db| async move {
    let scene = scene(&db).await;
    let round = scene.fixture.round;
    let (second, _) = scene.fixture.entry(&db, "doors", "eligible", None).await;
    scene.fixture.assign(&db, scene.judge, second).await;
    let of = async |entry: EntryId| {
        let work = pace::work(&mut db.read().await.expect("a reader"), round).await.expect("read");
        assert_eq!(work.len(), 2);
        let one = work.into_iter().find(|work| work.entry == entry).expect("work");
        (one.since, one.handed_in, one.sign)
    };
    assert_eq!(of(scene.entry).await, (NOON, None, None));
    let at = |minutes: i64| NOON.plus_seconds(minutes * 60);
    change(
        &db,
        "INSERT INTO play (judge_id, entry_id, round_id, competition_id, opened_at, seen_at, spent)
         SELECT judge_id, entry_id, round_id, competition_id, $2, $2, 0 FROM assignment WHERE entry_id = $1",
        scene.entry.uuid(),
        at(5),
    )
    .await;
    assert_eq!(of(scene.entry).await, (NOON, None, Some(at(5))), "opened");
    change(
        &db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at)
         SELECT id, competition_id, round_id, judge_id, entry_id, 'draft', '', 1, $2 FROM assignment WHERE entry_id = $1",
        scene.entry.uuid(),
        at(9),
    )
    .await;
    assert_eq!(of(scene.entry).await, (NOON, None, Some(at(9))), "saved, and later than opened");
    change(
        &db,
        "UPDATE scorecard SET state = 'submitted', submitted_at = $2 WHERE entry_id = $1",
        scene.entry.uuid(),
        at(7),
    )
    .await;
    assert_eq!(of(scene.entry).await, (NOON, Some(at(7)), Some(at(9))), "handed in before it was last changed");
    change(&db, "UPDATE scorecard SET state = 'void', saved_at = $2 WHERE entry_id = $1", scene.entry.uuid(), at(9))
        .await;
    assert_eq!(of(scene.entry).await.1, None, "void counts for nothing");
    assert_eq!(of(second).await, (NOON, None, None), "the other one is not touched");
});

on_both_engines!(a_round_opens_once, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let opened = async || pace::opened_at(&mut db.read().await.expect("a reader"), fixture.round).await.expect("read");
    assert_eq!(opened().await, None);
    let earlier = NOON.plus_seconds(-60);
    for expected in [NOON, earlier] {
        let by = Operator::at_the_command_line().owner(fixture.competition);
        let done: Result<(), DbError> =
            db.write(move |tx| Box::pin(async move { write::mark_judging(tx, &by).await })).await;
        done.expect("noted");
        assert_eq!(opened().await, Some(expected));
        change(&db, "UPDATE round SET opened_at = $2 WHERE id = $1", fixture.round.uuid(), earlier).await;
    }
});

on_both_engines!(reminders_are_known_by_judge, |db| async move {
    let scene = scene(&db).await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let known = async |competition: CompetitionId| {
        judges_reminded(&mut db.read().await.expect("a reader"), competition).await.expect("read")
    };
    assert!(known(scene.fixture.competition).await.is_empty());
    for (number, template) in [(1, "judging_reminder"), (2, "judging_reminder"), (3, "draft_reminder")] {
        let (judge, id) = (scene.judge.uuid(), Uuid::from_u128(number));
        let at = NOON.plus_seconds(i64::try_from(number).expect("small"));
        let done: Result<u64, DbError> = db
            .write(move |tx| {
                Box::pin(async move {
                    execute!(
                        tx,
                        "INSERT INTO outbox_mail (id, about, event, to_address, to_name, locale, template, subject, body, state, attempts,
                         next_attempt_at, created_at) VALUES ($1, $2, $3, 'j@example.org', 'J', 'en', $4, '', '', 'kept', 0, 0, $5)",
                        id,
                        judge,
                        id.to_string(),
                        template,
                        at.micros(),
                    )
                })
            })
            .await;
        done.expect("a message");
    }
    let last = [(scene.judge, NOON.plus_seconds(2))].into_iter().collect();
    assert_eq!(known(scene.fixture.competition).await, last);
    assert!(known(other.competition).await.is_empty());
});

on_both_engines!(the_log_of_a_competition_stands_elsewhere_after_each_of_its_events, |db| async move {
    let (here, there) =
        (Fixture::new(&db, "judging").await.competition, Fixture::with_slug(&db, "judging", "other").await.competition);
    let mark = async |of: CompetitionId| audit::mark(&mut db.read().await.expect("a reader"), of).await.expect("read");
    let note = async |of: CompetitionId| {
        let event = audit::Event {
            competition: Some(of),
            actor: None,
            action: "scores.save",
            subject: String::new(),
            payload: serde_json::json!({}),
        };
        let done: Result<(), DbError> =
            db.write(move |tx| Box::pin(async move { audit::append(tx, event).await })).await;
        done.expect("noted");
    };
    let mut marks = vec![mark(here).await];
    for _ in 0..3 {
        note(here).await;
        marks.push(mark(here).await);
        note(there).await;
        assert_eq!(marks.last(), Some(&mark(here).await), "what happens elsewhere is no news here");
    }
    assert!(marks.windows(2).all(|pair| pair[0] != pair[1]), "{marks:?}");
});

/// On SQLite one transaction waits for the other, so that it cannot be.
#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_is_there_later_than_its_number_is_no_less_news() {
    let db = Site::empty(Engine::Postgres).await.db;
    let here = Fixture::new(&db, "judging").await.competition;
    let event = move || audit::Event {
        competition: Some(here),
        actor: None,
        action: "scores.save",
        subject: String::new(),
        payload: serde_json::json!({}),
    };
    let ((begun, has_begun), (go_on, may_go_on)) = (oneshot::channel(), oneshot::channel::<()>());
    let slow = db.clone();
    let slow = tokio::spawn(async move {
        let done: Result<(), DbError> = slow
            .write(move |tx| {
                Box::pin(async move {
                    audit::append(tx, event()).await?;
                    begun.send(()).expect("somebody waits");
                    may_go_on.await.expect("told");
                    Ok(())
                })
            })
            .await;
        done.expect("noted");
    });
    has_begun.await.expect("begun");
    let done: Result<(), DbError> = db.write(move |tx| Box::pin(async move { audit::append(tx, event()).await })).await;
    done.expect("noted");
    let before = audit::mark(&mut db.read().await.expect("a reader"), here).await.expect("read");
    go_on.send(()).expect("it waits");
    slow.await.expect("done");
    let after = audit::mark(&mut db.read().await.expect("a reader"), here).await.expect("read");
    assert_ne!(before, after, "the lower number came last");
}
