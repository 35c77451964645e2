//! Files that stay: under their digest in folders of two levels, `ab/cd/abcd..`, or in a bucket under the same names.

use super::{Inner, check::Checked};
use app::error::AppError;
use bytes::Bytes;
use futures::{StreamExt, stream::BoxStream};
use object_store::{GetOptions, ObjectStoreExt, WriteMultipart, path::Path as ObjectPath};
use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
};
use tokio::{fs::File, io::AsyncReadExt, sync::OwnedRwLockReadGuard};

/// Bytes that are read at once for a bucket, whose parts must have five mebibytes at least.
const PART: usize = 8 * 1024 * 1024;

/// Where a file is, by its digest.
pub(super) fn name(sha256: &str) -> Option<String> {
    let hex = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let (first, second) = (sha256.get(..2)?, sha256.get(2..4)?);
    hex.then(|| format!("{first}/{second}/{sha256}"))
}

/// A kept file whose row is not written yet: while it is held, no orphan is forgotten.
#[derive(Debug)]
pub struct KeptGuard {
    _gate: OwnedRwLockReadGuard<()>,
}

fn failed(error: impl std::fmt::Display) -> AppError {
    tracing::error!(%error, "storing a file");
    AppError::Internal
}

pub(super) async fn keep(files: &Inner, checked: &Checked) -> Result<KeptGuard, AppError> {
    let guard = Arc::clone(&files.gate).read_owned().await;
    let name = name(&checked.sha256).ok_or(AppError::Internal)?;
    match &files.folder {
        Some(folder) => {
            let (from, to) = (checked.path().to_owned(), folder.join(&name));
            let root = folder.clone();
            let moved = tokio::task::spawn_blocking(move || place(&from, &to, &root)).await.map_err(failed)?;
            moved.map_err(failed)?;
        }
        None => send(files, checked.path(), &name.into()).await.map_err(failed)?,
    }
    Ok(KeptGuard { _gate: guard })
}

/// Moves a file to its place so that it is there after a power failure too: its bytes, then its name, then the folders
/// that lead to it. A file of this name has the same bytes; writing it anew makes it young, so that nobody takes it for an
/// orphan.
fn place(from: &Path, to: &Path, root: &Path) -> io::Result<()> {
    let file = std::fs::File::open(from)?;
    file.sync_all()?;
    // A file that is young when it arrives may have waited for its check.
    let folders: Vec<PathBuf> = to
        .ancestors()
        .skip(1)
        .take_while(|folder| *folder != root)
        .map(Path::to_owned)
        .chain([root.to_owned()])
        .collect();
    if let Some(folder) = folders.first() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::rename(from, to)?;
    folders.iter().try_for_each(|folder| std::fs::File::open(folder)?.sync_all())
}

async fn send(files: &Inner, from: &Path, to: &ObjectPath) -> Result<(), object_store::Error> {
    let read = |error: io::Error| object_store::Error::Generic { store: "incoming", source: Box::new(error) };
    let mut file = File::open(from).await.map_err(read)?;
    let mut upload = WriteMultipart::new_with_chunk_size(files.objects.put_multipart(to).await?, PART);
    let mut buffer = vec![0; PART];
    loop {
        let length = match file.read(&mut buffer).await {
            Ok(length) => length,
            Err(error) => {
                upload.abort().await?;
                return Err(read(error));
            }
        };
        if length == 0 {
            return upload.finish().await.map(drop);
        }
        // One part under way at a time: memory stays flat.
        upload.wait_for_capacity(1).await?;
        upload.write(buffer.get(..length).unwrap_or_default());
    }
}

/// Bytes of a kept file.
pub struct Content {
    /// How many the whole file has.
    pub size: u64,
    /// Those that were asked for.
    pub bytes: BoxStream<'static, Result<Bytes, object_store::Error>>,
}

pub(super) async fn content(
    files: &Inner,
    sha256: &str,
    part: Option<std::ops::Range<u64>>,
) -> Result<Content, AppError> {
    let name = name(sha256).ok_or(AppError::Internal)?;
    let options = GetOptions { range: part.map(Into::into), ..GetOptions::default() };
    let found = files.objects.get_opts(&name.into(), options).await.map_err(failed)?;
    Ok(Content { size: found.meta.size, bytes: found.into_stream().boxed() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digests_are_names() {
        let digest = "ab".repeat(32);
        assert_eq!(name(&digest), Some(format!("ab/ab/{digest}")));
        for bad in ["", "ab", "../../etc/passwd", &"AB".repeat(32), &format!("../{}", "a".repeat(61)), &"é".repeat(32)]
        {
            assert_eq!(name(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_file_is_moved_whole_or_not_at_all() {
        let data = tempfile::tempdir().expect("a folder");
        let (from, to) = (data.path().join("from"), data.path().join("files/ab/cd/abcd"));
        let root = data.path().join("files");
        assert!(place(&from, &to, &root).is_err(), "nothing to move");
        assert!(!to.exists());
        std::fs::write(&from, "bytes").expect("written");
        place(&from, &to, &root).expect("moved");
        assert!(!from.exists());
        assert_eq!(std::fs::read(&to).expect("there"), b"bytes");
        std::fs::write(&from, "bytes").expect("written");
        place(&from, &to, &root).expect("the same once more");
    }
}
