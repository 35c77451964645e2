//! What is taken back, and runs of the assigner.

use super::*;

on_both_engines!(what_is_taken_back_depends_on_what_was_written, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let mut list = Vec::new();
    for (key, state) in [("none", ""), ("draft", "draft"), ("submitted", "submitted"), ("void", "void")] {
        let (entry, _) = fixture.entry(&db, key, "eligible", None).await;
        fixture.assign(&db, judge, entry).await;
        if !state.is_empty() {
            scorecard(&db, &fixture, judge, entry, state).await;
        }
        list.push(entry);
    }
    let (by_hand, _) = fixture.entry(&db, "hand", "eligible", None).await;
    let (by, round) = (organiser(&fixture), fixture.round);
    db.write(move |tx| {
        Box::pin(async move {
            write::insert_assignment(tx, &by, round, judge, by_hand, true).await?;
            assert_eq!(write::delete_unpinned_assignments(tx, &by, round).await?, 2);
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("done");
    let left = || async {
        let mut conn = db.read().await.expect("a reader");
        let work = read::work(&mut conn, fixture.competition, fixture.round).await.expect("read");
        let mut left: Vec<(EntryId, bool)> = work.iter().map(|work| (work.entry, work.pinned())).collect();
        left.sort_unstable();
        left
    };
    let mut expected = vec![(list[1], true), (list[2], true), (by_hand, true)];
    expected.sort_unstable();
    assert_eq!(left().await, expected);
    let by = organiser(&fixture);
    let gone = db
        .write(move |tx| Box::pin(async move { write::delete_open_assignments_of(tx, &by, judge).await }))
        .await
        .expect("done");
    assert_eq!((gone, left().await), (2, vec![(list[2], true)]));
    let mut conn = db.read().await.expect("a reader");
    let id = read::assignments(&mut conn, fixture.competition).await.expect("read").first().expect("one").id;
    drop(conn);
    let by = organiser(&fixture);
    db.write(move |tx| Box::pin(async move { write::delete_assignment(tx, &by, id).await })).await.expect("done");
    assert!(left().await.is_empty());
});

on_both_engines!(a_run_is_kept_whole_and_applied_once, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let made = |n: u128, at: Moment| AssignmentRun {
        id: RunId::new(Uuid::from_u128(n)),
        at,
        applied: false,
        proposal: Proposal { seed: u64::MAX, basis: "00".to_owned(), conflicts_avoided: 3, ..Proposal::default() },
    };
    let (first, second) = (made(1, NOON), made(2, NOON.plus_seconds(1)));
    let (by, foreign, round) = (organiser(&fixture), organiser(&other), fixture.round);
    let runs = [first.clone(), second.clone()];
    let applied = db
        .write(move |tx| {
            Box::pin(async move {
                write::one_at_a_time(tx, by.competition()).await?;
                let seed = HiddenSeed { id: Uuid::from_u128(5), seed: "ab".to_owned(), digest: "cd".to_owned() };
                assert!(seeds::commit(tx, &by, round, &seed).await?);
                for run in &runs {
                    write::insert_run(tx, &by, round, run, seed.id, "{}").await?;
                }
                let id = runs[0].id;
                Ok::<_, DbError>([
                    write::mark_applied(tx, &foreign, id).await?,
                    write::mark_applied(tx, &by, id).await?,
                    write::mark_applied(tx, &by, id).await?,
                ])
            })
        })
        .await
        .expect("kept");
    assert_eq!(applied, [false, true, false]);
    let mut conn = db.read().await.expect("a reader");
    let stored = read::run(&mut conn, fixture.competition, first.id).await.expect("read").expect("a run");
    assert_eq!((stored.round, stored.run), (fixture.round, AssignmentRun { applied: true, ..first.clone() }));
    let newest = read::newest_run(&mut conn, fixture.competition).await.expect("read").expect("a run");
    assert_eq!(newest.run, second);
    assert!(read::run(&mut conn, other.competition, first.id).await.expect("read").is_none());
    assert!(read::newest_run(&mut conn, other.competition).await.expect("read").is_none());
});
