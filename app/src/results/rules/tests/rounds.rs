//! Screening and final: what counts, and who is placed before whom.

use super::*;
use crate::competition::model::{FurtherRound, RoundRule, RoundWeights};
use proptest::prelude::*;

pub(super) fn further(round: u128, rule: RoundRule, entries: &[u128]) -> FurtherRound {
    let entries = entries.iter().map(|entry| id(*entry)).collect();
    FurtherRound { round: id(round), name: format!("Round {round}"), rule, entries, weights: RoundWeights::default() }
}

/// `(round, entry, judge, mark)`, with the same mark on both criteria.
pub(super) fn rounds(cards: &[(u128, u128, u128, i32)], further: Vec<FurtherRound>) -> Evidence {
    let all: Vec<_> = cards.iter().map(|(_, entry, judge, mark)| (*entry, *judge, *mark, *mark)).collect();
    let mut evidence = evidence(&all);
    for (card, (round, ..)) in evidence.scorecards.iter_mut().zip(cards) {
        card.round = id(*round);
    }
    evidence.rounds = vec![id(1), id(2), id(3)];
    evidence.further = further;
    evidence
}

/// Of each place in order: number of the entry, place, score, scorecards.
fn ranked(evidence: &Evidence) -> Vec<(String, u32, String, u32)> {
    let standings = standings(evidence).expect("sound");
    let row = |at: &crate::results::ranking::Placement| {
        (standings[0].entry(at).key.clone(), at.place, at.score.rounded(1), at.scorecards)
    };
    standings[0].ranking.placements.iter().map(row).collect()
}

fn is(expected: &[(&str, u32, &str, u32)]) -> Vec<(String, u32, String, u32)> {
    expected.iter().map(|(key, place, score, cards)| ((*key).into(), *place, (*score).into(), *cards)).collect()
}

/// A first round in which 1 is before 2 before 3, and a second one in which 2 is scored higher than 1.
pub(super) const TWO: [(u128, u128, u128, i32); 8] =
    [(1, 1, 1, 5), (1, 1, 2, 4), (1, 2, 1, 3), (1, 2, 2, 4), (1, 3, 1, 3), (1, 3, 2, 3), (2, 1, 1, 2), (2, 2, 1, 5)];

#[test]
fn fresh_counts_the_last_round_alone_and_carried_all_with_the_newest_of_each_judge() {
    // On a scale from 1 to 5 a mark m is worth 20 m points.
    let fresh = rounds(&TWO, vec![further(2, RoundRule::Fresh, &[1, 2])]);
    assert_eq!(
        ranked(&fresh),
        is(&[("entry-2", 1, "100.0", 1), ("entry-1", 2, "40.0", 1), ("entry-3", 3, "60.0", 2)]),
        "who did not go on is below, also with a higher score"
    );
    // Judge 1 counts with the second round, judge 2, who did not score again, with the first.
    let carried = rounds(&TWO, vec![further(2, RoundRule::Carried, &[1, 2])]);
    assert_eq!(
        ranked(&carried),
        is(&[("entry-2", 1, "90.0", 2), ("entry-1", 2, "60.0", 2), ("entry-3", 3, "60.0", 2)])
    );
}

#[test]
fn the_same_score_on_both_sides_of_the_cut_is_no_tie_and_not_near() {
    let even = [(1, 1, 1, 3), (1, 2, 1, 3), (1, 1, 2, 4), (1, 2, 2, 4), (2, 2, 1, 3), (2, 2, 2, 4)];
    let evidence = rounds(&even, vec![further(2, RoundRule::Fresh, &[2])]);
    assert_eq!(ranked(&evidence), is(&[("entry-2", 1, "70.0", 2), ("entry-1", 2, "70.0", 2)]));
    let standings = standings(&evidence).expect("sound");
    assert!(tied_groups(&standings[0]).is_empty());
    assert_eq!(deliberation::near_next(&standings[0]), [false, false]);
    let one = rounds(&even[..4], Vec::new());
    let standings = super::standings(&one).expect("sound");
    assert_eq!((tied_groups(&standings[0]).len(), deliberation::near_next(&standings[0])[0]), (1, true));
}

#[test]
fn a_round_counts_from_its_first_scorecard_and_an_entry_without_one_waits_for_it() {
    let before = rounds(&TWO[..6], vec![further(2, RoundRule::Fresh, &[1, 2])]);
    assert_eq!(ranked(&before), ranked(&rounds(&TWO[..6], Vec::new())), "nobody has handed in yet");
    let begun = rounds(&TWO[..7], vec![further(2, RoundRule::Fresh, &[1, 2])]);
    assert_eq!(ranked(&begun), is(&[("entry-1", 1, "40.0", 1), ("entry-3", 2, "60.0", 2)]));
    assert_eq!(standings(&begun).expect("sound")[0].ranking.unranked.len(), 1);
}

#[test]
fn a_third_round_carries_the_second_and_not_the_first_when_the_second_was_fresh() {
    let mut cards = TWO.to_vec();
    cards.push((3, 2, 2, 1));
    let both = |last| rounds(&cards, vec![further(2, RoundRule::Fresh, &[1, 2]), further(3, last, &[2])]);
    // Judge 1 in the second round: 5; judge 2 in the third: 1. What judge 2 said in the first counts no more.
    let rest = [("entry-1", 2, "40.0", 1), ("entry-3", 3, "60.0", 2)];
    let with = |first| is(&[&[first][..], &rest[..]].concat());
    assert_eq!(ranked(&both(RoundRule::Carried)), with(("entry-2", 1, "60.0", 2)));
    assert_eq!(ranked(&both(RoundRule::Fresh)), with(("entry-2", 1, "20.0", 1)));
}

