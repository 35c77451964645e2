//! Exchanges that connect: they join what can be joined, and cost nothing that must not be paid.

use proptest::prelude::*;

use super::super::components::count_components;
use super::super::{Balance, Options, PairTerms, Problem, Seed, Solution, solve};
use super::{Draft, any_balance, any_draft, solved, with_present, with_quotas};

fn connected(problem: &Problem, balance: Balance) -> Solution {
    solve(problem, &Options { balance, ..Options::new(Seed::from(1)) }).expect("small enough")
}

/// Two pairs of entries that fit two judges each; across they fit less.
fn two_camps(across: i64) -> Draft {
    let entries = ["w", "x", "y", "z"].map(|entry| (entry, 2));
    let mut draft = Draft::new(&entries, &["a", "b", "c", "d"].map(|judge| (judge, 2, 2)));
    for entry in ["w", "x", "y", "z"] {
        for judge in ["a", "b", "c", "d"] {
            let near = (entry < "y") == (judge < "c");
            draft = draft.fit(entry, judge, if near { 10 } else { across });
        }
    }
    draft
}

#[test]
fn two_camps_exchange_the_cheapest_judges() {
    let problem = two_camps(3).fit_instead("x", "c", 9).fit_instead("y", "b", 8).problem();
    let apart = solved(&problem, Balance::AboveAffinity, 1);
    assert_eq!((apart.components, apart.affinity), (2, 80));
    let joined = connected(&problem, Balance::AboveAffinity);
    assert_eq!((joined.connection.before, joined.components, joined.affinity), (2, 1, 77));
    let exchange = joined.connection.exchanges[0];
    assert_eq!((exchange.entries, exchange.judges, exchange.cost.affinity_lost), ((1, 2), (1, 2), 3));
    assert_eq!(joined.loads, apart.loads);
}

#[test]
fn pins_and_soft_conflicts_are_not_paid() {
    let mut draft = two_camps(3);
    for row in &mut draft.rows {
        row.2.pinned = row.0 == "w" && row.2.affinity == 10;
        row.2.soft_conflict = row.0 == "x" && row.2.affinity == 3;
    }
    assert_eq!(connected(&draft.problem(), Balance::AboveAffinity).components, 2);
}

#[test]
fn trees_cannot_be_joined() {
    let draft = Draft::new(&[("x", 1), ("y", 1)], &[("a", 1, 1), ("b", 1, 1)])
        .fit("x", "a", 2)
        .fit("x", "b", 1)
        .fit("y", "a", 1)
        .fit("y", "b", 2);
    let answer = connected(&draft.problem(), Balance::Ignored);
    assert_eq!((answer.components, answer.connection.exchanges.len(), answer.affinity), (2, 0, 4));
}

impl Draft {
    fn fit_instead(mut self, entry: &str, judge: &str, affinity: i64) -> Self {
        let row = self.rows.iter_mut().find(|row| row.0 == entry && row.1 == judge);
        row.expect("a pair").2 = PairTerms { affinity, ..PairTerms::default() };
        self
    }
}

/// Whether some exchange of two judges would still join two parts, tried one by one on the whole graph.
fn could_be_joined(problem: &Problem, solution: &Solution) -> bool {
    let terms = |entry: usize, judge: usize| problem.pairs().find(entry, judge).map(|pair| pair.terms);
    let movable = |terms: PairTerms| !terms.fixed() && terms.present != Some(super::Progress::Opened);
    for &one in &solution.pairs {
        for &other in &solution.pairs {
            let old = (terms(one.0, one.1), terms(other.0, other.1));
            let new = (terms(one.0, other.1), terms(other.0, one.1));
            let ((Some(first), Some(second)), (Some(third), Some(fourth))) = (old, new) else { continue };
            let soft = |terms: PairTerms| i32::from(terms.soft_conflict);
            let shown = |terms: PairTerms| i32::from(terms.against_comfort);
            let worse = soft(third) + soft(fourth) > soft(first) + soft(second)
                || shown(third) + shown(fourth) > shown(first) + shown(second);
            let twice = solution.has(one.0, other.1) || solution.has(other.0, one.1);
            if !movable(first) || !movable(second) || worse || twice {
                continue;
            }
            let kept = solution.pairs.iter().filter(|pair| **pair != one && **pair != other);
            let pairs: Vec<_> = kept.copied().chain([(one.0, other.1), (other.0, one.1)]).collect();
            if count_components(problem.entries().len(), problem.judges().len(), &pairs) < solution.components {
                return true;
            }
        }
    }
    false
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_can_be_joined_is_joined(draft in any_draft(9, 7, 2, 3), balance in any_balance()) {
        let problem = draft.problem();
        let joined = connected(&problem, balance);
        prop_assert_eq!(joined.components + joined.connection.exchanges.len(), joined.connection.before);
        prop_assert!(!could_be_joined(&problem, &joined));
    }

    #[test]
    fn nothing_greater_is_paid(
        draft in any_draft(9, 7, 2, 3).prop_flat_map(with_quotas).prop_flat_map(with_present),
        balance in any_balance(),
    ) {
        let problem = draft.problem();
        let (apart, joined) = (solved(&problem, balance, 1), connected(&problem, balance));
        prop_assert_eq!(&joined.loads, &apart.loads);
        prop_assert_eq!(&joined.missing, &apart.missing);
        prop_assert_eq!(&joined.below_quota, &apart.below_quota);
        prop_assert!(joined.soft_conflicts <= apart.soft_conflicts);
        prop_assert!(joined.against_comfort <= apart.against_comfort);
        prop_assert_eq!(joined.components + joined.connection.exchanges.len(), apart.components);
        let lost: i64 = joined.connection.exchanges.iter().map(|exchange| exchange.cost.affinity_lost).sum();
        prop_assert_eq!(apart.affinity - joined.affinity, lost);
        for pair in problem.pairs().as_slice().iter().filter(|pair| pair.terms.fixed()) {
            prop_assert!(joined.has(pair.entry, pair.judge));
        }
    }
}
