//! What an assignment looks at, and the chair.

use super::*;
use app::entries::model::{EntryContent, EntryState};
use server::{
    auth::permits::Operator,
    db::Db,
    entries::store::{read as entries, write as writing},
    panel::store::{chair, seats as reserve},
};

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}

on_both_engines!(what_an_entry_takes_is_written_with_its_contents, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = Operator::at_the_command_line().editor(fixture.competition, team, entry);
    db.write(move |tx| {
        Box::pin(async move {
            let content = EntryContent {
                title: "Game".into(),
                platforms: words(&["web", "VR headset"]),
                warnings: words(&["motion", "gore"]),
                ..EntryContent::default()
            };
            let save = writing::Save { based_on: 1, content: &content, state: EntryState::Draft, handed_in: None };
            writing::save(tx, &by, &save).await
        })
    })
    .await
    .expect("the database");
    let takes = |db: Db| async move {
        entries::takes(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("read")
    };
    assert!(takes(db.clone()).await.is_empty(), "a draft is not judged");
    let id = entry.uuid();
    db.write(move |tx| Box::pin(async move { execute!(tx, "UPDATE entry SET state = 'eligible' WHERE id = $1", id) }))
        .await
        .expect("let in");
    let found = takes(db.clone()).await.remove(&entry).expect("the entry");
    assert_eq!((found.platforms, found.warnings), (words(&["web", "VR headset"]), words(&["motion", "gore"])));
});

/// The statement of the migration that fills what was written before.
fn filling(db: &Db) -> &'static str {
    let migration = match db {
        Db::Sqlite(_) => include_str!("../../../migrations/sqlite/0022_matching.sql"),
        Db::Postgres(_) => include_str!("../../../migrations/postgres/0022_matching.sql"),
    };
    let start = migration.find("UPDATE entry").expect("the statement");
    let end = migration[start..].find(';').and_then(|first| {
        // The mark between two platforms is a semicolon too.
        migration[start + first + 1..].find(';').map(|more| start + first + 1 + more)
    });
    &migration[start..end.expect("its end")]
}

on_both_engines!(what_was_written_before_is_filled_in, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, _) = fixture.entry(&db, "game", "eligible", None).await;
    let (bare, _) = fixture.entry(&db, "bare", "eligible", None).await;
    let (id, none, fill) = (entry.uuid(), bare.uuid(), filling(&db));
    db.write(move |tx| {
        Box::pin(async move {
            let content = "{\"title\":\"A\",\"platforms\":[\"web\",\"VR headset\",\"ios\"]}";
            execute!(tx, "UPDATE entry SET content = $2 WHERE id = $1", id, content)?;
            execute!(tx, "UPDATE entry SET content = $2 WHERE id = $1", none, "{\"title\":\"B\"}")?;
            execute!(tx, fill)
        })
    })
    .await
    .expect("filled");
    let takes = entries::takes(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("read");
    let of = |entry| takes.get(&entry).map(|takes| takes.platforms.clone()).unwrap_or_default();
    assert_eq!((of(entry), of(bare)), (words(&["web", "VR headset", "ios"]), Vec::new()));
});

async fn chair_of(db: &Db, fixture: &Fixture) -> Option<JudgeId> {
    chair::of(&mut db.read().await.expect("a reader"), fixture.competition).await.expect("read")
}

async fn make_chair(db: &Db, fixture: &Fixture, judge: JudgeId) -> bool {
    let by = organiser(fixture);
    db.write(move |tx| Box::pin(async move { chair::set(tx, &by, judge).await })).await.expect("the database")
}

on_both_engines!(a_panel_has_one_chair_who_sits_on_it, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let one = fixture.judge(&db, "one", "ready", None).await;
    let two = fixture.judge(&db, "two", "accepted", None).await;
    let asked = fixture.judge(&db, "asked", "invited", None).await;
    assert_eq!(chair_of(&db, &fixture).await, None);
    assert!(make_chair(&db, &fixture, one).await && make_chair(&db, &fixture, two).await);
    assert_eq!(chair_of(&db, &fixture).await, Some(two), "in place of the first");
    assert!(!make_chair(&db, &fixture, asked).await, "who was only asked sits not on it");
    let other = Fixture::with_slug(&db, "open", "other").await;
    assert!(!make_chair(&db, &other, one).await, "a judge of another panel");
    assert!(make_chair(&db, &fixture, one).await);
    let by = organiser(&fixture);
    assert!(db.write(move |tx| Box::pin(async move { chair::unset(tx, &by).await })).await.expect("the database"));
    assert_eq!(chair_of(&db, &fixture).await, None);
});

on_both_engines!(the_chair_ends_with_the_seat, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    for (n, key) in ["a", "b", "c"].into_iter().enumerate() {
        let judge = fixture.judge(&db, key, "ready", None).await;
        assert!(make_chair(&db, &fixture, judge).await);
        let by = organiser(&fixture);
        db.write(move |tx| {
            Box::pin(async move {
                match n {
                    0 => write::set_judge_state(tx, &by, judge, JudgeState::Ready, JudgeState::Left).await,
                    1 => reserve::set_reserve(tx, &by, judge, true).await,
                    _ => write::set_judge_state(tx, &by, judge, JudgeState::Ready, JudgeState::Accepted).await,
                }
            })
        })
        .await
        .expect("changed");
        assert_eq!(chair_of(&db, &fixture).await, (n == 2).then_some(judge), "{key}");
    }
});
