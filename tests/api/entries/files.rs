//! Files of entries: added by the team, frozen with what is handed in, seen by those who judge.

mod arrival;
mod corpus;
mod frozen;
mod rights;

use super::*;
use image::ImageFormat;
use server::housekeeping;
use std::path::Path;
use tests::{Engine, Fixture, NOON, Site, fresh_key, samples};

/// A competition in a state, with an entry of Ann's in another.
struct Place {
    site: Site,
    fixture: Fixture,
    ann: Client,
    entry: String,
}

impl Place {
    async fn new(engine: Engine, competition: &'static str, entry: &'static str) -> Self {
        let site = Site::empty(engine).await;
        let fixture = Fixture::new(&site.db, competition).await;
        let (mut ann, account) = site.person_with_account("Ann").await;
        let (entry, _) = fixture.entry(&site.db, "own", entry, Some(account)).await;
        let entry = entry.to_string();
        ann.at = format!("/en/entries/{entry}/files");
        Self { site, fixture, ann, entry }
    }

    async fn open() -> Self {
        Self::new(Engine::Sqlite, "open", "draft").await
    }

    /// Adds a file as a script does.
    async fn add(&mut self, kind: &str, name: &str, bytes: &[u8]) -> Reply {
        let fields = [("entry", self.entry.as_str()), ("kind", kind), ("alt", "A boat on a river")];
        self.ann.upload_as_script(&fresh_key(), &fields, (name, bytes)).await
    }

    /// Adds an honest picture; gives its id.
    async fn picture(&mut self) -> String {
        let reply = self.add("screenshot", "boat.png", &samples::picture(ImageFormat::Png)).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        self.newest().await
    }

    /// Adds an honest archive; gives its id.
    async fn build(&mut self) -> String {
        let reply = self.add("build", "game.zip", &samples::build()).await;
        assert_eq!(reply.status, 200, "{}", reply.body);
        self.newest().await
    }

    async fn newest(&self) -> String {
        let mut conn = self.site.db.read().await.expect("a reader");
        let row = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM attachment ORDER BY position DESC LIMIT 1");
        row.expect("a file").0.to_string()
    }

