//! Numbers that settle ties, pairs that are kept apart, assignments that are kept.

use super::*;

fn seed(n: u128, digits: &str) -> HiddenSeed {
    HiddenSeed { id: Uuid::from_u128(n), seed: digits.repeat(32), digest: format!("digest {n}") }
}

on_both_engines!(a_round_has_one_hidden_number_until_a_run_by_it_takes_effect, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (by, foreign, round) = (organiser(&fixture), organiser(&other), fixture.round);
    let run =
        AssignmentRun { id: RunId::new(Uuid::from_u128(1)), at: NOON, applied: false, proposal: Proposal::default() };
    let id = run.id;
    let done = db
        .write(move |tx| {
            Box::pin(async move {
                let first = [
                    seeds::commit(tx, &foreign, round, &seed(1, "11")).await?,
                    seeds::commit(tx, &by, round, &seed(2, "22")).await?,
                    seeds::commit(tx, &by, round, &seed(3, "33")).await?,
                ];
                assert_eq!(seeds::hidden(tx, round).await?, Some(seed(2, "22")));
                write::insert_run(tx, &by, round, &run, seed(2, "22").id, "{\"a\":1}").await?;
                let revealed = [
                    seeds::reveal(tx, &foreign, run.id).await?,
                    seeds::reveal(tx, &by, run.id).await?,
                    seeds::reveal(tx, &by, run.id).await?,
                ];
                assert_eq!(seeds::hidden(tx, round).await?, None);
                assert!(seeds::commit(tx, &by, round, &seed(4, "44")).await?, "the next");
                Ok::<_, DbError>((first, revealed))
            })
        })
        .await
        .expect("done");
    assert_eq!(done, ([false, true, false], [false, true, false]));
    let mut conn = db.read().await.expect("a reader");
    let shown = seeds::committed(&mut conn, fixture.competition).await.expect("read");
    let told: Vec<(&str, Option<&str>)> = shown
        .iter()
        .map(|seed| (seed.digest.as_str(), seed.revealed.as_ref().map(|(number, _)| number.as_str())))
        .collect();
    let number = "22".repeat(32);
    assert_eq!(told, [("digest 4", None), ("digest 2", Some(number.as_str()))]);
    assert!(seeds::committed(&mut conn, other.competition).await.expect("read").is_empty());
    let inputs = seeds::inputs(&mut conn, fixture.competition, id).await.expect("read");
    assert_eq!(inputs, Some(("{\"a\":1}".to_owned(), number.clone())));
    assert_eq!(seeds::inputs(&mut conn, other.competition, id).await.expect("read"), None);
    let stored = read::run(&mut conn, fixture.competition, id).await.expect("read").expect("a run");
    assert_eq!((stored.seed_digest.as_str(), stored.seed_shown), ("digest 2", true));
});

on_both_engines!(a_pair_is_kept_apart_with_the_last_reason_until_it_is_not, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let entry = fixture.entry(&db, "one", "eligible", None).await.0;
    let stranger = other.judge(&db, "b", "ready", None).await;
    let (by, foreign) = (organiser(&fixture), organiser(&other));
    let (made, gone) = db
        .write(move |tx| {
            Box::pin(async move {
                let made = [
                    forbidden::forbid(tx, &at(&by, entry), judge, "first").await?,
                    forbidden::forbid(tx, &at(&by, entry), judge, "second").await?,
                    forbidden::forbid(tx, &at(&by, entry), stranger, "x").await?,
                    forbidden::forbid(tx, &at(&foreign, entry), judge, "x").await?,
                ];
                let list = forbidden::list(tx, by.competition()).await?;
                assert_eq!(list.len(), 1);
                assert_eq!((list[0].judge, list[0].entry, list[0].reason.as_str()), (judge, entry, "second"));
                let gone = [
                    forbidden::allow(tx, &at(&foreign, entry), judge).await?,
                    forbidden::allow(tx, &at(&by, entry), judge).await?,
                    forbidden::allow(tx, &at(&by, entry), judge).await?,
                ];
                assert!(forbidden::list(tx, by.competition()).await?.is_empty());
                Ok::<_, DbError>((made, gone))
            })
        })
        .await
        .expect("done");
    assert_eq!((made, gone), ([true, true, false, false], [false, true, false]));
});

on_both_engines!(an_assignment_is_kept_or_let_go_by_its_own_organisers, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let entry = fixture.entry(&db, "one", "eligible", None).await.0;
    let id = fixture.assign(&db, judge, entry).await;
    let (by, foreign, competition) = (organiser(&fixture), organiser(&other), fixture.competition);
    db.write(move |tx| {
        Box::pin(async move {
            let by_hand = async |tx: &mut _| Ok::<_, DbError>(read::assignments(tx, competition).await?[0].by_hand);
            assert!(!forbidden::pin(tx, &at(&foreign, entry), id, true).await? && !by_hand(tx).await?);
            assert!(forbidden::pin(tx, &at(&by, entry), id, true).await? && by_hand(tx).await?);
            assert!(forbidden::pin(tx, &at(&by, entry), id, false).await? && !by_hand(tx).await?);
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("done");
});
