//! The whole site on a fresh database, without a socket, at a time of the test's choosing.

use crate::{
    client::Client,
    engines::{Engine, folder, open},
};
use app::time::Moment;
use axum::Router;
use rusqlite::{Connection, OpenFlags};
use server::{
    auth::{link::LinkKey, password::Passwords},
    clock::{Ambient, FixedClock},
    config::Config,
    db::Db,
    files::{Files, Place},
    http::live::Live,
};
use std::{path::PathBuf, sync::Arc};

/// 2026-03-01T12:00:00 UTC, when every test begins.
pub const NOON: Moment = Moment::from_seconds(1_772_366_400);

/// A site.
#[derive(Clone)]
pub struct Site {
    /// What answers.
    pub router: Router,
    /// Its database, for looking behind the pages.
    pub db: Db,
    /// Its clock.
    pub clock: Arc<FixedClock>,
    /// Its clock and randomness.
    pub ambient: Ambient,
    /// Its settings.
    pub config: Config,
    /// Who listens to it.
    pub live: Live,
    /// Where its files are, and its database if that is SQLite's.
    pub data: PathBuf,
}

/// A site as it was at a moment, of which copies are made.
#[derive(Clone, Debug)]
pub struct Frozen {
    database: PathBuf,
    sends_mail: bool,
}

impl Frozen {
    /// A copy of its own, with other randomness than the site had up to that moment.
    pub async fn site(&self) -> Site {
        let data = folder();
        std::fs::copy(&self.database, data.join(DATABASE)).expect("a copy");
        Site::at(Engine::Sqlite, data, 8, self.sends_mail).await
    }
}

const DATABASE: &str = "peaceapp.sqlite";

impl Site {
    /// An empty site.
    pub async fn empty(engine: Engine) -> Self {
        Self::with_mail(engine, false).await
    }

    /// An empty site whose messages wait for a worker.
    pub async fn sending(engine: Engine) -> Self {
        Self::with_mail(engine, true).await
    }

    async fn with_mail(engine: Engine, sends_mail: bool) -> Self {
        Self::at(engine, folder(), 7, sends_mail).await
    }

    async fn at(engine: Engine, data: PathBuf, seed: u64, sends_mail: bool) -> Self {
        let clock = Arc::new(FixedClock::at(NOON));
        let ambient = Ambient::seeded(clock.clone(), seed);
        let db = open(engine, ambient.clone(), data.clone()).await;
        let config = Config {
            origin: "https://judging.test".into(),
            link_key: LinkKey::new([3; 32]),
            passwords: Passwords::weak(2),
            files: Files::open(&data, &Place::Folder, 2).expect("folders for files"),
            sends_mail,
            offline: true,
        };
        let live = Live::default();
        let router = server::build_live(db.clone(), ambient.clone(), config.clone(), live.clone());
        Self { router, db, clock, ambient, config, live, data }
    }

    /// A site on SQLite as it is now, without the files of entries.
    pub async fn freeze(&self) -> Frozen {
        let database = folder().join(DATABASE);
        let here = self.data.join(DATABASE);
        let connection = Connection::open_with_flags(here, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("SQLite opens");
        connection.execute("VACUUM INTO ?1", [database.to_str().expect("a path")]).expect("a copy");
        Frozen { database, sends_mail: self.config.sends_mail }
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Client {
        Client::new(self.router.clone())
    }

    /// Somebody who has just made an account.
    pub async fn person(&self, name: &str) -> Client {
        let email = email_of(name);
        let fields = [("name", name), ("email", &*email), ("password", "correct horse battery"), ("next", "")];
        self.entering("accounts/sign_up", &fields).await
    }

    /// Somebody who signed up before signs in again.
    pub async fn returning(&self, name: &str) -> Client {
        let email = email_of(name);
        self.entering("accounts/sign_in", &[("email", &*email), ("password", "correct horse battery"), ("next", "")])
            .await
    }

    async fn entering(&self, operation: &str, fields: &[(&str, &str)]) -> Client {
        let mut client = self.visitor();
        let reply = client.post(operation, fields).await;
        assert_eq!(reply.status, 303, "{operation} {fields:?}: {}", reply.body);
        client
    }
}

/// The address of a person of this name.
pub fn email_of(name: &str) -> String {
    format!("{}@example.org", name.to_lowercase().replace(' ', "."))
}
