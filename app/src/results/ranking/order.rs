//! From scores to places.

use super::facts::Facts;
use super::ties::{TiedClass, Ties};
use super::{CheckedInput, Placement};
use crate::number::Exact;

/// Places entries by score, higher first; equal scores by the declared tie order. Entries that went on to further rounds
/// come before those that did not. Entries without a score are left out, in the second list.
///
/// The order of sheets, entries and judges in the input does not matter.
pub(super) fn placed(input: &CheckedInput, facts: &Facts, scores: &[Option<Exact>]) -> (Vec<Placement>, Vec<usize>) {
    let ties = Ties::new(input, &facts.totals, &facts.criterion_means);
    let mut ranked: Vec<(usize, &Exact)> =
        scores.iter().enumerate().filter_map(|(entry, score)| Some((entry, score.as_ref()?))).collect();
    let level = |at: &(usize, &Exact)| input.level(at.0);
    ranked.sort_by(|first, second| level(second).cmp(&level(first)).then_with(|| second.1.cmp(first.1)));

    let mut placements = Vec::with_capacity(ranked.len());
    for group in ranked.chunk_by(|first, second| level(first) == level(second) && first.1 == second.1) {
        let entries = group.iter().map(|(entry, ..)| *entry).collect();
        for TiedClass { mut entries, broken_by, settled_by } in ties.resolve(entries) {
            let place = u32::try_from(placements.len()).unwrap_or(u32::MAX).saturating_add(1);
            let shared = entries.len() > 1;
            entries.sort_by_key(|entry| &input.entries[*entry]);
            for entry in entries {
                let (Some(score), (Some(raw_mean), scorecards)) = (scores[entry].clone(), facts.means[entry].clone())
                else {
                    continue;
                };
                placements.push(Placement {
                    entry,
                    place,
                    score,
                    raw_mean,
                    scorecards,
                    criterion_means: facts.criterion_means[entry].clone(),
                    tie_broken_by: broken_by.cloned(),
                    settled_by: settled_by.cloned(),
                    shared,
                });
            }
        }
    }
    let unranked = (0..scores.len()).filter(|entry| scores[*entry].is_none()).collect();
    (placements, unranked)
}
