//! Files: their rows.

use super::*;
use app::{
    entries::model::{EntryFile, FileKind, MediaType},
    ids::AttachmentId,
    time::Moment,
};
use server::{competition::store::board, execute};
use store::{files, write};
use tests::NOON;
use uuid::Uuid;

fn file(n: u128, kind: FileKind) -> EntryFile {
    EntryFile {
        id: AttachmentId::new(Uuid::from_u128(n)),
        kind,
        name: format!("قارب {n}.png"),
        alt: "A boat".into(),
        media_type: MediaType::Png,
        size: 3_000_000_000,
        sha256: format!("{n:064}"),
    }
}

async fn current(db: &Db, entry: EntryId) -> Vec<EntryFile> {
    files::current(&mut db.read().await.expect("a reader"), entry).await.expect("files")
}

/// An open competition with an entry in this state and files in it.
async fn with_files(db: &Db, state: &'static str, numbers: &'static [u128]) -> (Fixture, EntryId, EntryEditor) {
    let fixture = Fixture::new(db, "open").await;
    let (entry, team) = fixture.entry(db, "boat", state, None).await;
    let by = editor(&fixture, entry, team);
    let permit = by.clone();
    db.write(move |tx| {
        Box::pin(async move {
            for n in numbers {
                let kind = if *n == 9 { FileKind::Build } else { FileKind::Screenshot };
                write::insert_file(tx, &permit, &file(*n, kind)).await?;
            }
            Ok::<_, DbError>(())
        })
    })
    .await
    .expect("files");
    (fixture, entry, by)
}

async fn begin(db: &Db, by: &EntryEditor, state: EntryState, at: Moment) -> bool {
    let by = by.clone();
    db.write(move |tx| Box::pin(async move { write::begin_change(tx, &by, state, at).await })).await.expect("decided")
}

async fn version(db: &Db, entry: EntryId) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT version FROM entry WHERE id = $1", entry.uuid()).expect("a version").0
}

on_both_engines!(files_are_listed_in_the_order_they_came, |db| async move {
    let (fixture, entry, _) = with_files(&db, "draft", &[3, 9, 1]).await;
    let (other, _) = fixture.entry(&db, "other", "draft", None).await;
    let expected = [file(3, FileKind::Screenshot), file(9, FileKind::Build), file(1, FileKind::Screenshot)];
    assert_eq!(current(&db, entry).await, expected);
    assert!(current(&db, other).await.is_empty());
    let mut conn = db.read().await.expect("a reader");
    let found = files::find(&mut conn, expected[1].id).await.expect("read").expect("there");
    assert_eq!((found.competition, found.entry, &found.file), (fixture.competition, entry, &expected[1]));
    assert_eq!(files::find(&mut conn, AttachmentId::new(Uuid::nil())).await.expect("read"), None);
    assert_eq!(board::build_limit(&mut conn, fixture.competition).await.expect("a limit"), 200);
    let known = files::known(&mut conn, &[expected[0].sha256.clone(), "ff".to_owned()]).await.expect("read");
    assert_eq!(known.into_iter().collect::<Vec<_>>(), [expected[0].sha256.clone()]);
});

on_both_engines!(a_change_is_decided_by_state_and_second, |db| async move {
    let (fixture, entry, by) = with_files(&db, "draft", &[]).await;
    let close = NOON.plus_seconds(86_400);
    assert!(begin(&db, &by, EntryState::Draft, close).await);
    assert_eq!(version(&db, entry).await, 1, "files of a draft leave its version alone");
    assert!(begin(&db, &by, EntryState::Draft, Moment::from_micros(close.micros() + 999_999)).await);
    assert!(!begin(&db, &by, EntryState::Draft, close.plus_seconds(1)).await);
    assert!(!begin(&db, &by, EntryState::Submitted, close).await, "it stands elsewhere");
    fixture.set_state(&db, "screening").await;
    assert!(!begin(&db, &by, EntryState::Draft, close).await);
    let (submitted, team) = fixture.entry(&db, "handed-in", "submitted", None).await;
    fixture.set_state(&db, "open").await;
    assert!(begin(&db, &editor(&fixture, submitted, team), EntryState::Submitted, close).await);
    assert_eq!(version(&db, submitted).await, 2);
});

