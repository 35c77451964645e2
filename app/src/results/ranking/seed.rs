//! The seed of what is drawn: nobody chooses it, and whoever has the scores can draw again.

use sha2::{Digest, Sha256};

use super::{CheckedInput, signature::signatures};
use crate::number::Decimal;

/// SHA-256 of the competition and of all scores in an order of their own: the same whatever the order of scorecards, entries
/// and judges, and whatever judges are called; another as soon as a mark, a weight or a level is another.
///
/// Each text is preceded by its length and each mark is written in millionths, so that no two inputs give the same bytes.
#[must_use]
pub fn seed(competition: &str, input: &CheckedInput) -> [u8; 32] {
    let mut hasher = Sha256::new();
    let mut text = |text: &str| hasher.update(format!("{}:{text};", text.len()));
    text("peaceapp ranking 1");
    text(competition);
    let weights: Vec<Decimal> = input.criteria.iter().map(|line| line.weight).collect();
    for (line, weight) in input.criteria.iter().zip(proportions(&weights)) {
        text(&line.key);
        text(&format!("{weight} {:?}", line.max.map(Decimal::micros)));
    }
    for (level, weights) in &input.level_weights {
        text(&format!("level {level}"));
        proportions(weights).iter().for_each(|weight| text(&weight.to_string()));
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

/// Weights in their lowest whole numbers: only their proportions count for a ranking.
fn proportions(weights: &[Decimal]) -> Vec<i64> {
    let common = weights.iter().fold(0, |common, weight| gcd(common, weight.micros())).max(1);
    weights.iter().map(|weight| weight.micros() / common).collect()
}

/// Of numbers that are not below nought.
const fn gcd(mut one: i64, mut other: i64) -> i64 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_one_proportion_are_the_same() {
        let of = |weights: &[i32]| proportions(&weights.iter().copied().map(Decimal::from_integer).collect::<Vec<_>>());
        assert_eq!(of(&[75, 25]), [3, 1]);
        assert_eq!(of(&[3, 1]), [3, 1]);
        assert_eq!((of(&[0, 0]), of(&[0, 7])), (vec![0, 0], vec![0, 1]));
    }
}
