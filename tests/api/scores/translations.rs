//! What judges read beside an entry's texts, and who else does.

use super::*;
use tests::Reply;

const TRANSLATE: &str = "entries/translate";

impl Scene {
    /// The newest frozen copy of an entry.
    async fn copy(&self, entry: EntryId) -> String {
        let mut conn = self.site.db.read().await.expect("a reader");
        let newest = "SELECT id FROM snapshot WHERE entry_id = $1 ORDER BY version DESC LIMIT 1";
        fetch_one!(&mut conn, (Uuid,), newest, entry.uuid()).expect("a copy").0.to_string()
    }

    /// Translates texts of the walk into a language, on a version.
    async fn translate(&mut self, language: &str, version: &str, fields: &[(&str, &str)]) -> Reply {
        let (entry, snapshot) = (self.walk.to_string(), self.copy(self.walk).await);
        let head = [
            ("entry", entry.as_str()),
            ("language", language),
            ("snapshot", &snapshot),
            ("version", version),
            ("translator", "machine"),
        ];
        self.organiser.call(TRANSLATE, &[head.as_slice(), fields].concat()).await
    }

    fn organise(&self) -> String {
        format!("/en/c/peace/organise/entries/{}/translations", self.walk)
    }
}

const MARK: &str = "Translation into English, made by a machine. What counts is the original.";

async fn a_judge_reads_a_marked_translation_beside_the_original(engine: Engine) {
    let mut scene = scene_on(engine, "judging").await;
    let before = scene.ada.get(&page(scene.walk)).await.body;
    assert!(!before.contains("What counts is the original"), "{before}");
    let texts = [
        ("texts[title]", "A long walk"),
        ("texts[pitch]", "Off we go"),
        ("texts[description]", "Words of <b>hope</b>"),
        // Not asked, an address, and nothing.
        ("texts[ties]", "Canary"),
        ("texts[play_url]", "https://canary.example"),
        ("texts[dialogue]", " "),
    ];
    let saved = scene.translate("en", "0", &texts).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert_eq!(scene.translate("fr", "0", &[("texts[pitch]", "On y va, canari")]).await.status, 200);

    // The entry is in English, which the judge reads: its translation is folded.
    let folded = scene.ada.get(&page(scene.walk)).await.body;
    assert!(
        folded.contains(&format!("<details class=\"disclosure\"><summary>{MARK}"))
            && folded.contains("<div lang=\"en\"><p dir=\"auto\">Off we go"),
        "{folded}"
    );
    assert_eq!(folded.matches(MARK).count(), 3, "{folded}");
    assert!(folded.contains("A pitch") && folded.contains("Off we go") && folded.contains("A long walk"), "{folded}");
    assert!(folded.contains("Words of &lt;b&gt;hope"), "{folded}");
    assert!(!folded.contains("canari") && !folded.contains("anary"), "another's language, and nothing else: {folded}");
    // Who reads none of its languages has it in sight, by a person's word as by a machine's.
    scene.sql("UPDATE judge SET languages = 'fr;en' WHERE key = 'b'").await;
    let french = scene.bob.get(&page(scene.walk)).await.body;
    assert!(french.contains("Translation into Français, made by a machine") && french.contains("canari"), "{french}");
    assert!(!french.contains("Off we go") && french.contains("A long walk"), "the first language there is: {french}");
    scene.sql("UPDATE judge SET languages = 'fr' WHERE key = 'b'").await;
    let arabic = scene.bob.get(&page(scene.walk).replace("/en/", "/ar/")).await.body;
    assert!(
        arabic.contains("ترجمة آلية إلى Français") && !arabic.contains("<details class=\"disclosure\">"),
        "{arabic}"
    );
    assert!(arabic.contains("<div lang=\"fr\"><p dir=\"auto\">On y va, canari"), "{arabic}");
    // Without an assignment there is nothing.
    let doors = scene.bob.get(&page(scene.doors)).await;
    assert!(doors.status == 404 && !doors.body.contains("canari"), "{}", doors.body);

    let log = scene.organiser.get("/en/c/peace/organise/log").await.body;
    assert!(log.contains("entries.translate") && log.contains("machine"), "{log}");
    assert!(!log.contains("Off we go") && !log.contains("canari"), "the log has no words: {log}");
}

#[tokio::test]
async fn a_judge_reads_a_marked_translation_beside_the_original_sqlite() {
    a_judge_reads_a_marked_translation_beside_the_original(Engine::Sqlite).await;
}

#[tokio::test]
async fn a_judge_reads_a_marked_translation_beside_the_original_postgres() {
    a_judge_reads_a_marked_translation_beside_the_original(Engine::Postgres).await;
}

