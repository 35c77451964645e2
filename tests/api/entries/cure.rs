//! A fix changes what it was asked for, and nothing else.

use super::*;
use image::ImageFormat;
use tests::{Engine, Fixture, NOON, Site, fresh_key, samples};

/// A submitted entry of Ann's that is screened by Olga.
struct Screening {
    site: Site,
    ann: Client,
    olga: Client,
    entry: String,
}

impl Screening {
    async fn new(engine: Engine) -> Self {
        let site = Site::empty(engine).await;
        let fixture = Fixture::new(&site.db, "open").await;
        let mut ann = site.person("Ann").await;
        let (olga, account) = site.person_with_account("Olga").await;
        fixture.organiser(&site.db, account).await;
        let entry = draft(&mut ann, &fixture.track.to_string(), "Kura").await;
        assert_eq!(submit(&mut ann, &entry, "1", &[]).await.status, 200);
        fixture.set_state(&site.db, "screening").await;
        Self { site, ann, olga, entry }
    }

    async fn version(&self) -> String {
        let id = Uuid::parse_str(&self.entry).expect("an id");
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_one!(&mut conn, (i64,), "SELECT version FROM entry WHERE id = $1", id).expect("a version").0.to_string()
    }

    /// Asks for a fix of these parts.
    async fn ask(&mut self, reason: &str, parts: &[&str]) -> Reply {
        let version = self.version().await;
        let mut fields = vec![
            ("entry", self.entry.as_str()),
            ("version", version.as_str()),
            ("outcome", "fix_needed"),
            ("reason", reason),
            ("text", "Please."),
            ("cure_days", "1"),
        ];
        fields.extend(parts.iter().map(|part| ("parts[]", *part)));
        self.olga.call("entries/check", &fields).await
    }

    /// Saves a form that says only this.
    async fn say(&mut self, operation: &str, fields: &[(&str, &str)]) -> Reply {
        let version = self.version().await;
        let head = [
            ("entry", self.entry.as_str()),
            ("version", version.as_str()),
            ("accept_rules", "on"),
            ("rules_version", "1"),
        ];
        self.ann.call(operation, &[head.as_slice(), fields].concat()).await
    }

    async fn content(&self) -> String {
        text(&self.site.db, "SELECT content FROM entry WHERE id = $1", &self.entry).await
    }

    async fn upload(&mut self, kind: &str, name: &str, bytes: &[u8]) -> Reply {
        let fields = [("entry", self.entry.as_str()), ("kind", kind), ("alt", "A boat")];
        self.ann.upload_as_script(&fresh_key(), &fields, (name, bytes)).await
    }
}

/// Each part of the form: its word, and fields that change it.
const PARTS: [(&str, &[(&str, &str)]); 8] = [
    ("title", &[("title", "Another walk")]),
    ("pitch", &[("pitch", "Run instead.")]),
    ("kind", &[("kind", "repurposed")]),
    ("languages", &[("languages[]", "fr")]),
    ("platforms", &[("platforms[]", "android")]),
    ("warnings", &[("warnings[]", "gore")]),
    ("answer[description]", &[("answer[description]", "Something else.")]),
    ("answer[play_url]", &[("answer[play_url]", "https://play.example/alive")]),
];

async fn each_part_is_open_or_not_by_itself(engine: Engine) {
    let mut at = Screening::new(engine).await;
    for (open, change) in PARTS {
        assert_eq!(at.ask("other", &[open]).await.status, 200);
        let before = at.content().await;
        for (closed, other) in PARTS.iter().filter(|(closed, _)| *closed != open) {
            for operation in ["entries/save_draft", "entries/submit"] {
                let refused = at.say(operation, &[change, *other].concat()).await;
                assert_eq!(refused.status, 422, "{open} open, {closed} changed: {}", refused.body);
                let named = format!("{{\"field\":\"{closed}\",\"problem\":\"outside_fix\"}}");
                assert!(refused.body.contains(&named), "{named}: {}", refused.body);
            }
        }
        assert_eq!(at.content().await, before, "nothing of a refused form is stored");
        let saved = at.say("entries/save_draft", change).await;
        assert_eq!(saved.status, 200, "{open}: {}", saved.body);
        let after = at.content().await;
        let now = change[0].1;
        assert!(after.contains(now) && !before.contains(now), "{open}: {after}");
        // What was saved and not handed in is not part of the next fix.
        assert_eq!(at.ask("other", &["team"]).await.status, 200);
        assert_eq!(at.say("entries/save_draft", &[]).await.status, 200);
        assert_eq!(at.content().await, before, "{open} is what is judged again");
    }
    let wrong = at.ask("other", &["score"]).await;
    assert!(wrong.status == 422 && wrong.body.contains("\"field\":\"parts\""), "{}", wrong.body);
}

