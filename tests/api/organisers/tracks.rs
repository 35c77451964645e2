//! Tracks come, move and go while entries may.

use super::*;

const SETTINGS: &str = "/en/c/peace/organise/settings";

async fn open(state: &'static str) -> Scene {
    let scene = scene().await;
    scene.fixture.set_state(&scene.site.db, state).await;
    scene
}

async fn keys(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.expect("a reader");
    let rows: Vec<(String,)> =
        fetch_all!(&mut conn, (String,), "SELECT key FROM track ORDER BY position, id").expect("tracks");
    rows.into_iter().map(|row| row.0).collect()
}

fn track<'a>(version: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("slug", "peace"), ("version", version), ("track", key)]
}

fn add<'a>(version: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("slug", "peace"),
        ("version", version),
        ("track_name", "In development"),
        ("track_key", key),
        ("like", "functioning"),
    ]
}

#[tokio::test]
async fn a_track_begins_like_another_and_moves_and_goes() {
    let Scene { site, mut olga, .. } = open("open").await;
    let reply = olga.post("competition/add_track", &add("1", "development")).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/tracks/development?done=saved"));
    let page = olga.follow(&reply).await;
    assert!(page.body.contains("In development") && page.body.contains("dialogue"), "{}", page.body);
    assert_eq!(keys(&site.db).await, ["functioning", "development"]);
    let earlier = [track("2", "development"), vec![("direction", "earlier")]].concat();
    assert_eq!(olga.call("competition/move_track", &earlier).await.status, 200);
    assert_eq!(keys(&site.db).await, ["development", "functioning"]);
    assert_eq!(olga.call("competition/move_track", &earlier).await.status, 409, "an old tab does not move it again");
    assert_eq!(olga.call("competition/remove_track", &track("3", "development")).await.status, 200);
    assert_eq!(keys(&site.db).await, ["functioning"]);
    for action in ["competition.add_track", "competition.move_track", "competition.remove_track"] {
        assert_eq!(logged(&site.db, action).await, 1, "{action}");
    }
}

#[tokio::test]
async fn refusals_say_why() {
    let scene = open("open").await;
    let (_, account) = scene.site.person_with_account("Ann").await;
    let Scene { site, fixture, mut olga, .. } = scene;
    let last = olga.call("competition/remove_track", &track("1", "functioning")).await;
    assert_eq!((last.status, last.body.contains("not_ready")), (409, true), "{}", last.body);
    fixture.entry(&site.db, "draft", "draft", Some(account)).await;
    assert_eq!(olga.call("competition/add_track", &add("1", "development")).await.status, 200);
    let used = olga.call("competition/remove_track", &track("2", "functioning")).await;
    assert_eq!((used.status, used.body.contains("track_in_use")), (409, true), "{}", used.body);
    olga.get(SETTINGS).await;
    let reply = olga.post("competition/remove_track", &track("2", "functioning")).await;
    let page = olga.follow(&reply).await.body;
    assert!(page.contains("only while it has no entry"), "{page}");
    let taken = olga.call("competition/add_track", &add("2", "development")).await;
    assert_eq!((taken.status, taken.body.contains("taken")), (422, true), "{}", taken.body);
    let like = [("slug", "peace"), ("version", "2"), ("track_name", ""), ("track_key", "A b"), ("like", "nothing")];
    let bad = olga.call("competition/add_track", &like).await;
    assert_eq!(bad.status, 422);
    for field in ["track_name", "track_key", "like"] {
        assert!(bad.body.contains(&format!("\"{field}\"")), "{field}: {}", bad.body);
    }
    let up = [track("2", "development"), vec![("direction", "up")]].concat();
    assert_eq!(olga.call("competition/move_track", &up).await.status, 422);
    assert_eq!(olga.call("competition/remove_track", &track("2", "nothing")).await.status, 404);
    fixture.set_state(&site.db, "screening").await;
    for (operation, fields) in [
        ("competition/add_track", add("2", "late")),
        ("competition/move_track", [track("2", "development"), vec![("direction", "earlier")]].concat()),
        ("competition/remove_track", track("2", "development")),
    ] {
        let reply = olga.call(operation, &fields).await;
        assert_eq!((reply.status, reply.body.contains("wrong_state")), (409, true), "{operation}: {}", reply.body);
    }
    assert!(!olga.get(SETTINGS).await.body.contains("/api/competition/remove_track"));
}
