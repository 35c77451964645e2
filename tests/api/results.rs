//! Ranking, decisions, publication, and what nobody may see before it.

mod analysis;
mod appeals;
mod at_once;
mod certificates;
mod comments;
mod decisions;
mod deliberation;
mod feedback;
mod gallery;
mod gallery_choices;
mod kept;
mod lab;
mod minors;
mod moment;
mod pack;
mod prizes;
mod publication;
mod rounds;
mod secrecy;
mod settings;
mod shortlist;
mod statistics;
mod two_persons;

use app::results::model::ResultsDocument;
use tests::{Client, Engine, Reply, Seed, Site};

/// Where organisers decide.
const DESK: &str = "/en/c/peaceapp/organise/results";
/// Where everybody reads.
const PAGE: &str = "/en/c/peaceapp/results";
const JSON: &str = "/c/peaceapp/results.json";
const CSV: &str = "/c/peaceapp/results.csv";

/// The seed competition in a state, with an organiser.
async fn seeded(state: &'static str) -> (Site, Seed, Client) {
    seeded_on(Engine::Sqlite, state).await
}

async fn seeded_on(engine: Engine, state: &'static str) -> (Site, Seed, Client) {
    let site = Site::empty(engine).await;
    let seed = Seed::new(&site.db, state).await;
    let (olga, account) = site.person_with_account("Olga").await;
    seed.organiser(&site.db, account).await;
    (site, seed, olga)
}

/// The digest that the preview asks to approve.
async fn digest(organiser: &mut Client) -> String {
    organiser.digest_to_approve("peaceapp").await
}

/// Publishes what an organiser's preview shows.
async fn publish(site: &Site, organiser: &mut Client) -> Reply {
    site.publish(organiser, "peaceapp").await
}

/// The published document.
async fn document(client: &mut Client) -> ResultsDocument {
    let reply = client.get(JSON).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    serde_json::from_str(&reply.body).expect("a document")
}

/// Key and place of each placement of a track.
fn places(document: &ResultsDocument, track: usize) -> Vec<(String, u32)> {
    document.tracks[track].placements.iter().map(|at| (at.key.clone(), at.place)).collect()
}

fn placed(expected: &[(&str, u32)]) -> Vec<(String, u32)> {
    expected.iter().map(|(key, place)| ((*key).to_owned(), *place)).collect()
}

/// The part of a page that shows the document.
fn shown(page: &Reply) -> &str {
    let from = page.body.find("<div id=\"results\"").expect("the results");
    let end = "</section></div>";
    let to = page.body[from..].find("id=\"how\"").expect("how it was judged") + from;
    let to = page.body[to..].find(end).expect("the end of the results") + to + end.len();
    &page.body[from..to]
}

/// What is between the header and the footer.
fn main_part(page: &Reply) -> &str {
    let from = page.body.find("<main").expect("a main part");
    let to = page.body.find("</main>").expect("its end");
    &page.body[from..to]
}
