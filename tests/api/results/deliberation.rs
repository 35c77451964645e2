//! The panel's room: who reads what, what is said, scores that change, and votes that nobody reads before they are counted.

mod votes;

use app::{
    ids::{AwardId, EntryId, JudgeId},
    time::Moment,
};
use serde_json::Value;
use server::{
    db::DbError,
    execute, fetch_all, fetch_one,
    results::store::deliberation::archive::{Reading, document},
};
use std::collections::BTreeSet;
use tests::{Client, Engine, Fixture, NOON, Reply, Site};
use uuid::Uuid;

const JUDGE: &str = "/en/c/peace/judge/deliberation";
const ORGANISE: &str = "/en/c/peace/organise/deliberation";
const REVISE: &str = "results/revise_scorecard";
const JSON: &str = "/c/peace/organise/deliberation.json";

/// Two entries that nothing parts, one below them; Ada and Bob judged all three, Cyd has a conflict with the last.
struct Scene {
    site: Site,
    fixture: Fixture,
    olga: Client,
    ada: Client,
    bob: Client,
    cyd: Client,
    judges: [JudgeId; 3],
    alpha: EntryId,
    beta: EntryId,
    gamma: EntryId,
    mention: AwardId,
}

async fn scene(engine: Engine) -> Scene {
    let site = Site::empty(engine).await;
    let db = &site.db;
    let fixture = Fixture::new(db, "judging").await;
    let mut people = Vec::new();
    let mut judges = Vec::new();
    for name in ["ada", "bob", "cyd"] {
        let (client, account) = site.person_with_account(name).await;
        judges.push(fixture.judge(db, name, "ready", Some(account)).await);
        people.push(client);
    }
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser_with(db, account, "editor").await;
    let mut entries = Vec::new();
    for (key, marks) in [("alpha", [[4, 4], [3, 3]]), ("beta", [[3, 3], [4, 4]]), ("gammacanary", [[2, 2], [2, 1]])] {
        let (entry, _) = fixture.entry(db, key, "eligible", None).await;
        for (judge, marks) in judges.iter().zip(marks) {
            fixture.assign(db, *judge, entry).await;
            card(&site, &fixture, *judge, entry, marks, key).await;
        }
        entries.push(entry);
    }
    let mention = fixture.distinction(db).await;
    fixture.conflict(db, judges[2], entries[2]).await;
    let [ada, bob, cyd] = people.try_into().unwrap_or_else(|_| panic!("three"));
    let [alpha, beta, gamma] = entries.try_into().unwrap_or_else(|_| panic!("three"));
    let scene = Scene {
        olga,
        ada,
        bob,
        cyd,
        judges: judges.try_into().unwrap_or_else(|_| panic!("three")),
        alpha,
        beta,
        gamma,
        mention,
        fixture,
        site,
    };
    scene.run("UPDATE round SET closes_at = 0 WHERE id = $1", scene.fixture.round.uuid()).await;
    scene.fixture.set_state(&scene.site.db, "deliberation").await;
    scene
}

async fn card(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId, marks: [i64; 2], key: &'static str) {
    let words = (format!("note-canary of {key}"), format!("comment-canary of {key}"));
    fixture.scorecard(&site.db, (judge, entry), Moment::from_micros(0), marks, words).await;
}

impl Scene {
    async fn run(&self, sql: &'static str, id: Uuid) {
        let done: Result<u64, DbError> =
            self.site.db.write(move |tx| Box::pin(async move { execute!(tx, sql, id) })).await;
        done.expect("done");
    }

    async fn open(&mut self, names: &str) {
        let fields = [("slug", "peace"), ("cut", ""), ("names", names), ("closes_at", "")];
        let reply = self.olga.call("results/open_room", &fields).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }

