//! What organisers see.

use super::*;
use tests::{Engine, Fixture, Site};

async fn filters_and_pages(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let empty = olga.get("/en/c/peace/organise/entries").await;
    assert!(empty.body.contains("No entries here yet"), "{}", empty.body);
    for n in 0..52_u8 {
        let key: &'static str = Box::leak(format!("Game {n:02}").into_boxed_str());
        fixture.entry(&site.db, key, if n == 0 { "eligible" } else { "submitted" }, None).await;
    }
    let first = olga.get("/en/c/peace/organise/entries").await;
    assert!(first.body.contains("Game 00") && first.body.contains("Game 49") && !first.body.contains("Game 50"));
    assert!(first.body.contains("1 to 50 of 52") && first.body.contains("Kenya"), "{}", first.body);
    let second = olga.get("/en/c/peace/organise/entries?page=2").await;
    assert!(second.body.contains("Game 50") && second.body.contains("Game 51") && !second.body.contains("Game 49"));
    assert!(second.body.contains("51 to 52 of 52"));
    let eligible = olga.get("/en/c/peace/organise/entries?state=eligible").await;
    assert!(eligible.body.contains("Game 00") && !eligible.body.contains("Game 01"));
    let track = olga.get(&format!("/en/c/peace/organise/entries?track={}", fixture.track)).await;
    assert!(track.body.contains("Game 01"));
    let other = olga.get(&format!("/en/c/peace/organise/entries?track={}", fixture.competition)).await;
    assert!(other.body.contains("No entry fits this filter"), "{}", other.body);
    let nonsense = olga.get("/en/c/peace/organise/entries?state=x&track=y&page=z").await;
    assert!(nonsense.status == 200 && nonsense.body.contains("Game 01"), "what does not parse filters nothing");
}

#[tokio::test]
async fn the_queue_is_filtered_and_paged_on_sqlite() {
    filters_and_pages(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_is_filtered_and_paged_on_postgres() {
    filters_and_pages(Engine::Postgres).await;
}

#[tokio::test]
async fn a_draft_is_its_teams_own() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(save(&mut ann, &entry, "1", &[]).await.status, 200);
    let page = olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await;
    assert!(page.status == 200 && page.body.contains("Ballot Walk") && page.body.contains("Amina"), "{}", page.body);
    assert!(!page.body.contains("Neighbours plan a walk."), "{}", page.body);
    assert_eq!(submit(&mut ann, &entry, "2", &[]).await.status, 200);
    let page = olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await;
    assert!(page.body.contains("Neighbours plan a walk."));
}

#[tokio::test]
async fn an_entry_belongs_to_the_competition_of_its_address() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "screening").await;
    let other = Fixture::with_slug(&site.db, "screening", "other").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    other.organiser(&site.db, account).await;
    let (entry, _) = other.entry(&site.db, "game", "submitted", None).await;
    assert_eq!(olga.get(&format!("/en/c/other/organise/entries/{entry}")).await.status, 200);
    assert_eq!(olga.get(&format!("/en/c/peace/organise/entries/{entry}")).await.status, 404);
    assert_eq!(olga.get("/en/c/nowhere/organise/entries").await.status, 404);
}

#[tokio::test]
async fn an_arabic_title_and_a_latin_team_name_stand_side_by_side_and_every_language_is_offered() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura (Nairobi)").await;
    assert_eq!(submit(&mut ann, &entry, "1", &[("title", "جسر السلام")]).await.status, 200);
    for language in ["en", "ar"] {
        let queue = olga.get(&format!("/{language}/c/peace/organise/entries")).await.body;
        // Each in an isolate of its own, so that neither turns the other around.
        for text in ["جسر السلام", "Kura (Nairobi)"] {
            assert!(queue.contains(&format!("<bdi>{text}</bdi>")), "{text} in {language}: {queue}");
        }
        for other in ["en", "ar"] {
            assert!(queue.contains(&format!("href=\"/{other}/c/peace/organise/entries\"")), "{other}: {queue}");
        }
    }
}
