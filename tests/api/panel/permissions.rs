//! Not yours and does not exist are the same; another competition's things are not this one's.

use super::*;

const PAGES: [&str; 3] =
    ["/en/c/peace/organise/panel", "/en/c/peace/organise/panel/capacity", "/en/c/peace/organise/assignment"];
const JUDGE_PAGES: [&str; 2] = ["/en/c/peace/judge/profile", "/en/c/peace/judge/conflicts"];

#[tokio::test]
async fn organisers_pages_and_operations_are_for_organisers() {
    let (site, fixture, _) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "amina", "ready", Some(account)).await.to_string();
    let (mut team, team_account) = site.person_with_account("Team").await;
    let entry = fixture.entry(&site.db, "one", "eligible", Some(team_account)).await.0.to_string();
    let run = Uuid::from_u128(1).to_string();
    let operations: [(&str, Vec<(&str, &str)>); 7] = [
        (
            "panel/invite",
            vec![
                ("name", "x"),
                ("email", "x@y.org"),
                ("affiliation", ""),
                ("field", ""),
                ("languages", ""),
                ("max_load", ""),
            ],
        ),
        ("panel/renew_invitation", vec![("judge", &judge)]),
        ("panel/remove_judge", vec![("judge", &judge)]),
        ("panel/propose", vec![]),
        ("panel/apply", vec![("run", &run), ("digest", "0")]),
        ("panel/assign", vec![("judge", &judge), ("entry", &entry)]),
        ("panel/unassign", vec![("assignment", &run), ("reason", "x")]),
    ];
    for client in [&mut amina, &mut team] {
        for page in PAGES {
            let here = client.get(page).await;
            let nowhere = client.get(&page.replace("peace", "nowhere")).await;
            assert_eq!((here.status, nowhere.status), (404, 404), "{page}");
        }
        for (operation, fields) in &operations {
            let at = |slug: &'static str| [&[("slug", slug)], fields.as_slice()].concat();
            let here = client.call(operation, &at("peace")).await;
            let nowhere = client.call(operation, &at("nowhere")).await;
            assert_eq!((here.status, &here.body), (404, &nowhere.body), "{operation}");
        }
    }
    let mut stranger = site.visitor();
    for page in PAGES.iter().chain(&JUDGE_PAGES) {
        assert_eq!(stranger.get(page).await.status, 401, "{page}");
        assert_eq!(stranger.get(&page.replace("peace", "nowhere")).await.status, 401, "{page}");
    }
    for (operation, fields) in &operations {
        assert_eq!(
            stranger.call(operation, &[&[("slug", "peace")], fields.as_slice()].concat()).await.status,
            401,
            "{operation}"
        );
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM judge WHERE state = 'ready'").await, 1);
}

#[tokio::test]
async fn judges_pages_are_for_judges_who_accepted() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let entry = fixture.entry(&site.db, "one", "eligible", None).await.0.to_string();
    for state in ["invited", "declined", "left"] {
        let key: &'static str = state;
        let (mut person, account) = site.person_with_account(state).await;
        fixture.judge(&site.db, key, state, Some(account)).await;
        for page in JUDGE_PAGES {
            assert_eq!(person.get(page).await.status, 404, "{state} {page}");
        }
        let declared = person.call("panel/declare_conflicts", &[("slug", "peace"), ("confirmed", "on")]).await;
        assert_eq!(declared.status, 404, "{state}");
        let added = person
            .call("panel/add_conflict", &[("slug", "peace"), ("entry", &entry), ("kind", "hard"), ("reason", "x")])
            .await;
        assert_eq!(added.status, 404, "{state}");
    }
    for page in JUDGE_PAGES {
        assert_eq!(organiser.get(page).await.status, 404, "organisers are no judges: {page}");
    }
}

