//! Files nobody has a row for: left by a server that was stopped between storing and writing the row, or by a team that
//! removed what it had added.

use super::Inner;
use app::time::Moment;
use futures::StreamExt;
use object_store::{ObjectStore, ObjectStoreExt, path::Path as ObjectPath};
use std::sync::Arc;
use tokio::sync::OwnedRwLockWriteGuard;

/// Nothing younger is an orphan: its row may be on the way.
const SECONDS: i64 = 24 * 3600;

/// The old files of a server, to be compared with the rows of its database.
pub struct Orphans<'f> {
    files: &'f Inner,
}

/// Some old files: their digests. While this is held no file is stored, so that none becomes young in between.
pub struct Suspects {
    /// The digests.
    pub digests: Vec<String>,
    objects: Arc<dyn ObjectStore>,
    _gate: OwnedRwLockWriteGuard<()>,
}

impl<'f> Orphans<'f> {
    pub(super) const fn new(files: &'f Inner) -> Self {
        Self { files }
    }

    /// Removes temporary files that nobody writes to any more; gives how many.
    ///
    /// # Errors
    /// The disk's.
    pub async fn sweep(&self, now: Moment) -> Result<u64, std::io::Error> {
        let mut folder = tokio::fs::read_dir(&self.files.incoming).await?;
        let mut gone = 0;
        while let Some(file) = folder.next_entry().await? {
            let changed =
                jiff::Timestamp::try_from(file.metadata().await?.modified()?).map_err(std::io::Error::other)?;
            if is_old(changed.as_microsecond(), now) {
                tokio::fs::remove_file(file.path()).await?;
                gone += 1;
            }
        }
        Ok(gone)
    }

    /// The names of old files, at most so many, from `after` on in no particular order.
    ///
    /// # Errors
    /// The store's.
    pub async fn old(&self, now: Moment) -> Result<Vec<String>, object_store::Error> {
        let mut list = self.files.objects.list(None);
        let mut old = Vec::new();
        while let Some(object) = list.next().await {
            let object = object?;
            if is_old(object.last_modified.timestamp_micros(), now) {
                old.extend(object.location.filename().map(str::to_owned));
            }
        }
        Ok(old)
    }

    /// Holds the gate over some digests; those that became young in between are left out.
    ///
    /// # Errors
    /// The store's.
    pub async fn suspect(&self, digests: &[String], now: Moment) -> Result<Suspects, object_store::Error> {
        let gate = Arc::clone(&self.files.gate).write_owned().await;
        let mut still = Vec::new();
        for digest in digests {
            let Some(name) = super::kept::name(digest) else { continue };
            match self.files.objects.head(&name.into()).await {
                Ok(object) if is_old(object.last_modified.timestamp_micros(), now) => still.push(digest.clone()),
                Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Suspects { digests: still, objects: self.files.objects.clone(), _gate: gate })
    }
}

impl Suspects {
    /// Forgets one.
    ///
    /// # Errors
    /// The store's.
    pub async fn forget(&self, digest: &str) -> Result<(), object_store::Error> {
        match super::kept::name(digest) {
            Some(name) => self.objects.delete(&ObjectPath::from(name)).await,
            None => Ok(()),
        }
    }
}

const fn is_old(changed: i64, now: Moment) -> bool {
    changed < now.plus_seconds(-SECONDS).micros()
}
