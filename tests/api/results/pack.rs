//! The result pack, from the first event to a stranger who checks it.

use super::*;
use app::{
    ids::EntryId,
    results::pack::{Outcome, Outside, Pack, Report, StepName, verify},
};
use server::{cli::verify::ed25519, housekeeping};
use tests::{Fixture, put};

const PACK: &str = "/c/peace/results/pack.json";
const CHECKPOINTS: &str = "/c/peace/checkpoints.txt";

/// A competition in judging, brought there by its organiser; two judges, two entries.
struct Judged {
    site: Site,
    walk: EntryId,
    doors: EntryId,
    ada: Client,
    bob: Client,
    olga: Client,
}

async fn judged(engine: Engine) -> Judged {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (walk, _) = fixture.entry(&site.db, "walk", "eligible", None).await;
    let (doors, _) = fixture.entry(&site.db, "doors", "eligible", None).await;
    let (ada, ada_account) = site.person_with_account("Ada").await;
    let (bob, bob_account) = site.person_with_account("Bob").await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let first = fixture.judge(&site.db, "a", "ready", Some(ada_account)).await;
    let second = fixture.judge(&site.db, "b", "ready", Some(bob_account)).await;
    for (judge, entry) in [(first, walk), (first, doors), (second, walk), (second, doors)] {
        fixture.assign(&site.db, judge, entry).await;
    }
    put!(
        site.db,
        "INSERT INTO play (judge_id, entry_id, round_id, competition_id, opened_at, played_at, seen_at, spent)
         SELECT judge_id, entry_id, round_id, competition_id, created_at, created_at, created_at, 0 FROM assignment"
    );
    let mut judged = Judged { site, walk, doors, ada, bob, olga };
    judged.to("judging").await;
    judged
}

impl Judged {
    async fn to(&mut self, state: &str) {
        let fields = [("slug", "peace"), ("to", state), ("reason", "It is time")];
        let reply = self.olga.call("competition/transition", &fields).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        self.sign().await;
    }

    /// What housekeeping does every second.
    async fn sign(&self) {
        tests::sealed(&self.site.db).await;
        housekeeping::seal_and_sign(&self.site.db, &self.site.config).await.expect("signed");
    }

    /// The same people on a copy of the site.
    fn on(&self, site: Site) -> Self {
        let [ada, bob, olga] = [&self.ada, &self.bob, &self.olga].map(|client| client.on(&site));
        Self { site, walk: self.walk, doors: self.doors, ada, bob, olga }
    }
}

/// Hands a scorecard in on top of a version.
async fn hand_in(judge: &mut Client, entry: EntryId, version: i64, marks: (&str, &str)) {
    let (entry, version) = (entry.to_string(), version.to_string());
    let fields = [
        ("entry", entry.as_str()),
        ("version", version.as_str()),
        ("submit", "submit"),
        ("marks[dialogue]", marks.0),
        ("marks[prevention]", marks.1),
        ("comments[dialogue]", "canary-comment"),
    ];
    let saved = judge.call("scores/save", &fields).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
}

async fn receipt(judge: &mut Client, entry: EntryId) -> String {
    let file = judge.get(&format!("/judge/entries/{entry}/receipt.tlog-proof")).await;
    assert_eq!(file.status, 200, "{}", file.body);
    file.body
}

fn checked(pack: &str, receipts: &[&String], checkpoints: &str) -> Report {
    let key = serde_json::from_str::<Pack>(pack).expect("a pack").content.key;
    let receipts = receipts.iter().map(|receipt| (*receipt).clone()).collect();
    let outside = Outside { key: Some(key), receipts, checkpoints: Some(checkpoints.to_owned()) };
    verify(pack.as_bytes(), &outside, ed25519)
}

