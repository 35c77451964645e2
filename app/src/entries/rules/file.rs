//! Files of entries: how large, how many, and what may be said of them.

use crate::{
    entries::model::{EntryFile, FileKind, MediaType},
    error::{AppError, FormCheck, Problem},
    text,
};
use serde::{Deserialize, Serialize};

/// Bytes of a mebibyte.
pub const MEBIBYTE: u64 = 1024 * 1024;
/// The most a picture may have as it is sent.
pub const SCREENSHOT_MEBIBYTES: u64 = 10;
/// The most a document may have.
pub const DOCUMENT_MEBIBYTES: u64 = 20;
/// What an entry's files may have together beyond the limit of one build.
pub const MEBIBYTES_BESIDE_BUILD: u64 = 100;
/// The most files of one entry.
pub const FILES: usize = 10;
/// The most characters of what a picture shows.
pub const ALT_CHARACTERS: usize = 250;
/// The most characters of a file's name.
pub const NAME_CHARACTERS: usize = 120;

/// What a form says of a file besides its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileForm {
    /// The word of a [`FileKind`].
    pub kind: String,
    /// What a picture shows.
    pub alt: String,
}

/// What is said of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDetails {
    /// What it is for.
    pub kind: FileKind,
    /// What a picture shows; of other files nothing.
    pub alt: String,
}

/// Reads the form.
///
/// # Errors
/// [`AppError::Invalid`] at `kind`, `alt`.
pub fn file(form: &FileForm) -> Result<FileDetails, AppError> {
    let mut check = FormCheck::default();
    let kind = check.take("kind", FileKind::parse(&form.kind).ok_or(Problem::Choice));
    let alt = match kind {
        Some(FileKind::Screenshot) => check.take("alt", alt(&form.alt)),
        _ => Some(String::new()),
    };
    check.finish()?;
    match (kind, alt) {
        (Some(kind), Some(alt)) => Ok(FileDetails { kind, alt }),
        _ => Err(AppError::Internal),
    }
}

/// What a picture shows, for those who do not see it.
///
/// # Errors
/// [`Problem`] when it is empty, too long, or holds control characters.
pub fn alt(written: &str) -> Result<String, Problem> {
    text::required_line(written, ALT_CHARACTERS)
}

/// Endings of programs and of pages: none of them may stand before the last one, as in `game.exe.png`.
const PROGRAMS: [&str; 28] = [
    "apk", "app", "bat", "cmd", "com", "css", "dll", "dmg", "exe", "gif", "hta", "htm", "html", "jar", "js", "lnk",
    "mjs", "msi", "php", "phtml", "ps1", "py", "scr", "sh", "svg", "vbs", "xhtml", "xml",
];

/// The name a file keeps, and what its ending promises it holds. The name is only ever shown: nothing is stored under it.
///
/// # Errors
/// [`Problem::Required`] without one, [`Problem::FileName`] for one that could mislead, [`Problem::FileType`] when its
/// ending is not one of this kind.
pub fn file_name(kind: FileKind, sent: &str) -> Result<(String, MediaType), Problem> {
    if sent.is_empty() {
        return Err(Problem::Required);
    }
    if sent.chars().any(char::is_control)
        || sent.contains(['/', '\\', '<', '>', '"', ':', '|', '?', '*'])
        || sent.starts_with('.')
    {
        return Err(Problem::FileName);
    }
    let name = text::required_line(sent, NAME_CHARACTERS).map_err(|problem| match problem {
        Problem::TooManyCharacters { .. } => problem,
        _ => Problem::FileName,
    })?;
    let mut parts = name.rsplit('.').map(|part| part.trim().to_lowercase());
    let ending = parts.next().unwrap_or_default();
    let found = MediaType::of_ending(&ending).filter(|found| found.kind() == kind).ok_or(Problem::FileType)?;
    let mut before = parts.collect::<Vec<_>>();
    // The first part is the name proper.
    before.pop().filter(|name| !name.is_empty()).ok_or(Problem::FileName)?;
    let hides = |part: &String| PROGRAMS.contains(&part.as_str()) || MediaType::of_ending(part).is_some();
    // What is in an archive is its own business: `game.exe.zip` is an honest name.
    if kind != FileKind::Build && before.iter().any(hides) { Err(Problem::FileName) } else { Ok((name, found)) }
}

/// The most mebibytes a file of a kind may have, where builds may have `build`.
pub const fn most(kind: FileKind, build: u64) -> u64 {
    match kind {
        FileKind::Screenshot => SCREENSHOT_MEBIBYTES,
        FileKind::Document => DOCUMENT_MEBIBYTES,
        FileKind::Build => build,
    }
}

/// The most mebibytes an entry's files may have together.
pub const fn most_together(build: u64) -> u64 {
    build + MEBIBYTES_BESIDE_BUILD
}

