//! Further reviews: what is announced, and how many are given.

use app::{competition::model::FurtherRule, number::Decimal};
use server::{
    auth::permits::Operator, competition::store::further as announced, db::DbError, scores::store::further as given,
};
use tests::{Fixture, NOON, on_both_engines};

on_both_engines!(what_is_announced_stands_once_judging_has_begun, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let other = Fixture::with_slug(&db, "open", "other").await;
    let announce = async |budget: u32, micros: i64| {
        let by = Operator::at_the_command_line().owner(fixture.competition);
        db.write(move |tx| {
            Box::pin(async move { announced::announce(tx, &by, budget, Decimal::from_micros(micros)).await })
        })
        .await
        .expect("written")
    };
    let read = async |id| announced::announced(&mut db.read().await.expect("a reader"), id).await.expect("read");
    assert_eq!(read(fixture.competition).await, None);
    assert!(announce(20, 1_000_000).await && announce(30, 1_500_000).await, "until judging begins");
    let rule = FurtherRule { budget: 30, damping: Decimal::from_micros(1_500_000), announced_at: NOON };
    assert_eq!((read(fixture.competition).await, read(other.competition).await), (Some(rule), None));
    fixture.set_state(&db, "judging").await;
    assert!(!announce(40, 0).await);
    fixture.set_state(&db, "screening").await;
    assert!(announce(35, 0).await, "nobody has scored yet");
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (entry, _) = fixture.entry(&db, "walk", "eligible", None).await;
    let (competition, round) = (fixture.competition.uuid(), fixture.round.uuid());
    db.write(move |tx| {
        Box::pin(async move {
            server::execute!(
                tx,
                "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at)
                 VALUES ($1, $2, $3, $4, $5, 'draft', '', 1, 0)",
                uuid::Uuid::from_u128(9),
                competition,
                round,
                judge.uuid(),
                entry.uuid(),
            )
        })
    })
    .await
    .expect("a scorecard");
    assert!(!announce(40, 0).await, "a judge has begun");
    assert_eq!(read(fixture.competition).await.map(|rule| rule.budget), Some(35));
});

on_both_engines!(no_more_are_counted_than_were_announced, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (entry, _) = fixture.entry(&db, "walk", "eligible", None).await;
    let (foreign, _) = other.entry(&db, "river", "eligible", None).await;
    let by = || Operator::at_the_command_line().owner(fixture.competition);
    let count = async |entry| {
        let by = by();
        db.write(move |tx| Box::pin(async move { given::count_one(tx, &by, entry, judge).await }))
            .await
            .expect("written")
    };
    let known = async |id| given::given(&mut db.read().await.expect("a reader"), id).await.expect("read");
    assert!(!count(entry).await, "none was announced");
    let owner = by();
    db.write(move |tx| Box::pin(async move { announced::announce(tx, &owner, 2, Decimal::from_integer(1)).await }))
        .await
        .expect("announced");
    assert!(!count(foreign).await, "of another competition");
    assert_eq!((count(entry).await, count(entry).await, count(entry).await), (true, true, false));
    assert_eq!((known(fixture.competition).await, known(other.competition).await), (2, 0));
    // It stays counted when the judge goes altogether.
    db.write(move |tx| {
        Box::pin(async move {
            server::execute!(tx, "DELETE FROM judge WHERE id = $1", judge.uuid())?;
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("gone");
    assert_eq!(known(fixture.competition).await, 2);
});
