//! Files as people send them, made byte by byte.

use image::{DynamicImage, ImageFormat, RgbImage};
use std::io::Cursor;

/// A small picture with something to see in it.
pub fn picture(format: ImageFormat) -> Vec<u8> {
    let points = RgbImage::from_fn(40, 30, |x, y| image::Rgb([(x * 6) as u8, (y * 8) as u8, 90]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(points).write_to(&mut out, format).expect("encoded");
    out.into_inner()
}

/// A document of one empty page.
pub fn pdf() -> Vec<u8> {
    let body = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n\
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n";
    let end =
        format!("xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n{}\n%%EOF\n", body.len());
    format!("{body}{end}").into_bytes()
}

/// A file in an archive, stored as it is, and what its headers say of it.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its name in the directory.
    pub name: Vec<u8>,
    /// Its name before its bytes.
    pub local_name: Vec<u8>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many it says it unpacks to.
    pub unpacked: u32,
    /// How it says it is packed: 0 as it is, 8 deflated.
    pub method: u16,
    /// Its attributes of Unix.
    pub mode: u16,
    /// Its flags.
    pub flags: u16,
}

impl Member {
    /// An honest one.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.into(),
            local_name: name.into(),
            bytes: bytes.into(),
            unpacked: u32::try_from(bytes.len()).expect("small"),
            method: 0,
            mode: 0o100_644,
            flags: 0,
        }
    }
}

/// An archive.
pub fn zip(members: &[Member]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let at = u32::try_from(out.len()).expect("small");
        let sizes = |into: &mut Vec<u8>, name: &[u8]| {
            into.extend(0_u32.to_le_bytes());
            into.extend(u32::try_from(member.bytes.len()).expect("small").to_le_bytes());
            into.extend(member.unpacked.to_le_bytes());
            into.extend(u16::try_from(name.len()).expect("short").to_le_bytes());
        };
        let kind = |into: &mut Vec<u8>| {
            into.extend(member.flags.to_le_bytes());
            into.extend(member.method.to_le_bytes());
            into.extend([0; 4]);
        };
        out.extend(b"PK\x03\x04\x14\0");
        kind(&mut out);
        sizes(&mut out, &member.local_name);
        out.extend([0; 2]);
        out.extend(&member.local_name);
        out.extend(&member.bytes);
        directory.extend(b"PK\x01\x02\x14\x03\x14\0");
        kind(&mut directory);
        sizes(&mut directory, &member.name);
        directory.extend([0; 8]);
        directory.extend((u32::from(member.mode) << 16).to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(&member.name);
    }
    let count = u16::try_from(members.len()).expect("few");
    let (length, from) = (u32::try_from(directory.len()), u32::try_from(out.len()));
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(length.expect("small").to_le_bytes());
    out.extend(from.expect("small").to_le_bytes());
    out.extend([0; 2]);
    out
}

/// An honest archive of a game.
pub fn build() -> Vec<u8> {
    zip(&[Member::new("game/", b""), Member::new("game/index.html", b"<h1>Boat</h1>")])
}

/// An archive with so many bytes in it, without them: what stands before and what behind.
pub fn large_build(size: usize) -> (Vec<u8>, Vec<u8>) {
    let mut whole = zip(&[Member::new("data", b"")]);
    let directory = whole.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
    let size = u32::try_from(size).expect("less than 4 GiB");
    let end = whole.len() - 6;
    let from = u32::try_from(directory).expect("small") + size;
    for (at, value) in [(18, size), (22, size), (directory + 20, size), (directory + 24, size), (end, from)] {
        whole[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    let behind = whole.split_off(directory);
    (whole, behind)
}

/// A form in parts, with a file, as a browser posts it; and the type that says so.
pub fn parts(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> (String, Vec<u8>) {
    const BOUNDARY: &str = "----a-boundary-of-tests";
    let mut out = Vec::new();
    for (name, value) in fields {
        out.extend(
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    if let Some((name, bytes)) = file {
        // As browsers do it; whatever the type says is not believed.
        let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n");
        out.extend(head.bytes());
        out.extend(b"Content-Type: text/html\r\n\r\n");
        out.extend(bytes);
        out.extend(b"\r\n");
    }
    out.extend(format!("--{BOUNDARY}--\r\n").bytes());
    (format!("multipart/form-data; boundary={BOUNDARY}"), out)
}
