//! PostgreSQL: a pool to read and one to write, READ COMMITTED, one transaction for each job.

use super::{Commits, Conn, DbError, Fault, FromRow, Job, OpenError, Row, Tx, migrate};
use crate::{audit, clock::Ambient};
use futures::FutureExt;
use sqlx::{
    Connection as _, PgPool, Row as _,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
};
use std::{panic::AssertUnwindSafe, str::FromStr, time::Duration};

/// How long a connection may have been idle and is taken without asking whether it still is one.
const ASKED_AFTER: Duration = Duration::from_secs(1);

/// A PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresDb {
    readers: PgPool,
    writers: PgPool,
    ambient: Ambient,
    commits: Commits,
}

impl PostgresDb {
    pub(super) async fn open(url: &str, ambient: Ambient) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url)?
            .options([("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")]);
        // A write looks rows up by their keys, whose values change no plan; planning anew took longer than what was planned.
        let writers =
            pool(options.clone().options([("plan_cache_mode", "force_generic_plan"), ("random_page_cost", "1.1")]))
                .await?;
        let readers = pool(options).await?;
        migrate::POSTGRES.run(&writers).await.map_err(migrate::explain)?;
        let db = Self { readers, writers, ambient, commits: Commits::default() };
        db.write(|tx| Box::pin(audit::fill(tx))).await.map_err(|error: DbError| OpenError::Other(error.to_string()))?;
        Ok(db)
    }

    /// Refuses a server that would lose what it has acknowledged (trust.md D-01).
    ///
    /// # Errors
    /// [`OpenError::NotDurable`].
    pub async fn check_durable(&self) -> Result<(), OpenError> {
        for setting in ["fsync", "synchronous_commit"] {
            let value: String =
                sqlx::query("SELECT current_setting($1)").bind(setting).fetch_one(&self.readers).await?.try_get(0)?;
            if value == "off" {
                return Err(OpenError::NotDurable(setting));
            }
        }
        Ok(())
    }

    pub(super) const fn commits(&self) -> &Commits {
        &self.commits
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::postgres(self.readers.acquire().await.map_err(Fault::from)?))
    }

    /// In a task of its own, so that a caller who goes away does not cut the transaction in the middle.
    pub(super) async fn write<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (writers, ambient, commits) = (self.writers.clone(), self.ambient.clone(), self.commits.clone());
        tokio::spawn(async move {
            let conn = Conn::postgres_tx(writers.begin().await.map_err(Fault::from).map_err(DbError::from)?);
            let mut tx = Tx::begin(conn, ambient);
            let result = AssertUnwindSafe(job(&mut tx)).catch_unwind().await;
            let failed = tx.take_failed();
            let value = match result {
                Ok(Ok(_)) if failed => return Err(DbError::Swallowed.into()),
                Ok(result) => result?,
                Err(_) => return Err(DbError::Panicked.into()),
            };
            if let Some(tx) = tx.into_conn().into_postgres_tx() {
                let committed = tx.commit().await;
                commits.happened();
                committed.map_err(|error| DbError::Unknown(error.to_string()))?;
            }
            Ok(value)
        })
        .await
        .unwrap_or_else(|_| Err(DbError::Panicked.into()))
    }

    pub(super) async fn seal(&self) -> Result<(), DbError> {
        self.write(|tx| Box::pin(audit::seal_final(tx))).await
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

async fn pool(options: PgConnectOptions) -> Result<PgPool, sqlx::Error> {
    PgPoolOptions::new()
        .max_connections(16)
        .acquire_timeout(Duration::from_secs(5))
        // A connection that was used just now is there; asking each time is a round trip more for every read and write.
        .test_before_acquire(false)
        .before_acquire(|conn, known| {
            Box::pin(async move {
                if known.idle_for >= ASKED_AFTER {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options)
        .await
}

/// The values of every row, for the macros of [`super::dispatch`].
///
/// # Errors
/// The query's; a column that holds something else.
pub fn all<T: FromRow>(rows: Result<Vec<PgRow>, sqlx::Error>) -> Result<Vec<T>, Fault> {
    rows?.iter().map(|row| T::from_row(&Row::Postgres(row))).collect()
}

/// The value of a row, if there is one.
///
/// # Errors
/// The query's; a column that holds something else.
pub fn optional<T: FromRow>(row: Result<Option<PgRow>, sqlx::Error>) -> Result<Option<T>, Fault> {
    row?.map(|row| T::from_row(&Row::Postgres(&row))).transpose()
}
