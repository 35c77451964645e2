//! The last hour before a round closes: judges hand in as fast as they can, and every scorecard acknowledged is kept.

use crate::{
    load::{self, Load},
    scale,
    site::{self, Running},
};
use app::ids::{AccountId, EntryId};
use server::{
    accounts,
    auth::session,
    clock::Ambient,
    db::{Db, DbError},
    execute, fetch_all, fetch_one,
};
use std::time::Duration;
use tempfile::TempDir;
use tests::Engine;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// More than anybody hands in while it is measured.
const ENTRIES: usize = 2000;
/// One in so many is handed in before it is measured, as in the last hour of a round.
const EARLY: usize = 20;

/// What came of it.
pub struct Judging {
    /// The load.
    pub load: Load,
    /// Rows counted in the database.
    pub rows: String,
}

/// A server with a panel at work, every judge assigned every entry.
pub struct Held {
    /// The server.
    pub running: Running,
    /// Sessions of the judges: the value of the header.
    pub cookies: Vec<String>,
    /// The session of an organiser, as theirs.
    #[cfg_attr(not(feature = "load"), expect(dead_code, reason = "read by the load test"))]
    pub organiser: String,
    /// The entries.
    pub entries: Vec<EntryId>,
    db: Db,
    sealing: JoinHandle<()>,
    _data: TempDir,
}

/// Serves a competition that is being judged.
pub async fn hold(engine: Engine, entries: usize, judges: usize) -> Held {
    let data = site::data();
    let (db, ambient) = match engine {
        Engine::Sqlite => site::open(data.path()).await,
        Engine::Postgres => {
            let ambient = Ambient::system().expect("randomness");
            let address = tests::fresh_schema().await;
            (Db::open_postgres(&address, ambient.clone()).await.expect("PostgreSQL opens"), ambient)
        }
    };
    let parcel = scale::judging(entries, judges);
    server::operator::service::import::import(&db, parcel).await.expect("a competition");
    let mut cookies = sign_in(&db, judges).await;
    let organiser = cookies.pop().expect("the organiser's");
    let entries = self::entries(&db).await;
    let running = site::start(site::site(db.clone(), ambient, data.path())).await;
    let sealing = tokio::spawn(seal(db.clone()));
    Held { running, cookies, organiser, entries, db, sealing, _data: data }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.sealing.abort();
    }
}

/// Each second, as a server does it.
async fn seal(db: Db) {
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        db.seal().await.expect("sealed");
    }
}

/// As many judges as connections, each with scorecards of their own.
pub async fn run(engine: Engine, judges: usize) -> Judging {
    let held = hold(engine, ENTRIES * 16 / judges, judges).await;
    let (early, rest) = held.entries.split_at(held.entries.len() / EARLY);
    let (_, before) = hand_in(&held, early).await;
    // As PostgreSQL does it by itself within a minute after so many rows came.
    held.db.write(|tx| Box::pin(async move { execute!(tx, "ANALYZE") })).await.expect("statistics");
    let (load, acknowledged) = hand_in(&held, rest).await;
    let rows = rows(&held.db, before + acknowledged).await;
    Judging { load, rows }
}

/// Every judge hands in a scorecard of each of these entries, or of as many as there is time for.
async fn hand_in(held: &Held, entries: &[EntryId]) -> (Load, usize) {
    let clients = held.cookies.iter().enumerate().map(|(judge, cookie)| {
        let forms: Vec<String> = entries.iter().map(|entry| form(*entry, judge, 0, true)).collect();
        (format!("cookie: {cookie}\r\n"), forms.into_iter())
    });
    load::post(held.running.addr, "scores/save", clients.collect()).await
}

/// A whole scorecard, based on a version.
pub fn form(entry: EntryId, judge: usize, version: i64, submit: bool) -> String {
    let marks: String = (0..6)
        .map(|criterion| format!("&marks%5Bc{criterion}%5D={}", (judge + criterion + version as usize) % 5 + 1))
        .collect();
    let submit = if submit { "&submit=submit&untried=on" } else { "" };
    format!("entry={entry}&version={version}{submit}{marks}&note=&key={entry}-{judge}-{version}")
}

/// How many scorecards are handed in.
#[cfg(feature = "load")]
pub async fn submitted(held: &Held) -> usize {
    let conn = &mut held.db.read().await.expect("a reader");
    let sql = "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'";
    let (count,): (i64,) = fetch_one!(conn, (i64,), sql).expect("a count");
    usize::try_from(count).expect("a count")
}

async fn entries(db: &Db) -> Vec<EntryId> {
    let conn = &mut db.read().await.expect("a reader");
    let rows: Vec<(Uuid,)> = fetch_all!(conn, (Uuid,), "SELECT id FROM entry ORDER BY id").expect("entries");
    rows.into_iter().map(|row| row.0.into()).collect()
}

/// Sessions of all judges, who have signed conduct, and at the end of an organiser, as cookies.
async fn sign_in(db: &Db, judges: usize) -> Vec<String> {
    db.write(move |tx| {
        Box::pin(async move {
            let mut cookies = Vec::new();
            for judge in 0..judges {
                let account: AccountId = tx.ambient().id();
                accounts::store::insert(tx, account, &format!("j{judge}@bench.example"), "Judge", None).await?;
                execute!(tx, "UPDATE judge SET account_id = $1 WHERE key = $2", account.uuid(), format!("j{judge}"))?;
                execute!(
                    tx,
                    "INSERT INTO conduct_signature (judge_id, version, competition_id, locale, digest, signed_at)
                     SELECT id, 1, competition_id, 'en', $2, created_at FROM judge WHERE key = $1",
                    format!("j{judge}"),
                    vec![0_u8; 32],
                )?;
                let token = session::begin(tx, account).await?;
                cookies.push(format!("{}={token}", session::COOKIE));
            }
            let account: AccountId = tx.ambient().id();
            accounts::store::insert(tx, account, "organiser@bench.example", "Organiser", None).await?;
            execute!(
                tx,
                "INSERT INTO role (account_id, competition_id, role, created_at) SELECT $1, id, 'organiser', 0 FROM competition",
                account.uuid(),
            )?;
            cookies.push(format!("{}={}", session::COOKIE, session::begin(tx, account).await?));
            Ok::<_, DbError>(cookies)
        })
    })
    .await
    .expect("sessions")
}

/// Counts what was kept against what was acknowledged.
async fn rows(db: &Db, acknowledged: usize) -> String {
    let conn = &mut db.read().await.expect("a reader");
    let mut counts = Vec::new();
    for (what, sql) in [
        ("scorecards", "SELECT CAST(COUNT(*) AS BIGINT) FROM scorecard WHERE state = 'submitted'"),
        ("scores", "SELECT CAST(COUNT(*) AS BIGINT) FROM score"),
        ("keys", "SELECT CAST(COUNT(*) AS BIGINT) FROM idempotency_key"),
    ] {
        let (count,): (i64,) = fetch_one!(conn, (i64,), sql).expect("a count");
        counts.push(format!("{count} {what}"));
    }
    format!("{acknowledged} acknowledged, {}", counts.join(", "))
}
