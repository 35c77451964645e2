//! SQLite: one connection that writes, a few that read.

use super::{Conn, DbError, Job, OpenError, migrate, writer::Writer};
use crate::clock::Ambient;
use sqlx::{
    ConnectOptions, Connection, Row, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The oldest SQLite without the race between checkpoints that can corrupt a database.
const OLDEST: (u32, u32, u32) = (3, 51, 3);

/// Where the file is and how it is opened.
#[derive(Clone, Debug)]
pub struct SqliteSettings {
    /// The data folder; the file in it is `peaceapp.sqlite`.
    pub folder: PathBuf,
    /// Connections that read.
    pub readers: u32,
}

/// An open SQLite database.
#[derive(Clone, Debug)]
pub struct SqliteDb {
    readers: SqlitePool,
    writer: Writer,
    _lock: Arc<File>,
}

impl SqliteDb {
    pub(super) async fn open(settings: &SqliteSettings, ambient: Ambient) -> Result<Self, OpenError> {
        let folder = &settings.folder;
        let refused = |error| OpenError::Folder(folder.clone(), error);
        std::fs::create_dir_all(folder).map_err(refused)?;
        let lock = File::create(folder.join("peaceapp.lock")).map_err(refused)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(OpenError::Locked(folder.clone())),
            Err(TryLockError::Error(error)) => return Err(refused(error)),
        }
        let options = options(&folder.join("peaceapp.sqlite"));
        let mut first = options.connect().await?;
        check_version(&sqlx::query("SELECT sqlite_version()").fetch_one(&mut first).await?.try_get::<String, _>(0)?)?;
        migrate::SQLITE.run_direct(None, &mut first, false).await.map_err(migrate::explain)?;
        first.close().await?;

        let writer = Writer::start(options.clone(), ambient).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(settings.readers)
            .min_connections(settings.readers)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { readers, writer, _lock: Arc::new(lock) })
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::sqlite_reader(self.readers.acquire().await?))
    }

    pub(super) async fn write<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.writer.submit(job).await
    }

    pub(super) async fn close(&self) {
        self.writer.stop().await;
        self.readers.close().await;
    }
}

/// Durable before acknowledged (`synchronous = FULL`), and the defences that cost nothing.
fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("cache_size", "-8192")
        .pragma("journal_size_limit", "67108864")
        .statement_cache_capacity(256)
}

fn check_version(version: &str) -> Result<(), OpenError> {
    let mut parts = version.split('.').map(|part| part.parse::<u32>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    if (next(), next(), next()) < OLDEST { Err(OpenError::SqliteVersion(version.to_owned())) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sqlite_that_can_lose_data_is_refused() {
        assert!(check_version("3.46.0").is_err());
        assert!(check_version("3.51.2").is_err());
        assert!(check_version("3.51.3").is_ok());
        assert!(check_version("4.0.0").is_ok());
    }
}
