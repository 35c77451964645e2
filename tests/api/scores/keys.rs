//! Keys by which judges get into entries: who gives them, who gets which, and who never reads one.

use super::*;

const ADD: &str = "entries/add_keys";
const TAKE: &str = "scores/take_key";
const BROKEN: &str = "scores/key_broken";

struct Keys {
    scene: Scene,
    team: Client,
    vault: String,
}

/// The scene with a team of its own behind one entry that Ada and Bob judge.
async fn keys(engine: Engine) -> (Keys, EntryId) {
    let scene = scene_on(engine, "judging").await;
    let (team, account) = scene.site.person_with_account("Tess").await;
    let (entry, _) = scene.fixture.entry(&scene.site.db, "drum", "eligible", Some(account)).await;
    for judge in scene.judges().await {
        scene.fixture.assign(&scene.site.db, judge, entry).await;
    }
    (Keys { scene, team, vault: format!("/en/entries/{entry}/keys") }, entry)
}

impl Scene {
    async fn judges(&self) -> Vec<JudgeId> {
        let rows: Vec<(Uuid,)> =
            fetch_all!(&mut self.site.db.read().await.expect("a reader"), (Uuid,), "SELECT id FROM judge ORDER BY key")
                .expect("judges");
        rows.into_iter().map(|row| row.0.into()).collect()
    }
}

/// The key on a judge's page of an entry.
async fn key_of(client: &mut Client, entry: EntryId) -> Option<String> {
    let body = client.get(&page(entry)).await.body;
    body.split("canary-").nth(1).map(|rest| rest.chars().take_while(|c| c.is_alphanumeric()).collect())
}

