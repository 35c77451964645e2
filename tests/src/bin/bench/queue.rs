//! The organisers' queue with 10,000 entries, filtered and paged, beside a route that gives a constant; and looking for
//! look-alikes among all of them. One request at a time, since organisers are few.

use crate::{
    client::{self, Connection},
    machine::{Latency, now},
    report::Row,
    scale, site,
};
use app::{competition::model::CompetitionState, ids::AccountId};
use axum::{Router, routing::get};
use server::{
    accounts,
    auth::session,
    db::{Db, DbError},
    execute,
};
use std::net::SocketAddr;

const ENTRIES: usize = 10_000;
/// Requests of each measurement.
const TIMES: usize = 60;

/// Filters, as an organiser comes to choose them.
const FILTERS: [(&str, &str); 9] = [
    ("all", ""),
    ("page 150", "?page=150"),
    ("state", "?state=eligible"),
    ("country and language", "?country=MA&language=ar"),
    ("kind, newest first", "?kind=existing&sort=newest"),
    ("text", "?text=number+77"),
    ("consent missing", "?consent=on"),
    ("open concern", "?concern=on"),
    ("look-alikes", "?finding=on&sort=waiting"),
];

/// Changes that make entries differ from each other, as they do.
const VARIETY: [&str; 7] = [
    "UPDATE entry SET state = CASE rowid % 10 WHEN 0 THEN 'draft' WHEN 1 THEN 'draft' WHEN 2 THEN 'fix_needed' WHEN 3 THEN 'rejected'
       WHEN 4 THEN 'withdrawn' WHEN 5 THEN 'submitted' WHEN 6 THEN 'submitted' ELSE 'eligible' END",
    "UPDATE entry SET languages = CASE rowid % 5 WHEN 0 THEN 'ar' WHEN 1 THEN 'ar;en' WHEN 2 THEN 'fr' WHEN 3 THEN 'es;pt' ELSE 'en' END",
    "UPDATE entry SET kind = CASE rowid % 3 WHEN 0 THEN 'existing' WHEN 1 THEN 'repurposed' ELSE 'made_for_competition' END",
    "UPDATE member SET public_name = 'Person ' || (rowid - rowid % 50 * (rowid % 100 = 50)), country = substr('KEMAESBRINDEUSNGLKJO', 1 + 2 * (rowid % 10), 2), minor = (rowid % 20 = 0)",
    "INSERT INTO guardian_consent (member_id, guardian_name, state) SELECT id, 'G', CASE rowid % 3 WHEN 0 THEN 'pending' ELSE 'given' END FROM member WHERE minor",
    "INSERT INTO concern (id, competition_id, entry_id, kind, text, raised_at, reason) SELECT id, competition_id, id, 'tone', 'T', 1, '' FROM entry WHERE rowid % 100 = 0",
    "ANALYZE",
];

/// All of it.
pub async fn run() -> Vec<Row> {
    let data = site::data();
    let (db, ambient) = site::open(data.path()).await;
    let mut parcel = scale::tables(ENTRIES, 10, false);
    parcel.document.competition.state = CompetitionState::Screening;
    server::operator::service::import::import(&db, parcel).await.expect("a competition");
    let cookie = organiser(&db).await;
    for change in VARIETY {
        db.write(move |tx| Box::pin(async move { execute!(tx, change) })).await.expect(change);
    }
    let running = site::start(site::site(db, ambient, data.path())).await;
    let bare = site::start(Router::new().route("/", get(|| async { "constant" }))).await;

    let mut connection = Connection::open(running.addr).await;
    let begin = now();
    let reply = connection.send(&client::post("entries/compare", &cookie, "slug=large&key=bench-compare")).await;
    assert_eq!(reply.status, 200, "{}", String::from_utf8_lossy(&reply.body));
    let took = begin.elapsed().as_secs_f64();
    let mut rows = vec![Row::new("look-alikes among 10,000 entries", "-", format!("{took:.1} s"))];

    let constant = measure(bare.addr, "/", "").await;
    rows.push(Row::new("bare route, one connection", "-", figure(&constant)));
    for (what, query) in FILTERS {
        let path = format!("/en/c/large/organise/entries{query}");
        let latency = measure(running.addr, &path, &cookie).await;
        rows.push(Row::new(format!("queue of 10,000: {what}"), "p95 50 ms", figure(&latency)));
    }
    let counts = measure(running.addr, "/en/c/large/organise/entries/counts", &cookie).await;
    rows.push(Row::new("10,000 entries in numbers", "-", figure(&counts)));
    rows
}

fn figure(latency: &Latency) -> String {
    format!("median {:.2} ms, p95 {:.2} ms", latency.p50 / 1e3, latency.p95 / 1e3)
}

async fn measure(addr: SocketAddr, path: &str, cookie: &str) -> Latency {
    let request = client::get(path, cookie);
    let mut connection = Connection::open(addr).await;
    let mut all = Vec::new();
    // The first ones warm up.
    for n in 0..TIMES + 5 {
        let begin = now();
        let reply = connection.send(&request).await;
        assert_eq!(reply.status, 200, "{path}");
        if n >= 5 {
            all.push(begin.elapsed());
        }
    }
    Latency::of(all)
}

/// The cookie of somebody who runs the site.
async fn organiser(db: &Db) -> String {
    let token = db
        .write(|tx| {
            Box::pin(async move {
                let account: AccountId = tx.ambient().id();
                accounts::store::insert(tx, account, "olga@bench.example", "Olga", None).await?;
                execute!(tx, "UPDATE account SET host = $2 WHERE id = $1", account.uuid(), true)?;
                session::begin(tx, account).await
            })
        })
        .await;
    format!("cookie: {}={}\r\n", session::COOKIE, token.map_err(|error: DbError| error.to_string()).expect("a session"))
}
