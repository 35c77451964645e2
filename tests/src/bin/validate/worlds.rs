//! A real panel brought in, published and read as visitors read it (World Championships 2017, men's free skating: 24
//! entries, 9 judges, marks from 0 to 10 by quarters).

use crate::report::Report;
use app::time::Moment;
use serde_json::Value;
use server::operator::{
    folder::Folder,
    reading,
    service::{accounts, export, import},
    writing,
};
use std::{collections::BTreeMap, fs, path::Path};
use tests::{Client, Engine, NOON, Site};

const SLUG: &str = "worlds";

/// Imports, publishes, and does the same with what was exported.
pub async fn check(folder: &Path, report: &mut Report) {
    let (first, site) = published(folder, report).await;
    let out = tempfile::tempdir().expect("a folder");
    let parcel = export::export(&site.db, SLUG).await.expect("exported");
    for (name, data) in writing::files(parcel).expect("files") {
        fs::write(out.path().join(name), data).expect("written");
    }
    let copy = Site::empty(Engine::Sqlite).await;
    import_into(&copy, out.path(), copy.ambient.now()).await;
    let second = copy.visitor().get(&format!("/c/{SLUG}/results.json")).await.body;
    report.same("worlds: results after export and import are the same bytes", &true, &(first == second));
}

async fn import_into(site: &Site, folder: &Path, now: Moment) -> String {
    let read = reading::read(&Folder::Disk(folder.to_owned()), SLUG, now).unwrap_or_else(|error| panic!("{error}"));
    import::import(&site.db, read.parcel).await.expect("imported").1.to_string()
}

/// The published document, and the site that shows it.
async fn published(folder: &Path, report: &mut Report) -> (String, Site) {
    let site = Site::empty(Engine::Sqlite).await;
    let counts = import_into(&site, folder, NOON).await;
    let known = "24 entries, 9 judges, 0 conflicts, 216 assignments, 216 scorecards, 1080 scores";
    report.same("worlds: imported", &known.to_owned(), &counts);
    site.publish(&mut organiser(&site).await, SLUG).await;
    let mut visitor = site.visitor();
    let page = visitor.get(&format!("/en/c/{SLUG}/results")).await.body;
    report.same("worlds: placements on the page", &24, &page.matches("class=\"result-place\"").count());
    let json = visitor.get(&format!("/c/{SLUG}/results.json")).await.body;
    placements(&json, folder, report);
    (json, site)
}

async fn organiser(site: &Site) -> Client {
    let (client, key) = (site.person("Olga").await, site.config.link_key.clone());
    accounts::create_organiser(&site.db, key, "olga@example.org".into(), "Olga".into(), Some(SLUG.into()))
        .await
        .expect("an organiser");
    client
}

/// Places by the sums of marks, taken from the file in whole numbers: equal weights and no mark missing make the order
/// of means that of sums.
fn placements(json: &str, folder: &Path, report: &mut Report) {
    let text = fs::read_to_string(folder.join("scores.csv")).expect("scores.csv");
    let mut sums: BTreeMap<&str, u32> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let (entry, mark) = (line.split(',').next().expect("an entry"), line.rsplit(',').next().expect("a mark"));
        let quarters = mark.parse::<f64>().expect("a mark") * 4.0;
        *sums.entry(entry).or_default() += quarters as u32;
    }
    let document: Value = serde_json::from_str(json).expect("a document");
    let found: BTreeMap<&str, u64> = document["tracks"][0]["placements"]
        .as_array()
        .expect("placements")
        .iter()
        .map(|at| (at["key"].as_str().expect("a key"), at["place"].as_u64().expect("a place")))
        .collect();
    let better = |sum: u32| sums.values().filter(|other| **other > sum).count();
    let wrong: Vec<&str> = sums
        .iter()
        .filter(|(entry, sum)| {
            let first = u64::try_from(better(**sum)).expect("a count") + 1;
            let equal = u64::try_from(sums.values().filter(|other| other == sum).count()).expect("a count");
            !found.get(*entry).is_some_and(|place| (first..first + equal).contains(place))
        })
        .map(|(entry, _)| *entry)
        .collect();
    report.same("worlds: entries not at the place of their sum", &Vec::<&str>::new(), &wrong);
}
