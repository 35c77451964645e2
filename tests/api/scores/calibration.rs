//! Sample entries: named, scored by every judge, and never part of a result.

use super::*;
use app::ids::SampleId;

const SAVE_SAMPLE: &str = "scores/save_sample";
const ADD: &str = "scores/add_sample";
const HOME: &str = "/en/c/peace/organise/scores/calibration";
const AGREEMENT: &str = "/en/c/peace/organise/scores/agreement";

fn sample_page(sample: SampleId) -> String {
    format!("/en/judge/samples/{sample}")
}

/// Hands in a scorecard of a sample with these marks; gives the status.
async fn hand_in(client: &mut Client, sample: SampleId, (dialogue, prevention): (&str, &str)) -> u16 {
    let sample = sample.to_string();
    let fields = [
        ("sample", sample.as_str()),
        ("version", "0"),
        ("submit", "submit"),
        ("marks[dialogue]", dialogue),
        ("marks[prevention]", prevention),
        ("comments[dialogue]", "canary-comment"),
        ("note", "canary-note"),
    ];
    client.call(SAVE_SAMPLE, &fields).await.status
}

impl Scene {
    /// One more judge who is ready and has nothing assigned.
    async fn judge(&self, name: &str, key: &'static str) -> Client {
        let (client, account) = self.site.person_with_account(name).await;
        self.fixture.judge(&self.site.db, key, "ready", Some(account)).await;
        client
    }

    async fn require(&mut self, required: bool) {
        let fields = [("slug", "peace"), ("required", if required { "on" } else { "" })];
        assert_eq!(self.organiser.call("scores/save_calibration", &fields).await.status, 200);
    }

    async fn everything(&self) -> (i64, i64) {
        let cards = "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard";
        (self.number(cards).await, self.number("SELECT CAST(COUNT(*) AS BIGINT) FROM entry").await)
    }
}

#[tokio::test]
async fn samples_come_before_real_entries_where_organisers_require_it() {
    let mut scene = scene("judging").await;
    let bridge = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let drum = scene.fixture.sample(&scene.site.db, "Drum", None).await;
    // Offered: the desk shows them, and an entry opens.
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(desk.contains("Bridge") && desk.contains("Score the first entry"), "{desk}");
    assert!(scene.ada.get(&page(scene.walk)).await.body.contains("marks[dialogue]"));
    scene.require(true).await;
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(desk.contains("Score the first sample") && !desk.contains("Score the first entry"), "{desk}");
    let places = [">Bridge<", ">walk<"].map(|part| desk.find(part).expect(part));
    assert!(places.is_sorted(), "samples are above everything");
    let entry = scene.ada.get(&page(scene.walk)).await;
    assert!(entry.status == 200 && entry.body.contains(&format!("/en/judge/samples/{bridge}")), "{}", entry.body);
    assert!(!entry.body.contains("A pitch") && !entry.body.contains("marks["), "nothing of the entry: {}", entry.body);
    assert_eq!(hand_in(&mut scene.ada, bridge, ("3", "4")).await, 200);
    assert!(scene.ada.get(&page(scene.walk)).await.body.contains(&format!("/en/judge/samples/{drum}")));
    assert_eq!(hand_in(&mut scene.ada, drum, ("2", "3")).await, 200);
    assert!(scene.ada.get(&page(scene.walk)).await.body.contains("marks[dialogue]"));
    // A scorecard that was begun before stays open.
    scene.require(false).await;
    let form = Form::new(scene.walk, 0, "draft").marks("3", "");
    assert_eq!(scene.bob.call(SAVE, &form.fields()).await.status, 200);
    scene.require(true).await;
    assert!(scene.bob.get(&page(scene.walk)).await.body.contains("marks[dialogue]"));
    let form = Form::new(scene.walk, 1, "submit").marks("3", "4");
    assert_eq!(scene.bob.call(SAVE, &form.fields()).await.status, 200);
}

