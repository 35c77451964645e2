//! Published entries, one by one and all together: the gallery, an entry's page, its files, what others may embed.

use super::*;
use server::{db::DbError, execute};
use sha2::{Digest, Sha256};
use tests::samples;
use uuid::Uuid;

const GALLERY: &str = "/en/c/peaceapp/entries";
const ENTRY: &str = "/en/c/peaceapp/entries/ballot-walk";

/// Everything that is for everybody, once it is out.
const ADDRESSES: [&str; 11] = [
    GALLERY,
    ENTRY,
    "/ar/c/peaceapp/entries/ballot-walk",
    "/en/c/peaceapp/entries/ballot-walk/certificate",
    "/en/c/peaceapp/certificates/0000-0000-0000-0000-0000",
    "/c/peaceapp/entries.json",
    "/c/peaceapp/entries.csv",
    "/c/peaceapp/entries/ballot-walk/entry.json",
    "/c/peaceapp/entries/ballot-walk/badge.svg",
    "/c/peaceapp/entries/ballot-walk/pictures/1",
    "/c/peaceapp/results.atom",
];

/// The seed competition in deliberation. One of its entries was frozen with everything that a form may ask: what judges or
/// organisers read, and what is no picture, has "canary" in it.
async fn scene(engine: Engine) -> (Site, Seed, Client) {
    scene_of(engine, "ballot-walk", "Ballot Walk").await
}

/// The same of another entry.
pub(super) async fn scene_of(engine: Engine, key: &'static str, title: &str) -> (Site, Seed, Client) {
    let (site, seed, olga) = seeded_on(engine, "deliberation").await;
    let picture = samples::picture(image::ImageFormat::Png);
    let sha256: String = Sha256::digest(&picture).iter().map(|byte| format!("{byte:02x}")).collect();
    let folder = site.data.join("files").join(&sha256[..2]).join(&sha256[2..4]);
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join(&sha256), &picture).expect("a picture");
    let file = |kind: &str, name: &str, alt: &str, media: &str, sha256: &str| {
        let id = Uuid::nil();
        format!(
            "{{\"id\":\"{id}\",\"kind\":\"{kind}\",\"name\":\"{name}\",\"alt\":\"{alt}\",\"media_type\":\"{media}\",\"size\":{},\"sha256\":\"{sha256}\"}}",
            picture.len()
        )
    };
    let files = format!(
        "[{},{}]",
        file("build", "canary-build.zip", "", "application/zip", &"ca".repeat(32)),
        file("screenshot", "canary-name.png", "Two people on a street", "image/png", &sha256),
    );
    let content = "{\"title\":\"Ballot Walk\",\"pitch\":\"A \\\"walk\\\" <for> two & more\",\"kind\":\"existing\",
        \"languages\":[\"en\",\"ar\"],\"platforms\":[\"web\",\"android\"],\"content:warnings\":[\"motion\"],
        \"description\":\"You walk it *four* times.\",\"video_url\":\"https://video.example/walk\",
        \"content_notes\":\"Raised voices\",\"play_url\":\"https://play.example/canary-play\",
        \"instructions\":\"canary-judges\",\"ties\":\"canary-organisers\",\"forgotten\":\"canary-not-asked\"}"
        .replace("Ballot Walk", title);
    let (c, track, entry) = (seed.competition.uuid(), seed.tracks["functioning"].uuid(), seed.entries[key].uuid());
    site.db
        .write(move |tx| {
            Box::pin(async move {
                execute!(
                    tx,
                    "INSERT INTO question (track_id, competition_id, key, position, label, hint, kind, max_words, required, audience)
                     VALUES ($1, $2, 'ties', 90, 'canary-label', '', 'text', 0, $3, 'organisers')",
                    track,
                    c,
                    false
                )?;
                execute!(
                    tx,
                    "INSERT INTO snapshot (id, competition_id, entry_id, version, content, files, content_hash, at)
                     SELECT $1, competition_id, entry_id, 2, $3, $4, '00', at FROM snapshot WHERE entry_id = $2 AND version = 1",
                    Uuid::from_u128(2),
                    entry,
                    content.as_str(),
                    files.as_str()
                )?;
                Ok::<_, DbError>(())
            })
        })
        .await
        .expect("a whole entry");
    (site, seed, olga)
}

#[tokio::test]
async fn before_publication_nothing_of_it_is_there() {
    let (site, _, mut olga) = scene(Engine::Sqlite).await;
    let mut visitor = site.visitor();
    let not_yet = main_part(&visitor.get(PAGE).await).to_owned();
    for address in ADDRESSES {
        for who in [&mut visitor, &mut olga] {
            let reply = who.get(address).await;
            assert_eq!(reply.status, 404, "{address}");
            assert!(reply.headers.contains("cache-control: no-store"), "{address}: {}", reply.headers);
            for secret in Seed::titles().chain(["canary", "og:title", "ballot-walk/pictures", "atom+xml"]) {
                assert!(!reply.body.contains(secret), "{address}: {secret}: {}", reply.body);
            }
            if address.starts_with("/en/") {
                assert_eq!(main_part(&reply), not_yet, "{address}");
            }
        }
    }
}

