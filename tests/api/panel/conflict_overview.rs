//! The list in pages, entries that come late, and what organisers see and do of conflicts.

use super::*;

/// Declares nothing but what is listed over these entries.
async fn declare_none(client: &mut Client, entries: &[EntryId]) -> Reply {
    let fields: Vec<(String, String)> =
        entries.iter().map(|entry| (format!("kind[e{entry}]"), "none".to_owned())).collect();
    let mut all: Vec<(&str, &str)> = vec![("slug", "peace"), ("confirmed", "on")];
    all.extend(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    client.post("panel/declare_conflicts", &all).await
}

async fn organise(client: &mut Client, query: &str) -> String {
    let page = client.get(&format!("/en/c/peace/organise/conflicts{query}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.body
}

async fn add(client: &mut Client, entry: EntryId, kind: &str, reason: &str) -> Reply {
    let entry = entry.to_string();
    let fields =
        [("slug", "peace"), ("entry", entry.as_str()), ("kind", kind), ("category", "family"), ("reason", reason)];
    client.post("panel/add_conflict", &fields).await
}

async fn set_aside(client: &mut Client, judge: JudgeId, entry: EntryId, source: &str, aside: &str) -> Reply {
    let (judge, entry) = (judge.to_string(), entry.to_string());
    let fields =
        [("slug", "peace"), ("judge", judge.as_str()), ("entry", entry.as_str()), ("source", source), ("aside", aside)];
    client.call("panel/set_conflict_aside", &fields).await
}

/// A scorecard that was handed in.
async fn scorecard(site: &Site, fixture: &Fixture, judge: JudgeId, entry: EntryId) {
    let (c, r) = (fixture.competition.uuid(), fixture.round.uuid());
    put!(
        site.db,
        "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
         VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, 0, 0)",
        Uuid::from_u128(5),
        c,
        r,
        judge.uuid(),
        entry.uuid(),
    );
}

#[tokio::test]
async fn a_long_list_is_gone_through_page_by_page_and_searched_without_scripts() {
    let (site, fixture, _) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "a", "accepted", Some(account)).await;
    let mut list = Vec::new();
    for n in 0..170 {
        let key: &'static str = format!("entry-{n:03}").leak();
        list.push(fixture.entry(&site.db, key, "eligible", None).await.0);
    }
    let page = amina.get("/en/c/peace/judge/conflicts").await.body;
    assert!(page.contains("Team entry-149") && !page.contains("Team entry-150"), "{}", page.len());
    assert!(page.contains("170 of 170"));
    let page = amina.get("/en/c/peace/judge/conflicts?text=MEMBER%20of%20entry-16").await.body;
    assert!(page.contains("Team entry-160") && page.contains("Team entry-169") && !page.contains("Team entry-010"));

    let reply = declare_none(&mut amina, &list[..150]).await;
    assert_eq!(done(&reply), "/en/c/peace/judge/conflicts?done=conflicts-part");
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE state = 'ready'").await, 0);
    let page = amina.get("/en/c/peace/judge/conflicts").await.body;
    assert!(page.contains("20 of 170") && page.contains("Team entry-150") && !page.contains("Team entry-149"));
    let desk = amina.get("/en/c/peace/judge").await.body;
    assert!(!desk.contains("Team entry-000"), "half a declaration lets nobody in");
    let reply = declare_none(&mut amina, &list[150..]).await;
    assert_eq!(done(&reply), "/en/c/peace/judge?done=conflicts-declared");
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE state = 'ready'").await, 1);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict_question").await, 0);
}

