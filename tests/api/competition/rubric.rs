//! Tracks, rubrics and awards through their forms.

use super::prepared;
use server::execute;
use tests::{Client, Engine, Fixture, NOON, Reply, Site};
use uuid::Uuid;

/// Two criteria of this weight each, and the empty row of the form.
fn rubric<'a>(slug: &'a str, version: &'a str, weights: [&'a str; 2]) -> Vec<(&'a str, &'a str)> {
    let [first, second] = weights;
    vec![
        ("slug", slug),
        ("track", "functioning"),
        ("version", version),
        ("criterion[r0][key]", "dialogue"),
        ("criterion[r0][label]", "Talk"),
        ("criterion[r0][question]", "Do they talk?"),
        ("criterion[r0][weight]", first),
        ("criterion[r0][min]", "1"),
        ("criterion[r0][max]", "5"),
        ("criterion[r0][step]", "0.5"),
        ("criterion[r0][level][m1]", "Silence"),
        ("criterion[r0][level][m4.5]", "Nearly"),
        ("criterion[r0][level][m5]", ""),
        ("criterion[r1][label]", "A new line"),
        ("criterion[r1][question]", "Is it new?"),
        ("criterion[r1][weight]", second),
        ("criterion[r1][min]", "0"),
        ("criterion[r1][max]", "10"),
        ("criterion[r1][step]", "1"),
        ("criterion[r2][label]", ""),
        ("criterion[r2][question]", ""),
        ("criterion[r2][weight]", ""),
        ("criterion[r2][min]", "1"),
        ("criterion[r2][max]", "5"),
        ("criterion[r2][step]", "1"),
        ("criterion[r2][level][m1]", ""),
    ]
}

async fn save(client: &mut Client, fields: &[(&str, &str)]) -> Reply {
    client.call("competition/save_rubric", fields).await
}

#[tokio::test]
async fn a_rubric_is_saved_as_a_whole() {
    let (site, mut host) = prepared().await;
    let reply = save(&mut host, &rubric("peace-2026", "1", ["62.5", "37.5"])).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let page = host.get("/en/c/peace-2026").await.body;
    for words in ["62.5", "37.5", "Talk", "Silence", "Nearly", "A new line"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let form = host.get("/en/c/peace-2026/organise/tracks/functioning").await.body;
    assert!(form.contains("value=\"a-new-line\""), "{form}");
    assert!(form.contains("<leptos-island"), "the running total: {form}");
    assert_eq!(save(&mut host, &rubric("peace-2026", "1", ["60", "40"])).await.status, 409, "an old version");
    assert_eq!(site.visitor().get("/en/c/peace-2026").await.status, 404);
}

#[tokio::test]
async fn weights_that_do_not_total_100_come_back_with_every_word() {
    let (_, mut host) = prepared().await;
    host.get("/en/c/peace-2026/organise/tracks/functioning").await;
    let reply = host.post("competition/save_rubric", &rubric("peace-2026", "1", ["60", "39.9"])).await;
    assert_eq!(reply.location.as_deref(), Some("/en/c/peace-2026/organise/tracks/functioning"));
    let page = host.follow(&reply).await.body;
    assert!(page.contains("The weights total 99.9; they must total 100."), "{page}");
    assert!(page.contains("value=\"39.9\"") && page.contains("value=\"Do they talk?\""), "{page}");
    let bare = [("slug", "peace-2026"), ("track", "functioning"), ("version", "1")];
    assert_eq!(save(&mut host, &bare).await.status, 422, "no criteria at all");
    let mut off = rubric("peace-2026", "1", ["60", "40"]);
    off.push(("criterion[r0][level][m7]", "Off the scale"));
    let reply = save(&mut host, &off).await;
    assert!(reply.status == 422 && reply.body.contains("criterion[r0][level][m7]"), "{}", reply.body);
}

#[tokio::test]
async fn a_submitted_scorecard_locks_rubric_and_ties() {
    let site = Site::empty(Engine::Sqlite).await;
    let f = Fixture::new(&site.db, "judging").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    let (entry, _) = f.entry(&site.db, "walk", "eligible", None).await;
    let judge = f.judge(&site.db, "a", "ready", None).await;
    let (c, r) = (f.competition.uuid(), f.round.uuid());
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO scorecard (id, competition_id, round_id, judge_id, entry_id, state, note, version, saved_at, submitted_at)
                     VALUES ($1, $2, $3, $4, $5, 'submitted', '', 1, $6, $6)",
                    Uuid::from_u128(7), c, r, judge.uuid(), entry.uuid(), NOON.micros(),
                )
            })
        })
        .await
        .expect("a scorecard");
    let reply = save(&mut ann, &rubric("peace", "1", ["60", "40"])).await;
    assert!(reply.status == 409 && reply.body.contains("rubric_locked"), "{}", reply.body);
    let track = |tie| {
        [
            ("slug", "peace"),
            ("track", "functioning"),
            ("version", "1"),
            ("name", "New name"),
            ("tie[r0]", tie),
            ("tie[r1]", "dialogue"),
        ]
    };
    let reply = ann.call("competition/save_track", &track("")).await;
    assert!(reply.status == 409 && reply.body.contains("rubric_locked"), "{}", reply.body);
    assert_eq!(ann.call("competition/save_track", &track("prevention")).await.status, 200, "its name may change");
    let page = ann.get("/en/c/peace/organise/tracks/functioning").await.body;
    assert!(page.contains("badge-locked") && !page.contains("criterion[r0]"), "{page}");
}

