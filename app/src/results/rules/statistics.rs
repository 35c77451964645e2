//! What may be told of small numbers. A cell under [`FEWEST`] could be one person's work, and so could one that is
//! found by taking what is shown from what is known. So cells are hidden from the smallest up, all of one size together,
//! until at least two are hidden, their sum is no small number either, and they could be others of the same sum.

use crate::results::model::{Band, Cell, Counted, Dimension, SafeTable};
use std::collections::BTreeMap;

/// The fewest that are told.
pub const FEWEST: u32 = 5;

/// The counts as they may be shown; nothing is left of a table whose sum is too small.
pub fn safe(counts: impl IntoIterator<Item = (String, u32)>) -> SafeTable {
    let mut cells: Vec<Cell> =
        counts.into_iter().filter(|(_, count)| *count > 0).map(|(of, count)| Cell { of, count }).collect();
    // Cells of one size stand by name, so that their order says nothing.
    cells.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.of.cmp(&other.of)));
    let mut hidden: Vec<u32> = Vec::new();
    let mut threshold = FEWEST;
    loop {
        let shown = cells.partition_point(|cell| cell.count >= threshold);
        hidden.extend(cells.drain(shown..).map(|cell| cell.count));
        let sum: u32 = hidden.iter().sum();
        // Cells that are all as large as hidden ones can be are known by their sum.
        let largest = hidden.iter().all(|count| *count == threshold - 1);
        let enough = hidden.is_empty() || (hidden.len() > 1 && sum >= FEWEST && !largest);
        match cells.last() {
            Some(smallest) if !enough => threshold = smallest.count.saturating_add(1),
            _ => return SafeTable { cells, others: (sum >= FEWEST).then_some(sum) },
        }
    }
}

/// The tables of all dimensions; none when there are too few entries for any.
pub fn tables(entries: &[Counted]) -> Vec<(Dimension, SafeTable)> {
    if entries.len() < FEWEST as usize {
        return Vec::new();
    }
    let table = |dimension: Dimension| {
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for entry in entries {
            let of = match dimension {
                Dimension::Country => entry.countries.as_slice(),
                Dimension::Language => entry.languages.as_slice(),
                Dimension::Track => std::slice::from_ref(&entry.track),
                Dimension::Kind => std::slice::from_ref(&entry.kind),
            };
            for value in of {
                *counts.entry(value.clone()).or_default() += 1;
            }
        }
        (dimension, safe(counts))
    };
    Dimension::ALL.into_iter().map(table).collect()
}

/// A number of minors, rounded so far that one more or less hardly ever shows.
pub fn band(minors: u32) -> Band {
    const BOUNDS: [u32; 4] = [10, 25, 50, 100];
    let from = BOUNDS.into_iter().rev().find(|bound| *bound <= minors).unwrap_or(0);
    Band { from, to: BOUNDS.into_iter().find(|bound| *bound > minors).map(|bound| bound - 1) }
}

#[cfg(test)]
mod tests;
