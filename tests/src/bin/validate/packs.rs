//! Result packs of made-up competitions: no false alarm, no change unseen, two verifiers of one mind (trust.md I-06, I-07).

use crate::report::Report;
use app::results::pack::{Outside, verify};
use server::cli::verify::ed25519;
use std::{fs, path::Path, process::Command};
use tests::packs::{Chance, MadePack, made, resealed, tampered};

const PACKS: u64 = 1_000;
/// Changes of each of the first packs, of which there are a fifth of all.
const CHANGES: usize = 50;

/// The step that fails, or `verified`.
fn verdict(file: &[u8], outside: &Outside) -> String {
    verify(file, outside, ed25519).failed().map_or("verified", |step| step.name.as_str()).to_owned()
}

fn known(pack: &MadePack) -> Outside {
    Outside { key: Some(pack.key.clone()), receipts: Vec::new(), checkpoints: Some(pack.checkpoints.clone()) }
}

/// Makes packs, changes them, and asks both verifiers.
pub fn check(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut chance = Chance::new(2026);
    let (mut alarms, mut unseen, mut changes, mut resealed_unseen, mut rewritten) = (0, 0, 0, 0, 0);
    let mut verdicts = Vec::new();
    let mut ask_both = |name: String, file: &[u8], pack: &MadePack| {
        fs::write(folder.path().join(&name), file).expect("written");
        verdicts.push(format!("{name} {}", verdict(file, &Outside { checkpoints: None, ..known(pack) })));
    };
    for number in 0..PACKS {
        let pack = made(number);
        alarms += usize::from(verdict(pack.file.as_bytes(), &known(&pack)) != "verified");
        ask_both(format!("{number:04}-sound"), pack.file.as_bytes(), &pack);
        for change in 0..if number < PACKS / 5 { CHANGES } else { 1 } {
            let changed = tampered(&mut chance, &pack.file);
            changes += 1;
            if verdict(&changed.file, &known(&pack)) == "verified" {
                println!("       {number}: {} was not seen", changed.how);
                unseen += 1;
            }
            if change == 0 {
                ask_both(format!("{number:04}-changed"), &changed.file, &pack);
            }
        }
        if number % 2 == 0 && pack.file.contains("\\\"marks\\\"") {
            let changed = resealed(&mut chance, &pack.file);
            rewritten += 1;
            resealed_unseen += usize::from(verdict(&changed.file, &known(&pack)) == "verified");
            ask_both(format!("{number:04}-written-anew"), &changed.file, &pack);
        }
    }
    report.same(&format!("packs: false alarms in {PACKS}"), &0, &alarms);
    report.same(&format!("packs: changes unseen of {changes}"), &0, &unseen);
    report.same(&format!("packs: logs written anew with their own key, unseen of {rewritten}"), &0, &resealed_unseen);
    verdicts.sort();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/verify_pack.py");
    let mut python = Command::new("python3");
    python.arg(script).arg("--folder").arg(folder.path()).args(["--key", &made(0).key]);
    let said = String::from_utf8(python.output().expect("Python 3 runs").stdout).expect("text");
    let differ: Vec<_> = said.lines().zip(&verdicts).filter(|(said, own)| said != own).collect();
    report.same("packs: both verifiers were asked of the same number", &verdicts.len(), &said.lines().count());
    report.same("packs: on which the verifiers differ", &Vec::new(), &differ);
}
