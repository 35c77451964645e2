//! Where files are kept: in a folder, or in a bucket that speaks S3.

use object_store::{ObjectStore, local::LocalFileSystem};
use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

/// Where files are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In `files/` in the data folder.
    #[default]
    Folder,
    /// In a bucket: `s3://bucket` or `s3://bucket/prefix`. Region, endpoint and keys come from `AWS_..` variables.
    Bucket(url::Url),
}

/// Why files cannot be kept there.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The folder.
    #[error("the folder for files cannot be used: {0}")]
    Folder(#[from] std::io::Error),
    /// The store.
    #[error("files cannot be kept there: {0}")]
    Store(#[from] object_store::Error),
    /// The program was built without.
    #[error("this program was built without S3; build it with: cargo build --release -p server --features s3")]
    WithoutS3,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let url = url::Url::parse(written).map_err(|error| error.to_string())?;
        let plain = url.scheme() == "s3"
            && url.host_str().is_some_and(|bucket| !bucket.is_empty())
            && url.username().is_empty()
            && url.password().is_none()
            && url.query().is_none();
        if plain { Ok(Self::Bucket(url)) } else { Err("write s3://bucket or s3://bucket/prefix".to_owned()) }
    }
}

type Opened = (Option<PathBuf>, Arc<dyn ObjectStore>);

impl Place {
    pub(super) fn open(&self, data: &Path) -> Result<Opened, PlaceError> {
        match self {
            Self::Folder => {
                let folder = data.join("files");
                std::fs::create_dir_all(&folder)?;
                let objects = LocalFileSystem::new_with_prefix(&folder)?;
                Ok((Some(folder), Arc::new(objects)))
            }
            Self::Bucket(url) => Ok((None, bucket(url)?)),
        }
    }
}

#[cfg(feature = "s3")]
fn bucket(url: &url::Url) -> Result<Arc<dyn ObjectStore>, PlaceError> {
    let store =
        object_store::aws::AmazonS3Builder::from_env().with_bucket_name(url.host_str().unwrap_or_default()).build()?;
    let prefix = object_store::path::Path::from(url.path());
    Ok(Arc::new(object_store::prefix::PrefixStore::new(store, prefix)))
}

#[cfg(not(feature = "s3"))]
fn bucket(_url: &url::Url) -> Result<Arc<dyn ObjectStore>, PlaceError> {
    Err(PlaceError::WithoutS3)
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn a_bucket_is_named_without_keys() {
        assert!("s3://entries/peace".parse::<Place>().is_ok());
        for bad in ["", "entries", "https://s3.example/entries", "s3://", "s3://key:secret@entries", "s3://entries?x=1"]
        {
            assert!(bad.parse::<Place>().is_err(), "{bad}");
        }
    }
}
