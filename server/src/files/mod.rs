//! Files that people send: received, checked, kept, given out again, forgotten.
//!
//! A file's way in has steps in a fixed order: its bytes go into a temporary file while their digest is computed
//! ([`incoming`]); it is checked, and a picture is drawn anew ([`check`]); it gets the name of its digest and both file and
//! folder are on the disk ([`kept`]); only then does the database get a row. So there is no row without its file; a file
//! without a row is an orphan, which is forgotten after a day ([`orphans`]).

pub mod check;
mod incoming;
mod kept;
mod orphans;
mod place;
mod space;

pub use incoming::{Incoming, Received};
pub use kept::{Content, KeptGuard};
pub use orphans::Orphans;
pub use place::{Place, PlaceError};
pub use space::FLOOR;

use crate::clock::Ambient;
use app::error::AppError;
use check::{CheckError, Checked};
use object_store::ObjectStore;
use std::{path::PathBuf, sync::Arc};
use tokio::sync::{OwnedSemaphorePermit, RwLock, Semaphore};

/// Files that may arrive at once. Each costs a connection and a temporary file, hardly any memory.
const ARRIVALS: usize = 32;

/// The files of one server; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Where temporary files are; on the disk of `folder`, if there is one, so that a rename is enough.
    incoming: PathBuf,
    /// Where kept files are, if they are on a disk of ours.
    folder: Option<PathBuf>,
    /// The same files, or those in a bucket, by the names of their digests.
    objects: Arc<dyn ObjectStore>,
    /// How many files may be checked at once: as many as there are cores.
    checks: Arc<Semaphore>,
    arrivals: Arc<Semaphore>,
    /// Held for reading from keeping a file until its row is written, for writing while orphans are forgotten.
    gate: Arc<RwLock<()>>,
}

impl Files {
    /// Opens, and makes if needed, the folders below the data folder, or the bucket.
    ///
    /// # Errors
    /// [`PlaceError`] with what to do about it.
    pub fn open(data: &std::path::Path, place: &Place, cores: usize) -> Result<Self, PlaceError> {
        let incoming = data.join("incoming");
        std::fs::create_dir_all(&incoming)?;
        let (folder, objects) = place.open(data)?;
        Ok(Self(Arc::new(Inner {
            incoming,
            folder,
            objects,
            checks: Arc::new(Semaphore::new(cores.max(1))),
            arrivals: Arc::new(Semaphore::new(ARRIVALS)),
            gate: Arc::default(),
        })))
    }

    /// A place for one more file to arrive.
    ///
    /// # Errors
    /// [`AppError::Busy`].
    pub fn arrival(&self) -> Result<OwnedSemaphorePermit, AppError> {
        Arc::clone(&self.0.arrivals).try_acquire_owned().map_err(|_| AppError::Busy)
    }

    /// Begins to receive a file of at most so many bytes.
    ///
    /// # Errors
    /// [`AppError::NoSpace`]; [`AppError::Internal`] when no file can be made.
    pub async fn receive(&self, ambient: &Ambient, name: String, most: u64) -> Result<Incoming, AppError> {
        Incoming::begin(&self.0.incoming, ambient.unguessable(), name, most).await
    }

    /// Checks a file that has arrived; a picture is drawn anew.
    ///
    /// # Errors
    /// [`CheckError`].
    pub async fn check(&self, received: &Received, promised: check::Promise) -> Result<Checked, CheckError> {
        check::run(&self.0.checks, received, promised).await
    }

    /// Keeps a checked file under its digest. What comes back is held until the row is written.
    ///
    /// # Errors
    /// [`AppError::Internal`] when it cannot be stored.
    pub async fn keep(&self, checked: &Checked) -> Result<KeptGuard, AppError> {
        kept::keep(&self.0, checked).await
    }

    /// The bytes of a kept file; all of them, or a part.
    ///
    /// # Errors
    /// [`AppError::Internal`] when they cannot be read.
    pub async fn content(&self, sha256: &str, part: Option<std::ops::Range<u64>>) -> Result<Content, AppError> {
        kept::content(&self.0, sha256, part).await
    }

    /// What to forget: see [`Orphans`].
    pub fn orphans(&self) -> Orphans<'_> {
        Orphans::new(&self.0)
    }
}
