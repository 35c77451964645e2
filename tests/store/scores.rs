//! Scorecards in the tables: what a save stores and refuses, and what the schema refuses by itself.

mod late;

use app::{
    ids::{AccountId, EntryId, JudgeId},
    number::Decimal,
    scores::model::{Score, Scorecard, ScorecardState},
};
use server::{
    auth::{
        permits::{self, AssignedJudge, Operator},
        session,
    },
    db::{Db, DbError},
    execute, fetch_one,
    scores::store::{
        desk, read,
        stored::{Stored, StoredCard, stored},
        write::{self, ImportedScore, ImportedScorecard, Save},
    },
};
use tests::{Assigned, Fixture, NOON, ambient, on_both_engines};
use uuid::Uuid;

mod calibration;
mod further;
mod pace;
mod played;
mod races;
mod reports;
mod unsent;

/// A judge assigned to an entry, with the permit.
struct Scene {
    fixture: Fixture,
    entry: EntryId,
    judge: JudgeId,
    permit: AssignedJudge,
}

async fn scene(db: &Db) -> Scene {
    let fixture = Fixture::new(db, "judging").await;
    let Assigned { judge, entry, caller } = fixture.assigned(db).await;
    let mut conn = db.read().await.expect("a reader");
    let permit = permits::assigned_judge(&mut conn, Some(&caller), entry).await.expect("a permit");
    Scene { fixture, entry, judge, permit }
}

impl Scene {
    async fn stored(&self, db: &Db) -> Stored {
        stored(&mut db.read().await.expect("a reader"), &self.permit).await.expect("read").expect("a rubric")
    }

    async fn card(&self, db: &Db) -> Option<Scorecard> {
        let mut conn = db.read().await.expect("a reader");
        read::one(&mut conn, self.judge, self.entry, self.fixture.round).await.expect("read")
    }

    /// Saves marks in whole numbers on what is stored now, or on `based_on`.
    async fn save(
        &self,
        db: &Db,
        state: ScorecardState,
        marks: [Option<i32>; 2],
        based_on: Option<(ScorecardState, i64)>,
    ) -> Result<Option<i64>, DbError> {
        let (permit, before) = (self.permit.clone(), self.stored(db).await);
        let (id, rubric) = (before.card.map_or(Uuid::nil().into(), |card| card.id), before.rubric);
        let based_on = based_on.map(|(state, version)| StoredCard { id, state, version });
        db.write(move |tx| {
            Box::pin(async move {
                let scores: Vec<Score> = rubric
                    .iter()
                    .zip(marks)
                    .map(|(line, mark)| Score {
                        criterion: line.key.clone(),
                        mark: mark.map(Decimal::from_integer),
                        could_not_assess: mark.is_none(),
                        comment: "Words".into(),
                    })
                    .collect();
                let save = Save { state, based_on, rubric: &rubric, scores: &scores, note: "For the panel" };
                Ok(write::save(tx, &permit, save).await?.map(|(_, version)| version))
            })
        })
        .await
    }
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    fetch_one!(&mut db.read().await.expect("a reader"), (i64,), sql).expect("a count").0
}

const DRAFT: ScorecardState = ScorecardState::Draft;
const SUBMITTED: ScorecardState = ScorecardState::Submitted;

on_both_engines!(a_scorecard_is_stored_whole_and_counts_its_versions, |db| async move {
    let scene = scene(&db).await;
    assert_eq!(scene.stored(&db).await.card, None);
    assert_eq!(scene.save(&db, DRAFT, [Some(4), None], None).await.expect("saved"), Some(1));
    assert_eq!(scene.save(&db, SUBMITTED, [Some(4), Some(5)], Some((DRAFT, 1))).await.expect("saved"), Some(2));
    let card = scene.card(&db).await.expect("a card");
    assert_eq!((card.state, card.version, card.note.as_str(), card.saved_at), (SUBMITTED, 2, "For the panel", NOON));
    let marks: Vec<_> = card.scores.iter().map(|score| (score.criterion.as_str(), score.mark)).collect();
    assert_eq!(marks, [("dialogue", Some(Decimal::from_integer(4))), ("prevention", Some(Decimal::from_integer(5)))]);
    let stored = scene.stored(&db).await;
    assert_eq!(
        (stored.card.map(|card| (card.state, card.version)), stored.note.as_str()),
        (Some((SUBMITTED, 2)), "For the panel")
    );
    assert_eq!(stored.scores, card.scores);
    assert_eq!(stored.rubric.len(), 2);
    assert!(stored.rubric.iter().all(|line| !line.described));
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard").await, 1);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM score").await, 2);
});