#[tokio::test]
async fn each_part_on_sqlite() {
    each_part_is_open_or_not_by_itself(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_part_on_postgres() {
    each_part_is_open_or_not_by_itself(Engine::Postgres).await;
}

#[tokio::test]
async fn the_form_shows_the_rest_as_text_and_keeps_what_was_typed() {
    let mut at = Screening::new(Engine::Sqlite).await;
    assert_eq!(at.ask("link", &[]).await.status, 200, "nothing ticked: what a dead link is about");
    let edit = format!("/en/entries/{}/edit", at.entry);
    let page = at.ann.get(&edit).await;
    assert!(page.body.contains("name=\"answer[play_url]\""), "{}", page.body);
    for closed in
        ["name=\"title\"", "name=\"pitch\"", "name=\"kind\"", "name=\"languages[]\"", "name=\"answer[description]\""]
    {
        assert!(!page.body.contains(closed), "{closed}: {}", page.body);
    }
    assert!(page.body.contains("Neighbours plan a walk.") && page.body.contains("Ballot Walk"));
    let desk = at.ann.get(&format!("/en/entries/{}", at.entry)).await;
    assert!(desk.body.contains("You may change:"), "{}", desk.body);

    at.ann.get(&edit).await;
    let fields = with(&[("title", "My new title"), ("answer[play_url]", "https://play.example/alive")]);
    let head = [("entry", at.entry.as_str()), ("version", "2")];
    let refused = at.ann.post("entries/save_draft", &[head.as_slice(), &fields].concat()).await;
    let page = at.ann.follow(&refused).await;
    assert!(page.body.contains("The fix that was asked for is not about this"), "{}", page.body);
    assert!(page.body.contains("href=\"#title\"") && page.body.contains("id=\"title\""), "{}", page.body);
    assert!(page.body.contains("My new title"), "what was typed outside is shown");
    assert!(page.body.contains("value=\"https://play.example/alive\""), "what was typed inside is in its field");
    assert!(!at.content().await.contains("alive"));

    assert_eq!(at.say("entries/submit", &[("answer[play_url]", "https://play.example/alive")]).await.status, 200);
    let whole = at.content().await;
    assert!(whole.contains("alive") && whole.contains("Ballot Walk") && whole.contains("VR headset"), "{whole}");
}

#[tokio::test]
async fn organisers_see_before_and_after_part_by_part() {
    let mut at = Screening::new(Engine::Sqlite).await;
    let review = format!("/en/c/peace/organise/entries/{}", at.entry);
    assert_eq!(at.ask("other", &["title", "answer[play_url]", "files[build]"]).await.status, 200);
    assert!(!at.olga.get(&review).await.body.contains("id=\"changes\""), "nothing was handed in yet");
    let build = at.upload("build", "alive.zip", &samples::build()).await;
    assert_eq!(build.status, 200, "{}", build.body);
    let change = [("title", "Ballot Walk"), ("answer[play_url]", "https://play.example/alive")];
    assert_eq!(at.say("entries/submit", &change).await.status, 200);
    let page = at.olga.get(&review).await.body;
    let changes = between(&page, "id=\"changes\"", "</section>");
    assert!(
        changes.contains("https://play.example/ballot") && changes.contains("https://play.example/alive"),
        "{changes}"
    );
    assert!(changes.contains("alive.zip"), "{changes}");
    assert!(!changes.contains("Neighbours plan a walk.") && !changes.contains("<bdi>Title</bdi>"), "{changes}");
    let ids = "SELECT CAST(COUNT(*) AS BIGINT) FROM snapshot";
    assert_eq!(count(&at.site.db, ids).await, 2, "a cure makes a copy of its own beside the old one");
    let version = at.version().await;
    let pass = [("entry", at.entry.as_str()), ("version", version.as_str()), ("outcome", "pass")];
    assert_eq!(at.olga.call("entries/check", &pass).await.status, 200);
}

#[tokio::test]
async fn files_are_open_by_kind() {
    let mut at = Screening::new(Engine::Sqlite).await;
    let (picture, document, build) = (samples::picture(ImageFormat::Png), samples::pdf(), samples::build());
    let files: [(&str, &str, &[u8]); 3] =
        [("screenshot", "boat.png", &picture), ("document", "rules.pdf", &document), ("build", "game.zip", &build)];
    for (kind, name, bytes) in files {
        assert_eq!(at.ask("other", &["title"]).await.status, 200);
        let refused = at.upload(kind, name, bytes).await;
        assert!(refused.status == 409 && refused.body.contains(&format!("{kind}s")), "{kind}: {}", refused.body);
        let part = format!("files[{kind}]");
        assert_eq!(at.ask("other", &[&part]).await.status, 200);
        let added = at.upload(kind, name, bytes).await;
        assert_eq!(added.status, 200, "{kind}: {}", added.body);
        assert_eq!(at.say("entries/submit", &[]).await.status, 200);
    }
    // Three files are judged. Another part opens: none of them can go, be described anew, or come back as another.
    assert_eq!(at.ask("other", &["title"]).await.status, 200);
    for (kind, ..) in files {
        let id =
            text(&at.site.db, "SELECT name FROM attachment WHERE entry_id = $1 ORDER BY position LIMIT 1", &at.entry);
        assert_eq!(id.await, "boat.png");
        let mut conn = at.site.db.read().await.expect("a reader");
        let row = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM attachment WHERE kind = $1", kind).expect("a file");
        drop(conn);
        let file = row.0.to_string();
        let refused = at.ann.call("entries/remove_file", &[("entry", &at.entry), ("file", &file)]).await;
        assert!(refused.status == 409 && refused.body.contains(&format!("{kind}s")), "{kind}: {}", refused.body);
        if kind == "screenshot" {
            let fields = [("entry", at.entry.as_str()), ("file", file.as_str()), ("alt", "Another")];
            let refused = at.ann.call("entries/describe_file", &fields).await;
            assert!(refused.status == 409 && refused.body.contains("screenshots"), "{}", refused.body);
        }
    }
    // A build that was removed in a fix and not handed in is there again when the next one is about something else.
    assert_eq!(at.ask("other", &["files[build]"]).await.status, 200);
    let mut conn = at.site.db.read().await.expect("a reader");
    let row = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM attachment WHERE kind = 'build'").expect("a build");
    drop(conn);
    let fields = [("entry", at.entry.clone()), ("file", row.0.to_string())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(at.ann.call("entries/remove_file", &fields).await.status, 200);
    let there = "SELECT CAST(COUNT(*) AS BIGINT) FROM attachment WHERE removed_at IS NULL";
    assert_eq!(count(&at.site.db, there).await, 2);
    assert_eq!(at.ask("other", &["title"]).await.status, 200);
    assert_eq!(count(&at.site.db, there).await, 3);
}

#[tokio::test]
async fn the_team_is_a_part_like_the_others() {
    let mut at = Screening::new(Engine::Sqlite).await;
    assert_eq!(at.ask("link", &[]).await.status, 200);
    let entry = at.entry.clone();
    let member: [(&str, &str); 4] =
        [("entry", entry.as_str()), ("public_name", "Ben"), ("country", "KE"), ("role", "code")];
    let named = [("entry", entry.as_str()), ("team_name", "Others"), ("organisation", "")];
    for (operation, fields) in
        [("entries/add_member", member.as_slice()), ("entries/edit_team", &named), ("entries/invite", &named[..1])]
    {
        let refused = at.ann.call(operation, fields).await;
        assert!(refused.status == 409 && refused.body.contains("\"team\""), "{operation}: {}", refused.body);
    }
    assert_eq!(at.ask("consent", &[]).await.status, 200, "consents are a matter of the team");
    assert_eq!(at.ann.call("entries/add_member", &member).await.status, 200);
    let refused = at.say("entries/save_draft", &[("title", "Other")]).await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    assert_eq!(at.say("entries/submit", &[]).await.status, 200);
}

async fn after_its_time_an_entry_is_what_it_was(engine: Engine) {
    let mut at = Screening::new(engine).await;
    assert_eq!(at.ask("link", &[]).await.status, 200);
    let change = [("answer[play_url]", "https://play.example/alive")];
    assert_eq!(at.say("entries/save_draft", &change).await.status, 200);
    let id = Uuid::parse_str(&at.entry).expect("an id");
    change_until(&at.site.db, id).await;
    at.site.clock.set(app::time::Moment::from_micros(NOON.micros() + 999_999));
    assert_eq!(at.say("entries/save_draft", &change).await.status, 200, "the last second counts to its end");
    at.site.clock.set(NOON.plus_seconds(1));
    for operation in ["entries/save_draft", "entries/submit"] {
        let late = at.say(operation, &change).await;
        assert!(late.status == 409 && late.body.contains("cure_over"), "{}", late.body);
    }
    let late = at.upload("build", "game.zip", &samples::build()).await;
    assert!(late.status == 409 && late.body.contains("cure_over"), "{}", late.body);
    let desk = at.ann.get(&format!("/en/entries/{}", at.entry)).await.body;
    assert!(desk.contains("Your entry is what it was when you submitted it."), "{desk}");
    let content = between(&desk, "id=\"content\"", "</section>");
    assert!(content.contains("https://play.example/ballot") && !content.contains("alive"), "{content}");
    let review = at.olga.get(&format!("/en/c/peace/organise/entries/{}", at.entry)).await.body;
    assert!(review.contains("https://play.example/ballot") && !review.contains("alive"), "{review}");
}

async fn change_until(db: &Db, id: Uuid) {
    change(db, "UPDATE entry SET cure_until = $2 WHERE id = $1", id, NOON.micros()).await;
}

#[tokio::test]
async fn after_its_time_on_sqlite() {
    after_its_time_an_entry_is_what_it_was(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_its_time_on_postgres() {
    after_its_time_an_entry_is_what_it_was(Engine::Postgres).await;
}
