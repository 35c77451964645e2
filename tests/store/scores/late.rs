//! Scorecards that came after their round had closed.

use super::*;
use app::scores::model::LateState;
use server::scores::store::late;

/// A scorecard that came late, as its form said it.
async fn arrive(db: &Db, scene: &Scene, based_on: i64, digest: u8, most: i64) -> bool {
    let permit = scene.permit.clone();
    db.write(move |tx| {
        Box::pin(async move {
            let arrival = late::Arrival {
                based_on,
                handed_in: true,
                contents: "{}",
                digest: [digest; 32],
                claimed_at: Some(NOON.plus_seconds(-60)),
            };
            late::keep(tx, &permit, arrival, most).await
        })
    })
    .await
    .map_err(|error: DbError| panic!("{error}"))
    .expect("kept or not")
}

on_both_engines!(what_came_late_is_kept_once_and_decided_once, |db| async move {
    let scene = scene(&db).await;
    assert!(arrive(&db, &scene, 0, 1, 2).await && arrive(&db, &scene, 0, 1, 2).await);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM late_scorecard").await, 1);
    assert!(arrive(&db, &scene, 1, 2, 2).await);
    assert!(!arrive(&db, &scene, 1, 3, 2).await, "so many and no more");

    let mut conn = db.read().await.expect("a reader");
    let notices = late::of_judge(&mut conn, &scene.permit).await.expect("read");
    assert!(notices.iter().all(|notice| notice.state == LateState::Waiting && notice.received_at == NOON));
    let cards = late::of_competition(&mut conn, scene.fixture.competition).await.expect("read");
    let said: Vec<_> = cards.iter().map(|card| (card.handed_in, card.claimed_at, card.overtaken)).collect();
    assert_eq!(said.len(), 2);
    assert!(said.contains(&(true, Some(NOON.plus_seconds(-60)), false)), "based on what is stored: {said:?}");
    assert!(said.contains(&(true, Some(NOON.plus_seconds(-60)), true)), "based on another version: {said:?}");
    let id = cards.first().expect("one").id;
    let found = late::find(&mut conn, id).await.expect("read").expect("there");
    assert_eq!((found.judge, found.entry, found.assigned), (scene.judge, scene.entry, true));
    drop(conn);

    let decide = |state| {
        let (organiser, competition) = (Operator::at_the_command_line(), scene.fixture.competition);
        db.write(move |tx| {
            Box::pin(async move {
                let permit = organiser.owner(competition);
                late::decide(tx, &permit, id, state, "It was the network.").await
            })
        })
    };
    let first: Result<bool, DbError> = decide(LateState::SetAside).await;
    let second: Result<bool, DbError> = decide(LateState::Accepted).await;
    assert!(first.expect("decided") && !second.expect("no error"), "once");
    let mut conn = db.read().await.expect("a reader");
    let cards = late::of_competition(&mut conn, scene.fixture.competition).await.expect("read");
    let last = cards.last().expect("the decided one comes last");
    assert_eq!(
        (last.id, last.notice.state, last.notice.reason.as_str()),
        (id, LateState::SetAside, "It was the network.")
    );
});

on_both_engines!(a_closed_round_is_written_by_the_decision_on_a_late_scorecard_only, |db| async move {
    let scene = scene(&db).await;
    arrive(&db, &scene, 0, 1, 2).await;
    let round = scene.fixture.round.uuid();
    let run = |sql: &'static str, at: i64| db.write(move |tx| Box::pin(async move { execute!(tx, sql, round, at) }));
    let closed: Result<u64, DbError> =
        run("UPDATE round SET closes_at = $2 WHERE id = $1", NOON.plus_seconds(-9).micros()).await;
    closed.expect("closed");
    let late = scene.save(&db, SUBMITTED, [Some(4), Some(4)], None).await;
    assert!(matches!(late, Err(DbError::Check(_))), "it waits: {late:?}");
    let earlier: Result<u64, DbError> = run(
        "UPDATE late_scorecard SET state = 'accepted', decided_at = $2 WHERE round_id = $1",
        NOON.plus_seconds(-1).micros(),
    )
    .await;
    earlier.expect("accepted before");
    let late = scene.save(&db, SUBMITTED, [Some(4), Some(4)], None).await;
    assert!(matches!(late, Err(DbError::Check(_))), "another moment is another write: {late:?}");
    let now: Result<u64, DbError> =
        run("UPDATE late_scorecard SET decided_at = $2 WHERE round_id = $1", NOON.micros()).await;
    now.expect("accepted now");
    assert_eq!(scene.save(&db, SUBMITTED, [Some(4), Some(4)], None).await.expect("taken"), Some(1));
});