on_both_engines!(a_save_based_on_an_old_version_stores_nothing, |db| async move {
    let scene = scene(&db).await;
    scene.save(&db, DRAFT, [Some(4), None], None).await.expect("saved");
    for old in [None, Some((DRAFT, 0)), Some((DRAFT, 2)), Some((SUBMITTED, 1))] {
        assert_eq!(scene.save(&db, DRAFT, [Some(1), Some(1)], old).await.expect("no error"), None, "{old:?}");
    }
    let card = scene.card(&db).await.expect("a card");
    assert_eq!(card.scores.first().and_then(|score| score.mark), Some(Decimal::from_integer(4)));
    assert_eq!(card.version, 1);
});

on_both_engines!(the_schema_refuses_a_score_off_the_scale, |db| async move {
    let scene = scene(&db).await;
    scene.save(&db, DRAFT, [Some(4), Some(4)], None).await.expect("saved");
    for mark in [0_i64, 6_000_000, 2_500_000, -1_000_000, 1] {
        let update: Result<u64, DbError> =
            db.write(move |tx| Box::pin(async move { execute!(tx, "UPDATE score SET mark = $1", mark) })).await;
        assert!(matches!(update, Err(DbError::Check(_))), "{mark}: {update:?}");
        let insert: Result<u64, DbError> = db
            .write(move |tx| {
                Box::pin(async move {
                    execute!(tx, "DELETE FROM score")?;
                    execute!(
                        tx,
                        "INSERT INTO score (scorecard_id, criterion_id, mark, could_not_assess, comment)
                         SELECT k.id, c.id, $1, $2, '' FROM scorecard k, criterion c WHERE c.key = 'dialogue'",
                        mark,
                        false
                    )
                })
            })
            .await;
        assert!(matches!(insert, Err(DbError::Check(_))), "{mark}: {insert:?}");
    }
    let both: Result<u64, DbError> =
        db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE score SET could_not_assess = $1", true) })).await;
    assert!(matches!(both, Err(DbError::Check(_))), "a mark and could not assess: {both:?}");
    assert!(scene.save(&db, DRAFT, [Some(6), None], Some((DRAFT, 1))).await.is_err());
    assert_eq!(scene.card(&db).await.map(|card| card.version), Some(1), "and nothing of it was stored");
});

on_both_engines!(the_rubric_locks_with_the_first_submission, |db| async move {
    let scene = scene(&db).await;
    let reweigh = || {
        db.write(|tx| {
            Box::pin(async move { execute!(tx, "UPDATE criterion SET weight = 50000000 WHERE key = 'dialogue'") })
        })
    };
    scene.save(&db, DRAFT, [Some(4), None], None).await.expect("saved");
    let before: Result<u64, DbError> = reweigh().await;
    assert_eq!(before.expect("a draft locks nothing"), 1);
    scene.save(&db, SUBMITTED, [Some(4), Some(4)], Some((DRAFT, 1))).await.expect("saved");
    let after: Result<u64, DbError> = reweigh().await;
    assert!(matches!(after, Err(DbError::Check(_))), "{after:?}");
    for statement in [
        "DELETE FROM criterion WHERE key = 'prevention'",
        "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
         SELECT r.id, t.competition_id, t.id, 'new', 'New', '', 1, 0, 1, 1, 9 FROM track t JOIN round r ON r.competition_id = t.competition_id",
    ] {
        let result: Result<u64, DbError> =
            db.write(move |tx| Box::pin(async move { execute!(tx, statement) })).await;
        assert!(matches!(result, Err(DbError::Check(_))), "{statement}: {result:?}");
    }
});

on_both_engines!(the_schema_refuses_a_late_scorecard_and_one_against_a_conflict, |db| async move {
    let scene = scene(&db).await;
    scene.save(&db, SUBMITTED, [Some(4), Some(4)], None).await.expect("saved");
    let round = scene.fixture.round.uuid();
    let close = |at: i64| {
        db.write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE round SET closes_at = $2 WHERE id = $1", round, at) })
        })
    };
    let closed: Result<u64, DbError> = close(NOON.plus_seconds(-1).micros()).await;
    closed.expect("closed");
    let late = scene.save(&db, SUBMITTED, [Some(1), Some(1)], Some((SUBMITTED, 1))).await;
    assert!(matches!(late, Err(DbError::Check(_))), "{late:?}");
    let reopened: Result<u64, DbError> = close(NOON.micros()).await;
    reopened.expect("reopened");
    let in_time = scene.save(&db, SUBMITTED, [Some(3), Some(3)], Some((SUBMITTED, 1))).await;
    assert_eq!(in_time.expect("in the last second"), Some(2));

    let (judge, entry, competition) = (scene.judge.uuid(), scene.entry.uuid(), scene.fixture.competition.uuid());
    let declared: Result<u64, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', '', 0)",
                    judge,
                    entry,
                    competition
                )
            })
        })
        .await;
    declared.expect("declared");
    assert_eq!(scene.card(&db).await.map(|card| card.state), Some(ScorecardState::Void));
    let against = scene.save(&db, SUBMITTED, [Some(5), Some(5)], Some((SUBMITTED, 2))).await;
    assert!(!matches!(against, Ok(Some(_))), "{against:?}");
    assert_eq!(scene.card(&db).await.map(|card| card.state), Some(ScorecardState::Void), "it stays void");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(desk::assigned_entries(&mut conn, scene.judge).await.expect("read"), []);
});

