//! Further reviews where the result is uncertain: announced, worked out, given.

use super::*;
use tests::Reply;

const ANNOUNCE: &str = "competition/announce_further";
const GIVE: &str = "scores/give_further";
const PAGE: &str = "/en/c/peace/organise/scores/further";

/// Four entries with two reviews each. The first two are even, and one of them wins the prize; the others are far behind.
/// Two more judges are ready, of whom Cleo signs in.
struct Round {
    site: Site,
    fixture: Fixture,
    organiser: Client,
    cleo: Client,
    cleo_judge: JudgeId,
    other_judge: JudgeId,
    entries: Vec<EntryId>,
    first: JudgeId,
}

async fn round(budget: &str) -> Round {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (mut organiser, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let fields = [("slug", "peace"), ("further_budget", budget), ("further_damping", "1")];
    assert_eq!(organiser.call(ANNOUNCE, &fields).await.status, 200);
    fixture.set_state(&site.db, "judging").await;
    let (cleo, account) = site.person_with_account("Cleo").await;
    let first = fixture.judge(&site.db, "a", "ready", None).await;
    let second = fixture.judge(&site.db, "b", "ready", None).await;
    let cleo_judge = fixture.judge(&site.db, "cleo", "ready", Some(account)).await;
    let other_judge = fixture.judge(&site.db, "d", "ready", None).await;
    let mut entries = Vec::new();
    for (key, marks) in [("kite", [5, 4]), ("lantern", [4, 5]), ("drum", [2, 3]), ("mask", [1, 1])] {
        let (entry, _) = fixture.entry(&site.db, key, "eligible", None).await;
        for (judge, mark) in [first, second].into_iter().zip(marks) {
            fixture.assign(&site.db, judge, entry).await;
            card(&site, &fixture, judge, entry, mark).await;
        }
        entries.push(entry);
    }
    Round { site, fixture, organiser, cleo, cleo_judge, other_judge, entries, first }
}

/// A scorecard that was handed in, with one mark throughout.
async fn card(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId, mark: i64) {
    fixture.scorecard(&site.db, (judge, entry), NOON, [mark; 2], (String::new(), String::new())).await;
}

impl Round {
    async fn number(&self, sql: &'static str) -> i64 {
        fetch_one!(&mut self.site.db.read().await.expect("a reader"), (i64,), sql).expect("a number").0
    }

    async fn page(&mut self) -> String {
        let reply = self.organiser.get(PAGE).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        reply.body
    }

    async fn give(&mut self) -> Reply {
        let digest = digest(&self.page().await);
        self.organiser.call(GIVE, &[("slug", "peace"), ("digest", &digest)]).await
    }

    /// Who judges what beside the first reviews, and whether a repair may take it back.
    async fn more(&self) -> Vec<(Uuid, bool)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        let sql = "SELECT a.entry_id, a.by_hand FROM assignment a JOIN judge j ON j.id = a.judge_id
                   WHERE j.key IN ('cleo', 'd') ORDER BY a.entry_id";
        fetch_all!(&mut conn, (Uuid, bool), sql).expect("assignments")
    }
}

