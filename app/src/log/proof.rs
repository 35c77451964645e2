//! What somebody keeps who wants to check later that something is in a log: the thing itself, its place, the path to the
//! root and the signed checkpoint ([tlog-proof](https://c2sp.org/tlog-proof)).

use super::{
    checkpoint::{SignedCheckpoint, hash, number},
    tree::{self, Hash},
};
use base64::{Engine, engine::general_purpose::STANDARD};

const HEADER: &str = "c2sp.org/tlog-proof@v1";

/// What cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The file as a whole.
    #[error("this is no proof (c2sp.org/tlog-proof@v1)")]
    Proof,
    /// The checkpoint in it.
    #[error("the checkpoint cannot be read")]
    Checkpoint,
    /// A key.
    #[error("this is no verifier's key (name+id+key)")]
    Key,
}

/// A proof that something is in a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The bytes of the leaf, here: 32 random bytes, so that nobody guesses what a leaf says, and then what it says.
    pub leaf: Vec<u8>,
    /// Its place, from 0.
    pub index: u64,
    /// The siblings from the leaf up.
    pub path: Vec<Hash>,
    /// The signed checkpoint, as it came.
    pub note: String,
}

impl Proof {
    /// The file.
    pub fn text(&self) -> String {
        let path: String = self.path.iter().map(|hash| STANDARD.encode(hash) + "\n").collect();
        let leaf = STANDARD.encode(&self.leaf);
        format!("{HEADER}\nextra {leaf}\nindex {}\n{path}\n{}", self.index, self.note)
    }

    /// Reads one.
    ///
    /// # Errors
    /// [`Unreadable::Proof`]; the note is not looked into.
    pub fn parse(text: &str) -> Result<Self, Unreadable> {
        let (head, note) = text.split_once("\n\n").ok_or(Unreadable::Proof)?;
        Self::read(head, note).ok_or(Unreadable::Proof)
    }

    fn read(head: &str, note: &str) -> Option<Self> {
        let mut lines = head.strip_prefix(HEADER)?.strip_prefix('\n')?.split('\n');
        let leaf = STANDARD.decode(lines.next()?.strip_prefix("extra ")?).ok()?;
        let index = number(lines.next()?.strip_prefix("index ")?)?;
        let path = lines.map(hash).collect::<Option<Vec<_>>>()?;
        Some(Self { leaf, index, path, note: note.to_owned() })
    }

    /// The hash of its leaf.
    pub fn hash(&self) -> Hash {
        tree::leaf(&[&self.leaf])
    }

    /// What the leaf says, without the random bytes before it.
    pub fn said(&self) -> Option<&str> {
        self.leaf.get(32..).and_then(|said| std::str::from_utf8(said).ok())
    }

    /// Whether the leaf is where the proof says, in the log as its checkpoint describes it. Who signed that is another
    /// question.
    ///
    /// # Errors
    /// [`Unreadable::Checkpoint`].
    pub fn holds(&self) -> Result<bool, Unreadable> {
        let signed = SignedCheckpoint::parse(&self.note)?.checkpoint;
        Ok(tree::includes(&self.hash(), self.index, signed.size, &self.path, &signed.root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::checkpoint::{Checkpoint, Signer};

    fn proof() -> Proof {
        let said: Vec<Vec<u8>> =
            (0..11_u8).map(|number| [&[number; 32], b"{\"mark\":4}".as_slice()].concat()).collect();
        let leaves: Vec<Hash> = said.iter().map(|said| tree::leaf(&[said])).collect();
        let signer = Signer { name: "peace.example/log".to_owned(), public: [7; 32] };
        let checkpoint = Checkpoint { origin: signer.name.clone(), size: 11, root: tree::root(&leaves) };
        let note = signer.note(&checkpoint.text(), &[0; 64]);
        Proof { leaf: said[6].clone(), index: 6, path: tree::inclusion(&leaves, 6).expect("a leaf"), note }
    }

    #[test]
    fn a_proof_is_read_as_it_was_written_and_holds() {
        let proof = proof();
        assert_eq!(Proof::parse(&proof.text()), Ok(proof.clone()));
        assert_eq!((proof.holds(), proof.said()), (Ok(true), Some("{\"mark\":4}")));
        let other = Proof { leaf: proof.leaf.iter().map(|byte| byte ^ 1).collect(), ..proof.clone() };
        assert_eq!(other.holds(), Ok(false));
        assert_eq!(Proof { index: 7, ..proof }.holds(), Ok(false));
    }

    #[test]
    fn no_change_of_a_single_character_goes_unseen() {
        let text = proof().text();
        // Origin and size are covered by the signature, which is not looked at here.
        let signed = text.find("peace.example").expect("an origin")..text.find("\n11\n").expect("a size") + 3;
        for (at, old) in text[..text.find("\n\u{2014}").expect("a signature")].char_indices() {
            for new in ['A', '0', '\n', ' '].into_iter().filter(|new| *new != old && !signed.contains(&at)) {
                let changed = format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..]);
                let holds = Proof::parse(&changed).and_then(|proof| proof.holds());
                assert_ne!(holds, Ok(true), "{at} {old:?} {new:?}");
            }
        }
    }
}
