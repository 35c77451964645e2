//! Why a save was refused, in the words of its page; and that what was written for one round stays out of another.

use super::*;
use app::scores::keeping::{Answer, Fields, Keeper, Shown, Stored, fields, reason};
use serde_json::Value;

/// The reasons that a page gives to the island of its scorecard.
fn reasons(page: &str) -> Fields {
    let island = page.split("<leptos-island").find(|part| part.contains("ScorecardKeeper")).expect("an island");
    let (_, rest) = island.split_once("data-props=\"").expect("what it is given");
    let given = rest.split('"').next().unwrap_or_default();
    let given = given.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let given: Value = serde_json::from_str(&given).expect("what it is given");
    serde_json::from_value(given["words"]["refused"]["reasons"].clone()).expect("reasons")
}

#[tokio::test]
async fn what_a_refused_save_is_answered_has_words_in_the_language_of_the_page() {
    let mut scene = scene("judging").await;
    let mut words = Vec::new();
    for language in ["en", "ar"] {
        words.push(reasons(&scene.ada.get(&format!("/{language}/judge/entries/{}", scene.walk)).await.body));
    }
    let (entry, other) = (scene.walk, Uuid::from_u128(7).to_string());
    let form = || Form::new(entry, 0, "draft").with("note", "mine");
    let mut answers = vec![
        scene.ada.call(SAVE, &form().marks("9", "3").fields()).await,
        scene.ada.call(SAVE, &form().with("round", &other).fields()).await,
    ];
    scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let required = [("slug", "peace"), ("required", "on")];
    assert_eq!(scene.organiser.call("scores/save_calibration", &required).await.status, 200);
    answers.push(scene.ada.call(SAVE, &form().fields()).await);
    scene.fixture.set_state(&scene.site.db, "published").await;
    answers.push(scene.ada.call(SAVE, &form().fields()).await);
    scene.sql("UPDATE judge SET state = 'accepted' WHERE key = 'a'").await;
    answers.push(scene.ada.call(SAVE, &form().fields()).await);
    let expected = [
        (422, "Some answers need a change: press", "بعض الإجابات تحتاج إلى تعديل"),
        (409, "written for another round of judging", "كُتب هذا لجولة تحكيم أخرى"),
        (409, "Samples come first: submit", "المشاركات التجريبية أولًا"),
        (409, "The competition is in a stage", "المسابقة"),
        (404, "You no longer judge this entry", "لم تعد محكّما لهذه"),
    ];
    for (answer, (status, english, arabic)) in answers.iter().zip(expected) {
        assert_eq!(answer.status, status, "{}", answer.body);
        for (words, part) in words.iter().zip([english, arabic]) {
            let said = reason(words, &answer.body);
            assert!(said.is_some_and(|said| said.contains(part)), "{}: {said:?}", answer.body);
        }
    }
    assert!(scene.cards().await.is_empty());
}

/// Whatever names another round is refused, in time and late; what names the round, or none, is taken as before.
async fn of_its_own_round_only(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    let (entry, own) = (scene.walk, scene.fixture.round.to_string());
    let hidden = format!("name=\"round\" value=\"{own}\"");
    let sheet = scene.ada.get(&page(entry)).await.body;
    assert!(sheet.contains(&hidden), "{sheet}");
    let other = Uuid::from_u128(7).to_string();
    let form = |version, round: &str| Form::new(entry, version, "draft").marks("3", "").with("round", round);
    for round in [other.as_str(), "first"] {
        let refused = scene.ada.call(SAVE, &form(0, round).fields()).await;
        assert!(refused.status == 409 && refused.body.contains("other_round"), "{round}: {}", refused.body);
    }
    // The form comes back for this round, with its words and based on nothing of the other.
    let posted = scene.ada.post(SAVE, &form(4, &other).with("note", "kept words").fields()).await;
    let back = scene.ada.follow(&posted).await.body;
    assert!(back.contains("written for another round") && back.contains("kept words"), "{back}");
    assert!(back.contains(&hidden) && back.contains("name=\"version\" value=\"0\""), "{back}");
    assert!(scene.cards().await.is_empty(), "nothing was stored");
    assert_eq!(scene.ada.call(SAVE, &form(0, &own).fields()).await.status, 200);
    let unnamed = Form::new(entry, 1, "draft").marks("4", "");
    assert_eq!(scene.ada.call(SAVE, &unnamed.fields()).await.status, 200);
    assert_eq!(scene.cards().await, [("draft".into(), 2, String::new())]);

    scene.sql("UPDATE round SET closes_at = 1").await;
    let refused = scene.ada.call(SAVE, &form(2, &other).fields()).await;
    assert!(refused.status == 409 && refused.body.contains("other_round"), "{}", refused.body);
    let late = "SELECT CAST(COUNT(*) AS BIGINT) FROM late_scorecard";
    assert_eq!(scene.number(late).await, 0, "nothing was kept");
    for form in [form(2, &own), Form::new(entry, 2, "draft").marks("5", "")] {
        let kept = scene.ada.call(SAVE, &form.fields()).await;
        assert!(kept.status == 200 && kept.body.contains("scorecard-late"), "{}", kept.body);
    }
    assert_eq!(scene.number(late).await, 2);
}

#[tokio::test]
async fn a_save_is_of_its_own_round_only_on_sqlite() {
    of_its_own_round_only(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_save_is_of_its_own_round_only_on_postgres() {
    of_its_own_round_only(Engine::Postgres).await;
}

#[tokio::test]
async fn what_a_device_kept_for_another_round_is_stored_when_its_judge_carries_it_over() {
    let mut scene = scene("judging").await;
    let mut tab = Keeper::new(Stored::default()).in_round(&Uuid::from_u128(7).to_string());
    tab.edit(fields([("note".to_owned(), "kept since then".to_owned())]), 0);
    let parcel = tab.send(10_000, || "tab-1".into()).expect("something to send");
    let answer = scene.deliver("", &parcel).await;
    assert!(matches!(&answer, Answer::Refused(why) if why.contains("other_round")), "{answer:?}");
    tab.answer(&parcel.key, answer, 10_000);
    assert!(matches!(tab.shown(), Shown::Refused(..)) && scene.cards().await.is_empty());
    assert!(tab.carry_over(&scene.fixture.round.to_string(), Stored::default(), 20_000));
    let parcel = tab.send(20_000, || "tab-2".into()).expect("something to send");
    assert_eq!(scene.deliver("", &parcel).await, Answer::Saved);
    assert_eq!(scene.cards().await, [("draft".into(), 1, "kept since then".into())]);
}
