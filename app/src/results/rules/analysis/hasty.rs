//! Scorecards one after the other, faster than an entry can be read.
//!
//! A judge who writes drafts for days and hands them all in at once is not hasty: what counts is the time that was spent on
//! each entry, from the first sign to the last. Entries are played on other devices and in other windows too, so only what is too
//! short to have read the entry's own texts is told, and only where it happened several times in a row.

use super::{HandedIn, Surroundings};
use crate::{
    ids::EntryId,
    results::{
        model::analysis::HastySign,
        rules::{Evidence, JudgedEntry},
    },
    text,
};
use std::collections::BTreeMap;

/// Words a minute of an adult who reads in silence (M. Brysbaert, How many words do we read per minute?, Journal of Memory and
/// Language 109, 2019: 238 of non-fiction, 260 of fiction). The faster of the two, so that readers are not suspected.
const WORDS_A_MINUTE: usize = 260;
/// No entry is looked at and judged in less, in seconds.
const LEAST: u32 = 60;
/// Fewer in a row are no sign.
const IN_A_ROW: usize = 3;

/// Seconds that reading what an entry says of itself takes.
pub fn reading_seconds(entry: &JudgedEntry) -> u32 {
    let answers = entry.about.iter().flat_map(|about| &about.answers);
    let words = text::words(&entry.pitch) + answers.map(|answer| text::words(&answer.text)).sum::<usize>();
    u32::try_from(words * 60 / WORDS_A_MINUTE).unwrap_or(u32::MAX).max(LEAST)
}

/// Rows of scorecards of one judge, each with less time spent than reading its entry takes, and handed in within that time of
/// the one before; the longest rows first.
pub(super) fn runs(evidence: &Evidence, around: &Surroundings) -> Vec<HastySign> {
    let reading: BTreeMap<EntryId, u32> =
        evidence.entries.iter().map(|entry| (entry.id, reading_seconds(entry))).collect();
    let needed = |one: &HandedIn| reading.get(&one.entry).copied().unwrap_or(LEAST);
    let mut signs = Vec::new();
    let mut close = |run: &mut Vec<HandedIn>| {
        if let (true, Some(first), Some(last)) = (run.len() >= IN_A_ROW, run.first(), run.last()) {
            signs.push(HastySign {
                judge: around.names.get(&first.judge).cloned().unwrap_or_default(),
                scorecards: u32::try_from(run.len()).unwrap_or(u32::MAX),
                seconds: seconds(first, last),
                spent: run.iter().filter_map(|one| one.spent).sum(),
                reading: run.iter().map(needed).sum(),
            });
        }
        run.clear();
    };
    let mut run: Vec<HandedIn> = Vec::new();
    for one in &around.handed_in {
        let quick = one.spent.is_some_and(|spent| spent < needed(one));
        let follows = |last: &HandedIn| last.judge == one.judge && seconds(last, one) < needed(one);
        if !quick || run.last().is_some_and(|last| !follows(last)) {
            close(&mut run);
        }
        if quick {
            run.push(*one);
        }
    }
    close(&mut run);
    signs.sort_by(|one, other| other.scorecards.cmp(&one.scorecards).then_with(|| one.judge.cmp(&other.judge)));
    signs
}

/// From one to a later one.
fn seconds(from: &HandedIn, to: &HandedIn) -> u32 {
    u32::try_from(to.at.micros().saturating_sub(from.at.micros()).max(0) / 1_000_000).unwrap_or(u32::MAX)
}