/// A form that was open before samples were required, or is written by hand, is held up as its page is.
async fn the_server_waits_for_samples_too(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    let bridge = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let (withdrawn, _) = scene.fixture.entry(&scene.site.db, "lantern", "withdrawn", None).await;
    let copied = scene.fixture.sample(&scene.site.db, "Lantern", Some(withdrawn)).await;
    scene.fixture.conflict(&scene.site.db, scene.ada_judge, withdrawn).await;
    scene.require(true).await;
    scene.ada.get(&page(scene.walk)).await;
    for button in ["draft", "submit"] {
        let form = Form::new(scene.walk, 0, button).marks("3", "4").with("note", "kept words");
        let refused = scene.ada.call(SAVE, &form.fields()).await;
        assert!(refused.status == 409 && refused.body.contains("samples_first"), "{button}: {}", refused.body);
        let said = scene.ada.post(SAVE, &form.fields()).await;
        let back = scene.ada.follow(&said).await;
        assert!(back.body.contains("Samples come first: submit") && back.body.contains("kept words"), "{}", back.body);
    }
    assert!(scene.cards().await.is_empty(), "nothing was stored");
    // A draft of a sample is not enough, and of all samples only those that are the judge's own are asked for.
    let id = bridge.to_string();
    let draft = [("sample", id.as_str()), ("version", "0"), ("submit", "draft"), ("marks[dialogue]", "3")];
    assert_eq!(scene.ada.call(SAVE_SAMPLE, &draft).await.status, 200);
    let form = Form::new(scene.walk, 0, "draft").marks("3", "4");
    assert_eq!(scene.ada.call(SAVE, &form.fields()).await.status, 409);
    let done = [
        ("sample", id.as_str()),
        ("version", "1"),
        ("submit", "submit"),
        ("marks[dialogue]", "3"),
        ("marks[prevention]", "3"),
    ];
    assert_eq!(scene.ada.call(SAVE_SAMPLE, &done).await.status, 200);
    assert_eq!(scene.ada.call(SAVE, &form.fields()).await.status, 200, "the copy is not for her");
    assert_eq!(hand_in(&mut scene.bob, bridge, ("3", "3")).await, 200);
    assert_eq!(scene.bob.call(SAVE, &form.fields()).await.status, 409, "it is for him");
    assert_eq!(hand_in(&mut scene.bob, copied, ("3", "3")).await, 200);
    assert_eq!(scene.bob.call(SAVE, &form.fields()).await.status, 200);
}

