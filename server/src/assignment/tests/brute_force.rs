//! On tiny problems the solution is compared with the best of all assignments, tried one by one.

use proptest::prelude::*;

use super::super::levels::{Levels, Stage};
use super::super::{Balance, Problem, Progress, Seed, perturbation};
use super::{Draft, any_balance, any_draft, solved, with_present, with_quotas};

/// The goals of a choice of pairs, greatest first, as costs; nothing if it is not allowed.
fn goals(problem: &Problem, chosen: &[bool], draw: &[u32], balance: Balance) -> Option<Vec<i64>> {
    let mut reviews = vec![0_u32; problem.entries().len()];
    let mut loads = vec![0_u32; problem.judges().len()];
    let (mut soft, mut language, mut device, mut affinity, mut drawn) = (0, 0, 0, 0, 0);
    let (mut opened, mut unopened, mut comfort) = (0, 0, 0);
    for ((pair, &chosen), &draw) in problem.pairs().as_slice().iter().zip(chosen).zip(draw) {
        if !chosen {
            if pair.terms.fixed() {
                return None;
            }
            opened += i64::from(pair.terms.present == Some(Progress::Opened));
            unopened += i64::from(pair.terms.present == Some(Progress::Unopened));
        }
        if chosen {
            reviews[pair.entry] += 1;
            loads[pair.judge] += 1;
            soft += i64::from(pair.terms.soft_conflict);
            language += i64::from(pair.terms.language_mismatch);
            device += i64::from(pair.terms.device_mismatch);
            comfort += i64::from(pair.terms.against_comfort);
            affinity += pair.terms.affinity;
            drawn += i64::from(draw);
        }
    }
    let mut missing = 0;
    for (entry, got) in problem.entries().iter().zip(reviews) {
        missing += i64::from(entry.reviews.checked_sub(got)?);
    }
    let mut below = 0;
    for (judge, &load) in problem.judges().iter().zip(&loads) {
        if load > judge.max_load {
            return None;
        }
        below += i64::from(judge.min_load.saturating_sub(load));
    }
    let mut quota = 0;
    for limits in problem.quotas().as_slice() {
        let pairs = problem.pairs().as_slice().iter().zip(chosen);
        let own = pairs.filter(|(pair, chosen)| **chosen && pair.entry == limits.entry);
        let judges =
            own.filter(|(pair, _)| problem.quotas().groups()[limits.group].judges.contains(&pair.judge)).count();
        let judges = u32::try_from(judges).ok()?;
        if judges > limits.at_most {
            return None;
        }
        quota += i64::from(limits.at_least.saturating_sub(judges));
    }
    let squares = loads.iter().map(|&load| i64::from(load * load)).sum();
    let middle = match balance {
        Balance::AboveAffinity => [squares, -affinity],
        Balance::BelowAffinity => [-affinity, squares],
        Balance::Ignored => [-affinity, 0],
    };
    let (quota, wish) = if problem.quotas().wished() { (0, quota) } else { (quota, 0) };
    let greater = [missing, quota, opened, comfort, unopened, below, soft, language, device, wish];
    Some(greater.into_iter().chain(middle).chain([drawn]).collect())
}

fn best(problem: &Problem, draw: &[u32], balance: Balance) -> Option<Vec<i64>> {
    let count = problem.pairs().as_slice().len();
    let choices = 0_u32..1 << count;
    let chosen = |choice: u32| (0..count).map(|pair| choice >> pair & 1 == 1).collect::<Vec<_>>();
    choices.filter_map(|choice| goals(problem, &chosen(choice), draw, balance)).min()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_goal_is_as_good_as_in_the_best_of_all(
        draft in any_draft(3, 3, 3, 3),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }

    #[test]
    fn also_with_quotas(
        draft in any_draft(3, 4, 3, 3).prop_flat_map(with_quotas),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }

    #[test]
    fn also_with_quotas_that_are_wishes(
        draft in any_draft(3, 4, 3, 3).prop_flat_map(with_quotas),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&Draft { wished: true, ..draft }.problem(), balance, seed)?;
    }

    #[test]
    fn also_in_a_repair(
        draft in any_draft(3, 3, 3, 3).prop_flat_map(with_present),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }

    #[test]
    fn also_in_a_repair_with_quotas(
        draft in any_draft(2, 5, 3, 2).prop_flat_map(with_quotas).prop_flat_map(with_present),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }

    #[test]
    fn also_with_more_judges_than_entries(
        draft in any_draft(2, 5, 4, 2),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }

    #[test]
    fn also_with_more_entries_than_judges(
        draft in any_draft(5, 2, 2, 4),
        balance in any_balance(),
        seed in 0_u64..1000,
    ) {
        compare(&draft.problem(), balance, seed)?;
    }
}

fn compare(problem: &Problem, balance: Balance, seed: u64) -> Result<(), TestCaseError> {
    let stage = if balance == Balance::AboveAffinity { Stage::Lesser } else { Stage::All };
    let bits = Levels::of(problem, balance, stage).expect("small enough").perturbation_bits;
    let pairs = problem.pairs().as_slice();
    let draw = perturbation::draw(Seed::from(seed), pairs.len(), bits);
    let solution = solved(problem, balance, seed);
    let chosen: Vec<bool> = pairs.iter().map(|pair| solution.has(pair.entry, pair.judge)).collect();
    let reached = goals(problem, &chosen, &draw, balance);
    prop_assert!(reached.is_some());
    prop_assert_eq!(reached, best(problem, &draw, balance));
    Ok(())
}
