//! Screening and final: a further round is made, judged and ranked, and what came before stays as it is.

mod own_rubric;

use app::{
    ids::{EntryId, JudgeId},
    time::Moment,
};
use server::{db::DbError, execute, fetch_all, fetch_one};
use tests::{Client, Engine, Fixture, Reply, Site};

const PAGE: &str = "/en/c/peace/organise/rounds";
const ADD: &str = "results/add_round";
/// Within the month before the day of results.
const CLOSES: &str = "2026-03-20T12:00";

/// Alpha is before beta before gamma; Ada and Bob judged all three in the first round, which has closed. Cyd, who has a
/// conflict with beta, judged none.
struct Scene {
    site: Site,
    fixture: Fixture,
    olga: Client,
    ada: Client,
    bob: Client,
    judges: [JudgeId; 3],
    entries: [EntryId; 3],
}

async fn scene(engine: Engine) -> Scene {
    let site = Site::empty(engine).await;
    let db = &site.db;
    let fixture = Fixture::new(db, "judging").await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser_with(db, account, "owner").await;
    let (ada, ada_account) = site.person_with_account("Ada").await;
    let (bob, bob_account) = site.person_with_account("Bob").await;
    let judges = [
        fixture.judge(db, "ada", "ready", Some(ada_account)).await,
        fixture.judge(db, "bob", "ready", Some(bob_account)).await,
        fixture.judge(db, "cyd", "ready", None).await,
    ];
    let mut entries = Vec::new();
    for (key, marks) in [("alpha", [5, 4]), ("beta", [4, 4]), ("gamma", [2, 3])] {
        let (entry, _) = fixture.entry(db, key, "eligible", None).await;
        for (judge, mark) in judges.iter().zip(marks) {
            fixture.assign(db, *judge, entry).await;
            card(&site, &fixture, *judge, entry, mark).await;
        }
        entries.push(entry);
    }
    let entries: [EntryId; 3] = entries.try_into().unwrap_or_else(|_| panic!("three"));
    fixture.conflict(db, judges[2], entries[1]).await;
    Scene { site, fixture, olga, ada, bob, judges, entries }
}

async fn card(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId, mark: i64) {
    let words = ("firstcanary".to_owned(), String::new());
    fixture.scorecard(&site.db, (judge, entry), Moment::from_micros(0), [mark; 2], words).await;
}

impl Scene {
    /// Closes every round there is.
    async fn close(&self) {
        let competition = self.fixture.competition.uuid();
        let done: Result<u64, DbError> = self
            .site
            .db
            .write(move |tx| {
                Box::pin(async move {
                    execute!(tx, "UPDATE round SET closes_at = 0 WHERE competition_id = $1", competition)
                })
            })
            .await;
        done.expect("closed");
    }

    async fn add(&mut self, rule: &str, shows: &str, entries: &[EntryId], judges: &[JudgeId]) -> Reply {
        self.add_weighed((rule, shows), entries, judges, &[]).await
    }

    /// With what `dialogue` and `prevention` weigh.
    async fn add_weighed(
        &mut self,
        (rule, shows): (&str, &str),
        entries: &[EntryId],
        judges: &[JudgeId],
        weights: &[&str],
    ) -> Reply {
        let criteria = self.fixture.criteria.iter().zip(weights);
        let criteria: Vec<_> = criteria.map(|(line, weight)| (format!("weights[criterion-{line}]"), *weight)).collect();
        let entries: Vec<String> = entries.iter().map(|entry| format!("entries[entry-{entry}]")).collect();
        let judges: Vec<String> = judges.iter().map(|judge| format!("judges[judge-{judge}]")).collect();
        let mut fields =
            vec![("slug", "peace"), ("name", "Final"), ("closes_at", CLOSES), ("rule", rule), ("shows", shows)];
        fields.extend(entries.iter().chain(&judges).map(|field| (field.as_str(), "on")));
        fields.extend(criteria.iter().map(|(field, weight)| (field.as_str(), *weight)));
        self.olga.call(ADD, &fields).await
    }

    async fn number(&self, sql: &'static str) -> i64 {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (i64,), sql).expect("a number").0
    }

    /// Titles of a page of the organiser in the order in which they come, each once.
    async fn order(&mut self, path: &str) -> Vec<&'static str> {
        let body = self.olga.get(path).await.body;
        let mut found: Vec<_> = ["alpha", "beta", "gamma"]
            .into_iter()
            .filter_map(|title| Some((body.find(&format!(">{title}<"))?, title)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, title)| title).collect()
    }
}