    /// Everything the log says.
    async fn log(&self) -> String {
        let mut conn = self.site.db.read().await.expect("a reader");
        let rows: Vec<(String, Option<String>)> =
            fetch_all!(&mut conn, (String, Option<String>), "SELECT action, payload FROM audit_event ORDER BY seq")
                .expect("the log");
        rows.into_iter().map(|(action, payload)| format!("{action} {}\n", payload.unwrap_or_default())).collect()
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (i64,), sql).expect("a number").0
    }

    /// The room as the operator's export has it.
    async fn exported(&self) -> Value {
        let mut conn = self.site.db.read().await.expect("a reader");
        let kept = BTreeSet::new();
        let reading = Reading { withdrawn: true, kept: &kept };
        document(&mut conn, self.fixture.competition, reading).await.expect("read").expect("a room")
    }
}

async fn say(client: &mut Client, entry: EntryId, side: &str, text: &str) -> Reply {
    let entry = entry.to_string();
    let fields = [("slug", "peace"), ("entry", entry.as_str()), ("side", side), ("language", "en"), ("text", text)];
    client.call("results/say", &fields).await
}

async fn spoken(engine: Engine) {
    let mut scene = scene(engine).await;
    let early = scene.ada.get(JUDGE).await;
    assert!(early.status == 200 && early.body.contains("There is no room yet"), "{}", early.body);
    assert_eq!(say(&mut scene.ada, scene.alpha, "judge", "Too early").await.status, 409);
    scene.open("letters").await;
    let room = scene.ada.get(JUDGE).await.body;
    assert!(
        room.contains("alpha") && room.contains("Near tie with the next") && room.contains("gammacanary"),
        "{room}"
    );
    let entry = format!("{JUDGE}/{}", scene.alpha);
    let page = scene.ada.get(&entry).await.body;
    assert!(page.contains("note-canary of alpha") && page.contains("comment-canary of alpha"), "{page}");
    let letters = ["Judge A", "Judge B", "Judge C"].iter().filter(|letter| page.contains(**letter)).count();
    assert!(letters == 2 && !page.contains("Judge ada") && !page.contains("Judge bob"), "letters: {page}");
    let organisers = scene.olga.get(&format!("{ORGANISE}/{}", scene.alpha)).await.body;
    assert!(organisers.contains("Judge ada") && organisers.contains("note-canary of alpha"), "organisers read names");

    let said = say(&mut scene.ada, scene.alpha, "judge", "I played it <twice>. wordcanary").await;
    assert!(said.status == 200 && said.body.contains("\"said\""), "{}", said.body);
    assert_eq!(say(&mut scene.olga, scene.alpha, "organise", "Anybody against?").await.status, 200);
    let page = scene.bob.get(&entry).await.body;
    assert!(page.contains("I played it &lt;twice&gt;.") && page.contains("lang=\"en\""), "{page}");
    assert!(page.contains("Organiser Olga") && page.contains("Anybody against?"), "{page}");
    assert!(!scene.log().await.contains("wordcanary"), "words stay out of the log");

    let (id,): (Uuid,) = {
        let mut conn = scene.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM deliberation_post WHERE text LIKE '%wordcanary'")
            .expect("a post")
    };
    let id = id.to_string();
    let withdraw = [("post", id.as_str()), ("side", "judge")];
    assert_eq!(scene.bob.call("results/withdraw_post", &withdraw).await.status, 404, "it is Ada's");
    assert_eq!(scene.ada.call("results/withdraw_post", &withdraw).await.status, 200);
    let again = scene.ada.call("results/withdraw_post", &withdraw).await;
    assert!(again.status == 409 && again.body.contains("nothing_there"), "{}", again.body);
    for (reader, path) in [(&mut scene.bob, entry.as_str()), (&mut scene.olga, JSON)] {
        let page = reader.get(path).await.body;
        assert!(!page.contains("wordcanary") && page.to_lowercase().contains("anybody against?"), "{page}");
    }
    assert!(scene.bob.get(&entry).await.body.contains("Taken back"));
    let table = scene.olga.get("/c/peace/organise/deliberation.csv").await.body;
    assert!(table.starts_with("entry,at,judge,language,text,withdrawn") && !table.contains("wordcanary"), "{table}");
    assert!(scene.exported().await.to_string().contains("wordcanary"), "the operator's export keeps it");
}

