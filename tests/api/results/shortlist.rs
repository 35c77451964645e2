//! How far down is published: what is below is in nothing that is public.

use super::{gallery::scene_of, *};

/// Everything public in which an entry could be.
const PUBLIC: [&str; 12] = [
    PAGE,
    "/ar/c/peaceapp/results",
    JSON,
    CSV,
    "/c/peaceapp/results/pack.json",
    "/c/peaceapp/results.atom",
    "/en/c/peaceapp/entries",
    "/c/peaceapp/entries.json",
    "/c/peaceapp/entries.csv",
    "/en/c/peaceapp/statistics",
    "/c/peaceapp/statistics.csv",
    "/en/c/peaceapp",
];
/// What only an entry has.
const OWN: [&str; 6] = [
    "/en/c/peaceapp/entries/shared-blocks",
    "/en/c/peaceapp/entries/shared-blocks/certificate",
    "/c/peaceapp/entries/shared-blocks/entry.json",
    "/c/peaceapp/entries/shared-blocks/badge.svg",
    "/c/peaceapp/entries/shared-blocks/pictures/1",
    "/en/c/peaceapp/results/shared-blocks",
];
/// What would tell of it: title, team, key, pitch, score and a name of its pictures.
const TELLING: [&str; 7] = [
    "Shared Blocks",
    "shared-blocks",
    "Makers of Shared",
    "two & more",
    "two &amp; more",
    "68.5",
    "Two people on a street",
];

#[tokio::test(flavor = "multi_thread")]
async fn what_is_below_the_shortlist_is_nowhere_on_sqlite() {
    nowhere(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_below_the_shortlist_is_nowhere_on_postgres() {
    nowhere(Engine::Postgres).await;
}

async fn nowhere(engine: Engine) {
    let (site, seed, mut olga) = scene_of(engine, "shared-blocks", "Shared Blocks").await;
    let settings = |places: &'static str| {
        [
            ("slug", "peaceapp"),
            ("version", "1"),
            ("name", "PEACEapp demo"),
            ("theme", "T"),
            ("description", ""),
            ("languages", "en"),
            ("reviews_per_entry", "3"),
            ("disparity_points", "25"),
            ("publish_scores", "on"),
            ("publish_depth", "shortlist"),
            ("shortlist_places", places),
        ]
    };
    let none = olga.call("competition/save_settings", &settings("")).await;
    assert_eq!((none.status, none.body.contains("shortlist_places")), (422, true), "{}", none.body);
    assert_eq!(olga.call("competition/save_settings", &settings("4")).await.status, 200);
    let form = olga.get("/en/c/peaceapp/organise/settings").await.body;
    assert!(form.contains("value=\"shortlist\" selected") && form.contains("name=\"shortlist_places\""), "{form}");
    let announced = site.visitor().get("/en/c/peaceapp/method").await.body;
    assert!(announced.contains("also the first 4 places"), "{announced}");

    publish(&site, &mut olga).await;
    let mut visitor = site.visitor();
    let out = document(&mut visitor).await;
    let first = placed(&[("ballot-walk", 1), ("market-of-two-languages", 2), ("eight-doors", 3), ("river-council", 4)]);
    assert_eq!((places(&out, 0), out.tracks[1].placements.len()), (first, 3));
    for address in PUBLIC {
        let reply = visitor.get(address).await;
        for telling in TELLING {
            assert!(!reply.body.contains(telling), "{address} tells {telling}: {}", reply.body);
        }
    }
    for address in OWN {
        assert_eq!(visitor.get(address).await.status, 404, "{address}");
    }
    let pack = visitor.get("/c/peaceapp/results/pack.json").await;
    assert!(pack.status == 409 || pack.status == 404, "an order can be computed from a pack: {}", pack.status);

    // The same addresses tell of it when all is published: else nothing above shows anything.
    seed.change(&site.db, "UPDATE competition SET publish_depth = 'all', shortlist_places = 0 WHERE id = $1").await;
    olga.propose("peaceapp", "All entries are shown now.").await;
    site.second_owner("peaceapp").await.confirm("peaceapp").await;
    let told = visitor.get(PAGE).await.body;
    assert!(told.contains("Shared Blocks") && told.contains("68.5"), "{told}");
    for address in &OWN[..5] {
        assert_eq!(visitor.get(address).await.status, 200, "{address}");
    }
    let older = visitor.get("/c/peaceapp/results/1/results.json").await.body;
    assert!(!older.contains("Shared Blocks") && older.contains("River Council"), "{older}");
}
