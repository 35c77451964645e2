//! Fixes, later deadlines, closes, changes of track: statement by statement.

use super::*;
use app::{
    competition::model::CloseCause,
    entries::{
        model::{CurePart, DeadlineException, EntryFile, FileFacts, FileKind, MediaType},
        rules::{freeze, moved},
    },
};
use server::{
    competition::store::{close, question},
    entries::store::{cure, exception, exception::Given, write::Move},
    execute,
};
use tests::NOON;

async fn open(db: &Db, by: Owner, entry: EntryId, parts: Vec<CurePart>) {
    db.write(move |tx| Box::pin(async move { cure::open(tx, &at(&by, entry), &parts).await })).await.expect("opened");
}

async fn read(db: &Db, entry: EntryId) -> app::entries::model::Entry {
    store::read::entry(&mut db.read().await.expect("a reader"), entry).await.expect("read").expect("an entry")
}

on_both_engines!(a_fix_opens_parts_of_its_competitions_entry, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let other = Fixture::with_slug(&db, "screening", "other").await;
    let (entry, _) = fixture.entry(&db, "game", "fix_needed", None).await;
    assert_eq!(read(&db, entry).await.fix(), None, "an entry of before: all of it");
    open(&db, organiser(other.competition), entry, vec![CurePart::Title]).await;
    assert_eq!(read(&db, entry).await.cure_parts, None, "not their competition");
    let parts = vec![CurePart::Answer("play_url".into()), CurePart::Files(FileKind::Build)];
    open(&db, organiser(fixture.competition), entry, parts.clone()).await;
    assert_eq!(read(&db, entry).await.fix(), Some(parts.as_slice()));
    open(&db, organiser(fixture.competition), entry, Vec::new()).await;
    assert_eq!(read(&db, entry).await.fix(), Some(&[] as &[CurePart]), "nothing may be changed");
});

on_both_engines!(the_checked_copy_is_that_of_the_newest_fix, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, _) = fixture.entry(&db, "game", "submitted", None).await;
    let check = |words: (&'static str, &'static str, &'static str), from: EntryState| {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            let done = db
                .write(move |tx| {
                    Box::pin(
                        async move { store::write::record_check(tx, &at(&by, entry), 1, from, &verdict(words)).await },
                    )
                })
                .await;
            assert!(done.expect("the database"), "recorded");
        }
    };
    let checked = || async {
        let mut conn = db.read().await.expect("a reader");
        (
            cure::checked(&mut conn, entry).await.expect("read"),
            store::read::snapshot(&mut conn, entry).await.expect("read"),
        )
    };
    assert_eq!(checked().await.0, None);
    check(("fix_needed", "link", "Dead."), EntryState::Submitted).await;
    let (found, newest) = checked().await;
    assert!(found.is_some() && found == newest);
    let c = fixture.competition.uuid();
    db.write(move |tx| {
        Box::pin(async move {
            let id: uuid::Uuid = tx.ambient().id();
            execute!(tx, "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at) VALUES ($1, $2, $3, 2, '{}', '11', $4)",
                     id, c, entry.uuid(), NOON.micros())
        })
    })
    .await
    .expect("a cure");
    let (found, newest) = checked().await;
    let (found, newest) = (found.expect("checked"), newest.expect("newest"));
    assert_ne!(found.id, newest.id, "the old one is named beside the new one");
    let by_id = store::read::snapshot_of_id(&mut db.read().await.expect("a reader"), found.id).await.expect("read");
    assert_eq!(by_id, Some(found));
    check(("pass", "", ""), EntryState::FixNeeded).await;
    assert!(checked().await.0.is_some_and(|checked| checked.id != newest.id), "a pass asks for no fix");
});

