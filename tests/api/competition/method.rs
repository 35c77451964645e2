//! The method of ranking is chosen and sealed before judging, and stands (trust.md I-06; unmet need "method lab").

use app::{
    competition::model::{MethodKind, SealedMethod},
    results::rules::digest,
};
use server::{execute, fetch_one};
use tests::{Client, Engine, Fixture, Reply, Site};

async fn scene(engine: Engine, state: &'static str) -> (Site, Fixture, Client) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, state).await;
    let (olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    (site, fixture, olga)
}

/// As it is written where it is shown.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn version(site: &Site) -> String {
    let mut conn = site.db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), "SELECT version FROM competition WHERE slug = 'peace'").expect("one").0.to_string()
}

async fn post(site: &Site, client: &mut Client, operation: &str, fields: &[(&str, &str)]) -> Reply {
    let version = version(site).await;
    client.call(operation, &[&[("slug", "peace"), ("version", &*version)], fields].concat()).await
}

const TRIMMED: &[(&str, &str)] = &[("method", "trimmed"), ("decimals", "2"), ("lottery", "on"), ("panel_vote", "on")];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_is_public_and_does_not_change_on_sqlite() {
    sealed_and_public(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_sealed_is_public_and_does_not_change_on_postgres() {
    sealed_and_public(Engine::Postgres).await;
}

async fn sealed_and_public(engine: Engine) {
    let (site, fixture, mut olga) = scene(engine, "open").await;
    let mut visitor = site.visitor();
    assert_eq!(visitor.get("/c/peace/method.json").await.status, 404, "not sealed yet");
    assert!(visitor.get("/en/c/peace/method").await.body.contains("Not sealed yet"));
    assert_eq!(post(&site, &mut olga, "competition/choose_method", TRIMMED).await.status, 200);
    assert!(visitor.get("/en/c/peace/method").await.body.contains("Trimmed: on each criterion"));
    assert_eq!(post(&site, &mut olga, "competition/seal_method", &[]).await.status, 200);

    let file = visitor.get("/c/peace/method.json").await;
    let page = visitor.get("/en/c/peace/method").await;
    assert!(page.body.contains(&digest(&file.body)), "the digest is that of the file: {}", page.body);
    let sealed: SealedMethod = serde_json::from_str(&file.body).expect("a sealed method");
    assert_eq!((sealed.rules.method.kind, sealed.rules.method.decimals), (MethodKind::Trimmed, Some(2)));
    assert_eq!((sealed.tracks.len(), sealed.tracks[0].rubric.len()), (1, 2));
    let seed = {
        let mut conn = site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (Vec<u8>,), "SELECT lottery_seed FROM sealed_method").expect("a seed").0
    };
    assert_eq!(sealed.lottery, Some(digest(&hex(&seed))), "committed");
    for page in [&file, &page] {
        assert!(!page.body.contains(&hex(&seed)), "and secret");
    }

    for (operation, fields) in [("competition/choose_method", TRIMMED), ("competition/seal_method", &[])] {
        let refused = post(&site, &mut olga, operation, fields).await;
        assert_eq!((refused.status, refused.body.contains("method_sealed")), (409, true), "{}", refused.body);
    }
    let tie = [("track", "functioning"), ("name", "T"), ("description", "D"), ("tie[r0]", "dialogue")];
    let refused = post(&site, &mut olga, "competition/save_track", &tie).await;
    assert_eq!((refused.status, refused.body.contains("rubric_locked")), (409, true), "{}", refused.body);
    let c = fixture.competition.uuid();
    for statement in [
        "UPDATE criterion SET weight = weight - 1 WHERE competition_id = $1",
        "UPDATE competition SET ranking_rules = '{}' WHERE id = $1",
        "UPDATE sealed_method SET digest = 'x' WHERE competition_id = $1",
    ] {
        let written = site.db.write(move |tx| Box::pin(async move { execute!(tx, statement, c) })).await;
        assert!(written.is_err(), "the schema refuses: {statement}");
    }
    let words = "UPDATE criterion SET label = 'Clearer' WHERE competition_id = $1";
    site.db.write(move |tx| Box::pin(async move { execute!(tx, words, c) })).await.expect("words may be mended");
    assert_eq!(visitor.get("/c/peace/method.json").await.body, file.body);
}

#[tokio::test]
async fn the_numbers_that_are_sealed_stand_and_words_do_not() {
    let (site, _, mut olga) = scene(Engine::Sqlite, "open").await;
    assert_eq!(post(&site, &mut olga, "competition/seal_method", &[]).await.status, 200);
    let settings = |reviews: &'static str| {
        [
            ("name", "Renamed"),
            ("theme", "T"),
            ("description", "D"),
            ("languages", "en"),
            ("reviews_per_entry", reviews),
            ("disparity_points", "25"),
            ("publish_depth", "all"),
        ]
    };
    let refused = post(&site, &mut olga, "competition/save_settings", &settings("9")).await;
    assert_eq!((refused.status, refused.body.contains("method_sealed")), (409, true), "{}", refused.body);
    let reviews: String = {
        let mut conn = site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (i64,), "SELECT reviews_per_entry FROM competition").expect("one").0.to_string()
    };
    let reviews: &'static str = reviews.leak();
    let saved = post(&site, &mut olga, "competition/save_settings", &settings(reviews)).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
}

#[tokio::test]
async fn judging_seals_what_nobody_sealed() {
    let (site, fixture, mut olga) = scene(Engine::Sqlite, "screening").await;
    let (entry, _) = fixture.entry(&site.db, "game", "eligible", None).await;
    let (_, account) = site.person_with_account("Jo").await;
    let judge = fixture.judge(&site.db, "jo", "ready", Some(account)).await;
    fixture.assign(&site.db, judge, entry).await;
    let moved = post(&site, &mut olga, "competition/transition", &[("to", "judging"), ("reason", "")]).await;
    assert_eq!(moved.status, 200, "{}", moved.body);
    let file = site.visitor().get("/c/peace/method.json").await;
    let sealed: SealedMethod = serde_json::from_str(&file.body).expect("a sealed method");
    assert_eq!((sealed.rules.method.kind, sealed.lottery), (MethodKind::Mean, None));
    let late = post(&site, &mut olga, "competition/choose_method", TRIMMED).await;
    assert_eq!(late.status, 409, "{}", late.body);
}

#[tokio::test]
async fn a_competition_in_preparation_seals_for_nobody_else_to_see() {
    let (site, _, mut olga) = scene(Engine::Sqlite, "setup").await;
    assert_eq!(post(&site, &mut olga, "competition/seal_method", &[]).await.status, 200);
    let mut visitor = site.visitor();
    assert_eq!(visitor.get("/c/peace/method.json").await.status, 404);
    assert_eq!(visitor.get("/en/c/peace/method").await.status, 404);
    assert_eq!(olga.get("/en/c/peace/method").await.status, 200);
}
