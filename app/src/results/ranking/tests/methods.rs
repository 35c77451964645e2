//! The methods besides the mean, and what they refuse.

use super::*;

fn method(kind: MethodKind, decimals: Option<u32>) -> Method {
    Method { kind, decimals, ..Method::MEAN }
}

fn under(input: &RankingInput, method: &Method) -> Result<Vec<(String, u32, String)>, Unrankable> {
    let ranking = super::super::rank(&input.clone().checked().expect("a sound input"), method)?;
    let row = |at: &Placement| (input.entries[at.entry].clone(), at.place, at.score.rounded(3));
    Ok(ranking.placements.iter().map(row).collect())
}

fn rows(expected: &[(&str, u32, &str)]) -> Vec<(String, u32, String)> {
    expected.iter().map(|(key, place, score)| ((*key).to_owned(), *place, (*score).to_owned())).collect()
}

/// Marks of one entry by four judges, with weights and highest marks.
fn rubric(of: &[(i32, i32)], marks: &[Vec<Option<i32>>]) -> RankingInput {
    let line = |(at, (weight, max)): (usize, &(i32, i32))| CriterionInput {
        key: format!("c{at}"),
        weight: whole(*weight),
        max: Some(whole(*max)),
    };
    let sheet = |(judge, marks): (usize, &Vec<Option<i32>>)| Sheet {
        entry: 0,
        judge,
        marks: Marks::Criteria(marks.iter().map(|mark| mark.map(whole)).collect()),
    };
    RankingInput {
        entries: vec!["a".to_owned()],
        judges: (0..marks.len()).map(|judge| format!("j{judge}")).collect(),
        criteria: of.iter().enumerate().map(line).collect(),
        sheets: marks.iter().enumerate().map(sheet).collect(),
        ..RankingInput::default()
    }
}

#[test]
fn a_panel_mark_leaves_out_one_highest_and_one_lowest() {
    let mark = |marks: &[&str], decimals| {
        let marks: Vec<Decimal> = marks.iter().map(|mark| mark.parse().expect("a mark")).collect();
        panel_mark(&marks, decimals).map(|mark| mark.to_string())
    };
    assert_eq!(mark(&["8.25", "8.5", "9", "8.5", "9.25"], Some(2)), Some("867/100".to_owned()), "8.666..");
    assert_eq!(mark(&["8.25", "8.5", "9", "8.5", "9.25"], None), Some("26/3".to_owned()));
    assert_eq!(mark(&["1", "9", "5"], Some(2)), Some("5/1".to_owned()), "of equals only one goes");
    assert_eq!(mark(&["9", "9", "9", "1"], Some(2)), Some("9/1".to_owned()));
    assert_eq!(mark(&["9", "1"], Some(2)), Some("5/1".to_owned()), "of two none goes");
    assert_eq!(mark(&["7"], Some(2)), Some("7/1".to_owned()));
    assert_eq!(mark(&[], Some(2)), None);
    assert_eq!(mark(&["0.01", "0.02"], Some(2)), Some("1/50".to_owned()), "a half goes up");
}

#[test]
fn trimmed_scores_are_rounded_step_by_step() {
    let trimmed = |input: &RankingInput, decimals| {
        under(input, &method(MethodKind::Trimmed, decimals)).expect("ranked").remove(0).2
    };
    // Means of the middle marks 8 and 3.5; weighed 30 * 8 / 10 and 70 * 3.5 / 10.
    let four = [vec![Some(7), Some(3)], vec![Some(8), Some(4)], vec![Some(8), Some(1)], vec![Some(10), Some(5)]];
    assert_eq!(trimmed(&rubric(&[(30, 10), (70, 10)], &four), None), "48.500");
    // 3.5 becomes 4 before it is weighed.
    assert_eq!(trimmed(&rubric(&[(30, 10), (70, 10)], &four), Some(0)), "52.000");
    // Weights that total 1: 1 * 8 / 10 rounds to 1, 3 * 4 / 10 to 1, of 4.
    assert_eq!(trimmed(&rubric(&[(1, 10), (3, 10)], &four), Some(0)), "50.000");
    // Nobody assessed the second: the first alone counts.
    let one = [vec![Some(7), None], vec![Some(8), None], vec![Some(9), None]];
    assert_eq!(trimmed(&rubric(&[(30, 10), (70, 10)], &one), Some(2)), "80.000");
}

