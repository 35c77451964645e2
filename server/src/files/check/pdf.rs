//! PDF documents: from the first byte to the last a document and nothing else, as far as can be told without running it.
//! They are only ever given out to be stored, never shown by the site.

use super::CheckError;
use app::error::Problem;
use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
};

/// Where readers look for the end of a document.
const TAIL: u64 = 2048;
/// The furthest from its end that an archive's directory may begin: its end, and the longest comment.
const ARCHIVE_TAIL: u64 = 22 + 65_535;

/// Whether it is a document: its first bytes, the place its table of contents is said to be at, its last bytes; and no
/// archive at the same time.
pub fn check(mut file: File) -> Result<(), CheckError> {
    let size = file.metadata()?.len();
    let mut head = [0; 8];
    file.read_exact(&mut head)?;
    if !(head.starts_with(b"%PDF-1.") || head.starts_with(b"%PDF-2.")) {
        return Err(Problem::FileContent.into());
    }
    let tail = last(&mut file, size, ARCHIVE_TAIL)?;
    if memchr::memmem::find(&tail, b"PK\x05\x06").is_some() {
        return Err(Problem::FileExtra.into());
    }
    let end = tail.trim_ascii_end();
    let Some(end) = end.strip_suffix(b"%%EOF") else {
        let there = memchr::memmem::rfind(&tail, b"%%EOF").is_some();
        return Err(if there { Problem::FileExtra } else { Problem::FileContent }.into());
    };
    let near = end.get(end.len().saturating_sub(usize::try_from(TAIL).unwrap_or_default())..).unwrap_or_default();
    let at = memchr::memmem::rfind(near, b"startxref").ok_or(Problem::FileContent)?;
    let offset = near.get(at + 9..).and_then(|text| std::str::from_utf8(text).ok()).map(str::trim);
    let offset: u64 = offset.and_then(|text| text.parse().ok()).ok_or(Problem::FileContent)?;
    if offset >= size {
        return Err(Problem::FileContent.into());
    }
    file.seek(SeekFrom::Start(offset))?;
    let mut table = Vec::with_capacity(64);
    file.take(64).read_to_end(&mut table)?;
    if is_table(table.trim_ascii_start()) { Ok(()) } else { Err(Problem::FileContent.into()) }
}

fn last(file: &mut File, size: u64, most: u64) -> Result<Vec<u8>, CheckError> {
    file.seek(SeekFrom::Start(size.saturating_sub(most)))?;
    let mut tail = Vec::new();
    file.take(most).read_to_end(&mut tail)?;
    Ok(tail)
}

/// `xref`, or the object that holds a packed table: `12 0 obj`.
fn is_table(text: &[u8]) -> bool {
    if text.starts_with(b"xref") {
        return true;
    }
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let mut number = || words.next().is_some_and(|word| word.iter().all(u8::is_ascii_digit));
    number() && number() && words.next().is_some_and(|word| word.starts_with(b"obj"))
}

#[cfg(test)]
mod tests {
    use super::is_table;

    #[test]
    fn a_table_begins_in_one_of_two_ways() {
        for good in ["xref\n0 5", "12 0 obj\n<<", "12 0 obj<</Type/XRef"] {
            assert!(is_table(good.as_bytes()), "{good}");
        }
        for bad in ["", "x", "12 obj", "a 0 obj", "12 0 R", "%PDF-1.4"] {
            assert!(!is_table(bad.as_bytes()), "{bad}");
        }
    }
}
