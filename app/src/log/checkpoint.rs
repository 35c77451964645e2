//! What a log says of itself: its size and root, signed ([tlog-checkpoint](https://c2sp.org/tlog-checkpoint) in a
//! [signed note](https://c2sp.org/signed-note)).

use super::{proof::Unreadable, tree::Hash};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The kind of signature: Ed25519.
const ED25519: u8 = 1;

/// Size and root of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Checkpoint {
    /// What is signed.
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, STANDARD.encode(self.root))
    }

    fn parse(text: &str) -> Result<Self, Unreadable> {
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root)) = (lines.next(), lines.next(), lines.next()) else {
            return Err(Unreadable::Checkpoint);
        };
        let checkpoint = Self {
            origin: origin.to_owned(),
            size: number(size).ok_or(Unreadable::Checkpoint)?,
            root: hash(root).ok_or(Unreadable::Checkpoint)?,
        };
        if origin.is_empty() { Err(Unreadable::Checkpoint) } else { Ok(checkpoint) }
    }
}

/// A decimal number as the formats have it: no sign, no leading zero.
pub(super) fn number(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// A hash in base64.
pub(super) fn hash(text: &str) -> Option<Hash> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// Whose signature it is: a name and a public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The name, without spaces and plus signs.
    pub name: String,
    /// The key, as RFC 8032 writes it.
    pub public: [u8; 32],
}

impl Signer {
    fn id(&self) -> [u8; 4] {
        let mut hash = Sha256::new_with_prefix(self.name.as_bytes());
        hash.update([b'\n', ED25519]);
        hash.update(self.public);
        let [a, b, c, d, ..] = <[u8; 32]>::from(hash.finalize());
        [a, b, c, d]
    }

    /// The key in one line, as verifiers take it.
    pub fn line(&self) -> String {
        let key = [&[ED25519], self.public.as_slice()].concat();
        format!("{}+{}+{}", self.name, hex::encode(self.id()), STANDARD.encode(key))
    }

    /// Reads such a line.
    ///
    /// # Errors
    /// [`Unreadable::Key`].
    pub fn parse(line: &str) -> Result<Self, Unreadable> {
        let mut parts = line.trim().splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Unreadable::Key);
        };
        let key = STANDARD.decode(key).map_err(|_| Unreadable::Key)?;
        let public = key.strip_prefix(&[ED25519]).and_then(|key| key.try_into().ok()).ok_or(Unreadable::Key)?;
        let signer = Self { name: name.to_owned(), public };
        if hex::encode(signer.id()) == id { Ok(signer) } else { Err(Unreadable::Key) }
    }

    /// The signed note: the text, and a signature of it by this signer.
    pub fn note(&self, text: &str, signature: &[u8; 64]) -> String {
        let signed = [self.id().as_slice(), signature].concat();
        format!("{text}\n\u{2014} {} {}\n", self.name, STANDARD.encode(signed))
    }
}

/// A checkpoint with the signatures below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// What it says.
    pub checkpoint: Checkpoint,
    text: String,
    signatures: Vec<(String, Vec<u8>)>,
}

impl SignedCheckpoint {
    /// Reads a signed note.
    ///
    /// # Errors
    /// [`Unreadable::Checkpoint`].
    pub fn parse(note: &str) -> Result<Self, Unreadable> {
        let (text, signatures) = note.rsplit_once("\n\n").ok_or(Unreadable::Checkpoint)?;
        let text = format!("{text}\n");
        let line = |line: &str| {
            let (name, signature) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
            Some((name.to_owned(), STANDARD.decode(signature).ok()?))
        };
        let signatures = signatures
            .strip_suffix('\n')
            .and_then(|lines| lines.split('\n').map(line).collect::<Option<Vec<_>>>())
            .ok_or(Unreadable::Checkpoint)?;
        Ok(Self { checkpoint: Checkpoint::parse(&text)?, text, signatures })
    }

    /// The text and the signature of one signer; `None` when there is none of theirs. Whether it holds, Ed25519 says.
    pub fn signature_of(&self, signer: &Signer) -> Option<(&str, &[u8])> {
        let id = signer.id();
        let own = |(name, signature): &&(String, Vec<u8>)| *name == signer.name && signature.starts_with(&id);
        self.signatures.iter().find(own).map(|(_, signature)| (self.text.as_str(), &signature[id.len()..]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of tlog-checkpoint.
    const EXAMPLE: &str = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n\u{2014} example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n";

    #[test]
    fn the_published_example_is_read_and_written_byte_for_byte() {
        let read = SignedCheckpoint::parse(EXAMPLE).expect("read");
        assert_eq!(read.checkpoint.size, 20_852_163);
        assert_eq!(read.checkpoint.origin, "example.com/behind-the-sofa");
        assert_eq!(read.checkpoint.text(), read.text);
        let (name, signature) = &read.signatures[0];
        assert_eq!(format!("{}\n\u{2014} {name} {}\n", read.text, STANDARD.encode(signature)), EXAMPLE);
    }

    #[test]
    fn what_is_no_checkpoint_is_refused() {
        for (from, to) in [
            ("\n20852163", "\n020852163"),
            ("\n20852163", "\n-1"),
            ("CsUY", "Cs"),
            ("\u{2014} ", "- "),
            ("\n\n", "\n"),
            ("example.com/behind-the-sofa\n2", "\n2"),
        ] {
            assert_eq!(
                SignedCheckpoint::parse(&EXAMPLE.replacen(from, to, 1)),
                Err(Unreadable::Checkpoint),
                "{from:?}"
            );
        }
    }

    #[test]
    fn a_key_is_a_line_and_its_notes_are_found() {
        let signer = Signer { name: "peace.example/log".to_owned(), public: [7; 32] };
        let line = signer.line();
        assert_eq!(Signer::parse(&line), Ok(signer.clone()));
        for bad in ["", "peace.example/log", &line.replacen('p', "q", 1), &line[..line.len() - 4]] {
            assert_eq!(Signer::parse(bad), Err(Unreadable::Key), "{bad}");
        }
        let checkpoint = Checkpoint { origin: signer.name.clone(), size: 3, root: [1; 32] };
        let note = SignedCheckpoint::parse(&signer.note(&checkpoint.text(), &[9; 64])).expect("a note");
        assert_eq!(note.checkpoint, checkpoint);
        assert_eq!(note.signature_of(&signer), Some((checkpoint.text().as_str(), [9; 64].as_slice())));
        let other = Signer { public: [8; 32], ..signer };
        assert_eq!(note.signature_of(&other), None);
    }
}
