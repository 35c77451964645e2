//! The seed competition with its checked arithmetic.

use super::*;

type Card = (usize, [i32; 6]);

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const D: usize = 3;

const FUNCTIONING: &[(&str, &[Card])] = &[
    ("ballot-walk", &[(A, [4, 5, 4, 3, 4, 5]), (B, [4, 5, 5, 4, 3, 5]), (D, [5, 5, 4, 4, 4, 4])]),
    ("market-of-two-languages", &[(A, [5, 4, 4, 5, 4, 3]), (B, [4, 4, 5, 4, 4, 4]), (C, [5, 5, 4, 4, 3, 4])]),
    ("eight-doors", &[(B, [4, 4, 4, 4, 4, 4]), (C, [5, 4, 4, 3, 3, 4]), (D, [4, 4, 4, 4, 5, 3])]),
    ("river-council", &[(A, [4, 5, 3, 4, 3, 4]), (C, [4, 4, 4, 4, 4, 4]), (D, [4, 3, 5, 4, 5, 4])]),
    (
        "shared-blocks",
        &[(A, [5, 2, 3, 4, 3, 3]), (B, [2, 2, 3, 3, 3, 2]), (D, [5, 5, 4, 4, 4, 4]), (C, [4, 3, 3, 4, 3, 3])],
    ),
];

const DEVELOPMENT: &[(&str, &[Card])] = &[
    ("bridge-builders-academy", &[(A, [4, 5, 4, 4, 3, 3]), (B, [4, 4, 4, 4, 4, 3]), (C, [5, 4, 4, 3, 4, 4])]),
    ("echo-room", &[(A, [5, 4, 3, 4, 3, 4]), (C, [4, 4, 4, 4, 3, 3]), (D, [5, 4, 4, 4, 4, 3])]),
    ("rumour-line", &[(B, [3, 5, 4, 3, 4, 3]), (C, [3, 4, 4, 3, 4, 4]), (D, [4, 5, 3, 3, 4, 4])]),
];

fn track(criteria: [(&str, i32); 6], entries: &[(&str, &[Card])]) -> RankingInput {
    let sheet = |entry: usize, (judge, marks): &Card| Sheet {
        entry,
        judge: *judge,
        marks: Marks::Criteria(marks.map(|mark| Some(whole(mark))).to_vec()),
    };
    RankingInput {
        entries: entries.iter().map(|(key, _)| (*key).to_owned()).collect(),
        judges: keys(["a", "b", "c", "d"]),
        criteria: criteria
            .map(|(key, weight)| CriterionInput { key: key.to_owned(), weight: whole(weight), max: Some(whole(5)) })
            .to_vec(),
        sheets: entries
            .iter()
            .enumerate()
            .flat_map(|(entry, (_, cards))| cards.iter().map(move |card| sheet(entry, card)))
            .collect(),
        tie_order: vec![
            TieStep::Criterion("prevention".to_owned()),
            TieStep::Criterion("dialogue".to_owned()),
            TieStep::JudgePreference,
            TieStep::PanelVote,
        ],
        ..RankingInput::default()
    }
}

fn functioning() -> RankingInput {
    let criteria = [("dialogue", 25), ("prevention", 25), ("harm", 15), ("play", 15), ("inclusion", 10), ("reach", 10)];
    track(criteria, FUNCTIONING)
}

fn development() -> RankingInput {
    let criteria =
        [("dialogue", 25), ("prevention", 25), ("harm", 15), ("play", 15), ("feasibility", 15), ("inclusion", 5)];
    track(criteria, DEVELOPMENT)
}

fn scores(ranking: &Ranking) -> Vec<String> {
    ranking.placements.iter().map(|placement| placement.score.rounded(3)).collect()
}

#[test]
fn the_functioning_track_comes_out_as_checked() {
    let dialogue = Some("criterion:dialogue");
    let expected = [
        ("ballot-walk", 1, None),
        ("market-of-two-languages", 2, None),
        ("eight-doors", 3, dialogue),
        ("river-council", 4, dialogue),
        ("shared-blocks", 5, None),
    ];
    assert_eq!(order(&functioning()), placed(&expected));
    let ranking = rank(functioning());
    assert_eq!(scores(&ranking), ["87.333", "85.667", "80.000", "80.000", "68.500"]);
    assert_eq!(ranking.placements.iter().map(|at| at.scorecards).collect::<Vec<_>>(), [3, 3, 3, 3, 4]);
    assert_eq!(ranking.placements[2].criterion_means[0], Exact::from_ratio(13, 3));
    assert_eq!(ranking.placements[3].criterion_means[0], Exact::from_ratio(4, 1));
    assert_eq!((ranking.components, ranking.unranked), (1, vec![]));
    assert_eq!(ranking.mean, Exact::from_ratio(262 + 257 + 240 + 240 + 274, 16));
    assert!(ranking.placements.iter().all(|at| !at.shared));
}

#[test]
fn the_development_track_comes_out_as_checked() {
    let expected = [("bridge-builders-academy", 1, None), ("echo-room", 2, None), ("rumour-line", 3, None)];
    assert_eq!(order(&development()), placed(&expected));
    assert_eq!(scores(&rank(development())), ["80.667", "79.667", "75.667"]);
}

#[test]
fn every_judge_total_is_the_checked_one() {
    let totals = |input: RankingInput| -> Vec<String> {
        let input = input.checked().expect("a sound input");
        sheet_totals(&input).into_iter().map(|total| total.expect("a total").rounded(0)).collect()
    };
    let functioning = totals(functioning());
    let expected = ["84", "88", "90", "86", "83", "88", "80", "80", "80", "80", "80", "80", "68", "48", "90", "68"];
    assert_eq!(functioning, expected);
    assert_eq!(totals(development()), ["81", "79", "82", "79", "76", "84", "76", "72", "79"]);
}