async fn save(client: &mut Client, entry: EntryId, version: &str, mark: &str) -> Reply {
    let entry = entry.to_string();
    let fields = [
        ("entry", entry.as_str()),
        ("version", version),
        ("submit", "submit"),
        ("untried", "on"),
        ("marks[dialogue]", mark),
        ("marks[prevention]", mark),
    ];
    client.call("scores/save", &fields).await
}

async fn made(engine: Engine) {
    let mut scene = scene(engine).await;
    let early = scene.olga.get(PAGE).await.body;
    assert!(early.contains("has not closed yet") && !early.contains("results/add_round"), "{early}");
    let [alpha, beta, _] = scene.entries;
    let judges = scene.judges;
    let refused = scene.add("fresh", "own", &[alpha], &judges).await;
    assert!(refused.status == 409 && refused.body.contains("round_still_open"), "{}", refused.body);
    scene.close().await;
    assert_eq!(scene.order(PAGE).await, ["alpha", "beta", "gamma"], "in the present order");
    assert!(scene.olga.get(PAGE).await.body.contains("near tie with the next"));
    let nothing = scene.add("fresh", "own", &[], &judges).await;
    assert!(nothing.status == 422 && nothing.body.contains("entries"), "{}", nothing.body);
    let nobody = scene.add("fresh", "own", &[beta], &judges[2..]).await;
    assert!(nobody.status == 422 && nobody.body.contains("nobody_free"), "{}", nobody.body);
    let made = scene.add("fresh", "own", &[alpha, beta], &judges).await;
    assert_eq!(made.status, 200, "{}", made.body);

    let mut conn = scene.site.db.read().await.expect("a reader");
    let pairs: Vec<(String, String)> = fetch_all!(
        &mut conn,
        (String, String),
        "SELECT e.key, j.key FROM assignment a JOIN entry e ON e.id = a.entry_id JOIN judge j ON j.id = a.judge_id
         JOIN further_round f ON f.round_id = a.round_id ORDER BY e.key, j.key"
    )
    .expect("pairs");
    drop(conn);
    let pair = |entry: &str, judge: &str| (entry.to_owned(), judge.to_owned());
    let all = [("alpha", "ada"), ("alpha", "bob"), ("alpha", "cyd"), ("beta", "ada"), ("beta", "bob")];
    assert_eq!(pairs, all.map(|(entry, judge)| pair(entry, judge)), "everybody everything, but for the conflict");
    assert_eq!(
        scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'results.add_round'").await,
        1
    );
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM outbox_mail WHERE event LIKE '%round:%'").await, 2);
    assert_eq!(scene.number("SELECT opened_at FROM round WHERE key = 'round-2'").await, tests::NOON.micros());
    let again = scene.add("fresh", "own", &[alpha], &judges).await;
    assert!(again.status == 409 && again.body.contains("round_still_open"), "{}", again.body);
    let call = scene.site.visitor().get("/en/c/peace").await.body;
    assert!(
        call.contains("Final") && call.contains("entries: 2, judges: 3") && call.contains("only its own scorecards")
    );
    let call = scene.site.visitor().get("/ar/c/peace").await.body;
    assert!(call.contains("الجولات") && call.contains("لا تُحتسب لمشاركات هذه الجولة"), "{call}");
}

