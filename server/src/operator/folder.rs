//! Where the files of a competition come from: a folder of this machine, or the program itself.

use crate::exchange::{FileErrors, file};
use std::path::PathBuf;

/// The files of a competition.
#[derive(Clone, Debug)]
pub enum Folder {
    /// A folder of this machine.
    Disk(PathBuf),
    /// Files that are part of the program: name and contents.
    Embedded(&'static [(&'static str, &'static [u8])]),
}

/// The files that are read.
pub const KNOWN: [&str; 8] = [
    "competition.json",
    "entries.csv",
    "judges.csv",
    "conflicts.csv",
    "rubric.csv",
    "scores.csv",
    "log.csv",
    "deliberation.json",
];

impl Folder {
    /// A file as messages name it.
    pub fn name(&self, file: &str) -> String {
        match self {
            Self::Disk(folder) => folder.join(file).display().to_string(),
            Self::Embedded(_) => file.to_owned(),
        }
    }

    /// The contents of a file that may be left out.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn optional(&self, name: &str) -> Result<Option<Vec<u8>>, FileErrors> {
        match self {
            Self::Disk(folder) => file::optional(&folder.join(name)),
            Self::Embedded(files) => Ok(files.iter().find(|(known, _)| *known == name).map(|(_, data)| data.to_vec())),
        }
    }

    /// The contents of a required file.
    ///
    /// # Errors
    /// When it is not there or cannot be read.
    pub fn required(&self, name: &str) -> Result<Vec<u8>, FileErrors> {
        match self {
            Self::Disk(folder) => file::required(&folder.join(name)),
            Self::Embedded(_) => Ok(self.optional(name)?.unwrap_or_default()),
        }
    }

    /// Names of files that are there and not read, sorted.
    pub fn others(&self) -> Vec<String> {
        let Self::Disk(folder) = self else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.retain(|name| !KNOWN.contains(&name.as_str()));
        names.sort_unstable();
        names
    }
}