#[tokio::test]
async fn other_competitions_ids_do_not_exist_here() {
    let (site, fixture, mut organiser) = with_organiser("judging").await;
    let other = Fixture::with_slug(&site.db, "judging", "other").await;
    let judge = fixture.judge(&site.db, "a", "ready", None).await;
    let entry = fixture.entry(&site.db, "one", "eligible", None).await.0;
    let foreign_judge = other.judge(&site.db, "a", "ready", None).await;
    let foreign_entry = other.entry(&site.db, "one", "eligible", None).await.0;
    let foreign = other.assign(&site.db, foreign_judge, foreign_entry).await.to_string();
    let foreign_run = Uuid::from_u128(9);
    let (c, r) = (other.competition.uuid(), other.round.uuid());
    put!(
        site.db,
        "INSERT INTO assignment_run (id, competition_id, round_id, proposal, made_at) VALUES ($1, $2, $3, '{}', 0)",
        foreign_run,
        c,
        r
    );
    let (foreign_judge, foreign_entry, run) =
        (foreign_judge.to_string(), foreign_entry.to_string(), foreign_run.to_string());
    let (judge, entry) = (judge.to_string(), entry.to_string());
    for (operation, fields) in [
        ("panel/renew_invitation", vec![("judge", foreign_judge.as_str())]),
        ("panel/remove_judge", vec![("judge", &foreign_judge)]),
        ("panel/apply", vec![("run", &run), ("digest", "0")]),
        ("panel/assign", vec![("judge", &foreign_judge), ("entry", &entry)]),
        ("panel/assign", vec![("judge", &judge), ("entry", &foreign_entry)]),
        ("panel/unassign", vec![("assignment", &foreign), ("reason", "x")]),
        ("panel/pin", vec![("assignment", &foreign)]),
        ("panel/swap", vec![("assignment", &foreign), ("other", &foreign)]),
        ("panel/forbid", vec![("apart_judge", &foreign_judge), ("apart_entry", &entry), ("apart_reason", "x")]),
        ("panel/forbid", vec![("apart_judge", &judge), ("apart_entry", &foreign_entry), ("apart_reason", "x")]),
    ] {
        let reply = organiser.call(operation, &[&[("slug", "peace")], fields.as_slice()].concat()).await;
        assert_eq!(reply.status, 404, "{operation}: {}", reply.body);
    }
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM assignment").await, 1);

    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let fields = [("slug", "peace"), ("entry", foreign_entry.as_str()), ("kind", "hard"), ("reason", "x")];
    assert_eq!(amina.call("panel/add_conflict", &fields).await.status, 404);
    assert_eq!(count(&site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM conflict").await, 0);
}

#[tokio::test]
async fn a_judge_learns_nothing_of_other_judges() {
    let (site, fixture, _) = with_organiser("judging").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    let judge = fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    let other = fixture.judge(&site.db, "zoe", "ready", None).await;
    let entry = fixture.entry(&site.db, "one", "eligible", None).await.0;
    fixture.assign(&site.db, judge, entry).await;
    fixture.assign(&site.db, other, entry).await;
    for page in JUDGE_PAGES {
        let page = amina.get(page).await;
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("Judge zoe") && !page.body.contains(&other.to_string()));
    }
}

#[tokio::test]
async fn every_page_is_there_in_arabic() {
    let (site, fixture, mut organiser) = with_organiser("screening").await;
    let (mut amina, account) = site.person_with_account("Amina").await;
    fixture.judge(&site.db, "amina", "ready", Some(account)).await;
    fixture.entry(&site.db, "one", "eligible", None).await;
    organiser.post("panel/propose", &[("slug", "peace")]).await;
    for page in PAGES {
        let page = organiser.get(&page.replace("/en", "/ar")).await;
        assert!(page.status == 200 && page.body.contains("dir=\"rtl\""), "{}", page.body);
    }
    for page in JUDGE_PAGES {
        assert_eq!(amina.get(&page.replace("/en", "/ar")).await.status, 200);
    }
}
