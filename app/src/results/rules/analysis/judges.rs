//! The judges of a track: how each scored, and the order without each.

use super::Looked;
use crate::results::{
    model::analysis::{JudgeAnalysis, PrizeChange, WithoutJudge},
    ranking::diagnostics::{Diagnostics, LeftOut, leave_out},
};
use std::collections::BTreeMap;

/// Above so many judges nobody waits for as many rankings.
const MOST_LEFT_OUT: usize = 150;

pub(super) fn judges(looked: &Looked<'_>, found: Diagnostics) -> Vec<JudgeAnalysis> {
    let standing = looked.standing;
    let numbers: Vec<usize> = found.judges.iter().map(|judge| judge.judge).collect();
    let asked = if numbers.len() <= MOST_LEFT_OUT { numbers.as_slice() } else { &[] };
    let top = looked.lines.last().copied().unwrap_or(1);
    let left_out = leave_out(&standing.input, &standing.ranking, asked, top);
    let mut without: BTreeMap<usize, WithoutJudge> =
        left_out.into_iter().map(|one| (one.judge, without_judge(looked, &one))).collect();
    let flags = found.flags;
    let judge = |found: crate::results::ranking::diagnostics::JudgeDiagnostics| {
        Some(JudgeAnalysis {
            judge: looked.judges.get(found.judge).copied().flatten()?,
            name: looked.name(found.judge),
            flags: flags.iter().filter(|flag| flag.judge == found.judge).map(|flag| flag.kind).collect(),
            without: without.remove(&found.judge),
            found,
        })
    };
    let mut judges: Vec<JudgeAnalysis> = found.judges.into_iter().filter_map(judge).collect();
    judges.sort_by(|one, other| {
        other.found.severity.total_cmp(&one.found.severity).then_with(|| one.name.cmp(&other.name))
    });
    judges
}

fn without_judge(looked: &Looked<'_>, out: &LeftOut) -> WithoutJudge {
    // Who has no place any more went past the last one.
    let way = |(_, before, after): &&(usize, u32, Option<u32>)| after.map_or(u32::MAX, |after| after.abs_diff(*before));
    // The first of the furthest: entries come in the order of places.
    let furthest = out.moved.iter().rev().max_by_key(way);
    let above = |place: Option<u32>, line: u32| place.is_some_and(|place| place <= line);
    let change = |line: &u32| {
        let titles = |lost: bool| -> Vec<String> {
            let crossed = |(_, before, after): &&(usize, u32, Option<u32>)| {
                above(Some(*before), *line) == lost && above(*after, *line) != lost
            };
            out.moved.iter().filter(crossed).map(|(entry, ..)| looked.title(*entry)).collect()
        };
        let change = PrizeChange { line: *line, lost: titles(true), gained: titles(false) };
        (!change.lost.is_empty() || !change.gained.is_empty()).then_some(change)
    };
    WithoutJudge {
        unrankable: out.unrankable,
        moved: u32::try_from(out.moved.len()).unwrap_or(u32::MAX),
        furthest: furthest.map(|(entry, before, after)| (looked.title(*entry), *before, *after)),
        prizes: looked.lines.iter().filter_map(change).collect(),
    }
}
