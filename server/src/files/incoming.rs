//! A file that arrives: into a temporary file, never whole in memory, with its digest on the way.

use super::space;
use app::error::AppError;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use tokio::{fs::File, io::AsyncWriteExt};
use uuid::Uuid;

/// After so many bytes the disk is asked for its free space again.
const ASK_EVERY: u64 = 16 * 1024 * 1024;

/// A temporary file, gone with this value unless it got another name.
#[derive(Debug)]
pub(super) struct Temporary(PathBuf);

impl Temporary {
    pub(super) const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                // Housekeeping takes it away later.
                tracing::warn!(%error, path = %self.0.display(), "removing a temporary file");
            }
            _ => {}
        }
    }
}

/// A file on its way in.
pub struct Incoming {
    file: File,
    temporary: Temporary,
    name: String,
    hash: Sha256,
    size: u64,
    most: u64,
    asked: u64,
}

/// A file that has arrived, unchecked.
#[derive(Debug)]
pub struct Received {
    pub(super) temporary: Temporary,
    name: String,
    size: u64,
    sha256: [u8; 32],
}

impl Received {
    /// What its sender calls it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes came.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// SHA-256 of what came, which is not what is kept of a picture.
    pub const fn sha256(&self) -> [u8; 32] {
        self.sha256
    }
}

fn failed(error: std::io::Error) -> AppError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return AppError::NoSpace;
    }
    tracing::error!(%error, "receiving a file");
    AppError::Internal
}

impl Incoming {
    pub(super) async fn begin(folder: &Path, id: Uuid, name: String, most: u64) -> Result<Self, AppError> {
        space::check(folder, 0)?;
        let temporary = Temporary::new(folder.join(id.simple().to_string()));
        let file = File::options().write(true).create_new(true).open(temporary.path()).await.map_err(failed)?;
        Ok(Self { file, temporary, name, hash: Sha256::new(), size: 0, most, asked: 0 })
    }

    /// Takes some bytes; false, and the file is lost, when there are more than there may be.
    ///
    /// # Errors
    /// [`AppError::NoSpace`], [`AppError::Internal`].
    pub async fn take(&mut self, bytes: &[u8]) -> Result<bool, AppError> {
        self.size += bytes.len() as u64;
        if self.size > self.most {
            return Ok(false);
        }
        if self.size - self.asked > ASK_EVERY {
            self.asked = self.size;
            space::check(self.temporary.path(), 0)?;
        }
        self.hash.update(bytes);
        self.file.write_all(bytes).await.map_err(failed)?;
        Ok(true)
    }

    /// All of it has come.
    ///
    /// # Errors
    /// As [`Incoming::take`].
    pub async fn end(mut self) -> Result<Received, AppError> {
        self.file.flush().await.map_err(failed)?;
        let Self { temporary, name, hash, size, .. } = self;
        Ok(Received { temporary, name, size, sha256: hash.finalize().into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(folder: &Path) -> usize {
        std::fs::read_dir(folder).expect("a folder").count()
    }

    #[tokio::test]
    async fn what_arrives_is_hashed_and_what_is_given_up_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let begin = |id, most| Incoming::begin(folder.path(), Uuid::from_u128(id), "a.zip".into(), most);
        let mut file = begin(1, 6).await.expect("begun");
        assert_eq!(file.take(b"abc").await, Ok(true));
        assert_eq!(file.take(b"def").await, Ok(true));
        let received = file.end().await.expect("ended");
        assert_eq!((received.size(), received.name()), (6, "a.zip"));
        assert_eq!(hex::encode(received.sha256()), "bef57ec7f53a6d40beb640a780a639c83bc29ac8a9816f1fc6c5c6dcd93c4721");
        assert_eq!(left(folder.path()), 1);
        drop(received);
        assert_eq!(left(folder.path()), 0);

        let mut over = begin(2, 6).await.expect("begun");
        assert_eq!(over.take(b"abcdef").await, Ok(true));
        assert_eq!(over.take(b"g").await, Ok(false));
        drop(over);
        let cut = begin(3, 6).await.expect("begun");
        drop(cut);
        assert_eq!(left(folder.path()), 0);
    }
}
