//! Changes that no verifier may miss: of the bytes and of the values of a file, by somebody without the key, and by somebody who
//! has the key but not the marks for it.

use super::{Chance, Log, key, seal};
use app::{
    log::{checkpoint::SignedCheckpoint, tree},
    results::pack::{Checkpointed, Content, Pack, Salted},
};
use serde_json::Value;

/// A changed file, and how it came about.
#[derive(Clone, Debug)]
pub struct Tampered {
    /// How.
    pub how: &'static str,
    /// The file.
    pub file: Vec<u8>,
}

/// One change of a file by somebody without the key; never the file itself.
pub fn tampered(chance: &mut Chance, file: &str) -> Tampered {
    loop {
        let (how, changed) = match chance.below(8) {
            0..3 => ("a bit flipped", bit(chance, file)),
            3 => ("cut", file.as_bytes()[..chance.below(file.len())].to_vec()),
            4 => ("bytes inserted", inserted(chance, file)),
            5 => ("two scorecards swapped", with(file, |pack| swap(chance, pack))),
            6 => ("re-signed with another key", forged(chance, file)),
            _ => ("a value edited", with(file, |pack| edit(chance, pack))),
        };
        if changed != file.as_bytes() {
            return Tampered { how, file: changed };
        }
    }
}

fn bit(chance: &mut Chance, file: &str) -> Vec<u8> {
    let mut bytes = file.as_bytes().to_vec();
    let at = chance.below(bytes.len());
    bytes[at] ^= 1 << chance.below(8);
    bytes
}

fn inserted(chance: &mut Chance, file: &str) -> Vec<u8> {
    let mut bytes = file.as_bytes().to_vec();
    let at = chance.below(bytes.len() + 1);
    bytes.insert(at, *chance.of(b" \n0a\"],}"));
    bytes
}

/// The file after a change of its values, written like the file.
fn with(file: &str, change: impl FnOnce(&mut Pack)) -> Vec<u8> {
    let mut pack: Pack = serde_json::from_str(file).expect("a pack");
    change(&mut pack);
    app::results::pack::json(&pack).expect("JSON").into_bytes()
}

fn swap(chance: &mut Chance, pack: &mut Pack) {
    let cards = &mut pack.content.scorecards;
    if cards.len() < 2 {
        return;
    }
    let (first, second) = (chance.below(cards.len()), chance.below(cards.len()));
    let judge = |card: &Salted| serde_json::from_str::<Value>(&card.body).expect("JSON")["judge"].to_string();
    let (one, two) = (judge(&cards[first]), judge(&cards[second]));
    if chance.happens(50) {
        cards.swap(first, second);
    } else {
        cards[first].body = cards[first].body.replace(&one, &two);
        cards[second].body = cards[second].body.replace(&two, &one);
    }
}

/// A single value somewhere in the pack: put in, left out, moved or written anew.
fn edit(chance: &mut Chance, pack: &mut Pack) {
    let (content, proofs) = (&mut pack.content, &mut pack.proofs);
    match chance.below(16) {
        0 => drop(content.scorecards.pop()),
        1 => drop(proofs.scorecards.pop()),
        2 => content.scorecards.extend(content.scorecards.first().cloned()),
        3 => proofs.scorecards.reverse(),
        4 => drop(content.checkpoints.pop()),
        5 => content.checkpoints.reverse(),
        6 => content.version += 1,
        7 => content.document = content.document.replacen("\"place\":1", "\"place\":2", 1),
        8 => content.tracks.iter_mut().for_each(|track| track.entries.reverse()),
        9 => content.tracks.iter_mut().for_each(|track| drop(track.decisions.pop())),
        10 => content.tracks.iter_mut().for_each(|track| track.tie_order.reverse()),
        11 => drop(proofs.consistency.pop()),
        12 => proofs.statement.index += 1,
        13 => content.checkpoints.iter_mut().for_each(|kept| kept.occasion.push('x')),
        14 => {
            // Both halves are left out together, as somebody would who knows the form.
            let at = chance.below(content.scorecards.len().max(1));
            if at < content.scorecards.len() {
                content.scorecards.remove(at);
                proofs.scorecards.remove(at);
            }
        }
        _ => proofs.scorecards.iter_mut().for_each(|place| place.path.reverse()),
    }
}

