//! What is handed in has its files with it.

use super::*;

async fn receipt(place: &Place) -> String {
    text(&place.site.db, "SELECT content_hash FROM entry WHERE id = $1", &place.entry).await
}

async fn version(place: &Place) -> i64 {
    let id = Uuid::parse_str(&place.entry).expect("an id");
    let mut conn = place.site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT version FROM entry WHERE id = $1", id).expect("a version").0
}

async fn the_frozen_copy_covers_the_files(engine: Engine) {
    let mut place = Place::new(engine, "open", "draft").await;
    let without = submit(&mut place.ann, &place.entry, "1", &[]).await;
    assert_eq!(without.status, 200, "{}", without.body);
    let bare = receipt(&place).await;
    assert_eq!((version(&place).await, place.snapshots().await), (2, 1));

    // Each change of what is handed in hands it in anew.
    let picture = place.picture().await;
    let with_picture = receipt(&place).await;
    assert_ne!(with_picture, bare);
    assert_eq!((version(&place).await, place.snapshots().await), (3, 2));
    let fields = [("entry", place.entry.as_str()), ("file", picture.as_str()), ("alt", "Two boats")];
    assert_eq!(place.ann.call("entries/describe_file", &fields).await.status, 200);
    let described = receipt(&place).await;
    assert_ne!(described, with_picture);
    let fields = [("entry", place.entry.as_str()), ("file", picture.as_str())];
    assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 200);
    assert_eq!(receipt(&place).await, bare, "without files it is what it was");
    assert_eq!((version(&place).await, place.snapshots().await), (5, 4));

    // Somebody else's form is based on an older version now.
    let stale = save(&mut place.ann, &place.entry, "2", &[]).await;
    assert_eq!(stale.status, 409);
    // Saving what was written takes the files along.
    place.build().await;
    let with_build = receipt(&place).await;
    assert_eq!(save(&mut place.ann, &place.entry, "6", &[]).await.status, 200);
    assert_eq!(receipt(&place).await, with_build);
    let frozen = "SELECT files FROM snapshot WHERE entry_id = $1 ORDER BY version DESC LIMIT 1";
    let list = text(&place.site.db, frozen, &place.entry).await;
    assert!(list.contains("\"name\":\"game.zip\"") && list.contains("\"sha256\":"), "{list}");
}

#[tokio::test]
async fn the_frozen_copy_covers_the_files_on_sqlite() {
    the_frozen_copy_covers_the_files(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_frozen_copy_covers_the_files_on_postgres() {
    the_frozen_copy_covers_the_files(Engine::Postgres).await;
}

#[tokio::test]
async fn files_of_a_draft_leave_its_version_alone() {
    let mut place = Place::open().await;
    place.picture().await;
    assert_eq!((version(&place).await, place.snapshots().await), (1, 0));
    // A form that was open meanwhile can be saved.
    assert_eq!(save(&mut place.ann, &place.entry, "1", &[]).await.status, 200);
}

#[tokio::test]
async fn organisers_and_judges_see_what_was_frozen() {
    let mut place = Place::open().await;
    let (mut olga, account) = place.site.person_with_account("Olga").await;
    place.fixture.organiser(&place.site.db, account).await;
    let (mut judge, account) = place.site.person_with_account("Judge").await;
    let id = place.fixture.judge(&place.site.db, "j", "ready", Some(account)).await;
    let entry = Uuid::parse_str(&place.entry).expect("an id").into();
    place.fixture.assign(&place.site.db, id, entry).await;
    let (picture, build) = (place.picture().await, place.build().await);
    assert_eq!(submit(&mut place.ann, &place.entry, "1", &[]).await.status, 200);
    change(
        &place.site.db,
        "UPDATE entry SET state = 'eligible', version = $2 WHERE id = $1",
        Uuid::parse_str(&place.entry).expect("an id"),
        2,
    )
    .await;
    place.fixture.set_state(&place.site.db, "judging").await;
    let pages = [
        (&mut olga, format!("/en/c/peace/organise/entries/{}", place.entry)),
        (&mut judge, format!("/en/judge/entries/{}", place.entry)),
        (&mut place.ann, format!("/ar/entries/{}", place.entry)),
    ];
    for (client, path) in pages {
        let page = client.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        for part in [
            format!("<img src=\"/files/{picture}\" alt=\"A boat on a river\""),
            format!("href=\"/files/{build}\""),
            "game.zip".to_owned(),
        ] {
            assert!(page.body.contains(&part), "{path} has no {part}: {}", page.body);
        }
    }
    // A judge who fetches the build has something to play; a picture is a part of the page.
    for (file, fetched) in [(picture, 0), (build, 1)] {
        assert_eq!(judge.get(&format!("/files/{file}")).await.status, 200);
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM play WHERE fetched_at IS NOT NULL";
        let found: (i64,) =
            fetch_one!(&mut place.site.db.read().await.expect("a reader"), (i64,), sql).expect("a number");
        assert_eq!(found.0, fetched);
    }
}
