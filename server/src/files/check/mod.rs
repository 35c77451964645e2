//! Whether a file is what its name says, and nothing else: its ending, its first bytes and a reading of all of it must
//! agree (trust.md F-01). What is checked came from a stranger, so this works on threads of its own, as many as there are
//! cores, with bounds on memory and on time.

mod image;
mod pdf;
mod zip;

use super::{Received, incoming::Temporary};
use app::{
    entries::model::{FileFacts, MediaType},
    error::{AppError, Problem},
};
use sha2::{Digest, Sha256};
use std::{fs::File, io, path::Path, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// The longest a check may take, and the longest it may wait for its turn.
const SECONDS: u64 = 30;

/// What a file promises to hold, by the ending of its name.
pub type Promise = MediaType;

/// A file that holds what it should.
#[derive(Debug)]
pub struct Checked {
    source: Source,
    /// How many bytes are kept.
    pub size: u64,
    /// SHA-256 of them, in hexadecimal.
    pub sha256: String,
    /// What was found in it.
    pub facts: FileFacts,
}

/// Which file is kept: what arrived, or the picture drawn anew.
#[derive(Debug)]
enum Source {
    AsReceived(std::path::PathBuf),
    Anew(Temporary),
}

impl Checked {
    pub(super) fn path(&self) -> &Path {
        match &self.source {
            Source::AsReceived(path) => path,
            Source::Anew(temporary) => temporary.path(),
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckError {
    /// Something is wrong with it.
    Bad(Problem),
    /// There are too many files to check at this moment, or this one takes too long.
    Busy,
    /// Our disk.
    NoSpace,
    /// Our fault.
    Internal,
}

impl CheckError {
    /// The error of a form, at a field.
    pub fn at(self, field: &str) -> AppError {
        match self {
            Self::Bad(problem) => AppError::field(field, problem),
            Self::Busy => AppError::Busy,
            Self::NoSpace => AppError::NoSpace,
            Self::Internal => AppError::Internal,
        }
    }
}

impl From<Problem> for CheckError {
    fn from(problem: Problem) -> Self {
        Self::Bad(problem)
    }
}

impl From<io::Error> for CheckError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull => Self::NoSpace,
            // Less than the file itself says there is.
            io::ErrorKind::UnexpectedEof => Self::Bad(Problem::FileContent),
            _ => {
                tracing::error!(%error, "checking a file");
                Self::Internal
            }
        }
    }
}

pub(super) async fn run(turns: &Arc<Semaphore>, received: &Received, promised: Promise) -> Result<Checked, CheckError> {
    if received.size() == 0 {
        return Err(Problem::FileContent.into());
    }
    let limit = Duration::from_secs(SECONDS);
    let turn = tokio::time::timeout(limit, Arc::clone(turns).acquire_owned()).await;
    let turn = turn.ok().and_then(Result::ok).ok_or(CheckError::Busy)?;
    let path = received.temporary.path().to_owned();
    // The turn ends with the work, also when nobody waits for it any more: a file that takes too long keeps its thread
    // until the bounds of its decoder end it, but never a second one.
    let work = tokio::task::spawn_blocking(move || {
        let found = look(&path, promised);
        drop(turn);
        found
    });
    let found = match tokio::time::timeout(limit, work).await {
        Ok(Ok(found)) => found?,
        // A decoder that panics has met a file it was not made for.
        Ok(Err(_)) => return Err(Problem::FileContent.into()),
        Err(_) => return Err(CheckError::Busy),
    };
    Ok(match found {
        Looked::Anew(anew) => anew,
        Looked::AsReceived(facts) => Checked {
            source: Source::AsReceived(received.temporary.path().to_owned()),
            size: received.size(),
            sha256: hex::encode(received.sha256()),
            facts,
        },
    })
}

/// A file that was read whole: what is kept in its place, or what was found in it.
enum Looked {
    Anew(Checked),
    AsReceived(FileFacts),
}

/// Reads a file whole.
fn look(path: &Path, promised: Promise) -> Result<Looked, CheckError> {
    let file = File::open(path)?;
    match promised {
        MediaType::Png | MediaType::Jpeg | MediaType::Webp => {
            let anew = Temporary::new(path.with_extension("anew"));
            let points = image::draw_anew(file, promised, anew.path())?;
            let (size, sha256) = digest(anew.path())?;
            let facts = FileFacts { points: Some(points), startable: None };
            Ok(Looked::Anew(Checked { source: Source::Anew(anew), size, sha256, facts }))
        }
        MediaType::Pdf => pdf::check(file).map(|()| Looked::AsReceived(FileFacts::default())),
        MediaType::Zip => {
            let startable = zip::check(file)?;
            Ok(Looked::AsReceived(FileFacts { points: None, startable: Some(startable) }))
        }
    }
}

fn digest(path: &Path) -> Result<(u64, String), CheckError> {
    let mut hash = Sha256::new();
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let length = io::Read::read(&mut file, &mut buffer)?;
        if length == 0 {
            return Ok((size, hex::encode(hash.finalize())));
        }
        size += length as u64;
        hash.update(buffer.get(..length).unwrap_or_default());
    }
}
