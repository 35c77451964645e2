//! Proposals, applying them, and assigning by hand.

use super::*;

pub async fn propose(organiser: &mut Client) -> Reply {
    organiser.get("/en/c/peace/organise/assignment").await;
    organiser.post("panel/propose", &[("slug", "peace")]).await
}

/// A second later: of runs of one moment none is the newest.
pub fn later(site: &Site) {
    site.clock.set(site.ambient.now().plus_seconds(1));
}

/// The digest of the preview on a page; empty where nothing can be put into effect.
pub fn digest(page: &str) -> String {
    let after = page.split("name=\"digest\" value=\"").nth(1).unwrap_or_default();
    after.split('"').next().unwrap_or_default().to_owned()
}

/// Puts the newest proposal into effect as it is seen now.
pub async fn apply(site: &Site, organiser: &mut Client) -> Reply {
    let run = newest_run(&site.db).await;
    let digest = digest(&organiser.get("/en/c/peace/organise/assignment").await.body);
    organiser.call("panel/apply", &[("slug", "peace"), ("run", &run), ("digest", &digest)]).await
}

pub async fn hard(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId) {
    let c = fixture.competition.uuid();
    put!(
        site.db,
        "INSERT INTO conflict (judge_id, entry_id, competition_id, kind, reason, at) VALUES ($1, $2, $3, 'hard', 'x', 0)",
        judge.uuid(),
        entry.uuid(),
        c
    );
}

pub async fn scorecard(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId, state: &'static str) {
    let (c, r) = (fixture.competition.uuid(), fixture.round.uuid());
    let id = Uuid::from_u128(entry.uuid().as_u128() ^ judge.uuid().as_u128());
    put!(
        site.db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at) VALUES ($1, $2, $3, $4, $5, $6, '', 1, 0)",
        id,
        c,
        r,
        judge.uuid(),
        entry.uuid(),
        state,
    );
}

#[tokio::test]
async fn a_proposal_changes_nothing_until_it_is_applied() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["one", "two", "three", "four"]).await;
    hard(&site, &fixture, panel[0], list[0]).await;
    let reply = propose(&mut organiser).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/assignment?done=assignment-proposed");
    assert!(pairs(&site.db).await.is_empty());
    let page = organiser.follow(&reply).await;
    for word in ["4 × 2", "2–3", "8 / 8", "+8 −0", "panel/apply"] {
        assert!(page.body.contains(word), "{word}: {}", page.body);
    }
    let (run, digest) = (newest_run(&site.db).await, digest(&page.body));
    let reply = organiser.post("panel/apply", &[("slug", "peace"), ("run", &run), ("digest", &digest)]).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/assignment?done=assignment-applied");
    let made = pairs(&site.db).await;
    assert_eq!(made.len(), 8, "k reviews for every entry");
    for entry in &list {
        assert_eq!(made.iter().filter(|pair| pair.1 == *entry).count(), 2);
    }
    for judge in &panel {
        assert!((2..=3).contains(&made.iter().filter(|pair| pair.0 == *judge).count()));
    }
    assert!(!made.contains(&(panel[0], list[0])), "a hard conflict was assigned");
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(!page.body.contains("panel/apply"), "an applied proposal is shown no more");
}

#[tokio::test]
async fn a_proposal_takes_effect_once() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    judges(&site, &fixture, &["a", "b"]).await;
    entries(&site, &fixture, &["one"]).await;
    propose(&mut organiser).await;
    let run = newest_run(&site.db).await;
    let digest = digest(&organiser.get("/en/c/peace/organise/assignment").await.body);
    let fields = [("slug", "peace"), ("run", run.as_str()), ("digest", digest.as_str())];
    let first = organiser.post_with_key("panel/apply", "one form", &fields).await;
    let second = organiser.post_with_key("panel/apply", "one form", &fields).await;
    assert_eq!(done(&first), done(&second), "the same form is the same deed");
    let again = organiser.call("panel/apply", &fields).await;
    assert_eq!(again.status, 409);
    assert!(again.body.contains("proposal_outdated"), "{}", again.body);
    assert_eq!(pairs(&site.db).await.len(), 2);
    assert_eq!(
        count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'panel.apply'").await,
        1
    );
}