on_both_engines!(pictures_are_described_and_files_removed_by_their_team, |db| async move {
    let (fixture, entry, by) = with_files(&db, "draft", &[1, 9]).await;
    let (other, team) = fixture.entry(&db, "other", "draft", None).await;
    let stranger = editor(&fixture, other, team);
    let done = db
        .write(move |tx| {
            Box::pin(async move {
                let (picture, build) = (file(1, FileKind::Screenshot).id, file(9, FileKind::Build).id);
                Ok::<_, DbError>([
                    write::describe_file(tx, &stranger, picture, "Mine").await?,
                    write::remove_file(tx, &stranger, picture).await?,
                    write::describe_file(tx, &by, build, "No picture").await?,
                    write::describe_file(tx, &by, picture, "Two boats").await?,
                    write::remove_file(tx, &by, build).await?,
                    write::remove_file(tx, &by, build).await?,
                ])
            })
        })
        .await
        .expect("written");
    assert_eq!(done, [false, false, false, true, true, false]);
    let left = current(&db, entry).await;
    assert_eq!((left.len(), left[0].alt.as_str()), (1, "Two boats"));
    assert_eq!(
        count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM attachment").await,
        1,
        "nobody has seen it: it is gone"
    );
});

on_both_engines!(what_was_frozen_stays_for_those_who_judge_it, |db| async move {
    let (_, entry, by) = with_files(&db, "submitted", &[1, 9]).await;
    let frozen = db
        .write(move |tx| {
            Box::pin(async move {
                write::begin_change(tx, &by, EntryState::Submitted, NOON).await?;
                let first = write::freeze_again(tx, &by, &content("Boat")).await?;
                write::begin_change(tx, &by, EntryState::Submitted, NOON).await?;
                write::remove_file(tx, &by, file(9, FileKind::Build).id).await?;
                let second = write::freeze_again(tx, &by, &content("Boat")).await?;
                Ok::<_, DbError>((first, second))
            })
        })
        .await
        .expect("frozen");
    assert_ne!(frozen.0.hash, frozen.1.hash);
    assert_eq!(version(&db, entry).await, 3);
    let mut conn = db.read().await.expect("a reader");
    let snapshot = store::read::snapshot(&mut conn, entry).await.expect("read").expect("a copy");
    assert_eq!((snapshot.content_hash, snapshot.files), (frozen.1.hash, vec![file(1, FileKind::Screenshot)]));
    let row = store::read::entry(&mut conn, entry).await.expect("read").expect("an entry");
    assert_eq!(row.receipt.expect("a receipt").content_hash, snapshot_hash(&mut conn, entry).await);
    assert!(files::find(&mut conn, file(9, FileKind::Build).id).await.expect("read").is_some(), "its row stays");
    drop(conn);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot").await, 3);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM attachment WHERE removed_at IS NOT NULL").await, 1);
});

async fn snapshot_hash(conn: &mut server::db::Conn, entry: EntryId) -> String {
    store::read::snapshot(conn, entry).await.expect("read").expect("a copy").content_hash
}

on_both_engines!(saving_what_is_handed_in_freezes_its_files, |db| async move {
    let (_, entry, by) = with_files(&db, "draft", &[1]).await;
    let saved = db
        .write(move |tx| {
            Box::pin(async move {
                let content = content("Boat");
                let save = write::Save { based_on: 1, content: &content, state: EntryState::Draft, handed_in: Some(1) };
                write::save(tx, &by, &save).await
            })
        })
        .await
        .expect("saved");
    assert!(saved);
    let mut conn = db.read().await.expect("a reader");
    let snapshot = store::read::snapshot(&mut conn, entry).await.expect("read").expect("a copy");
    assert_eq!(snapshot.files, [file(1, FileKind::Screenshot)]);
    drop(conn);
    assert_eq!(count(&db, "SELECT CAST(COUNT(*) AS BIGINT) FROM attachment WHERE frozen").await, 1);
});

on_both_engines!(tables_refuse_what_no_rule_would_write, |db| async move {
    let (fixture, entry, _) = with_files(&db, "draft", &[1]).await;
    for (size, kind) in [(0_i64, "build"), (1, "film")] {
        let c = fixture.competition.uuid();
        let refused = db
            .write(move |tx| {
                Box::pin(async move {
                    execute!(
                        tx,
                        "INSERT INTO attachment (id, competition_id, entry_id, kind, name, alt, media_type, size, sha256, position, frozen, created_at)
                         VALUES ($1, $2, $3, $4, '', '', '', $5, '', 1, $6, 0)",
                        Uuid::from_u128(77),
                        c,
                        entry.uuid(),
                        kind,
                        size,
                        false,
                    )
                })
            })
            .await;
        assert!(refused.is_err(), "{size} {kind}");
    }
});
