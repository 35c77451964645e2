//! Votes.

use super::*;
use app::ids::VoteId;

const OPEN: &str = "results/open_vote";
const CAST: &str = "results/cast_ballot";

impl Scene {
    /// Opens a question and gives its id.
    async fn ask(&mut self, fields: &[(&str, &str)]) -> VoteId {
        let mut all = vec![("slug", "peace"), ("question", "Which one?"), ("tie_decider", "organisers")];
        all.retain(|(name, _)| !fields.iter().any(|(given, _)| given == name));
        all.extend_from_slice(fields);
        let reply = self.olga.call(OPEN, &all).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let at = reply.body.find("/votes/").expect("where it is") + "/votes/".len();
        reply.body[at..at + 36].parse().expect("an id")
    }

    async fn option(&self, vote: VoteId, entry: EntryId) -> String {
        let mut conn = self.site.db.read().await.expect("a reader");
        let sql = "SELECT id FROM vote_option WHERE vote_id = $1 AND entry_id = $2";
        fetch_one!(&mut conn, (Uuid,), sql, vote.uuid(), entry.uuid()).expect("an option").0.to_string()
    }

    /// All that anybody can read: pages of both sides, files, the log as a page and as it is stored.
    async fn everything(&mut self, vote: VoteId) -> String {
        let mut all = self.log().await;
        for path in
            [JSON.to_owned(), "/en/c/peace/organise/log".into(), ORGANISE.into(), format!("{ORGANISE}/votes/{vote}")]
        {
            all += &self.olga.get(&path).await.body;
        }
        for path in [JUDGE.to_owned(), format!("{JUDGE}/votes/{vote}")] {
            all += &self.cyd.get(&path).await.body;
        }
        all + &self.exported().await.to_string()
    }
}

async fn cast(client: &mut Client, vote: VoteId, choice: &str, dissent: &str) -> Reply {
    client.call(CAST, &[("vote", &vote.to_string()), ("choice", choice), ("dissent", dissent)]).await
}

async fn tie(engine: Engine) {
    let mut scene = scene(engine).await;
    scene.open("shown").await;
    let alpha = scene.alpha.to_string();
    let vote = scene.ask(&[("kind", "tie"), ("tie", &alpha)]).await;
    let (first, second) = (scene.option(vote, scene.alpha).await, scene.option(vote, scene.beta).await);
    let before = scene.everything(vote).await;
    assert_eq!(cast(&mut scene.ada, vote, &second, "dissentcanary").await.status, 200);
    assert_eq!(cast(&mut scene.ada, vote, &first, "dissentcanary").await.status, 200, "changed until the close");
    assert_eq!(cast(&mut scene.bob, vote, &first, "").await.status, 200);
    let open = scene.everything(vote).await;
    assert!(!open.contains("dissentcanary"), "{open}");
    for word in ["\"votes\":", "counts", "abstained"] {
        assert_eq!(open.matches(word).count(), before.matches(word).count(), "{word}: a count before the close");
    }
    assert!(!scene.olga.get(&format!("{ORGANISE}/votes/{vote}")).await.body.contains("id=\"result\""));
    assert!(
        scene
            .log()
            .await
            .lines()
            .filter(|line| line.starts_with("results.cast_ballot"))
            .all(|line| !line.contains(&first))
    );
    let own = scene.ada.get(&format!("{JUDGE}/votes/{vote}")).await.body;
    assert!(own.contains("dissentcanary") && own.contains("Change my vote"), "one's own is read: {own}");

    assert_eq!(scene.olga.call("results/apply_vote", &[("vote", &vote.to_string())]).await.status, 409, "not counted");
    assert_eq!(scene.olga.call("results/close_vote", &[("vote", &vote.to_string())]).await.status, 200);
    let late = cast(&mut scene.cyd, vote, &second, "").await;
    assert!(late.status == 409 && late.body.contains("vote_closed"), "{}", late.body);
    for (reader, path) in [(&mut scene.cyd, JUDGE), (&mut scene.olga, ORGANISE)] {
        let page = reader.get(&format!("{path}/votes/{vote}")).await.body;
        assert!(
            page.contains("Decided for: ") && page.contains("dissentcanary") && page.contains("Judge ada"),
            "{page}"
        );
    }
    let exported = scene.olga.get(JSON).await.body;
    assert!(exported.contains("\"decided_for\":\"alpha\"") && exported.contains("\"entitled\":3"), "{exported}");
    assert_eq!(scene.olga.call("results/apply_vote", &[("vote", &vote.to_string())]).await.status, 200);
    let twice = scene.olga.call("results/apply_vote", &[("vote", &vote.to_string())]).await;
    assert!(twice.status == 409 && twice.body.contains("nothing_there"), "{}", twice.body);
    let mut conn = scene.site.db.read().await.expect("a reader");
    let sql = "SELECT votes, reason FROM tie_vote ORDER BY votes DESC";
    let votes: Vec<(i64, String)> = fetch_all!(&mut conn, (i64, String), sql).expect("votes");
    let reason = "Vote of the panel: 2 of 2 votes.".to_owned();
    assert_eq!(votes, [(2, reason.clone()), (0, reason)]);
}

