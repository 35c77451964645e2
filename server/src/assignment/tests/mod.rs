//! Tests of the whole module, and what they share: a draft of a problem that can be changed before it is checked.

mod brute_force;
mod contradictions;
mod flow;
mod hand;
mod invariants;
mod levels;
mod seed;

use proptest::prelude::*;

use super::{
    Balance, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, ProblemError, Seed, Solution, solve,
};

/// A problem as rows, in any order.
#[derive(Debug, Clone)]
struct Draft {
    entries: Vec<EntryNeed>,
    judges: Vec<JudgeLimits>,
    rows: Vec<(String, String, PairTerms)>,
}

impl Draft {
    fn new(entries: &[(&str, u32)], judges: &[(&str, u32, u32)]) -> Self {
        let entry = |&(key, reviews): &(&str, u32)| EntryNeed { key: key.to_owned(), reviews };
        let judge =
            |&(key, min_load, max_load): &(&str, u32, u32)| JudgeLimits { key: key.to_owned(), min_load, max_load };
        Self {
            entries: entries.iter().map(entry).collect(),
            judges: judges.iter().map(judge).collect(),
            rows: Vec::new(),
        }
    }

    fn pair(mut self, entry: &str, judge: &str, terms: PairTerms) -> Self {
        self.rows.push((entry.to_owned(), judge.to_owned(), terms));
        self
    }

    fn fit(self, entry: &str, judge: &str, affinity: i64) -> Self {
        self.pair(entry, judge, PairTerms { affinity, ..PairTerms::default() })
    }

    fn check(&self) -> Result<Problem, ProblemError> {
        let rows = self.rows.iter().map(|(entry, judge, terms)| PairRow { entry, judge, terms: *terms });
        Problem::new(self.entries.clone(), self.judges.clone(), rows)
    }

    fn problem(&self) -> Problem {
        self.check().expect("a draft that is right")
    }

    /// Lets needs and limits make room for the pinned pairs.
    fn make_room(&mut self) {
        for entry in &mut self.entries {
            let pinned = self.rows.iter().filter(|row| row.0 == entry.key && row.2.pinned).count();
            entry.reviews = entry.reviews.max(u32::try_from(pinned).expect("few"));
        }
        for judge in &mut self.judges {
            let pinned = self.rows.iter().filter(|row| row.1 == judge.key && row.2.pinned).count();
            judge.max_load = judge.max_load.max(u32::try_from(pinned).expect("few"));
        }
    }
}

fn options(balance: Balance, seed: u64) -> Options {
    Options { balance, seed: Seed::from(seed), connect: false }
}

fn solved(problem: &Problem, balance: Balance, seed: u64) -> Solution {
    solve(problem, &options(balance, seed)).expect("small enough")
}

/// The assigned pairs by key.
fn named(problem: &Problem, solution: &Solution) -> Vec<(String, String)> {
    let name =
        |&(entry, judge): &(usize, usize)| (problem.entries()[entry].key.clone(), problem.judges()[judge].key.clone());
    solution.pairs.iter().map(name).collect()
}

fn any_balance() -> impl Strategy<Value = Balance> {
    prop_oneof![Just(Balance::AboveAffinity), Just(Balance::BelowAffinity), Just(Balance::Ignored)]
}

fn any_terms() -> impl Strategy<Value = PairTerms> {
    let affinity = prop_oneof![(-2_i64..=4).prop_map(|steps| steps * 250_000), -2_000_000_i64..=2_000_000];
    (prop::bool::weighted(0.2), prop::bool::weighted(0.3), affinity, prop::bool::weighted(0.08)).prop_map(
        |(soft_conflict, language_mismatch, affinity, pinned)| PairTerms {
            soft_conflict,
            language_mismatch,
            affinity,
            pinned,
            ..PairTerms::default()
        },
    )
}

/// Random drafts: up to so many entries and judges, needs up to `reviews`, loads up to `load`.
fn any_draft(entries: usize, judges: usize, reviews: u32, load: u32) -> impl Strategy<Value = Draft> {
    let needs = prop::collection::vec(0..=reviews, 1..=entries);
    let limits = prop::collection::vec((0..=load, 0..=load), 1..=judges);
    let terms = prop::collection::vec(prop::option::weighted(0.75, any_terms()), entries * judges);
    (needs, limits, terms).prop_map(|(needs, limits, terms)| {
        let mut draft = Draft::new(&[], &[]);
        for (position, reviews) in needs.into_iter().enumerate() {
            draft.entries.push(EntryNeed { key: format!("entry {position:03}"), reviews });
        }
        for (position, (one, other)) in limits.into_iter().enumerate() {
            let (min_load, max_load) = (one.min(other), one.max(other));
            draft.judges.push(JudgeLimits { key: format!("judge {position:03}"), min_load, max_load });
        }
        let mut terms = terms.into_iter();
        for entry in &draft.entries {
            for judge in &draft.judges {
                if let Some(terms) = terms.next().flatten() {
                    draft.rows.push((entry.key.clone(), judge.key.clone(), terms));
                }
            }
        }
        draft.make_room();
        draft
    })
}