#[tokio::test]
async fn an_original_that_changes_takes_its_translation_from_judges() {
    let mut scene = scene("judging").await;
    let texts = [("texts[pitch]", "Off we go"), ("texts[description]", "In other words")];
    assert_eq!(scene.translate("en", "0", &texts).await.status, 200);
    let old = scene.copy(scene.walk).await;
    // The team mends its pitch.
    scene
        .sql(
            "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
             SELECT entry_id, competition_id, entry_id, 2, REPLACE(content, 'A pitch', 'Another pitch'), '01', at FROM snapshot",
        )
        .await;
    let sheet = scene.ada.get(&page(scene.walk)).await.body;
    assert!(sheet.contains("Another pitch") && !sheet.contains("Off we go"), "{sheet}");
    assert!(sheet.contains("In other words"), "what did not change is still shown: {sheet}");
    let list = scene.organise();
    let page_of = format!("{list}/en");
    let table = scene.organiser.get(&list).await.body;
    assert!(table.contains("1 of ") && table.contains("Texts: 1") && table.contains("A machine"), "{table}");
    let form = scene.organiser.get(&page_of).await.body;
    assert!(form.contains("The text has changed since") && form.contains("Off we go"), "{form}");
    assert!(form.contains("name=\"fits[pitch]\"") && !form.contains("name=\"fits[description]\""), "{form}");
    assert!(form.contains("lang=\"en\"") && form.contains("name=\"texts[dialogue]\""), "{form}");
    assert!(!form.contains("texts[play_url]"), "{form}");

    // Who translated the old copy is told, and loses no word.
    let entry = scene.walk.to_string();
    let stale = [
        ("entry", entry.as_str()),
        ("language", "en"),
        ("snapshot", &old),
        ("version", "1"),
        ("translator", "person"),
        ("texts[pitch]", "Typed before"),
    ];
    let refused = scene.organiser.post(TRANSLATE, &stale).await;
    let back = scene.organiser.follow(&refused).await;
    assert!(
        back.body.contains("Somebody saved a newer version") && back.body.contains("Typed before"),
        "{}",
        back.body
    );
    assert!(back.body.contains("In other words"), "what is stored stands beside it: {}", back.body);
    assert!(
        back.body.contains(&format!("name=\"snapshot\" value=\"{}\"", scene.copy(scene.walk).await)),
        "{}",
        back.body
    );
    // To mend one text is not to have looked at the others; to say that it fits is.
    let mended = [("texts[pitch]", "Off we go"), ("texts[description]", "In better words")];
    assert_eq!(scene.translate("en", "1", &mended).await.status, 200);
    let sheet = scene.ada.get(&page(scene.walk)).await.body;
    assert!(sheet.contains("In better words") && !sheet.contains("Off we go"), "{sheet}");
    let behind = scene.translate("en", "1", &mended).await;
    assert!(behind.status == 409 && behind.body.contains("Stale"), "{}", behind.body);
    let fits = [mended.as_slice(), &[("fits[pitch]", "on")]].concat();
    assert_eq!(scene.translate("en", "2", &fits).await.status, 200);
    assert!(scene.ada.get(&page(scene.walk)).await.body.contains("Off we go"));
    // Taken back, nothing is shown and nothing is listed.
    assert_eq!(scene.translate("en", "3", &[("texts[pitch]", "")]).await.status, 200);
    assert!(!scene.ada.get(&page(scene.walk)).await.body.contains("What counts is the original"));
    assert!(scene.organiser.get(&list).await.body.contains("There are no translations yet"));
}

#[tokio::test]
async fn only_organisers_see_translations_as_such_and_only_editors_write_them() {
    let mut scene = scene("judging").await;
    let (mut member, account) = scene.site.person_with_account("Mia").await;
    let (mut observer, looks) = scene.site.person_with_account("Otto").await;
    scene.fixture.organiser_with(&scene.site.db, looks, "observer").await;
    let entry = scene.walk.uuid();
    put!(
        scene.site.db,
        "UPDATE member SET account_id = $2 WHERE team_id = (SELECT team_id FROM entry WHERE id = $1)",
        entry,
        account
    );
    assert_eq!(scene.translate("en", "0", &[("texts[pitch]", "Off we go")]).await.status, 200);
    let list = scene.organise();
    for path in [list.clone(), format!("{list}/en")] {
        for client in [&mut member, &mut scene.ada] {
            assert_eq!(client.get(&path).await.status, 404, "{path}");
        }
        assert_eq!(scene.site.visitor().get(&path).await.status, 401, "{path}");
        let looked = observer.get(&path).await;
        assert!(looked.status == 200 && !looked.body.contains(TRANSLATE), "{path}: {}", looked.body);
    }
    assert!(observer.get(&format!("{list}/en")).await.body.contains("Off we go"));
    assert_eq!(observer.get(&format!("{list}/EN")).await.status, 404, "a tag has one form");
    let desk = member.get(&format!("/en/entries/{}", scene.walk)).await;
    assert!(desk.status == 200 && !desk.body.contains("Off we go"), "{}", desk.body);
    let held = member.get("/account/data.json").await.body;
    assert!(held.contains("Off we go"), "it is of their own words: {held}");
    assert!(!scene.ada.get("/account/data.json").await.body.contains("Off we go"));
    // The same form twice is one save; a form that says not who translated comes back whole.
    let (id, snapshot) = (scene.walk.to_string(), scene.copy(scene.walk).await);
    let form = |translator: &'static str| {
        [
            ("entry", id.as_str()),
            ("language", "ar"),
            ("snapshot", &snapshot),
            ("version", "0"),
            ("translator", translator),
            ("texts[pitch]", "هيا بنا"),
        ]
    };
    scene.organiser.get(&format!("{list}/ar")).await;
    let refused = scene.organiser.post(TRANSLATE, &form("")).await;
    let back = scene.organiser.follow(&refused).await.body;
    assert!(back.contains("هيا بنا") && back.contains("href=\"#translator\""), "{back}");
    let first = scene.organiser.post_with_key(TRANSLATE, "translate-once", &form("person")).await;
    let done = format!("{list}?done=saved");
    assert_eq!(first.location.as_deref(), Some(done.as_str()), "{}", first.body);
    let second = scene.organiser.post_with_key(TRANSLATE, "translate-once", &form("person")).await;
    assert_eq!(second.location, first.location);
    assert_eq!(scene.number("SELECT CAST(SUM(version) AS BIGINT) FROM entry_translation").await, 2);
    assert!(scene.organiser.follow(&first).await.body.contains("العربية"));
}
