mod fixture;
mod methods;
mod model_properties;
mod properties;
mod refusals;
mod tie_steps;

use super::*;
use crate::number::Decimal;

fn whole(value: i32) -> Decimal {
    Decimal::from_integer(value)
}

fn keys<const N: usize>(keys: [&str; N]) -> Vec<String> {
    keys.map(str::to_owned).to_vec()
}

/// Without a rubric: criteria `x` and `y` on their own scale.
fn plain(entries: &[&str], judges: usize, sheets: &[(usize, usize, [i32; 2])], tie_order: &[TieStep]) -> RankingInput {
    let criterion = |key: &str| CriterionInput { key: key.to_owned(), weight: whole(1), max: None };
    RankingInput {
        entries: entries.iter().map(|entry| (*entry).to_owned()).collect(),
        judges: (0..judges).map(|judge| format!("j{judge}")).collect(),
        criteria: vec![criterion("x"), criterion("y")],
        sheets: sheets
            .iter()
            .map(|(entry, judge, marks)| Sheet {
                entry: *entry,
                judge: *judge,
                marks: Marks::Criteria(marks.iter().map(|mark| Some(whole(*mark))).collect()),
            })
            .collect(),
        tie_order: tie_order.to_vec(),
        ..RankingInput::default()
    }
}

fn rank(input: RankingInput) -> Ranking {
    rank_by_mean(&input.checked().expect("a sound input"))
}

/// Key, place and deciding step of every placement.
fn order(input: &RankingInput) -> Vec<(String, u32, Option<String>)> {
    rank(input.clone())
        .placements
        .into_iter()
        .map(|at| (input.entries[at.entry].clone(), at.place, at.tie_broken_by.map(|step| step.to_string())))
        .collect()
}

fn placed(expected: &[(&str, u32, Option<&str>)]) -> Vec<(String, u32, Option<String>)> {
    expected.iter().map(|(key, place, step)| ((*key).to_owned(), *place, step.map(str::to_owned))).collect()
}

/// Inputs of every kind, for the properties of other modules.
pub(super) fn any_input() -> impl proptest::strategy::Strategy<Value = RankingInput> {
    use proptest::prelude::*;
    prop_oneof![properties::input(), model_properties::wild()]
}