#[tokio::test]
async fn a_late_entry_is_declared_on_before_it_can_be_assigned() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    fixture.entry(&site.db, "known", "eligible", None).await;
    let (late, _) = fixture.entry(&site.db, "late", "draft", None).await;
    put!(site.db, "UPDATE entry SET state = 'submitted' WHERE id = $1", late.uuid());
    put!(site.db, "UPDATE entry SET state = 'eligible', submitted_at = 1 WHERE id = $1", late.uuid());
    let fields = [("slug", "peace"), ("judge", &judge.to_string()), ("entry", &late.to_string())];
    let reply = organiser.call("panel/assign", &fields).await;
    assert!(reply.body.contains("conflicts_not_declared"), "{}", reply.body);
    let board = organise(&mut organiser, "?view=judges").await;
    assert!(board.contains("Judge a"), "{board}");
    let page = amina.get("/en/c/peace/judge/conflicts").await.body;
    assert!(page.contains("Team late") && page.contains("Entries came after your declaration"), "{page}");
    assert!(!page.contains("name=\"reason[e") || !page.contains("Team known"), "only the new one is asked about");
    assert_eq!(declare_none(&mut amina, &[late]).await.status, 303);
    assert_eq!(organiser.call("panel/assign", &fields).await.status, 200);
}

#[tokio::test]
async fn a_conflict_ends_access_and_two_organisers_bring_it_back() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let (mut second, other) = site.person_with_account("Second").await;
    fixture.organiser_with(&site.db, other, "editor").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let one = entries(&site, &fixture, &["one"]).await[0];
    fixture.assign(&site.db, judge, one).await;
    scorecard(&site, &fixture, judge, one).await;
    add(&mut amina, one, "hard", "Quetzal kin").await;
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound));
    let page = organise(&mut organiser, "?view=claims").await;
    assert!(page.contains("Quetzal kin") && page.contains("A scorecard that was handed in does not count"), "{page}");
    let page = organise(&mut organiser, "?view=entries").await;
    assert!(page.contains("Few left"), "{page}");
    let board = organiser.get("/en/c/peace/organise/assignment").await.body;
    assert!(board.contains("2 missing"), "the entry is short of reviews: {board}");

    assert!(set_aside(&mut organiser, judge, one, "declared", " ").await.body.contains("reason_required"));
    assert_eq!(set_aside(&mut organiser, judge, one, "declared", "A slip").await.status, 200);
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound), "proposed is not agreed");
    let own = set_aside(&mut organiser, judge, one, "declared", "Again").await;
    assert!(own.body.contains("second_organiser"), "{}", own.body);
    let page = organise(&mut second, "?view=claims").await;
    assert!(page.contains("Agree to set aside") && page.contains("Olga"), "{page}");
    assert_eq!(set_aside(&mut second, judge, one, "declared", "").await.status, 200);
    assert_eq!(permit(&site, account, one).await, Ok(()));
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'").await, 1);
    let twice = set_aside(&mut second, judge, one, "declared", "x").await;
    assert!(twice.body.contains("nothing_there"), "{}", twice.body);
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'panel.set_conflict_aside'";
    assert_eq!(count(&site.db, logged).await, 2);

    // The judge may declare it again, and it counts again.
    add(&mut amina, one, "hard", "It is so").await;
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound));
}