on_both_engines!(a_judge_is_assigned_what_may_be_seen, |db| async move {
    let scene = scene(&db).await;
    let (rejected, _) = scene.fixture.entry(&db, "frontline", "rejected", None).await;
    scene.fixture.assign(&db, scene.judge, rejected).await;
    let mut conn = db.read().await.expect("a reader");
    let list = desk::assigned_entries(&mut conn, scene.judge).await.expect("read");
    assert_eq!(list.iter().map(|entry| (entry.entry, entry.card)).collect::<Vec<_>>(), [(scene.entry, None)]);
    let first = list.first().expect("one");
    assert_eq!((first.title.as_str(), first.team.as_str(), first.round), ("walk", "Team walk", scene.fixture.round));
    assert_eq!(first.languages, ["en"]);
    drop(conn);
    scene.save(&db, DRAFT, [None, None], None).await.expect("saved");
    let mut conn = db.read().await.expect("a reader");
    let list = desk::assigned_entries(&mut conn, scene.judge).await.expect("read");
    assert_eq!(list.first().and_then(|entry| entry.card), Some(DRAFT));
    assert_eq!(read::rubric_of_entry(&mut conn, scene.entry, scene.fixture.round).await.expect("read").len(), 2);
});

on_both_engines!(an_import_brings_in_many_at_once, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let mut cards = Vec::new();
    let (entry, _) = fixture.entry(&db, "walk", "eligible", None).await;
    for key in ["a", "b", "c", "d"] {
        let judge = fixture.judge(&db, key, "ready", None).await;
        let scores = fixture
            .criteria
            .iter()
            .zip([Some(3), None])
            .map(|(criterion, mark)| ImportedScore {
                criterion: *criterion,
                mark: mark.map(Decimal::from_integer),
                could_not_assess: mark.is_none(),
                comment: format!("From {key}"),
            })
            .collect();
        cards.push(ImportedScorecard {
            judge,
            entry,
            round: fixture.round,
            state: SUBMITTED,
            saved_at: NOON,
            scores,
            note: String::new(),
        });
    }
    let permit = Operator::at_the_command_line().owner(fixture.competition);
    let bring = |cards: Vec<ImportedScorecard>| {
        let permit = permit.clone();
        db.write(move |tx| Box::pin(async move { write::import(tx, &permit, &cards).await }))
    };
    let ids = bring(cards.clone()).await.expect("imported");
    assert_eq!(ids.len(), 4);
    let mut conn = db.read().await.expect("a reader");
    let stored = read::of_competition(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(stored.len(), 4);
    for card in stored {
        assert_eq!((card.state, card.version), (SUBMITTED, 1));
        assert_eq!(card.scores.iter().map(|score| score.could_not_assess).collect::<Vec<_>>(), [false, true]);
    }
    drop(conn);
    let again: Result<_, DbError> = bring(cards).await;
    assert!(matches!(again, Err(DbError::Unique(_))), "{again:?}");
    let nothing: Result<_, DbError> = bring(Vec::new()).await;
    assert_eq!(nothing.expect("nothing to do"), []);
});

on_both_engines!(an_import_of_thousands_takes_several_statements, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (competition, track, round) = (fixture.competition.uuid(), fixture.track.uuid(), fixture.round);
    let criteria = fixture.criteria;
    const MANY: u128 = 1234;
    let made: Result<(), DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                execute!(tx, "INSERT INTO team (id, competition_id, name, organisation, created_at) VALUES ($1, $2, 'T', '', 0)", track, competition)?;
                for n in 0..MANY {
                    execute!(
                        tx,
                        "INSERT INTO entry (id, competition_id, track_id, team_id, key, state, title, languages, content, version, created_at)
                         VALUES ($1, $2, $3, $3, $4, 'eligible', $4, '', '{}', 1, 0)",
                        Uuid::from_u128(n), competition, track, n.to_string(),
                    )?;
                }
                Ok(())
            })
        })
        .await;
    made.expect("entries");
    let cards: Vec<_> = (0..MANY)
        .map(|n| ImportedScorecard {
            judge,
            entry: Uuid::from_u128(n).into(),
            round,
            state: SUBMITTED,
            saved_at: NOON,
            scores: criteria
                .map(|criterion| ImportedScore {
                    criterion,
                    mark: Some(Decimal::from_integer(i32::try_from(n % 5).unwrap_or(0) + 1)),
                    could_not_assess: false,
                    comment: String::new(),
                })
                .to_vec(),
            note: String::new(),
        })
        .collect();
    let permit = Operator::at_the_command_line().owner(fixture.competition);
    let ids: Result<_, DbError> =
        db.write(move |tx| Box::pin(async move { write::import(tx, &permit, &cards).await })).await;
    assert_eq!(ids.expect("imported").len(), 1234);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM score").await, 2468);
});
