//! What was there at the close stays what it was.

use super::*;
use app::competition::model::{CloseCause, CloseManifest};
use server::competition::store::close;
use tests::{Engine, Fixture, NOON, Site, fresh_key, samples};

const CLOSE: i64 = 3600;

async fn to(olga: &mut Client, state: &str) {
    let fields = [("slug", "peace"), ("to", state), ("reason", "Because")];
    let reply = olga.call("competition/transition", &fields).await;
    assert_eq!(reply.status, 200, "{state}: {}", reply.body);
}

async fn manifest(olga: &mut Client, number: i64) -> (String, CloseManifest) {
    let file = olga.get(&format!("/c/peace/closes/{number}.json")).await;
    assert_eq!(file.status, 200, "{}", file.body);
    let manifest = serde_json::from_str(&file.body).expect("a manifest");
    (file.body, manifest)
}

fn sha256(text: &str) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn what_changes_later_is_not_what_is_judged(engine: Engine) {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let close = NOON.plus_seconds(CLOSE);
    let set_close = "UPDATE competition SET entries_close_at = $2 WHERE id = $1";
    change(&site.db, set_close, fixture.competition.uuid(), close.micros()).await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (mut jana, account) = site.person_with_account("Jana").await;
    let judge = fixture.judge(&site.db, "jana", "ready", Some(account)).await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    // Not handed in: not on the list.
    fixture.entry(&site.db, "unfinished", "draft", None).await;
    let closes = "/en/c/peace/organise/closes";
    assert!(olga.get(closes).await.body.contains("Nothing has been closed yet."));
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
    let upload = [("entry", entry.as_str()), ("kind", "build"), ("alt", "")];
    assert_eq!(ann.upload_as_script(&fresh_key(), &upload, ("first.zip", &samples::build())).await.status, 200);

    site.clock.set(close.plus_seconds(1));
    to(&mut olga, "screening").await;
    let (json, first) = manifest(&mut olga, 1).await;
    assert_eq!((first.number, first.cause, first.entries.len()), (1, CloseCause::Entries, 1));
    let listed = &first.entries[0];
    let receipt = text(&site.db, "SELECT content_hash FROM entry WHERE id = $1", &entry).await;
    assert_eq!((listed.version, &listed.content_hash, listed.files.len()), (3, &receipt, 1));
    assert_eq!(listed.files[0].sha256, sha256_of(&samples::build()));
    let page = olga.get(closes).await.body;
    assert!(page.contains(&sha256(&json)), "the digest on the page is that of the file: {page}");
    let log = olga.get("/en/c/peace/organise/log").await.body;
    assert!(log.contains("competition.close") && log.contains(&sha256(&json)), "{log}");
    let csv = olga.get("/c/peace/closes/1.csv").await;
    assert!(
        csv.status == 200 && csv.body.contains(&receipt) && csv.body.contains(&listed.files[0].sha256),
        "{}",
        csv.body
    );

    // Everything is changed behind the site's back, and by the team as far as it may.
    let id = Uuid::parse_str(&entry).expect("an id");
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "UPDATE entry SET content = '{\"title\":\"Changed later\"}', title = 'Changed later' WHERE id = $1",
                    id
                )?;
                execute!(tx, "UPDATE attachment SET name = 'changed.zip', sha256 = 'cd' WHERE entry_id = $1", id)
            })
        })
        .await
        .expect("changed");
    assert_eq!(save(&mut ann, &entry, "3", &[("pitch", "Later")]).await.status, 409);
    let pass = [("entry", entry.as_str()), ("version", "3"), ("outcome", "pass")];
    assert_eq!(olga.call("entries/check", &pass).await.status, 200);
    fixture.assign(&site.db, judge, entry.parse().expect("an id")).await;
    assert_eq!(manifest(&mut olga, 1).await.0, json);
    to(&mut olga, "judging").await;
    let (_, second) = manifest(&mut olga, 2).await;
    assert_eq!(
        (second.cause, second.entries[0].snapshot, second.entries[0].before),
        (CloseCause::Screening, listed.snapshot, None)
    );
    assert_eq!(second.entries[0].content_hash, receipt);
    let card = jana.get(&format!("/en/judge/entries/{entry}")).await;
    assert!(card.status == 200 && card.body.contains("first.zip"), "{}", card.body);
    assert!(!card.body.contains("Changed later") && !card.body.contains("changed.zip"), "{}", card.body);
    let refused =
        site.db.write(|tx| Box::pin(async move { execute!(tx, "UPDATE close_manifest SET digest = '00'") })).await;
    assert!(refused.is_err(), "the database refuses to change it");
}

