//! The judge's desk, the scorecard, and what must never be learnt from them.

use app::ids::{EntryId, JudgeId};
use server::{db::DbError, execute, fetch_all, fetch_one};
use tests::{Client, Engine, Fixture, NOON, Site};
use uuid::Uuid;

/// Two judges on one panel; Ada judges two entries, Bob the first of them; an organiser.
struct Scene {
    site: Site,
    fixture: Fixture,
    walk: EntryId,
    doors: EntryId,
    ada: Client,
    bob: Client,
    ada_judge: JudgeId,
    organiser: Client,
}

async fn scene(state: &'static str) -> Scene {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, state).await;
    let (walk, _) = fixture.entry(&site.db, "walk", "eligible", None).await;
    let (doors, _) = fixture.entry(&site.db, "doors", "eligible", None).await;
    let (ada, ada_account) = site.person_with_account("Ada").await;
    let (bob, bob_account) = site.person_with_account("Bob").await;
    let (organiser, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let ada_judge = fixture.judge(&site.db, "a", "ready", Some(ada_account)).await;
    let bob_judge = fixture.judge(&site.db, "b", "ready", Some(bob_account)).await;
    for (judge, entry) in [(ada_judge, walk), (ada_judge, doors), (bob_judge, walk)] {
        fixture.assign(&site.db, judge, entry).await;
    }
    Scene { site, fixture, walk, doors, ada, bob, ada_judge, organiser }
}

impl Scene {
    /// Runs one statement.
    async fn sql(&self, statement: &'static str) {
        self.site
            .db
            .write(move |tx| Box::pin(async move { execute!(tx, statement).map(drop) }))
            .await
            .map_err(|error: DbError| panic!("{error}"))
            .expect("done");
    }

    /// Describes 1, 3 and 5 of every criterion.
    async fn describe_levels(&self) {
        for (mark, text) in [(1_i64, "One-way"), (3, "Perspectives shown"), (5, "Exchange is the play")] {
            self.site
                .db
                .write(move |tx| {
                    Box::pin(async move {
                        execute!(
                            tx,
                            "INSERT INTO level (criterion_id, mark, text) SELECT id, $1, $2 FROM criterion",
                            mark * 1_000_000,
                            text
                        )
                    })
                })
                .await
                .map_err(|error: DbError| panic!("{error}"))
                .expect("levels");
        }
    }

    async fn number(&self, sql: &'static str) -> i64 {
        fetch_one!(&mut self.site.db.read().await.expect("a reader"), (i64,), sql).expect("a number").0
    }

    async fn cards(&self) -> Vec<(String, i64, String)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_all!(&mut conn, (String, i64, String), "SELECT state, version, note FROM scorecard ORDER BY saved_at, id")
            .expect("cards")
    }
}

/// A scorecard form.
struct Form(Vec<(String, String)>);

impl Form {
    fn new(entry: EntryId, version: i64, submit: &str) -> Self {
        Self(vec![
            ("entry".into(), entry.to_string()),
            ("version".into(), version.to_string()),
            ("submit".into(), submit.into()),
        ])
    }
    fn marks(mut self, dialogue: &str, prevention: &str) -> Self {
        self.0.push(("marks[dialogue]".into(), dialogue.into()));
        self.0.push(("marks[prevention]".into(), prevention.into()));
        self
    }
    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
    fn fields(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn page(entry: EntryId) -> String {
    format!("/en/judge/entries/{entry}")
}

const SAVE: &str = "scores/save";

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
async fn what_was_submitted_stays_a_submission() {
    let mut scene = scene("judging").await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await;
    let gap = scene.ada.call(SAVE, &Form::new(scene.walk, 1, "draft").with("marks[dialogue]", "3").fields()).await;
    assert_eq!(gap.status, 422, "{}", gap.body);
    let change = scene.ada.call(SAVE, &Form::new(scene.walk, 1, "draft").marks("2", "4").fields()).await;
    assert_eq!(change.status, 200, "{}", change.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, String::new())]);
}

/// Without what differs anyway: the number of the request and the address asked for.
fn plain(body: &str, entry: &str) -> String {
    let body = body.replace(entry, "ENTRY");
    match body.split_once("<code dir=\"ltr\">") {
        Some((before, after)) => format!("{before}{}", after.split_once("</code>").map_or("", |(_, rest)| rest)),
        None => body,
    }
}

