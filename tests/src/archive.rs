//! A competition written out as a folder, and read again.

use crate::NOON;
use server::{
    db::Db,
    operator::{
        folder::Folder,
        parcel::Parcel,
        reading,
        service::{export::export, import::import},
        writing,
    },
};
use tempfile::TempDir;

/// A folder as an export leaves it.
pub struct Archive(TempDir);

impl Archive {
    /// Written from a parcel.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn of(parcel: Parcel) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, data) in writing::files(parcel).expect("files") {
            std::fs::write(folder.path().join(name), data).expect("written");
        }
        Self(folder)
    }

    /// What a file of it says.
    ///
    /// # Panics
    /// When there is no such file.
    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).expect("a file")
    }

    /// Reads it as a competition of this short name; the errors as text where it cannot be read.
    ///
    /// # Errors
    /// What is wrong in its files.
    pub fn read(&self, slug: &str) -> Result<Parcel, String> {
        let files = Folder::Disk(self.0.path().to_owned());
        reading::read(&files, slug, NOON).map(|read| read.parcel).map_err(|errors| errors.to_string())
    }
}

/// An export of a competition, and an export of what its import as `copy` made, under the first one's short name: the same, if
/// nothing is lost on the way.
///
/// # Panics
/// When either fails.
pub async fn there_and_back(db: &Db, slug: &str) -> [Parcel; 2] {
    let parcel = export(db, slug).await.expect("an export");
    let read = Archive::of(parcel.clone()).read("copy").expect("what was written can be read");
    import(db, read).await.expect("imported");
    let mut copy = export(db, "copy").await.expect("an export");
    copy.document.competition.slug = slug.to_owned();
    [parcel, copy]
}