/// How many bytes there is room for beside the files that are there.
///
/// # Errors
/// [`Problem::TooManyFiles`], [`Problem::FilesTotal`].
pub fn room(there: &[EntryFile], build: u64) -> Result<u64, Problem> {
    if there.len() >= FILES {
        return Err(Problem::TooManyFiles { max: FILES });
    }
    let used: u64 = there.iter().map(|file| file.size).sum();
    let all = most_together(build);
    match (all * MEBIBYTE).checked_sub(used) {
        None | Some(0) => Err(Problem::FilesTotal { mebibytes: all }),
        Some(left) => Ok(left),
    }
}

/// Whether one more file fits beside those that are there.
///
/// # Errors
/// As [`room`]; [`Problem::FileTwice`] when the same bytes are there already.
pub fn fits(there: &[EntryFile], build: u64, size: u64, sha256: &str) -> Result<(), Problem> {
    if there.iter().any(|file| file.sha256 == sha256) {
        return Err(Problem::FileTwice);
    }
    if size > room(there, build)? { Err(Problem::FilesTotal { mebibytes: most_together(build) }) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::AttachmentId;

    #[test]
    fn a_picture_needs_words_and_other_files_do_not() {
        let form = |kind: &str, alt: &str| file(&FileForm { kind: kind.into(), alt: alt.into() });
        assert_eq!(form("screenshot", " ").err(), Some(AppError::field("alt", Problem::Required)));
        assert_eq!(form("screenshot", " Two  boats ").expect("good").alt, "Two boats");
        assert_eq!(form("build", "ignored").expect("good").alt, "");
        assert_eq!(form("film", "").err(), Some(AppError::field("kind", Problem::Choice)));
    }

    #[test]
    fn a_name_says_what_it_holds_and_nothing_else() {
        let good = |kind, name| file_name(kind, name).map(|(name, media_type)| (name, media_type.as_str()));
        assert_eq!(good(FileKind::Screenshot, "Boat 1.PNG"), Ok(("Boat 1.PNG".into(), "image/png")));
        assert_eq!(good(FileKind::Screenshot, "قارب.jpeg"), Ok(("قارب.jpeg".into(), "image/jpeg")));
        assert_eq!(good(FileKind::Build, "boat.v1.2.zip"), Ok(("boat.v1.2.zip".into(), "application/zip")));
        assert!(good(FileKind::Build, "boat.exe.zip").is_ok());
        for (kind, name, problem) in [
            (FileKind::Screenshot, "", Problem::Required),
            (FileKind::Screenshot, "a.svg", Problem::FileType),
            (FileKind::Screenshot, "a.pdf", Problem::FileType),
            (FileKind::Screenshot, "png", Problem::FileName),
            (FileKind::Screenshot, ".png", Problem::FileName),
            (FileKind::Screenshot, "a.exe.png", Problem::FileName),
            (FileKind::Screenshot, "a.PHP .png", Problem::FileName),
            (FileKind::Screenshot, "a.pdf.png", Problem::FileName),
            (FileKind::Screenshot, "a.png\0.png", Problem::FileName),
            (FileKind::Document, "../a.pdf", Problem::FileName),
            (FileKind::Document, "C:\\a.pdf", Problem::FileName),
            (FileKind::Document, "a.pdf\n", Problem::FileName),
            (FileKind::Document, "a\t.pdf", Problem::FileName),
            (FileKind::Build, "a.jar", Problem::FileType),
        ] {
            assert_eq!(file_name(kind, name).err(), Some(problem), "{name:?}");
        }
        let long = format!("{}.zip", "a".repeat(NAME_CHARACTERS));
        assert_eq!(file_name(FileKind::Build, &long).err(), Some(Problem::TooManyCharacters { max: NAME_CHARACTERS }));
    }

    fn there(size: u64, sha256: &str) -> EntryFile {
        EntryFile {
            id: AttachmentId::new(uuid::Uuid::nil()),
            kind: FileKind::Build,
            name: String::new(),
            alt: String::new(),
            media_type: MediaType::Zip,
            size,
            sha256: sha256.into(),
        }
    }

    #[test]
    fn there_is_room_for_ten_files_and_a_build_with_something_beside_it() {
        assert_eq!(room(&[], 200), Ok(300 * MEBIBYTE));
        let big = [there(299 * MEBIBYTE, "a")];
        assert_eq!(fits(&big, 200, MEBIBYTE, "b"), Ok(()));
        assert_eq!(fits(&big, 200, MEBIBYTE + 1, "b"), Err(Problem::FilesTotal { mebibytes: 300 }));
        assert_eq!(fits(&big, 200, 1, "a"), Err(Problem::FileTwice));
        // The organisers lowered the limit afterwards.
        assert_eq!(room(&big, 100), Err(Problem::FilesTotal { mebibytes: 200 }));
        let many: Vec<_> = (0..FILES).map(|n| there(1, &n.to_string())).collect();
        assert_eq!(room(&many, 200), Err(Problem::TooManyFiles { max: FILES }));
        assert_eq!(most(FileKind::Screenshot, 200), 10);
        assert_eq!(most(FileKind::Build, 2048), 2048);
    }
}