#[tokio::test]
async fn a_vote_is_secret_until_it_is_counted_and_settles_a_tie_on_sqlite() {
    tie(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_vote_is_secret_until_it_is_counted_and_settles_a_tie_on_postgres() {
    tie(Engine::Postgres).await;
}

#[tokio::test]
async fn an_award_is_given_as_the_panel_decided() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.open("letters").await;
    let (mention, alpha, gamma) = (scene.mention.to_string(), scene.alpha.to_string(), scene.gamma.to_string());
    let (of_alpha, of_gamma) = (format!("entries[entry-{alpha}]"), format!("entries[entry-{gamma}]"));
    let fields = [
        ("kind", "award"),
        ("award", mention.as_str()),
        (of_alpha.as_str(), "on"),
        (of_gamma.as_str(), "on"),
        ("none_option", "on"),
    ];
    let vote = scene.ask(&fields).await;
    let option = scene.option(vote, scene.gamma).await;
    assert_eq!(cast(&mut scene.ada, vote, "none", "").await.status, 200);
    assert_eq!(cast(&mut scene.ada, vote, &option, "").await.status, 200);
    let bad = cast(&mut scene.bob, vote, "nonsense", &"word ".repeat(121)).await;
    assert!(bad.status == 422 && bad.body.contains("choice") && bad.body.contains("dissent"), "{}", bad.body);
    assert_eq!(cast(&mut scene.bob, vote, "abstain", "It is not finished.").await.status, 200);
    scene.olga.call("results/close_vote", &[("vote", &vote.to_string())]).await;
    let page = scene.bob.get(&format!("{JUDGE}/votes/{vote}")).await.body;
    assert!(
        page.contains("It is not finished.") && page.contains("Judge ") && !page.contains("Judge bob"),
        "letters: {page}"
    );
    let facts: String =
        page.split("Counted out for a conflict of interest").nth(1).unwrap_or_default().chars().take(40).collect();
    assert!(facts.contains(">1<"), "Cyd is counted out: {facts}");
    assert_eq!(scene.olga.call("results/apply_vote", &[("vote", &vote.to_string())]).await.status, 200);
    let results = scene.olga.get("/en/c/peace/organise/results").await.body;
    assert!(results.contains("Vote of the panel: 1 of 2 votes."), "{results}");
}

#[tokio::test]
async fn a_vote_without_quorum_decides_nothing_and_the_clock_closes_it() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.open("shown").await;
    let fields = [("kind", "free"), ("options", "Yes\nNo"), ("quorum", "67"), ("closes_at", "2026-03-01T12:30")];
    let vote = scene.ask(&fields).await;
    cast(&mut scene.ada, vote, "abstain", "").await;
    cast(&mut scene.bob, vote, "abstain", "").await;
    scene.site.clock.set(NOON.plus_seconds(1860));
    let late = cast(&mut scene.cyd, vote, "abstain", "").await;
    assert!(late.status == 409 && late.body.contains("vote_closed"), "{}", late.body);
    let page = scene.cyd.get(&format!("{JUDGE}/votes/{vote}")).await.body;
    assert!(page.contains("No decision: quorum not reached."), "{page}");
    let mut actors = scene.site.db.read().await.expect("a reader");
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'results.close_vote' AND actor IS NULL";
    assert_eq!(fetch_one!(&mut actors, (i64,), sql).expect("a number").0, 1, "once, by the clock");
    for operation in ["results/apply_vote", "results/close_vote"] {
        assert_eq!(scene.olga.call(operation, &[("vote", &vote.to_string())]).await.status, 409, "{operation}");
    }
}

#[tokio::test]
async fn a_tied_vote_is_decided_by_organisers_and_one_taken_back_is_not_counted() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.open("shown").await;
    let alpha = scene.alpha.to_string();
    let vote = scene.ask(&[("kind", "tie"), ("tie", &alpha)]).await;
    let id = vote.to_string();
    let (first, second) = (scene.option(vote, scene.alpha).await, scene.option(vote, scene.beta).await);
    cast(&mut scene.ada, vote, &first, "").await;
    cast(&mut scene.bob, vote, &second, "").await;
    scene.olga.call("results/close_vote", &[("vote", &id)]).await;
    let decide = |option: &str, reason: &str| {
        vec![("vote", id.clone()), ("option", option.to_owned()), ("decide_reason", reason.to_owned())]
    };
    for (option, reason, field) in [("", "x", "option"), (first.as_str(), " ", "decide_reason")] {
        let fields = decide(option, reason);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let refused = scene.olga.call("results/decide_vote", &fields).await;
        assert!(refused.status == 422 && refused.body.contains(field), "{}", refused.body);
    }
    let fields = decide(&second, "It has more languages.");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(scene.olga.call("results/decide_vote", &fields).await.status, 200);
    assert_eq!(scene.olga.call("results/decide_vote", &fields).await.status, 409, "once");
    let page = scene.ada.get(&format!("{JUDGE}/votes/{vote}")).await.body;
    assert!(page.contains("Decided for: ") && page.contains("It has more languages."), "{page}");
    assert_eq!(scene.olga.call("results/apply_vote", &[("vote", &id)]).await.status, 200);
    let results = scene.olga.get("/en/c/peace/organise/results").await.body;
    assert!(!results.contains("Shared place"), "{results}");

    let other = scene.ask(&[("kind", "free"), ("options", "Yes\nNo")]).await;
    cast(&mut scene.ada, other, "abstain", "dissentcanary").await;
    let other = other.to_string();
    let silent = scene.olga.call("results/cancel_vote", &[("vote", &other), ("cancel_reason", "")]).await;
    assert!(silent.status == 422 && silent.body.contains("cancel_reason"), "{}", silent.body);
    let cancel = [("vote", other.as_str()), ("cancel_reason", "Asked twice.")];
    assert_eq!(scene.olga.call("results/cancel_vote", &cancel).await.status, 200);
    let page = scene.bob.get(&format!("{JUDGE}/votes/{other}")).await.body;
    assert!(
        page.contains("Asked twice.") && !page.contains("dissentcanary") && !page.contains("id=\"result\""),
        "{page}"
    );
    assert_eq!(scene.olga.call("results/close_vote", &[("vote", &other)]).await.status, 409);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM panel_vote").await, 2, "nothing is deleted");
}
