//! What is known of a judge's having played an entry.

use super::*;
use axum::{body::Body, http::Request};

/// What is written down: minutes, and whether the play link was followed, in the order of opening.
async fn known(scene: &Scene) -> Vec<(i64, bool)> {
    let mut conn = scene.site.db.read().await.expect("a reader");
    let rows: Vec<(i64, Option<i64>)> =
        fetch_all!(&mut conn, (i64, Option<i64>), "SELECT spent, played_at FROM play ORDER BY opened_at, entry_id")
            .expect("rows");
    rows.into_iter().map(|(spent, played)| (spent / 60_000_000, played.is_some())).collect()
}

fn play_link(entry: EntryId) -> String {
    format!("/judge/entries/{entry}/links/play_url")
}

#[tokio::test]
async fn time_counts_from_one_sign_to_the_next() {
    let mut scene = unopened(Engine::Sqlite, "judging").await;
    let first = scene.ada.get(&page(scene.walk)).await;
    assert!(first.body.contains("0 min of about 25 min"), "{}", first.body);
    assert_eq!(known(&scene).await, [(0, false)]);
    scene.site.clock.set(NOON.plus_seconds(22 * 60));
    let draft = Form::new(scene.walk, 0, "draft").marks("3", "4");
    assert_eq!(scene.ada.call(SAVE, &draft.fields()).await.status, 200);
    assert_eq!(known(&scene).await, [(22, false)]);
    // After dinner.
    scene.site.clock.set(NOON.plus_seconds(120 * 60));
    let again = scene.ada.get(&page(scene.walk)).await;
    assert!(again.body.contains("22 min of about 25 min"), "{}", again.body);
    let desk = scene.ada.get("/en/c/peace/judge").await;
    assert!(desk.body.contains("52 min of about 50 min"), "{}", desk.body);
    let begun = desk.body.find(">walk<").zip(desk.body.find(">doors<"));
    assert!(desk.body.contains("Go on with walk") && begun.is_some_and(|(walk, doors)| walk < doors), "{}", desk.body);
    assert_eq!(known(&scene).await, [(52, false)], "nothing of other judges, nothing of other entries");
}

#[tokio::test]
async fn a_link_leads_on_and_is_noted() {
    let mut scene = unopened(Engine::Sqlite, "judging").await;
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains(&play_link(scene.walk)) && !sheet.body.contains("https://play.example"));
    let on = scene.ada.get(&play_link(scene.walk)).await;
    assert_eq!((on.status, on.location.as_deref()), (303, Some("https://play.example/walk")));
    assert!(on.headers.contains("referrer-policy: same-origin"), "{}", on.headers);
    assert_eq!(known(&scene).await, [(0, true)]);
    // Nobody's entry, no such link, an answer that is no link; not assigned, no judge, nobody signed in.
    for path in [
        play_link(scene.fixture.competition.uuid().into()),
        "/judge/entries/x/links/play_url".to_owned(),
        format!("/judge/entries/{}/links/none", scene.walk),
        format!("/judge/entries/{}/links/dialogue", scene.walk),
    ] {
        let reply = scene.ada.get(&path).await;
        assert_eq!((reply.status, reply.location), (404, None), "{path}");
    }
    for (who, path, status) in [
        (&mut scene.bob, play_link(scene.doors), 404),
        (&mut scene.organiser, play_link(scene.walk), 404),
        (&mut scene.site.visitor(), play_link(scene.walk), 401),
    ] {
        let reply = who.get(&path).await;
        assert_eq!((reply.status, reply.location), (status, None), "{path}");
    }
    assert_eq!(known(&scene).await.len(), 1);
}

#[tokio::test]
async fn what_is_read_ahead_or_after_the_close_is_not_noted() {
    let mut scene = unopened(Engine::Sqlite, "judging").await;
    for (name, value) in [("sec-purpose", "prefetch;prerender"), ("purpose", "prefetch")] {
        let ahead = Request::get(page(scene.walk)).header(name, value);
        assert_eq!(scene.ada.send(ahead, Body::empty()).await.status, 200);
    }
    assert!(known(&scene).await.is_empty());
    scene.sql("UPDATE competition SET state = 'deliberation'").await;
    assert_eq!(scene.ada.get(&page(scene.walk)).await.status, 200);
    assert_eq!(scene.ada.get(&play_link(scene.walk)).await.status, 303, "it still leads on");
    assert!(known(&scene).await.is_empty());
}

