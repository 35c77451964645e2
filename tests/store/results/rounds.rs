//! Further rounds: what is written comes back, to the public's page and to the ranking.

use super::*;
use app::{
    competition::model::{EarlierShown, FurtherRound, NewFurtherRound, RoundLine, RoundRule},
    ids::{CompetitionId, RoundId},
};
use server::competition::store::rounds;

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
