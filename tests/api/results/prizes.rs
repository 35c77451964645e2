//! What becomes of prizes: provisional until checked, accepted or declined, passed on, delivered.

mod checks;
mod kept;

use super::*;
use app::results::{
    model::{PassedAward, PassedHow},
    pack::{Outside, Pack, verify},
};
use server::{cli::verify::ed25519, fetch_all, fetch_one, housekeeping};

const PRIZES: &str = "/en/c/peaceapp/organise/prizes";
const CSV_OF_PRIZES: &str = "/c/peaceapp/organise/prizes.csv";
const PACK: &str = "/c/peaceapp/results/pack.json";

/// The seed competition, with the contacts of the first and the fourth team of the first track, in which three win.
struct Scene {
    site: Site,
    seed: Seed,
    olga: Client,
    tom: Client,
    rita: Client,
}

async fn scene(engine: Engine) -> Scene {
    let (site, seed, olga) = seeded_on(engine, "deliberation").await;
    let (tom, account) = site.person_with_account("Tom").await;
    seed.join(&site.db, "ballot-walk", account).await;
    let (rita, account) = site.person_with_account("Rita").await;
    seed.join(&site.db, "river-council", account).await;
    Scene { site, seed, olga, tom, rita }
}

impl Scene {
    fn entry(&self, key: &str) -> String {
        self.seed.entries[key].to_string()
    }

    fn award(&self) -> String {
        self.seed.prizes["functioning"].to_string()
    }

    fn prize(&self, key: &str) -> String {
        format!("{}:{}", self.award(), self.entry(key))
    }

    async fn publish(&mut self) {
        publish(&self.site, &mut self.olga).await;
    }

    async fn publish_again(&mut self, note: &str) {
        self.olga.propose("peaceapp", note).await;
        self.site.second_owner("peaceapp").await.confirm("peaceapp").await;
    }

    /// What an organiser does about a prize.
    async fn organise(&mut self, operation: &str, more: &[(&str, &str)]) -> Reply {
        let fields = [&[("slug", "peaceapp")], more].concat();
        self.olga.call(operation, &fields).await
    }

    /// Key, place, names of what is won, and how much passed by, of the first track.
    async fn outcome(&self) -> Vec<(String, u32, usize, Vec<PassedAward>)> {
        let document = document(&mut self.site.visitor()).await;
        let of = |at: app::results::model::PublishedPlacement| (at.key, at.place, at.awards.len(), at.passed);
        document.tracks.into_iter().next().expect("a track").placements.into_iter().map(of).collect()
    }

    /// Templates and receivers of messages about prizes, in order.
    async fn mails(&self) -> Vec<(String, String)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_all!(
            &mut conn,
            (String, String),
            "SELECT template, to_address FROM outbox_mail WHERE template LIKE 'prize%' ORDER BY created_at, template, to_address"
        )
        .expect("messages")
    }

    /// Whether the pack of the newest publication holds.
    async fn verified(&self) -> Pack {
        tests::sealed(&self.site.db).await;
        housekeeping::seal_and_sign(&self.site.db, &self.site.config).await.expect("signed");
        let reply = self.site.visitor().get(PACK).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        let report = verify(reply.body.as_bytes(), &Outside::default(), ed25519);
        assert!(report.verified(), "{:#?}", report.failed());
        serde_json::from_str(&reply.body).expect("a pack")
    }
}

async fn answer(client: &mut Client, entry: &str, award: &str, answer: &str) -> Reply {
    let fields = [
        ("entry", entry),
        ("award", award),
        ("answer", answer),
        ("travels", "Canary Traveller"),
        ("needs", "An invoice"),
    ];
    client.call("results/answer_prize", &fields).await
}