#[tokio::test]
async fn a_round_is_made_of_what_was_ticked_and_everybody_reads_its_rule_on_sqlite() {
    made(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_round_is_made_of_what_was_ticked_and_everybody_reads_its_rule_on_postgres() {
    made(Engine::Postgres).await;
}

async fn judged(engine: Engine) {
    let mut scene = scene(engine).await;
    scene.close().await;
    let ([alpha, beta, gamma], judges) = (scene.entries, scene.judges);
    assert_eq!(scene.add("fresh", "own", &[alpha, beta], &judges[..2]).await.status, 200);
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(desk.contains("Final") && desk.contains("0 / 2"), "{desk}");
    let earlier = desk.split("Earlier rounds").nth(1).expect("a part of its own");
    assert!(earlier.contains("gamma") && !earlier.contains("alpha"), "{earlier}");
    let sheet = scene.ada.get(&format!("/en/judge/entries/{alpha}")).await.body;
    assert!(sheet.contains("Your scorecard of the first round") && sheet.contains("firstcanary"), "{sheet}");
    let again = scene.ada.get(&format!("/en/judge/entries/{gamma}")).await.body;
    assert!(again.contains("firstcanary") && !again.contains("<textarea"), "read only: {again}");

    // What a device kept of the first round does not land in the final; where that round is still the judge's, it is late.
    let first = scene.fixture.round.to_string();
    for (entry, status, word) in [(alpha, 409, "other_round"), (gamma, 200, "scorecard-late")] {
        let entry = entry.to_string();
        let kept =
            [("entry", entry.as_str()), ("version", "1"), ("round", first.as_str()), ("note", "kept since then")];
        let reply = scene.ada.call("scores/save", &kept).await;
        assert!(reply.status == status && reply.body.contains(word), "{}", reply.body);
    }
    // What is sent for an entry that did not go on is kept as late, and changes nothing.
    let late = save(&mut scene.ada, gamma, "1", "5").await;
    assert!(late.status == 200 && late.body.contains("scorecard-late"), "{}", late.body);
    for (entry, ada, bob) in [(alpha, "2", "2"), (beta, "4", "4")] {
        for (client, mark) in [(&mut scene.ada, ada), (&mut scene.bob, bob)] {
            let saved = save(client, entry, "0", mark).await;
            assert_eq!(saved.status, 200, "{}", saved.body);
        }
    }
    let first = "SELECT CAST(SUM(s.mark) AS BIGINT) FROM score s JOIN scorecard k ON k.id = s.scorecard_id JOIN round r ON r.id = k.round_id WHERE r.key = 'first' AND k.version = 1";
    assert_eq!(scene.number(first).await, 44_000_000, "the first round stays as it was");
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(desk.contains("2 / 2"), "{desk}");

    let board = scene.olga.get("/en/c/peace/organise/scores").await.body;
    assert!(board.contains("Round: Final"), "{board}");
    let all = board.split("id=\"board-all\"").nth(1).expect("a part of its own");
    assert!(all.contains(">beta<") && !all.contains(">gamma<"), "{all}");
    assert_eq!(scene.order("/en/c/peace/organise/results").await, ["beta", "alpha", "gamma"], "by the final");
    let assignment = scene.olga.get("/en/c/peace/organise/assignment").await;
    assert!(assignment.status == 200 && assignment.body.contains("beta") && !assignment.body.contains(">gamma<"));
    scene.close().await;
    scene.fixture.set_state(&scene.site.db, "deliberation").await;
    let opened = [("slug", "peace"), ("cut", ""), ("names", "shown"), ("closes_at", "")];
    assert_eq!(scene.olga.call("results/open_room", &opened).await.status, 200);
    assert_eq!(scene.order("/en/c/peace/organise/deliberation").await, ["beta", "alpha", "gamma"]);
    let room = scene.ada.get(&format!("/en/c/peace/judge/deliberation/{beta}")).await;
    assert!(room.status == 200 && !room.body.contains("firstcanary"), "the scorecards that count: {}", room.body);
    let out = scene.site.publish(&mut scene.olga, "peace").await;
    assert!(out.status == 200 || out.status == 303, "{}", out.body);
    let published: serde_json::Value =
        serde_json::from_str(&scene.site.visitor().get("/c/peace/results.json").await.body).expect("a document");
    let text = published.to_string();
    let at = |key: &str| text.find(&format!("\"{key}\"")).expect("published");
    assert!(at("beta") < at("alpha") && at("alpha") < at("gamma"), "{text}");
}

#[tokio::test]
async fn the_final_is_judged_and_ranked_and_the_first_round_stays_on_sqlite() {
    judged(Engine::Sqlite).await;
}

#[tokio::test]
async fn the_final_is_judged_and_ranked_and_the_first_round_stays_on_postgres() {
    judged(Engine::Postgres).await;
}

#[tokio::test]
async fn what_is_not_to_be_seen_of_the_first_round_is_not_on_the_page() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.close().await;
    let ([alpha, beta, _], judges) = (scene.entries, scene.judges);
    assert_eq!(scene.add("carried", "nothing", &[alpha, beta], &judges[..2]).await.status, 200);
    let sheet = scene.ada.get(&format!("/en/judge/entries/{alpha}")).await;
    assert!(sheet.status == 200 && sheet.body.contains("<textarea") && !sheet.body.contains("firstcanary"));
    // Ada scores alpha again; Bob's scorecard of the first round goes on counting.
    assert_eq!(save(&mut scene.ada, alpha, "0", "2").await.status, 200);
    scene.close().await;
    assert_eq!(scene.order(PAGE).await, ["beta", "alpha"]);
    let page = scene.olga.get(PAGE).await.body;
    assert!(page.contains("2. – 60.0") && page.contains("1. – 80.0"), "{page}");
}

#[tokio::test]
async fn rounds_follow_each_other_among_those_who_went_on_up_to_four() {
    let mut scene = scene(Engine::Sqlite).await;
    let ([alpha, beta, gamma], judges) = (scene.entries, scene.judges);
    scene.close().await;
    assert_eq!(scene.add("carried", "own", &[alpha, beta], &judges).await.status, 200);
    scene.close().await;
    assert_eq!(scene.order(PAGE).await, ["alpha", "beta"], "gamma is out");
    let back = scene.add("fresh", "own", &[gamma], &judges).await;
    assert!(back.status == 422 && back.body.contains("entries"), "{}", back.body);
    for _ in 0..2 {
        assert_eq!(scene.add("fresh", "own", &[alpha], &judges).await.status, 200);
        scene.close().await;
    }
    let fifth = scene.add("fresh", "own", &[alpha], &judges).await;
    assert!(fifth.status == 409 && fifth.body.contains("rounds_used"), "{}", fifth.body);
    assert!(scene.olga.get(PAGE).await.body.contains("There are 4 rounds"));
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM round_entry").await, 4);
}

#[tokio::test]
async fn an_organiser_who_judges_neither_sees_the_order_nor_decides_who_goes_on() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.close().await;
    let (mut both, account) = scene.site.person_with_account("Both").await;
    scene.fixture.organiser_with(&scene.site.db, account, "owner").await;
    scene.fixture.judge(&scene.site.db, "both", "ready", Some(account)).await;
    let page = both.get(PAGE).await.body;
    assert!(page.contains("You judge here") && !page.contains("alpha"), "{page}");
    let fields = [("slug", "peace"), ("name", "Final"), ("closes_at", CLOSES), ("rule", "fresh"), ("shows", "own")];
    assert_eq!(both.call(ADD, &fields).await.status, 404);
    let mut stranger = scene.site.person("Stranger").await;
    assert_eq!(stranger.get(PAGE).await.status, 404);
    assert_eq!(scene.ada.get(PAGE).await.status, 404, "a judge");
    assert_eq!(scene.bob.call(ADD, &fields).await.status, 404);
}

