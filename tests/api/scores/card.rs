//! What a scorecard says, and what it must say to be handed in.

use super::*;

#[tokio::test]
async fn a_judge_scores_an_entry_from_draft_to_submission() {
    let mut scene = scene("judging").await;
    let desk = scene.ada.get("/en/c/peace/judge").await;
    assert_eq!(desk.status, 200, "{}", desk.body);
    assert!(desk.body.contains("Team walk") && desk.body.contains("Team doors"), "{}", desk.body);
    assert!(desk.body.contains("0 / 2") && desk.body.contains("To do"), "{}", desk.body);
    assert!(desk.body.contains("31 March 2026"), "the due date: {}", desk.body);

    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert_eq!(sheet.status, 200, "{}", sheet.body);
    assert!(sheet.body.contains("weight 60"), "{}", sheet.body);
    assert!(sheet.body.contains("rel=\"noopener noreferrer ugc nofollow\"") && sheet.body.contains("play.example"));
    assert!(sheet.body.contains("name=\"marks[dialogue]\""), "{}", sheet.body);

    let draft = Form::new(scene.walk, 0, "draft")
        .with("marks[dialogue]", "4")
        .with("comments[dialogue]", "Good <talk>")
        .with("note", "Ask C");
    let saved = scene.ada.post(SAVE, &draft.fields()).await;
    assert_eq!(saved.location, Some(format!("{}?done=scorecard-saved", page(scene.walk))), "{}", saved.body);
    let sheet = scene.ada.follow(&saved).await;
    assert!(sheet.body.contains("Good &lt;talk>") && sheet.body.contains("Ask C"), "{}", sheet.body);
    assert!(sheet.body.contains("80.0"), "the running total is over what is scored: {}", sheet.body);
    assert_eq!(scene.cards().await, [("draft".into(), 1, "Ask C".into())]);

    let whole = Form::new(scene.walk, 1, "submit").marks("4", "5").with("comments[dialogue]", "Good <talk>");
    let submitted = scene.ada.post(SAVE, &whole.fields()).await;
    assert_eq!(submitted.location.as_deref(), Some("/en/c/peace/judge?done=scorecard-submitted"));
    let desk = scene.ada.follow(&submitted).await;
    assert!(desk.body.contains("1 / 2") && desk.body.contains("Submitted"), "{}", desk.body);
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains("88.0"), "60 x 4/5 + 40 x 5/5: {}", sheet.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, String::new())]);
}

#[tokio::test]
async fn before_conflicts_are_declared_a_judge_sees_no_entry() {
    let mut scene = scene("judging").await;
    scene.sql("UPDATE judge SET state = 'accepted' WHERE key = 'a'").await;
    let desk = scene.ada.get("/en/c/peace/judge").await;
    assert_eq!(desk.status, 200);
    assert!(desk.body.contains("/en/c/peace/judge/conflicts"), "{}", desk.body);
    for word in ["walk", "doors", &scene.walk.to_string()] {
        assert!(!desk.body.contains(word), "{word}");
    }
    assert_eq!(scene.ada.get(&page(scene.walk)).await.status, 404);
    let form = Form::new(scene.walk, 0, "draft").marks("4", "4");
    assert_eq!(scene.ada.call(SAVE, &form.fields()).await.status, 404);
}

#[tokio::test]
async fn a_score_off_the_scale_comes_back_at_its_field_with_every_word() {
    let mut scene = scene("judging").await;
    for mark in ["6", "0", "2.5", "-3"] {
        scene.ada.get(&page(scene.walk)).await;
        let form = Form::new(scene.walk, 0, "submit")
            .marks(mark, "5")
            .with("comments[prevention]", "</textarea><b>typed & kept")
            .with("note", "kept too");
        let refused = scene.ada.post(SAVE, &form.fields()).await;
        let back = scene.ada.follow(&refused).await;
        assert!(back.body.contains("Give a mark from 1 to 5 in steps of 1."), "{mark}: {}", back.body);
        assert!(back.body.contains("id=\"marks[dialogue]-error\""), "{}", back.body);
        assert!(back.body.contains("dialogue: Give a mark"), "the summary names the criterion: {}", back.body);
        assert!(back.body.contains("href=\"#marks[dialogue]\"") && back.body.contains("id=\"marks[dialogue]\""));
        assert!(
            back.body.contains("&lt;/textarea>&lt;b>typed &amp; kept") && back.body.contains("kept too"),
            "{}",
            back.body
        );
        let script = scene.ada.call(SAVE, &form.fields()).await;
        assert_eq!(script.status, 422, "{}", script.body);
    }
    assert!(scene.cards().await.is_empty());
}

