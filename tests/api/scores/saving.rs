//! When a scorecard is taken, and that it is taken once.

use super::*;

#[tokio::test]
async fn what_is_saved_after_the_round_has_closed_changes_nothing_that_was_stored() {
    let mut scene = scene("judging").await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").with("note", "first").fields()).await;
    let round = scene.fixture.round.uuid();
    let closes = NOON.plus_seconds(60);
    scene
        .site
        .db
        .write(move |tx| {
            Box::pin(
                async move { execute!(tx, "UPDATE round SET closes_at = $2 WHERE id = $1", round, closes.micros()) },
            )
        })
        .await
        .map_err(|error: DbError| panic!("{error}"))
        .expect("a date");
    scene.site.clock.set(closes);
    let last =
        scene.ada.call(SAVE, &Form::new(scene.walk, 1, "submit").marks("4", "4").with("note", "last").fields()).await;
    assert_eq!(last.status, 200, "the last second counts: {}", last.body);
    scene.site.clock.set(closes.plus_seconds(1));
    let late = Form::new(scene.walk, 2, "submit").marks("5", "5").with("note", "late words");
    let kept = scene.ada.call(SAVE, &late.fields()).await;
    assert!(kept.status == 200 && kept.body.contains("scorecard-late"), "{}", kept.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, "last".into())]);
    let back = scene.ada.post(SAVE, &late.fields()).await;
    let back = scene.ada.follow(&back).await;
    assert!(back.body.contains("arrived after the round had closed"), "{}", back.body);
    let read_only = scene.ada.get(&page(scene.walk)).await;
    assert!(read_only.body.contains("last") && !read_only.body.contains("<textarea"), "{}", read_only.body);
    assert!(!scene.ada.get("/en/c/peace/judge").await.body.contains("button-primary"));
}

#[tokio::test]
async fn scores_are_taken_while_judging_only() {
    for state in ["setup", "open", "screening", "published"] {
        let mut scene = scene(state).await;
        let refused = scene.ada.call(SAVE, &Form::new(scene.walk, 0, "draft").marks("3", "3").fields()).await;
        assert!(refused.status == 409 && refused.body.contains("wrong_state"), "{state}: {}", refused.body);
        let sheet = scene.ada.get(&page(scene.walk)).await;
        assert!(sheet.status == 200 && !sheet.body.contains("Submit scorecard"), "{state}");
        assert!(scene.cards().await.is_empty());
    }
}

#[tokio::test]
async fn two_tabs_do_not_overwrite_each_other() {
    let mut scene = scene("judging").await;
    scene.ada.get(&page(scene.walk)).await;
    let first = Form::new(scene.walk, 0, "draft").marks("4", "").with("comments[dialogue]", "from the first tab");
    assert_eq!(scene.ada.post(SAVE, &first.fields()).await.status, 303);
    scene.ada.at = page(scene.walk);
    let second = Form::new(scene.walk, 0, "draft").marks("2", "").with("comments[dialogue]", "from the second tab");
    let stale = scene.ada.post(SAVE, &second.fields()).await;
    let back = scene.ada.follow(&stale).await;
    assert!(back.body.contains("from the first tab") && back.body.contains("from the second tab"), "{}", back.body);
    assert!(
        back.body.contains("name=\"version\" value=\"1\""),
        "saving again is based on what was shown: {}",
        back.body
    );
    assert_eq!(scene.cards().await.first().map(|card| card.1), Some(1));
    let again = Form::new(scene.walk, 1, "draft").marks("2", "").with("comments[dialogue]", "from the second tab");
    assert_eq!(scene.ada.call(SAVE, &again.fields()).await.status, 200);
    // A form that comes back for another reason keeps the version it was based on.
    let old = Form::new(scene.walk, 1, "draft").marks("9", "");
    scene.ada.at = page(scene.walk);
    let stale = scene.ada.post(SAVE, &old.fields()).await;
    assert!(scene.ada.follow(&stale).await.body.contains("newer version"));
    let invalid = scene.ada.post(SAVE, &Form::new(scene.walk, 2, "draft").marks("9", "").fields()).await;
    assert!(scene.ada.follow(&invalid).await.body.contains("name=\"version\" value=\"2\""));
}

#[tokio::test]
async fn the_same_form_sent_twice_is_done_once() {
    let mut scene = scene("judging").await;
    let form = Form::new(scene.walk, 0, "submit").marks("3", "4");
    let first = scene.ada.post_with_key(SAVE, "one", &form.fields()).await;
    let second = scene.ada.post_with_key(SAVE, "one", &form.fields()).await;
    assert_eq!((first.status, &first.location), (second.status, &second.location));
    assert_eq!(scene.cards().await.len(), 1);
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action LIKE 'scores.%'";
    assert_eq!(scene.number(events).await, 1);
    let other = Form::new(scene.walk, 0, "submit").marks("5", "5");
    scene.ada.at = page(scene.walk);
    let reused = scene.ada.post_with_key(SAVE, "one", &other.fields()).await;
    assert!(scene.ada.follow(&reused).await.body.contains("sent before with other contents"));
    assert_eq!(scene.cards().await.len(), 1);
}