#[tokio::test]
async fn an_organiser_records_a_conflict_that_only_organisers_read() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let (mut team, own) = site.person_with_account("Tomas").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    let (one, _) = fixture.entry(&site.db, "one", "eligible", Some(own)).await;
    fixture.assign(&site.db, judge, one).await;
    let (judge, entry) = (judge.to_string(), one.to_string());
    let fields = |kind: &'static str, category: &'static str, reason: &'static str| {
        vec![
            ("slug", "peace"),
            ("judge", judge.as_str()),
            ("entry", entry.as_str()),
            ("kind", kind),
            ("category", category),
            ("reason", reason),
        ]
    };
    let page = organise(&mut organiser, &format!("?entry={one}")).await;
    assert!(page.contains("panel/record_conflict"), "{page}");
    let reply = organiser.post("panel/record_conflict", &fields("hard", "other", "")).await;
    assert!(organiser.follow(&reply).await.body.contains("reason-error"));
    let reply = organiser.post("panel/record_conflict", &fields("hard", "employer", "Zanzibar payroll")).await;
    assert!(done(&reply).contains("done=conflict-weighed"));
    assert_eq!(permit(&site, account, one).await, Err(AppError::NotFound));
    assert!(pairs(&site.db).await.is_empty());
    let table = organiser.get("/c/peace/organise/conflicts.csv").await;
    assert!(table.status == 200 && table.body.contains("Zanzibar payroll,organiser,Olga"), "{}", table.body);
    for page in [
        "/en/c/peace/judge",
        "/en/c/peace/judge/conflicts",
        "/en/c/peace/jury",
        "/account/data.json",
        &format!("/en/entries/{one}"),
    ] {
        for reader in [&mut amina, &mut team] {
            assert!(!reader.get(page).await.body.contains("Zanzibar"), "{page}");
        }
    }
    for reader in [&mut amina, &mut team] {
        assert_eq!(reader.get("/en/c/peace/organise/conflicts").await.status, 404);
        assert_eq!(reader.get("/c/peace/organise/conflicts.csv").await.status, 404);
    }
}

#[tokio::test]
async fn what_was_found_is_confirmed_or_set_aside() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (_, account) = site.person_with_account("Amina").await;
    let (_, member) = site.person_with_account("Tomas").await;
    let judge = fixture.judge(&site.db, "a", "ready", Some(account)).await;
    put!(site.db, "UPDATE judge SET affiliation = 'Lab of Peace' WHERE id = $1", judge.uuid());
    let (one, team) = fixture.entry(&site.db, "one", "eligible", Some(member)).await;
    put!(site.db, "UPDATE team SET organisation = 'LAB of  peace' WHERE id = $1", team.uuid());
    // In one team two years ago.
    let past = Fixture::with_slug(&site.db, "published", "past").await;
    let (_, before) = past.entry(&site.db, "before", "eligible", Some(account)).await;
    let second = past.member(&site.db, before).await;
    put!(site.db, "UPDATE member SET account_id = $2 WHERE id = $1", second.uuid(), member);
    assert_eq!(organiser.post("entries/compare", &[("slug", "peace")]).await.status, 303);
    let page = organise(&mut organiser, "").await;
    for words in ["organisation is the judge", "were in one team before", "e-mail domain is the judge"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let finding = |kind: &'static str| {
        let db = site.db.clone();
        async move {
            let mut conn = db.read().await.expect("a reader");
            let (finding,): (String,) = fetch_one!(
                &mut conn,
                (String,),
                "SELECT finding FROM finding WHERE kind = $1 AND party_judge IS NOT NULL",
                kind
            )
            .expect("found");
            finding
        }
    };
    let (judge_id, entry) = (judge.to_string(), one.to_string());
    let mut weigh = async |kind: &'static str, answer: &'static str, reason: &'static str| {
        let finding = finding(kind).await;
        let fields = [
            ("slug", "peace"),
            ("judge", judge_id.as_str()),
            ("entry", entry.as_str()),
            ("finding", finding.as_str()),
            ("answer", answer),
            ("reason", reason),
        ];
        organiser.call("panel/weigh_tie", &fields).await
    };
    assert_eq!(weigh("domain", "aside", "").await.status, 422);
    assert_eq!(weigh("domain", "aside", "A test domain").await.status, 200);
    assert_eq!(weigh("domain", "hard", "").await.status, 409, "it was set aside");
    assert_eq!(weigh("organisation", "hard", "").await.status, 200);
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict_claim WHERE source = 'detected' AND kind = 'hard' AND category = 'organisation'";
    assert_eq!(count(&site.db, sql).await, 1);
    let page = organise(&mut organiser, "?view=found").await;
    assert!(!page.contains("were in one team before"), "the pair is barred: nothing is left to weigh");
}
