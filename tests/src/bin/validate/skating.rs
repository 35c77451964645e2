//! The mean of 77,630 real marks, against sums made here in whole numbers, and the marks themselves against the
//! official results (figure skating 2016-18; BuzzFeed News, CC BY 4.0).

use crate::{program::Program, report::Report};
use app::number::Exact;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    fs,
    path::Path,
};

/// A row: `entry,judge,criterion,score,factor,panel_score`.
struct Mark<'t> {
    entry: &'t str,
    criterion: &'t str,
    hundredths: i128,
    factor_hundredths: i128,
    panel_hundredths: i128,
}

/// Checks the data, then the ranking.
pub fn check(program: &Program, folder: &Path, report: &mut Report) {
    let path = folder.join("scores.csv");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let marks: Vec<Mark> = text.lines().skip(1).map(mark).collect();
    report.same("skating: marks", &77_630, &marks.len());
    official(&marks, folder, report);
    means(&marks, &program.ask(&[OsStr::new("rank"), "--scores".as_ref(), path.as_os_str()]), report);
}

fn mark(line: &str) -> Mark<'_> {
    let mut cells = line.split(',');
    let mut next = || cells.next().unwrap_or_else(|| panic!("a row with too few cells: {line}"));
    let (entry, _judge, criterion) = (next(), next(), next());
    let (hundredths, factor_hundredths, panel_hundredths) =
        (self::hundredths(next()), self::hundredths(next()), self::hundredths(next()));
    Mark { entry, criterion, hundredths, factor_hundredths, panel_hundredths }
}

/// `8.5` as 850.
fn hundredths(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<2}").parse().unwrap_or_else(|_| panic!("{text} is no number of two places"))
}

/// Rounding half up, as the officials did twice: the mean without a highest and a lowest mark, and its product with the
/// factor. Shows that the marks were read rightly and that [`Exact::rounded`] rounds as people do.
fn official(marks: &[Mark], folder: &Path, report: &mut Report) {
    let mut panels: BTreeMap<(&str, &str), Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        panels.entry((mark.entry, mark.criterion)).or_default().push(mark);
    }
    let mut right = 0;
    let mut totals: BTreeMap<&str, i128> = BTreeMap::new();
    for ((entry, _), panel) in &panels {
        let all = || panel.iter().map(|mark| mark.hundredths);
        let kept = all().sum::<i128>() - all().max().unwrap_or(0) - all().min().unwrap_or(0);
        let count = i128::try_from(panel.len()).expect("a count") - 2;
        let first = panel.first().expect("a mark");
        let mean = rounded(kept, count * 100);
        right += usize::from(mean == first.panel_hundredths);
        *totals.entry(entry).or_default() += rounded(mean * first.factor_hundredths, 10_000);
    }
    report.same("skating: official panel marks reproduced", &8_630, &right);
    let path = folder.join("entries.csv");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let known = text.lines().skip(1).filter(|line| {
        let entry = line.split(',').next().unwrap_or_default();
        let total = line.rsplit(',').next().unwrap_or_default();
        totals.get(entry) == Some(&hundredths(total))
    });
    report.same("skating: official totals reproduced", &1_726, &known.count());
}

/// The ratio with two places, in hundredths.
fn rounded(numerator: i128, denominator: i128) -> i128 {
    hundredths(&Exact::from_ratio(numerator, denominator).expect("a ratio").rounded(2))
}

/// The mean of an entry is the mean of its marks, as all criteria weigh the same and no mark is missing.
fn means(marks: &[Mark], answer: &Value, report: &mut Report) {
    let mut sums: BTreeMap<&str, (i128, i128)> = BTreeMap::new();
    for mark in marks {
        let (sum, count) = sums.entry(mark.entry).or_default();
        (*sum, *count) = (*sum + mark.hundredths, *count + 1);
    }
    let placements = answer["placements"].as_array().expect("placements");
    report.same("skating: entries ranked", &sums.len(), &placements.len());
    let close = placements.iter().filter(|at| {
        let (sum, count) = sums[key(at)];
        let expected = sum as f64 / (count * 100) as f64;
        (at["raw_mean"].as_f64().expect("a mean") - expected).abs() < 1e-9
    });
    report.same("skating: means equal to 1e-9", &sums.len(), &close.count());
    let above = |one: &Value, other: &Value| {
        let ((a, n), (b, m)) = (sums[key(one)], sums[key(other)]);
        a * m >= b * n
    };
    let ordered = placements.windows(2).all(|pair| above(&pair[0], &pair[1]));
    let places: BTreeSet<u64> = placements.iter().filter_map(|at| at["place"].as_u64()).collect();
    report.same("skating: in order of exact means, from place 1", &(true, Some(&1)), &(ordered, places.first()));
}

fn key(placement: &Value) -> &str {
    placement["entry"].as_str().expect("a key")
}
