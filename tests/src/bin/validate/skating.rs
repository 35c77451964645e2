//! The mean of 77,630 real marks, against sums made here in whole numbers, and the marks themselves against the
//! official results (figure skating 2016-18; BuzzFeed News, CC BY 4.0).

use crate::{program::Program, report::Report};
use app::{
    number::{Decimal, Exact},
    results::ranking::{
        CriterionInput, Marks, RankingInput, Sheet,
        diagnostics::{DiagnosticsSettings, diagnose},
        panel_mark, rank_by_mean, weighed_mark,
    },
};
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
    judge: &'t str,
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
    nations(&marks, folder, report);
    means(&marks, &program.ask(&[OsStr::new("rank"), "--scores".as_ref(), path.as_os_str()]), report);
}

fn mark(line: &str) -> Mark<'_> {
    let mut cells = line.split(',');
    let mut next = || cells.next().unwrap_or_else(|| panic!("a row with too few cells: {line}"));
    let (entry, judge, criterion) = (next(), next(), next());
    let (hundredths, factor_hundredths, panel_hundredths) =
        (self::hundredths(next()), self::hundredths(next()), self::hundredths(next()));
    Mark { entry, judge, criterion, hundredths, factor_hundredths, panel_hundredths }
}

/// `8.5` as 850.
fn hundredths(text: &str) -> i128 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    format!("{whole}{part:0<2}").parse().unwrap_or_else(|_| panic!("{text} is no number of two places"))
}

/// Rounding half up, as the officials did twice: the mean without a highest and a lowest mark, and its product with the
/// factor. It is the arithmetic of the trimmed method.
fn official(marks: &[Mark], folder: &Path, report: &mut Report) {
    let mut panels: BTreeMap<(&str, &str), Vec<&Mark>> = BTreeMap::new();
    for mark in marks {
        panels.entry((mark.entry, mark.criterion)).or_default().push(mark);
    }
    let mut right = 0;
    let mut totals: BTreeMap<&str, Exact> = BTreeMap::new();
    for ((entry, _), panel) in &panels {
        let list: Vec<Decimal> = panel.iter().map(|mark| decimal(mark.hundredths)).collect();
        let first = panel.first().expect("a mark");
        let mean = panel_mark(&list, Some(2)).expect("marks");
        right += usize::from(mean == Exact::from(decimal(first.panel_hundredths)));
        let weighed = weighed_mark(&mean, &Exact::from(decimal(first.factor_hundredths)), Some(2));
        let total = totals.entry(entry).or_insert_with(|| Exact::from_integer(0));
        *total = total.add(&weighed);
    }
    report.same("skating: official panel marks reproduced", &8_630, &right);
    let text = read(folder, "entries.csv");
    let known = text.lines().skip(1).filter(|line| {
        let entry = line.split(',').next().unwrap_or_default();
        let total = line.rsplit(',').next().unwrap_or_default();
        totals.get(entry) == Some(&Exact::from(decimal(hundredths(total))))
    });
    report.same("skating: official totals reproduced", &1_726, &known.count());
}

fn read(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn decimal(hundredths: i128) -> Decimal {
    Decimal::from_micros(i64::try_from(hundredths * 10_000).expect("a mark"))
}

/// By how much judges raise skaters of their own nation: .281 points, 29 standard errors. In lme4 1.1-31,
/// `lmer(score ~ same + (1|entry) + (1|judge))` gives .280772, .0096133.
fn nations(marks: &[Mark], folder: &Path, report: &mut Report) {
    let of = |text: &str, column: usize| -> BTreeMap<String, String> {
        let row = |line: &str| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0].to_owned(), cells[column].to_owned())
        };
        text.lines().skip(1).map(row).collect()
    };
    let of_entries = of(&read(folder, "entries.csv"), 2);
    let of_judges = of(&read(folder, "judges.csv"), 2);
    let list = |of: &dyn Fn(&Mark) -> String| -> Vec<String> {
        marks.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let (entries, judges, criteria) = (
        list(&|mark| mark.entry.to_owned()),
        list(&|mark| mark.judge.to_owned()),
        list(&|mark| mark.criterion.to_owned()),
    );
    let at = |list: &[String], key: &str| list.binary_search_by(|other| other.as_str().cmp(key)).expect("listed");
    let mut cards: BTreeMap<(usize, usize), Vec<Option<Decimal>>> = BTreeMap::new();
    for mark in marks {
        let card = cards.entry((at(&entries, mark.entry), at(&judges, mark.judge)));
        card.or_insert_with(|| vec![None; criteria.len()])[at(&criteria, mark.criterion)] =
            Some(decimal(mark.hundredths));
    }
    let nation = |of: &BTreeMap<String, String>, key: &String| of.get(key).cloned();
    let same = |(judge, entry): &(usize, usize)| {
        let (own, other) = (nation(&of_judges, &judges[*judge]), nation(&of_entries, &entries[*entry]));
        own.is_some() && own == other
    };
    let pairs = cards.keys().map(|(entry, judge)| (*judge, *entry));
    let settings = DiagnosticsSettings { own: pairs.filter(same).collect(), ..DiagnosticsSettings::default() };
    let sheet = |((entry, judge), marks)| Sheet { entry, judge, marks: Marks::Criteria(marks) };
    let line = |key: &String| CriterionInput { key: key.clone(), weight: Decimal::from_integer(1), max: None };
    let input = RankingInput {
        criteria: criteria.iter().map(line).collect(),
        sheets: cards.into_iter().map(sheet).collect(),
        entries,
        judges,
        ..RankingInput::default()
    };
    let input = input.checked().expect("sound");
    let found = diagnose(&input, &rank_by_mean(&input), &settings).expect("a panel");
    let lift = found.affiliation.expect("a lift");
    report.near("skating: lift of the own nation", 0.281, lift.value, 0.0005);
    report.near("skating: its standard error", 0.0096, lift.error, 0.00005);
    report.near("skating: t", 29.2, lift.value / lift.error, 0.1);
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
