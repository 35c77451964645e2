//! Nobody is found: everything that a reader could conclude is tried.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const NAMES: [&str; 4] = ["a", "b", "c", "d"];

fn of(counts: &[u32]) -> SafeTable {
    safe(counts.iter().zip(NAMES).map(|(count, name)| (name.to_owned(), *count)))
}

/// Every table of so many cells up to a size.
fn all(cells: usize, most: u32) -> Vec<Vec<u32>> {
    (0..cells).fold(vec![Vec::new()], |tables, _| {
        tables.iter().flat_map(|table| (0..=most).map(move |count| [table.as_slice(), &[count]].concat())).collect()
    })
}

/// Somebody who knows which cells there are, how they are hidden, and everything that is shown, goes through all tables
/// that would be shown so. A small cell is found when it is the same in all of them.
fn found(cells: usize, most: u32, safe: impl Fn(&[u32]) -> SafeTable) -> Option<(Vec<u32>, usize)> {
    let mut same: BTreeMap<String, Vec<Vec<u32>>> = BTreeMap::new();
    for table in all(cells, most) {
        same.entry(format!("{:?}", safe(&table))).or_default().push(table);
    }
    same.into_values().find_map(|tables| {
        (0..cells).find_map(|cell| {
            let values: BTreeSet<u32> = tables.iter().map(|table| table[cell]).collect();
            let known = values.len() == 1 && values.iter().all(|value| (1..FEWEST).contains(value));
            known.then(|| (tables[0].clone(), cell))
        })
    })
}

#[test]
fn no_small_cell_can_be_computed() {
    for (cells, most) in [(1, 60), (2, 40), (3, 16), (4, 9)] {
        assert_eq!(found(cells, most, of), None, "{cells} cells");
    }
}

#[test]
fn hiding_only_the_small_ones_is_found() {
    let first_try = |counts: &[u32]| SafeTable {
        cells: counts.iter().filter(|count| **count >= FEWEST).map(|n| Cell { of: n.to_string(), count: *n }).collect(),
        others: Some(counts.iter().filter(|count| **count < FEWEST).sum()),
    };
    assert!(found(2, 20, first_try).is_some(), "else the test above finds nothing");
}

#[test]
fn what_is_large_is_told() {
    let shown = |table: &SafeTable| table.cells.iter().map(|cell| cell.count).collect::<Vec<_>>();
    let table = of(&[20, 7, 5, 0]);
    assert_eq!((shown(&table), table.others), (vec![20, 7, 5], None));
    let table = of(&[20, 3, 7, 4]);
    assert_eq!((shown(&table), table.others), (vec![20, 7], Some(7)));
    let table = of(&[20, 3, 7, 0]);
    assert_eq!((shown(&table), table.others), (vec![20], Some(10)), "three alone would be the difference");
    let table = of(&[20, 3, 0, 0]);
    assert_eq!((shown(&table), table.others), (vec![], Some(23)));
    let table = of(&[3, 1, 0, 0]);
    assert_eq!((shown(&table), table.others), (vec![], None));
}

#[test]
fn few_entries_have_no_tables_and_minors_are_a_band() {
    let entry = Counted { track: "t".into(), kind: "existing".into(), ..Counted::default() };
    assert!(tables(&vec![entry.clone(); 4]).is_empty());
    assert_eq!(tables(&vec![entry; 5]).len(), 4);
    let told = |minors| (band(minors).from, band(minors).to);
    assert_eq!([told(0), told(9), told(10), told(24)], [(0, Some(9)), (0, Some(9)), (10, Some(24)), (10, Some(24))]);
    assert_eq!([told(99), told(100), told(5000)], [(50, Some(99)), (100, None), (100, None)]);
}

proptest! {
    /// Whatever the counts: nothing under the bound is shown, and nothing is lost but what is too small to be told.
    #[test]
    fn nothing_small_is_shown(counts in prop::collection::vec(0_u32..40, 0..60)) {
        let named = counts.iter().enumerate().map(|(n, count)| (format!("c{n:02}"), *count));
        let table = safe(named);
        prop_assert!(table.cells.iter().all(|cell| cell.count >= FEWEST));
        prop_assert!(table.others.is_none_or(|others| others >= FEWEST));
        let sum: u32 = counts.iter().sum();
        let shown: u32 = table.cells.iter().map(|cell| cell.count).sum::<u32>() + table.others.unwrap_or(0);
        prop_assert!(shown == sum || (shown == 0 && sum < FEWEST));
        let hidden = counts.iter().filter(|count| **count > 0).count() - table.cells.len();
        prop_assert!(hidden != 1 || table.cells.is_empty(), "one alone is the difference");
    }
}
