//! Tests of the whole module, and what they share: a draft of a problem that can be changed before it is checked.

mod bottlenecks;
mod brute_force;
mod connect;
mod contradictions;
mod flow;
mod hand;
mod invariants;
mod levels;
mod quotas;
mod repair;
mod seed;

use proptest::prelude::*;

use super::{
    Balance, BarredRow, EntryNeed, GroupRow, JudgeLimits, Options, PairRow, PairTerms, Problem, ProblemError, Progress,
    QuotaRow, Seed, Solution, solve,
};

/// A problem as rows, in any order.
#[derive(Debug, Clone)]
struct Draft {
    entries: Vec<EntryNeed>,
    judges: Vec<JudgeLimits>,
    rows: Vec<(String, String, PairTerms)>,
    barred: Vec<(String, String)>,
    groups: Vec<(String, Vec<String>)>,
    quotas: Vec<(String, String, u32, Option<u32>)>,
    wished: bool,
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
            barred: Vec::new(),
            groups: Vec::new(),
            quotas: Vec::new(),
            wished: false,
        }
    }

    fn group(mut self, name: &str, judges: &[&str]) -> Self {
        self.groups.push((name.to_owned(), judges.iter().map(|&judge| judge.to_owned()).collect()));
        self
    }

    fn quota(mut self, entry: &str, group: &str, at_least: u32, at_most: Option<u32>) -> Self {
        self.quotas.push((entry.to_owned(), group.to_owned(), at_least, at_most));
        self
    }

    fn bar(mut self, entry: &str, judge: &str) -> Self {
        self.barred.push((entry.to_owned(), judge.to_owned()));
        self
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
        let groups = self
            .groups
            .iter()
            .map(|(name, judges)| GroupRow { name, judges: judges.iter().map(String::as_str).collect() });
        let quotas = self.quotas.iter().map(|(entry, group, at_least, at_most)| QuotaRow {
            entry,
            group,
            at_least: *at_least,
            at_most: *at_most,
        });
        let problem = Problem::new(self.entries.clone(), self.judges.clone(), rows)?
            .with_barred(self.barred.iter().map(|(entry, judge)| BarredRow { entry, judge }))?;
        let (groups, quotas): (Vec<_>, Vec<_>) = (groups.collect(), quotas.collect());
        if self.wished { problem.with_wishes(&groups, &quotas) } else { problem.with_quotas(&groups, &quotas) }
    }

    fn problem(&self) -> Problem {
        self.check().expect("a draft that is right")
    }

    /// Lets needs and limits make room for the pinned pairs.
    fn make_room(&mut self) {
        for entry in &mut self.entries {
            let pinned = self.rows.iter().filter(|row| row.0 == entry.key && row.2.fixed()).count();
            entry.reviews = entry.reviews.max(u32::try_from(pinned).expect("few"));
        }
        for judge in &mut self.judges {
            let pinned = self.rows.iter().filter(|row| row.1 == judge.key && row.2.fixed()).count();
            judge.max_load = judge.max_load.max(u32::try_from(pinned).expect("few"));
        }
        for (entry, group, _, at_most) in &mut self.quotas {
            let judges = &self.groups.iter().find(|named| named.0 == *group).expect("a group").1;
            let concerned = self.rows.iter().filter(|row| row.0 == *entry && judges.contains(&row.1));
            let pinned = concerned.filter(|row| row.2.fixed()).count();
            *at_most = at_most.map(|most| most.max(u32::try_from(pinned).expect("few")));
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
    let bad =
        (prop::bool::weighted(0.2), prop::bool::weighted(0.3), prop::bool::weighted(0.3), prop::bool::weighted(0.2));
    (bad, affinity, prop::bool::weighted(0.08)).prop_map(
        |((soft_conflict, language_mismatch, device_mismatch, against_comfort), affinity, pinned)| PairTerms {
            soft_conflict,
            language_mismatch,
            device_mismatch,
            against_comfort,
            affinity,
            pinned,
            present: None,
        },
    )
}

/// Marks about half of the pairs as present.
fn with_present(draft: Draft) -> impl Strategy<Value = Draft> {
    let progress = prop_oneof![
        4 => Just(None),
        2 => Just(Some(Progress::Unopened)),
        2 => Just(Some(Progress::Opened)),
        1 => Just(Some(Progress::Scored)),
    ];
    let count = draft.rows.len();
    (Just(draft), prop::collection::vec(progress, count)).prop_map(|(mut draft, present)| {
        for (row, present) in draft.rows.iter_mut().zip(present) {
            row.2.present = present;
        }
        draft.make_room();
        draft
    })
}

/// Adds groups that are nested or apart, and quotas for them.
fn with_quotas(draft: Draft) -> impl Strategy<Value = Draft> {
    let (entries, judges) = (draft.entries.len(), draft.judges.len());
    let kinds = prop::collection::vec((any::<bool>(), any::<bool>(), any::<bool>()), judges);
    let quota = prop::option::weighted(0.5, (0_u32..=2, prop::option::of(0_u32..=2)));
    (Just(draft), kinds, prop::collection::vec(quota, 3 * entries)).prop_map(|(mut draft, kinds, quotas)| {
        let of = |has: fn(&(bool, bool, bool)) -> bool| {
            let judges = draft.judges.iter().zip(&kinds).filter(|(_, kind)| has(kind));
            judges.map(|(judge, _)| judge.key.clone()).collect::<Vec<_>>()
        };
        let groups = [of(|kind| kind.0), of(|kind| kind.0 && kind.1), of(|kind| !kind.0 && kind.2)];
        draft.groups = ["one", "within one", "apart"].map(str::to_owned).into_iter().zip(groups).collect();
        for (place, quota) in quotas.into_iter().enumerate() {
            let (entry, group) = (&draft.entries[place / 3].key, &draft.groups[place % 3].0);
            if let Some((at_least, more)) = quota {
                draft.quotas.push((entry.clone(), group.clone(), at_least, more.map(|more| at_least + more)));
            }
        }
        draft.make_room();
        draft
    })
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
