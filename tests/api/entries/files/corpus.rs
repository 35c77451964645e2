//! Files that are not what they say, or more than that: a corpus made here, byte by byte. None may be kept as it came.
//! A picture may be taken when what is kept of it, drawn anew, has nothing of what was hidden.

mod bytes;

use super::*;
use bytes::{chunk, deflated_noughts, join, png};
use samples::{Member, pdf, picture, zip};

/// What is hidden in a file that could be cleaned by drawing it anew.
const MARK: &[u8] = b"<script>alert('hidden')</script>";

/// A file, and what is expected of it.
struct Odd {
    label: String,
    kind: &'static str,
    name: String,
    bytes: Vec<u8>,
    /// Whether a picture drawn anew from it may be kept.
    may_be_cleaned: bool,
}

#[derive(Default)]
struct Corpus(Vec<Odd>);

impl Corpus {
    fn bad(&mut self, label: impl Into<String>, kind: &'static str, name: &str, bytes: Vec<u8>) {
        self.0.push(Odd { label: label.into(), kind, name: name.into(), bytes, may_be_cleaned: false });
    }

    fn hides(&mut self, label: impl Into<String>, name: &str, bytes: Vec<u8>) {
        self.0.push(Odd { label: label.into(), kind: "screenshot", name: name.into(), bytes, may_be_cleaned: true });
    }
}

const FORMATS: [(&str, ImageFormat); 3] =
    [("png", ImageFormat::Png), ("jpg", ImageFormat::Jpeg), ("webp", ImageFormat::WebP)];

