//! What a server does by itself: seals audit events on PostgreSQL each second, signs checkpoints of the logs, publishes what was
//! confirmed for a time, forgets what is no longer needed, in
//! pieces small enough not to hold up anybody's write, so too files that nobody has a row for, and erases what is known of
//! people when its time is over.

use crate::{
    audit::{self, Event},
    auth::session,
    clock::Ambient,
    config::Config,
    db::{Db, DbError},
    entries::store::files::known,
    files::Files,
    http::kept,
    mail,
    panel::store::lists,
    request::store,
    results::{
        service::{pack, release},
        store::retention,
    },
};
use serde_json::json;
use std::time::Duration;
use tokio::{task::JoinHandle, time};

/// A reply is given again for a week: longer than anybody keeps a form open.
const REPLY_SECONDS: i64 = 7 * 24 * 3600;
/// Rows of one piece.
const PIECE: i64 = 500;
const RELEASE_EVERY: Duration = Duration::from_secs(1);
const SEAL_EVERY: Duration = Duration::from_secs(1);
const FORGET_EVERY: Duration = Duration::from_secs(60);
const ERASE_EVERY: Duration = Duration::from_secs(3600);
const COLLECT_EVERY: Duration = Duration::from_secs(3600);
/// Files that are compared with rows at once; none is stored meanwhile.
const SUSPECTS: usize = 64;

/// Begins; the handle ends it.
pub fn start(db: Db, ambient: Ambient, config: Config) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut seal = time::interval(SEAL_EVERY);
        let mut release = time::interval(RELEASE_EVERY);
        let mut forget = time::interval(FORGET_EVERY);
        let mut collect = time::interval(COLLECT_EVERY);
        let mut erase = time::interval(ERASE_EVERY);
        seal.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
        loop {
            let (task, result) = tokio::select! {
                _ = seal.tick() => ("sealing audit events", seal_and_sign(&db, &config).await.map_err(Failed::from)),
                _ = release.tick() => (
                    "publishing what is due",
                    release::due(&db, &ambient, &config).await.map(drop).map_err(Failed::from),
                ),
                _ = forget.tick() => ("forgetting old rows", forget_old(&db, &ambient).await.map_err(Failed::from)),
                _ = collect.tick() => ("forgetting files", collect_files(&db, &ambient, &config.files).await.map(drop)),
                _ = erase.tick() => ("erasing data of people", erase_people(&db, &ambient).await.map_err(Failed::from)),
            };
            if let Err(error) = result {
                tracing::error!(%error, task, "housekeeping");
            }
        }
    })
}

/// Seals events, and signs the checkpoints of occasions among them.
///
/// # Errors
/// The database's.
pub async fn seal_and_sign(db: &Db, config: &Config) -> Result<(), DbError> {
    db.seal().await?;
    pack::sign(db, config).await
}

/// Erases what is known of people where its time is over, a competition at a time, with one line in the log each.
///
/// # Errors
/// The database's.
pub async fn erase_people(db: &Db, ambient: &Ambient) -> Result<(), DbError> {
    let due = retention::due(&mut db.read().await?, ambient.now()).await?;
    for competition in due {
        db.write(move |tx| {
            Box::pin(async move {
                let Some(erased) = retention::erase(tx, competition).await? else { return Ok(()) };
                let event = Event {
                    competition: Some(competition),
                    actor: None,
                    action: "competition.erase_people",
                    subject: competition.to_string(),
                    payload: json!(erased),
                };
                audit::append(tx, event).await
            })
        })
        .await?;
    }
    Ok(())
}

/// Forgets old replies, refused forms nobody came back for, and sessions that are over.
///
/// # Errors
/// The database's.
pub async fn forget_old(db: &Db, ambient: &Ambient) -> Result<(), DbError> {
    let before = ambient.now().plus_seconds(-REPLY_SECONDS);
    while db.write(move |tx| Box::pin(store::forget(tx, before, PIECE))).await? > 0 {}
    db.write(|tx| {
        Box::pin(async move {
            kept::forget_old(tx).await?;
            mail::store::forget_ended(tx).await?;
            lists::forget_old(tx).await?;
            session::forget_old(tx).await
        })
    })
    .await
}

/// Why a piece of work was not done.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    /// The database.
    #[error(transparent)]
    Database(#[from] DbError),
    /// The disk.
    #[error(transparent)]
    Disk(#[from] std::io::Error),
    /// The store of files.
    #[error(transparent)]
    Store(#[from] object_store::Error),
}

/// Forgets temporary files that were given up, and stored files without a row, when they are older than a day; gives how
/// many.
///
/// # Errors
/// The disk's, the store's, the database's.
pub async fn collect_files(db: &Db, ambient: &Ambient, files: &Files) -> Result<u64, Failed> {
    let now = ambient.now();
    let orphans = files.orphans();
    let mut gone = orphans.sweep(now).await?;
    let old = orphans.old(now).await?;
    for piece in old.chunks(SUSPECTS) {
        // Most have a row, which needs no gate.
        let rows = known(&mut db.read().await?, piece).await?;
        let without: Vec<String> = piece.iter().filter(|digest| !rows.contains(*digest)).cloned().collect();
        if without.is_empty() {
            continue;
        }
        // Those that have none are asked about once more, behind the gate: one may have come back in between.
        let suspects = orphans.suspect(&without, now).await?;
        let rows = known(&mut db.read().await?, &suspects.digests).await?;
        for digest in suspects.digests.iter().filter(|digest| !rows.contains(*digest)) {
            suspects.forget(digest).await?;
            gone += 1;
        }
    }
    Ok(gone)
}
