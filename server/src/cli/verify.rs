//! `peaceapp verify`: whether a published result pack holds, recomputed from the file alone.

use super::Failure;
use app::{
    log::checkpoint::Signer,
    results::pack::{Outcome, Outside, Report, StepName, verify},
};
use clap::Args;
use ring::signature::{ED25519, UnparsedPublicKey};
use std::{
    fmt::Write,
    path::{Path, PathBuf},
};

/// Recomputes a published result pack, offline; says which step fails.
#[derive(Debug, Args)]
pub struct Verify {
    /// The pack, as it was downloaded.
    pack: PathBuf,
    /// The log's key from elsewhere, in one line: `name+id+key`. Without it the pack says itself who signed.
    #[arg(long, value_name = "LINE")]
    key: Option<String>,
    /// A judge's receipt: whether it is of the same log, and its scorecard counts. May be given several times.
    #[arg(long, value_name = "FILE")]
    receipt: Vec<PathBuf>,
    /// Checkpoints that were kept, as `checkpoints.txt` has them.
    #[arg(long, value_name = "FILE")]
    checkpoints: Option<PathBuf>,
}

impl Verify {
    /// Prints each step.
    ///
    /// # Errors
    /// Exit code 1 when a step fails, 2 when a file cannot be read or the key is none.
    pub fn run(self) -> Result<(), Failure> {
        if let Some(key) = &self.key {
            Signer::parse(key).map_err(|error| Failure::usage(error.to_string()))?;
        }
        let outside = Outside {
            key: self.key,
            receipts: self.receipt.iter().map(|path| text(path)).collect::<Result<_, _>>()?,
            checkpoints: self.checkpoints.as_deref().map(text).transpose()?,
        };
        let file = std::fs::read(&self.pack).map_err(|error| unread(&self.pack, &error))?;
        let report = verify(&file, &outside, ed25519);
        print!("{}", written(&report));
        match report.failed() {
            Some(step) => Err(Failure::Answered(format!("not verified: {} failed", step.name.as_str()))),
            None => Ok(()),
        }
    }
}

fn text(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path).map_err(|error| unread(path, &error))
}

fn unread(path: &Path, error: &std::io::Error) -> Failure {
    Failure::usage(format!("{}: {error}", path.display()))
}

/// Whether these bytes are the signature of a text by a key (RFC 8032).
pub fn ed25519(key: &[u8; 32], text: &[u8], signature: &[u8; 64]) -> bool {
    UnparsedPublicKey::new(&ED25519, key).verify(text, signature).is_ok()
}

/// A line for each step, and the verdict. `docs/verify_pack.py` writes the same words in its first two columns.
fn written(report: &Report) -> String {
    let mut text = String::new();
    for name in StepName::ALL {
        let step = report.steps.iter().find(|step| step.name == name);
        let word = match step.map(|step| step.outcome) {
            Some(Outcome::Passed) => "passed",
            Some(Outcome::Noted) => "noted",
            Some(Outcome::Failed) => "FAILED",
            None => "not checked",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{word:<12} {:<12} {}", name.as_str(), step.map_or("", |step| &step.detail));
    }
    text.push_str(if report.verified() { "verified\n" } else { "not verified\n" });
    text
}