/// The digest of what is previewed; empty where nothing can be given.
fn digest(page: &str) -> String {
    let after = page.split("name=\"digest\" value=\"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

const GIVEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM further_review";
const ASSIGNED: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM assignment";

#[tokio::test]
async fn the_rule_is_public_before_judging_and_fixed_after() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut organiser, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let announce = |budget: &'static str, damping: &'static str| {
        [("slug", "peace"), ("further_budget", budget), ("further_damping", damping)]
    };
    let call = site.visitor().get("/en/c/peace").await.body;
    assert!(!call.contains("Further reviews"), "{call}");
    let refused = organiser.call(ANNOUNCE, &announce("many", "-1")).await;
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("further_budget") && refused.body.contains("further_damping"), "{}", refused.body);
    organiser.get("/en/c/peace/organise/settings").await;
    let reply = organiser.post(ANNOUNCE, &announce("20", "1.5")).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace/organise/settings?done=saved"));
    let call = site.visitor().get("/en/c/peace").await.body;
    for word in ["Further reviews", "at most 20 in all, 5 at a time", "p × (1 − p) ÷ (n + 1.5)", "below 0.09"] {
        assert!(call.contains(word), "{word}: {call}");
    }
    assert!(site.visitor().get("/ar/c/peace").await.body.contains("تقييمات إضافية"));
    assert!(organiser.get(PAGE).await.body.contains("while judges score"));
    fixture.set_state(&site.db, "judging").await;
    assert_eq!(organiser.call(ANNOUNCE, &announce("40", "1")).await.status, 409);
    let settings = organiser.get("/en/c/peace/organise/settings").await.body;
    assert!(settings.contains("cannot be changed any more") && !settings.contains(ANNOUNCE), "{settings}");
    // Judging was taken back, but somebody has scored.
    let judge = fixture.judge(&site.db, "a", "ready", None).await;
    let (entry, _) = fixture.entry(&site.db, "kite", "eligible", None).await;
    card(&site, &fixture, judge, entry, 3).await;
    fixture.set_state(&site.db, "screening").await;
    assert_eq!(organiser.call(ANNOUNCE, &announce("40", "1")).await.status, 409);
    assert!(site.visitor().get("/en/c/peace").await.body.contains("at most 20 in all"));
}

#[tokio::test]
async fn those_that_decide_about_a_prize_get_one_more() {
    let mut round = round("20").await;
    let page = round.page().await;
    let table = page.split("<tbody").nth(1).and_then(|rest| rest.split("</tbody>").next()).unwrap_or_default();
    assert!(table.contains("kite") && table.contains("lantern"), "{table}");
    assert!(!table.contains("drum") && !table.contains("mask"), "{table}");
    assert!(table.contains("Judge cleo") && table.contains("Judge d"), "one each: {table}");
    assert!(page.contains("0 / 20"), "{page}");
    assert!(round.more().await.is_empty(), "nothing takes effect by looking");
    assert_eq!(digest(&page), digest(&round.page().await), "the same scores give the same");
    let reply = round.give().await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let mut even: Vec<Uuid> = round.entries[..2].iter().map(|entry| entry.uuid()).collect();
    even.sort();
    assert_eq!(round.more().await, even.iter().map(|entry| (*entry, true)).collect::<Vec<_>>());
    assert_eq!((round.number(ASSIGNED).await, round.number(GIVEN).await), (10, 2), "all others stay");
    let log = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'scores.give_further' AND payload LIKE '%probability%'";
    assert_eq!(round.number(log).await, 1);
    let page = round.page().await;
    assert!(page.contains("2 / 20") && page.contains("Reviews are on their way"), "{page}");
    assert_eq!(round.give().await.status, 409, "there is nothing to give");
}

#[tokio::test]
async fn a_judge_of_a_further_review_learns_nothing_of_it() {
    let mut round = round("20").await;
    // Cleo had an entry before, so that the desk would show the difference; the other judge as well, so that each gets one.
    let ordinary = round.entries[2];
    for judge in [round.cleo_judge, round.other_judge] {
        round.fixture.assign(&round.site.db, judge, ordinary).await;
        card(&round.site, &round.fixture, judge, ordinary, 3).await;
    }
    assert_eq!(round.give().await.status, 200);
    let mut conn = round.site.db.read().await.expect("a reader");
    let mails: Vec<(String, String)> =
        fetch_all!(&mut conn, (String, String), "SELECT subject, body FROM outbox_mail").expect("mails");
    assert_eq!(mails.len(), 1, "who signs in is told: {mails:?}");
    let sql = "SELECT entry_id FROM assignment WHERE by_hand = $1 AND judge_id = $2";
    let (given,): (Uuid,) =
        fetch_one!(&mut conn, (Uuid,), sql, true, round.cleo_judge.uuid()).expect("Cleo's further review");
    drop(conn);
    let desk = round.cleo.get("/en/c/peace/judge").await;
    let sheet = round.cleo.get(&page(given.into())).await;
    assert_eq!((desk.status, sheet.status), (200, 200));
    assert!(desk.body.contains(&given.to_string()), "it is on the desk");
    let seen = [desk.body, sheet.body, mails[0].0.clone(), mails[0].1.clone()];
    for text in seen.map(|text| text.to_lowercase()) {
        for canary in
            ["further", "uncertain", "probab", "top-up", "topup", "additional", "prize line", "50%", "judge a"]
        {
            assert!(!text.contains(canary), "{canary}: {text}");
        }
    }
    assert_eq!(round.cleo.get(PAGE).await.status, 404);
    assert_eq!(round.cleo.call(GIVE, &[("slug", "peace"), ("digest", "0")]).await.status, 404);
}