#[test]
fn trimmed_without_a_rubric_is_the_plain_mean_of_panel_marks() {
    let sheets = [(0, 0, [1, 5]), (0, 1, [2, 5]), (0, 2, [9, 2]), (1, 0, [4, 4]), (1, 1, [4, 4])];
    let input = plain(&["a", "b"], 3, &sheets, &[]);
    // a: 2 and 5; b: 4 and 4.
    assert_eq!(under(&input, &method(MethodKind::Trimmed, Some(2))), Ok(rows(&[("b", 1, "4.000"), ("a", 2, "3.500")])));
    let totals = RankingInput {
        sheets: [3, 9, 4]
            .iter()
            .zip(0..)
            .map(|(total, judge)| Sheet { entry: 0, judge, marks: Marks::Total(whole(*total)) })
            .collect(),
        criteria: Vec::new(),
        ..input
    };
    assert_eq!(under(&totals, &method(MethodKind::Trimmed, Some(2))), Ok(rows(&[("a", 1, "4.000")])));
}

#[test]
fn scores_that_are_equal_once_rounded_are_ties() {
    let input = plain(&["a", "b"], 3, &[(0, 0, [5, 5]), (0, 1, [5, 5]), (0, 2, [5, 6]), (1, 0, [5, 5])], &[]);
    let of = |decimals| under(&input, &method(MethodKind::Mean, decimals)).expect("ranked");
    assert_eq!(of(None), rows(&[("a", 1, "5.167"), ("b", 2, "5.000")]));
    assert_eq!(of(Some(0)), rows(&[("a", 1, "5.000"), ("b", 1, "5.000")]));
    assert_eq!(of(Some(1)), rows(&[("a", 1, "5.200"), ("b", 2, "5.000")]));
}

#[test]
fn who_is_refused_and_why() {
    let apart = plain(&["a", "b"], 2, &[(0, 0, [5, 5]), (1, 1, [4, 4])], &[]);
    let adjusted = method(MethodKind::Adjusted, Some(2));
    assert_eq!(under(&apart, &adjusted), Err(Unrankable::Disconnected { parts: 2 }));
    let random = Method { disconnected: Disconnected::RandomAllocation, ..adjusted };
    assert_eq!(under(&apart, &random).expect("ranked").len(), 2);
    assert_eq!(under(&apart, &method(MethodKind::Adjusted, None)), Err(Unrankable::NoDecimals));
    for kind in MethodKind::ALL {
        assert_eq!(under(&apart, &method(kind, Some(7))), Err(Unrankable::TooManyDecimals { found: 7 }));
    }
    assert!(under(&apart, &method(MethodKind::Trimmed, None)).is_ok());
}

#[test]
fn adjusted_scores_are_means_when_everybody_scored_everything() {
    let cells = (0..5).flat_map(|entry| (0..4).map(move |judge| (entry, judge)));
    let sheets: Vec<(usize, usize, [i32; 2])> =
        cells.map(|(entry, judge)| (entry, judge, [(entry * 3 + judge * 5) as i32 % 7, judge as i32])).collect();
    let input = plain(&["a", "b", "c", "d", "e"], 4, &sheets, &[]);
    assert_eq!(
        under(&input, &method(MethodKind::Adjusted, Some(6))),
        under(&input, &method(MethodKind::Mean, Some(6)))
    );
}

#[test]
fn who_had_the_strict_judge_is_raised() {
    // Everybody is alike; judge 0 takes 20 off. Who was seen by judge 0 has a lower mean, and no lower score.
    let mut sheets = Vec::new();
    for entry in 0..12_usize {
        for judge in [entry % 4, (entry + 1) % 4, (entry + 2) % 4] {
            let strict = if judge == 0 { 20 } else { 0 };
            sheets.push((entry, judge, [60 - strict + (entry + judge) as i32 % 2, 60 - strict]));
        }
    }
    let keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];
    let input = plain(&keys, 4, &sheets, &[]);
    let scores = |method| -> Vec<f64> {
        under(&input, &method).expect("ranked").iter().map(|row| row.2.parse().expect("a number")).collect()
    };
    let range = |list: Vec<f64>| list.first().expect("one") - list.last().expect("one");
    assert!(range(scores(Method::MEAN)) > 6.0);
    assert!(range(scores(method(MethodKind::Adjusted, Some(3)))) < 1.5);
}