#[tokio::test]
async fn what_is_said_is_read_by_the_panel_and_taken_back_on_sqlite() {
    spoken(Engine::Sqlite).await;
}

#[tokio::test]
async fn what_is_said_is_read_by_the_panel_and_taken_back_on_postgres() {
    spoken(Engine::Postgres).await;
}

#[tokio::test]
async fn whom_an_entry_is_kept_from_sees_only_that_it_exists() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.open("shown").await;
    say(&mut scene.ada, scene.gamma, "judge", "secretcanary").await;
    let gamma = scene.gamma.to_string();
    let of_gamma = format!("entries[entry-{gamma}]");
    let vote = [
        ("slug", "peace"),
        ("kind", "free"),
        ("question", "questioncanary?"),
        (of_gamma.as_str(), "on"),
        ("options", "None better"),
        ("tie_decider", "organisers"),
    ];
    assert_eq!(scene.olga.call("results/open_vote", &vote).await.status, 200);
    let id = {
        let mut conn = scene.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (Uuid,), "SELECT id FROM panel_vote").expect("a vote").0.to_string()
    };
    let room = scene.cyd.get(JUDGE).await.body;
    assert!(room.contains("Kept from you: conflict of interest") && room.contains("gammacanary"), "{room}");
    assert!(!room.contains(&gamma) && !room.contains("questioncanary"), "{room}");
    assert!(room.contains("A vote about an entry that is kept from you"), "{room}");
    assert_eq!(scene.cyd.get(&format!("{JUDGE}/{gamma}")).await.status, 404);
    let shown = scene.cyd.get(&format!("{JUDGE}/votes/{id}")).await.body;
    assert!(
        shown.contains("You are counted out") && !shown.contains("questioncanary") && !shown.contains("None better")
    );
    let spoke = say(&mut scene.cyd, scene.gamma, "judge", "Me too").await;
    assert!(spoke.status == 409 && spoke.body.contains("conflict_of_interest"), "{}", spoke.body);
    let voted = scene.cyd.call("results/cast_ballot", &[("vote", id.as_str()), ("choice", "abstain")]).await;
    assert!(voted.status == 409 && voted.body.contains("conflict_of_interest"), "{}", voted.body);
    // Others read all of it, so that this finds something.
    let bob = scene.bob.get(JUDGE).await.body;
    assert!(bob.contains(&gamma) && bob.contains("questioncanary"), "{bob}");

    // An organiser with a conflict reads and decides nothing about it, in files neither.
    let declare = [("slug", "peace"), ("entry", gamma.as_str()), ("category", "family"), ("reason", "")];
    assert_eq!(scene.olga.call("panel/declare_own_conflict", &declare).await.status, 200);
    for path in [ORGANISE, JSON, "/c/peace/organise/deliberation.csv", "/en/c/peace/organise/deliberation/votes"] {
        let body = scene.olga.get(path).await.body;
        assert!(
            !body.contains("secretcanary") && !body.contains("questioncanary") && !body.contains(&gamma),
            "{path}: {body}"
        );
    }
    let log = scene.olga.get("/en/c/peace/organise/log").await.body;
    assert!(!log.contains("questioncanary"), "{log}");
    for (operation, fields) in [
        ("results/close_vote", vec![("vote", id.as_str())]),
        ("results/cancel_vote", vec![("vote", id.as_str()), ("cancel_reason", "x")]),
        (
            "results/say",
            vec![("slug", "peace"), ("entry", gamma.as_str()), ("side", "organise"), ("language", "en"), ("text", "x")],
        ),
        ("results/open_room", vec![("slug", "peace"), ("names", "shown")]),
        ("results/open_vote", vote.to_vec()),
    ] {
        let refused = scene.olga.call(operation, &fields).await;
        assert!(refused.status == 409 && refused.body.contains("own_conflict"), "{operation}: {}", refused.body);
    }
}

fn revision<'f>(entry: &'f str, version: &'f str, marks: [&'f str; 2], reason: &'f str) -> Vec<(&'f str, &'f str)> {
    let [dialogue, prevention] = marks;
    vec![
        ("entry", entry),
        ("version", version),
        ("marks[dialogue]", dialogue),
        ("marks[prevention]", prevention),
        ("comments[dialogue]", "comment-canary of alpha"),
        ("comments[prevention]", "comment-canary of alpha"),
        ("reason", reason),
    ]
}

