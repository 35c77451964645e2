//! What a judge can show later of a scorecard that was handed in.

use super::*;
use app::{
    log::{
        checkpoint::{SignedCheckpoint, Signer},
        proof::Proof,
        tree,
    },
    scores::model::ScorecardStatement,
};
use server::auth::signing::signed_by;

fn receipt(entry: EntryId) -> String {
    format!("/en/judge/entries/{entry}/receipt")
}

fn file(entry: EntryId) -> String {
    format!("/judge/entries/{entry}/receipt.tlog-proof")
}

/// Hands in at a version.
async fn submit(client: &mut Client, entry: EntryId, version: i64, marks: (&str, &str)) {
    let form = Form::new(entry, version, "submit").marks(marks.0, marks.1).with("comments[dialogue]", "canary-comment");
    let saved = client.call(SAVE, &form.fields()).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
}

/// The log's key, from the page.
fn key_on(page: &str) -> Signer {
    let start = page.find("/c/peace+").expect("a key");
    let from = page[..start].rfind('>').expect("an element") + 1;
    let line = page[from..].split('<').next().expect("text");
    Signer::parse(&line.replace("&#x2F;", "/")).expect("a key")
}

async fn receipts(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    assert_eq!(scene.ada.get(&receipt(scene.walk)).await.status, 409, "nothing was handed in");
    let draft = Form::new(scene.walk, 0, "draft").marks("4", "5");
    assert_eq!(scene.ada.call(SAVE, &draft.fields()).await.status, 200);
    assert_eq!(scene.ada.get(&receipt(scene.walk)).await.status, 409, "a draft is stated nowhere");
    submit(&mut scene.ada, scene.walk, 1, ("4", "5")).await;
    submit(&mut scene.bob, scene.walk, 0, ("2", "3")).await;
    tests::sealed(&scene.site.db).await;
    let page = scene.ada.get(&receipt(scene.walk)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("Counts as it is here") && page.body.contains("in the log"), "{}", page.body);
    let key = key_on(&page.body);
    let kept = scene.ada.get(&file(scene.walk)).await;
    assert_eq!(kept.status, 200, "{}", kept.body);
    let proof = Proof::parse(&kept.body).expect("a proof");
    let note = SignedCheckpoint::parse(&proof.note).expect("a note");
    let (text, signature) = note.signature_of(&key).expect("signed by the log");
    assert!(signed_by(&key, text, signature) && proof.holds().expect("read"), "{}", kept.body);
    let stated: ScorecardStatement = serde_json::from_str(proof.said().expect("text")).expect("a statement");
    assert_eq!((stated.entry, stated.version), (scene.walk, 2));
    assert_eq!(stated.marks["dialogue"].map(|mark| mark.to_string()).as_deref(), Some("4"));
    assert!(!kept.body.contains("Ada") && !proof.said().expect("text").contains("canary-comment"));
    assert!(!proof.said().expect("text").contains(&scene.ada_judge.to_string()), "a name that tells nobody who it is");

    // Bob's is another, under another name, in the same log.
    let other = Proof::parse(&scene.bob.get(&file(scene.walk)).await.body).expect("a proof");
    let of_bob: ScorecardStatement = serde_json::from_str(other.said().expect("text")).expect("a statement");
    assert!(of_bob.judge != stated.judge && other.index > proof.index, "{of_bob:?}");
    assert_eq!(scene.bob.get(&file(scene.doors)).await.status, 404, "not his");

    // A change is stated anew; the first receipt still holds, in a log that grew.
    submit(&mut scene.ada, scene.walk, 2, ("3", "5")).await;
    tests::sealed(&scene.site.db).await;
    let newer = Proof::parse(&scene.ada.get(&file(scene.walk)).await.body).expect("a proof");
    assert!(newer.index > other.index && newer.said().expect("text").contains("\"version\":3"));
    let leaves =
        server::audit::leaves::all(&mut scene.site.db.read().await.expect("a reader"), scene.fixture.competition)
            .await
            .expect("leaves");
    let now = SignedCheckpoint::parse(&newer.note).expect("a note").checkpoint;
    let before = note.checkpoint;
    let path = tree::consistency(&leaves, usize::try_from(before.size).expect("a size")).expect("a path");
    assert!(tree::grew((before.size, &before.root), (now.size, &now.root), &path));

    // Void is said so.
    scene.sql("UPDATE scorecard SET state = 'void'").await;
    let page = scene.ada.get(&receipt(scene.walk)).await.body;
    assert!(page.contains("Does not count as it is here"), "{page}");
    server::audit::verify(&mut scene.site.db.read().await.expect("a reader")).await.expect("the log holds");
}

#[tokio::test]
async fn a_receipt_can_be_checked_without_the_site() {
    receipts(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_receipt_can_be_checked_without_the_site_on_postgres() {
    receipts(Engine::Postgres).await;
}
