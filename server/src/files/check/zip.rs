//! Zip archives: only their directory is read, nothing is unpacked. An archive is taken when every program that opens it
//! finds the same files in it: they stand one behind the other from the first byte, the directory behind them, its end at
//! the end. So nothing is hidden before, between or behind them, and no two of them share their bytes.

use super::CheckError;
use app::error::Problem;
use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
};

/// The most files.
const ENTRIES: u64 = 20_000;
/// The most bytes when unpacked.
const UNPACKED: u64 = 16 * 1024 * 1024 * 1024;
/// The most bytes that one may unpack to, for each it has packed; what is small may have more.
const RATIO: u64 = 200;
/// What is small.
const SMALL: u64 = 16 * 1024 * 1024;
/// Sizes and a checksum that may follow a file's bytes.
const DESCRIPTOR: u64 = 24;
/// The end of the directory, without a comment.
const END: u64 = 22;
const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const LAST: u32 = 0x0605_4b50;

/// A reader of little-endian numbers at known places.
struct Fields<const N: usize>([u8; N]);

impl<const N: usize> Fields<N> {
    fn read(from: &mut impl Read) -> Result<Self, CheckError> {
        let mut bytes = [0; N];
        from.read_exact(&mut bytes)?;
        Ok(Self(bytes))
    }

    fn short(&self, at: usize) -> u64 {
        self.0.iter().skip(at).take(2).rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
    }

    fn long(&self, at: usize) -> u64 {
        self.short(at) | self.short(at + 2) << 16
    }

    fn is(&self, signature: u32) -> bool {
        self.long(0) == u64::from(signature)
    }
}

struct Directory {
    entries: u64,
    from: u64,
    to: u64,
}

/// Whether it is an archive of harmless names and sizes, and nothing else. Gives whether something in it can be started.
pub fn check(file: File) -> Result<bool, CheckError> {
    let size = file.metadata()?.len();
    let mut file = BufReader::new(file);
    let directory = end(&mut file, size)?;
    let listed = list(&mut file, &directory)?;
    files(&mut file, &directory, &listed)?;
    Ok(listed.iter().any(|entry| is_startable(&entry.name)))
}

/// Endings of what is started by itself on some system.
const PROGRAMS: [&str; 12] =
    [".exe", ".msi", ".apk", ".aab", ".dmg", ".appimage", ".x86_64", ".x86", ".jar", ".love", ".ipa", ".sh"];

/// Whether a name is that of a page to begin with, or of a program. A bundle of macOS is a folder with its program in it.
fn is_startable(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_lowercase();
    let last = name.rsplit('/').next().unwrap_or_default();
    matches!(last, "index.html" | "index.htm")
        || PROGRAMS.iter().any(|ending| last.len() > ending.len() && last.ends_with(ending))
        || name.contains(".app/contents/macos/") && !last.is_empty()
}

/// The end of the directory, which must be the end of the file.
fn end(file: &mut BufReader<File>, size: u64) -> Result<Directory, CheckError> {
    if !Fields::<4>::read(file)?.is(LOCAL) {
        return Err(Problem::FileContent.into());
    }
    let at = size.checked_sub(END).ok_or(Problem::FileContent)?;
    file.seek(SeekFrom::Start(at))?;
    let end = Fields::<22>::read(file)?;
    // A comment would stand behind it, and so could anything.
    if !end.is(LAST) || end.short(20) != 0 {
        return Err(Problem::FileExtra.into());
    }
    let (disks, entries) = (end.short(4) | end.short(6), end.short(8));
    if disks != 0 || entries != end.short(10) || entries == 0 {
        return Err(Problem::FileContent.into());
    }
    if entries > ENTRIES {
        return Err(Problem::ArchiveUnsafe.into());
    }
    let (from, length) = (end.long(16), end.long(12));
    if from + length != at {
        return Err(Problem::FileExtra.into());
    }
    Ok(Directory { entries, from, to: at })
}

/// What the directory says of one file.
struct Listed {
    at: u64,
    packed: u64,
    method: u64,
    name: Vec<u8>,
}