async fn revised(engine: Engine) {
    let mut scene = scene(engine).await;
    let alpha = scene.alpha.to_string();
    let change = |reason| revision(&alpha, "1", ["5", "4"], reason);
    let closed = scene.ada.call(REVISE, &change("x")).await;
    assert!(closed.status == 409 && closed.body.contains("room_closed"), "{}", closed.body);
    scene.open("shown").await;
    let silent = scene.ada.call(REVISE, &change(" ")).await;
    assert!(silent.status == 422 && silent.body.contains("reason_required"), "{}", silent.body);
    let bad = scene.ada.call(REVISE, &revision(&alpha, "1", ["9", ""], "")).await;
    for field in ["marks[dialogue]", "marks[prevention]", "reason"] {
        assert!(bad.status == 422 && bad.body.contains(field), "{field}: {}", bad.body);
    }
    let same = scene.ada.call(REVISE, &revision(&alpha, "1", ["4", "4"], "Nothing changes")).await;
    assert!(same.status == 409 && same.body.contains("nothing_there"), "{}", same.body);
    let stale = scene.ada.call(REVISE, &revision(&alpha, "0", ["5", "4"], "x")).await;
    assert!(stale.status == 409 && stale.body.contains("Stale"), "{}", stale.body);
    assert_eq!(scene.cyd.call(REVISE, &change("x")).await.status, 404, "Cyd has none");
    let done = scene.ada.call_with_key(REVISE, "once", &change("I had missed reasoncanary.")).await;
    assert!(done.status == 200 && done.body.contains("score-revised"), "{}", done.body);
    let again = scene.ada.call_with_key(REVISE, "once", &change("I had missed reasoncanary.")).await;
    assert_eq!(again.body, done.body, "the same form does it once");
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard_revision").await, 1);
    for (reader, path) in [(&mut scene.bob, JUDGE), (&mut scene.olga, ORGANISE)] {
        let page = reader.get(&format!("{path}/{alpha}")).await.body;
        assert!(page.contains("was 4") && page.contains("I had missed reasoncanary."), "{page}");
        assert!(page.contains("dialogue: 4 → 5"), "{page}");
    }
    // The ranking is that of the newest marks: alpha is before beta now.
    let results = scene.olga.get("/en/c/peace/organise/results").await.body;
    assert!(!results.contains("organise-votes"), "nothing is tied any more");
    let (log, exported) = (scene.log().await, scene.olga.get(JSON).await.body);
    assert!(
        log.contains("results.revise_scorecard") && log.contains("\"dialogue\":{") && !log.contains("reasoncanary"),
        "{log}"
    );
    assert!(exported.contains("\"changed_scores\":[{") && exported.contains("reasoncanary"), "{exported}");
    // While judges score again the panel reads nothing; after it, the room is there as it was.
    scene.fixture.set_state(&scene.site.db, "judging").await;
    let away = scene.bob.get(JUDGE).await.body;
    assert!(away.contains("There is no room yet") && !away.contains("alpha"), "{away}");
    assert_eq!(scene.bob.get(&format!("{JUDGE}/{alpha}")).await.status, 409);
    scene.fixture.set_state(&scene.site.db, "published").await;
    let late = scene.ada.call(REVISE, &revision(&alpha, "2", ["1", "1"], "x")).await;
    assert!(late.status == 409 && late.body.contains("room_closed"), "{}", late.body);
    assert!(scene.bob.get(&format!("{JUDGE}/{alpha}")).await.body.contains("was 4"));
}