fn declined() -> Vec<PassedAward> {
    vec![PassedAward { name: "Winner".to_owned(), how: PassedHow::Declined }]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_prize_passes_on_with_the_next_version_on_sqlite() {
    passes_on(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declined_prize_passes_on_with_the_next_version_on_postgres() {
    passes_on(Engine::Postgres).await;
}

async fn passes_on(engine: Engine) {
    let mut scene = scene(engine).await;
    let (entry, award, fourth) = (scene.entry("ballot-walk"), scene.award(), scene.entry("river-council"));
    scene.publish().await;
    let before = scene.outcome().await;
    let won: Vec<usize> = before.iter().map(|at| at.2).collect();
    assert_eq!(won[..4], [1, 1, 1, 0], "{before:?}");
    // Whoever wins is asked when it is out.
    assert_eq!(scene.mails().await, [("prize_offered".into(), "tom@example.org".into())]);
    let page = scene.tom.get(&format!("/en/entries/{entry}/prizes")).await;
    assert!(page.body.contains("Winner") && page.body.contains("name=\"travels\""), "{}", page.body);
    let page = scene.rita.get(&format!("/en/entries/{fourth}/prizes")).await;
    assert!(page.body.contains("Nothing to answer") && !page.body.contains("results/answer_prize"), "{}", page.body);
    assert_eq!(answer(&mut scene.rita, &fourth, &award, "accepted").await.status, 409, "not asked");

    let fields =
        [("entry", entry.as_str()), ("award", &award), ("answer", "declined"), ("travels", "Canary Traveller")];
    let reply = scene.tom.post_with_key("results/answer_prize", "once", &fields).await;
    let again = scene.tom.post_with_key("results/answer_prize", "once", &fields).await;
    assert_eq!((reply.status, &reply.location), (303, &again.location), "{}", reply.body);
    assert!(scene.tom.follow(&reply).await.body.contains("You have declined"), "{}", reply.body);
    assert_eq!(answer(&mut scene.tom, &entry, &award, "accepted").await.status, 409, "only organisers offer again");
    // What is public changes by two organisers only, and nobody is asked before that.
    assert_eq!(scene.outcome().await, before);
    assert_eq!(scene.mails().await.len(), 1);
    let page = scene.olga.get(PRIZES).await;
    assert!(
        page.body.contains("Passed on to this entry") && page.body.contains("Declined or not given"),
        "{}",
        page.body
    );
    assert!(!page.body.contains("Canary Traveller"), "who declines says no more");

    let previewed = digest(&mut scene.olga).await;
    let silent = scene.organise("results/propose", &[("digest", &previewed), ("note", "")]).await;
    assert_eq!((silent.status, silent.body.contains("note")), (422, true), "{}", silent.body);
    scene.publish_again("The first team declined its prize; it passes to the next.").await;
    let after = scene.outcome().await;
    let places = |all: &[(String, u32, usize, Vec<PassedAward>)]| -> Vec<(String, u32)> {
        all.iter().map(|at| (at.0.clone(), at.1)).collect()
    };
    assert_eq!(places(&after), places(&before), "places stay");
    assert_eq!(after.iter().map(|at| at.2).collect::<Vec<_>>()[..4], [0, 1, 1, 1], "{after:?}");
    assert_eq!((&after[0].3, after[3].3.len()), (&declined(), 0));
    let mails = scene.mails().await;
    assert_eq!(mails[1..], [("prize_passed".into(), "rita@example.org".into())], "only who was not asked before");
    let mut visitor = scene.site.visitor();
    let page = visitor.get(PAGE).await.body;
    assert!(page.contains("declined by the team") && page.contains("The first team declined its prize"), "{page}");
    let old = visitor.get("/c/peaceapp/results/1/results.json").await.body;
    assert!(!old.contains("\"passed\""), "the old version stays as it was");
    let pack = scene.verified().await;
    assert_eq!(pack.content.tracks[0].passed.len(), 1);
    assert_eq!(answer(&mut scene.rita, &fourth, &award, "accepted").await.status, 200);
}

#[tokio::test]
async fn only_the_contact_answers_and_only_for_the_own_entry() {
    let mut scene = scene(Engine::Sqlite).await;
    let (entry, award) = (scene.entry("ballot-walk"), scene.award());
    assert_eq!(answer(&mut scene.tom, &entry, &award, "accepted").await.status, 409, "not asked yet");
    scene.publish().await;
    let tom = scene.site.account("Tom").await;
    let contact = "UPDATE team SET contact_id = (SELECT id FROM member WHERE account_id = $1)
         WHERE id = (SELECT team_id FROM member WHERE account_id = $1)";
    tests::put!(scene.site.db, contact, tom);
    let (mut vera, account) = scene.site.person_with_account("Vera").await;
    scene.seed.join(&scene.site.db, "ballot-walk", account).await;
    let page = vera.get(&format!("/en/entries/{entry}/prizes")).await;
    assert!(page.body.contains("contact answers") && !page.body.contains("results/answer_prize"), "{}", page.body);
    let reply = answer(&mut vera, &entry, &award, "declined").await;
    assert_eq!((reply.status, reply.body.contains("not_contact")), (409, true), "{}", reply.body);
    for (who, status) in [(&mut scene.rita, 404), (&mut scene.olga, 404), (&mut scene.site.visitor(), 401)] {
        assert_eq!(answer(who, &entry, &award, "declined").await.status, status);
        let page = who.get(&format!("/en/entries/{entry}/prizes")).await;
        assert!(!page.body.contains("Winner"), "{}", page.body);
    }
    let other = scene.seed.prizes["development"].to_string();
    assert_eq!(answer(&mut scene.tom, &entry, &other, "accepted").await.status, 409, "another track's");
    let reply = answer(&mut scene.tom, &entry, &award, "perhaps").await;
    assert_eq!((reply.status, reply.body.contains("answer")), (422, true), "{}", reply.body);
    assert_eq!(answer(&mut scene.tom, &entry, &award, "accepted").await.status, 200);
    assert!(scene.olga.get(PRIZES).await.body.contains("Canary Traveller"));
    for address in [JSON, PACK, "/c/peaceapp/entries.json", PAGE] {
        assert!(!scene.site.visitor().get(address).await.body.contains("Canary Traveller"), "{address}");
    }
    let log = server::operator::service::export::log(&scene.site.db, "peaceapp").await.expect("a log");
    let csv = String::from_utf8(server::operator::writing::log(&log).expect("a file")).expect("text");
    assert!(csv.contains("results.accept_prize") && !csv.contains("Canary Traveller"), "{csv}");
}

#[tokio::test]
async fn teams_may_be_asked_before_in_confidence() {
    let mut scene = scene(Engine::Sqlite).await;
    let (entry, award) = (scene.entry("ballot-walk"), scene.award());
    assert_eq!(scene.organise("results/ask_prizes", &[]).await.status, 200);
    let reply = scene.organise("results/ask_prizes", &[]).await;
    assert_eq!((reply.status, reply.body.contains("nothing_there")), (409, true), "once: {}", reply.body);
    assert_eq!(scene.mails().await, [("prize_offered".into(), "tom@example.org".into())]);
    assert_eq!(scene.site.visitor().get(PAGE).await.status, 404, "nothing is out");
    assert_eq!(answer(&mut scene.tom, &entry, &award, "declined").await.status, 200);
    // Who was first stays first, and the fourth wins from the first version on.
    scene.publish().await;
    let out = scene.outcome().await;
    assert_eq!(out.iter().map(|at| at.2).collect::<Vec<_>>()[..4], [0, 1, 1, 1], "{out:?}");
    assert_eq!(scene.mails().await[1..], [("prize_passed".into(), "rita@example.org".into())]);
    scene.verified().await;
}

#[tokio::test]
async fn a_decline_after_approval_keeps_the_approved_results_from_coming_out() {
    let mut scene = scene(Engine::Sqlite).await;
    let (entry, award) = (scene.entry("ballot-walk"), scene.award());
    scene.organise("results/ask_prizes", &[]).await;
    scene.olga.propose("peaceapp", "").await;
    let mut petra = scene.site.second_owner("peaceapp").await;
    let proposal = petra.proposal("peaceapp").await;
    assert_eq!(answer(&mut scene.tom, &entry, &award, "declined").await.status, 200);
    let reply = petra.call("results/confirm", &[("slug", "peaceapp"), ("proposal", &proposal)]).await;
    assert_eq!((reply.status, reply.body.contains("preview_changed")), (409, true), "{}", reply.body);
}

#[tokio::test]
async fn what_is_not_given_passes_on_and_why_is_not_published() {
    let mut scene = scene(Engine::Sqlite).await;
    let prize = scene.prize("ballot-walk");
    let reply = scene.organise("results/withhold_prize", &[("prize", &prize), ("reason", " ")]).await;
    assert_eq!((reply.status, reply.body.contains("reason_required")), (422, true), "{}", reply.body);
    let fourth = scene.prize("river-council");
    assert_eq!(scene.organise("results/withhold_prize", &[("prize", &fourth), ("reason", "x")]).await.status, 409);
    let fields = [("prize", prize.as_str()), ("reason", "Canary: rights are not theirs")];
    assert_eq!(scene.organise("results/withhold_prize", &fields).await.status, 200);
    scene.publish().await;
    let out = scene.outcome().await;
    assert_eq!(out.iter().map(|at| at.2).collect::<Vec<_>>()[..4], [0, 1, 1, 1]);
    assert_eq!(out[0].3[0].how, PassedHow::NotGiven);
    for address in [JSON, PACK, PAGE] {
        assert!(!scene.site.visitor().get(address).await.body.contains("Canary"), "{address}");
    }
    let page = scene.tom.get(&format!("/en/entries/{}/prizes", scene.entry("ballot-walk"))).await;
    assert!(!page.body.contains("Canary"), "{}", page.body);
    scene.verified().await;
    // A mistake is mended, and told with the next version.
    let again = [("prize", prize.as_str()), ("reason", "The rights are theirs")];
    assert_eq!(scene.organise("results/offer_again", &again).await.status, 200);
    assert_eq!(scene.organise("results/offer_again", &again).await.status, 409);
    scene.publish_again("The first prize is given after all.").await;
    let out = scene.outcome().await;
    assert_eq!(out.iter().map(|at| at.2).collect::<Vec<_>>()[..4], [1, 1, 1, 0], "{out:?}");
    // The fourth team hears on its page that it does not win any more.
    let page = scene.rita.get(&format!("/en/entries/{}/prizes", scene.entry("river-council"))).await;
    assert!(page.body.contains("does not win this any more"), "{}", page.body);
    assert_eq!(
        answer(
            &mut scene.rita,
            &scene.seed.entries["river-council"].to_string(),
            &scene.seed.prizes["functioning"].to_string(),
            "accepted"
        )
        .await
        .status,
        409
    );
    scene.verified().await;
}

#[tokio::test]
async fn delivery_is_for_organisers_and_words_are_for_those_who_may_write_them() {
    let mut scene = scene(Engine::Sqlite).await;
    scene.publish().await;
    let (entry, award, prize) = (scene.entry("ballot-walk"), scene.award(), scene.prize("ballot-walk"));
    answer(&mut scene.tom, &entry, &award, "accepted").await;
    let wrong = [("prize", prize.as_str()), ("delivery", "lost"), ("delivery_note", "")];
    assert_eq!(scene.organise("results/deliver_prize", &wrong).await.status, 422);
    let fields = [("prize", prize.as_str()), ("delivery", "under_way"), ("delivery_note", "=Canary flight")];
    assert_eq!(scene.organise("results/deliver_prize", &fields).await.status, 200);
    let csv = scene.olga.get(CSV_OF_PRIZES).await.body;
    let row = csv.lines().find(|line| line.contains("Ballot Walk")).expect("a row");
    assert!(row.contains(",accepted,") && row.contains(",under_way,'=Canary flight"), "{row}");
    assert!(row.contains("Canary Traveller,An invoice") && row.contains("diligence;conflicts"), "{row}");
    let (mut vera, account) = scene.site.person_with_account("Vera").await;
    scene.seed.organiser(&scene.site.db, account).await;
    tests::put!(scene.site.db, "UPDATE role SET rights = 'observer' WHERE account_id = $1", account);
    for address in [PRIZES, CSV_OF_PRIZES] {
        let page = vera.get(address).await;
        assert!(
            page.status == 200 && page.body.contains("Ballot Walk") && !page.body.contains("Canary"),
            "{}",
            page.body
        );
        assert!(matches!(scene.tom.get(address).await.status, 404), "{address}");
    }
    assert_eq!(vera.call("results/deliver_prize", &[&[("slug", "peaceapp")], &fields[..]].concat()).await.status, 404);
    let (count,): (i64,) = fetch_one!(
        &mut scene.site.db.read().await.expect("a reader"),
        (i64,),
        "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%Canary%'"
    )
    .expect("a count");
    assert_eq!(count, 0, "no words of it are in the log");
}
