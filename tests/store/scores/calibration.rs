//! Samples in the tables: what is stored and refused, and what the schema does by itself.

use super::*;
use app::{
    ids::SampleId,
    scores::model::{NewSample, RubricLine},
};
use server::{
    auth::permits::{Editor, Organises, Owner, PanelMember},
    competition::store::read as competitions,
    scores::store::calibration::{self as store, cards, marks},
};

/// A judge of a competition with a sample, the permit, and the rubric.
async fn calibrating(db: &Db) -> (Scene, PanelMember, SampleId, Vec<RubricLine>) {
    let scene = scene(db).await;
    let sample = scene.fixture.sample(db, "Bridge", None).await;
    let account = scene.permit.account();
    let token =
        db.write(move |tx| Box::pin(async move { session::begin(tx, account).await })).await.expect("a session");
    let caller = session::caller(db, &ambient(), &token).await.expect("read").expect("a caller");
    let mut conn = db.read().await.expect("a reader");
    let member = permits::panel_member(&mut conn, Some(&caller), scene.fixture.competition).await.expect("a permit");
    let tracks = competitions::tracks(&mut conn, scene.fixture.competition).await.expect("tracks");
    drop(conn);
    (scene, member, sample, tracks[0].criteria.iter().map(RubricLine::from).collect())
}

/// The version that is stored then; `None` when it was refused.
async fn save(
    db: &Db,
    place: (&PanelMember, SampleId, &[RubricLine]),
    to: (ScorecardState, i64),
    said: [Option<i32>; 2],
) -> Option<i64> {
    try_to_save(db, place, to, said).await.expect("saved or not")
}

fn scores(marks: [Option<i32>; 2]) -> Vec<Score> {
    ["dialogue", "prevention"]
        .into_iter()
        .zip(marks)
        .map(|(criterion, mark)| Score {
            criterion: criterion.to_owned(),
            mark: mark.map(Decimal::from_integer),
            could_not_assess: false,
            comment: "Why".to_owned(),
        })
        .collect()
}

async fn try_to_save(
    db: &Db,
    (member, sample, rubric): (&PanelMember, SampleId, &[RubricLine]),
    (state, based_on): (ScorecardState, i64),
    said: [Option<i32>; 2],
) -> Result<Option<i64>, DbError> {
    let (member, rubric) = (member.clone(), rubric.to_vec());
    db.write(move |tx| {
        Box::pin(async move {
            let said = scores(said);
            let card = cards::SaveSample { sample, state, based_on, rubric: &rubric, scores: &said, note: "n" };
            Ok(cards::save(tx, &member, card).await?.map(|(_, version)| version))
        })
    })
    .await
}

async fn owner_does<T: Send + 'static>(
    db: &Db,
    fixture: &Fixture,
    deed: impl for<'t> FnOnce(
        &'t mut server::db::Tx,
        Owner,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<T, DbError>> + Send + 't>>
    + Send
    + 'static,
) -> T {
    let by = Operator::at_the_command_line().owner(fixture.competition);
    db.write(move |tx| deed(tx, by)).await.expect("done")
}

