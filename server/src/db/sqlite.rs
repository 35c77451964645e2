//! SQLite: one connection that writes, a few that read.

use super::{Commits, Conn, DbError, Fault, Job, OpenError, migrate, writer::Writer};
use crate::audit;
use crate::clock::Ambient;
use deadpool::{
    Runtime,
    unmanaged::{Pool, PoolConfig},
};
use rusqlite::{Connection, OpenFlags, functions::FunctionFlags};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// The oldest SQLite without the race between checkpoints that can corrupt a database.
const OLDEST: (u32, u32, u32) = (3, 51, 3);
/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 256;

/// Where the file is and how it is opened.
#[derive(Clone, Debug)]
pub struct SqliteSettings {
    /// The data folder; the file in it is `peaceapp.sqlite`.
    pub folder: PathBuf,
    /// Connections that read.
    pub readers: usize,
}

/// An open SQLite database.
#[derive(Clone, Debug)]
pub struct SqliteDb {
    readers: Pool<Connection>,
    writer: Writer,
    commits: Commits,
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
        let file = folder.join("peaceapp.sqlite");
        let mut first = writing(&file)?;
        check_version(rusqlite::version())?;
        migrate::sqlite(&mut first)?;
        let commits = Commits::default();
        let writer = Writer::start(first, file.clone(), ambient, commits.clone())?;
        let readers = Pool::from_config(&PoolConfig {
            max_size: settings.readers,
            timeout: Some(Duration::from_secs(5)),
            runtime: Some(Runtime::Tokio1),
        });
        for _ in 0..settings.readers {
            readers.try_add(reading(&file)?).map_err(|(_, error)| OpenError::Other(error.to_string()))?;
        }
        let db = Self { readers, writer, commits, _lock: Arc::new(lock) };
        db.write(|tx| Box::pin(audit::fill(tx))).await.map_err(|error: DbError| OpenError::Other(error.to_string()))?;
        Ok(db)
    }

    pub(super) const fn commits(&self) -> &Commits {
        &self.commits
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::sqlite_reader(self.readers.get().await.map_err(|_| Fault::Waited)?))
    }

    pub(super) async fn write<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        self.writer.submit(job).await
    }

    pub(super) async fn close(&self) {
        // Whoever writes goes last: it takes the log's pages over into the file.
        self.readers.close();
        self.writer.stop().await;
    }
}

/// The connection that writes: durable before acknowledged (`synchronous = FULL`).
pub(super) fn writing(file: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "journal_size_limit", 64 << 20)?;
    let conn = prepared(conn)?;
    // A save touches some thirty pages. Room for those of many, and a checkpoint each 32 MB instead of each 4, let a fifth
    // more saves through; whoever only reads needs neither.
    conn.pragma_update(None, "wal_autocheckpoint", 8000)?;
    conn.pragma_update(None, "cache_size", -32 << 10)?;
    // What undoes one job of a batch, else a file that is made and removed with every batch.
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    // Statements hold rows that a rule rests on; who is the only writer holds everything.
    conn.create_scalar_function("hold_assignment", 1, FunctionFlags::SQLITE_UTF8, |_| Ok(true))?;
    Ok(conn)
}

fn reading(file: &Path) -> rusqlite::Result<Connection> {
    prepared(Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?)
}

/// The defences that cost nothing, and room for statements.
fn prepared(conn: Connection) -> rusqlite::Result<Connection> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "trusted_schema", "OFF")?;
    conn.pragma_update(None, "cell_size_check", "ON")?;
    conn.pragma_update(None, "mmap_size", 0)?;
    // In KiB. The system caches the file's pages too, so more would only be memory.
    conn.pragma_update(None, "cache_size", -2048)?;
    conn.set_prepared_statement_cache_capacity(STATEMENTS);
    Ok(conn)
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
