//! The log: who signed it, that it only grew, and that it has what the pack says.

use super::{Checked, Signed, noted, passed};
use crate::{
    log::{
        checkpoint::{Checkpoint, SignedCheckpoint, Signer},
        tree::{self, Hash},
    },
    results::pack::format::{Content, Inclusion, Pack, json, pack_statement},
    text,
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The log of a pack.
pub(super) struct Log {
    /// The leaves below the checkpoint of the publication.
    pub leaves: Vec<Hash>,
    /// Occasion and size of each checkpoint before it.
    occasions: Vec<(String, u64)>,
    root: Hash,
}

impl Log {
    /// The size of the log at the last checkpoint of an occasion.
    pub fn at(&self, occasion: &str) -> Option<u64> {
        self.occasions.iter().rev().find(|(name, _)| name == occasion).map(|(_, size)| *size)
    }

    pub fn size(&self) -> u64 {
        self.leaves.len() as u64
    }

    /// Whether a statement behind a salt is where the pack says; gives its leaf.
    pub fn states(&self, salt: &str, body: &str, place: &Inclusion) -> Result<Hash, String> {
        let salt: [u8; 32] = read_hex(salt)?;
        let leaf = tree::leaf(&[&salt, body.as_bytes()]);
        let path = place.path.iter().map(|hash| read_hash(hash)).collect::<Result<Vec<_>, _>>()?;
        if tree::includes(&leaf, place.index, self.size(), &path, &self.root) {
            Ok(leaf)
        } else {
            Err(format!("leaf {} is not what it should be", place.index))
        }
    }
}

fn read_hash(text: &str) -> Result<Hash, String> {
    let bytes = STANDARD.decode(text).map_err(|error| error.to_string())?;
    bytes.try_into().map_err(|_| "a hash has 32 bytes".to_owned())
}

fn read_hex(text: &str) -> Result<[u8; 32], String> {
    let salt: Option<[u8; 32]> = hex::decode(text).ok().and_then(|salt| salt.try_into().ok());
    salt.filter(|salt| hex::encode(salt) == text).ok_or_else(|| "a salt is 32 bytes in hexadecimal".to_owned())
}

pub(super) fn key(content: &Content, outside: Option<&str>) -> Checked<Signer> {
    let signer = Signer::parse(&content.key).map_err(|error| error.to_string())?;
    let line = signer.line();
    if line != content.key
        || signer.name.is_empty()
        || signer.name.contains(|letter: char| letter.is_whitespace() || letter.is_control())
    {
        return Err("the key is not written in the one form a key has".to_owned());
    }
    match outside.map(str::trim) {
        Some(known) if known == line => passed(signer, format!("{line}, the key that was given")),
        Some(known) => Err(format!("the pack is signed with {line}, not with {known}")),
        None => noted(signer, format!("{line}; no key was given: compare it with one that you trust")),
    }
}

/// A note that holds, and is written in the one form of a note with one signature.
pub(super) fn signed_note(note: &str, key: &Signer, signed: Signed) -> Result<Checkpoint, String> {
    let read = SignedCheckpoint::parse(note).map_err(|error| error.to_string())?;
    let (text, signature) = read.signature_of(key).ok_or("a checkpoint is not signed with this key")?;
    let signature: [u8; 64] = signature.try_into().map_err(|_| "a signature has 64 bytes")?;
    if !signed(&key.public, text.as_bytes(), &signature) {
        return Err(format!("the signature of the checkpoint of size {} does not hold", read.checkpoint.size));
    }
    if read.checkpoint.origin != key.name {
        return Err(format!("the checkpoint is of another log, {}", read.checkpoint.origin));
    }
    if key.note(&read.checkpoint.text(), &signature) != note {
        return Err("a checkpoint has more than its three lines and one signature".to_owned());
    }
    Ok(read.checkpoint)
}

/// The checkpoints, that of the publication last.
pub(super) fn signatures(pack: &Pack, key: &Signer, signed: Signed) -> Checked<Vec<Checkpoint>> {
    let earlier = pack.content.checkpoints.iter().map(|checkpointed| &checkpointed.note);
    let notes = earlier.chain([&pack.proofs.checkpoint]);
    let checkpoints = notes.map(|note| signed_note(note, key, signed)).collect::<Result<Vec<_>, _>>()?;
    let detail = format!("{} checkpoints are signed", checkpoints.len());
    passed(checkpoints, detail)
}

pub(super) fn consistency(pack: &Pack, checkpoints: &[Checkpoint]) -> Checked<()> {
    let paths = &pack.proofs.consistency;
    if paths.len() + 1 != checkpoints.len() {
        return Err(format!("{} paths for {} checkpoints", paths.len(), checkpoints.len()));
    }
    for (pair, path) in checkpoints.windows(2).zip(paths) {
        let path = path.iter().map(|hash| read_hash(hash)).collect::<Result<Vec<_>, _>>()?;
        let (old, new) = (&pair[0], &pair[1]);
        if !tree::grew((old.size, &old.root), (new.size, &new.root), &path) {
            return Err(format!("the log of {} leaves did not grow from that of {}", new.size, old.size));
        }
    }
    let sizes: Vec<String> = checkpoints.iter().map(|checkpoint| checkpoint.size.to_string()).collect();
    passed((), format!("the log grew from checkpoint to checkpoint: {} leaves", sizes.join(", ")))
}

pub(super) fn leaves(pack: &Pack, mut checkpoints: Vec<Checkpoint>) -> Checked<Log> {
    let bytes = STANDARD.decode(&pack.proofs.leaves).map_err(|error| error.to_string())?;
    let (leaves, rest) = bytes.as_chunks::<32>();
    let newest = checkpoints.pop().ok_or("there is no checkpoint")?;
    if !rest.is_empty() || newest.size != leaves.len() as u64 {
        return Err(format!("{} bytes of leaves for {} leaves", bytes.len(), newest.size));
    }
    let log = Log {
        leaves: leaves.to_vec(),
        occasions: pack
            .content
            .checkpoints
            .iter()
            .zip(&checkpoints)
            .map(|(named, checkpoint)| (named.occasion.clone(), checkpoint.size))
            .collect(),
        root: newest.root,
    };
    for checkpoint in checkpoints.iter().chain([&newest]) {
        let size = usize::try_from(checkpoint.size).map_err(|_| "too large a log")?;
        let below = leaves.get(..size).ok_or("a checkpoint of more leaves than there are")?;
        if tree::root(below) != checkpoint.root {
            return Err(format!("the first {size} leaves do not give the root that was signed"));
        }
    }
    let detail = format!("{} leaves give the roots of all checkpoints", leaves.len());
    passed(log, detail)
}

pub(super) fn statement(pack: &Pack, log: &Log) -> Checked<()> {
    let content = &pack.content;
    let digest = text::digest(&json(content).map_err(|error| error.to_string())?);
    let body = pack_statement(&content.competition, content.version, &digest);
    let stated = &pack.proofs.statement;
    let place = Inclusion { index: stated.index, path: stated.path.clone() };
    log.states(&stated.salt, &body, &place)?;
    if log.occasions.iter().any(|(_, size)| *size > stated.index) {
        return Err("the log had it before the last checkpoint that the pack has".to_owned());
    }
    passed((), format!("leaf {} states the digest of the content, {digest}", stated.index))
}