async fn once_it_is_out(engine: Engine) {
    let (site, _, mut olga) = scene(engine).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    for address in ADDRESSES.into_iter().chain([PAGE, JSON, CSV]) {
        let reply = visitor.get(address).await;
        let expected = if address.contains("0000") { 404 } else { 200 };
        assert_eq!(reply.status, expected, "{address}: {}", reply.body);
        for secret in ["canary", "Retitled later", &"ca".repeat(32)] {
            assert!(!reply.body.contains(secret), "{address}: {secret}: {}", reply.body);
        }
    }
    let page = visitor.get(ENTRY).await.body;
    for shown in [
        "<em>four</em>",
        "href=\"https://video.example/walk\"",
        "Raised voices",
        "Two people on a street",
        "Place 1 of 5",
        "Winner: USD 5,000",
        "A member",
        "العربية",
        "Kenya",
        "href=\"/en/c/peaceapp/entries/ballot-walk/certificate\"",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // The results lead to it, and so do its own files.
    assert!(visitor.get(PAGE).await.body.contains("href=\"/en/c/peaceapp/entries/ballot-walk\""));
    let entry: serde_json::Value =
        serde_json::from_str(&visitor.get("/c/peaceapp/entries/ballot-walk/entry.json").await.body).expect("JSON");
    assert_eq!((&entry["place"], &entry["about"]["kind"]), (&1.into(), &"existing".into()), "{entry}");
    assert_eq!(entry["credits"][0]["name"], "A member");
    assert_eq!(entry["address"], "https://judging.test/en/c/peaceapp/entries/ballot-walk");
    let picture = entry["picture_addresses"][0].as_str().and_then(|at| at.strip_prefix("https://judging.test"));
    let picture = visitor.get(picture.expect("an address of ours")).await;
    assert_eq!(picture.bytes, samples::picture(image::ImageFormat::Png));
    for header in ["image/png", "no-cache", "resource-policy: cross-origin", "sandbox; default-src 'none'"] {
        assert!(picture.headers.contains(header), "{header}: {}", picture.headers);
    }
    for nothing in [
        "/c/peaceapp/entries/ballot-walk/pictures/2",
        "/c/peaceapp/entries/ballot-walk/pictures/0",
        "/c/peaceapp/entries/ballot-walk/pictures/x",
        "/c/peaceapp/entries/eight-doors/pictures/1",
        "/c/peaceapp/entries/nothing/badge.svg",
        "/c/peaceapp/entries/nothing/entry.json",
        "/en/c/peaceapp/entries/nothing",
        "/en/c/peaceapp/entries/nothing/certificate",
        "/en/c/nowhere/entries",
        "/c/nowhere/results.atom",
    ] {
        assert_eq!(visitor.get(nothing).await.status, 404, "{nothing}");
    }
}

#[tokio::test]
async fn once_it_is_out_it_is_there_and_what_is_not_for_everybody_is_not() {
    once_it_is_out(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_it_is_out_it_is_there_and_what_is_not_for_everybody_is_not_on_postgres() {
    once_it_is_out(Engine::Postgres).await;
}

#[tokio::test]
async fn the_gallery_is_filtered_by_its_address() {
    let (site, _, mut olga) = scene(Engine::Sqlite).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let mut shown = async |query: &str| {
        let page = visitor.get(&format!("{GALLERY}?{query}")).await;
        assert_eq!(page.status, 200);
        let links = page.body.split("class=\"gallery-title\"").skip(1);
        let keys: Vec<String> =
            links.filter_map(|link| link.split_once("/entries/")?.1.split('"').next().map(str::to_owned)).collect();
        (keys, page.body)
    };
    assert_eq!(shown("").await.0.len(), 8);
    assert_eq!(shown("track=development").await.0, ["bridge-builders-academy", "echo-room", "rumour-line"]);
    assert_eq!(shown("country=KE&language=ar").await.0, ["ballot-walk"]);
    assert_eq!(shown("platform=android&kind=existing&track=functioning").await.0, ["ballot-walk"]);
    let (none, page) = shown("country=KE&track=development").await;
    assert!(none.is_empty() && page.contains("No entry is all of this"), "{page}");
    // What is asked for stays chosen, each choice has its number, and the other language keeps it.
    assert!(
        page.contains("<option value=\"KE\" selected>") && page.contains("href=\"/ar/c/peaceapp/entries?"),
        "{page}"
    );
    let (_, page) = shown("page=99&country=%3Cscript%3E").await;
    assert!(!page.contains("<script>"), "{page}");
}

#[tokio::test]
async fn its_files_agree_with_the_results() {
    let (site, _, mut olga) = scene(Engine::Sqlite).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let out = document(&mut visitor).await;
    let reply = visitor.get("/c/peaceapp/entries.json").await;
    let list: serde_json::Value = serde_json::from_str(&reply.body).expect("JSON");
    let csv = visitor.get("/c/peaceapp/entries.csv").await.body;
    let placements: Vec<_> = out.tracks.iter().flat_map(|track| &track.placements).collect();
    assert_eq!(list["entries"].as_array().map(Vec::len), Some(placements.len()));
    for (n, at) in placements.iter().enumerate() {
        let listed = &list["entries"][n];
        assert_eq!((&listed["key"], &listed["place"]), (&at.key.as_str().into(), &at.place.into()));
        assert_eq!(serde_json::from_value::<Vec<String>>(listed["countries"].clone()).expect("codes"), at.countries);
        let row = csv.lines().nth(n + 1).expect("a row");
        assert!(row.contains(&format!(",{},{},{},{},", at.place, at.shared, at.key, at.title)), "{row}");
    }
    let first = csv.lines().nth(1).expect("a row");
    assert!(first.contains(",existing,en;ar,web;android,motion,Winner,,,https://video.example/walk,"), "{first}");
    assert_eq!(list["digest"], app::results::rules::digest(&visitor.get(JSON).await.body));
    for address in [
        "/c/peaceapp/entries.json",
        "/c/peaceapp/entries.csv",
        "/c/peaceapp/results.atom",
        "/c/peaceapp/entries/ballot-walk/badge.svg",
        "/c/peaceapp/entries/ballot-walk/pictures/1",
    ] {
        let first = visitor.get(address).await;
        let tag = first.headers.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a tag").to_owned();
        let again = axum::http::Request::get(address).header("if-none-match", tag);
        let again = visitor.send(again, axum::body::Body::empty()).await;
        assert_eq!((again.status, again.body.as_str()), (304, ""), "{address}");
    }
}

#[tokio::test]
async fn a_link_to_it_is_shown_elsewhere_by_its_own_words() {
    let (site, _, mut olga) = scene(Engine::Sqlite).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let page = visitor.get(ENTRY).await.body;
    let head = page.split_once("</head>").expect("a head").0;
    for tag in [
        "property=\"og:title\" content=\"Ballot Walk\"",
        "content=\"A &quot;walk&quot; &lt;for&gt; two &amp; more\"",
        "property=\"og:url\" content=\"https://judging.test/en/c/peaceapp/entries/ballot-walk\"",
        "property=\"og:image\" content=\"https://judging.test/c/peaceapp/entries/ballot-walk/pictures/1\"",
        "property=\"og:image:alt\" content=\"Two people on a street\"",
        "property=\"og:locale\" content=\"en_US\"",
        "property=\"og:locale:alternate\" content=\"ar_AR\"",
        "type=\"application/atom+xml\"",
    ] {
        assert!(head.contains(tag), "{tag}: {head}");
    }
    for address in ["/ar/c/peaceapp/results", "/ar/c/peaceapp/entries", "/ar/c/peaceapp/entries/eight-doors"] {
        let page = visitor.get(address).await.body;
        let (_, rest) = page.split_once("property=\"og:image\" content=\"https://judging.test").expect("a picture");
        let picture = visitor.get(rest.split('"').next().expect("an address")).await;
        assert!(picture.status == 200 && picture.headers.contains("image/png"), "{address}: {}", picture.headers);
        assert!(page.contains("property=\"og:locale\" content=\"ar_AR\""), "{address}");
    }
    assert!(visitor.get("/ar/c/peaceapp/results").await.body.contains("الفائزون: Ballot Walk"));
}

#[tokio::test]
async fn a_badge_and_a_feed_are_for_other_sites() {
    let (site, _, mut olga) = scene(Engine::Sqlite).await;
    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let badge = visitor.get("/c/peaceapp/entries/ballot-walk/badge.svg").await;
    for header in ["image/svg+xml", "resource-policy: cross-origin", "sandbox; default-src 'none'"] {
        assert!(badge.headers.contains(header), "{header}: {}", badge.headers);
    }
    assert!(badge.body.starts_with("<svg") && badge.body.contains("Winner") && badge.body.contains("Place 1 of 5"));
    assert!(!badge.body.contains("<script") && !badge.body.contains("style"), "{}", badge.body);
    let arabic = visitor.get("/c/peaceapp/entries/rumour-line/badge.svg?l=ar").await.body;
    assert!(arabic.contains("direction=\"rtl\"") && arabic.contains("3 من 3"), "{arabic}");
    let page = visitor.get(ENTRY).await.body;
    assert!(
        page.contains("&lt;img src=&quot;https://judging.test/c/peaceapp/entries/ballot-walk/badge.svg?l=en&quot;"),
        "{page}"
    );
    let feed = visitor.get("/c/peaceapp/results.atom?l=ar").await;
    assert!(feed.headers.contains("application/atom+xml"), "{}", feed.headers);
    for part in ["xml:lang=\"ar\"", "<id>urn:uuid:", "<updated>2026-03-01T12:", "Ballot Walk"] {
        assert!(feed.body.contains(part), "{part}: {}", feed.body);
    }
    assert_eq!(feed.body.matches("<entry>").count(), 1);
}
