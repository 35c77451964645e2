//! The worker that asks addresses that wait, a few at once.

use super::{Fetcher, service};
use crate::{
    clock::Ambient,
    db::{Db, DbError},
    entries::store::screening::links::{self, WaitingLink},
};
use app::entries::model::LinkAnswer;
use futures::{StreamExt, TryStreamExt, stream};
use std::time::Duration;
use tokio::{task::JoinHandle, time};

/// Addresses that are asked at once.
const AT_ONCE: usize = 8;
/// Addresses of one round.
const BATCH: i64 = 64;
const EVERY: Duration = Duration::from_secs(2);

/// What a worker needs.
#[derive(Clone)]
pub struct Worker {
    db: Db,
    ambient: Ambient,
    fetcher: Fetcher,
}

impl Worker {
    /// A worker that asks with this.
    pub const fn new(db: Db, ambient: Ambient, fetcher: Fetcher) -> Self {
        Self { db, ambient, fetcher }
    }

    /// Begins; the handle ends it, at any moment without loss: what was not answered waits for the next one.
    pub fn start(self) -> JoinHandle<()> {
        tokio::spawn(async move {
            let mut tick = time::interval(EVERY);
            tick.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
            loop {
                tick.tick().await;
                if let Err(error) = self.round().await {
                    tracing::error!(%error, "asking addresses");
                }
            }
        })
    }

    /// Asks what waits, once; gives how many addresses were asked.
    ///
    /// # Errors
    /// The database's.
    pub async fn round(&self) -> Result<usize, DbError> {
        let waiting = links::waiting(&mut self.db.read().await?, BATCH).await?;
        let count = waiting.len();
        stream::iter(waiting)
            .map(|link| self.one(link))
            .buffer_unordered(AT_ONCE)
            .try_for_each(|()| async { Ok(()) })
            .await?;
        Ok(count)
    }

    async fn one(&self, link: WaitingLink) -> Result<(), DbError> {
        let reply = self.fetcher.ask(&link.address).await;
        let answer = LinkAnswer {
            outcome: reply.outcome,
            status: reply.status,
            final_address: reply.final_address,
            media_type: reply.media_type,
            at: self.ambient.now(),
        };
        service::answered(&self.db, link, answer).await.map(drop)
    }
}
