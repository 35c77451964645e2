//! A judge's own marks beside the panel's, and judges over the round.

use super::*;

const SPREAD: &str = "/en/c/peace/judge/spread";
const AGREEMENT: &str = "/en/c/peace/organise/scores/agreement";

/// A scorecard that was handed in so many hours after [`NOON`].
async fn card(scene: &Scene, pair: (JudgeId, EntryId), hours: i64, (dialogue, prevention): (i64, i64)) {
    let (at, words) = (NOON.plus_seconds(hours * 3600), ("canary-note".to_owned(), "canary-comment".to_owned()));
    scene.fixture.scorecard(&scene.site.db, pair, at, [dialogue, prevention], words).await;
}

impl Scene {
    async fn bobs(&self) -> JudgeId {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM judge WHERE key = 'b'").expect("a judge").0.into()
    }
}

#[tokio::test]
async fn own_marks_stand_beside_the_panels_only_when_all_own_are_in_and_three_judge() {
    let mut scene = scene("judging").await;
    let (ada, bob) = (scene.ada_judge, scene.bobs().await);
    let cleo = scene.fixture.judge(&scene.site.db, "cleo", "ready", None).await;
    scene.fixture.assign(&scene.site.db, cleo, scene.walk).await;
    card(&scene, (bob, scene.walk), 1, (2, 3)).await;
    card(&scene, (cleo, scene.walk), 1, (3, 3)).await;
    card(&scene, (ada, scene.walk), 2, (5, 3)).await;
    let before = scene.ada.get(SPREAD).await.body;
    assert!(before.contains("1 of 2") && !before.contains("×"), "one of two is in: {before}");
    card(&scene, (ada, scene.doors), 3, (1, 1)).await;
    let shown = scene.ada.get(SPREAD).await.body;
    // Dialogue: 5 against 2.5 on average of the one entry that others scored; prevention alike.
    assert!(shown.contains("On average 2.5 above the others") && shown.contains("On average as the others"), "{shown}");
    assert!(shown.contains("aria-label=\"5: 1×\"") && shown.contains("aria-label=\"2: 1×, 3: 1×\""), "{shown}");
    assert!(shown.contains("This needs 8 scorecards") && !shown.contains("NaN"), "{shown}");
    for word in ["canary", "Judge b", "Judge cleo", "Bob"] {
        assert!(!shown.contains(word), "{word}: {shown}");
    }
    assert!(scene.ada.get("/en/c/peace/judge").await.body.contains("/en/c/peace/judge/spread"));
    // Two judges are too few: each would know the other's.
    scene.sql("UPDATE scorecard SET state = 'void' WHERE judge_id IN (SELECT id FROM judge WHERE key = 'cleo')").await;
    let few = scene.ada.get(SPREAD).await.body;
    assert!(few.contains("Too few judges so far") && !few.contains("×"), "{few}");
    // A further entry is one's own to score first.
    let (kite, _) = scene.fixture.entry(&scene.site.db, "kite", "eligible", None).await;
    scene.fixture.assign(&scene.site.db, ada, kite).await;
    assert!(scene.ada.get(SPREAD).await.body.contains("2 of 3"));
    let mut stranger = scene.site.person("Eve").await;
    assert_eq!((stranger.get(SPREAD).await.status, scene.site.visitor().get(SPREAD).await.status), (404, 401));
}

#[tokio::test]
async fn who_drifts_is_worth_a_look_and_no_mark_changes() {
    let mut scene = scene("judging").await;
    let (ada, bob) = (scene.ada_judge, scene.bobs().await);
    let cleo = scene.fixture.judge(&scene.site.db, "cleo", "ready", None).await;
    scene.sql("DELETE FROM assignment").await;
    let keys = ["e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7"];
    for (hour, key) in (1..).zip(keys) {
        let (entry, _) = scene.fixture.entry(&scene.site.db, key, "eligible", None).await;
        for judge in [ada, bob, cleo] {
            scene.fixture.assign(&scene.site.db, judge, entry).await;
        }
        // Ada is mild at first and strict later; the others say three throughout.
        let mark = if hour <= 4 { 5 } else { 1 };
        card(&scene, (ada, entry), hour, (mark, mark)).await;
        card(&scene, (bob, entry), hour, (3, 3)).await;
        card(&scene, (cleo, entry), hour, (3, 3)).await;
    }
    let marks = "SELECT CAST(SUM(mark) AS BIGINT) FROM score";
    let before = scene.number(marks).await;
    let page = scene.organiser.get(AGREEMENT).await.body;
    let (_, table) = page.split_once("Over the round").expect("a section");
    let rows: Vec<&str> = table.split("<tr role=\"row\">").skip(2).collect();
    assert_eq!(rows.len(), 3, "{table}");
    assert!(
        rows[0].contains("Judge a") && rows[0].contains("Worth a look") && rows[0].contains("+40.0"),
        "{}",
        rows[0]
    );
    assert!(rows[0].contains("-40.0"), "{}", rows[0]);
    // Against Ada and each other the two are as far off the other way, which is said as well: it is a look, not a verdict.
    assert_eq!(page.matches("+40.0").count(), 1, "{page}");
    let own = scene.ada.get(SPREAD).await.body;
    assert!(own.contains("+40.0") && own.contains("Chance alone would seldom"), "{own}");
    assert!(!own.contains("Judge b") && !own.contains("Judge cleo"), "{own}");
    assert_eq!(scene.number(marks).await, before);
    // On the entries themselves: eight, of three judges.
    assert!(page.contains("Scored: 8, by 3 judges") && page.contains("Not read alike"), "{page}");
    assert!(!page.contains("canary") && !page.contains("NaN"), "{page}");
}
