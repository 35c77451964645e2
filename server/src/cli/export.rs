//! `peaceapp export`: a competition as a folder of files that `import` reads.

use super::{Failure, storage::Storage};
use crate::{
    clock::Ambient,
    operator::{
        service::export::{self, ExportError},
        writing,
    },
};
use clap::Args;
use std::path::PathBuf;

/// Gives a competition out as a folder of files that `import` reads.
#[derive(Args, Debug)]
pub struct Export {
    /// Its short name in addresses.
    #[arg(long, value_name = "SLUG")]
    competition: String,
    /// Where the files go; made if it is not there.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Export {
    /// Writes the files and names them.
    ///
    /// # Errors
    /// With what to do about it.
    pub async fn run(self, storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
        let db = storage.open(ambient).await?;
        let parcel = export::export(&db, &self.competition).await;
        let log = export::log(&db, &self.competition).await;
        let room = export::deliberation(&db, &self.competition).await;
        db.close().await;
        let mut files = writing::files(parcel?)?;
        files.push((writing::LOG, writing::log(&log?)?));
        if let Some(room) = room? {
            files.push((writing::ROOM, format!("{room:#}\n").into_bytes()));
        }
        let unwritable = |error| Failure::no(format!("cannot write to {}: {error}", self.out.display()));
        std::fs::create_dir_all(&self.out).map_err(unwritable)?;
        for (name, data) in files {
            std::fs::write(self.out.join(name), data).map_err(unwritable)?;
            println!("{}", self.out.join(name).display());
        }
        Ok(())
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::No(error.to_string())
    }
}