#[tokio::test]
async fn who_opened_nothing_is_asked_once_and_never_stopped() {
    let mut scene = unopened(Engine::Sqlite, "judging").await;
    let blind = |submit| Form::new(scene.walk, 0, submit).marks("3", "4").with("note", "kept words");
    let asked = scene.ada.call(SAVE, &blind("submit").fields()).await;
    assert!(asked.status == 409 && asked.body.contains("not_tried"), "{}", asked.body);
    scene.ada.get(&page(scene.walk)).await;
    let asked = scene.ada.post(SAVE, &blind("submit").fields()).await;
    let back = scene.ada.follow(&asked).await.body;
    assert!(
        back.contains("kept words") && back.contains("name=\"untried\"") && back.contains("Submit all the same"),
        "{back}"
    );
    assert!(scene.cards().await.is_empty());
    assert_eq!(scene.ada.call(SAVE, &blind("submit").with("untried", "on").fields()).await.status, 200);
    let logged =
        scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%\"untried\":true%'").await;
    assert_eq!(logged, 1);
    let changed = Form::new(scene.walk, 1, "submit").marks("4", "4");
    assert_eq!(scene.ada.call(SAVE, &changed.fields()).await.status, 200, "asked once");
    // Who followed the link is not asked; nor is anybody where there is nothing to open.
    scene.bob.get(&play_link(scene.walk)).await;
    assert_eq!(scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await.status, 200);
    scene.sql("DELETE FROM question").await;
    assert_eq!(scene.ada.call(SAVE, &Form::new(scene.doors, 0, "submit").marks("3", "4").fields()).await.status, 200);
}

#[tokio::test]
async fn what_runs_on_ones_own_device_comes_first() {
    let mut scene = unopened(Engine::Sqlite, "judging").await;
    for statement in [
        "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
         SELECT track_id, competition_id, 'build_windows', 51, label, hint, kind, max_words, required, audience FROM question WHERE key = 'play_url'",
        "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
         SELECT track_id, competition_id, 'build_ios', 52, label, hint, kind, max_words, required, audience FROM question WHERE key = 'play_url'",
        "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
         SELECT randomblob(16), competition_id, entry_id, 2, '{\"title\":\"walk\",\"pitch\":\"P\",\"languages\":[\"en\"],\"platforms\":[\"windows\",\"ios\"],
           \"play_url\":\"https://play.example/walk\",\"build_windows\":\"https://get.example/win\",\"build_ios\":\"https://get.example/ios\"}', content_hash, at FROM snapshot",
        "UPDATE judge SET devices = 'iphone' WHERE key = 'a'",
    ] {
        scene.sql(statement).await;
    }
    let order = |body: &str| -> Vec<usize> {
        let link = |key: &str| body.find(&format!("/links/{key}\"")).expect(key);
        vec![link("build_ios"), link("play_url"), link("build_windows")]
    };
    let own = scene.ada.get(&page(scene.walk)).await.body;
    assert!(order(&own).is_sorted() && own.contains("Link to get it for iOS") && own.contains("your device"), "{own}");
    // Who told of no device is offered what everybody can run first, and told of no device.
    let other = scene.bob.get(&page(scene.walk)).await.body;
    let [ios, play, windows] = order(&other)[..] else { panic!("three links") };
    assert!(play < ios && play < windows && !other.contains("your device"), "{other}");
    // Getting it is a sign of playing, as the link to play is.
    let build = format!("/judge/entries/{}/links/build_ios", scene.walk);
    let on = scene.ada.get(&build).await;
    assert_eq!((on.status, on.location.as_deref()), (303, Some("https://get.example/ios")));
    let played = scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM play WHERE played_at IS NOT NULL").await;
    assert_eq!(played, 1);
}
