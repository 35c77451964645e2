//! The numbers that a team reads, from the ranking: frozen with a publication.

use crate::{
    ids::EntryId,
    number::{Decimal, Exact},
    results::{
        model::{Adjustment, CriterionNumbers, Distribution, EntryNumbers, FEWEST_FIELD, FEWEST_MARKS, FIELD_PARTS},
        ranking::{Marks, MethodKind, Placement},
        rules::Standing,
    },
};
use std::collections::BTreeMap;

/// The numbers of every ranked entry of a track. What is not shown is not in them: a mean of few marks, a field of few
/// entries.
pub fn numbers(standing: &Standing<'_>) -> Vec<(EntryId, EntryNumbers)> {
    let (marks, apart) = (marks_of(standing), apart(standing));
    let lines = &standing.track.criteria;
    let means: Vec<Vec<Option<&Exact>>> = (0..lines.len())
        .map(|line| {
            let of = |at: &'_ Placement| -> bool { marks[at.entry][line] >= FEWEST_MARKS };
            let placements = standing.ranking.placements.iter();
            placements.map(|at| at.criterion_means.get(line).and_then(Option::as_ref).filter(|_| of(at))).collect()
        })
        .collect();
    let placements = standing.ranking.placements.iter().enumerate();
    placements
        .map(|(position, at)| {
            let criteria = lines.iter().zip(&means).map(|(line, means)| CriterionNumbers {
                key: line.key.clone(),
                mean: means[position].map(|mean| mean.rounded(2)),
                field: means[position].and_then(|own| field(own, means, (line.scale.min, line.scale.max))),
            });
            let adjusted = adjustment(standing, at, &apart);
            (standing.entry(at).id, EntryNumbers { adjusted, criteria: criteria.collect() })
        })
        .collect()
}

/// Of each entry of the input, how many marks each criterion has.
fn marks_of(standing: &Standing<'_>) -> Vec<Vec<usize>> {
    let mut counts = vec![vec![0; standing.track.criteria.len()]; standing.entries.len()];
    for (sheet, total) in standing.input.sheets.iter().zip(&standing.totals) {
        if let (Marks::Criteria(marks), Some(_)) = (&sheet.marks, total) {
            for (count, mark) in counts[sheet.entry].iter_mut().zip(marks) {
                *count += usize::from(mark.is_some());
            }
        }
    }
    counts
}

/// Of each judge of the input, how far the own totals are on average below the scores of the same entries.
fn apart(standing: &Standing<'_>) -> Vec<Option<Exact>> {
    let scores: BTreeMap<usize, &Exact> = standing.ranking.placements.iter().map(|at| (at.entry, &at.score)).collect();
    let mut below: Vec<Vec<Exact>> = vec![Vec::new(); standing.input.judges.len()];
    for (sheet, total) in standing.input.sheets.iter().zip(&standing.totals) {
        if let (Some(total), Some(score)) = (total, scores.get(&sheet.entry)) {
            below[sheet.judge].push(score.sub(total));
        }
    }
    below.iter().map(|list| mean(list.iter())).collect()
}

fn mean<'a>(list: impl Iterator<Item = &'a Exact>) -> Option<Exact> {
    let (sum, count) = list.fold((Exact::from_integer(0), 0), |(sum, count), one| (sum.add(one), count + 1));
    sum.div(&Exact::from_integer(count))
}

/// What `adjusted` made of the mean of totals; nothing where it had nothing to compare judges by.
fn adjustment(standing: &Standing<'_>, at: &Placement, apart: &[Option<Exact>]) -> Option<Adjustment> {
    let ranking = &standing.ranking;
    let judged = usize::try_from(at.scorecards).unwrap_or_default() >= FEWEST_MARKS;
    if ranking.method.kind != MethodKind::Adjusted || standing.unrankable.is_some() || ranking.components > 1 || !judged
    {
        return None;
    }
    let nought = Exact::from_integer(0);
    let difference = at.score.sub(&at.raw_mean.round(1)).round(1);
    let added = difference >= nought;
    let unsigned = |of: &Exact| if added { of.clone() } else { nought.sub(of) };
    let judges = standing
        .input
        .sheets
        .iter()
        .zip(&standing.totals)
        .filter(|(sheet, total)| sheet.entry == at.entry && total.is_some());
    let own: Vec<&Exact> = judges.filter_map(|(sheet, _)| apart.get(sheet.judge)?.as_ref()).collect();
    // Said only where it leads to what was done.
    let apart = mean(own.into_iter()).map(|apart| unsigned(&apart).round(1));
    (difference != nought).then(|| Adjustment {
        mean: at.raw_mean.rounded(1),
        score: at.score.rounded(1),
        points: unsigned(&difference).rounded(1),
        added,
        apart: apart.filter(|apart| *apart >= unsigned(&difference)).map(|apart| apart.rounded(1)),
    })
}

/// Where a mean is among all of its criterion; nothing among few.
fn field(own: &Exact, means: &[Option<&Exact>], (min, max): (Decimal, Decimal)) -> Option<Distribution> {
    let known: Vec<&Exact> = means.iter().copied().flatten().collect();
    if known.len() < FEWEST_FIELD {
        return None;
    }
    let mut parts = vec![0; FIELD_PARTS];
    for mean in &known {
        parts[part(mean, min, max)] += 1;
    }
    let count =
        |of: &dyn Fn(&Exact) -> bool| u32::try_from(known.iter().filter(|mean| of(mean)).count()).unwrap_or(u32::MAX);
    Some(Distribution {
        parts,
        own: part(own, min, max),
        above: count(&|mean| mean > own),
        same: count(&|mean| mean == own).saturating_sub(1),
        below: count(&|mean| mean < own),
    })
}

/// The part of a scale that a mean is in; the highest mark is in the last.
fn part(mean: &Exact, min: Decimal, max: Decimal) -> usize {
    let (min, max) = (Exact::from(min), Exact::from(max));
    let last = FIELD_PARTS - 1;
    let is_from = |part: &usize| {
        let share = i128::try_from(*part).ok().and_then(|part| Exact::from_ratio(part, FIELD_PARTS as i128));
        share.is_some_and(|share| *mean >= min.add(&max.sub(&min).mul(&share)))
    };
    (0..=last).rev().find(is_from).unwrap_or(0)
}
