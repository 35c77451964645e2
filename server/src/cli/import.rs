//! `peaceapp import`: a competition from a folder of files, all or nothing.

use super::{Failure, storage::Storage};
use crate::{
    clock::Ambient,
    db::Db,
    operator::{
        folder::Folder,
        reading,
        service::import::{self, Counts, ImportError},
    },
};
use app::{ids::CompetitionId, text};
use clap::Args;
use std::path::PathBuf;

/// Brings a competition in from a folder of files, all or nothing.
#[derive(Args, Debug)]
pub struct Import {
    /// Its short name in addresses; no competition may have it yet.
    #[arg(long, value_name = "SLUG", value_parser = slug)]
    competition: String,
    /// Where the files are: entries.csv, judges.csv, conflicts.csv, rubric.csv, scores.csv, competition.json.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

fn slug(written: &str) -> Result<String, String> {
    text::slug(written).map_err(|_| "write 3 to 60 small letters, digits and hyphens".to_owned())
}

impl Import {
    /// Says how many of each were brought in.
    ///
    /// # Errors
    /// With file, line and column of everything that is wrong; then nothing was brought in.
    pub async fn run(self, storage: &Storage, ambient: Ambient) -> Result<(), Failure> {
        let Self { competition: slug, folder } = self;
        if !folder.is_dir() {
            return Err(Failure::no(format!("{} is no folder", folder.display())));
        }
        let db = storage.open(ambient.clone()).await?;
        let imported = load(&db, &ambient, &Folder::Disk(folder), &slug).await;
        db.close().await;
        let (_, counts) = imported?;
        println!("{slug}: {counts}");
        Ok(())
    }
}

/// Reads and brings in a competition, saying on standard error what was not used.
///
/// # Errors
/// As [`Import::run`].
pub async fn load(db: &Db, ambient: &Ambient, folder: &Folder, slug: &str) -> Result<(CompetitionId, Counts), Failure> {
    let read = reading::read(folder, slug, ambient.now())?;
    for note in read.notes {
        eprintln!("{note}");
    }
    Ok(import::import(db, read.parcel).await?)
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { entries, judges, conflicts, assignments, scorecards, scores } = self;
        write!(
            f,
            "{entries} entries, {judges} judges, {conflicts} conflicts, {assignments} assignments, \
             {scorecards} scorecards, {scores} scores"
        )
    }
}

impl From<ImportError> for Failure {
    fn from(error: ImportError) -> Self {
        Self::No(error.to_string())
    }
}