async fn from_judging_to_a_stranger(engine: Engine) {
    let mut at = judged(engine).await;
    let (walk, doors) = (at.walk, at.doors);
    hand_in(&mut at.ada, walk, 0, ("5", "4")).await;
    hand_in(&mut at.ada, doors, 0, ("3", "4")).await;
    hand_in(&mut at.bob, walk, 0, ("2", "3")).await;
    at.sign().await;
    let first = receipt(&mut at.bob, walk).await;
    hand_in(&mut at.bob, walk, 1, ("4", "4")).await;
    hand_in(&mut at.bob, doors, 0, ("4", "4")).await;
    at.sign().await;
    let (of_ada, of_bob) = (receipt(&mut at.ada, walk).await, receipt(&mut at.bob, walk).await);
    at.to("deliberation").await;
    let kept = at.site.visitor().get(CHECKPOINTS).await.body;
    let mut visitor = at.site.visitor();
    let (pack, json) = (visitor.get(PACK).await, visitor.get("/c/peace/results.json").await);
    assert_eq!((pack.status, &pack.body), (404, &json.body), "not yet, as of all results");

    at.site.publish(&mut at.olga, "peace").await;
    let soon = visitor.get(PACK).await;
    assert_eq!((soon.status, soon.headers.contains("retry-after")), (503, true), "signed within seconds");
    at.sign().await;
    let pack = visitor.get(PACK).await;
    assert_eq!(pack.status, 200, "{}", pack.body);
    let report = checked(&pack.body, &[&of_ada, &of_bob], &kept);
    assert!(report.verified(), "{:#?}", report.steps);
    let outcome = |name| report.steps.iter().find(|step| step.name == name).map(|step| step.outcome);
    assert_eq!(outcome(StepName::Scorecards), Some(Outcome::Passed), "all before judging closed: {:#?}", report.steps);
    let old = checked(&pack.body, &[&first], &kept);
    let failed = old.failed().expect("a scorecard that was changed since");
    assert!(failed.name == StepName::Outside && failed.detail.contains("version 2"), "{failed:?}");
    for secret in ["canary-comment", "\"Ada", "\"Bob", "example.org"] {
        assert!(!pack.body.contains(secret), "{secret}");
    }

    // One version stays for ever; what was kept before is the beginning of what there is now.
    let one = visitor.get("/c/peace/results/1/pack.json").await;
    assert!(one.headers.contains("immutable") && one.body == pack.body, "{}", one.headers);
    for nothing in ["/c/peace/results/2/pack.json", "/c/peace/results/01/pack.json", "/c/none/results/pack.json"] {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
    let now = visitor.get(CHECKPOINTS).await.body;
    assert!(now.starts_with(&kept) && now.len() > kept.len(), "{now}");
    at.sign().await;
    assert_eq!(visitor.get(PACK).await.body, pack.body);
    server::audit::verify(&mut at.site.db.read().await.expect("a reader")).await.expect("the log holds");
}

#[tokio::test]
async fn a_stranger_checks_what_was_published() {
    from_judging_to_a_stranger(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_checks_what_was_published_on_postgres() {
    from_judging_to_a_stranger(Engine::Postgres).await;
}

#[tokio::test]
async fn a_log_that_was_told_twice_is_seen_by_one_receipt() {
    let mut at = judged(Engine::Sqlite).await;
    // Somebody with the server, its key and a copy of yesterday.
    let mut other = at.on(at.site.freeze().await.site().await);
    let walk = at.walk;
    hand_in(&mut at.ada, walk, 0, ("5", "5")).await;
    let kept = receipt(&mut at.ada, walk).await;
    hand_in(&mut other.ada, walk, 0, ("1", "1")).await;
    other.to("deliberation").await;
    other.site.publish(&mut other.olga, "peace").await;
    other.sign().await;
    let pack = other.site.visitor().get(PACK).await.body;
    let checkpoints = other.site.visitor().get(CHECKPOINTS).await.body;
    assert!(checked(&pack, &[], &checkpoints).verified(), "by itself it is sound");
    let failed = checked(&pack, &[&kept], &checkpoints).failed().cloned().expect("another history");
    assert!(failed.name == StepName::Outside && failed.detail.contains("told twice"), "{failed:?}");
}

#[tokio::test]
async fn scorecards_that_were_brought_in_are_stated_at_publication_and_said_to_be() {
    let (site, _, mut olga) = seeded("deliberation").await;
    publish(&site, &mut olga).await;
    housekeeping::seal_and_sign(&site.db, &site.config).await.expect("signed");
    let pack = site.visitor().get("/c/peaceapp/results/pack.json").await;
    let report = verify(pack.body.as_bytes(), &Outside::default(), ed25519);
    assert!(report.verified(), "{:#?}", report.steps);
    let step = report.steps.iter().find(|step| step.name == StepName::Scorecards).expect("a step");
    assert!(step.outcome == Outcome::Noted && step.detail.starts_with("25 scorecards"), "{step:?}");
}

#[tokio::test]
async fn without_published_scores_or_below_the_published_depth_there_is_no_pack() {
    for setting in [
        "UPDATE competition SET publish_scores = FALSE WHERE id = $1",
        "UPDATE competition SET publish_depth = 'winners' WHERE id = $1",
    ] {
        let (site, seed, mut olga) = seeded("deliberation").await;
        seed.change(&site.db, setting).await;
        publish(&site, &mut olga).await;
        housekeeping::seal_and_sign(&site.db, &site.config).await.expect("signed");
        let answer = site.visitor().get("/c/peaceapp/results/pack.json").await;
        assert_eq!((answer.status, answer.body.contains("no_pack")), (404, true), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_competition_being_set_up_has_no_checkpoints() {
    let (site, _, _) = seeded("setup").await;
    let mut visitor = site.visitor();
    let there = visitor.get("/c/peaceapp/checkpoints.txt").await;
    assert_eq!((there.status, there.body), (404, visitor.get("/c/nowhere/checkpoints.txt").await.body));
}
