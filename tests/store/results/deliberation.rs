//! The panel's room: what the schema refuses by itself, and what the statements keep.

use app::{
    competition::model::CompetitionState,
    ids::{EntryId, JudgeId, VoteId},
    number::Decimal,
    results::{
        model::deliberation::{
            Ballot, Choice, NamesInRoom, NewPost, Outcome, RoomSettings, Tally, TieDecider, VoteKind,
        },
        rules::deliberation::{AskedVote, Count, count},
    },
    scores::model::{Score, ScorecardState},
};
use server::{
    auth::permits::{self, AssignedJudge, Deliberant, Operator, Owner},
    db::{Db, DbError},
    execute,
    results::store::deliberation::{self as store, posts, revisions, votes},
    scores::store::{stored::stored, write},
};
use tests::{Assigned, Fixture, NOON, on_both_engines};
use uuid::Uuid;

/// A judge who handed in a scorecard of a round that is closed.
struct Scene {
    fixture: Fixture,
    entry: EntryId,
    judge: JudgeId,
    permit: AssignedJudge,
    by: Deliberant,
    owner: Owner,
}

async fn scene(db: &Db) -> Scene {
    let fixture = Fixture::new(db, "judging").await;
    let Assigned { judge, entry, caller } = fixture.assigned(db).await;
    let mut conn = db.read().await.expect("a reader");
    let permit = permits::assigned_judge(&mut conn, Some(&caller), entry).await.expect("a permit");
    let by = permits::deliberant(&mut conn, Some(&caller), fixture.competition).await.expect("a permit");
    drop(conn);
    let owner = Operator::at_the_command_line().owner(fixture.competition);
    let scene = Scene { fixture, entry, judge, permit, by, owner };
    assert!(scene.save(db, 3, false).await.expect("saved"));
    let round = scene.fixture.round.uuid();
    change(db, "UPDATE round SET closes_at = 0 WHERE id = $1", round).await.expect("closed");
    scene.fixture.set_state(db, CompetitionState::Deliberation.as_str()).await;
    scene
}

async fn change(db: &Db, sql: &'static str, id: Uuid) -> Result<u64, DbError> {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, id) })).await
}

impl Scene {
    async fn open(&self, db: &Db) {
        let by = self.owner.clone();
        let settings =
            RoomSettings { cut: Some(2), names: NamesInRoom::Letters, closes_at: Some(NOON.plus_seconds(60)) };
        let entry = self.entry;
        let opened: Result<(), DbError> = db
            .write(move |tx| {
                Box::pin(async move {
                    store::open(tx, &by, &settings).await?;
                    store::shortlist(tx, &by, &[(entry, 1)]).await?;
                    store::shortlist(tx, &by, &[(entry, 9)]).await
                })
            })
            .await;
        opened.expect("open");
    }

    /// Hands in the card with a mark everywhere; with a revision before it, if wanted.
    async fn save(&self, db: &Db, mark: i32, revised: bool) -> Result<bool, DbError> {
        let permit = self.permit.clone();
        let before = stored(&mut db.read().await.expect("a reader"), &permit).await.expect("read").expect("a rubric");
        db.write(move |tx| {
            Box::pin(async move {
                let score = |key: &str| Score {
                    criterion: key.to_owned(),
                    mark: Some(Decimal::from_integer(mark)),
                    could_not_assess: false,
                    comment: String::new(),
                };
                let scores: Vec<Score> = before.rubric.iter().map(|line| score(&line.key)).collect();
                if revised {
                    let version = before.card.map_or(0, |card| card.version);
                    let changed: Vec<_> = before
                        .rubric
                        .iter()
                        .zip(before.scores.iter().zip(&scores))
                        .map(|(line, (old, new))| (line.id, old.clone(), new.clone()))
                        .collect();
                    let change = revisions::Change { from_version: version, reason: "Why", scores: &changed };
                    assert!(revisions::insert(tx, &permit, change).await?.is_some());
                }
                let card = write::Save {
                    state: ScorecardState::Submitted,
                    based_on: before.card,
                    rubric: &before.rubric,
                    scores: &scores,
                    note: "",
                };
                Ok::<_, DbError>(write::save(tx, &permit, card).await?.is_some())
            })
        })
        .await
    }

