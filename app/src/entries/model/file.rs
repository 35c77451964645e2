//! Files that belong to an entry.

use crate::ids::AttachmentId;
use serde::{Deserialize, Serialize};

/// What a file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture of it.
    Screenshot,
    /// Something to read.
    Document,
    /// The work itself.
    Build,
}

impl FileKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Screenshot, Self::Document, Self::Build];

    /// The word used in storage and forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Screenshot => "screenshot",
            Self::Document => "document",
            Self::Build => "build",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// What a file holds, as it was found out; never as the browser that sent it said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaType {
    /// A PNG picture.
    #[serde(rename = "image/png")]
    Png,
    /// A JPEG picture.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A WebP picture.
    #[serde(rename = "image/webp")]
    Webp,
    /// A PDF document.
    #[serde(rename = "application/pdf")]
    Pdf,
    /// A zip archive.
    #[serde(rename = "application/zip")]
    Zip,
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Png, Self::Jpeg, Self::Webp, Self::Pdf, Self::Zip];

    /// The name used in storage and in `Content-Type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
            Self::Zip => "application/zip",
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// What the ending of a file name, in small letters, promises.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "png" => Some(Self::Png),
            "jpg" | "jpeg" => Some(Self::Jpeg),
            "webp" => Some(Self::Webp),
            "pdf" => Some(Self::Pdf),
            "zip" => Some(Self::Zip),
            _ => None,
        }
    }

    /// What it can be for.
    pub const fn kind(self) -> FileKind {
        match self {
            Self::Png | Self::Jpeg | Self::Webp => FileKind::Screenshot,
            Self::Pdf => FileKind::Document,
            Self::Zip => FileKind::Build,
        }
    }
}

/// A file of an entry, as it is listed and frozen: everything but the bytes, which its digest names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryFile {
    /// Its id.
    pub id: AttachmentId,
    /// What it is for.
    pub kind: FileKind,
    /// What the team called it.
    pub name: String,
    /// What a picture shows, in words; of other files nothing.
    pub alt: String,
    /// What it holds.
    pub media_type: MediaType,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// What was found in a file when it was read. It helps its team, and is not part of what is frozen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FileFacts {
    /// The points of a picture, across and down.
    pub points: Option<(u32, u32)>,
    /// Whether an archive has something in it that can be started.
    pub startable: Option<bool>,
}
