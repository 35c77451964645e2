//! Teams write and submit; organisers let in.

mod checks;
mod choices;
mod closes;
mod consent;
mod crowd;
mod cure;
mod deadlines;
mod exception;
mod files;
mod guardian;
mod lights;
mod links;
mod people;
mod permissions;
mod questions;
mod queue;
mod screening;
mod team;
mod track;
mod writing;

use server::{db::Db, execute, fetch_one};
use tests::{Client, Reply};
use uuid::Uuid;

/// What a complete entry says.
const WHOLE: [(&str, &str); 13] = [
    ("title", "Ballot Walk"),
    ("pitch", "Walk to the vote together."),
    ("kind", "existing"),
    ("answer[description]", "Neighbours plan a walk."),
    ("answer[dialogue]", "They have to ask each other."),
    ("answer[prevention]", "Rumours lose their force."),
    ("languages[]", "en"),
    ("languages[]", "ar"),
    ("more_languages", "sw"),
    ("platforms[]", "web"),
    ("more_platforms", "VR headset"),
    ("answer[play_url]", "https://play.example/ballot"),
    ("answer[video_url]", ""),
];

/// The complete entry with some fields changed.
fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WHOLE.iter().copied().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    kept.chain(changes.iter().copied()).collect()
}

/// The fields by which a draft is begun.
fn start<'a>(track: &'a str, team: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("slug", "peace"),
        ("track", track),
        ("title", "Ballot Walk"),
        ("team", ""),
        ("team_name", team),
        ("organisation", ""),
        ("public_name", "Amina"),
        ("country", "KE"),
        ("role", "lead"),
        ("guardian", ""),
    ]
}

/// Begins a draft in the one track of a fixture; gives its id.
async fn draft(client: &mut Client, track: &str, team: &str) -> String {
    client.get("/en/c/peace/enter").await;
    let reply = client.post("entries/create", &start(track, team)).await;
    id_in(&reply, "/en/entries/")
}

/// The id in the address a reply leads to.
fn id_in(reply: &Reply, before: &str) -> String {
    let location = reply.location.clone().unwrap_or_else(|| panic!("{} {}", reply.status, reply.body));
    let rest = location.strip_prefix(before).unwrap_or_else(|| panic!("{location}"));
    rest.chars().take(36).collect()
}

/// Saves a form on a version, as a script.
async fn save(client: &mut Client, entry: &str, version: &str, changes: &[(&str, &str)]) -> Reply {
    let fields = [&[("entry", entry), ("version", version)], with(changes).as_slice()].concat();
    client.call("entries/save_draft", &fields).await
}

/// Hands in a form on a version, as a script.
async fn submit(client: &mut Client, entry: &str, version: &str, changes: &[(&str, &str)]) -> Reply {
    let head = [("entry", entry), ("version", version), ("accept_rules", "on"), ("rules_version", "1")];
    let fields = [head.as_slice(), with(changes).as_slice()].concat();
    client.call("entries/submit", &fields).await
}

async fn text(db: &Db, sql: &'static str, id: &str) -> String {
    let id = Uuid::parse_str(id).expect("an id");
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (String,), sql, id).expect("a row").0
}

async fn state(db: &Db, entry: &str) -> String {
    text(db, "SELECT state FROM entry WHERE id = $1", entry).await
}

async fn count(db: &Db, sql: &'static str) -> i64 {
    let mut conn = db.read().await.expect("a reader");
    fetch_one!(&mut conn, (i64,), sql).expect("a count").0
}

/// The member with this public name.
async fn member(db: &Db, name: &str) -> String {
    let mut conn = db.read().await.expect("a reader");
    let row = fetch_one!(&mut conn, (Uuid,), "SELECT id FROM member WHERE public_name = $1", name);
    row.expect("a member").0.to_string()
}

async fn change(db: &Db, sql: &'static str, id: Uuid, to: i64) {
    db.write(move |tx| Box::pin(async move { execute!(tx, sql, id, to) })).await.expect("changed");
}

/// What a page has between two marks, first of all.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = page.split_once(before).unwrap_or_else(|| panic!("no {before} in {page}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} behind {before}")).0
}
