//! What holds for every input.

use proptest::prelude::*;

use super::*;

pub(super) const ENTRIES: usize = 6;
const JUDGES: usize = 4;

/// Few different marks and many ties, with or without a rubric, with gaps.
pub(super) fn input() -> impl Strategy<Value = RankingInput> {
    let mark = prop::option::weighted(0.9, (1..4_i32).prop_map(whole));
    let sheets = prop::collection::btree_map(
        (0..ENTRIES, 0..JUDGES),
        prop::collection::vec(mark, 2).prop_map(Marks::Criteria),
        0..=ENTRIES * JUDGES,
    );
    let step = prop_oneof![
        Just(TieStep::Criterion("x".to_owned())),
        Just(TieStep::Criterion("y".to_owned())),
        Just(TieStep::JudgePreference),
        Just(TieStep::PanelVote),
    ];
    let order = prop::collection::vec(step, 0..4);
    let votes = prop::collection::btree_map(0..ENTRIES, 0..3_u32, 0..=ENTRIES);
    let rubric = (any::<bool>(), 0..3_i32, 1..3_i32);
    (sheets, order, votes, rubric).prop_map(|(sheets, tie_order, votes, (rubric, first, second))| {
        let mut input = plain(&["c", "a", "f", "b", "e", "d"], JUDGES, &[], &tie_order);
        if rubric {
            for (line, weight) in input.criteria.iter_mut().zip([first, second]) {
                (line.weight, line.max) = (whole(weight), Some(whole(3)));
            }
        }
        let sheet = |((entry, judge), marks)| Sheet { entry, judge, marks };
        RankingInput { sheets: sheets.into_iter().map(sheet).collect(), votes, ..input }
    })
}

/// The same input with entries, judges and sheets in another order.
pub(super) fn shuffled() -> impl Strategy<Value = (RankingInput, RankingInput)> {
    let indices = |length| Just((0..length).collect::<Vec<usize>>()).prop_shuffle();
    (input(), indices(ENTRIES), indices(JUDGES)).prop_flat_map(|(input, entries, judges)| {
        let mut moved = input.clone();
        for (old, new) in entries.iter().enumerate() {
            moved.entries[*new] = input.entries[old].clone();
        }
        for (old, new) in judges.iter().enumerate() {
            moved.judges[*new] = input.judges[old].clone();
        }
        moved.votes = input.votes.iter().map(|(entry, votes)| (entries[*entry], *votes)).collect();
        for sheet in &mut moved.sheets {
            (sheet.entry, sheet.judge) = (entries[sheet.entry], judges[sheet.judge]);
        }
        let sheets = Just(moved.sheets.clone()).prop_shuffle();
        sheets.prop_map(move |sheets| (input.clone(), RankingInput { sheets, ..moved.clone() }))
    })
}

/// Everything of a ranking by key instead of index.
fn by_key(input: &RankingInput) -> (Vec<(String, Placement)>, usize, Option<Exact>) {
    let ranking = rank(input.clone());
    let placements = ranking.placements.into_iter();
    let named = placements.map(|at| (input.entries[at.entry].clone(), Placement { entry: 0, ..at }));
    (named.collect(), ranking.components, ranking.mean)
}

proptest! {
    #[test]
    fn the_order_of_rows_entries_and_judges_does_not_matter((input, moved) in shuffled()) {
        prop_assert_eq!(by_key(&input), by_key(&moved));
    }

    #[test]
    fn places_are_those_of_a_competition(input in input()) {
        let ranking = rank(input.clone());
        for (index, at) in ranking.placements.iter().enumerate() {
            let better = ranking.placements.iter().filter(|other| other.place < at.place).count();
            prop_assert_eq!(at.place as usize, better + 1);
            let alike: Vec<_> = ranking.placements.iter().filter(|other| other.place == at.place).collect();
            prop_assert_eq!(at.shared, alike.len() > 1);
            prop_assert!(alike.iter().all(|other| other.score == at.score));
            prop_assert!(alike.iter().all(|other| other.tie_broken_by == at.tie_broken_by));
            if let Some(next) = ranking.placements.get(index + 1) {
                prop_assert!(at.score >= next.score);
                let keys = (&input.entries[at.entry], &input.entries[next.entry]);
                prop_assert!(at.place < next.place || keys.0 < keys.1);
            }
        }
        prop_assert_eq!(ranking.placements.len() + ranking.unranked.len(), ENTRIES);
    }

    #[test]
    fn the_scores_add_up_to_the_mean(input in input()) {
        let ranking = rank(input);
        let scorecards: u32 = ranking.placements.iter().map(|at| at.scorecards).sum();
        let sum = ranking.placements.iter().fold(Exact::from_integer(0), |sum, at| {
            sum.add(&at.score.mul(&Exact::from_integer(at.scorecards.into())))
        });
        prop_assert_eq!(sum.div(&Exact::from_integer(scorecards.into())), ranking.mean);
    }

    #[test]
    fn raising_a_mark_never_lowers_a_place(input in input(), sheet: prop::sample::Index, criterion in 0..2_usize) {
        prop_assume!(!input.sheets.is_empty());
        let mut raised = input.clone();
        let sheet = sheet.get(&input.sheets);
        for other in &mut raised.sheets {
            if let Marks::Criteria(marks) = &mut other.marks
                && (other.entry, other.judge) == (sheet.entry, sheet.judge)
            {
                marks[criterion] = marks[criterion].map(|mark| Decimal::from_micros(mark.micros() + 1_000_000));
            }
        }
        let place = |input| rank(input).placements.into_iter().find(|at| at.entry == sheet.entry).map(|at| at.place);
        prop_assert!(place(raised) <= place(input.clone()));
    }

    #[test]
    fn a_single_step_is_the_word_of_that_step(input in input()) {
        let first = input.tie_order.first().cloned();
        let ranking = rank(RankingInput { tie_order: first.iter().cloned().collect(), ..input });
        for at in &ranking.placements {
            let tied = ranking.placements.iter().filter(|other| other.score == at.score).count() > 1;
            prop_assert!(tied || at.tie_broken_by.is_none());
            prop_assert!(at.tie_broken_by.is_none() || at.tie_broken_by == first);
        }
    }
}
