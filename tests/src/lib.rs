//! What the tests share: databases of both engines, a site without a socket, people who click.

/// Puts anything into the tables: one statement in a transaction of its own.
#[macro_export]
macro_rules! put {
    ($db:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        $db.write(move |tx| Box::pin(async move { server::execute!(tx, $sql $(, $arg)*) })).await.map(drop).expect("put in")
    };
}

mod archive;
mod client;
mod dump;
mod engines;
mod fixture;
pub mod packs;
pub mod samples;
mod seed;
mod site;
mod smtp;

pub use archive::{Archive, there_and_back};
pub use client::{Client, Reply, fresh_key, proposal_of};
pub use dump::dump;
pub use engines::{Engine, ambient, database, fresh_schema, has_postgres, opened_again, sealed};
pub use fixture::{Assigned, Fixture};
pub use seed::Seed;
pub use site::{Frozen, NOON, Site};
pub use smtp::{Mood, Received, SmtpServer};

/// Runs one test on SQLite and on PostgreSQL: `on_both_engines!(name, |db| async move { ... })`.
#[macro_export]
macro_rules! on_both_engines {
    ($(#[$doc:meta])* $name:ident, |$db:ident| $body:expr) => {
        mod $name {
            use super::*;

            $(#[$doc])*
            async fn run($db: server::db::Db) { $body.await }

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() { run($crate::database($crate::Engine::Sqlite).await).await; }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() { run($crate::database($crate::Engine::Postgres).await).await; }
        }
    };
}
