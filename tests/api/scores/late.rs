//! What comes after a round has closed: kept, told, decided by organisers, by the rules of every other scorecard.

use super::*;

const DECIDE: &str = "scores/decide_late";

impl Scene {
    /// The round closes a minute after noon, and it is later.
    async fn close(&self) {
        let (round, closes) = (self.fixture.round.uuid(), NOON.plus_seconds(60));
        put!(self.site.db, "UPDATE round SET closes_at = $2 WHERE id = $1", round, closes.micros());
        self.site.clock.set(closes.plus_seconds(1));
    }

    async fn late(&self) -> Vec<(Uuid, i64, String)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        let sql = "SELECT id, based_on, state FROM late_scorecard ORDER BY received_at, id";
        fetch_all!(&mut conn, (Uuid, i64, String), sql).expect("late ones")
    }

    async fn decide(&mut self, late: Uuid, decision: &str, reason: &str) -> tests::Reply {
        self.site.clock.set(NOON.plus_seconds(120));
        let late = late.to_string();
        self.organiser.call(DECIDE, &[("late", &late), ("decision", decision), ("reason", reason)]).await
    }
}

async fn accepted(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "draft").marks("3", "").fields()).await;
    scene.close().await;
    let form = Form::new(scene.walk, 1, "submit")
        .marks("5", "4")
        .with("note", "secret words")
        .with("typed_at", "1772366430000");
    for _ in 0..3 {
        let kept = scene.ada.call(SAVE, &form.fields()).await;
        assert!(kept.status == 200 && kept.body.contains("scorecard-late"), "{}", kept.body);
    }
    let late = scene.late().await;
    assert_eq!(late.len(), 1, "the same is kept once: {late:?}");
    assert_eq!(scene.cards().await, [("draft".into(), 1, String::new())]);
    let sheet = scene.ada.get(&page(scene.walk)).await;
    assert!(sheet.body.contains("The organisers decide whether it counts."), "{}", sheet.body);
    assert!(!scene.bob.get(&page(scene.walk)).await.body.contains("organisers decide"), "it is nobody else's");

    let board = scene.organiser.get("/en/c/peace/organise/scores").await;
    assert!(board.body.contains("Came late") && board.body.contains("scores/decide_late"), "{}", board.body);
    assert!(!board.body.contains("secret words"), "what it says does not decide whether it counts");
    let (id, ..) = late[0];
    let no_reason = scene.decide(id, "accept", " ").await;
    assert!(no_reason.status == 422 && no_reason.body.contains("reason"), "{}", no_reason.body);
    let done = scene.decide(id, "accept", "The network of the venue was down.").await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, "secret words".into())]);
    let again = scene.decide(id, "set_aside", "No.").await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "{}", again.body);
    assert!(scene.ada.get(&page(scene.walk)).await.body.contains("The network of the venue was down."));
    for action in ["scores.late", "scores.accept_late"] {
        let mut conn = scene.site.db.read().await.expect("a reader");
        let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = $1";
        let (count,): (i64,) = fetch_one!(&mut conn, (i64,), sql, action).expect("a number");
        assert!(count > 0, "{action}");
    }
    // After the close a scorecard is written by such a decision only.
    let other = scene.ada.call(SAVE, &Form::new(scene.walk, 2, "submit").marks("1", "1").fields()).await;
    assert!(other.body.contains("scorecard-late"), "{}", other.body);
    assert_eq!(scene.cards().await.first().map(|card| card.1), Some(2));
}

#[tokio::test]
async fn what_came_late_counts_when_an_organiser_accepts_it_on_sqlite() {
    accepted(Engine::Sqlite).await;
}

#[tokio::test]
async fn what_came_late_counts_when_an_organiser_accepts_it_on_postgres() {
    accepted(Engine::Postgres).await;
}

#[tokio::test]
async fn what_was_overtaken_in_time_replaces_nothing() {
    let mut scene = scene("judging").await;
    for (version, note) in [(0, "first"), (1, "second")] {
        scene
            .ada
            .call(SAVE, &Form::new(scene.walk, version, "submit").marks("3", "3").with("note", note).fields())
            .await;
    }
    scene.close().await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 1, "submit").marks("5", "5").with("note", "late").fields()).await;
    let late = scene.late().await;
    assert!(scene.organiser.get("/en/c/peace/organise/scores").await.body.contains("saved a newer version in time"));
    let stale = scene.decide(late[0].0, "accept", "Why not?").await;
    assert!(stale.status == 409 && stale.body.contains("Stale"), "{}", stale.body);
    assert_eq!(scene.late().await, late, "nothing is decided");
    assert_eq!(scene.decide(late[0].0, "set_aside", "There is a newer one.").await.status, 200);
    assert_eq!(scene.late().await[0].2, "set_aside");
    assert_eq!(scene.cards().await, [("submitted".into(), 2, "second".into())]);
}

#[tokio::test]
async fn what_could_be_no_scorecard_is_refused_late_as_it_is_in_time() {
    let mut scene = scene("judging").await;
    scene.close().await;
    let off = scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("9", "3").fields()).await;
    assert!(off.status == 422 && off.body.contains("off_scale"), "{}", off.body);
    let gaps = scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "").fields()).await;
    assert_eq!(gaps.status, 200, "what was written is kept: {}", gaps.body);
    let incomplete = scene.decide(scene.late().await[0].0, "accept", "Let it count.").await;
    assert!(incomplete.status == 422 && incomplete.body.contains("marks[prevention]"), "{}", incomplete.body);
    for number in 0..25 {
        let note = format!("note {number}");
        scene.ada.call(SAVE, &Form::new(scene.walk, 0, "draft").marks("3", "").with("note", &note).fields()).await;
    }
    assert_eq!(scene.late().await.len(), 20, "nobody fills the tables");
    let unassigned = scene.bob.call(SAVE, &Form::new(scene.doors, 0, "draft").marks("3", "").fields()).await;
    assert_eq!(unassigned.status, 404);
}

#[tokio::test]
async fn nobody_decides_about_their_own() {
    let mut scene = scene("judging").await;
    scene.close().await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "3").fields()).await;
    let (competition, judge) = (scene.fixture.competition.uuid(), scene.ada_judge.uuid());
    let late = scene.late().await[0].0.to_string();
    let fields = [("late", late.as_str()), ("decision", "accept"), ("reason", "Mine.")];
    assert_eq!(scene.ada.call(DECIDE, &fields).await.status, 404, "a judge decides nothing");
    put!(
        scene.site.db,
        "UPDATE judge SET account_id = (SELECT account_id FROM role WHERE competition_id = $1 AND role = 'organiser') WHERE id = $2",
        competition,
        judge
    );
    let own = scene.organiser.call(DECIDE, &fields).await;
    assert!(own.status == 409 && own.body.contains("second_organiser"), "{}", own.body);
}