on_both_engines!(a_later_deadline_is_given_once, |db| async move {
    let fixture = Fixture::new(&db, "screening").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let (checked, _) = fixture.entry(&db, "checked", "eligible", None).await;
    let give = |entry: EntryId, reason: &'static str| {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            let given = DeadlineException { until: NOON.plus_seconds(60), reason: reason.into(), at: NOON };
            db.write(move |tx| {
                Box::pin(async move {
                    match exception::give(tx, &at(&by, entry), &given).await? {
                        // What was inserted before goes with the transaction.
                        Given::TooLate => Err(DbError::Busy),
                        done => Ok(done),
                    }
                })
            })
            .await
        }
    };
    let found = || async { exception::of_entry(&mut db.read().await.expect("a reader"), entry).await.expect("read") };
    assert_eq!(found().await, None);
    assert!(give(checked, "Late").await.is_err(), "it is checked already");
    assert!(matches!(give(entry, "A power cut").await, Ok(Given::Done)));
    assert!(matches!(give(entry, "Another").await, Ok(Given::Already)));
    let expected = DeadlineException { until: NOON.plus_seconds(60), reason: "A power cut".into(), at: NOON };
    assert_eq!(found().await, Some(expected.clone()));
    let read_back = read(&db, entry).await;
    assert_eq!((read_back.late_until, read_back.exception), (Some(expected.until), Some(expected)));
    let listed = store::team::entries(&mut db.read().await.expect("a reader"), team).await.expect("listed");
    assert_eq!(listed[0].late_until, Some(NOON.plus_seconds(60)));

    // It counts in the condition of the write itself, and ends with screening.
    let by = editor(&fixture, entry, team);
    let save = |based_on: i64| {
        let (db, by) = (db.clone(), by.clone());
        async move {
            let state = EntryState::Draft;
            db.write(move |tx| {
                Box::pin(async move {
                    let content = content("Late");
                    store::write::save(
                        tx,
                        &by,
                        &store::write::Save { based_on, content: &content, state, handed_in: None },
                    )
                    .await
                })
            })
            .await
            .expect("the database")
        }
    };
    assert!(save(1).await, "after everybody's close");
    let id = entry.uuid();
    for (until, expected) in [(NOON.plus_seconds(-1), false), (NOON, true)] {
        db.write(move |tx| {
            Box::pin(async move { execute!(tx, "UPDATE entry SET late_until = $2 WHERE id = $1", id, until.micros()) })
        })
        .await
        .expect("moved");
        assert_eq!(save(2).await, expected, "to the last second");
    }
    fixture.set_state(&db, "judging").await;
    assert!(!save(3).await, "screening is closed");
});

on_both_engines!(a_close_lists_what_is_submitted_and_marks_every_entry, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    for (key, state) in [("b-game", "submitted"), ("a-game", "eligible"), ("c-game", "fix_needed")] {
        fixture.entry(&db, key, state, None).await;
    }
    for (key, state) in [("draft", "draft"), ("gone", "withdrawn"), ("out", "rejected")] {
        fixture.entry(&db, key, state, None).await;
    }
    let freeze = |cause: CloseCause| {
        let (db, by) = (db.clone(), organiser(fixture.competition));
        async move {
            db.write(move |tx| Box::pin(async move { close::freeze(tx, &by, "peace", cause).await }))
                .await
                .expect("closed")
        }
    };
    let closed = "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE closed_by IS NOT NULL";
    let first = freeze(CloseCause::Entries).await;
    assert_eq!((first.number, first.count, first.at), (1, 3, NOON));
    assert_eq!(count(&db, closed).await, 6, "drafts too");
    let by = organiser(fixture.competition);
    db.write(move |tx| Box::pin(async move { close::reopen(tx, &by).await })).await.expect("reopened");
    assert_eq!(count(&db, closed).await, 0);
    let id = fixture.competition.uuid();
    db.write(move |tx| {
        Box::pin(async move {
            execute!(tx, "UPDATE entry SET late_until = $2 WHERE competition_id = $1", id, NOON.micros())
        })
    })
    .await
    .expect("later deadlines");
    let second = freeze(CloseCause::Screening).await;
    assert_eq!(second.number, 2);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM entry WHERE late_until IS NOT NULL").await, 0);

    let mut conn = db.read().await.expect("a reader");
    assert_eq!(close::all(&mut conn, fixture.competition).await.expect("read"), [second, first.clone()]);
    let (digest, json) = close::document(&mut conn, fixture.competition, 1).await.expect("read").expect("a document");
    assert_eq!(digest, first.digest);
    let manifest = close::read(&json).expect("a manifest");
    let keys: Vec<_> = manifest.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, ["a-game", "b-game", "c-game"]);
    assert_eq!(close::document(&mut conn, fixture.competition, 3).await.expect("read"), None);
    assert!(close::read("{}").is_err());
    drop(conn);
    for statement in ["UPDATE close_manifest SET document = '{}'", "UPDATE close_manifest SET number = 7"] {
        let changed = db.write(move |tx| Box::pin(async move { execute!(tx, statement) })).await;
        assert!(changed.is_err(), "{statement}");
    }
});