    async fn rows(&self) -> i64 {
        count(&self.site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM attachment").await
    }

    /// Temporary files, and kept ones.
    fn on_disk(&self) -> (usize, usize) {
        (files_in(&self.site.data.join("incoming")), files_in(&self.site.data.join("files")))
    }

    async fn snapshots(&self) -> i64 {
        count(&self.site.db, "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot").await
    }
}

fn files_in(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    entries.map(|path| if path.is_dir() { files_in(&path) } else { 1 }).sum()
}

fn problem(reply: &Reply, problem: &str) {
    assert!(reply.status == 422 && reply.body.contains(problem), "{problem}: {} {}", reply.status, reply.body);
}

async fn each_kind_is_added_and_given_back(engine: Engine) {
    let mut place = Place::new(engine, "open", "draft").await;
    let at = format!("/en/entries/{}/files", place.entry);
    for (kind, name, bytes, media_type) in [
        ("screenshot", "boat.png", samples::picture(ImageFormat::Png), "image/png"),
        ("screenshot", "boat.jpg", samples::picture(ImageFormat::Jpeg), "image/jpeg"),
        ("screenshot", "قارب.webp", samples::picture(ImageFormat::WebP), "image/webp"),
        ("document", "rules \"1\".pdf", samples::pdf(), "application/pdf"),
        ("build", "game.zip", samples::build(), "application/zip"),
    ] {
        place.ann.get(&format!("{at}?add={kind}")).await;
        let fields = [("entry", place.entry.as_str()), ("kind", kind), ("alt", "A <b>boat</b>")];
        let name = name.replace('"', "");
        let reply = place.ann.upload(&fields, (&name, &bytes)).await;
        assert_eq!(reply.location.as_deref(), Some(format!("{at}?done=files-changed").as_str()), "{}", reply.body);
        let page = place.ann.follow(&reply).await;
        assert!(page.status == 200 && page.body.contains(&name), "{name}: {}", page.body);

        let id = place.newest().await;
        assert!(page.body.contains(&format!("/files/{id}")));
        let file = place.ann.get(&format!("/files/{id}")).await;
        assert_eq!(file.status, 200);
        assert!(file.headers.contains(&format!("content-type: {media_type}\n")), "{}", file.headers);
        assert!(file.headers.contains(&format!("content-length: {}\n", file.bytes.len())), "{}", file.headers);
        if kind == "screenshot" {
            assert!(page.body.contains("A &lt;b&gt;boat&lt;/b&gt;"), "{}", page.body);
            let drawn = image::load_from_memory(&file.bytes).expect("a picture");
            assert_eq!((drawn.width(), drawn.height()), (40, 30));
        } else {
            assert_eq!(file.bytes, bytes, "what is no picture comes back byte for byte");
        }
    }
    assert_eq!(place.on_disk(), (0, 5), "nothing temporary is left");
    let events = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event WHERE action = 'entries.add_file'";
    assert_eq!(count(&place.site.db, events).await, 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_on_sqlite() {
    each_kind_is_added_and_given_back(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_on_postgres() {
    each_kind_is_added_and_given_back(Engine::Postgres).await;
}

#[tokio::test]
async fn pictures_are_described_anew_and_files_removed() {
    let mut place = Place::open().await;
    let picture = place.picture().await;
    let build = place.build().await;
    let entry = place.entry.clone();
    let page = place.ann.get(&format!("/en/entries/{entry}/files?describe={picture}")).await;
    assert!(page.body.contains("value=\"A boat on a river\""), "{}", page.body);
    let fields = |file: &str, alt: &str| {
        [("entry", entry.clone()), ("file", file.to_owned()), ("alt", alt.to_owned())]
            .map(|(name, value)| (name, value))
    };
    let mut describe = async |file: &str, alt: &str| {
        let fields = fields(file, alt);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        place.ann.call("entries/describe_file", &fields).await
    };
    problem(&describe(&picture, " ").await, "required");
    assert_eq!(describe(&build, "A build is not seen").await.status, 404);
    assert_eq!(describe(&picture, "Two boats").await.status, 200);
    let alt = text(&place.site.db, "SELECT alt FROM attachment WHERE id = $1", &picture).await;
    assert_eq!(alt, "Two boats");

    let fields = [("entry", place.entry.as_str()), ("file", picture.as_str())];
    assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 200);
    assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 404);
    assert_eq!(place.ann.get(&format!("/files/{picture}")).await.status, 404);
    assert_eq!(place.rows().await, 1);
}

#[tokio::test]
async fn an_entry_has_so_many_files_each_once() {
    let mut place = Place::open().await;
    for n in 0..10 {
        let bytes = samples::zip(&[samples::Member::new("n", &[n])]);
        assert_eq!(place.add("build", "game.zip", &bytes).await.status, 200);
        problem(&place.add("build", "again.zip", &bytes).await, if n < 9 { "file_twice" } else { "too_many_files" });
    }
    assert_eq!(place.rows().await, 10);
    let page = place.ann.get(&format!("/en/entries/{}/files", place.entry)).await;
    assert!(page.body.contains("10 of 10 files") && !page.body.contains("type=\"file\""), "{}", page.body);
}

#[tokio::test]
async fn files_fit_into_what_the_organisers_allow() {
    let mut place = Place::open().await;
    let (mut olga, account) = place.site.person_with_account("Olga").await;
    place.fixture.organiser(&place.site.db, account).await;
    let limit = |to: &'static str| [("slug", "peace"), ("version", "1"), ("build_mebibytes", to)];
    problem(&olga.call("competition/save_file_limit", &limit("4096")).await, "out_of_range");
    assert_eq!(olga.call("competition/save_file_limit", &limit("1")).await.status, 200);
    assert_eq!(olga.call("competition/save_file_limit", &limit("2")).await.status, 409, "the version has moved on");
    let page = olga.get("/en/c/peace/organise/settings").await;
    assert!(page.body.contains("name=\"build_mebibytes\"") && page.body.contains("value=\"1\""), "{}", page.body);

    let large = vec![7; 1024 * 1024];
    let bytes = samples::zip(&[samples::Member::new("large", &large)]);
    let reply = place.add("build", "game.zip", &bytes).await;
    assert!(reply.status == 413 && reply.body.contains("\"mebibytes\":1"), "{} {}", reply.status, reply.body);
    // A browser gets a page that says so.
    let fields = [("entry", place.entry.as_str()), ("kind", "build"), ("alt", "")];
    let reply = place.ann.upload(&fields, ("game.zip", &bytes)).await;
    assert!(reply.status == 413 && reply.body.contains("larger than the 1 MiB"), "{} {}", reply.status, reply.body);
    assert_eq!((place.on_disk(), place.rows().await), ((0, 0), 0));
    // 101 MiB together, whatever each may have.
    change(&place.site.db, "UPDATE competition SET version = $2 WHERE id = $1", place.fixture.competition.uuid(), 2)
        .await;
    let id = place.build().await;
    let full = 101 * 1024 * 1024;
    change(&place.site.db, "UPDATE attachment SET size = $2 WHERE id = $1", Uuid::parse_str(&id).expect("an id"), full)
        .await;
    problem(&place.add("screenshot", "boat.png", &samples::picture(ImageFormat::Png)).await, "files_total");
    change(
        &place.site.db,
        "UPDATE attachment SET size = $2 WHERE id = $1",
        Uuid::parse_str(&id).expect("an id"),
        full - 10,
    )
    .await;
    problem(&place.add("screenshot", "boat.png", &samples::picture(ImageFormat::Png)).await, "files_total");
}

#[tokio::test]
async fn the_same_form_twice_adds_one_file() {
    let mut place = Place::open().await;
    let fields = [("entry", place.entry.as_str()), ("kind", "build"), ("alt", "")];
    let build = samples::build();
    let first = place.ann.upload_as_script("once", &fields, ("game.zip", &build)).await;
    let again = place.ann.upload_as_script("once", &fields, ("game.zip", &build)).await;
    assert_eq!((first.status, again.status), (200, 200), "{}", again.body);
    assert_eq!(first.body, again.body);
    let other = samples::zip(&[samples::Member::new("other", b"bytes")]);
    let other = place.ann.upload_as_script("once", &fields, ("game.zip", &other)).await;
    assert!(other.status == 409 && other.body.contains("key_reused"), "{}", other.body);
    assert_eq!(place.rows().await, 1);
    // After the deadline too the first answer is given again.
    place.fixture.set_state(&place.site.db, "screening").await;
    let late = place.ann.upload_as_script("once", &fields, ("game.zip", &build)).await;
    assert_eq!((late.status, late.body), (200, first.body));
}

#[tokio::test]
async fn a_refused_form_comes_back_and_asks_for_the_file_again() {
    let mut place = Place::open().await;
    let at = format!("/en/entries/{}/files?add=screenshot", place.entry);
    let page = place.ann.get(&at).await;
    assert!(page.body.contains("enctype=\"multipart/form-data\"") && !page.body.contains("Choose the file again"));
    let fields = [("entry", place.entry.as_str()), ("kind", "screenshot"), ("alt", "Two \"boats\"")];
    let reply = place.ann.upload(&fields, ("boat.png", b"no picture")).await;
    assert_eq!(reply.location.as_deref(), Some(at.as_str()), "{}", reply.body);
    let page = place.ann.follow(&reply).await;
    assert!(page.body.contains("value=\"Two &quot;boats&quot;\""), "{}", page.body);
    assert!(page.body.contains("id=\"file-error\"") && page.body.contains("Choose the file again"), "{}", page.body);
    // Nothing chosen: browsers send an empty file without a name; and the picture has no words.
    let fields = [("entry", place.entry.as_str()), ("kind", "screenshot"), ("alt", "")];
    let reply = place.ann.upload(&fields, ("", b"")).await;
    let page = place.ann.follow(&reply).await;
    assert!(page.body.contains("id=\"file-error\"") && page.body.contains("id=\"alt-error\""), "{}", page.body);
    // A form without parts has no file either.
    let reply = place.ann.call("entries/add_file", &[("entry", &place.entry), ("kind", "build")]).await;
    problem(&reply, "required");
    assert_eq!(place.on_disk(), (0, 0));
}