#[tokio::test]
async fn a_submission_is_whole_and_explains_its_extremes() {
    let mut scene = scene("judging").await;
    scene.describe_levels().await;
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains("Perspectives shown") && sheet.body.contains("Between 1 and 3"), "{}", sheet.body);
    assert!(sheet.body.contains("Needed for 1, 2, 5."), "{}", sheet.body);
    let gaps = scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").with("marks[dialogue]", "3").fields()).await;
    assert!(gaps.status == 422 && gaps.body.contains("marks[prevention]"), "{}", gaps.body);
    let bare = scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "5").fields()).await;
    assert!(bare.body.contains("comments[prevention]") && bare.body.contains("comment_required"), "{}", bare.body);
    let none = Form::new(scene.walk, 0, "submit").marks("could_not_assess", "could_not_assess");
    let none = scene.ada.call(SAVE, &none.fields()).await;
    assert!(none.status == 422 && none.body.contains("nothing_assessed"), "{}", none.body);
    let unknown = Form::new(scene.walk, 0, "draft").with("marks[beauty]", "3");
    assert_eq!(scene.ada.call(SAVE, &unknown.fields()).await.status, 400);
    assert!(scene.cards().await.is_empty());
    let good =
        Form::new(scene.walk, 0, "submit").marks("could_not_assess", "5").with("comments[prevention]", "Because");
    assert_eq!(scene.ada.call(SAVE, &good.fields()).await.status, 200);
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains("100.0"), "over what could be assessed: {}", sheet.body);
}

#[tokio::test]
async fn fine_scales_are_written_and_all_the_same_is_only_a_warning() {
    let mut scene = scene("judging").await;
    scene
        .sql(
            "INSERT INTO criterion (id, competition_id, track_id, key, label, question, weight, min_mark, max_mark, step, position)
             SELECT randomblob(16), competition_id, track_id, 'craft', 'Craft', '', 1000000, 0, 10000000, 250000, 9 FROM criterion WHERE key = 'dialogue'",
        )
        .await;
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains("type=\"number\"") && sheet.body.contains("step=\"0.25\""), "{}", sheet.body);
    let off = Form::new(scene.walk, 0, "draft").with("marks[craft]", "9.8");
    let off = scene.ada.call(SAVE, &off.fields()).await;
    assert!(off.body.contains("off_scale") && off.body.contains("0.25"), "{}", off.body);
    let ticked = Form::new(scene.walk, 0, "draft").with("not_assessed[craft]", "on");
    assert_eq!(scene.ada.call(SAVE, &ticked.fields()).await.status, 200);
    let same = Form::new(scene.walk, 1, "submit").marks("4", "4").with("marks[craft]", "4");
    let submitted = scene.ada.post(SAVE, &same.fields()).await;
    assert_eq!(submitted.location, Some(format!("{}?done=scorecard-submitted", page(scene.walk))));
    assert!(scene.ada.follow(&submitted).await.body.contains("All your marks are the same"));
    assert_eq!(scene.cards().await.first().map(|card| card.0.as_str()), Some("submitted"));
}

#[tokio::test]
async fn what_was_submitted_stays_a_submission() {
    let mut scene = scene("judging").await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await;
    let gap = scene.ada.call(SAVE, &Form::new(scene.walk, 1, "draft").with("marks[dialogue]", "3").fields()).await;
    assert_eq!(gap.status, 422, "{}", gap.body);
    let change = scene.ada.call(SAVE, &Form::new(scene.walk, 1, "draft").marks("2", "4").fields()).await;
    assert_eq!(change.status, 200, "{}", change.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, String::new())]);
}