on_both_engines!(a_scorecard_of_a_sample_is_saved_whole_and_stays_once_handed_in, |db| async move {
    let (_, member, sample, rubric) = calibrating(&db).await;
    let place = (&member, sample, rubric.as_slice());
    let (draft, submitted) = (ScorecardState::Draft, ScorecardState::Submitted);
    assert_eq!(save(&db, place, (draft, 0), [Some(3), None]).await, Some(1));
    assert_eq!(save(&db, place, (draft, 0), [Some(4), None]).await, None, "based on another version");
    assert!(
        matches!(try_to_save(&db, place, (draft, 1), [Some(9), None]).await, Err(DbError::Check(_))),
        "off the scale"
    );
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(marks::submitted(&mut conn, &member, sample).await.expect("read"), 0, "a draft is nobody's to count");
    assert!(marks::counted(&mut conn, &member, sample).await.expect("read").is_empty());
    drop(conn);
    assert_eq!(save(&db, place, (submitted, 1), [Some(3), Some(5)]).await, Some(2));
    assert_eq!(save(&db, place, (submitted, 2), [Some(1), Some(1)]).await, None, "it stays");
    let mut conn = db.read().await.expect("a reader");
    let card = cards::own(&mut conn, &member, sample).await.expect("read").expect("a card");
    assert_eq!((card.state, card.version, card.note.as_str()), (submitted, 2, "n"));
    assert_eq!(card.scores, scores([Some(3), Some(5)]));
    assert_eq!(cards::states(&mut conn, &member).await.expect("read").get(&sample), Some(&submitted));
    assert_eq!(marks::submitted(&mut conn, &member, sample).await.expect("read"), 1);
    let counted = marks::counted(&mut conn, &member, sample).await.expect("read");
    let [three, five] = [3, 5].map(Decimal::from_integer);
    assert_eq!(counted, [("dialogue".to_owned(), three, 1), ("prevention".to_owned(), five, 1)]);
    drop(conn);
    let refused = db
        .write(|tx| Box::pin(async move { execute!(tx, "UPDATE sample_scorecard SET note = 'other'").map(drop) }))
        .await;
    assert!(matches!(refused, Err(DbError::Check(_))), "the schema refuses it by itself: {refused:?}");
});

on_both_engines!(marks_of_samples_go_with_their_scale_their_criterion_and_their_sample, |db| async move {
    let (scene, member, sample, rubric) = calibrating(&db).await;
    let place = (&member, sample, rubric.as_slice());
    assert_eq!(save(&db, place, (ScorecardState::Submitted, 0), [Some(3), Some(5)]).await, Some(1));
    let lines = rubric.clone();
    owner_does(&db, &scene.fixture, move |tx, by| {
        Box::pin(async move { store::save_anchors(tx, &by, sample, (&lines, &scores([Some(4), Some(2)]))).await })
    })
    .await;
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(store::anchors(&mut conn, sample).await.expect("read"), scores([Some(4), Some(2)]));
    drop(conn);
    // Other words change nothing; another scale empties what was said on the old one.
    for (sql, left) in [
        ("UPDATE criterion SET question = 'Clearer?' WHERE key = 'dialogue'", 2_usize),
        ("UPDATE criterion SET max_mark = 10000000 WHERE key = 'dialogue'", 1),
    ] {
        db.write(move |tx| Box::pin(async move { execute!(tx, sql).map(drop) }))
            .await
            .map_err(|error: DbError| panic!("{error}"))
            .expect("changed");
        let mut conn = db.read().await.expect("a reader");
        assert_eq!(marks::counted(&mut conn, &member, sample).await.expect("read").len(), left, "{sql}");
        assert_eq!(store::anchors(&mut conn, sample).await.expect("read").len(), left, "{sql}");
    }
    let by = Operator::at_the_command_line().owner(scene.fixture.competition);
    let mut conn = db.read().await.expect("a reader");
    let all = marks::of_competition(&mut conn, &by).await.expect("read");
    assert_eq!((all.len(), all[0].judge, all[0].sample), (2, scene.judge, sample));
    assert_eq!(cards::submitted(&mut conn, &by).await.expect("read").get(&sample), Some(&1));
    assert_eq!(store::anchored(&mut conn, &by).await.expect("read"), vec![(sample, 1)]);
    drop(conn);
    let removed =
        owner_does(&db, &scene.fixture, move |tx, by| Box::pin(async move { store::remove(tx, &by, sample).await }));
    assert!(!removed.await, "somebody has handed in");
    db.write(|tx| Box::pin(async move { execute!(tx, "DELETE FROM criterion WHERE key = 'prevention'").map(drop) }))
        .await
        .map_err(|error: DbError| panic!("{error}"))
        .expect("a criterion goes, and with it what was said of it");
});

