//! How one version of a text differs from the one before it: by paragraph, and in paragraphs that were changed by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use unicode_segmentation::UnicodeSegmentation;

/// Paragraphs of a text, and pieces of a paragraph, beyond which nothing is compared within: the work grows with the
/// square.
const MOST: usize = 1_000;
/// Pairs of paragraphs beyond which each is compared with the one in its place only.
const PAIRS: usize = 2_500;
/// Of a hundred words that two paragraphs have, how many they must share to be one that was changed.
const ALIKE: usize = 40;

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They stand in both versions.
    Kept,
    /// They are new.
    Added,
    /// They are gone.
    Removed,
}

/// Words of one fate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What became of them.
    pub fate: Fate,
    /// They, with the spaces and marks between.
    pub text: String,
}

/// A paragraph, in one or both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paragraph {
    /// It stands in both as it is.
    Same(String),
    /// It was changed, came or went; then it is one piece.
    Changed(Vec<Piece>),
}

/// Compares two versions of a text. A line that is not empty is a paragraph.
pub fn difference(old: &str, new: &str) -> Vec<Paragraph> {
    let (old, new) = (paragraphs(old), paragraphs(new));
    if old.len().max(new.len()) > MOST {
        return replaced(&old, &new);
    }
    let mut out = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (before, after) = (part(&old, step.old_range()), part(&new, step.new_range()));
        match step {
            DiffOp::Equal { .. } => out.extend(after.iter().map(|text| Paragraph::Same((*text).to_owned()))),
            _ => out.extend(replaced(before, after)),
        }
    }
    out
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect()
}

fn part<T>(list: &[T], range: std::ops::Range<usize>) -> &[T] {
    list.get(range).unwrap_or_default()
}

fn whole(fate: Fate, text: &str) -> Paragraph {
    Paragraph::Changed(vec![Piece { fate, text: text.to_owned() }])
}

/// Paragraphs in the place of others: those that are alike are shown as changed, the others as gone and new.
fn replaced(old: &[&str], new: &[&str]) -> Vec<Paragraph> {
    let mut out = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (before, after) in pairs(old, new).into_iter().chain([(old.len(), new.len())]) {
        out.extend(part(old, from..before).iter().map(|text| whole(Fate::Removed, text)));
        out.extend(part(new, to..after).iter().map(|text| whole(Fate::Added, text)));
        if let (Some(one), Some(other)) = (old.get(before), new.get(after)) {
            out.push(Paragraph::Changed(by_word(one, other)));
        }
        (from, to) = (before + 1, after + 1);
    }
    out
}

/// Which paragraph became which, in order, so that as much as possible is kept.
fn pairs(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let alike = |one: &str, other: &str| Some(likeness(one, other)).filter(|share| *share >= ALIKE).unwrap_or_default();
    if old.len() * new.len() > PAIRS {
        let in_place = old.iter().zip(new).enumerate();
        return in_place.filter(|(_, (one, other))| alike(one, other) > 0).map(|(at, _)| (at, at)).collect();
    }
    // best[row][column]: the most likeness that the paragraphs from there on can have together.
    let width = new.len() + 1;
    let shares: Vec<usize> = old.iter().flat_map(|one| new.iter().map(move |other| alike(one, other))).collect();
    let share = |row: usize, column: usize| shares.get(row * new.len() + column).copied().unwrap_or_default();
    let mut best = vec![0; (old.len() + 1) * width];
    let at = |best: &[usize], row: usize, column: usize| best.get(row * width + column).copied().unwrap_or_default();
    for row in (0..old.len()).rev() {
        for column in (0..new.len()).rev() {
            let both = share(row, column);
            let joined = if both > 0 { both + at(&best, row + 1, column + 1) } else { 0 };
            let most = joined.max(at(&best, row + 1, column)).max(at(&best, row, column + 1));
            if let Some(place) = best.get_mut(row * width + column) {
                *place = most;
            }
        }
    }
    let (mut row, mut column, mut found) = (0, 0, Vec::new());
    while row < old.len() && column < new.len() {
        let most = at(&best, row, column);
        if most == at(&best, row + 1, column) {
            row += 1;
        } else if most == at(&best, row, column + 1) {
            column += 1;
        } else {
            found.push((row, column));
            (row, column) = (row + 1, column + 1);
        }
    }
    found
}

/// Of a hundred words of both, how many they share.
fn likeness(one: &str, other: &str) -> usize {
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut all = 0;
    for word in one.unicode_words() {
        *left.entry(word).or_default() += 1;
        all += 1;
    }
    let mut shared = 0;
    for word in other.unicode_words() {
        all += 1;
        if let Some(count) = left.get_mut(word).filter(|count| **count > 0) {
            *count -= 1;
            shared += 2;
        }
    }
    shared * 100 / all.max(1)
}

