//! All scorecards of a track together.

use super::Looked;
use crate::results::{
    model::analysis::PanelAnalysis,
    ranking::{Marks, diagnostics::Diagnostics},
};

/// The least and the most.
fn ends(list: impl Iterator<Item = u32>) -> (u32, u32) {
    list.fold((u32::MAX, 0), |(least, most), one| (least.min(one), most.max(one)))
}

fn count(list: usize) -> u32 {
    u32::try_from(list).unwrap_or(u32::MAX)
}

pub(super) fn panel(looked: &Looked<'_>, found: &Diagnostics, promised: u32) -> PanelAnalysis {
    let standing = looked.standing;
    let placements = &standing.ranking.placements;
    let lacks = |scorecards: u32| promised.saturating_sub(scorecards);
    let unranked = count(standing.ranking.unranked.len()).saturating_mul(promised);
    let marks = standing.input.sheets.iter().zip(&standing.totals).filter(|(_, total)| total.is_some());
    let not_assessed = marks.fold((0, 0), |(open, all), (sheet, _)| match &sheet.marks {
        Marks::Criteria(marks) => {
            (open + count(marks.iter().filter(|mark| mark.is_none()).count()), all + count(marks.len()))
        }
        Marks::Total(_) => (open, all),
    });
    let label = |key: &str| standing.track.criterion(key).map_or_else(|| key.to_owned(), |line| line.label.clone());
    let criteria = standing.input.criteria.iter().map(|line| label(&line.key));
    PanelAnalysis {
        entries: count(placements.len()),
        judges: count(found.judges.len()),
        scorecards: found.judges.iter().map(|judge| judge.scorecards).sum(),
        components: found.components,
        loads: ends(found.judges.iter().map(|judge| judge.scorecards)),
        reviews: ends(placements.iter().map(|at| at.scorecards)),
        missing: placements.iter().map(|at| lacks(at.scorecards)).sum::<u32>().saturating_add(unranked),
        not_assessed,
        shares: found.shares,
        icc: found.icc,
        reliability: found.reliability,
        verdict: found.verdict,
        agreement: found.agreement,
        by_criterion: criteria.zip(found.by_criterion.iter().copied()).collect(),
        affiliation: found.affiliation,
    }
}