on_both_engines!(samples_are_named_once_and_kept_from_whom_their_entry_is, |db| async move {
    let (scene, member, sample, _) = calibrating(&db).await;
    let (gone, _) = scene.fixture.entry(&db, "lantern", "withdrawn", None).await;
    let other = Fixture::with_slug(&db, "judging", "other").await;
    let track = scene.fixture.track;
    let new = || NewSample {
        title: "T".into(),
        text: "x".into(),
        play_url: "https://p.example".into(),
        video_url: String::new(),
    };
    let (made, first, second, required) = owner_does(&db, &scene.fixture, move |tx, by| {
        Box::pin(async move {
            let about = Organises::about::<Editor>(&by, gone).expect("kept from nobody");
            let made = store::insert(tx, &by, track, &new()).await?;
            let first = store::insert_copy(tx, &about, track, &new()).await?;
            let second = store::insert_copy(tx, &about, track, &new()).await?;
            let before = store::required(tx, by.competition()).await?;
            store::require(tx, &by, true).await?;
            store::require(tx, &by, true).await?;
            Ok((made, first, second, (before, store::required(tx, by.competition()).await?)))
        })
    })
    .await;
    assert!(made.is_some() && first.is_some() && second.is_none(), "a copy is made once");
    assert_eq!(required, (false, true));
    let by = Operator::at_the_command_line();
    let mut conn = db.read().await.expect("a reader");
    let of = store::of_competition(&mut conn, &by.owner(scene.fixture.competition)).await.expect("read");
    assert_eq!((of.len(), of[0].id, of.iter().filter(|sample| sample.entry == Some(gone)).count()), (3, sample, 1));
    assert!(store::of_competition(&mut conn, &by.owner(other.competition)).await.expect("read").is_empty());
    assert_eq!(store::of_judge(&mut conn, &member).await.expect("read").len(), 3);
    assert_eq!(store::place(&mut conn, sample).await.expect("read"), Some((scene.fixture.competition, None)));
    drop(conn);
    scene.fixture.conflict(&db, scene.judge, gone).await;
    let mut conn = db.read().await.expect("a reader");
    let left = store::of_judge(&mut conn, &member).await.expect("read");
    assert!(left.len() == 2 && left.iter().all(|sample| sample.entry.is_none()), "{left:?}");
    drop(conn);
    let foreign = owner_does(&db, &other, move |tx, by| Box::pin(async move { store::remove(tx, &by, sample).await }));
    assert!(!foreign.await, "another competition's");
    let own =
        owner_does(&db, &scene.fixture, move |tx, by| Box::pin(async move { store::remove(tx, &by, sample).await }));
    assert!(own.await);
});

on_both_engines!(scorecards_stand_in_the_order_of_handing_in, |db| async move {
    let (scene, member, ..) = calibrating(&db).await;
    let (competition, round) = (scene.fixture.competition.uuid(), scene.fixture.round.uuid());
    let (judge, entry) = (scene.judge.uuid(), scene.entry.uuid());
    let put = async |id: u128, judge: Uuid, state: &'static str, at: Option<i64>| {
        db.write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
                     VALUES ($1, $2, $3, $4, $5, $6, '', 1, 0, $7)",
                    Uuid::from_u128(id), competition, round, judge, entry, state, at
                )
                .map(drop)
            })
        })
        .await
        .map_err(|error: DbError| panic!("{error}"))
        .expect("a scorecard");
    };
    let other = scene.fixture.judge(&db, "b", "ready", None).await;
    put(1, judge, "submitted", Some(7)).await;
    put(2, other.uuid(), "draft", None).await;
    let by = Operator::at_the_command_line().owner(scene.fixture.competition);
    let mut conn = db.read().await.expect("a reader");
    let all = server::scores::store::order::of_competition(&mut conn, &by).await.expect("read");
    let expected = [(Uuid::from_u128(1).into(), app::time::Moment::from_micros(7))];
    assert_eq!(all.clone().into_iter().collect::<Vec<_>>(), expected);
    assert_eq!(server::scores::store::order::for_judge(&mut conn, &member).await.expect("read"), all);
});
