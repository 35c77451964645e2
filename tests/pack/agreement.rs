//! The verifier in Python, which was written from `docs/result-pack.md`: asked once, about a folder of packs.

use super::*;
use std::{fs, path::Path, process::Command};

/// What a verifier says of a file: `verified`, or the step that fails.
fn verdict(file: &[u8], outside: &Outside) -> String {
    let report = verify(file, outside, ed25519);
    report.failed().map_or("verified", |step| step.name.as_str()).to_owned()
}

#[test]
fn both_verifiers_name_the_same_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(9);
    let mut expected = Vec::new();
    for number in (0..30).chain([644, 652]) {
        let pack = made(number);
        let outside = Outside { key: Some(pack.key.clone()), ..Outside::default() };
        let mut files = vec![pack.file.clone().into_bytes()];
        if pack.file.contains("\\\"marks\\\"") {
            files.push(resealed(&mut chance, &pack.file).file);
        }
        files.extend((0..6).map(|_| tampered(&mut chance, &pack.file).file));
        for (at, file) in files.iter().enumerate() {
            let name = format!("{number:03}-{at}.json");
            fs::write(folder.path().join(&name), file).expect("written");
            expected.push(format!("{name} {}", verdict(file, &outside)));
        }
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify_pack.py");
    let run = Command::new("python3")
        .arg(script)
        .args(["--folder", folder.path().to_str().expect("a path"), "--key", &made(0).key])
        .output()
        .expect("Python 3 is there");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let said = String::from_utf8(run.stdout).expect("text");
    for (said, expected) in said.lines().zip(&expected) {
        assert_eq!(said, expected);
    }
    assert_eq!(said.lines().count(), expected.len());
    assert!(expected.iter().filter(|line| line.ends_with(" verified")).count() >= 30);
}
