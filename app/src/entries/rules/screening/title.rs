//! Titles that are nearly the same.

use std::collections::{BTreeSet, HashMap};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Two titles are near from so many of 100 on: what they share of the threes of letters they have together (Jaccard).
/// "Ballot Walk" and "Ballot Walks" are at 78, "Ballot Walk" and "Peace Walk" at 21.
pub const LIKENESS: u8 = 60;

/// A title without what a copy changes first: case, accents, vowel marks, punctuation, spaces.
pub fn normal(title: &str) -> String {
    const TATWEEL: char = '\u{640}';
    let plain: String = title
        .nfkd()
        .filter(|c| !is_combining_mark(*c) && *c != TATWEEL)
        .flat_map(char::to_lowercase)
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Three = [char; 3];

/// The threes of a normal title, with its beginning and end marked, so that short ones have some too.
fn threes(normal: &str) -> BTreeSet<Three> {
    if normal.is_empty() {
        return BTreeSet::new();
    }
    let letters: Vec<char> = [' ', ' '].into_iter().chain(normal.chars()).chain([' ']).collect();
    letters.windows(3).filter_map(|three| three.try_into().ok()).collect()
}

fn share(a: &BTreeSet<Three>, b: &BTreeSet<Three>) -> u8 {
    let both = a.intersection(b).count();
    let all = a.len() + b.len() - both;
    u8::try_from(both * 100 / all.max(1)).unwrap_or(100)
}

/// How alike two titles are, of 100; nothing is alike to an empty one.
pub fn likeness(a: &str, b: &str) -> u8 {
    share(&threes(&normal(a)), &threes(&normal(b)))
}

/// Every pair of near titles, by their places in the list, with how alike they are.
///
/// Not every pair is compared. Two sets that share 60 of 100 must share one of the rarest threes of each: all but
/// `ceil(0.6 n) - 1` of them. Only titles that do are compared (prefix filter; Chaudhuri, Ganti and Kaushik, 2006).
pub fn near_titles(titles: &[String]) -> Vec<(usize, usize, u8)> {
    let sets: Vec<BTreeSet<Three>> = titles.iter().map(|title| threes(&normal(title))).collect();
    let mut often: HashMap<Three, usize> = HashMap::new();
    for three in sets.iter().flatten() {
        *often.entry(*three).or_default() += 1;
    }
    let mut known: HashMap<Three, Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (place, set) in sets.iter().enumerate() {
        let mut rarest: Vec<Three> = set.iter().copied().collect();
        rarest.sort_by_key(|three| (often.get(three).copied().unwrap_or_default(), *three));
        let needed = (rarest.len() * usize::from(LIKENESS)).div_ceil(100);
        rarest.truncate(rarest.len() + 1 - needed.max(1).min(rarest.len() + 1));
        let candidates: BTreeSet<usize> =
            rarest.iter().filter_map(|three| known.get(three)).flatten().copied().collect();
        for other in candidates {
            let Some(before) = sets.get(other) else { continue };
            let alike = share(set, before);
            if alike >= LIKENESS {
                pairs.push((other, place, alike));
            }
        }
        for three in rarest {
            known.entry(three).or_default().push(place);
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_accents_marks_and_punctuation_make_no_difference() {
        assert_eq!(normal("  Éight—Doors!! "), "eight doors");
        assert_eq!(normal("جِسْرُ السّــلام"), normal("جسر السلام"));
        assert_eq!(normal("أحلام"), normal("احلام"));
        assert_eq!(likeness("BALLOT  WALK", "ballot-walk"), 100);
        assert_eq!((likeness("", ""), likeness("!", "x")), (0, 0));
    }

    #[test]
    fn the_threshold_lets_copies_through_and_leaves_neighbours_alone() {
        for (a, b) in [("Ballot Walk", "Ballot Walks"), ("Ballot Walk", "Ballot Walk 2"), ("جسر السلام", "جسر السلام ٢")]
        {
            assert!(likeness(a, b) >= LIKENESS, "{a} {b} {}", likeness(a, b));
        }
        for (a, b) in [("Ballot Walk", "Peace Walk"), ("River Council", "River Voices"), ("Peace", "Peace Builders")] {
            assert!(likeness(a, b) < LIKENESS, "{a} {b} {}", likeness(a, b));
        }
    }

    proptest! {
        #[test]
        fn likeness_is_the_same_both_ways_and_whole_with_itself(a in "[a-c ]{0,12}", b in "\\PC{0,20}") {
            prop_assert_eq!(likeness(&a, &b), likeness(&b, &a));
            prop_assert!(normal(&b).is_empty() || likeness(&b, &b) == 100);
        }

        #[test]
        fn no_near_pair_is_missed(titles in proptest::collection::vec("[ab]{0,3}[a-d ]{0,6}", 0..25)) {
            let mut every = Vec::new();
            for (place, title) in titles.iter().enumerate() {
                for (other, before) in titles.iter().enumerate().take(place) {
                    let alike = likeness(title, before);
                    if alike >= LIKENESS {
                        every.push((other, place, alike));
                    }
                }
            }
            let mut found = near_titles(&titles);
            found.sort_unstable();
            every.sort_unstable();
            prop_assert_eq!(found, every);
        }
    }
}