#[test]
fn a_draft_of_the_later_round_takes_nothing_from_the_earlier_scorecard() {
    let mut evidence = rounds(&TWO, vec![further(2, RoundRule::Carried, &[1, 2])]);
    evidence.scorecards[7].state = ScorecardState::Draft;
    assert_eq!(ranked(&evidence)[0], ("entry-2".into(), 1, "70.0".into(), 2));
}

#[test]
fn an_entry_is_ranked_by_the_rubric_of_the_round_it_came_to() {
    // Even on the rubric of the track; on one criterion alone they are far apart. Entry 3 did not go on.
    let mut evidence = evidence(&[(1, 1, 5, 1), (2, 1, 1, 5), (3, 1, 3, 3), (1, 2, 4, 4)]);
    evidence.scorecards[3].round = id(2);
    let weighed = |line: u128| {
        let weights = RoundWeights([(id(line), crate::number::Decimal::from_integer(100))].into());
        let further = FurtherRound { weights, ..further(2, RoundRule::Carried, &[1, 2]) };
        Evidence { further: vec![further], ..evidence.clone() }
    };
    let last = ("entry-3", 3, "60.0", 1);
    assert_eq!(ranked(&weighed(1)), is(&[("entry-1", 1, "90.0", 2), ("entry-2", 2, "20.0", 1), last]));
    assert_eq!(ranked(&weighed(2)), is(&[("entry-2", 1, "100.0", 1), ("entry-1", 2, "50.0", 2), last]));

    let track = made(&weighed(2)).tracks.remove(0);
    let rounds: Vec<_> = track.placements.iter().map(|at| at.round.as_deref()).collect();
    assert_eq!(rounds, [Some("Round 2"), Some("Round 2"), None]);
    let [round] = track.rounds.as_slice() else { panic!("one further round: {:?}", track.rounds) };
    assert_eq!((round.name.as_str(), round.rule.as_str()), ("Round 2", "carried"));
    let rubric: Vec<_> = round.rubric.iter().map(|line| (line.key.as_str(), line.weight.as_str())).collect();
    assert_eq!(rubric, [("y", "100")]);
    assert_eq!(track.rubric.len(), 2, "of the first round");
}

fn any_cards() -> impl Strategy<Value = Vec<(u128, u128, u128, i32)>> {
    let key = (1..=3_u128, 1..=4_u128, 1..=3_u128);
    proptest::collection::btree_map(key, 1..=5, 1..30)
        .prop_map(|cards| cards.into_iter().map(|((round, entry, judge), mark)| (round, entry, judge, mark)).collect())
}

fn any_rules() -> impl Strategy<Value = Vec<FurtherRound>> {
    let rule = || prop_oneof![Just(RoundRule::Carried), Just(RoundRule::Fresh)];
    let some = proptest::collection::vec(1..=4_u128, 0..5);
    (rule(), rule(), some.clone(), some)
        .prop_map(|(second, third, on, last)| vec![further(2, second, &on), further(3, third, &last)])
}

proptest! {
    #[test]
    fn with_one_round_rules_change_nothing(cards in any_cards(), rules in any_rules()) {
        let first: Vec<_> = cards.into_iter().filter(|card| card.0 == 1).collect();
        prop_assert_eq!(ranked(&rounds(&first, rules)), ranked(&rounds(&first, Vec::new())));
    }

    #[test]
    fn the_order_of_rows_does_not_matter(cards in any_cards(), rules in any_rules()) {
        let evidence = rounds(&cards, rules.clone());
        let mut turned = evidence.clone();
        turned.scorecards.reverse();
        prop_assert_eq!(ranked(&turned), ranked(&evidence));
    }

    #[test]
    fn a_fresh_round_ignores_what_was_said_before(cards in any_cards(), other in 1..=5_i32) {
        let final_round = |cards: &[_]| rounds(cards, vec![further(2, RoundRule::Fresh, &[1, 2])]);
        let mut cards: Vec<_> = cards.into_iter().filter(|card| card.0 < 3).collect();
        cards.push((2, 1, 9, 3));
        let mut changed = cards.clone();
        for card in changed.iter_mut().filter(|card| card.0 == 1 && card.1 < 3) {
            card.3 = other;
        }
        let those = |rows: Vec<(String, u32, String, u32)>| {
            rows.into_iter().filter(|row| row.0 == "entry-1" || row.0 == "entry-2").collect::<Vec<_>>()
        };
        prop_assert_eq!(those(ranked(&final_round(&cards))), those(ranked(&final_round(&changed))));
    }

    #[test]
    fn what_is_said_in_a_later_round_moves_nobody_who_did_not_go_on(cards in any_cards(), rule in any_rules()) {
        let rule = rule[0].rule;
        let mut cards: Vec<_> = cards.into_iter().filter(|card| card.0 == 1 || (card.0 == 2 && card.1 < 3)).collect();
        cards.push((2, 1, 9, 3));
        let after = ranked(&rounds(&cards, vec![further(2, rule, &[1, 2])]));
        // Ties are parted among those that are tied: without who went on.
        let before: Vec<_> = cards.iter().filter(|card| card.0 == 1 && card.1 > 2).copied().collect();
        let before = ranked(&rounds(&before, Vec::new()));
        let stayed = |rows: Vec<(String, u32, String, u32)>| {
            let left = rows.into_iter().filter(|row| row.0 != "entry-1" && row.0 != "entry-2");
            left.map(|row| (row.0, row.2, row.3)).collect::<Vec<_>>()
        };
        prop_assert_eq!(stayed(after), stayed(before));
    }
}
