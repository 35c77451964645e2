//! The judge's desk, the scorecard, and what must never be learnt from them.

mod board;
mod calibration;
mod card;
mod further;
mod keeping;
mod keys;
mod late;
mod live;
mod played;
mod receipts;
mod refused;
mod reports;
mod saving;
mod secrecy;
mod spread;
mod translations;
mod unsent;

use app::ids::{EntryId, JudgeId};
use server::{db::DbError, execute, fetch_all, fetch_one};
use tests::{Client, Engine, Fixture, NOON, Site, put};
use uuid::Uuid;

/// Two judges on one panel; Ada judges two entries, Bob the first of them, and both opened what there is to open; an
/// organiser.
struct Scene {
    site: Site,
    fixture: Fixture,
    walk: EntryId,
    doors: EntryId,
    ada: Client,
    bob: Client,
    ada_judge: JudgeId,
    organiser: Client,
}

async fn scene(state: &'static str) -> Scene {
    scene_on(Engine::Sqlite, state).await
}

async fn scene_on(engine: Engine, state: &'static str) -> Scene {
    let scene = unopened(engine, state).await;
    scene
        .sql(
            "INSERT INTO play (judge_id, entry_id, round_id, competition_id, opened_at, played_at, seen_at, spent)
             SELECT judge_id, entry_id, round_id, competition_id, created_at, created_at, created_at, 0 FROM assignment",
        )
        .await;
    scene
}

/// The same before anybody opened anything.
async fn unopened(engine: Engine, state: &'static str) -> Scene {
    let site = Site::empty(engine).await;
    let fixture = Fixture::new(&site.db, state).await;
    let (walk, _) = fixture.entry(&site.db, "walk", "eligible", None).await;
    let (doors, _) = fixture.entry(&site.db, "doors", "eligible", None).await;
    let (ada, ada_account) = site.person_with_account("Ada").await;
    let (bob, bob_account) = site.person_with_account("Bob").await;
    let (organiser, account) = site.person_with_account("Olga").await;
    fixture.organiser(&site.db, account).await;
    let ada_judge = fixture.judge(&site.db, "a", "ready", Some(ada_account)).await;
    let bob_judge = fixture.judge(&site.db, "b", "ready", Some(bob_account)).await;
    for (judge, entry) in [(ada_judge, walk), (ada_judge, doors), (bob_judge, walk)] {
        fixture.assign(&site.db, judge, entry).await;
    }
    Scene { site, fixture, walk, doors, ada, bob, ada_judge, organiser }
}

impl Scene {
    /// Runs one statement.
    async fn sql(&self, statement: &'static str) {
        self.site
            .db
            .write(move |tx| Box::pin(async move { execute!(tx, statement).map(drop) }))
            .await
            .map_err(|error: DbError| panic!("{error}"))
            .expect("done");
    }

    /// Describes 1, 3 and 5 of every criterion.
    async fn describe_levels(&self) {
        for (mark, text) in [(1_i64, "One-way"), (3, "Perspectives shown"), (5, "Exchange is the play")] {
            self.site
                .db
                .write(move |tx| {
                    Box::pin(async move {
                        execute!(
                            tx,
                            "INSERT INTO level (criterion_id, mark, text) SELECT id, $1, $2 FROM criterion",
                            mark * 1_000_000,
                            text
                        )
                    })
                })
                .await
                .map_err(|error: DbError| panic!("{error}"))
                .expect("levels");
        }
    }

    async fn number(&self, sql: &'static str) -> i64 {
        fetch_one!(&mut self.site.db.read().await.expect("a reader"), (i64,), sql).expect("a number").0
    }

    async fn cards(&self) -> Vec<(String, i64, String)> {
        let mut conn = self.site.db.read().await.expect("a reader");
        fetch_all!(&mut conn, (String, i64, String), "SELECT state, version, note FROM scorecard ORDER BY saved_at, id")
            .expect("cards")
    }
}

/// A scorecard form.
struct Form(Vec<(String, String)>);

impl Form {
    fn new(entry: EntryId, version: i64, submit: &str) -> Self {
        Self(vec![
            ("entry".into(), entry.to_string()),
            ("version".into(), version.to_string()),
            ("submit".into(), submit.into()),
        ])
    }
    fn marks(mut self, dialogue: &str, prevention: &str) -> Self {
        self.0.push(("marks[dialogue]".into(), dialogue.into()));
        self.0.push(("marks[prevention]".into(), prevention.into()));
        self
    }
    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.into(), value.into()));
        self
    }
    fn fields(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }
}

fn page(entry: EntryId) -> String {
    format!("/en/judge/entries/{entry}")
}

const SAVE: &str = "scores/save";
