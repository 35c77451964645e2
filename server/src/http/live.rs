//! Who listens, and one task that looks for them whether something happened. It runs only while somebody listens, asks the
//! log once a second for each competition that is listened to, however many do, and so hears of what other servers of the
//! same database did.

use crate::{
    audit::{self, Mark},
    db::{Db, DbError},
};
use app::ids::{AccountId, CompetitionId};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::watch::{Receiver, Sender},
    time,
};

/// How often the log is asked.
const EVERY: Duration = Duration::from_secs(1);
/// Streams of one account: windows in sight, since a page out of sight hears nothing. Fewer than a browser has connections to
/// one server, so that something is left for pages.
pub const STREAMS: usize = 4;

/// The listeners of a server. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Live {
    state: Arc<Mutex<State>>,
    over: Sender<bool>,
}

#[derive(Debug, Default)]
struct State {
    /// What is listened to: where its log stood, and how often that changed.
    channels: HashMap<CompetitionId, (Mark, Sender<u64>)>,
    streams: HashMap<AccountId, usize>,
    looking: bool,
}

/// Somebody who listens; gives the place back when dropped.
#[derive(Debug)]
pub struct Listener {
    live: Live,
    account: AccountId,
    changes: Receiver<u64>,
    over: Receiver<bool>,
}

impl Default for Live {
    fn default() -> Self {
        Self { state: Arc::default(), over: Sender::new(false) }
    }
}

impl Live {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends all streams, and lets no new one begin: the server stops.
    pub fn end(&self) {
        self.over.send_replace(true);
    }

    /// How many streams are open, for tests and the curious.
    pub fn streams(&self) -> usize {
        self.state().streams.values().sum()
    }

    /// Whether the log is being looked at.
    pub fn is_looking(&self) -> bool {
        self.state().looking
    }

    /// Begins to listen to a competition whose log stood at `mark` a moment ago. `None` when the account has as many streams
    /// as it may, or the server stops.
    pub fn listen(&self, db: &Db, competition: CompetitionId, account: AccountId, mark: Mark) -> Option<Listener> {
        let over = self.over.subscribe();
        let mut state = self.state();
        let streams = state.streams.entry(account).or_default();
        if *streams >= STREAMS || *over.borrow() {
            return None;
        }
        *streams += 1;
        let channel = state.channels.entry(competition).or_insert_with(|| (mark, Sender::new(0)));
        let changes = channel.1.subscribe();
        if !std::mem::replace(&mut state.looking, true) {
            tokio::spawn(look(self.clone(), db.clone()));
        }
        Some(Listener { live: self.clone(), account, changes, over })
    }

    /// What is listened to still; nothing ends the task, under the same lock under which a listener would begin another.
    fn listened_to(&self) -> Vec<CompetitionId> {
        let mut state = self.state();
        state.channels.retain(|_, (_, channel)| channel.receiver_count() > 0);
        state.looking = !state.channels.is_empty();
        state.channels.keys().copied().collect()
    }

    fn note(&self, competition: CompetitionId, now: Mark) {
        if let Some((mark, channel)) = self.state().channels.get_mut(&competition)
            && *mark != now
        {
            *mark = now;
            channel.send_modify(|changes| *changes += 1);
        }
    }
}

async fn look(live: Live, db: Db) {
    loop {
        time::sleep(EVERY).await;
        let listened_to = live.listened_to();
        if listened_to.is_empty() {
            return;
        }
        if let Err(error) = ask(&live, &db, &listened_to).await {
            // They hear of it a second later.
            tracing::warn!(%error, "looking for changes");
        }
    }
}

async fn ask(live: &Live, db: &Db, listened_to: &[CompetitionId]) -> Result<(), DbError> {
    let mut conn = db.read().await?;
    for competition in listened_to {
        live.note(*competition, audit::mark(&mut conn, *competition).await?);
    }
    Ok(())
}

impl Listener {
    /// Waits for the next change and gives its number; `None` when the server stops.
    pub async fn changed(&mut self) -> Option<u64> {
        tokio::select! {
            changed = self.changes.changed() => changed.ok().map(|()| *self.changes.borrow_and_update()),
            _ = self.over.wait_for(|over| *over) => None,
        }
    }

    /// How often something changed so far.
    pub fn number(&self) -> u64 {
        *self.changes.borrow()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut state = self.live.state();
        if let Some(streams) = state.streams.get_mut(&self.account) {
            *streams -= 1;
            if *streams == 0 {
                state.streams.remove(&self.account);
            }
        }
    }
}
