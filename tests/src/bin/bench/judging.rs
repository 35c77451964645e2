//! The last hour before a round closes: judges hand in as fast as they can, and every scorecard acknowledged is kept.

use crate::{
    load::{self, Load},
    scale, site,
};
use app::ids::{AccountId, EntryId};
use server::{
    accounts,
    auth::session,
    db::{Db, DbError},
    execute, fetch_all, fetch_one,
};
use uuid::Uuid;

/// More than anybody hands in while it is measured.
const ENTRIES: usize = 1500;

/// What came of it.
pub struct Judging {
    /// The load.
    pub load: Load,
    /// Rows counted in the database.
    pub rows: String,
}

/// As many judges as connections, each with entries of their own.
pub async fn run(judges: usize) -> Judging {
    let data = site::data();
    let (db, ambient) = site::open(data.path()).await;
    let parcel = scale::judging(ENTRIES, judges);
    server::operator::service::import::import(&db, parcel).await.expect("a competition");
    let cookies = sign_in(&db, judges).await;
    let entries = entries(&db).await;
    let running = site::start(site::site(db.clone(), ambient, data.path())).await;
    let clients = cookies.into_iter().enumerate().map(|(judge, cookie)| {
        let forms = entries.clone().into_iter().map(move |entry| form(entry, judge));
        (cookie, forms)
    });
    let (load, acknowledged) = load::post(running.addr, "scores/save", clients.collect()).await;
    let rows = rows(&db, acknowledged).await;
    Judging { load, rows }
}

fn form(entry: EntryId, judge: usize) -> String {
    let mark = judge % 5 + 1;
    let marks: String = (0..6).map(|criterion| format!("&marks%5Bc{criterion}%5D={mark}")).collect();
    format!("entry={entry}&version=0&submit=submit{marks}&note=&untried=on&key={entry}-{judge}")
}

async fn entries(db: &Db) -> Vec<EntryId> {
    let conn = &mut db.read().await.expect("a reader");
    let rows: Vec<(Uuid,)> = fetch_all!(conn, (Uuid,), "SELECT id FROM entry ORDER BY id").expect("entries");
    rows.into_iter().map(|row| row.0.into()).collect()
}

/// Sessions of all judges, who have signed conduct, as cookies.
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
                cookies.push(format!("cookie: {}={token}\r\n", session::COOKIE));
            }
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
