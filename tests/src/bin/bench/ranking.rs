//! `rank` over many scores: the file command, and the engine by itself.

use crate::{
    machine::{now, peak},
    report::Row,
};
use app::{
    number::Decimal,
    results::ranking::{
        CheckedInput, Disconnected, DoubtSettings, Marks, Method, MethodKind, RankingInput, Sheet, doubt,
        rank as rank_input, seed,
    },
};
use server::results::rank_command::{RankOptions, rank};
use std::{fmt::Write as _, fs, io, path::Path};

/// As many as the largest public data set at hand: 1,726 performances by nine judges in five components, all but 40.
const ROWS: usize = 77_630;

/// Scores that vary, without randomness.
fn scores() -> String {
    let mut text = String::from("entry,judge,criterion,score\n");
    let lines = (0..1726_u32)
        .flat_map(|entry| (0..9_u32).flat_map(move |judge| (0..5_u32).map(move |criterion| (entry, judge, criterion))));
    for (entry, judge, criterion) in lines.take(ROWS) {
        let quarters = (entry * 7 + judge * 13 + criterion * 5 + entry * judge) % 41;
        let (whole, part) = (quarters / 4, quarters % 4 * 25);
        writeln!(text, "e{entry},j{},c{criterion},{whole}.{part:02}", entry % 24 * 9 + judge).expect("a string");
    }
    text
}

/// Over generated scores.
pub fn generated() -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scores.csv");
    fs::write(&path, scores()).expect("written");
    file(&path)
}

/// Over a file.
pub fn file(path: &Path) -> String {
    let begin = now();
    let unranked = rank(path, None, &RankOptions::default(), &mut io::sink());
    let elapsed = begin.elapsed();
    match unranked {
        Ok(_) => format!("{:.0} ms", elapsed.as_secs_f64() * 1e3),
        Err(error) => format!("refused: {error}"),
    }
}

/// A panel of totals that vary, each entry by some of the judges.
fn panel(entries: usize, judges: usize, sheets: usize) -> CheckedInput {
    // SplitMix64, so that the panel is the same everywhere.
    let mut state = 0_u64;
    let mut below = |bound: usize| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(bound).expect("a count")).expect("a count")
    };
    let mut near = |width: usize| (0..4).map(|_| below(width)).sum::<usize>();
    let worth: Vec<usize> = (0..entries).map(|_| near(20)).collect();
    let mild: Vec<usize> = (0..judges).map(|_| near(8)).collect();
    let sheet = |at: usize| {
        let (entry, review) = (at % entries, at / entries);
        // Two strides, so that judges of an entry differ and every judge meets many others.
        let judge = (entry * 7 + review * (1 + entry % (judges - 1))) % judges;
        let total = worth[entry] + mild[judge] + near(12);
        Sheet { entry, judge, marks: Marks::Total(Decimal::from_integer(i32::try_from(total).expect("a total"))) }
    };
    let mut list: Vec<Sheet> = (0..sheets).map(sheet).collect();
    list.sort_by_key(|sheet| (sheet.entry, sheet.judge));
    list.dedup_by_key(|sheet| (sheet.entry, sheet.judge));
    let names = |letter: char, count: usize| (0..count).map(|at| format!("{letter}{at:06}")).collect();
    RankingInput { entries: names('e', entries), judges: names('j', judges), sheets: list, ..RankingInput::default() }
        .checked()
        .expect("sound")
}

const ADJUSTED: Method = Method {
    kind: MethodKind::Adjusted,
    decimals: Some(2),
    judge_noise: false,
    disconnected: Disconnected::RandomAllocation,
};

/// Milliseconds of the adjusted ranking and, with draws, of the doubt about it; the best of some runs.
fn engine(input: &CheckedInput, draws: u32, runs: u32) -> String {
    let mut best = f64::INFINITY;
    for _ in 0..runs {
        let begin = now();
        let ranking = match rank_input(input, &ADJUSTED) {
            Ok(ranking) => ranking,
            Err(error) => return format!("refused: {error}"),
        };
        if draws > 0 {
            let settings = DoubtSettings { seed: seed("bench", input), draws, tops: vec![1, 3, 5] };
            if doubt(input, &ranking, &settings).is_none() {
                return "no doubt".to_owned();
            }
        }
        best = best.min(begin.elapsed().as_secs_f64() * 1e3);
    }
    format!("{best:.1} ms, {} scorecards", input.sheets.len())
}

/// The engine at four sizes: `bench ranking`. The third has the size of InstEval (`make validate` fits the data themselves).
pub fn run() -> Vec<Row> {
    let row = |what: &str, target: &str, figure| Row::new(what, target, figure);
    let (million, memory) = peak(|| engine(&panel(250_000, 10_000, 1_000_000), 0, 1));
    vec![
        row("adjusted, 34 entries, 4,000 draws", "5 ms", engine(&panel(34, 12, 102), 4000, 9)),
        row("adjusted, 2,500 entries by 250 judges, 4,000 draws", "1 s", engine(&panel(2500, 250, 10_000), 4000, 3)),
        row("adjusted fit, 2,972 by 1,128", "4 s", engine(&panel(2972, 1128, 73_421), 0, 1)),
        row("adjusted fit, 250,000 by 10,000", "15 s, 1 GB", format!("{million}, {memory:.0} MB at most")),
    ]
}
