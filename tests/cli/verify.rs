//! `peaceapp verify`.

use crate::program::run;
use std::path::Path;

/// A made-up pack, its key, and the receipt of one of its judges; `tests/pack` wrote them.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/cli/pack");

fn file(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

#[test]
fn a_pack_is_verified_offline() {
    let key = std::fs::read_to_string(file("key.txt")).expect("a key");
    let arguments = ["verify", &file("pack.json"), "--key", key.trim(), "--receipt", &file("receipt.tlog-proof")];
    let run_with_all = run(&arguments);
    assert_eq!((run_with_all.code, run_with_all.err.as_str()), (0, ""), "{}", run_with_all.out);
    assert!(run_with_all.out.ends_with("\nverified\n") && !run_with_all.out.contains("noted        key"));
    let alone = run(&["verify", &file("pack.json")]);
    assert_eq!(alone.code, 0);
    assert!(alone.out.contains("noted        key          peace.example/c/made-up+"), "{}", alone.out);
}

#[test]
fn the_step_that_fails_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let changed = folder.path().join("changed.json");
    let pack = std::fs::read_to_string(file("pack.json")).expect("a pack");
    std::fs::write(&changed, pack.replacen("\\\"place\\\":1", "\\\"place\\\":2", 1)).expect("written");
    let run = run(&["verify", path(&changed)]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("FAILED       statement") && run.out.ends_with("\nnot verified\n"), "{}", run.out);
    assert!(run.err.contains("statement failed"), "{}", run.err);
}

#[test]
fn wrong_use_is_told_apart_from_a_pack_that_does_not_hold() {
    for arguments in [
        &["verify"][..],
        &["verify", "no such file"],
        &["verify", &file("pack.json"), "--key", "no key"],
        &["verify", &file("pack.json"), "--receipt", "no such file"],
    ] {
        assert_eq!(run(arguments).code, 2, "{arguments:?}");
    }
    assert_eq!(run(&["verify", &file("receipt.tlog-proof")]).code, 1, "no pack");
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path")
}