/// The same with a log of another key in its place: everything in it holds, and somebody else signed.
fn forged(chance: &mut Chance, file: &str) -> Vec<u8> {
    rewritten(chance, file, 2, |_, _| ())
}

/// A pack by somebody who has the log's key, changes what it says and writes the log anew: the marks of a scorecard, a vote, an
/// award, the rubric. Every signature and path in it holds.
pub fn resealed(chance: &mut Chance, file: &str) -> Tampered {
    loop {
        let changed = rewritten(chance, file, 1, rewrite);
        let before: Pack = serde_json::from_str(file).expect("a pack");
        let after: Pack = serde_json::from_slice(&changed).expect("a pack");
        if before.content.scorecards != after.content.scorecards || before.content.tracks != after.content.tracks {
            return Tampered { how: "written anew with the log's own key", file: changed };
        }
    }
}

fn rewrite(chance: &mut Chance, content: &mut Content) {
    if chance.happens(50) && !content.scorecards.is_empty() {
        let at = chance.below(content.scorecards.len());
        let card = &mut content.scorecards[at];
        let mut body: Value = serde_json::from_str(&card.body).expect("JSON");
        let marks = body["marks"].as_object_mut().expect("marks");
        let keys: Vec<String> = marks.keys().cloned().collect();
        marks.insert(chance.of(&keys).clone(), Value::from(chance.below(4).to_string()));
        let body = serde_json::from_value::<app::scores::model::ScorecardStatement>(body).expect("a statement");
        card.body = serde_json::to_string(&body).expect("JSON");
        return;
    }
    for track in &mut content.tracks {
        match chance.below(7) {
            0 => track.tie_order.reverse(),
            1 => track.awards.iter_mut().for_each(|award| award.count += 1),
            2 => drop(track.decisions.pop()),
            3 => drop(track.passed.pop()),
            4 => track.provisional.clear(),
            5 => track.passed.iter_mut().for_each(|of| of.entry.clone_from(&track.entries[0].key)),
            _ => drop(track.entries.pop()),
        }
    }
}

/// The pack with a log that is made anew around its content, with a key.
fn rewritten(chance: &mut Chance, file: &str, byte: u8, change: impl Fn(&mut Chance, &mut Content)) -> Vec<u8> {
    let mut pack: Pack = serde_json::from_str(file).expect("a pack");
    let key = key(byte);
    let place = |place: &app::results::pack::Inclusion| usize::try_from(place.index).expect("a place");
    let old_statement = usize::try_from(pack.proofs.statement.index).expect("a place");
    change(chance, &mut pack.content);
    let mut leaves: Vec<tree::Hash> = Vec::new();
    // Events of the old log stay; what the pack shows is stated anew in its old place.
    leaves.resize_with(old_statement - 1, || tree::leaf(&[&chance.bytes()]));
    let leaf = |salted: &Salted| {
        let salt: Vec<u8> =
            (0..32).map(|at| u8::from_str_radix(&salted.salt[2 * at..2 * at + 2], 16).expect("hex")).collect();
        tree::leaf(&[&salt, salted.body.as_bytes()])
    };
    for (salted, at) in pack.content.scorecards.iter().zip(&pack.proofs.scorecards) {
        leaves[place(at)] = leaf(salted);
    }
    if let (Some(sealed), Some(at)) = (&pack.content.sealed, &pack.proofs.sealed) {
        leaves[place(at)] = leaf(sealed);
    }
    let mut log = Log { leaves, key: &key, checkpoints: Vec::new() };
    pack.content.key = key.signer().line();
    for kept in &mut pack.content.checkpoints {
        let size = SignedCheckpoint::parse(&kept.note).expect("a note").checkpoint.size;
        let below = Log {
            leaves: log.leaves[..usize::try_from(size).expect("a size")].to_vec(),
            key: &key,
            checkpoints: Vec::new(),
        };
        *kept = Checkpointed { occasion: kept.occasion.clone(), note: below.note() };
    }
    let places = pack.proofs.scorecards.iter().map(|at| at.index).collect();
    let sealed = pack.proofs.sealed.as_ref().map(|at| at.index);
    seal(chance, &mut log, pack.content, sealed, places).into_bytes()
}