fn by_word(old: &str, new: &str) -> Vec<Piece> {
    let (before, after) = (words(old), words(new));
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |fate: Fate, text: String| {
        if text.is_empty() {
            return;
        }
        match pieces.last_mut() {
            Some(last) if last.fate == fate => last.text.push_str(&text),
            _ => pieces.push(Piece { fate, text }),
        }
    };
    if before.len().max(after.len()) > MOST {
        add(Fate::Removed, old.to_owned());
        add(Fate::Added, new.to_owned());
        return pieces;
    }
    for step in capture_diff_slices(Algorithm::Myers, &before, &after) {
        let (gone, come) = (part(&before, step.old_range()).concat(), part(&after, step.new_range()).concat());
        if matches!(step, DiffOp::Equal { .. }) {
            add(Fate::Kept, come);
        } else {
            add(Fate::Removed, gone);
            add(Fate::Added, come);
        }
    }
    pieces
}

/// Words with the space behind them, so that a change is not torn apart by the spaces that stay.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for part in text.split_word_bounds() {
        match words.last_mut() {
            Some(last) if part.trim().is_empty() => last.push_str(part),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marked(old: &str, new: &str) -> Vec<String> {
        let piece = |piece: &Piece| match piece.fate {
            Fate::Kept => piece.text.clone(),
            Fate::Added => format!("+{}+", piece.text),
            Fate::Removed => format!("-{}-", piece.text),
        };
        let paragraph = |paragraph: Paragraph| match paragraph {
            Paragraph::Same(text) => format!("={text}"),
            Paragraph::Changed(pieces) => pieces.iter().map(piece).collect(),
        };
        difference(old, new).into_iter().map(paragraph).collect()
    }

    #[test]
    fn words_of_a_changed_paragraph() {
        assert_eq!(
            marked(
                "## Who\n\nEvery member is 13 or older.\n\n- Listen",
                "## Who\n\nEvery member is 16 or older.\n- Listen"
            ),
            ["=## Who", "Every member is -13 -+16 +or older.", "=- Listen"]
        );
        assert_eq!(marked("يجب أن يكون العمر 13 سنة", "يجب أن يكون العمر 16 سنة"), ["يجب أن يكون العمر -13 -+16 +سنة"]);
        assert_eq!(marked("参赛者必须年满十三岁。", "参赛者必须年满十六岁。").len(), 1, "a script without spaces");
    }

    #[test]
    fn paragraphs_come_and_go() {
        assert_eq!(marked("One.\nTwo.", "One.\nNew words.\nTwo."), ["=One.", "+New words.+", "=Two."]);
        assert_eq!(marked("One.\nTwo.", "Two."), ["-One.-", "=Two."]);
        assert_eq!(marked("", "One."), ["+One.+"]);
        assert_eq!(marked("Same.", "Same."), ["=Same."]);
        assert!(marked("", "").is_empty());
    }

    #[test]
    fn a_changed_paragraph_is_found_behind_a_new_one() {
        assert_eq!(
            marked("Teams of any size may enter.", "This is wholly different here.\nTeams of four people may enter."),
            ["+This is wholly different here.+", "Teams of -any size -+four people +may enter."]
        );
    }

    #[test]
    fn the_longest_texts_are_compared_in_a_moment() {
        let long = |word: &str| format!("{word}\n").repeat(75_000);
        assert_eq!(difference(&long("!"), &long("?")).len(), 150_000);
        let wide = |word: &str| (0..5_000).map(|number| format!("{word}{number} ")).collect::<String>();
        assert_eq!(difference(&wide("a"), &wide("b")).len(), 2);
        let mixed = |word: &str| (0..900).map(|number| format!("{word} {number}\n")).collect::<String>();
        assert!(difference(&mixed("a"), &mixed("b")).len() >= 900);
    }

    fn version(paragraphs: &[Paragraph], without: Fate) -> String {
        let lines = paragraphs.iter().filter_map(|paragraph| match paragraph {
            Paragraph::Same(text) => Some(text.clone()),
            Paragraph::Changed(pieces) => {
                let kept = pieces.iter().filter(|piece| piece.fate != without);
                Some(kept.map(|piece| piece.text.as_str()).collect::<String>()).filter(|text| !text.is_empty())
            }
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    proptest! {
        /// Both versions can be read off: nothing is lost and nothing made up.
        #[test]
        fn both_versions_are_in_it(old in "[a-c \n]{0,80}", new in "[a-c \n]{0,80}") {
            let compared = difference(&old, &new);
            prop_assert_eq!(version(&compared, Fate::Added), paragraphs(&old).join("\n"));
            prop_assert_eq!(version(&compared, Fate::Removed), paragraphs(&new).join("\n"));
        }
    }
}
