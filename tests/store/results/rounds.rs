//! Further rounds: what is written comes back, to the public's page and to the ranking.

use super::*;
use app::{
    competition::model::{EarlierShown, FurtherRound, NewFurtherRound, RoundLine, RoundRule, RoundWeights},
    ids::{CompetitionId, RoundId},
    number::Decimal,
};
use server::{
    competition::store::{board, rounds},
    execute, scores,
};

async fn add(db: &Db, competition: CompetitionId, number: usize, new: NewFurtherRound) -> Result<RoundId, DbError> {
    let by = Operator::at_the_command_line().owner(competition);
    db.write(move |tx| Box::pin(async move { rounds::add(tx, &by, number, &new).await })).await
}

on_both_engines!(a_further_round_comes_after_the_others_with_its_entries_and_judges, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let (one, _) = fixture.entry(&db, "one", "eligible", None).await;
    let (two, _) = fixture.entry(&db, "two", "eligible", None).await;
    let (strange, _) = other.entry(&db, "strange", "eligible", None).await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let stranger = other.judge(&db, "b", "ready", None).await;
    let closes_at = NOON.plus_seconds(60);
    let new = NewFurtherRound {
        name: "Half <final>".to_owned(),
        rule: RoundRule::Carried,
        shows: EarlierShown::Own,
        closes_at,
        entries: [one, two, strange].into(),
        judges: [judge, stranger].into(),
        weights: RoundWeights::default(),
    };
    let half = add(&db, fixture.competition, 2, new.clone()).await.expect("made");
    let twice = add(&db, fixture.competition, 2, new.clone()).await;
    assert!(matches!(twice, Err(DbError::Unique(_))), "{twice:?}");
    let last = NewFurtherRound {
        name: "Final".to_owned(),
        rule: RoundRule::Fresh,
        shows: EarlierShown::Nothing,
        entries: [two].into(),
        ..new.clone()
    };
    let last_round = add(&db, fixture.competition, 3, last).await.expect("made");

    let mut conn = db.read().await.expect("a reader");
    let line = |round, name: &str, rule, shows, entries| RoundLine {
        round,
        name: name.to_owned(),
        rule,
        shows,
        entries,
        judges: 1,
        closes_at: Some(closes_at),
        weights: RoundWeights::default(),
    };
    let lines = rounds::lines(&mut conn, fixture.competition).await.expect("read");
    let (first, second) = (
        line(half, "Half <final>", RoundRule::Carried, EarlierShown::Own, 2),
        line(last_round, "Final", RoundRule::Fresh, EarlierShown::Nothing, 1),
    );
    assert_eq!(lines, [first, second], "what is of another competition is not put in");
    let further = |round, name: &str, rule, entries: &[EntryId]| FurtherRound {
        round,
        name: name.to_owned(),
        rule,
        entries: entries.iter().copied().collect(),
        weights: RoundWeights::default(),
    };
    let competition = by_id(&mut conn, fixture.competition).await.expect("read").expect("there");
    let evidence = read::evidence(&mut conn, competition).await.expect("evidence");
    assert_eq!(evidence.rounds, [fixture.round, half, last_round]);
    let expected = [
        further(half, "Half <final>", RoundRule::Carried, &[one, two]),
        further(last_round, "Final", RoundRule::Fresh, &[two]),
    ];
    assert_eq!(evidence.further, expected);
    assert_eq!(rounds::judges(&mut conn, half).await.expect("read"), [judge].into());
    assert!(rounds::lines(&mut conn, other.competition).await.expect("read").is_empty());
    assert!(rounds::further(&mut conn, other.competition).await.expect("read").is_empty());
    assert!(rounds::judges(&mut conn, fixture.round).await.expect("read").is_empty());
});

on_both_engines!(a_round_with_a_rubric_of_its_own_is_judged_by_that, |db| async move {
    let fixture = Fixture::new(&db, "judging").await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let (one, _) = fixture.entry(&db, "one", "eligible", None).await;
    let judge = fixture.judge(&db, "a", "ready", None).await;
    let (dialogue, prevention) = (fixture.criteria[0], fixture.criteria[1]);
    let whole = Decimal::from_integer(100);
    let new = NewFurtherRound {
        name: "Final".to_owned(),
        rule: RoundRule::Fresh,
        shows: EarlierShown::Nothing,
        closes_at: NOON.plus_seconds(60),
        entries: [one].into(),
        judges: [judge].into(),
        weights: RoundWeights([(prevention, whole), (other.criteria[0], whole)].into()),
    };
    let mut conn = db.read().await.expect("a reader");
    assert!(!board::is_locked(&mut conn, fixture.track).await.expect("read"));
    drop(conn);
    let round = add(&db, fixture.competition, 2, new).await.expect("made");

    let mut conn = db.read().await.expect("a reader");
    let expected = RoundWeights([(prevention, whole)].into());
    assert_eq!(
        rounds::weights(&mut conn, round).await.expect("read"),
        expected,
        "what is of another competition is not put in"
    );
    assert!(rounds::weights(&mut conn, fixture.round).await.expect("read").is_empty());
    let lines = rounds::lines(&mut conn, fixture.competition).await.expect("read");
    assert_eq!(lines.into_iter().map(|line| line.weights).collect::<Vec<_>>(), [expected]);
    for (round, weights) in [(fixture.round, vec![(dialogue, 60), (prevention, 40)]), (round, vec![(prevention, 100)])]
    {
        let weights: Vec<_> = weights.into_iter().map(|(line, weight)| (line, Decimal::from_integer(weight))).collect();
        let rubric = scores::store::read::rubric_of_entry(&mut conn, one, round).await.expect("read");
        assert_eq!(rubric.iter().map(|line| (line.id, line.weight)).collect::<Vec<_>>(), weights);
        let stored =
            scores::store::stored::stored_of(&mut conn, judge, one, round).await.expect("read").expect("a rubric");
        assert_eq!(stored.rubric.iter().map(|line| (line.id, line.weight)).collect::<Vec<_>>(), weights);
    }
    assert!(board::is_locked(&mut conn, fixture.track).await.expect("read"), "the rubric stands");
    assert!(!board::is_locked(&mut conn, other.track).await.expect("read"));
    drop(conn);
    let gone: Result<u64, DbError> = db
        .write(move |tx| {
            Box::pin(async move { execute!(tx, "DELETE FROM criterion WHERE id = $1", prevention.uuid()) })
        })
        .await;
    assert!(gone.is_err(), "a criterion that a round names stays");
});
