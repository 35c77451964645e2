//! A save and what ends access, one beside the other.

use super::*;
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

/// Declares a hard conflict; `after` is done in the same transaction.
async fn declare(db: &Db, scene: &Scene, after: Duration) {
    let (judge, entry, competition) = (scene.judge.uuid(), scene.entry.uuid(), scene.fixture.competition.uuid());
    let declared: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', '', 0)",
                    judge,
                    entry,
                    competition
                )?;
                tokio::time::sleep(after).await;
                Ok(())
            })
        })
        .await;
    declared.expect("declared");
}

const A_WHILE: Duration = Duration::from_millis(150);

on_both_engines!(a_conflict_declared_while_a_scorecard_is_saved_voids_it, |db| async move {
    let scene = scene(&db).await;
    let (permit, rubric) = (scene.permit.clone(), scene.stored(&db).await.rubric);
    let saved = Arc::new(Notify::new());
    let signal = saved.clone();
    let save = db.write(move |tx| {
        Box::pin(async move {
            let scores: Vec<Score> =
                rubric.iter().map(|line| Score { criterion: line.key.clone(), ..Score::default() }).collect();
            let save = Save { state: SUBMITTED, based_on: None, rubric: &rubric, scores: &scores, note: "" };
            let done = write::save(tx, &permit, save).await?;
            signal.notify_one();
            tokio::time::sleep(A_WHILE).await;
            Ok::<_, DbError>(done)
        })
    });
    let declared = async {
        saved.notified().await;
        declare(&db, &scene, Duration::ZERO).await;
    };
    let (saved, ()) = futures::join!(save, declared);
    assert!(saved.expect("saved").is_some());
    assert_eq!(scene.card(&db).await.map(|card| card.state), Some(ScorecardState::Void));
});

on_both_engines!(a_scorecard_saved_while_a_conflict_is_declared_is_refused, |db| async move {
    let scene = scene(&db).await;
    let late = async {
        tokio::time::sleep(A_WHILE / 3).await;
        scene.save(&db, SUBMITTED, [Some(3), Some(3)], None).await
    };
    let ((), late) = futures::join!(declare(&db, &scene, A_WHILE), late);
    assert!(matches!(late, Ok(None)), "{late:?}");
    assert_eq!(scene.card(&db).await, None);
});

/// Takes the assignment away; `after` is done in the same transaction.
async fn unassign(db: &Db, scene: &Scene, after: Duration) {
    let (judge, entry) = (scene.judge.uuid(), scene.entry.uuid());
    let gone: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(tx, "DELETE FROM assignment WHERE judge_id = $1 AND entry_id = $2", judge, entry)?;
                tokio::time::sleep(after).await;
                Ok(())
            })
        })
        .await;
    gone.expect("taken away");
}

on_both_engines!(a_permit_does_not_outlive_its_assignment, |db| async move {
    let scene = scene(&db).await;
    assert_eq!(scene.save(&db, DRAFT, [Some(3), None], None).await.expect("saved"), Some(1));
    unassign(&db, &scene, Duration::ZERO).await;
    let late = scene.save(&db, SUBMITTED, [Some(3), Some(3)], Some((DRAFT, 1))).await;
    assert!(matches!(late, Ok(None)), "{late:?}");
    assert_eq!(scene.card(&db).await.map(|card| (card.state, card.version)), Some((DRAFT, 1)));
});

on_both_engines!(a_scorecard_saved_while_its_assignment_goes_is_refused, |db| async move {
    let scene = scene(&db).await;
    let late = async {
        tokio::time::sleep(A_WHILE / 3).await;
        scene.save(&db, SUBMITTED, [Some(3), Some(3)], None).await
    };
    let ((), late) = futures::join!(unassign(&db, &scene, A_WHILE), late);
    assert!(matches!(late, Ok(None)), "{late:?}");
    assert_eq!(scene.card(&db).await, None);
});

on_both_engines!(a_write_against_a_conflict_is_refused_by_the_schema, |db| async move {
    let scene = scene(&db).await;
    declare(&db, &scene, Duration::ZERO).await;
    let (judge, entry) = (scene.judge.uuid(), scene.entry.uuid());
    let (competition, round) = (scene.fixture.competition.uuid(), scene.fixture.round.uuid());
    let forced: Result<u64, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at)
                     VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0)",
                    Uuid::from_u128(9),
                    competition,
                    round,
                    judge,
                    entry,
                )
            })
        })
        .await;
    assert!(matches!(forced, Err(DbError::Check(_))), "{forced:?}");
});