    async fn ask(&self, db: &Db, entry: Option<EntryId>) -> VoteId {
        let by = self.owner.clone();
        let asked = AskedVote {
            kind: VoteKind::Free,
            award: None,
            question: "Which?".into(),
            options: vec![(entry, "One".into()), (None, "Two".into())],
            none_option: true,
            quorum: 50,
            tie_decider: TieDecider::Organisers,
            closes_at: None,
        };
        let opened: Result<VoteId, DbError> =
            db.write(move |tx| Box::pin(async move { votes::open(tx, &by, &asked).await })).await;
        opened.expect("a vote")
    }

    async fn cast(&self, db: &Db, vote: VoteId, choice: Choice) -> Result<(), DbError> {
        let (by, ballot) = (self.by.clone(), Ballot { choice, dissent: "No".into() });
        db.write(move |tx| Box::pin(async move { votes::cast(tx, &by, vote, &ballot).await })).await
    }
}

on_both_engines!(a_closed_round_is_written_by_a_revision_in_an_open_room_only, |db| async move {
    let scene = scene(&db).await;
    assert!(matches!(scene.save(&db, 4, false).await, Err(DbError::Check(_))), "the round is closed");
    assert!(matches!(scene.save(&db, 4, true).await, Err(DbError::Check(_))), "there is no room");
    scene.open(&db).await;
    assert!(matches!(scene.save(&db, 4, false).await, Err(DbError::Check(_))), "it takes a revision");
    assert!(scene.save(&db, 4, true).await.expect("changed"));
    assert!(matches!(scene.save(&db, 5, false).await, Err(DbError::Check(_))), "each change its own");
    let mut conn = db.read().await.expect("a reader");
    let all = revisions::of_entry(&mut conn, scene.entry).await.expect("read");
    let first = all.first().expect("one");
    assert_eq!((all.len(), first.judge, first.revision.changes.len()), (1, scene.judge, 2));
    let (key, old, new) = first.revision.changes.first().expect("a change");
    assert_eq!(
        (key.as_str(), old.mark, new.mark),
        ("dialogue", Some(Decimal::from_integer(3)), Some(Decimal::from_integer(4)))
    );
    let own = revisions::own_cards(&mut conn, scene.judge).await.expect("read")[&scene.entry];
    assert_eq!(own.handed_in, Some(2));
    assert_eq!(revisions::counts(&mut conn, scene.fixture.competition).await.expect("read")[&scene.entry], 1);
    drop(conn);
    let competition = scene.fixture.competition.uuid();
    let rewritten =
        change(&db, "UPDATE scorecard_revision SET reason = 'Another' WHERE competition_id = $1", competition).await;
    assert!(matches!(rewritten, Err(DbError::Check(_))), "what was said stays: {rewritten:?}");
    for (sql, why) in [
        ("UPDATE room SET closes_at = 1000000 WHERE competition_id = $1", "its time is over"),
        ("UPDATE room SET closes_at = NULL, state = 'closed' WHERE competition_id = $1", "it is closed"),
        ("UPDATE competition SET state = 'published' WHERE id = $1", "results are out"),
    ] {
        change(&db, sql, competition).await.expect("changed");
        assert!(matches!(scene.save(&db, 5, true).await, Err(DbError::Check(_))), "{why}");
    }
});

on_both_engines!(words_are_said_in_an_open_room_and_stay, |db| async move {
    let scene = scene(&db).await;
    let say = async |text: &'static str| {
        let by = scene.by.speaker(scene.entry).expect("no conflict");
        let post = NewPost { language: "en".into(), text: text.into() };
        db.write(move |tx| Box::pin(async move { posts::insert(tx, &by, &post).await })).await
    };
    assert!(matches!(say("Too early").await, Err(DbError::Check(_))));
    scene.open(&db).await;
    let id = say("Words").await.expect("said");
    say("More words").await.expect("said");
    let by = scene.by.speaker(scene.entry).expect("no conflict");
    let taken: Result<(bool, bool), DbError> = db
        .write(move |tx| {
            Box::pin(async move { Ok((posts::withdraw(tx, &by, id).await?, posts::withdraw(tx, &by, id).await?)) })
        })
        .await;
    assert_eq!(taken.expect("taken back"), (true, false), "once");
    let mut conn = db.read().await.expect("a reader");
    let all = posts::of_entry(&mut conn, scene.entry).await.expect("read");
    let texts: Vec<_> = all.iter().map(|post| post.text.as_deref()).collect();
    assert!(texts.contains(&None) && texts.contains(&Some("More words")), "{texts:?}");
    let by = scene.by.speaker(scene.entry).expect("no conflict");
    assert_eq!(posts::numbers(&mut conn, &by, NOON.plus_seconds(-1)).await.expect("read"), (2, 2));
    assert_eq!(posts::numbers(&mut conn, &by, NOON).await.expect("read"), (2, 0));
    assert_eq!(posts::counts(&mut conn, scene.fixture.competition).await.expect("read")[&scene.entry], 1);
    assert_eq!(posts::place(&mut conn, id).await.expect("read"), Some((scene.fixture.competition, scene.entry)));
    assert_eq!(
        store::shortlisted(&mut conn, scene.fixture.competition).await.expect("read")[&scene.entry],
        1,
        "as it came"
    );
    drop(conn);
    let competition = scene.fixture.competition.uuid();
    let other =
        change(&db, "UPDATE deliberation_post SET text = 'Others' WHERE competition_id = $1", competition).await;
    assert!(matches!(other, Err(DbError::Check(_))), "{other:?}");
    change(&db, "UPDATE deliberation_post SET text = '' WHERE competition_id = $1", competition).await.expect("erased");
    scene.fixture.conflict(&db, scene.judge, scene.entry).await;
    assert!(matches!(say("With a conflict").await, Err(DbError::Check(_))));
});

