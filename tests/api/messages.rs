//! What people are told: by which event, in which language, and how it reaches them.

mod events;
mod organisers;
mod sending;

use server::{db::Db, fetch_all, row};
use tests::{Client, Engine, Fixture, Reply, Site};
use uuid::Uuid;

row! {
    /// A message in the outbox.
    #[derive(Clone, Debug)]
    struct Mail {
        id: Uuid,
        template: String,
        to_address: String,
        subject: String,
        body: String,
        state: String,
        attempts: i64,
        next_attempt_at: i64,
        last_error: Option<String>,
    }
}

async fn mails(db: &Db) -> Vec<Mail> {
    let mut conn = db.read().await.expect("a reader");
    fetch_all!(
        &mut conn,
        Mail,
        "SELECT id, template, to_address, subject, body, state, attempts, next_attempt_at, last_error FROM outbox_mail ORDER BY created_at, to_address, id"
    )
    .expect("messages")
}

/// Kinds and addresses, sorted.
async fn told(db: &Db) -> Vec<(String, String)> {
    let mut told: Vec<_> = mails(db).await.into_iter().map(|mail| (mail.template, mail.to_address)).collect();
    told.sort();
    told
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(template, address)| ((*template).to_owned(), (*address).to_owned())).collect()
}

/// A complete entry, as a form posts it.
fn whole<'a>(entry: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("entry", entry),
        ("version", version),
        ("title", "Ballot Walk"),
        ("pitch", "Walk to the vote together."),
        ("kind", "existing"),
        ("answer[description]", "Neighbours plan a walk."),
        ("answer[dialogue]", "They have to ask each other."),
        ("answer[prevention]", "Rumours lose their force."),
        ("languages[]", "en"),
        ("platforms[]", "web"),
        ("play_url", "https://play.example/ballot"),
        ("accept_rules", "on"),
        ("rules_version", "1"),
    ]
}

/// A competition with an organiser, Olga, and a draft of Ann's, whom Bea's team knows nothing of.
struct Scene {
    site: Site,
    fixture: Fixture,
    ann: Client,
    olga: Client,
    entry: String,
}

async fn scene(engine: Engine) -> Scene {
    on(Site::empty(engine).await).await
}

async fn on(site: Site) -> Scene {
    let fixture = Fixture::new(&site.db, "open").await;
    let (ann, account) = site.person_with_account("Ann").await;
    let (_, other) = site.person_with_account("Bea").await;
    site.person("Stranger").await;
    let (olga, organiser) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, organiser).await;
    let (entry, _) = fixture.entry(&site.db, "kura", "draft", Some(account)).await;
    fixture.entry(&site.db, "withdrawn", "withdrawn", Some(other)).await;
    Scene { site, fixture, ann, olga, entry: entry.to_string() }
}

impl Scene {
    async fn submit(&mut self, version: &str) -> Reply {
        self.ann.call("entries/submit", &whole(&self.entry, version)).await
    }
}