/// Every kind of file under the ending of every other kind.
fn wrong_endings(corpus: &mut Corpus) {
    let all: [(&str, Vec<u8>); 12] = [
        ("png", picture(ImageFormat::Png)),
        ("jpg", picture(ImageFormat::Jpeg)),
        ("webp", picture(ImageFormat::WebP)),
        ("pdf", pdf()),
        ("zip", samples::build()),
        ("gif", b"GIF89a/*\x01\0\x01\0\0\0\0*/=1;alert(1)//;".to_vec()),
        ("html", b"<!doctype html><script>alert(1)</script>".to_vec()),
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("exe", b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec()),
        ("elf", b"\x7fELF\x02\x01\x01\0".to_vec()),
        ("bmp", b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0".to_vec()),
        ("empty", Vec::new()),
    ];
    for (is, bytes) in &all {
        for (kind, says) in [
            ("screenshot", "png"),
            ("screenshot", "jpg"),
            ("screenshot", "webp"),
            ("document", "pdf"),
            ("build", "zip"),
        ] {
            if is != &says {
                corpus.bad(format!("{is} as {says}"), kind, &format!("file.{says}"), bytes.clone());
            }
        }
        // Under its own ending, where no such kind is taken.
        let other = if ["png", "jpg", "webp"].contains(is) { "document" } else { "screenshot" };
        corpus.bad(format!("{is} as itself"), other, &format!("file.{is}"), bytes.clone());
    }
}

fn names(corpus: &mut Corpus) {
    for name in [
        "boat.exe.png",
        "boat.html.png",
        "boat.php.png",
        "boat.svg.png",
        "boat.js.png",
        "boat.pdf.png",
        "boat.png.exe",
        "boat.png ",
        "boat.png.",
        "../boat.png",
        "..\\boat.png",
        "/etc/passwd.png",
        "C:\\boat.png",
        "boat.png\0.html",
        "boat\0.png",
        "boat\t.png",
        "boat\u{7f}.png",
        ".png",
        "png",
        "boat",
        "boat.PNG.html",
        "boat<script>.png",
        "boat.png:stream.png",
        "boat?.png",
        "boat|.png",
        "\u{202e}gnp.exe",
    ] {
        if name == "boat.png " {
            // White space at the end is taken away, and then it is a plain name.
            continue;
        }
        corpus.bad(format!("name {name:?}"), "screenshot", name, picture(ImageFormat::Png));
    }
    for name in ["rules.html.pdf", "../rules.pdf", "rules.pdf.js", "rules.pdf\0"] {
        corpus.bad(format!("name {name:?}"), "document", name, pdf());
    }
    for name in ["game.apk", "game.jar", "../game.zip", "game.zip.exe", "a/b.zip"] {
        corpus.bad(format!("name {name:?}"), "build", name, samples::build());
    }
}

fn pictures(corpus: &mut Corpus) {
    for (ending, format) in FORMATS {
        let (name, whole) = (format!("file.{ending}"), picture(format));
        corpus.hides(format!("{ending} with markup behind"), &name, join(&[&whole, MARK]));
        corpus.hides(format!("{ending} with an archive behind"), &name, join(&[&whole, MARK, &samples::build()]));
        corpus.hides(format!("{ending} with a document behind"), &name, join(&[&whole, MARK, &pdf()]));
        corpus.bad(format!("{ending} with something before"), "screenshot", &name, join(&[MARK, &whole]));
        for part in [whole.len() / 4, whole.len() / 2, whole.len() * 3 / 4] {
            corpus.bad(format!("{ending} cut at {part}"), "screenshot", &name, whole[..part].to_vec());
        }
        corpus.bad(format!("{ending}, only its first bytes"), "screenshot", &name, whole[..16].to_vec());
        let mut broken = whole.clone();
        broken[16..40].fill(0xFF);
        corpus.bad(format!("{ending} with a broken header"), "screenshot", &name, broken);
    }
    let jpeg = picture(ImageFormat::Jpeg);
    let segment = |marker: u8, data: &[u8]| {
        join(&[&[0xFF, marker], &u16::try_from(data.len() + 2).expect("short").to_be_bytes(), data])
    };
    for (label, marker) in [("comment", 0xFE), ("EXIF", 0xE1), ("profile", 0xE2), ("Photoshop", 0xED)] {
        let bytes = join(&[&jpeg[..2], &segment(marker, MARK), &jpeg[2..]]);
        corpus.hides(format!("jpg with markup in its {label}"), "file.jpg", bytes);
    }
    let points = |text: &[u8]| png(1, 1, text, b"\x78\x01\x01\x04\0\xfb\xff\0\x01\x02\x03\0\x11\0\x07");
    for (label, name) in [("text", b"tEXt"), ("international text", b"iTXt"), ("EXIF", b"eXIf"), ("own", b"xxXx")] {
        corpus.hides(format!("png with markup in its {label}"), "file.png", points(&chunk(name, MARK)));
    }
    let bomb = join(&[b"Comment\0\0", &deflated_noughts(200)]);
    corpus.hides("png with a packed comment of 200 MiB", "file.png", points(&chunk(b"zTXt", &bomb)));
    let profile = join(&[b"p\0\0", &deflated_noughts(200)]);
    corpus.hides("png with a packed profile of 200 MiB", "file.png", points(&chunk(b"iCCP", &profile)));
    for (label, width, height) in [
        ("100,000 by 100,000", 100_000, 100_000),
        ("8193 by 1", 8193, 1),
        ("1 by 8193", 1, 8193),
        ("8192 by 8192, more than memory", 8192, 8192),
        ("nothing by nothing", 0, 0),
        ("the most that can be said", u32::MAX, u32::MAX),
    ] {
        corpus.bad(format!("png of {label}"), "screenshot", "file.png", png(width, height, b"", &deflated_noughts(1)));
    }
    corpus.bad(
        "png with too few points",
        "screenshot",
        "file.png",
        png(64, 64, b"", b"\x78\x01\x01\x04\0\xfb\xff\0\x01\x02\x03\0\x11\0\x07"),
    );
    let webp = |tag: &[u8], data: &[u8]| {
        let size = u32::try_from(4 + 8 + data.len()).expect("small").to_le_bytes();
        join(&[b"RIFF", &size, b"WEBP", tag, &u32::try_from(data.len()).expect("small").to_le_bytes(), data])
    };
    corpus.bad("webp of sound", "screenshot", "file.webp", webp(b"fmt ", &[0; 16]));
    corpus.bad(
        "webp of 16,384 by 16,384",
        "screenshot",
        "file.webp",
        webp(b"VP8L", &[0x2f, 0xff, 0xff, 0xff, 0x0f, 0, 0]),
    );
}

fn documents(corpus: &mut Corpus) {
    let whole = pdf();
    for (label, bytes) in [
        ("markup behind", join(&[&whole, MARK])),
        ("an archive behind", join(&[&whole, &samples::build()])),
        ("markup before", join(&[MARK, &whole])),
        ("a picture before", join(&[&picture(ImageFormat::Png), &whole])),
        ("a comment before", join(&[b"% \n", &whole])),
        ("its end cut off", whole[..whole.len() - 8].to_vec()),
        ("its first half", whole[..whole.len() / 2].to_vec()),
        ("only its first bytes", b"%PDF-1.4\n".to_vec()),
        ("no table", b"%PDF-1.4\n<html>\n%%EOF\n".to_vec()),
        ("a table that is elsewhere", b"%PDF-1.4\n1 0 obj<<>>endobj\nstartxref\n999999\n%%EOF\n".to_vec()),
        ("a table that is none", b"%PDF-1.4\n<script>\nstartxref\n9\n%%EOF\n".to_vec()),
        ("a version of its own", join(&[b"%PDF-9.9", &whole[8..]])),
        ("noughts behind", join(&[&whole, &[0; 64]])),
    ] {
        corpus.bad(format!("pdf with {label}"), "document", "file.pdf", bytes);
    }
    // An archive whose comment is the end of a document.
    let mut archive = samples::build();
    let tail = b"\nstartxref\n9\n%%EOF";
    let at = archive.len() - 2;
    archive[at..].copy_from_slice(&u16::try_from(tail.len()).expect("short").to_le_bytes());
    corpus.bad("pdf that is an archive", "document", "file.pdf", join(&[b"%PDF-1.4\nxref\n", &archive, tail]));
}

fn archives(corpus: &mut Corpus) {
    for name in [
        "../evil",
        "a/../../evil",
        "/etc/passwd",
        "..\\evil",
        "C:\\evil",
        "a\\..\\..\\evil",
        "a\0b",
        "a//b",
        "./a",
        "..",
        "con:x",
        "a/..",
        "a\nb",
        "",
    ] {
        corpus.bad(format!("zip with {name:?}"), "build", "file.zip", zip(&[Member::new(name, b"x")]));
    }
    let honest = Member::new("index.html", b"<h1>Boat</h1>");
    let twisted = |change: &dyn Fn(&mut Member)| {
        let mut member = honest.clone();
        change(&mut member);
        zip(&[Member::new("first", b"x"), member, Member::new("last", b"y")])
    };
    for (label, bytes) in [
        (
            "a bomb by its size",
            twisted(&|m| {
                m.method = 8;
                m.unpacked = u32::MAX - 1
            }),
        ),
        (
            "a bomb by its ratio",
            twisted(&|m| {
                m.method = 8;
                m.unpacked = 32 * 1024 * 1024
            }),
        ),
        ("two names for one file", twisted(&|m| m.local_name = b"other.html".to_vec())),
        ("a method nobody knows", twisted(&|m| m.method = 99)),
        ("a secret", twisted(&|m| m.flags = 1)),
        ("a link to elsewhere", twisted(&|m| m.mode = 0o120_777)),
        ("more than it holds", twisted(&|m| m.unpacked = 1000)),
    ] {
        corpus.bad(format!("zip with {label}"), "build", "file.zip", bytes);
    }
    // Five that unpack to 4 GiB each.
    let big: Vec<_> = (0..5)
        .map(|n| {
            let mut member = Member::new(&format!("{n}"), &vec![0; 22 * 1024 * 1024 / 1024]);
            member.method = 8;
            member.unpacked = 4_294_967_294;
            member
        })
        .collect();
    corpus.bad("zip of 20 GiB", "build", "file.zip", zip(&big));
    let many: Vec<_> = (0..20_001).map(|n| Member::new(&n.to_string(), b"")).collect();
    corpus.bad("zip of 20,001 files", "build", "file.zip", zip(&many));
    let whole = samples::build();
    let mut overlapping = zip(&[honest.clone(), honest.clone()]);
    let second = overlapping.windows(4).rposition(|four| four == b"PK\x01\x02").expect("a directory");
    overlapping[second + 42..second + 46].fill(0);
    let mut comment = whole.clone();
    let at = comment.len() - 2;
    comment[at..].copy_from_slice(&4_u16.to_le_bytes());
    let shift = |bytes: &[u8], by: u32| {
        // The directory's place, so that programs which believe it find it in spite of what stands before.
        let mut bytes = bytes.to_vec();
        let at = bytes.len() - 6;
        let from = u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four")) + by;
        bytes[at..at + 4].copy_from_slice(&from.to_le_bytes());
        bytes
    };
    let mark = u32::try_from(MARK.len()).expect("short");
    let mut hole = whole.clone();
    let directory = hole.windows(4).position(|four| four == b"PK\x01\x02").expect("a directory");
    hole.splice(directory..directory, MARK.iter().copied());
    let mut wrong_count = whole.clone();
    let at = wrong_count.len() - 14;
    wrong_count[at..at + 4].copy_from_slice(&[9, 0, 9, 0]);
    for (label, bytes) in [
        ("a program before", join(&[b"#!/bin/sh\n", &whole])),
        ("markup before, told", join(&[MARK, &shift(&whole, mark)])),
        ("markup behind", join(&[&whole, MARK])),
        ("a comment", join(&[&comment, b"text"])),
        ("another behind", join(&[&whole, &whole])),
        ("bytes shared by two files", overlapping),
        ("markup between files and directory", shift(&hole, mark)),
        ("its end cut off", whole[..whole.len() - 1].to_vec()),
        ("its first half", whole[..whole.len() / 2].to_vec()),
        ("nothing in it", zip(&[])),
        ("a wrong count", wrong_count),
        ("noughts", vec![0; 4096]),
    ] {
        corpus.bad(format!("zip with {label}"), "build", "file.zip", bytes);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_kept_that_is_not_what_it_says() {
    let mut corpus = Corpus::default();
    wrong_endings(&mut corpus);
    names(&mut corpus);
    pictures(&mut corpus);
    documents(&mut corpus);
    archives(&mut corpus);
    let all = corpus.0.len();
    assert!(all >= 100, "{all} files");
    let mut place = Place::open().await;
    let (mut wrong, mut cleaned) = (Vec::new(), 0);
    for odd in corpus.0 {
        let reply = place.add(odd.kind, &odd.name, &odd.bytes).await;
        // A name that no head of a part can carry is refused with the whole form.
        let unreadable = reply.status == 400 && odd.name.chars().any(char::is_control);
        if unreadable || reply.status == 422 && reply.body.contains("\"file\"") {
            continue;
        }
        if reply.status != 200 || !odd.may_be_cleaned {
            wrong.push(format!("{}: {} {}", odd.label, reply.status, reply.body));
            continue;
        }
        // What is kept is a picture and has nothing of what was hidden.
        let id = place.newest().await;
        let kept = place.ann.get(&format!("/files/{id}")).await.bytes;
        let clean = image::load_from_memory(&kept).is_ok() && !kept.windows(8).any(|part| part == &MARK[..8]);
        if !clean || kept.windows(4).any(|part| part == b"PK\x03\x04") {
            wrong.push(format!("{}: kept with what was hidden", odd.label));
        }
        cleaned += 1;
        let fields = [("entry", place.entry.as_str()), ("file", id.as_str())];
        assert_eq!(place.ann.call("entries/remove_file", &fields).await.status, 200);
    }
    assert!(wrong.is_empty(), "{} of {all}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cleaned >= 15, "{cleaned} pictures were cleaned: the others have to be refused for what hides in them");
    assert_eq!(place.rows().await, 0);
    assert_eq!(place.on_disk().0, 0);
}

/// What honest programs make is taken.
#[tokio::test]
async fn honest_files_are_taken() {
    let mut place = Place::open().await;
    let deep: Vec<_> = (0..3000).map(|n| Member::new(&format!("game/level{n}/data.bin"), &[n as u8])).collect();
    let mut streamed = Member::new("streamed", b"bytes");
    streamed.mode = 0;
    for (kind, name, bytes) in [
        ("build", "many.zip", zip(&deep)),
        ("build", "game.exe.zip", zip(&[Member::new("لعبة/قارب.exe", b"MZ"), streamed])),
        ("document", "about.pdf", join(&[&pdf(), b"\r\n\n"])),
        ("screenshot", "قارب السلام.PNG", picture(ImageFormat::Png)),
        ("screenshot", "one.png", png(1, 1, b"", b"\x78\x01\x01\x04\0\xfb\xff\0\x01\x02\x03\0\x11\0\x07")),
    ] {
        let reply = place.add(kind, name, &bytes).await;
        assert_eq!(reply.status, 200, "{name}: {}", reply.body);
    }
}

/// A picture that was taken with the camera turned is drawn upright, and does not say where.
#[tokio::test]
async fn a_turned_picture_is_upright_afterwards() {
    let mut place = Place::open().await;
    let jpeg = picture(ImageFormat::Jpeg);
    // Orientation 6: turned by a quarter.
    let exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS here";
    let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
    let turned = join(&[&jpeg[..2], &[0xFF, 0xE1], &length, exif, &jpeg[2..]]);
    assert_eq!(place.add("screenshot", "boat.jpg", &turned).await.status, 200);
    let id = place.newest().await;
    let kept = place.ann.get(&format!("/files/{id}")).await.bytes;
    let drawn = image::load_from_memory(&kept).expect("a picture");
    assert_eq!((drawn.width(), drawn.height()), (30, 40));
    assert!(!kept.windows(3).any(|part| part == b"GPS"));
}
