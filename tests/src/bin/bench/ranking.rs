//! `rank` over many scores.

use crate::machine::now;
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
