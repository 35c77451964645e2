//! Result packs: none that is sound is refused, no change goes unseen, and a verifier written from the description alone says
//! the same. `make validate` does it thousands of times.

use app::results::pack::{Outcome, Outside, StepName, verify};
use server::cli::verify::ed25519;
use tests::packs::{Chance, MadePack, made, resealed, tampered};

mod agreement;

fn outside(pack: &MadePack) -> Outside {
    Outside { key: Some(pack.key.clone()), receipts: Vec::new(), checkpoints: Some(pack.checkpoints.clone()) }
}

#[test]
fn sound_packs_are_verified_with_what_was_kept_of_their_logs() {
    // In the last two all that a judge scored are entries that nobody could assess, and judges are weighed.
    for number in (0..100).chain([644, 652]) {
        let pack = made(number);
        let report = verify(pack.file.as_bytes(), &outside(&pack), ed25519);
        assert!(report.verified(), "{number}: {:#?}", report.failed());
        let alone = verify(pack.file.as_bytes(), &Outside::default(), ed25519);
        assert!(alone.verified(), "{number}");
        assert_eq!(alone.steps[1].outcome, Outcome::Noted, "nobody said whose key it is");
    }
}

#[test]
fn packs_say_nothing_private() {
    for number in 0..50 {
        let pack = made(number);
        for secret in ["secret-comment", "secret-note", "secret-team"] {
            assert!(!pack.file.contains(secret), "{number}: {secret}");
        }
    }
}

#[test]
fn no_change_goes_unseen() {
    let mut chance = Chance::new(7);
    for number in 0..40 {
        let pack = made(number);
        let outside = outside(&pack);
        for _ in 0..25 {
            let changed = tampered(&mut chance, &pack.file);
            let report = verify(&changed.file, &outside, ed25519);
            assert!(!report.verified(), "{number}: {} was not seen", changed.how);
        }
    }
}

#[test]
fn a_log_written_anew_with_its_own_key_is_seen_by_what_was_kept() {
    let mut chance = Chance::new(8);
    let mut by_computing = 0;
    for number in (0..60).filter(|number| made(*number).file.contains("\\\"marks\\\"")) {
        let pack = made(number);
        let changed = resealed(&mut chance, &pack.file);
        let report = verify(&changed.file, &outside(&pack), ed25519);
        assert!(!report.verified(), "{number}: a kept checkpoint tells");
        // Without anything kept, what is left is that the results do not follow from what the pack says, or the order of ties is not
        // the one that was sealed.
        let alone = verify(&changed.file, &Outside::default(), ed25519);
        by_computing += usize::from(alone.failed().is_some_and(|step| step.name > StepName::Method));
        assert!(alone.failed().is_none_or(|step| step.name >= StepName::Method), "{number}: {:?}", alone.failed());
    }
    assert!(by_computing > 20, "{by_computing}");
}

#[test]
fn a_receipt_counts_or_says_why_it_does_not() {
    let (mut counted, mut left_out) = (0, 0);
    for number in 0..20 {
        let pack = made(number);
        for receipt in &pack.receipts {
            let outside = Outside { receipts: vec![receipt.clone()], ..outside(&pack) };
            let report = verify(pack.file.as_bytes(), &outside, ed25519);
            match report.failed() {
                None => counted += 1,
                Some(step) if step.name == StepName::Outside => left_out += 1,
                Some(step) => panic!("{number}: {step:?}"),
            }
        }
        // The same receipt against another history of the same key.
        let fork = resealed(&mut Chance::new(number), &pack.file);
        for receipt in &pack.receipts {
            let outside = Outside { receipts: vec![receipt.clone()], ..Outside::default() };
            assert!(!verify(&fork.file, &outside, ed25519).verified(), "{number}: two histories");
        }
    }
    assert!(counted > 100 && left_out > 10, "{counted} {left_out}");
}

/// The files that the command line is tried on.
fn of_the_command_line() -> [(&'static str, String); 3] {
    let pack = made(4);
    let counts = |receipt: &&String| {
        let outside = Outside { receipts: vec![(*receipt).clone()], ..outside(&pack) };
        verify(pack.file.as_bytes(), &outside, ed25519).verified()
    };
    let receipt = pack.receipts.iter().find(counts).expect("one that counts").clone();
    [("pack.json", pack.file), ("key.txt", pack.key), ("receipt.tlog-proof", receipt)]
}

fn folder_of_the_command_line() -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/pack")
}

#[test]
fn the_command_line_is_tried_on_todays_form() {
    for (name, text) in of_the_command_line() {
        let there = std::fs::read_to_string(folder_of_the_command_line().join(name)).expect("a file");
        assert!(there == text, "{name}: run the ignored test of this file, which writes it");
    }
}

#[test]
#[ignore = "writes the files that tests/cli/verify.rs reads; for a change of the form"]
fn write_the_files_of_the_command_line() {
    std::fs::create_dir_all(folder_of_the_command_line()).expect("a folder");
    for (name, text) in of_the_command_line() {
        std::fs::write(folder_of_the_command_line().join(name), text).expect("written");
    }
}