#[tokio::test]
async fn what_is_not_yours_looks_like_what_does_not_exist() {
    let mut scene = scene("judging").await;
    let (rejected, _) = scene.fixture.entry(&scene.site.db, "frontline", "rejected", None).await;
    scene.fixture.assign(&scene.site.db, scene.ada_judge, rejected).await;
    // Bob's only; in conflict; not eligible; and what Ada would see if she were Bob.
    let (conflicted, _) = scene.fixture.entry(&scene.site.db, "friends", "eligible", None).await;
    let (foreign, _) = scene.fixture.entry(&scene.site.db, "river", "eligible", None).await;
    scene.fixture.assign(&scene.site.db, scene.ada_judge, conflicted).await;
    let (judge, entry, competition) = (scene.ada_judge.uuid(), conflicted.uuid(), scene.fixture.competition.uuid());
    scene.ada.call(SAVE, &Form::new(conflicted, 0, "submit").marks("3", "3").fields()).await;
    scene
        .site
        .db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', '', 0)",
                    judge, entry, competition
                )
            })
        })
        .await
        .map_err(|error: DbError| panic!("{error}"))
        .expect("a conflict");
    let nowhere: EntryId = Uuid::from_u128(42).into();
    let reference = scene.ada.get(&page(nowhere)).await;
    let operation = scene.ada.call(SAVE, &Form::new(nowhere, 0, "submit").marks("3", "3").fields()).await;
    assert_eq!((reference.status, operation.status), (404, 404));
    for entry in [rejected, conflicted, foreign] {
        let found = scene.ada.get(&page(entry)).await;
        assert_eq!(found.status, 404);
        assert_eq!(plain(&found.body, &entry.to_string()), plain(&reference.body, &nowhere.to_string()));
        for submit in ["submit", "draft"] {
            let refused = scene.ada.call(SAVE, &Form::new(entry, 0, submit).marks("3", "3").fields()).await;
            assert_eq!((refused.status, &refused.body), (404, &operation.body));
        }
    }
    // Another's scorecard has no address of its own: Bob's is only ever Bob's, and Ada's entry is not Bob's.
    let bob = scene.bob.get(&page(scene.doors)).await;
    assert_eq!(bob.status, 404);
    assert_eq!(scene.bob.call(SAVE, &Form::new(scene.doors, 0, "draft").fields()).await.body, operation.body);
    let mut stranger = scene.site.person("Eve").await;
    for path in ["/en/c/peace/judge", "/en/c/peace/organise/scores", "/en/c/nothing/judge", &page(scene.walk)] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
    assert_eq!(scene.bob.get("/en/c/peace/organise/scores").await.status, 404, "a judge is no organiser");
    let mut visitor = scene.site.visitor();
    for path in ["/en/c/peace/judge", "/en/c/peace/organise/scores", "/en/c/nothing/judge", &page(nowhere)] {
        assert_eq!(visitor.get(path).await.status, 401, "{path}");
    }
    assert_eq!(visitor.call(SAVE, &Form::new(scene.walk, 0, "draft").fields()).await.status, 401);
    assert_eq!(stranger.call(SAVE, &[("entry", "nonsense")]).await.body, operation.body);
}

#[tokio::test]
async fn a_second_judge_never_sees_the_first_ones_words_or_marks() {
    let mut scene = scene("judging").await;
    let form = Form::new(scene.walk, 0, "submit")
        .marks("3", "4")
        .with("comments[dialogue]", "canary-comment")
        .with("note", "canary-note");
    assert_eq!(scene.ada.call(SAVE, &form.fields()).await.status, 200);
    let paths =
        ["/en/c/peace/judge".to_owned(), page(scene.walk), "/en/work".to_owned(), "/ar/c/peace/judge".to_owned()];
    for round in 0..2 {
        for path in &paths {
            let reply = scene.bob.get(path).await;
            assert_eq!(reply.status, 200, "{path}");
            for word in ["canary", "68.0", "Judge a", &scene.ada_judge.to_string()] {
                assert!(!reply.body.contains(word), "{word} on {path}: {}", reply.body);
            }
            assert!(!reply.body.contains(" checked "), "{path}: {}", reply.body);
        }
        if round == 0 {
            // Also not by way of a stale or a refused form.
            let stale = scene.bob.call(SAVE, &Form::new(scene.walk, 1, "draft").fields()).await;
            assert_eq!(stale.status, 409);
            let refused = scene.bob.post(SAVE, &Form::new(scene.walk, 0, "submit").marks("9", "").fields()).await;
            assert!(!scene.bob.follow(&refused).await.body.contains("canary"));
        }
    }
    // The same at a later moment: after Bob has submitted his own.
    assert_eq!(scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("5", "5").fields()).await.status, 200);
    let own = scene.bob.get(&page(scene.walk)).await;
    assert!(own.body.contains("100.0") && !own.body.contains("canary"), "{}", own.body);
}

#[tokio::test]
async fn saving_after_the_round_has_closed_is_refused_and_keeps_what_was_stored() {
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
    let refused = scene.ada.call(SAVE, &late.fields()).await;
    assert!(refused.status == 409 && refused.body.contains("round_closed"), "{}", refused.body);
    assert_eq!(scene.cards().await, [("submitted".into(), 2, "last".into())]);
    scene.ada.get(&page(scene.walk)).await;
    let refused = scene.ada.post(SAVE, &late.fields()).await;
    let back = scene.ada.follow(&refused).await;
    assert!(back.body.contains("The round is closed.") && back.body.contains("late words"), "{}", back.body);
    let read_only = scene.ada.get(&page(scene.walk)).await;
    assert!(read_only.body.contains("last") && !read_only.body.contains("<textarea"), "{}", read_only.body);
    assert!(!scene.ada.get("/en/c/peace/judge").await.body.contains("button-primary"));
}

#[tokio::test]
async fn scores_are_taken_while_judging_only() {
    for state in ["setup", "open", "screening", "deliberation", "published"] {
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

#[tokio::test]
async fn an_organiser_who_judges_sees_no_totals_before_submitting() {
    let mut scene = scene("judging").await;
    scene.fixture.organiser(&scene.site.db, scene.site.account("Bob").await).await;
    scene.ada.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("3", "4").fields()).await;
    let before = scene.bob.get("/en/c/peace/organise/scores").await;
    assert_eq!(before.status, 200);
    assert!(!before.body.contains("68.0") && before.body.contains("Hidden from you"), "{}", before.body);
    scene.bob.call(SAVE, &Form::new(scene.walk, 0, "submit").marks("4", "4").fields()).await;
    assert!(scene.bob.get("/en/c/peace/organise/scores").await.body.contains("68.0"));
}
