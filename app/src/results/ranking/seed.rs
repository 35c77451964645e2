//! The seed of what is drawn: nobody chooses it, and whoever has the scores can draw again.

use sha2::{Digest, Sha256};

use super::{CheckedInput, signature::signatures};

/// SHA-256 of the competition and of all scores in an order of their own: the same whatever the order of scorecards, entries
/// and judges, and whatever judges are called; another as soon as a mark, a weight or a level is another.
///
/// Each text is preceded by its length and each number is written in millionths, so that no two inputs give the same bytes.
#[must_use]
pub fn seed(competition: &str, input: &CheckedInput) -> [u8; 32] {
    let mut hasher = Sha256::new();
    let mut text = |text: &str| hasher.update(format!("{}:{text};", text.len()));
    text("peaceapp ranking 1");
    text(competition);
    for line in &input.criteria {
        text(&line.key);
        text(&format!("{} {:?}", line.weight.micros(), line.max.map(crate::number::Decimal::micros)));
    }
    for (level, weights) in &input.level_weights {
        text(&format!("level {level}"));
        weights.iter().for_each(|weight| text(&weight.micros().to_string()));
    }
    let mut levels: Vec<(&str, u32)> =
        input.levels.iter().filter_map(|(entry, level)| Some((input.entries.get(*entry)?.as_str(), *level))).collect();
    levels.sort_unstable();
    for (entry, level) in levels {
        text(entry);
        text(&level.to_string());
    }
    let mut judges = signatures(input);
    judges.sort_unstable();
    judges.iter().filter(|judge| !judge.is_empty()).for_each(|judge| text(judge));
    hasher.finalize().into()
}
