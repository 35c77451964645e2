//! Titles that are nearly the same.

use std::{
    cmp::Ordering,
    collections::{BTreeSet, HashMap},
};
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

/// How many of two sorted lists are the same.
fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut a, mut b, mut count) = (a.iter().peekable(), b.iter().peekable(), 0);
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        match one.cmp(other) {
            Ordering::Less => drop(a.next()),
            Ordering::Greater => drop(b.next()),
            Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// The threes of each title as numbers, the rarest of all titles first.
fn numbered(titles: &[String]) -> Vec<Vec<u32>> {
    let sets: Vec<BTreeSet<Three>> = titles.iter().map(|title| threes(&normal(title))).collect();
    let mut often: HashMap<Three, u32> = HashMap::new();
    for three in sets.iter().flatten() {
        *often.entry(*three).or_default() += 1;
    }
    let mut order: Vec<(u32, Three)> = often.into_iter().map(|(three, count)| (count, three)).collect();
    order.sort_unstable();
    let numbers: HashMap<Three, u32> = (0..).zip(order).map(|(number, (_, three))| (three, number)).collect();
    let numbered = |set: &BTreeSet<Three>| {
        let mut list: Vec<u32> = set.iter().filter_map(|three| numbers.get(three)).copied().collect();
        list.sort_unstable();
        list
    };
    sets.iter().map(numbered).collect()
}

/// Every pair of near titles, by their places in the list, with how alike they are.
///
/// Not every pair is compared. Two sets that share 60 of 100 must share one of the rarest threes of each: all but
/// `ceil(0.6 n) - 1` of them. Where they meet first, what is behind must be enough for the rest (prefix and positional
/// filter; Xiao, Wang, Lin and Yu, 2008). Only titles that pass both are compared.
pub fn near_titles(titles: &[String]) -> Vec<(usize, usize, u8)> {
    let needed = usize::from(LIKENESS);
    let lists = numbered(titles);
    let mut known: HashMap<u32, Vec<(usize, usize)>> = HashMap::new();
    // For which title another one was met last, so that it is looked at once.
    let mut met: Vec<usize> = vec![usize::MAX; lists.len()];
    let mut pairs = Vec::new();
    for (place, list) in lists.iter().enumerate().filter(|(_, list)| !list.is_empty()) {
        let rarest = list.len() + 1 - (list.len() * needed).div_ceil(100).max(1);
        for (at, three) in list.iter().enumerate().take(rarest) {
            let meeting = known.entry(*three).or_default();
            for (other, there) in meeting.iter().copied() {
                let (Some(last), Some(before)) = (met.get_mut(other), lists.get(other)) else { continue };
                if std::mem::replace(last, place) == place {
                    continue;
                }
                let least = (needed * (list.len() + before.len())).div_ceil(100 + needed);
                if 1 + (list.len() - at - 1).min(before.len() - there - 1) < least {
                    continue;
                }
                let both = common(list, before);
                if both >= least {
                    let alike = both * 100 / (list.len() + before.len() - both);
                    pairs.push((other, place, u8::try_from(alike).unwrap_or(100)));
                }
            }
            meeting.push((place, at));
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