#[tokio::test]
async fn a_proposal_falls_when_a_conflict_is_declared_in_between() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    judges(&site, &fixture, &["a", "b"]).await;
    let one = entries(&site, &fixture, &["one", "two"]).await[0].to_string();
    propose(&mut organiser).await;
    amina
        .post(
            "panel/add_conflict",
            &[("slug", "peace"), ("entry", &one), ("kind", "hard"), ("category", "family"), ("reason", "cousin")],
        )
        .await;
    let reply = apply(&site, &mut organiser).await;
    assert!(reply.body.contains("proposal_outdated"), "{}", reply.body);
    assert!(pairs(&site.db).await.is_empty(), "nothing took effect");
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(page.body.contains("rests on has changed") && !page.body.contains("panel/apply"), "{}", page.body);
    later(&site);
    propose(&mut organiser).await;
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
}

#[tokio::test]
async fn a_proposal_falls_with_its_judges_and_entries() {
    for change in [
        "UPDATE judge SET state = 'left' WHERE key = 'a'",
        "UPDATE entry SET state = 'rejected' WHERE key = 'one'",
        "UPDATE competition SET reviews_per_entry = 1",
    ] {
        let (site, fixture, mut organiser) = with_organiser("screening").await;
        judges(&site, &fixture, &["a", "b", "c"]).await;
        entries(&site, &fixture, &["one", "two"]).await;
        propose(&mut organiser).await;
        put!(site.db, change);
        assert!(apply(&site, &mut organiser).await.body.contains("proposal_outdated"), "{change}");
    }
}

#[tokio::test]
async fn what_has_begun_stays_and_what_has_not_is_replaced() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let panel = judges(&site, &fixture, &["a", "b", "c"]).await;
    let list = entries(&site, &fixture, &["one", "two", "three"]).await;
    // Judge a has everything: one submitted, one begun, one untouched.
    for entry in &list {
        fixture.assign(&site.db, panel[0], *entry).await;
    }
    scorecard(&site, &fixture, panel[0], list[0], "submitted").await;
    scorecard(&site, &fixture, panel[0], list[1], "draft").await;
    propose(&mut organiser).await;
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(page.body.contains("+4 −1"), "{}", page.body);
    assert_eq!(apply(&site, &mut organiser).await.status, 200);
    let made = pairs(&site.db).await;
    assert!(
        made.contains(&(panel[0], list[0]))
            && made.contains(&(panel[0], list[1]))
            && !made.contains(&(panel[0], list[2]))
    );
    assert_eq!(made.len(), 6);
}

#[tokio::test]
async fn an_entry_with_pending_guardian_consent_is_never_assigned() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b"]).await;
    let list = entries(&site, &fixture, &["kite", "walk"]).await;
    put!(site.db, "UPDATE member SET minor = $1 WHERE public_name = 'Member of kite'", true);
    propose(&mut organiser).await;
    apply(&site, &mut organiser).await;
    assert_eq!(pairs(&site.db).await, [(panel[0].min(panel[1]), list[1]), (panel[0].max(panel[1]), list[1])]);
    let (judge, entry) = (panel[0].to_string(), list[0].to_string());
    let by_hand = organiser.call("panel/assign", &[("slug", "peace"), ("judge", &judge), ("entry", &entry)]).await;
    assert!(by_hand.body.contains("consent_missing"), "{}", by_hand.body);
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(page.body.contains("consent is missing"), "{}", page.body);
    // A proposal falls when a consent it counted on is missing after all.
    later(&site);
    propose(&mut organiser).await;
    put!(site.db, "UPDATE member SET minor = $1", true);
    assert!(apply(&site, &mut organiser).await.body.contains("proposal_outdated"));
}

#[tokio::test]
async fn entries_without_enough_judges_are_named() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let panel = judges(&site, &fixture, &["a", "b"]).await;
    let list = entries(&site, &fixture, &["Orange Kite", "walk"]).await;
    hard(&site, &fixture, panel[1], list[0]).await;
    let reply = propose(&mut organiser).await;
    let page = organiser.follow(&reply).await;
    assert!(page.body.contains("1 missing; 1 of the ready judges could take it at all."), "{}", page.body);
    assert_eq!(apply(&site, &mut organiser).await.status, 200, "it may be applied all the same");
    assert_eq!(pairs(&site.db).await.len(), 3);
}