#[tokio::test]
async fn a_changed_score_counts_and_what_it_was_stays_on_sqlite() {
    revised(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_changed_score_counts_and_what_it_was_stays_on_postgres() {
    revised(Engine::Postgres).await;
}

#[tokio::test]
async fn who_has_not_handed_in_reads_nothing_of_the_others_before_the_announced_close() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.open("shown").await;
    scene.fixture.assign(&scene.site.db, scene.judges[2], scene.alpha).await;
    scene.run("UPDATE round SET closes_at = 1772366460000000 WHERE id = $1", scene.fixture.round.uuid()).await;
    let page = format!("{JUDGE}/{}", scene.alpha);
    let waiting = scene.cyd.get(&page).await.body;
    assert!(waiting.contains("Your own scorecard first") && !waiting.contains("canary of alpha"), "{waiting}");
    let list = |body: &str| body.split("shortlist-0").nth(2).unwrap_or_default().to_owned();
    let (of_cyd, of_bob) = (list(&scene.cyd.get(JUDGE).await.body), list(&scene.bob.get(JUDGE).await.body));
    assert!(of_bob.matches("70.0").count() == 2, "the mean of alpha and of beta: {of_bob}");
    assert!(of_cyd.contains("alpha") && of_cyd.matches("70.0").count() == 1, "no total of alpha: {of_cyd}");
    assert_eq!(say(&mut scene.cyd, scene.alpha, "judge", "What do others say?").await.status, 404);
    assert!(scene.ada.get(&page).await.body.contains("note-canary of alpha"), "who handed in reads them");
    scene.site.clock.set(NOON.plus_seconds(61));
    assert!(scene.cyd.get(&page).await.body.contains("note-canary of alpha"), "the announced time is over");
}

#[tokio::test]
async fn a_room_that_is_closed_is_read_and_not_written() {
    let mut scene = scene(Engine::Sqlite).await;
    let bad = [("slug", "peace"), ("cut", "0"), ("names", "x"), ("closes_at", "yesterday")];
    let refused = scene.olga.call("results/open_room", &bad).await;
    for field in ["cut", "names", "closes_at"] {
        assert!(refused.status == 422 && refused.body.contains(&format!("\"{field}\"")), "{field}: {}", refused.body);
    }
    let one = [("slug", "peace"), ("cut", "1"), ("names", "shown"), ("closes_at", "2026-03-01T13:00")];
    assert_eq!(scene.olga.call("results/open_room", &one).await.status, 200);
    let room = scene.olga.get(ORGANISE).await.body;
    assert!(room.contains(&format!("deliberation/{}\"", scene.beta)), "who shares the last place is on it: {room}");
    assert!(!room.contains("gammacanary") && !room.contains("are a near tie"), "{room}");
    assert_eq!(scene.ada.get(&format!("{JUDGE}/{}", scene.gamma)).await.status, 404, "it is not on the shortlist");
    assert_eq!(say(&mut scene.ada, scene.gamma, "judge", "Why not?").await.status, 404);
    // The clock closes it, to the end of its minute.
    scene.site.clock.set(NOON.plus_seconds(3659));
    assert_eq!(say(&mut scene.ada, scene.alpha, "judge", "In time").await.status, 200);
    scene.site.clock.set(NOON.plus_seconds(3660));
    let late = say(&mut scene.ada, scene.alpha, "judge", "Late").await;
    assert!(late.status == 409 && late.body.contains("room_closed"), "{}", late.body);
    let page = scene.ada.get(&format!("{JUDGE}/{}", scene.alpha)).await.body;
    assert!(page.contains("In time") && !page.contains("results/say"), "{page}");
    // Opened again, with a longer list; nothing is lost.
    scene.open("shown").await;
    assert!(scene.olga.get(ORGANISE).await.body.contains("gammacanary"));
    for _ in 0..29 {
        assert_eq!(say(&mut scene.ada, scene.alpha, "judge", "Once more").await.status, 200);
    }
    let many = say(&mut scene.ada, scene.alpha, "judge", "And more").await;
    assert!(many.status == 409 && many.body.contains("too_many_posts"), "{}", many.body);
    assert_eq!(scene.olga.call("results/close_room", &[("slug", "peace")]).await.status, 200);
    assert_eq!(scene.olga.call("results/close_room", &[("slug", "peace")]).await.status, 409);
    assert_eq!(say(&mut scene.bob, scene.alpha, "judge", "Closed").await.status, 409);
}