on_both_engines!(a_ballot_is_of_its_vote_in_time_and_without_a_conflict, |db| async move {
    let scene = scene(&db).await;
    scene.open(&db).await;
    let (vote, other) = (scene.ask(&db, Some(scene.entry)).await, scene.ask(&db, None).await);
    let mut conn = db.read().await.expect("a reader");
    let all = votes::all(&mut conn, scene.fixture.competition).await.expect("read");
    drop(conn);
    let option = |of: VoteId| all.iter().find(|vote| vote.id == of).expect("a vote").options[1].id;
    scene.cast(&db, vote, Choice::Abstain).await.expect("voted");
    scene.cast(&db, vote, Choice::Option(option(vote))).await.expect("voted again");
    let foreign = scene.cast(&db, vote, Choice::Option(option(other))).await;
    assert!(matches!(foreign, Err(DbError::Check(_))), "an option of another vote: {foreign:?}");
    let mut conn = db.read().await.expect("a reader");
    let own = votes::own(&mut conn, &scene.by).await.expect("read");
    assert_eq!(own.len(), 1, "one vote each");
    assert_eq!(own[&vote].choice, Choice::Option(option(vote)));
    drop(conn);
    let question = all.iter().find(|known| known.id == vote).expect("a vote").clone();
    let tally: Result<Tally, DbError> = db
        .write(move |tx| {
            Box::pin(async move {
                let ballots = votes::ballots(tx, vote).await?;
                let tally =
                    count(Count { vote: &question, ballots: &ballots, entitled: 1, counted_out: 0, chair: None });
                votes::close(tx, vote, &serde_json::to_string(&tally).expect("JSON")).await?;
                Ok(tally)
            })
        })
        .await;
    let tally = tally.expect("counted");
    assert!(matches!(tally.outcome, Outcome::Decided { option: won, .. } if won == option(vote)));
    assert!(matches!(scene.cast(&db, vote, Choice::None).await, Err(DbError::Check(_))), "it is closed");
    let mut conn = db.read().await.expect("a reader");
    let closed = votes::one(&mut conn, scene.fixture.competition, vote).await.expect("read").expect("there");
    assert_eq!(closed.tally, Some(tally), "as it was counted");
    assert_eq!(votes::place(&mut conn, vote).await.expect("read"), Some(scene.fixture.competition));
    assert_eq!(votes::panel(&mut conn, scene.fixture.competition).await.expect("read"), [scene.judge]);
    drop(conn);
    for sql in [
        "UPDATE panel_vote SET state = 'cancelled', tally = NULL WHERE id = $1",
        "UPDATE panel_vote SET tally = '{}' WHERE id = $1",
        "DELETE FROM panel_vote WHERE id = $1",
    ] {
        let refused = change(&db, sql, vote.uuid()).await;
        assert!(matches!(refused, Err(DbError::Check(_))), "{sql}: {refused:?}");
    }
    scene.fixture.conflict(&db, scene.judge, scene.entry).await;
    let third = scene.ask(&db, Some(scene.entry)).await;
    assert!(
        matches!(scene.cast(&db, third, Choice::Abstain).await, Err(DbError::Check(_))),
        "a conflict with an option"
    );
    scene.cast(&db, other, Choice::Abstain).await.expect("not with this one");
    let mut conn = db.read().await.expect("a reader");
    let barred = store::barred(&mut conn, scene.fixture.competition).await.expect("read");
    assert_eq!(barred, [(scene.judge.uuid(), scene.entry)]);
});
