//! The gallery by what teams chose in answer to questions.

use super::{gallery::scene_of, *};
use server::{db::DbError, execute};
use tests::NOON;
use uuid::Uuid;

/// Asks both tracks for themes, one of them for something that only judges read, and freezes two entries that chose.
async fn scene() -> (Site, Client) {
    let (site, seed, olga) = scene_of(Engine::Sqlite, "ballot-walk", "Ballot Walk").await;
    let tracks: Vec<Uuid> = seed.tracks.values().map(|track| track.uuid()).collect();
    let competition = seed.competition.uuid();
    let entries = [
        ("ballot-walk", "\"theme\":\"spaces\\nstories\",\"side\":\"canary-side\""),
        ("echo-room", "\"theme\":\"stories\\ngone\""),
    ]
    .map(|(key, answers)| {
        (seed.entries[key].uuid(), format!("{{\"title\":\"{key}\",\"languages\":[\"en\"],{answers}}}"))
    });
    let questions = [
        (
            "theme",
            "choices",
            "public",
            r#"[{"key":"spaces"},{"key":"contact"},{"key":"stories","label":"<i>Stories</i>"}]"#,
        ),
        (
            "side",
            "choice",
            "judges",
            r#"[{"key":"canary-side","label":"canary-side"},{"key":"other","label":"Other"}]"#,
        ),
    ];
    site.db
        .write(move |tx| {
            Box::pin(async move {
                for track in &tracks {
                    for (key, kind, audience, options) in questions {
                        execute!(
                            tx,
                            "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required,
                             audience, options) VALUES ($1, $2, $3, 95, '', '', $4, 0, $5, $6, $7)",
                            *track,
                            competition,
                            key,
                            kind,
                            false,
                            audience,
                            options
                        )?;
                    }
                }
                for (copy, (entry, content)) in (10_u128..).zip(&entries) {
                    execute!(
                        tx,
                        "INSERT INTO snapshot (id, competition_id, entry_id, version, content, content_hash, at)
                         SELECT $1, competition_id, id, 9, $3, '00', $4 FROM entry WHERE id = $2",
                        Uuid::from_u128(copy),
                        *entry,
                        content.as_str(),
                        NOON.micros()
                    )?;
                }
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("chosen");
    (site, olga)
}

#[tokio::test]
async fn the_gallery_is_filtered_by_theme() {
    let (site, mut olga) = scene().await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let mut shown = async |query: &str| {
        let page = visitor.get(&format!("/en/c/peaceapp/entries?{query}")).await.body;
        assert!(!page.contains("canary"), "{page}");
        let links = page.split("class=\"gallery-title\"").skip(1);
        let keys: Vec<String> =
            links.filter_map(|link| link.split_once("/entries/")?.1.split('"').next().map(str::to_owned)).collect();
        (keys, page)
    };
    let (all, page) = shown("").await;
    assert_eq!(all.len(), 8);
    for part in [
        "id=\"theme\" name=\"theme\"",
        "<option value=\"spaces\">\u{2068}New spaces for dialogue and joint action\u{2069} (1)",
        "<option value=\"stories\">\u{2068}&lt;i&gt;Stories&lt;/i&gt;\u{2069} (2)",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("value=\"contact\"") && !page.contains("value=\"gone\""), "nobody chose them: {page}");
    assert_eq!(shown("theme=stories").await.0, ["ballot-walk", "echo-room"]);
    assert_eq!(shown("theme=stories&track=development").await.0, ["echo-room"]);
    let (none, page) = shown("theme=contact").await;
    assert!(none.is_empty() && page.contains("<option value=\"contact\" selected>"), "{page}");
    let arabic = visitor.get("/ar/c/peaceapp/entries?theme=spaces").await.body;
    assert!(arabic.contains("مساحات جديدة للحوار والعمل المشترك"), "{arabic}");

    let page = visitor.get("/en/c/peaceapp/entries/ballot-walk").await.body;
    assert!(page.contains("<li><bdi>New spaces for dialogue and joint action</bdi></li>"), "{page}");
    assert!(page.contains("<li><bdi>&lt;i&gt;Stories&lt;/i&gt;</bdi></li>") && !page.contains("canary"), "{page}");

    let json: serde_json::Value =
        serde_json::from_str(&visitor.get("/c/peaceapp/entries.json").await.body).expect("JSON");
    let theme = &json["entries"][0]["about"]["answers"][0];
    assert_eq!(theme["text"], "spaces\n<i>Stories</i>");
    assert_eq!(
        theme["chosen"],
        serde_json::json!([{ "key": "spaces" }, { "key": "stories", "label": "<i>Stories</i>" }])
    );
    let csv = visitor.get("/c/peaceapp/entries.csv").await.body;
    let ends: Vec<&str> = csv.lines().filter_map(|row| row.rsplit_once(',')).map(|(_, end)| end).collect();
    assert_eq!((ends[0], ends[1]), ("answer[theme]", "spaces;stories"), "{csv}");
    assert_eq!(ends.iter().filter(|end| **end == "stories").count(), 1, "{csv}");
    assert!(!csv.contains("canary"), "{csv}");
}
