//! What was kept elsewhere: checkpoints, and receipts of judges. A log that was cut or told twice is seen against these only
//! (trust.md I-08).

use super::{
    Checked, Outside, Signed,
    log::{Log, signed_note},
    noted, passed,
    scorecards::Cards,
};
use crate::log::{
    checkpoint::{Checkpoint, Signer},
    proof::Proof,
    tree,
};

pub(super) fn outside(log: &Log, key: &Signer, cards: &Cards, outside: &Outside, signed: Signed) -> Checked<()> {
    if outside.receipts.is_empty() && outside.checkpoints.is_none() {
        return noted((), "no checkpoint or receipt was given to compare with".to_owned());
    }
    let mut compared = 0;
    for note in notes(outside.checkpoints.as_deref().unwrap_or_default())? {
        let checkpoint = signed_note(&note, key, signed)?;
        compared += usize::from(same_log(log, &checkpoint)?);
    }
    for text in &outside.receipts {
        let receipt = Proof::parse(text).map_err(|error| error.to_string())?;
        let checkpoint = signed_note(&receipt.note, key, signed)?;
        if !receipt.holds().map_err(|error| error.to_string())? {
            return Err("a receipt does not hold by itself".to_owned());
        }
        same_log(log, &checkpoint)?;
        counts(log, cards, &receipt)?;
    }
    let receipts = outside.receipts.len();
    passed((), format!("{compared} kept checkpoints are of this log, the scorecards of {receipts} receipts count"))
}

/// The notes of a file: an empty line parts each from the next, as it parts a note's text from its signature.
fn notes(file: &str) -> Result<Vec<String>, String> {
    let parts: Vec<&str> = file.trim_matches('\n').split("\n\n").filter(|part| !part.is_empty()).collect();
    let (pairs, rest) = parts.as_chunks::<2>();
    if rest.is_empty() {
        Ok(pairs.iter().map(|[text, signature]| format!("{text}\n\n{signature}\n")).collect())
    } else {
        Err("kept checkpoints are signed notes with an empty line between them".to_owned())
    }
}

/// Whether a checkpoint's log is this one; `false` when it is a later one, of which this pack cannot know.
fn same_log(log: &Log, checkpoint: &Checkpoint) -> Result<bool, String> {
    let below = usize::try_from(checkpoint.size).ok().and_then(|size| log.leaves.get(..size));
    match below {
        None => Ok(false),
        Some(below) if tree::root(below) == checkpoint.root => Ok(true),
        Some(_) => {
            Err(format!("the log was told twice: a kept checkpoint of {} leaves has another root", checkpoint.size))
        }
    }
}

fn counts(log: &Log, cards: &Cards, receipt: &Proof) -> Result<(), String> {
    let leaf = receipt.hash();
    let here = usize::try_from(receipt.index).ok().and_then(|index| log.leaves.get(index));
    if here.is_some_and(|here| *here != leaf) {
        return Err(format!("the log was told twice: leaf {} of a receipt is another here", receipt.index));
    }
    if here.is_none() {
        return Err(format!("leaf {} of a receipt was stated after the publication", receipt.index));
    }
    if cards.leaves.contains(&leaf) {
        return Ok(());
    }
    let said = receipt.said().unwrap_or_default();
    let own: Option<crate::scores::model::ScorecardStatement> = serde_json::from_str(said).ok();
    let newer = own.and_then(|own| {
        let same = |card: &&crate::results::pack::input::Card| {
            card.judge == own.judge && card.stated.entry == own.entry && card.stated.round == own.round
        };
        cards.cards.iter().find(same).map(|card| (card.stated.version, own.version))
    });
    Err(match newer {
        Some((counted, own)) => format!("version {counted} of a scorecard counts, the receipt is of version {own}"),
        None => "the scorecard of a receipt is not among those that count".to_owned(),
    })
}