#[tokio::test]
async fn each_judge_gets_a_key_of_their_own_once() {
    let (Keys { mut scene, mut team, vault }, entry) = keys(Engine::Sqlite).await;
    let id = entry.to_string();
    assert!(!scene.ada.get(&page(entry)).await.body.contains("Your key"), "nobody gave any");
    assert_eq!(scene.ada.call(TAKE, &[("entry", &id)]).await.status, 409);
    for (client, keys) in
        [(&mut team, "canary-one1\n\ncanary-two2\ncanary-one1"), (&mut scene.organiser, "canary-two2\ncanary-three3")]
    {
        let added = client.call(ADD, &[("entry", &id), ("keys", keys)]).await;
        assert_eq!(added.status, 200, "{}", added.body);
        let page = client.get(&vault).await.body;
        assert!(page.contains("Free") && !page.contains("canary-"), "{page}");
    }
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM access_key").await, 3);
    assert!(key_of(&mut scene.ada, entry).await.is_none(), "before it is asked for");
    let mut own = None;
    for again in [false, true] {
        let given = scene.ada.call(TAKE, &[("entry", &id)]).await;
        assert_eq!(given.status, 200, "{again} {}", given.body);
        let key = key_of(&mut scene.ada, entry).await;
        assert!(key.is_some() && (own.is_none() || own == key), "{key:?}");
        own = key;
    }
    assert_eq!(scene.bob.call(TAKE, &[("entry", &id)]).await.status, 200);
    let other = key_of(&mut scene.bob, entry).await;
    assert!(other.is_some() && other != own, "not Ada's: {other:?}");
    assert_eq!(team.call("entries/take_keys_back", &[("entry", &id)]).await.status, 200);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM access_key WHERE judge_id IS NOT NULL").await, 2);
    assert_eq!(key_of(&mut scene.ada, entry).await, own, "what is given stays");
    // Neither the database nor the log holds one that can be read, and nobody else's page shows it.
    let mut conn = scene.site.db.read().await.expect("a reader");
    let sealed: Vec<(Vec<u8>, Vec<u8>)> =
        fetch_all!(&mut conn, (Vec<u8>, Vec<u8>), "SELECT sealed, fingerprint FROM access_key").expect("keys");
    drop(conn);
    assert!(sealed.iter().all(|(sealed, print)| !sealed.windows(6).any(|part| part == b"canary") && print.len() == 32));
    let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE payload LIKE '%canary%'";
    assert_eq!(scene.number(logged).await, 0);
    for path in [vault.clone(), format!("/en/entries/{entry}"), format!("/en/c/peace/organise/entries/{entry}")] {
        for client in [&mut team, &mut scene.organiser] {
            assert!(!client.get(&path).await.body.contains("canary-"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_broken_key_is_replaced_and_then_reported() {
    let (Keys { mut scene, mut team, vault }, entry) = keys(Engine::Sqlite).await;
    let id = entry.to_string();
    assert_eq!(team.call(ADD, &[("entry", &id), ("keys", "canary-one1234")]).await.status, 200);
    let none = scene.ada.call(BROKEN, &[("entry", &id), ("key_words", "No")]).await;
    assert_eq!(none.status, 409, "who has none: {}", none.body);
    assert_eq!(scene.ada.call(TAKE, &[("entry", &id)]).await.status, 200);
    assert_eq!(scene.ada.call(BROKEN, &[("entry", &id), ("key_words", " ")]).await.status, 422);
    assert_eq!(team.call(ADD, &[("entry", &id), ("keys", "canary-second2")]).await.status, 200);
    let replaced = scene.ada.call(BROKEN, &[("entry", &id), ("key_words", "Used already")]).await;
    assert!(replaced.status == 200 && replaced.body.contains("key-replaced"), "{}", replaced.body);
    assert_eq!(key_of(&mut scene.ada, entry).await.as_deref(), Some("second2"));
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM report").await, 0);
    let page = team.get(&vault).await.body;
    assert!(
        page.contains("Used already") && page.contains("1234") && !page.contains("canary-") && !page.contains("Ada")
    );
    let reported = scene.ada.call(BROKEN, &[("entry", &id), ("key_words", "Nor this")]).await;
    assert!(reported.status == 200 && reported.body.contains("reported"), "{}", reported.body);
    let desk = scene.ada.get("/en/c/peace/judge").await.body;
    assert!(desk.contains("Waiting for the organisers"), "{desk}");
    assert!(scene.organiser.get("/en/c/peace/organise/scores/reports").await.body.contains("Nor this"));
    assert!(scene.ada.get(&super::page(entry)).await.body.contains("All keys are given out"));
    // More are given, and she gets one.
    assert_eq!(team.call(ADD, &[("entry", &id), ("keys", "canary-third333")]).await.status, 200);
    assert_eq!(scene.ada.call(TAKE, &[("entry", &id)]).await.status, 200);
    assert_eq!(key_of(&mut scene.ada, entry).await.as_deref(), Some("third333"));
}

async fn many_at_once(engine: Engine) {
    let (Keys { scene, mut team, .. }, entry) = keys(engine).await;
    let id = entry.to_string();
    let mut judges = Vec::new();
    for number in 0..12 {
        let (client, account) = scene.site.person_with_account(&format!("Judge {number}")).await;
        let key = ["k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11"][number];
        let judge = scene.fixture.judge(&scene.site.db, key, "ready", Some(account)).await;
        scene.fixture.assign(&scene.site.db, judge, entry).await;
        judges.push(client);
    }
    let list: Vec<String> = (0..10).map(|number| format!("canary-{number}x")).collect();
    assert_eq!(team.call(ADD, &[("entry", &id), ("keys", &list.join("\n"))]).await.status, 200);
    let asked = judges.into_iter().map(|mut client| {
        let id = id.clone();
        async move {
            let status = client.call(TAKE, &[("entry", &id)]).await.status;
            (status, key_of(&mut client, entry).await)
        }
    });
    let answers: Vec<(u16, Option<String>)> = futures::future::join_all(asked).await;
    let mut given: Vec<String> = answers.iter().filter_map(|(_, key)| key.clone()).collect();
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 10, "{answers:?}");
    assert_eq!(answers.iter().filter(|(status, _)| *status == 409).count(), 2, "{answers:?}");
    given.sort();
    given.dedup();
    assert_eq!(given.len(), 10, "no two have the same");
    let twice = scene
        .site
        .db
        .write(|tx| Box::pin(async move { execute!(tx, "UPDATE access_key SET handed_at = handed_at + 1").map(drop) }));
    assert!(matches!(twice.await, Err(DbError::Check(_))), "the schema keeps it so");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_judges_at_once_get_a_key_each() {
    many_at_once(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_judges_at_once_get_a_key_each_on_postgres() {
    many_at_once(Engine::Postgres).await;
}

#[tokio::test]
async fn keys_are_given_by_those_who_keep_them() {
    let (Keys { mut scene, mut team, vault }, entry) = keys(Engine::Sqlite).await;
    let id = entry.to_string();
    assert_eq!(team.call(ADD, &[("entry", &id), ("keys", "")]).await.status, 422);
    assert_eq!(scene.ada.call(ADD, &[("entry", &id), ("keys", "canary-mine")]).await.status, 404);
    for client in [&mut scene.ada, &mut scene.bob] {
        assert_eq!(client.get(&vault).await.status, 404);
    }
    let walk = scene.walk.to_string();
    assert_eq!(team.call(ADD, &[("entry", &walk), ("keys", "canary-other")]).await.status, 404);
    assert_eq!(scene.number("SELECT CAST(COUNT(*) AS BIGINT) FROM access_key").await, 0);
}