#[tokio::test]
async fn without_entries_judges_or_in_a_wrong_state_nothing_is_proposed() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    assert_eq!(organiser.get("/en/c/peace/organise/assignment").await.status, 200);
    assert!(organiser.call("panel/propose", &[("slug", "peace")]).await.body.contains("nothing_there"));
    judges(&site, &fixture, &["a"]).await;
    assert!(organiser.call("panel/propose", &[("slug", "peace")]).await.body.contains("nothing_there"));
    entries(&site, &fixture, &["one"]).await;
    assert_eq!(organiser.call("panel/propose", &[("slug", "peace")]).await.status, 200);
    for state in ["setup", "open", "deliberation", "published"] {
        fixture.set_state(&site.db, state).await;
        assert!(organiser.call("panel/propose", &[("slug", "peace")]).await.body.contains("wrong_state"), "{state}");
        assert!(apply(&site, &mut organiser).await.body.contains("wrong_state"), "{state}");
        assert!(!organiser.get("/en/c/peace/organise/assignment").await.body.contains("panel/propose"), "{state}");
    }
}

#[tokio::test]
async fn a_judge_is_assigned_and_unassigned_by_hand() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (_, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let entry = entries(&site, &fixture, &["one"]).await[0];
    let (j, e) = (judge.to_string(), entry.to_string());
    let fields = [("slug", "peace"), ("judge", j.as_str()), ("entry", e.as_str())];
    let reply = organiser.post("panel/assign", &fields).await;
    assert_eq!(done(&reply), "/en/c/peace/organise/assignment?done=assignment-changed");
    assert_eq!(permit(&site, account, entry).await, Ok(()));
    assert!(organiser.call("panel/assign", &fields).await.body.contains("already_assigned"));
    let page = organiser.get("/en/c/peace/organise/assignment").await;
    assert!(page.body.contains("by hand"), "{}", page.body);

    let mut conn = site.db.read().await.expect("a reader");
    let (id,): (Uuid,) = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM assignment").expect("an assignment");
    drop(conn);
    let id = id.to_string();
    let fields = [("slug", "peace"), ("assignment", id.as_str()), ("reason", "Has no time.")];
    scorecard(&site, &fixture, judge, entry, "submitted").await;
    assert!(organiser.call("panel/unassign", &fields).await.body.contains("has_scorecard"));
    put!(site.db, "UPDATE scorecard SET state = 'draft'");
    let silent = organiser.call("panel/unassign", &[("slug", "peace"), ("assignment", &id), ("reason", "")]).await;
    assert_eq!(silent.status, 422, "a reason is asked for: {}", silent.body);
    assert!(done(&organiser.post("panel/unassign", &fields).await).contains("assignment-changed"));
    assert_eq!(permit(&site, account, entry).await, Err(AppError::NotFound));
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard").await, 1, "a draft stays");
    assert_eq!(organiser.call("panel/unassign", &fields).await.status, 404);
}

#[tokio::test]
async fn by_hand_too_the_rules_hold() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let ready = judges(&site, &fixture, &["a"]).await[0];
    let accepted = fixture.judge(&site.db, "b", "accepted", None).await;
    let (one, _) = fixture.entry(&site.db, "one", "eligible", None).await;
    let (two, _) = fixture.entry(&site.db, "two", "submitted", None).await;
    hard(&site, &fixture, ready, one).await;
    for (judge, entry, refusal) in
        [(ready, one, "conflict_of_interest"), (ready, two, "not_eligible"), (accepted, one, "conflicts_not_declared")]
    {
        let reply = organiser
            .call("panel/assign", &[("slug", "peace"), ("judge", &judge.to_string()), ("entry", &entry.to_string())])
            .await;
        assert!(reply.status == 409 && reply.body.contains(refusal), "{refusal}: {}", reply.body);
    }
    fixture.set_state(&site.db, "open").await;
    let reply = organiser
        .call("panel/assign", &[("slug", "peace"), ("judge", &ready.to_string()), ("entry", &one.to_string())])
        .await;
    assert!(reply.body.contains("wrong_state"));
    assert!(pairs(&site.db).await.is_empty());
}