#[tokio::test]
async fn an_organiser_from_whom_an_entry_is_kept_neither_sees_the_order_nor_decides_who_goes_on() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.close().await;
    let gamma = scene.entries[2].to_string();
    let declared = [("slug", "peace"), ("entry", gamma.as_str()), ("category", "family"), ("reason", "")];
    assert_eq!(scene.olga.post("panel/declare_own_conflict", &declared).await.status, 303);
    let page = scene.olga.get(PAGE).await;
    assert!(page.status == 200 && !page.body.contains("alpha") && !page.body.contains("gamma"), "{}", page.body);
    let (alpha, judges) = (scene.entries[0], scene.judges);
    let refused = scene.add("fresh", "own", &[alpha], &judges).await;
    assert!(refused.status == 409 && refused.body.contains("own_conflict"), "{}", refused.body);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM further_round").await, 0);
}

#[tokio::test]
async fn the_next_edition_begins_with_the_first_round() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.close().await;
    let ([alpha, ..], judges) = (scene.entries, scene.judges);
    assert_eq!(scene.add("fresh", "own", &[alpha], &judges).await.status, 200);
    let (mut olga, account) = scene.site.person_with_account("Owner").await;
    scene.fixture.organiser(&scene.site.db, account).await;
    let fields = [("slug", "peace"), ("new_slug", "next"), ("name", "Next"), ("years", "1")];
    let copied = olga.call("competition/copy_edition", &fields).await;
    assert_eq!(copied.status, 200, "{}", copied.body);
    let keys = "SELECT CAST(COUNT(*) AS BIGINT) FROM round r JOIN competition c ON c.id = r.competition_id WHERE c.slug = 'next'";
    assert_eq!(scene.number(keys).await, 1);
}