fn sha256_of(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn frozen_on_sqlite() {
    what_changes_later_is_not_what_is_judged(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn frozen_on_postgres() {
    what_changes_later_is_not_what_is_judged(Engine::Postgres).await;
}

#[tokio::test]
async fn reopening_closes_again_and_a_new_copy_is_named_beside_the_old_one() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let close = NOON.plus_seconds(CLOSE);
    let set_close = "UPDATE competition SET entries_close_at = $2 WHERE id = $1";
    change(&site.db, set_close, fixture.competition.uuid(), close.micros()).await;
    let mut ann = site.person("Ann").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
    assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
    site.clock.set(close.plus_seconds(1));
    to(&mut olga, "screening").await;
    let (json, first) = manifest(&mut olga, 1).await;

    // Entries are extended: open again for everybody, also for what was closed.
    change(&site.db, set_close, fixture.competition.uuid(), close.plus_seconds(CLOSE).micros()).await;
    site.reopen(&mut olga, "peace", "Because", "").await;
    let saved = save(&mut ann, &entry, "2", &[("pitch", "Extended")]).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    site.clock.set(close.plus_seconds(CLOSE + 1));
    to(&mut olga, "screening").await;
    let (_, second) = manifest(&mut olga, 2).await;
    assert_eq!(manifest(&mut olga, 1).await.0, json, "the first stays");
    assert_eq!(second.entries[0].before, Some(first.entries[0].snapshot));
    assert_ne!(second.entries[0].snapshot, first.entries[0].snapshot);

    // A cure makes a copy too; closing screening names it beside the one of the close.
    let fix = [
        ("entry", entry.as_str()),
        ("version", "3"),
        ("outcome", "fix_needed"),
        ("reason", "link"),
        ("text", "Dead."),
        ("cure_days", "1"),
    ];
    assert_eq!(olga.call("entries/check", &fix).await.status, 200);
    let alive = [("pitch", "Extended"), ("answer[play_url]", "https://play.example/alive")];
    let cured = submit(&mut ann, &entry, "3", &alive).await;
    assert_eq!(cured.status, 200, "{}", cured.body);
    let pass = [("entry", entry.as_str()), ("version", "4"), ("outcome", "pass")];
    assert_eq!(olga.call("entries/check", &pass).await.status, 200);
    let judge = fixture.judge(&site.db, "j", "ready", None).await;
    fixture.assign(&site.db, judge, entry.parse().expect("an id")).await;
    to(&mut olga, "judging").await;
    let (_, third) = manifest(&mut olga, 3).await;
    assert_eq!(third.entries[0].before, Some(second.entries[0].snapshot));
    let all = close::all(&mut site.db.read().await.expect("a reader"), fixture.competition).await.expect("closes");
    assert_eq!(all.iter().map(|close| close.number).collect::<Vec<_>>(), [3, 2, 1]);
}

#[tokio::test]
async fn lists_are_for_organisers_of_the_competition() {
    let site = Site::empty(Engine::Sqlite).await;
    let fixture = Fixture::new(&site.db, "open").await;
    let other = Fixture::with_slug(&site.db, "open", "other").await;
    let (mut olga, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let (mut omar, account) = site.person_with_account("Omar").await;
    other.organiser(&site.db, account).await;
    site.clock.set(NOON.plus_seconds(60));
    change(
        &site.db,
        "UPDATE competition SET entries_close_at = $2 WHERE id = $1",
        fixture.competition.uuid(),
        NOON.micros(),
    )
    .await;
    to(&mut olga, "screening").await;
    for path in ["/c/peace/closes/1.json", "/c/peace/closes/1.csv", "/en/c/peace/organise/closes"] {
        assert_eq!(olga.get(path).await.status, 200, "{path}");
        assert_eq!(omar.get(path).await.status, 404, "{path}");
        assert_eq!(site.visitor().get(path).await.status, 401, "{path}");
    }
    for path in ["2.json", "1.xml", "x.json", "1"] {
        assert_eq!(olga.get(&format!("/c/peace/closes/{path}")).await.status, 404, "{path}");
    }
}
