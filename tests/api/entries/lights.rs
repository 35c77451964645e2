//! The desk says what stops a submission, before it is tried.

use super::*;
use image::ImageFormat;
use tests::{Engine, Fixture, Site, fresh_key, samples};

/// The lights of a page: each as its word, where it leads, and what it says.
fn lights(page: &str) -> Vec<(String, String, String)> {
    let list = between(page, "id=\"lights\"", "</section>");
    list.split("<li")
        .skip(1)
        .map(|item| {
            let words = |before, after| between(item, before, after).to_owned();
            let said = words("<bdi>", "</bdi>").replace("<!>", "");
            (words("badge-", "\""), words("href=\"", "\""), said)
        })
        .collect()
}

async fn red_is_what_a_submission_refuses(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let desk = format!("/en/entries/{entry}");
    // Of everything that is red a submission says the same, at the same fields, and of nothing else.
    let steps: [&[(&str, &str)]; 4] = [
        &[],
        &[("title", "Boats"), ("pitch", "Two boats")],
        &[("title", "Boats"), ("pitch", "Two boats"), ("answer[description]", "Words"), ("languages[]", "sw")],
        &[("answer[dialogue]", "Words"), ("answer[prevention]", "Words"), ("platforms[]", "web")],
    ];
    for (version, fields) in (1..).zip(steps) {
        let version = version.to_string();
        let head = [("entry", entry.as_str()), ("version", version.as_str())];
        assert_eq!(ann.call("entries/save_draft", &[head.as_slice(), fields].concat()).await.status, 200);
        let page = ann.get(&desk).await.body;
        let mut red: Vec<String> = lights(&page)
            .into_iter()
            .filter(|(tone, ..)| tone == "danger")
            .map(|(_, href, _)| href.split_once('#').expect("a field").1.to_owned())
            .collect();
        let next = (version.parse::<i64>().expect("a number") + 1).to_string();
        let head =
            [("entry", entry.as_str()), ("version", next.as_str()), ("accept_rules", "on"), ("rules_version", "1")];
        let refused = ann.call("entries/submit", &[head.as_slice(), fields].concat()).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        let mut said: Vec<String> = refused
            .body
            .split("\"field\":\"")
            .skip(1)
            .map(|rest| rest.split_once('"').expect("a field").0.to_owned())
            .collect();
        red.sort();
        said.sort();
        assert_eq!(red, said, "at step {version}");
        assert!(!red.is_empty());
    }
    assert_eq!(save(&mut ann, &entry, "5", &[]).await.status, 200);
    let page = ann.get(&desk).await.body;
    assert!(lights(&page).iter().all(|(tone, ..)| tone != "danger"), "{page}");
    assert!(page.contains("Judges have a way to play or to watch"), "{page}");
    assert_eq!(submit(&mut ann, &entry, "6", &[]).await.status, 200);
    assert!(!ann.get(&desk).await.body.contains("id=\"lights\""), "it is submitted");
}

#[tokio::test]
async fn red_is_what_a_submission_refuses_on_sqlite() {
    red_is_what_a_submission_refuses(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn red_is_what_a_submission_refuses_on_postgres() {
    red_is_what_a_submission_refuses(Engine::Postgres).await;
}

#[tokio::test]
async fn files_are_looked_into_when_they_arrive() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let mut ann = site.person("Ann").await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    let desk = format!("/en/entries/{entry}");
    let page = ann.get(&desk).await.body;
    assert!(page.contains("Judges have no way to play") && page.contains("There is no screenshot"), "{page}");
    let nothing = samples::zip(&[samples::Member::new("readme.txt", b"Nothing to start")]);
    let page_to_start = samples::zip(&[samples::Member::new("web/index.html", b"<p>")]);
    for (kind, name, bytes) in [
        ("build", "words.zip", nothing),
        ("build", "game.zip", page_to_start),
        ("screenshot", "boat.png", samples::picture(ImageFormat::Png)),
    ] {
        let fields = [("entry", entry.as_str()), ("kind", kind), ("alt", "A boat")];
        let reply = ann.upload_as_script(&fresh_key(), &fields, (name, &bytes)).await;
        assert_eq!(reply.status, 200, "{name}: {}", reply.body);
    }
    let page = ann.get(&desk).await.body;
    let found = lights(&page);
    let says = |tone: &str, words: &str| {
        let there = found.iter().any(|(of, href, said)| of == tone && said.contains(words) && href.ends_with("/files"));
        assert!(there, "{tone} {words}: {found:?}");
    };
    says("warning", "In words.zip nothing is found that can be started");
    says("positive", "game.zip can be started");
    says("warning", "boat.png is only 40 × 30 points");
    assert!(!page.contains("There is no screenshot"));
    // A sign and a word beside the colour.
    for sign in ["✕ Stops", "! Advice", "✓ Good"] {
        assert!(page.contains(sign), "{sign}");
    }
    let arabic = ann.get(&desk.replace("/en/", "/ar/")).await.body;
    assert!(arabic.contains("✕ يمنع"), "{arabic}");
}

#[tokio::test]
async fn consents_are_advice() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let (mut ann, account) = site.person_with_account("Ann").await;
    let (entry, team) = fixture.entry(&site.db, "boats", "draft", Some(account)).await;
    let desk = format!("/en/entries/{entry}");
    assert!(!ann.get(&desk).await.body.contains("A guardian’s consent is missing. You can submit"));
    let minor = fixture.minor(&site.db, team).await;
    let page = ann.get(&desk).await.body;
    let found = lights(&page);
    assert!(found.iter().any(|(tone, href, _)| tone == "warning" && href.ends_with("/team")), "{found:?}");
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(tx, "UPDATE guardian_consent SET state = 'given' WHERE member_id = $1", minor.uuid())
            })
        })
        .await
        .expect("given");
    let page = ann.get(&desk).await.body;
    assert!(lights(&page).iter().any(|(tone, href, _)| tone == "positive" && href.ends_with("/team")), "{page}");
}
