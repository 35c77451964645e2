//! Each step on its own, groups of three, and what is left shared.

use super::*;

fn criterion(key: &str) -> TieStep {
    TieStep::Criterion(key.to_owned())
}

#[test]
fn the_higher_mean_of_the_criterion_wins() {
    let input = plain(&["a", "b"], 1, &[(0, 0, [2, 4]), (1, 0, [4, 2])], &[criterion("y")]);
    assert_eq!(order(&input), placed(&[("a", 1, Some("criterion:y")), ("b", 2, Some("criterion:y"))]));
}

#[test]
fn an_entry_nobody_could_assess_on_the_criterion_comes_last() {
    let mut input = plain(&["a", "b"], 1, &[(0, 0, [3, 0]), (1, 0, [3, 3])], &[criterion("y")]);
    input.sheets[0].marks = Marks::Criteria(vec![Some(whole(3)), None]);
    assert_eq!(order(&input), placed(&[("b", 1, Some("criterion:y")), ("a", 2, Some("criterion:y"))]));
}

#[test]
fn more_common_judges_placing_it_above_win() {
    // Both means are 4; judges 0 and 1 place b above a, judge 2 the other way round; judge 3 scored only a.
    let sheets = [
        (0, 0, [3, 3]),
        (1, 0, [4, 4]),
        (0, 1, [3, 3]),
        (1, 1, [5, 5]),
        (0, 2, [6, 6]),
        (1, 2, [3, 3]),
        (0, 3, [4, 4]),
    ];
    let input = plain(&["a", "b"], 4, &sheets, &[TieStep::JudgePreference]);
    let step = Some("judge_preference");
    assert_eq!(order(&input), placed(&[("b", 1, step), ("a", 2, step)]));
}

#[test]
fn without_a_common_judge_preference_decides_nothing() {
    let input = plain(&["b", "a"], 2, &[(0, 0, [3, 3]), (1, 1, [3, 3])], &[TieStep::JudgePreference]);
    assert_eq!(order(&input), placed(&[("a", 1, None), ("b", 1, None)]));
    let ranking = rank(input);
    assert!(ranking.placements.iter().all(|at| at.shared));
    assert_eq!(ranking.components, 2);
}

#[test]
fn the_vote_decides_only_when_every_entry_has_one() {
    let sheets = [(0, 0, [3, 3]), (1, 0, [3, 3]), (2, 0, [1, 1])];
    let mut input = plain(&["a", "b", "c"], 1, &sheets, &[TieStep::PanelVote]);
    input.votes.insert(1, 3);
    assert_eq!(order(&input), placed(&[("a", 1, None), ("b", 1, None), ("c", 3, None)]));
    input.votes.insert(0, 1);
    let step = Some("panel_vote");
    assert_eq!(order(&input), placed(&[("b", 1, step), ("a", 2, step), ("c", 3, None)]));
}

#[test]
fn what_a_step_leaves_together_goes_on_with_the_next() {
    // Means all 4. Criterion y parts c from a and b; the vote then parts b from a.
    let sheets = [(0, 0, [5, 3]), (1, 0, [5, 3]), (2, 0, [4, 4])];
    let mut input = plain(&["a", "b", "c"], 1, &sheets, &[criterion("y"), TieStep::PanelVote]);
    input.votes.extend([(0, 1), (1, 2)]);
    let (first, second) = (Some("criterion:y"), Some("panel_vote"));
    assert_eq!(order(&input), placed(&[("c", 1, first), ("b", 2, second), ("a", 3, second)]));
}

#[test]
fn a_step_is_not_asked_again_about_what_it_left() {
    // Pairwise a beats b, b beats c, c beats a: one win each, so preference parts nothing.
    let sheets = [
        (0, 0, [3, 3]),
        (1, 0, [2, 2]),
        (2, 0, [1, 1]),
        (0, 1, [1, 1]),
        (1, 1, [3, 3]),
        (2, 1, [2, 2]),
        (0, 2, [2, 2]),
        (1, 2, [1, 1]),
        (2, 2, [3, 3]),
    ];
    let input = plain(&["a", "b", "c"], 3, &sheets, &[TieStep::JudgePreference]);
    assert_eq!(order(&input), placed(&[("a", 1, None), ("b", 1, None), ("c", 1, None)]));
}

#[test]
fn three_entries_are_ordered_by_the_opponents_each_beats() {
    // Over judges 0 and 1, c beats a and b, and a and b are level; judge 2 evens out the means.
    let sheets = [
        (0, 0, [2, 2]),
        (1, 0, [3, 3]),
        (2, 0, [4, 4]),
        (0, 1, [3, 3]),
        (1, 1, [2, 2]),
        (2, 1, [4, 4]),
        (0, 2, [5, 5]),
        (1, 2, [5, 5]),
        (2, 2, [2, 2]),
    ];
    let input = plain(&["a", "b", "c"], 3, &sheets, &[TieStep::JudgePreference]);
    let step = Some("judge_preference");
    assert_eq!(order(&input), placed(&[("c", 1, step), ("a", 2, step), ("b", 2, step)]));
    assert_eq!(rank(input).placements.iter().map(|at| at.shared).collect::<Vec<_>>(), [false, true, true]);
}

#[test]
fn a_scorecard_on_which_nothing_could_be_assessed_does_not_count() {
    let mut input = plain(&["a", "b"], 2, &[(0, 0, [4, 4]), (0, 1, [0, 0]), (1, 1, [0, 0])], &[]);
    for sheet in &mut input.sheets[1..] {
        sheet.marks = Marks::Criteria(vec![None, None]);
    }
    let ranking = rank(input);
    assert_eq!(ranking.placements.len(), 1);
    assert_eq!((ranking.placements[0].scorecards, ranking.components), (1, 1));
    assert_eq!(ranking.unranked, [1]);
}

#[test]
fn totals_are_taken_as_they_are() {
    let mut input = plain(&["a", "b"], 1, &[(0, 0, [0, 0]), (1, 0, [0, 0])], &[]);
    input.sheets[0].marks = Marks::Total("79.5".parse().expect("a decimal"));
    input.sheets[1].marks = Marks::Total(whole(80));
    assert_eq!(order(&input), placed(&[("b", 1, None), ("a", 2, None)]));
}

#[test]
fn a_step_is_written_and_read_by_its_name() {
    for step in [criterion("dialogue"), TieStep::JudgePreference, TieStep::PanelVote] {
        assert_eq!(step.to_string().parse(), Ok(step.clone()));
        let json = serde_json::to_string(&step).expect("json");
        assert_eq!(serde_json::from_str::<TieStep>(&json).expect("the same"), step);
    }
    assert_eq!(serde_json::to_string(&TieStep::PanelVote).expect("json"), "\"panel_vote\"");
    assert!("criterion:".parse::<TieStep>().is_err());
    assert!("coin".parse::<TieStep>().is_err());
}

#[test]
fn each_neighbour_is_told_by_the_step_that_parted_the_two() {
    // All means are 3: y parts a from the others, the vote then b from c.
    let sheets = [(0, 0, [2, 4]), (1, 0, [3, 3]), (2, 0, [3, 3])];
    let mut input = plain(&["a", "b", "c"], 1, &sheets, &[criterion("y"), TieStep::PanelVote]);
    input.votes = [(1, 5), (2, 3)].into();
    let told: Vec<_> =
        rank(input).placements.into_iter().map(|at| at.settled_by.map(|step| step.to_string())).collect();
    assert_eq!(told, [None, Some("criterion:y".to_owned()), Some("panel_vote".to_owned())]);
}
