//! Signs that scores themselves give: pairs of judges, and single scorecards.

use super::Looked;
use crate::results::{
    model::analysis::{FarSign, RingSign, Signs, TogetherSign},
    ranking::diagnostics,
};

/// Adds what a track shows.
pub(super) fn add(signs: &mut Signs, looked: &Looked<'_>) {
    let (input, ranking) = (&looked.standing.input, &looked.standing.ranking);
    let track = &looked.standing.track.name;
    let close = looked.numbered(&looked.around.close);
    let found = diagnostics::signs(input, ranking, &close, &looked.settings());
    signs.pairs += found.rings.looked_at;
    signs.rings.extend(found.rings.found.into_iter().map(|ring| RingSign {
        track: track.clone(),
        judges: ring.judges.map(|judge| looked.name(judge)),
        scorecards: ring.scorecards,
        lifts: ring.lifts,
        p: ring.p,
    }));
    signs.together.extend(found.together.into_iter().map(|pair| TogetherSign {
        track: track.clone(),
        judges: pair.judges.map(|judge| looked.name(judge)),
        entries: pair.entries,
        correlation: pair.correlation,
        p: pair.p,
    }));
    signs.far.extend(found.far.into_iter().filter_map(|far| {
        let sheet = input.sheets.get(far.sheet)?;
        Some(FarSign {
            track: track.clone(),
            judge: looked.name(sheet.judge),
            entry: looked.standing.entries[sheet.entry].id,
            title: looked.title(sheet.entry),
            total: looked.standing.totals.get(far.sheet)?.as_ref()?.to_f64(),
            off: far.off.value,
            p: far.p,
        })
    }));
}
