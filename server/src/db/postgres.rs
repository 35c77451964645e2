//! PostgreSQL: a pool, READ COMMITTED, one transaction for each job.

use super::{Conn, DbError, Fault, FromRow, Job, OpenError, Row, Tx, migrate};
use crate::{audit, clock::Ambient};
use futures::FutureExt;
use sqlx::{
    PgPool, Row as _,
    postgres::{PgConnectOptions, PgPoolOptions, PgRow},
};
use std::{panic::AssertUnwindSafe, str::FromStr, time::Duration};

/// A PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresDb {
    pool: PgPool,
    ambient: Ambient,
}

impl PostgresDb {
    pub(super) async fn open(url: &str, ambient: Ambient) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url)?
            .options([("statement_timeout", "5s"), ("idle_in_transaction_session_timeout", "10s")]);
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await?;
        migrate::POSTGRES.run(&pool).await.map_err(migrate::explain)?;
        let db = Self { pool, ambient };
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
                sqlx::query("SELECT current_setting($1)").bind(setting).fetch_one(&self.pool).await?.try_get(0)?;
            if value == "off" {
                return Err(OpenError::NotDurable(setting));
            }
        }
        Ok(())
    }

    pub(super) async fn read(&self) -> Result<Conn, DbError> {
        Ok(Conn::postgres(self.pool.acquire().await.map_err(Fault::from)?))
    }

    /// In a task of its own, so that a caller who goes away does not cut the transaction in the middle.
    pub(super) async fn write<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (pool, ambient) = (self.pool.clone(), self.ambient.clone());
        tokio::spawn(async move {
            let conn = Conn::postgres_tx(pool.begin().await.map_err(Fault::from).map_err(DbError::from)?);
            let mut tx = Tx::begin(conn, ambient);
            let result = AssertUnwindSafe(job(&mut tx)).catch_unwind().await;
            let failed = tx.take_failed();
            let value = match result {
                Ok(Ok(_)) if failed => return Err(DbError::Swallowed.into()),
                Ok(result) => result?,
                Err(_) => return Err(DbError::Panicked.into()),
            };
            if let Some(tx) = tx.into_conn().into_postgres_tx() {
                tx.commit().await.map_err(|error| DbError::Unknown(error.to_string()))?;
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
        self.pool.close().await;
    }
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
