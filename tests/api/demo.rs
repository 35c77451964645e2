//! The demo: the arithmetic of its scores is known, so its results are.

use serde_json::Value;
use server::cli::demo;
use tests::{Client, Engine, Site};

/// A site with the demo, and its password.
async fn site(engine: Engine) -> (Site, String) {
    let site = Site::empty(engine).await;
    let loaded = demo::load(&site.db, &site.ambient, &site.config.passwords).await;
    let password = loaded.expect("loaded").expect("the database was empty");
    (site, password)
}

async fn signed_in(site: &Site, role: &str, password: &str) -> Client {
    let mut client = site.visitor();
    let email = format!("{role}@demo.example");
    let reply = client.post("accounts/sign_in", &[("email", &email), ("password", password), ("next", "")]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    client
}

/// The value of the hidden field of this name.
fn hidden(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("no {name} in {page}"));
    rest.split("value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a value").to_owned()
}

/// Publishes and gives the published document.
async fn published(engine: Engine) -> Value {
    let (site, password) = site(engine).await;
    let mut organiser = signed_in(&site, "organiser", &password).await;
    let preview = organiser.get("/en/c/peaceapp-demo/organise/results").await;
    assert_eq!(preview.status, 200, "{}", preview.body);
    assert_eq!(site.visitor().get("/c/peaceapp-demo/results.json").await.status, 404, "not out yet");
    let digest = hidden(&preview.body, "digest");
    let reply = organiser.post("results/propose", &[("slug", "peaceapp-demo"), ("digest", &digest)]).await;
    assert_eq!(reply.status, 303, "{}", reply.body);
    signed_in(&site, "second", &password).await.confirm("peaceapp-demo").await;
    let json = site.visitor().get("/c/peaceapp-demo/results.json").await;
    assert_eq!(json.status, 200, "{}", json.body);
    serde_json::from_str(&json.body).expect("JSON")
}

fn places(document: &Value, track: &str) -> Vec<(u64, String, String, String)> {
    let tracks = document["tracks"].as_array().expect("tracks");
    let track = tracks.iter().find(|found| found["key"] == track).expect("the track");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let place = |at: &Value| {
        (at["place"].as_u64().expect("a place"), text(&at["key"]), text(&at["score"]), text(&at["tie_broken_by"]))
    };
    track["placements"].as_array().expect("placements").iter().map(place).collect()
}

fn expected(list: &[(u64, &str, &str, &str)]) -> Vec<(u64, String, String, String)> {
    list.iter().map(|(n, key, score, tie)| (*n, (*key).to_owned(), (*score).to_owned(), (*tie).to_owned())).collect()
}

async fn places_are_those_that_were_worked_out_by_hand(engine: Engine) {
    let document = published(engine).await;
    let functioning = [
        (1, "ballot-walk", "87.3", ""),
        (2, "market-of-two-languages", "85.7", ""),
        (3, "eight-doors", "80.0", "criterion:dialogue"),
        (4, "river-council", "80.0", "criterion:dialogue"),
        (5, "shared-blocks", "68.5", ""),
    ];
    assert_eq!(places(&document, "functioning"), expected(&functioning));
    let development =
        [(1, "bridge-builders-academy", "80.7", ""), (2, "echo-room", "79.7", ""), (3, "rumour-line", "75.7", "")];
    assert_eq!(places(&document, "development"), expected(&development));
    let text = document.to_string();
    assert!(text.contains("Honourable mention"), "{text}");
    for unjudged in ["Orange Kite", "Frontline Hero", "Old Friends", "Night Bus", "Paper Lanterns", "Tide"] {
        assert!(!text.contains(unjudged), "{unjudged}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn places_on_sqlite() {
    places_are_those_that_were_worked_out_by_hand(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn places_on_postgres() {
    places_are_those_that_were_worked_out_by_hand(Engine::Postgres).await;
}

#[tokio::test]
async fn each_role_finds_its_work() {
    let (site, password) = site(Engine::Sqlite).await;
    let mut judge = signed_in(&site, "judge", &password).await;
    let desk = judge.get("/en/c/peaceapp-demo/judge").await;
    assert_eq!(desk.status, 200, "{}", desk.body);
    assert!(desk.body.contains("Ballot Walk") && !desk.body.contains("Eight Doors"), "A does not judge Eight Doors");
    let mut team = signed_in(&site, "team", &password).await;
    let mine = team.get("/en/c/peaceapp-demo/mine").await;
    assert_eq!(mine.status, 200, "{}", mine.body);
    assert!(mine.body.contains("Ballot Walk") && !mine.body.contains("Echo Room"), "only the team's own");
    let mut newcomer = site.person("Nina").await;
    let enter = newcomer.get("/en/c/peaceapp-next/enter").await;
    assert_eq!(enter.status, 200, "{}", enter.body);
    for path in ["/en/c/peaceapp-demo/judge", "/en/c/peaceapp-demo/organise/results"] {
        assert_eq!(newcomer.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn it_goes_into_an_empty_database_only() {
    let (site, _) = site(Engine::Sqlite).await;
    let again = demo::load(&site.db, &site.ambient, &site.config.passwords).await;
    assert!(again.expect("no error").is_none());
}