#[tokio::test]
async fn no_more_are_given_than_were_announced() {
    let mut round = round("1").await;
    assert_eq!(round.give().await.status, 200);
    assert_eq!(round.number(GIVEN).await, 1);
    // It is handed in, and nothing has become clear.
    let (entry, _) = (round.more().await[0].0, ());
    let sql = "SELECT judge_id FROM assignment WHERE by_hand = $1";
    let mut conn = round.site.db.read().await.expect("a reader");
    let (judge,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), sql, true).expect("a judge");
    drop(conn);
    card(&round.site, &round.fixture, judge.into(), entry.into(), 4).await;
    let page = round.page().await;
    assert!(page.contains("1 / 1") && page.contains("All are given") && digest(&page).is_empty(), "{page}");
    let reply = round.organiser.call(GIVE, &[("slug", "peace"), ("digest", "0")]).await;
    assert!(reply.status == 409 && reply.body.contains("proposal_outdated"), "{}", reply.body);
    assert_eq!(round.number(GIVEN).await, 1);
}

#[tokio::test]
async fn what_was_not_seen_is_not_given() {
    let mut round = round("20").await;
    let seen = digest(&round.page().await);
    for digest in ["", "0", &seen.replace(['a', 'b', 'c'], "d")] {
        let reply = round.organiser.call(GIVE, &[("slug", "peace"), ("digest", digest)]).await;
        assert!(reply.status == 409 && reply.body.contains("proposal_outdated"), "{}", reply.body);
    }
    // A conflict of interest takes a scorecard away: the two are not even any more.
    let (judge, kite) = (round.first, round.entries[0]);
    round.fixture.conflict(&round.site.db, judge, kite).await;
    let reply = round.organiser.call(GIVE, &[("slug", "peace"), ("digest", &seen)]).await;
    assert!(reply.status == 409 && reply.body.contains("proposal_outdated"), "{}", reply.body);
    assert_eq!((round.number(GIVEN).await, round.more().await.len()), (0, 0));
}

#[tokio::test]
async fn the_same_form_twice_gives_them_once() {
    let mut round = round("20").await;
    let digest = digest(&round.page().await);
    let fields = [("slug", "peace"), ("digest", digest.as_str())];
    let first = round.organiser.post_with_key(GIVE, "one form", &fields).await;
    let second = round.organiser.post_with_key(GIVE, "one form", &fields).await;
    assert_eq!((first.status, &first.location), (303, &second.location), "{}", second.body);
    assert!(first.location.is_some_and(|to| to.ends_with("/scores/further?done=assignment-applied")));
    assert_eq!(round.number(GIVEN).await, 2);
}

#[tokio::test]
async fn an_organiser_who_judges_does_not_see_how_entries_stand() {
    let mut round = round("20").await;
    let seen = digest(&round.page().await);
    let (mut both, account) = round.site.person_with_account("Dana").await;
    round.fixture.organiser(&round.site.db, account).await;
    round.fixture.judge(&round.site.db, "dana", "ready", Some(account)).await;
    let page = both.get(PAGE).await.body;
    assert!(page.contains("You judge here") && !page.contains("kite") && digest(&page).is_empty(), "{page}");
    assert_eq!(both.call(GIVE, &[("slug", "peace"), ("digest", &seen)]).await.status, 404);
    assert_eq!(round.number(GIVEN).await, 0);
}
