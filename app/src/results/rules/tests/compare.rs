//! The sealed method beside the others.

use super::*;
use crate::{
    competition::model::{Method, MethodKind, RankingRules},
    results::{
        model::{ComparedOutcome, Difference, MethodComparison},
        ranking::Unrankable,
    },
};

/// Five judges mark three entries: one of them dislikes the first, whom the others find best. By the mean the second wins
/// (84 to 88 points), without the highest and the lowest mark the first (100 to 86 2/3); the third is last in both.
fn split() -> Evidence {
    let marks = [(1, [5, 5, 5, 5, 1]), (2, [5, 5, 4, 4, 4]), (3, [1, 1, 1, 1, 1])];
    let cards: Vec<_> = marks
        .iter()
        .flat_map(|(entry, marks)| marks.iter().zip(1..).map(|(mark, judge)| (*entry, judge, *mark, *mark)))
        .collect();
    evidence(&cards)
}

fn compared(evidence: &Evidence) -> MethodComparison {
    compare(evidence, None, Vec::new(), true).expect("sound")
}

fn kinds(comparison: &MethodComparison) -> Vec<(MethodKind, bool, bool, bool)> {
    let methods = comparison.tracks[0].methods.iter();
    methods.map(|one| (one.method.kind, one.method.judge_noise, one.sealed, one.in_force)).collect()
}

fn difference(comparison: &MethodComparison, method: usize) -> Difference {
    match &comparison.tracks[0].methods[method].outcome {
        ComparedOutcome::Ranked(Some(difference)) => difference.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn who_would_move_and_who_would_win_is_told_of_each_method() {
    let comparison = compared(&split());
    let expected = [
        (MethodKind::Mean, false, true, true),
        (MethodKind::Trimmed, false, false, false),
        (MethodKind::Adjusted, false, false, false),
        (MethodKind::Adjusted, true, false, false),
    ];
    assert_eq!(kinds(&comparison), expected);
    let track = &comparison.tracks[0];
    assert_eq!(track.methods[0].outcome, ComparedOutcome::Ranked(None));
    let trimmed = difference(&comparison, 1);
    assert_eq!((trimmed.pairs, trimmed.same, trimmed.moved, trimmed.most), (3, 2, 2, 1));
    assert!((trimmed.tau.expect("parted") - 1.0 / 3.0).abs() < 1e-12);
    let ids = |of: &[crate::results::model::NamedEntry]| of.iter().map(|named| named.entry).collect::<Vec<EntryId>>();
    assert_eq!((ids(&trimmed.enter), ids(&trimmed.leave)), (vec![id(1)], vec![id(2)]));
    // Every judge scored every entry: there is nothing to adjust.
    let adjusted = difference(&comparison, 2);
    assert_eq!((adjusted.same, adjusted.moved, adjusted.enter.len()), (3, 0, 0));
    let rows: Vec<_> = track
        .entries
        .iter()
        .map(|entry| {
            let at = |method: usize| entry.at[method].as_ref().expect("ranked");
            (entry.name.entry, at(0).place, at(0).score.rounded(1), at(0).wins, at(1).place, at(1).score.rounded(1))
        })
        .collect();
    assert_eq!(
        rows,
        [
            (id(2), 1, "88.0".to_owned(), true, 2, "86.7".to_owned()),
            (id(1), 2, "84.0".to_owned(), false, 1, "100.0".to_owned()),
            (id(3), 3, "20.0".to_owned(), false, 3, "20.0".to_owned()),
        ]
    );
}

#[test]
fn a_method_that_gives_no_ranking_says_so_beside_the_others() {
    let parts = evidence(&[(1, 1, 5, 5), (2, 2, 4, 4)]);
    let comparison = compared(&parts);
    let refused = ComparedOutcome::Refused(Unrankable::Disconnected { parts: 2 });
    let methods = &comparison.tracks[0].methods;
    assert_eq!((&methods[2].outcome, &methods[3].outcome), (&refused, &refused));
    assert_eq!(difference(&comparison, 1).same, 1);
    assert_eq!(comparison.tracks[0].entries[0].at[2], None);
    // Where the sealed one refuses there is nothing to be far from, and entries stand as the mean has them.
    let mut sealed = parts;
    sealed.ranking.rules.method = Method { kind: MethodKind::Adjusted, decimals: Some(1), ..Method::MEAN };
    let comparison = compared(&sealed);
    assert_eq!(comparison.tracks[0].methods[0].outcome, refused);
    assert_eq!(comparison.tracks[0].methods[1].outcome, ComparedOutcome::Ranked(None));
    assert_eq!(comparison.tracks[0].entries[0].name.entry, id(1));
}

#[test]
fn a_departure_stands_beside_what_was_sealed() {
    let sealed = split();
    let rules = RankingRules { method: Method { kind: MethodKind::Trimmed, ..Method::MEAN }, ..sealed.rules() };
    let departure = Departure { rules, reason: "Why".into(), names: "A; B".into(), at: Moment::from_seconds(1) };
    let departed = Evidence { departure: Some(departure), ..sealed.clone() };
    let comparison = compare(&sealed, Some(&departed), Vec::new(), true).expect("sound");
    let expected = [
        (MethodKind::Mean, false, true, false),
        (MethodKind::Trimmed, false, false, true),
        (MethodKind::Adjusted, false, false, false),
        (MethodKind::Adjusted, true, false, false),
    ];
    assert_eq!(kinds(&comparison), expected, "each once");
    assert_eq!(comparison.in_force, rules);
    assert_eq!(comparison.tracks[0].entries[0].name.entry, id(2), "in the order of the sealed one");
    assert_eq!(difference(&comparison, 1).moved, 2);
}

#[test]
fn nothing_to_rank_is_nothing_to_compare() {
    let comparison = compared(&evidence(&[]));
    assert!(comparison.tracks[0].entries.is_empty());
    assert_eq!(difference(&comparison, 1).pairs, 0);
}
