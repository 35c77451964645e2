//! What is known of judges' having played, as it is kept.

use super::*;
use app::scores::model::Played;
use server::scores::store::played;

on_both_engines!(what_is_known_of_playing_is_kept_and_read_without_names, |db| async move {
    let scene = scene(&db).await;
    let known = Played {
        opened_at: NOON,
        played_at: Some(NOON.plus_seconds(5)),
        watched_at: None,
        fetched_at: None,
        seen_at: NOON.plus_seconds(60),
        spent: 60_000_000,
    };
    let later =
        Played { fetched_at: Some(NOON.plus_seconds(90)), seen_at: NOON.plus_seconds(90), spent: 90_000_000, ..known };
    for known in [known, later] {
        let permit = scene.permit.clone();
        db.write(move |tx| Box::pin(async move { played::put(tx, &permit, &known).await })).await.expect("written");
    }
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(played::of(&mut conn, &scene.permit).await.expect("read"), Some(later));
    let all = played::of_judge(&mut conn, scene.judge).await.expect("read");
    assert_eq!(all.into_iter().collect::<Vec<_>>(), [((scene.entry, scene.fixture.round), later)]);
    assert!(played::of_entry(&mut conn, scene.entry).await.expect("read").is_empty(), "no scorecard counts");
    drop(conn);
    scene.save(&db, ScorecardState::Submitted, [Some(3), Some(4)], None).await.expect("saved");
    let mut conn = db.read().await.expect("a reader");
    assert_eq!(played::of_entry(&mut conn, scene.entry).await.expect("read"), [later]);
});
