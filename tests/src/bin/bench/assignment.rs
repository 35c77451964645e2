//! Assignments by themselves: seeded instances of the shape of real bids, where few affinities stand out.

use crate::{machine::now, report::Row};
use server::assignment::{
    Balance, EntryNeed, JudgeLimits, Options, PairRow, PairTerms, Problem, Progress, Seed, Solution, solve,
};

/// How many there are of everything.
struct Shape {
    entries: usize,
    judges: usize,
    reviews: u32,
    loads: (u32, u32),
    target: &'static str,
}

const SHAPES: [Shape; 3] = [
    Shape { entries: 613, judges: 201, reviews: 3, loads: (0, 12), target: "150 ms" },
    Shape { entries: 1000, judges: 250, reviews: 3, loads: (10, 14), target: "300 ms" },
    Shape { entries: 3000, judges: 600, reviews: 4, loads: (18, 22), target: "1,500 ms" },
];

/// Each shape, by fit alone and with even loads first; and a repair after one judge has left.
pub fn run() -> Vec<Row> {
    let mut rows = Vec::new();
    for shape in SHAPES {
        let problem = problem(&shape, None);
        for (balance, how) in [(Balance::Ignored, "best fit"), (Balance::AboveAffinity, "even loads")] {
            let what = format!("assign {} entries to {} judges, {how}", shape.entries, shape.judges);
            rows.push(Row::new(what, shape.target, timed(&problem, balance).1));
        }
        if shape.entries == 1000 {
            let before = timed(&problem, Balance::AboveAffinity).0;
            let (after, time) = timed(&self::problem(&shape, Some(&before)), Balance::AboveAffinity);
            let figure = format!("{time}, {} of {} pairs kept", after.change.kept.len(), before.pairs.len());
            rows.push(Row::new("repair after a judge left, 1000 x 250", "100 ms", figure));
        }
    }
    rows
}

fn timed(problem: &Problem, balance: Balance) -> (Solution, String) {
    let options = Options { balance, seed: Seed::from(1), connect: true };
    let begin = now();
    let solution = solve(problem, &options).expect("small enough");
    (solution, format!("{:.0} ms", begin.elapsed().as_secs_f64() * 1e3))
}

/// The problem; with pairs that are present, the first judge has left.
fn problem(shape: &Shape, present: Option<&Solution>) -> Problem {
    let key = |number: usize| format!("{number:05}");
    let entries: Vec<_> =
        (0..shape.entries).map(|number| EntryNeed { key: key(number), reviews: shape.reviews }).collect();
    let limits = |number: usize| if present.is_some() && number == 0 { (0, 0) } else { shape.loads };
    let judge =
        |number: usize| JudgeLimits { key: key(number), min_load: limits(number).0, max_load: limits(number).1 };
    let judges: Vec<_> = (0..shape.judges).map(judge).collect();
    let (entry_keys, judge_keys) = (entries.clone(), judges.clone());
    let pairs = (0..shape.entries).flat_map(|entry| (0..shape.judges).map(move |judge| (entry, judge)));
    let rows = pairs.map(|(entry, judge)| PairRow {
        entry: &entry_keys[entry].key,
        judge: &judge_keys[judge].key,
        terms: PairTerms {
            affinity: affinity(entry, judge),
            present: present.filter(|solution| solution.has(entry, judge)).map(|_| Progress::Unopened),
            ..PairTerms::default()
        },
    });
    Problem::new(entries, judges, rows).expect("a right problem")
}

/// A quarter for most, as in the bids of AAMAS 2015; more within a field, and for entries that many want.
fn affinity(entry: usize, judge: usize) -> i64 {
    let field = mixed(entry, 1) % 8 == mixed(judge, 2) % 8;
    let wanted = mixed(entry, 3).is_multiple_of(4);
    let chance = if field { 6 } else { 1 } * if wanted { 2 } else { 1 };
    match mixed(entry * 100_003 + judge, 4) % 1000 {
        draw if draw < 8 * chance => 1_000_000,
        draw if draw < 50 * chance => 500_000,
        draw if draw > 965 => 0,
        _ => 250_000,
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014): numbers that look random and are the same everywhere.
fn mixed(number: usize, salt: u64) -> u64 {
    let mut bits = (number as u64 ^ salt << 48).wrapping_add(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ bits >> 31
}