fn list(file: &mut BufReader<File>, directory: &Directory) -> Result<Vec<Listed>, CheckError> {
    file.seek(SeekFrom::Start(directory.from))?;
    let mut at = directory.from;
    let mut unpacked = 0_u64;
    let mut listed = Vec::new();
    for _ in 0..directory.entries {
        let entry = Fields::<46>::read(file)?;
        let (name, rest) = (entry.short(28), entry.short(30) + entry.short(32));
        at += 46 + name + rest;
        if !entry.is(CENTRAL) || at > directory.to {
            return Err(Problem::FileContent.into());
        }
        let mut text = vec![0; usize::try_from(name).map_err(|_| CheckError::Internal)?];
        file.read_exact(&mut text)?;
        file.seek_relative(i64::try_from(rest).map_err(|_| CheckError::Internal)?)?;
        let (packed, size) = (entry.long(20), entry.long(24));
        unpacked += size;
        let bomb = size > SMALL && size / packed.max(1) > RATIO || unpacked > UNPACKED;
        // A link to elsewhere: the two upper bytes of the attributes are those of Unix.
        let link = entry.long(38) >> 16 & 0o170_000 == 0o120_000;
        if bomb || link || !is_safe(&text) {
            return Err(Problem::ArchiveUnsafe.into());
        }
        // Stored or deflated, not encrypted: what every program can open. Files of 4 GiB and more do not fit in here.
        let method = entry.short(10);
        if !matches!(method, 0 | 8) || entry.short(8) & 1 != 0 || method == 0 && packed != size {
            return Err(Problem::FileContent.into());
        }
        listed.push(Listed { at: entry.long(42), packed, method, name: text });
    }
    if at != directory.to {
        return Err(Problem::FileExtra.into());
    }
    listed.sort_by_key(|entry| entry.at);
    Ok(listed)
}

/// The files themselves, one behind the other, each as the directory says.
fn files(file: &mut BufReader<File>, directory: &Directory, listed: &[Listed]) -> Result<(), CheckError> {
    let mut end = 0;
    for entry in listed {
        if entry.at < end || entry.at - end > if end == 0 { 0 } else { DESCRIPTOR } {
            return Err(Problem::FileExtra.into());
        }
        file.seek(SeekFrom::Start(entry.at))?;
        let local = Fields::<30>::read(file)?;
        let mut name = vec![0; usize::try_from(local.short(26)).map_err(|_| CheckError::Internal)?];
        file.read_exact(&mut name)?;
        // A program that reads from the front must find what one that reads the directory finds.
        let later = local.short(6) & 8 != 0;
        let same_size = later || local.long(18) == entry.packed;
        if !local.is(LOCAL) || local.short(8) != entry.method || name != entry.name || !same_size {
            return Err(Problem::FileContent.into());
        }
        end = entry.at + 30 + local.short(26) + local.short(28) + entry.packed;
    }
    if end > directory.from || directory.from - end > DESCRIPTOR {
        return Err(Problem::FileExtra.into());
    }
    Ok(())
}

/// Whether a name stays below the folder it is unpacked into, on every system.
fn is_safe(name: &[u8]) -> bool {
    let Ok(name) = std::str::from_utf8(name) else {
        // Old archives have names in the letters of some country: harmless as long as the ASCII in them is.
        return is_safe(&name.iter().map(|byte| if byte.is_ascii() { *byte } else { b'x' }).collect::<Vec<_>>());
    };
    let name = name.strip_suffix('/').unwrap_or(name);
    !name.is_empty()
        && name.len() <= 1024
        && !name.contains(['\\', ':'])
        && !name.chars().any(char::is_control)
        && name.split('/').all(|part| !part.is_empty() && part != "." && !part.trim_end_matches([' ', '.']).is_empty())
}

#[cfg(test)]
mod tests {
    use super::{is_safe, is_startable};

    #[test]
    fn what_is_started_is_known_by_its_name() {
        for good in ["index.html", "web/INDEX.HTM", "Boat.exe", "boat.x86_64", "Boat.app/Contents/MacOS/Boat", "a.apk"]
        {
            assert!(is_startable(good.as_bytes()), "{good}");
        }
        for bad in ["readme.txt", "boat.exe/", ".exe", "index.html.txt", "Boat.app/Contents/Info.plist", "src/main.rs"]
        {
            assert!(!is_startable(bad.as_bytes()), "{bad}");
        }
    }

    #[test]
    fn names_stay_below_their_folder() {
        for good in ["a", "game/index.html", "game/", "لعبة/قارب.png", "a..b/c...d", ".gitignore", "caf\u{e9}.txt"]
        {
            assert!(is_safe(good.as_bytes()), "{good}");
        }
        assert!(is_safe(b"caf\xe9.txt"));
        let long = "a".repeat(1025);
        for bad in [
            "",
            "/",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "..",
            "a/..",
            "a//b",
            "./a",
            "a\\b",
            "..\\a",
            "C:/a",
            "a\0b",
            "a\nb",
            ".. /a",
            "a/... /b",
            &long,
        ] {
            assert!(!is_safe(bad.as_bytes()), "{bad:?}");
        }
        assert!(!is_safe(b"..\\\xe9"));
    }
}