on_both_engines!(another_track_makes_a_draft, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let to = fixture.other_track(&db).await;
    let (entry, team) = fixture.entry(&db, "game", "submitted", None).await;
    let by = editor(&fixture, entry, team);
    let before = read(&db, entry).await;
    let mut conn = db.read().await.expect("a reader");
    let (from, asked) = (
        question::of_track(&mut conn, fixture.track).await.expect("read"),
        question::of_track(&mut conn, to).await.expect("read"),
    );
    drop(conn);
    let content = moved(&before.content, &from, &asked).content;
    let change = |based_on: i64, state: EntryState| {
        let (db, by, content) = (db.clone(), by.clone(), content.clone());
        async move {
            db.write(move |tx| {
                Box::pin(async move {
                    store::write::change_track(tx, &by, &Move { based_on, state, to, content: &content }).await
                })
            })
            .await
            .expect("the database")
        }
    };
    assert!(!change(2, EntryState::Submitted).await, "another version");
    assert!(!change(1, EntryState::Draft).await, "another state");
    assert!(change(1, EntryState::Submitted).await);
    let after = read(&db, entry).await;
    assert_eq!((after.state, after.track, after.version, after.receipt.is_none()), (EntryState::Draft, to, 2, true));
    assert_eq!(after.content, content);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot").await, 1, "what was frozen stays");
    fixture.set_state(&db, "screening").await;
    assert!(!change(2, EntryState::Draft).await, "entries are closed");
});

on_both_engines!(what_was_found_in_a_file_is_noted, |db| async move {
    let fixture = Fixture::new(&db, "open").await;
    let (entry, team) = fixture.entry(&db, "game", "draft", None).await;
    let by = editor(&fixture, entry, team);
    let file = EntryFile {
        id: uuid::Uuid::from_u128(7).into(),
        kind: FileKind::Build,
        name: "game.zip".into(),
        alt: String::new(),
        media_type: MediaType::Zip,
        size: 1,
        sha256: "ab".into(),
    };
    let hash = freeze(&content("T"), std::slice::from_ref(&file)).hash;
    let (id, facts) = (file.id, FileFacts { points: Some((40, 30)), startable: Some(true) });
    let new = file.clone();
    db.write(move |tx| {
        Box::pin(async move {
            store::write::insert_file(tx, &by, &new).await?;
            store::write::note_facts(tx, &by, id, &facts).await
        })
    })
    .await
    .expect("added");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(store::files::facts(&mut conn, entry).await.expect("read"), [(id, facts)]);
    let there = store::files::current(&mut conn, entry).await.expect("read");
    assert_eq!(freeze(&content("T"), &there).hash, hash, "it is not part of what is frozen");
    drop(conn);
    let picture = fixture.picture(&db, entry).await;
    let found = store::files::facts(&mut db.read().await.expect("a reader"), entry).await.expect("read");
    assert!(found.contains(&(picture, FileFacts::default())), "not looked for: {found:?}");
});
