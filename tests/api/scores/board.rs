//! What the log and organisers see.

use super::*;

#[tokio::test]
async fn the_log_has_old_and_new_marks_and_no_words() {
    let mut scene = scene("judging").await;
    scene
        .ada
        .call(
            SAVE,
            &Form::new(scene.walk, 0, "draft").marks("3", "").with("comments[dialogue]", "secret words").fields(),
        )
        .await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 1, "submit").marks("4", "could_not_assess").fields()).await;
    let mut conn = scene.site.db.read().await.expect("a reader");
    let events = fetch_all!(
        &mut conn,
        (String, String),
        "SELECT action, payload FROM audit_event WHERE action LIKE 'scores.%' ORDER BY seq"
    )
    .expect("events");
    assert_eq!(events.iter().map(|event| event.0.as_str()).collect::<Vec<_>>(), ["scores.save", "scores.submit"]);
    let last: serde_json::Value = serde_json::from_str(&events.last().expect("two").1).expect("JSON");
    assert_eq!(last["scores"]["dialogue"], serde_json::json!({ "old": "3", "new": "4" }));
    assert_eq!(last["scores"]["prevention"], serde_json::json!({ "old": null, "new": "could_not_assess" }));
    assert_eq!(last["state"], serde_json::json!({ "old": "draft", "new": "submitted" }));
    assert!(events.iter().all(|event| !event.1.contains("secret words")));
}

#[tokio::test]
async fn organisers_see_progress_totals_and_what_needs_them() {
    let mut scene = scene("judging").await;
    let empty = scene.organiser.get("/en/c/peace/organise/scores").await;
    assert_eq!(empty.status, 200, "{}", empty.body);
    assert!(empty.body.contains("0 / 3") && empty.body.contains("Short of reviews"), "{}", empty.body);
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("5", "5").with("note", "canary").fields()).await;
    scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await;
    let board = scene.organiser.get("/en/c/peace/organise/scores").await;
    for word in ["2 / 3", "Judge a", "100.0", "Judge b", "68.0", "32.0", "Spread over 25", "Team doors"] {
        assert!(board.body.contains(word), "{word}: {}", board.body);
    }
    assert!(!board.body.contains("canary"), "only what the page shows");
    assert_eq!(scene.organiser.get("/ar/c/peace/organise/scores").await.status, 200);
}