#[tokio::test]
async fn awards_are_saved_and_published_ones_stand() {
    let (_, mut host) = prepared().await;
    let fields = [
        ("slug", "peace-2026"),
        ("track", "development"),
        ("version", "1"),
        ("award[r0][key]", "mentorship"),
        ("award[r0][name]", "Mentorship"),
        ("award[r0][prize]", "Six months with an expert"),
        ("award[r0][kind]", "place"),
        ("award[r0][count]", "2"),
        ("award[r1][key]", "youth_team"),
        ("award[r1][name]", "Youth"),
        ("award[r1][kind]", "distinction"),
        ("award[r1][count]", "1"),
        ("award[r1][remove]", "on"),
        ("award[r2][key]", ""),
        ("award[r2][name]", ""),
        ("award[r2][prize]", ""),
        ("award[r2][kind]", "distinction"),
        ("award[r2][count]", "1"),
    ];
    let reply = host.call("competition/save_awards", &fields).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    let page = host.get("/en/c/peace-2026/organise/tracks/development").await.body;
    assert!(page.contains("Six months with an expert") && !page.contains("youth_team"), "{page}");
    let bad = [
        ("slug", "peace-2026"),
        ("track", "development"),
        ("version", "2"),
        ("award[r0][name]", "A"),
        ("award[r0][kind]", "luck"),
        ("award[r0][count]", "-1"),
    ];
    let reply = host.call("competition/save_awards", &bad).await;
    assert!(
        reply.status == 422 && reply.body.contains("award[r0][kind]") && reply.body.contains("award[r0][count]"),
        "{}",
        reply.body
    );
}

#[tokio::test]
async fn after_publication_nothing_is_set_any_more() {
    let site = Site::empty(Engine::Sqlite).await;
    let f = Fixture::new(&site.db, "published").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    f.organiser(&site.db, account).await;
    let awards = [("slug", "peace"), ("track", "functioning"), ("version", "1")];
    for reply in [
        ann.call("competition/save_awards", &awards).await,
        ann.call("competition/publish_rules", &[("slug", "peace"), ("version", "1"), ("text", "New")]).await,
        ann.call("competition/save_track", &super::with(&awards, &[("name", "N")])).await,
        ann.call("competition/save_settings", &super::with(&[("slug", "peace"), ("version", "1")], &super::SETTINGS))
            .await,
        save(&mut ann, &rubric("peace", "1", ["60", "40"])).await,
    ] {
        assert!(reply.status == 409 && reply.body.contains("wrong_state"), "{}", reply.body);
    }
    for page in ["/settings", "/tracks/functioning", ""] {
        let page = ann.get(&format!("/en/c/peace/organise{page}")).await;
        assert_eq!(page.status, 200);
        assert!(
            !page.body.contains("competition/save_") && !page.body.contains("competition/transition"),
            "{}",
            page.body
        );
    }
}
