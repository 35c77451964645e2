//! The one thread that writes to SQLite. It takes what is waiting (at most [`BATCH`] jobs), runs each in a savepoint,
//! seals the audit events of all of them, commits once, and only then answers. The commit under way is the window
//! in which the next batch gathers: no timer.

use super::{Commits, Conn, DbError, Job, OpenError, Tx, sqlite::writing};
use crate::{audit, clock::Ambient, execute};
use futures::{FutureExt, future::BoxFuture};
use rusqlite::Connection;
use std::{
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};
use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

/// Jobs in one commit.
const BATCH: usize = 64;
/// Jobs that may wait; beyond that the server says it is busy.
const QUEUE: usize = 1024;

/// What a job left behind: whether its changes stay, and how to answer it once the commit is decided.
struct Outcome {
    keep: bool,
    answer: Box<dyn FnOnce(Result<(), String>) + Send>,
}

type BoxedJob = Box<dyn for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Outcome> + Send>;

enum Message {
    Job(BoxedJob),
    Stop(oneshot::Sender<()>),
}

/// The way to the writing task.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

impl Writer {
    /// Starts the thread; it ends when the last way to it is gone.
    ///
    /// # Errors
    /// No thread can be had.
    pub(super) fn start(
        conn: Connection,
        file: PathBuf,
        ambient: Ambient,
        commits: Commits,
    ) -> Result<Self, OpenError> {
        let (queue, messages) = mpsc::channel(QUEUE);
        let tx = Tx::begin(Conn::sqlite_writer(conn), ambient.clone());
        let runtime = Handle::current();
        thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || runtime.block_on(run(tx, &file, ambient, &commits, messages)))
            .map_err(|error| OpenError::Other(error.to_string()))?;
        Ok(Self { queue })
    }

    pub(super) async fn submit<T, E>(&self, job: impl Job<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
    {
        let (send, receive) = oneshot::channel();
        let boxed: BoxedJob = Box::new(move |tx| Box::pin(attempt(tx, job, send)));
        if self.queue.try_send(Message::Job(boxed)).is_err() {
            return Err(DbError::Busy.into());
        }
        receive.await.unwrap_or_else(|_| Err(DbError::Unknown("the writing thread ended".to_owned()).into()))
    }

    pub(super) async fn stop(&self) {
        let (done, ended) = oneshot::channel();
        if self.queue.send(Message::Stop(done)).await.is_ok() {
            ended.await.unwrap_or_default();
        }
    }
}

async fn attempt<T, E>(tx: &mut Tx, job: impl Job<T, E>, send: oneshot::Sender<Result<T, E>>) -> Outcome
where
    T: Send + 'static,
    E: From<DbError> + Send + 'static,
{
    let result = AssertUnwindSafe(job(tx)).catch_unwind().await;
    let failed = tx.take_failed();
    let result = match result {
        Ok(Ok(_)) if failed => Err(DbError::Swallowed.into()),
        Ok(result) => result,
        Err(_) => Err(DbError::Panicked.into()),
    };
    let keep = result.is_ok();
    let answer = Box::new(move |commit: Result<(), String>| {
        let answer = match (result, commit) {
            (Ok(_), Err(error)) => Err(DbError::Unknown(error).into()),
            (result, _) => result,
        };
        // Whoever asked may be gone; the write stands all the same.
        drop(send.send(answer));
    });
    Outcome { keep, answer }
}

async fn run(mut tx: Tx, file: &Path, ambient: Ambient, commits: &Commits, mut messages: mpsc::Receiver<Message>) {
    let mut waiting = Vec::with_capacity(BATCH);
    loop {
        waiting.clear();
        if messages.recv_many(&mut waiting, BATCH).await == 0 {
            return;
        }
        let mut jobs = Vec::with_capacity(waiting.len());
        let mut stop = None;
        for message in waiting.drain(..) {
            match message {
                Message::Job(job) => jobs.push(job),
                Message::Stop(done) => stop = Some(done),
            }
        }
        let mut outcomes = Vec::with_capacity(jobs.len());
        let result = commit(&mut tx, jobs, &mut outcomes).await;
        commits.happened();
        let broken = result.is_err();
        let result = result.map_err(|error| error.to_string());
        for outcome in outcomes {
            (outcome.answer)(result.clone());
        }
        if broken {
            tracing::error!(error = ?result, "a batch of writes failed; the connection is replaced");
            tx = replace(tx, file, &ambient).await;
        }
        if let Some(done) = stop {
            if let Some(conn) = tx.into_conn().into_sqlite_writer() {
                conn.close().unwrap_or_else(|(_, error)| tracing::error!(%error, "closing the database"));
            }
            let _ = done.send(());
            return;
        }
    }
}

/// One transaction. A job that fails undoes only itself; an error here undoes all.
async fn commit(tx: &mut Tx, jobs: Vec<BoxedJob>, outcomes: &mut Vec<Outcome>) -> Result<(), DbError> {
    if jobs.is_empty() {
        return Ok(());
    }
    tx.events.clear();
    execute!(tx, "BEGIN IMMEDIATE")?;
    for job in jobs {
        let events = tx.events.len();
        tx.restart();
        execute!(tx, "SAVEPOINT job")?;
        let outcome = job(tx).await;
        let keep = outcome.keep;
        outcomes.push(outcome);
        if !keep {
            tx.events.truncate(events);
            execute!(tx, "ROLLBACK TO job")?;
        }
        execute!(tx, "RELEASE job")?;
    }
    let events = std::mem::take(&mut tx.events);
    audit::seal(tx, &events).await?;
    execute!(tx, "COMMIT")?;
    Ok(())
}

/// After a failed BEGIN, ROLLBACK or COMMIT nobody knows whether a transaction is open (SQLite rolls back by itself on a
/// full disk), so the connection is thrown away: what was open in it is undone.
async fn replace(broken: Tx, file: &Path, ambient: &Ambient) -> Tx {
    drop(broken);
    loop {
        match writing(file) {
            Ok(conn) => return Tx::begin(Conn::sqlite_writer(conn), ambient.clone()),
            Err(error) => {
                tracing::error!(%error, "cannot reopen the database; trying again");
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        }
    }
}
