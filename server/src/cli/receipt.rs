//! `peaceapp receipt`: whether what a judge kept holds.

use super::Failure;
use crate::auth::signing::signed_by;
use app::log::{
    checkpoint::{SignedCheckpoint, Signer},
    proof::Proof,
};
use clap::Args;
use std::path::PathBuf;

/// What to check.
#[derive(Debug, Args)]
pub struct Receipt {
    /// The file, as it was downloaded.
    file: PathBuf,
    /// The log's key, in one line: `name+id+key`. Without it nobody knows who signed, and nothing is shown to hold.
    #[arg(long)]
    key: String,
}

impl Receipt {
    /// Says what the receipt says, if it holds.
    ///
    /// # Errors
    /// Which step fails: the file, the key, the signature, or the path to the root.
    pub fn run(self) -> Result<(), Failure> {
        let text = std::fs::read_to_string(&self.file)
            .map_err(|error| Failure::no(format!("{}: {error}", self.file.display())))?;
        println!("{}", check(&text, &self.key).map_err(Failure::no)?);
        Ok(())
    }
}

fn check(text: &str, key: &str) -> Result<String, String> {
    let signer = Signer::parse(key).map_err(|error| error.to_string())?;
    let proof = Proof::parse(text).map_err(|error| error.to_string())?;
    let note = SignedCheckpoint::parse(&proof.note).map_err(|error| error.to_string())?;
    let (signed, signature) = note.signature_of(&signer).ok_or("the checkpoint is not signed with this key")?;
    if !signed_by(&signer, signed, signature) {
        return Err("the signature does not hold: the checkpoint was changed".to_owned());
    }
    if note.checkpoint.origin != signer.name {
        return Err("the checkpoint is of another log".to_owned());
    }
    if !proof.holds().map_err(|error| error.to_string())? {
        return Err("the path does not lead to the root: this is not in the log".to_owned());
    }
    let said = proof.said().ok_or("the receipt says nothing that can be read")?;
    Ok(format!(
        "It holds: leaf {} is number {} of {} in {}.\n{said}",
        hex::encode(proof.hash()),
        proof.index + 1,
        note.checkpoint.size,
        note.checkpoint.origin
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{link::LinkKey, signing::LogKey};
    use app::log::{checkpoint::Checkpoint, tree};

    #[test]
    fn a_receipt_holds_with_its_key_and_every_change_is_named() {
        let said: Vec<Vec<u8>> =
            (0..5_u8).map(|number| [&[number; 32], b"{\"scorecard\":1}".as_slice()].concat()).collect();
        let leaves: Vec<tree::Hash> = said.iter().map(|said| tree::leaf(&[said])).collect();
        let keys = [1, 2].map(|byte| {
            LogKey::new(&LinkKey::new([byte; 32]).vault(), "peace.example/c/demo".to_owned()).expect("a key")
        });
        let [key, other] = &keys;
        let checkpoint = |size| Checkpoint { origin: key.signer().name.clone(), size, root: tree::root(&leaves) };
        let note = key.sign(&checkpoint(5)).expect("signed");
        let proof = Proof { leaf: said[3].clone(), index: 3, path: tree::inclusion(&leaves, 3).expect("a leaf"), note };
        let line = key.signer().line();
        let good = check(&proof.text(), &line).expect("holds");
        assert!(
            good.contains("number 4 of 5 in peace.example/c/demo") && good.ends_with("{\"scorecard\":1}"),
            "{good}"
        );
        let expect = |proof: &Proof, key: &str, step: &str| {
            let error = check(&proof.text(), key).expect_err(step);
            assert!(error.contains(step), "{error}");
        };
        expect(&proof, "nonsense", "verifier's key");
        expect(&proof, &other.signer().line(), "not signed with this key");
        expect(&Proof { index: 2, ..proof.clone() }, &line, "does not lead to the root");
        expect(&Proof { leaf: said[2].clone(), ..proof.clone() }, &line, "does not lead to the root");
        expect(&Proof { note: proof.note.replace("\n5\n", "\n6\n"), ..proof.clone() }, &line, "was changed");
        let forged = other.signer().note(&checkpoint(5).text(), &[0; 64]);
        expect(&Proof { note: forged, ..proof }, &other.signer().line(), "was changed");
    }
}
