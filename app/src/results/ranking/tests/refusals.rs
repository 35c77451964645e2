//! Inputs that cannot be ranked.

use super::*;

fn sound() -> RankingInput {
    plain(&["a", "b"], 2, &[(0, 0, [1, 2]), (1, 1, [3, 4])], &[])
}

fn refusal(change: impl FnOnce(&mut RankingInput)) -> InputError {
    let mut input = sound();
    change(&mut input);
    input.checked().expect_err("a refusal")
}

#[test]
fn lists_and_indices() {
    assert!(sound().checked().is_ok());
    let repeated = |list, key: &str| InputError::RepeatedKey { list, key: key.to_owned() };
    assert_eq!(refusal(|input| input.entries[1] = "a".to_owned()), repeated("entry", "a"));
    assert_eq!(refusal(|input| input.judges[1] = "j0".to_owned()), repeated("judge", "j0"));
    assert_eq!(refusal(|input| input.criteria[1].key = "x".to_owned()), repeated("criterion", "x"));
    let outside = |list, index| InputError::OutOfRange { list, index };
    assert_eq!(refusal(|input| input.sheets[1].entry = 2), outside("entry", 2));
    assert_eq!(refusal(|input| input.sheets[1].judge = 9), outside("judge", 9));
    assert_eq!(refusal(|input| input.votes.extend([(5, 1)])), outside("entry", 5));
}

#[test]
fn scorecards() {
    let repeated = InputError::RepeatedSheet { entry: "a".to_owned(), judge: "j0".to_owned() };
    assert_eq!(refusal(|input| input.sheets.push(input.sheets[0].clone())), repeated);
    assert_eq!(refusal(|input| input.sheets[1].marks = Marks::Total(whole(3))), InputError::MixedMarks);
    let short = refusal(|input| input.sheets[1].marks = Marks::Criteria(vec![None]));
    assert!(matches!(short, InputError::MarkCount { found: 1, expected: 2, .. }));
}

#[test]
fn rubric_and_tie_order() {
    assert_eq!(refusal(|input| input.criteria[0].max = Some(whole(5))), InputError::MixedScales("y".to_owned()));
    let nought = refusal(|input| input.criteria.iter_mut().for_each(|line| line.max = Some(whole(0))));
    assert_eq!(nought, InputError::Maximum("x".to_owned()));
    assert_eq!(refusal(|input| input.criteria[1].weight = whole(-1)), InputError::Weight("y".to_owned()));
    let short = refusal(|input| drop(input.level_weights.insert(1, vec![whole(100)])));
    assert_eq!(short, InputError::LevelWeights { level: 1, found: 1, expected: 2 });
    let below = refusal(|input| drop(input.level_weights.insert(1, vec![whole(100), whole(-1)])));
    assert_eq!(below, InputError::Weight("y".to_owned()));
    let unknown = refusal(|input| input.tie_order.push(TieStep::Criterion("z".to_owned())));
    assert_eq!(unknown, InputError::UnknownTieCriterion("z".to_owned()));
}
