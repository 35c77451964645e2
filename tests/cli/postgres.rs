//! An empty database in the cluster that `tests/with-postgres.sh` started.

use sqlx::{AssertSqlSafe, ConnectOptions, Executor, postgres::PgConnectOptions};
use std::{
    str::FromStr,
    sync::atomic::{AtomicU32, Ordering},
};

static NEXT: AtomicU32 = AtomicU32::new(0);

/// The address of the cluster.
pub fn url() -> String {
    #[expect(clippy::disallowed_methods, reason = "the harness passes the cluster's address this way")]
    std::env::var("PEACEAPP_TEST_POSTGRES").expect("no PostgreSQL: run the tests through tests/with-postgres.sh")
}

/// Makes a schema of its own and gives an address in which it is the only one.
pub async fn fresh_schema() -> String {
    let url = url();
    let schema = format!("cli_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::SeqCst));
    let mut conn = PgConnectOptions::from_str(&url).expect("an address").connect().await.expect("PostgreSQL answers");
    conn.execute(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).await.expect("a schema");
    format!("{url}?options=-c%20search_path%3D{schema}")
}
