//! A fresh database for each test: a temporary file for SQLite, a schema of its own for PostgreSQL.

use crate::site::NOON;
use server::{
    clock::{Ambient, FixedClock},
    db::{Db, SqliteSettings},
};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Executor, postgres::PgConnectOptions};
use std::{
    path::PathBuf,
    str::FromStr,
    sync::Arc,
    sync::atomic::{AtomicU32, Ordering},
};

/// Which engine a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// A temporary file.
    Sqlite,
    /// A schema in the cluster that `tests/with-postgres.sh` started.
    Postgres,
}

/// A clock that stands at noon, and randomness from a seed.
pub fn ambient() -> Ambient {
    Ambient::seeded(Arc::new(FixedClock::at(NOON)), 1)
}

/// An empty database with today's tables.
///
/// # Panics
/// When there is no PostgreSQL: a test that cannot run has failed.
pub async fn database(engine: Engine) -> Db {
    open(engine, ambient(), folder()).await
}

/// A folder of its own. It outlives whoever uses it: tests/with-postgres.sh removes it with all else.
pub(crate) fn folder() -> PathBuf {
    tempfile::tempdir().expect("a temporary folder").keep()
}

/// A database; that of SQLite is in the folder, new or as it is there.
pub(crate) async fn open(engine: Engine, ambient: Ambient, folder: PathBuf) -> Db {
    match engine {
        Engine::Sqlite => Db::open_sqlite(&SqliteSettings { folder, readers: 2 }, ambient).await.expect("SQLite opens"),
        Engine::Postgres => Db::open_postgres(&fresh_schema().await, ambient).await.expect("PostgreSQL opens"),
    }
}

/// The same database of PostgreSQL as another server opens it.
///
/// # Panics
/// On SQLite, which one server has for itself.
pub async fn opened_again(db: &Db, ambient: &Ambient) -> Db {
    let mut conn = db.read().await.expect("a reader");
    let (schema,): (String,) =
        server::fetch_one!(&mut conn, (String,), "SELECT current_setting('search_path')").expect("a schema");
    Db::open_postgres(&in_schema(&schema), ambient.clone()).await.expect("PostgreSQL opens")
}

/// The cluster's, if one was started.
#[expect(clippy::disallowed_methods, reason = "the harness passes the cluster's address this way")]
fn address() -> Option<String> {
    std::env::var("PEACEAPP_TEST_POSTGRES").ok()
}

/// Whether there is a PostgreSQL to use.
pub fn has_postgres() -> bool {
    address().is_some()
}

static NEXT: AtomicU32 = AtomicU32::new(0);

/// Waits until every event has its place in the log: on PostgreSQL that is when no transaction runs any more that was there
/// before, and other tests have transactions too.
///
/// # Panics
/// After half a minute.
pub async fn sealed(db: &Db) {
    for _ in 0..600 {
        db.seal().await.expect("sealed");
        let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM audit_event e WHERE e.competition_id IS NOT NULL
                       AND NOT EXISTS (SELECT 1 FROM log_leaf l WHERE l.seq = e.seq)";
        let (count,): (i64,) =
            server::fetch_one!(&mut db.read().await.expect("a reader"), (i64,), waiting).expect("a count");
        if count == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("events that are not final after half a minute");
}

/// Makes a schema of its own and gives an address in which it is the only one.
///
/// # Panics
/// When there is no PostgreSQL.
pub async fn fresh_schema() -> String {
    let url = cluster();
    let schema = format!("test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let mut conn = PgConnectOptions::from_str(&url).expect("an address").connect().await.expect("PostgreSQL answers");
    conn.execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).await.expect("a schema");
    conn.close().await.expect("closed");
    in_schema(&schema)
}

/// An address in which a schema is the only one.
fn in_schema(schema: &str) -> String {
    format!("{}?options=-c%20search_path%3D{schema}", cluster())
}

fn cluster() -> String {
    address().expect("no PostgreSQL: run the tests through tests/with-postgres.sh")
}