#[tokio::test]
async fn the_server_waits_for_samples_too_on_sqlite() {
    the_server_waits_for_samples_too(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_server_waits_for_samples_too_on_postgres() {
    the_server_waits_for_samples_too(Engine::Postgres).await;
}

#[tokio::test]
async fn a_closed_round_asks_for_no_samples() {
    let mut scene = scene("judging").await;
    let bridge = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let drum = scene.fixture.sample(&scene.site.db, "Drum", None).await;
    scene.require(true).await;
    assert_eq!(hand_in(&mut scene.ada, bridge, ("2", "3")).await, 200);
    scene.sql("UPDATE round SET closes_at = 1").await;
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(!desk.contains("Score the first sample") && !desk.contains(">Drum<"), "{desk}");
    assert!(desk.contains(">Bridge<"), "what was scored is still there: {desk}");
    assert!(desk.contains("You submitted these") && !desk.contains("Try the rubric"), "{desk}");
    let desk = scene.bob.get("/en/c/peace/judge").await.body;
    assert!(!desk.contains("Score the first sample") && !desk.contains("Sample entries"), "{desk}");
    // The entry is read again, nothing of a sample is written any more, and what comes late is kept as it came.
    let entry = scene.ada.get(&page(scene.walk)).await.body;
    assert!(!entry.contains("/judge/samples/"), "{entry}");
    let page = scene.ada.get(&sample_page(drum)).await.body;
    assert!(!page.contains("marks[dialogue]"), "{page}");
    assert_eq!(hand_in(&mut scene.ada, drum, ("3", "3")).await, 409);
    assert!(scene.ada.get(&sample_page(bridge)).await.body.contains("so far: 1"));
    let form = Form::new(scene.walk, 0, "submit").marks("3", "4");
    assert_eq!(scene.bob.call(SAVE, &form.fields()).await.status, 200);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM late_scorecard").await, 1);
}

#[tokio::test]
async fn the_desk_says_that_samples_are_done_and_leads_to_what_came_of_them() {
    let mut scene = scene("judging").await;
    let bridge = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let drum = scene.fixture.sample(&scene.site.db, "Drum", None).await;
    let outcome = |sample| format!("href=\"{}#outcome\"", sample_page(sample));
    for (sample, done) in [(bridge, false), (drum, true)] {
        let desk = scene.ada.get("/en/c/peace/judge").await.body;
        assert!(desk.contains("Try the rubric on these first") && !desk.contains(&outcome(sample)), "{desk}");
        assert_eq!(hand_in(&mut scene.ada, sample, ("3", "4")).await, 200);
        let desk = scene.ada.get("/en/c/peace/judge").await.body;
        assert!(desk.contains(&outcome(sample)), "{desk}");
        assert_eq!((desk.contains("You submitted these"), desk.contains("Try the rubric")), (done, !done), "{desk}");
    }
    assert!(scene.ada.get(&sample_page(bridge)).await.body.contains("id=\"outcome\""));
    assert!(scene.ada.get("/ar/c/peace/judge").await.body.contains("سلّمت تقييمك لهذه"));
}

#[tokio::test]
async fn a_sample_is_scored_by_the_rules_of_every_scorecard_and_then_stays() {
    let mut scene = scene("open").await;
    scene.describe_levels().await;
    let sample = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let id = sample.to_string();
    let shown = scene.ada.get(&sample_page(sample)).await.body;
    assert!(shown.contains("Exchange is the play") && shown.contains("Two players, one bridge"), "{shown}");
    for (fields, problem) in [
        (vec![("marks[dialogue]", "9"), ("marks[prevention]", "3")], "off_scale"),
        (vec![("marks[dialogue]", "3")], "required"),
        (vec![("marks[dialogue]", "5"), ("marks[prevention]", "3")], "comment_required"),
        (vec![("marks[other]", "5")], "Malformed"),
    ] {
        let fields = [vec![("sample", id.as_str()), ("version", "0"), ("submit", "submit")], fields].concat();
        let refused = scene.ada.call(SAVE_SAMPLE, &fields).await;
        assert!(refused.body.contains(problem), "{fields:?}: {}", refused.body);
    }
    // A draft, with a refused form that comes back with every word.
    let draft = [("sample", id.as_str()), ("version", "0"), ("submit", "draft"), ("marks[dialogue]", "3")];
    assert_eq!(scene.ada.call(SAVE_SAMPLE, &draft).await.status, 200);
    let stale = scene.ada.call(SAVE_SAMPLE, &draft).await;
    assert_eq!(stale.status, 409, "a draft of another tab is not overwritten");
    scene.ada.get(&sample_page(sample)).await;
    let wrong = [
        ("sample", id.as_str()),
        ("version", "1"),
        ("submit", "submit"),
        ("marks[dialogue]", "3"),
        ("note", "my words"),
    ];
    let refused = scene.ada.post(SAVE_SAMPLE, &wrong).await;
    let back = scene.ada.follow(&refused).await.body;
    assert!(back.contains("my words") && back.contains("error-summary"), "{back}");
    let done = [&wrong[..], &[("marks[prevention]", "4")]].concat();
    assert_eq!(scene.ada.call(SAVE_SAMPLE, &done).await.status, 200);
    for version in ["2", "1", "0"] {
        let again = [
            ("sample", id.as_str()),
            ("version", version),
            ("submit", "submit"),
            ("marks[dialogue]", "4"),
            ("marks[prevention]", "4"),
        ];
        assert_eq!(scene.ada.call(SAVE_SAMPLE, &again).await.status, 409, "{version}");
    }
    let after = scene.ada.get(&sample_page(sample)).await.body;
    assert!(!after.contains("<form method=\"post\" action=\"/api/scores/save_sample\""), "{after}");
    // Nobody else's, and not before conflicts of interest are declared.
    let mut stranger = scene.site.person("Eve").await;
    assert_eq!(stranger.get(&sample_page(sample)).await.status, 404);
    assert_eq!(scene.site.visitor().get(&sample_page(sample)).await.status, 401);
    assert_eq!(scene.ada.get(&sample_page(Uuid::from_u128(42).into())).await.status, 404);
    scene.sql("UPDATE judge SET state = 'accepted' WHERE key = 'b'").await;
    assert_eq!(hand_in(&mut scene.bob, sample, ("3", "3")).await, 409);
}

#[tokio::test]
async fn nobody_sees_how_others_scored_a_sample_before_their_own_and_below_three() {
    let mut scene = scene("judging").await;
    let sample = scene.fixture.sample(&scene.site.db, "Bridge", None).await;
    let (mut cleo, mut dan) = (scene.judge("Cleo", "cleo").await, scene.judge("Dan", "dan").await);
    let id = sample.to_string();
    let anchors = [("sample", id.as_str()), ("marks[dialogue]", "4"), ("comments[dialogue]", "canary-anchor")];
    assert_eq!(scene.organiser.call("scores/save_anchors", &anchors).await.status, 200);
    assert_eq!(hand_in(&mut scene.ada, sample, ("2", "3")).await, 200);
    assert_eq!(hand_in(&mut scene.bob, sample, ("4", "3")).await, 200);
    for path in [sample_page(sample), "/en/c/peace/judge".into(), "/en/c/peace/judge/spread".into(), page(scene.walk)] {
        for client in [&mut cleo, &mut dan] {
            let reply = client.get(&path).await.body;
            assert!(!reply.contains("canary") && !reply.contains("×"), "{path}: {reply}");
        }
    }
    // Own handed in, but two are too few for marks of others; what organisers would give is theirs.
    let two = scene.ada.get(&sample_page(sample)).await.body;
    assert!(two.contains("so far: 2") && two.contains("canary-anchor") && !two.contains("×"), "{two}");
    assert_eq!(hand_in(&mut cleo, sample, ("4", "3")).await, 200);
    let three = scene.ada.get(&sample_page(sample)).await.body;
    assert!(three.contains("aria-label=\"2: 1×, 4: 2×\"") && three.contains("aria-label=\"3: 3×\""), "{three}");
    assert!(three.contains("you gave 2, the middle of the panel is 4") && three.contains("canary-anchor"), "{three}");
    for word in ["Judge b", "Judge cleo", "Bob", "Cleo", "canary-comment\"", "Olga"] {
        assert!(!three.contains(word), "{word}: {three}");
    }
    assert_eq!(three.matches("canary-comment").count(), 1, "own words only");
    assert!(scene.ada.get(&sample_page(sample).replace("/en/", "/ar/")).await.body.contains("أين تختلف"));
    let still = dan.get(&sample_page(sample)).await.body;
    assert!(!still.contains("canary") && !still.contains("×"), "Dan has not handed in: {still}");
}

#[tokio::test]
async fn a_sample_never_takes_part_in_a_result() {
    let mut scene = scene("judging").await;
    let read = async |scene: &mut Scene| {
        let mut pages = Vec::new();
        for path in [
            "/en/c/peace",
            "/en/c/peace/statistics",
            "/en/c/peace/results",
            "/c/peace/results.json",
            "/c/peace/statistics.csv",
        ] {
            pages.push(scene.site.visitor().get(path).await.body);
        }
        for path in [
            "/en/c/peace/organise/scores",
            "/en/c/peace/organise/results",
            "/en/c/peace/organise/statistics",
            "/c/peace/organise/statistics.csv",
            "/en/c/peace/organise/entries",
            "/en/c/peace/organise/assignment",
        ] {
            pages.push(scene.organiser.get(path).await.body);
        }
        pages
    };
    let before = (scene.everything().await, read(&mut scene).await);
    let sample = scene.fixture.sample(&scene.site.db, "Canarysample", None).await;
    for client in [&mut scene.ada, &mut scene.bob] {
        assert_eq!(hand_in(client, sample, ("1", "1")).await, 200);
    }
    assert_eq!(scene.everything().await, before.0, "no entry and no scorecard more");
    for (page, was) in read(&mut scene).await.iter().zip(&before.1) {
        assert!(!page.contains("Canarysample"), "{page}");
        assert_eq!(page.len(), was.len(), "the same page: {page}");
    }
    // Nor does the scorecard of an entry that has the id of a sample exist.
    let nowhere = Form::new(sample.uuid().into(), 0, "submit").marks("3", "3");
    assert_eq!(scene.ada.call(SAVE, &nowhere.fields()).await.status, 404);
}

#[tokio::test]
async fn samples_are_made_by_hand_or_from_a_withdrawn_entry() {
    let mut scene = scene("screening").await;
    let (gone, _) = scene.fixture.entry(&scene.site.db, "lantern", "withdrawn", None).await;
    let home = scene.organiser.get(HOME).await.body;
    assert!(home.contains("No samples yet") && home.contains("lantern") && !home.contains(">walk<"), "{home}");
    let track = scene.fixture.track.to_string();
    let typed = [
        ("slug", "peace"),
        ("entry", ""),
        ("track", track.as_str()),
        ("title", ""),
        ("text", "kept words"),
        ("play_url", "x"),
    ];
    let refused = scene.organiser.post(ADD, &typed).await;
    let back = scene.organiser.follow(&refused).await.body;
    assert!(back.contains("kept words") && back.contains("error-summary"), "{back}");
    let by_hand = [
        ("slug", "peace"),
        ("track", track.as_str()),
        ("title", "Bridge"),
        ("text", "Two"),
        ("play_url", "https://play.example"),
    ];
    assert_eq!(scene.organiser.call(ADD, &by_hand).await.status, 200);
    let copy = |entry: EntryId| [("slug", "peace".to_owned()), ("entry", entry.to_string())];
    for entry in [scene.walk, Uuid::from_u128(5).into()] {
        let fields = copy(entry);
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(scene.organiser.call(ADD, &fields).await.status, 422, "only what was withdrawn");
    }
    let fields = copy(gone);
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(scene.organiser.call(ADD, &fields).await.status, 200);
    assert_eq!(scene.organiser.call(ADD, &fields).await.status, 422, "once");
    let home = scene.organiser.get(HOME).await.body;
    assert!(home.contains("From a withdrawn entry") && home.contains("0 / 2"), "{home}");
    // Not for a judge with a conflict of interest, and not for one of its team.
    scene.fixture.conflict(&scene.site.db, scene.ada_judge, gone).await;
    let (ada, bob) = (scene.ada.get("/en/c/peace/judge").await.body, scene.bob.get("/en/c/peace/judge").await.body);
    assert!(ada.contains("Bridge") && !ada.contains("lantern") && bob.contains("lantern"), "{ada}");
    let mut conn = scene.site.db.read().await.expect("a reader");
    let (copied,): (Uuid,) =
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM sample WHERE title = 'lantern'").expect("a copy");
    drop(conn);
    assert_eq!(scene.ada.get(&sample_page(copied.into())).await.status, 404);
    // Three in a track, and none is taken away once somebody has handed in.
    assert_eq!(scene.organiser.call(ADD, &by_hand).await.status, 200);
    assert_eq!(scene.organiser.call(ADD, &by_hand).await.status, 422, "three are enough");
    assert_eq!(hand_in(&mut scene.bob, copied.into(), ("3", "3")).await, 200);
    let copied = copied.to_string();
    assert_eq!(scene.organiser.call("scores/remove_sample", &[("sample", &copied)]).await.status, 409);
    scene.sql("DELETE FROM sample_scorecard").await;
    assert_eq!(scene.organiser.call("scores/remove_sample", &[("sample", &copied)]).await.status, 200);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM sample").await, 2);
}

#[tokio::test]
async fn organisers_see_agreement_and_what_is_read_in_two_ways() {
    let mut scene = scene("judging").await;
    scene.describe_levels().await;
    let (bridge, drum) = (
        scene.fixture.sample(&scene.site.db, "Bridge", None).await,
        scene.fixture.sample(&scene.site.db, "Drum", None).await,
    );
    let empty = scene.organiser.get(AGREEMENT).await.body;
    assert!(empty.contains("Nothing was submitted yet"), "{empty}");
    let (mut cleo, mut dan) = (scene.judge("Cleo", "cleo").await, scene.judge("Dan", "dan").await);
    for (client, dialogue) in [(&mut scene.ada, "3"), (&mut scene.bob, "3"), (&mut cleo, "1"), (&mut dan, "1")] {
        let fields = [("3", "4"), (dialogue, "4")];
        for (sample, (dialogue, prevention)) in [drum, bridge].into_iter().zip(fields) {
            assert_eq!(hand_in(client, sample, (dialogue, prevention)).await, 200);
        }
    }
    let page = scene.organiser.get(AGREEMENT).await.body;
    assert!(page.contains("Read in two ways") && page.contains("One-way") && page.contains("Bridge"), "{page}");
    assert!(page.contains("One mark throughout"), "prevention: four everywhere: {page}");
    assert!(page.contains("aria-label=\"1: 2×, 3: 6×\""), "{page}");
    assert!(!page.contains("NaN") && !page.contains("canary"), "no number that is none, no comment: {page}");
    // An organiser who judges sees nothing of samples before all their own are in, and nothing of the round.
    scene.fixture.organiser(&scene.site.db, scene.site.account("Dan").await).await;
    let own = dan.get(AGREEMENT).await.body;
    assert!(own.contains("Read in two ways") && own.contains("You judge here"), "{own}");
    scene.fixture.sample(&scene.site.db, "Mask", None).await;
    let own = dan.get(AGREEMENT).await.body;
    assert!(!own.contains("×") && !own.contains("Read in two ways"), "{own}");
    assert_eq!(cleo.get(AGREEMENT).await.status, 404, "a judge is no organiser");
}
