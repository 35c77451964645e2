//! The proofs of a pack, from the leaves of its log.

use super::format::{Content, Inclusion, PackStatement, Proofs};
use crate::log::{
    checkpoint::SignedCheckpoint,
    tree::{self, Hash, Paths},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Where the log has what a pack needs.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The signed checkpoint of the publication.
    pub checkpoint: String,
    /// The leaves below it.
    pub leaves: Vec<Hash>,
    /// Salt and place of what is stated of the content.
    pub statement: (Vec<u8>, u64),
    /// The place of what is stated of the sealed method.
    pub sealed: Option<u64>,
    /// The place of each scorecard's statement, in the order of the content.
    pub scorecards: Vec<u64>,
}

/// The proofs; `None` when a place is outside the log, or a checkpoint cannot be read or is larger than the log.
pub fn proofs(content: &Content, placed: &Placed) -> Option<Proofs> {
    let paths = Paths::new(&placed.leaves);
    let inclusion = |index: u64| {
        let path = paths.inclusion(usize::try_from(index).ok()?)?;
        Some(Inclusion { index, path: written(&path) })
    };
    let mut sizes = Vec::new();
    for checkpointed in &content.checkpoints {
        let note = SignedCheckpoint::parse(&checkpointed.note).ok()?;
        sizes.push(usize::try_from(note.checkpoint.size).ok()?);
    }
    sizes.push(placed.leaves.len());
    let consistency = sizes.windows(2).map(|pair| {
        let newer = placed.leaves.get(..pair[1])?;
        Some(written(&tree::consistency(newer, pair[0])?))
    });
    let (salt, index) = &placed.statement;
    let stated = inclusion(*index)?;
    let sealed = match placed.sealed {
        Some(index) => Some(inclusion(index)?),
        None => None,
    };
    Some(Proofs {
        checkpoint: placed.checkpoint.clone(),
        leaves: STANDARD.encode(placed.leaves.as_flattened()),
        consistency: consistency.collect::<Option<_>>()?,
        statement: PackStatement { salt: hex::encode(salt), index: stated.index, path: stated.path },
        sealed,
        scorecards: placed.scorecards.iter().map(|index| inclusion(*index)).collect::<Option<_>>()?,
    })
}

fn written(path: &[Hash]) -> Vec<String> {
    path.iter().map(|hash| STANDARD.encode(hash)).collect()
}
