//! What else may be true of a track's ranking.

use super::standing::Standing;
use crate::{
    competition::model::AwardKind,
    results::{
        model::{PlaceDoubt, TrackDoubt},
        ranking::{Doubt, DoubtSettings, doubt, seed},
    },
};

/// Orders that are drawn: they say a probability to within .016, 19 times in 20.
pub const DRAWS: u32 = 4000;

/// The doubt about a track's ranking; nothing of fewer than two ranked entries. The draws follow from the scores: whoever has
/// these draws the same.
pub fn of(standing: &Standing<'_>) -> Option<Doubt> {
    let mut tops: Vec<u32> =
        standing.track.awards.iter().filter(|award| award.kind == AwardKind::Place).map(|award| award.count).collect();
    tops.extend([1, 3]);
    tops.sort_unstable();
    tops.dedup();
    let seed = seed(&standing.track.key, &standing.input);
    doubt(&standing.input, &standing.ranking, &DoubtSettings { seed, draws: DRAWS, tops })
}

/// As it is published, for each placement.
pub(super) fn places(doubt: &Doubt) -> Vec<PlaceDoubt> {
    doubt.entries.iter().map(|of| PlaceDoubt { low: of.low, high: of.high, band: of.band }).collect()
}

/// As it is published, of the track.
pub(super) fn track(standing: &Standing<'_>, doubt: &Doubt) -> TrackDoubt {
    let all = doubt.variances.entry + doubt.variances.judge + doubt.variances.residual;
    let share = |part: f64| if all > 0.0 { percent(part / all) } else { 0 };
    TrackDoubt {
        draws: doubt.draws,
        seed: hex::encode(seed(&standing.track.key, &standing.input)),
        reliability: format!("{:.2}", doubt.reliability),
        entry_share: share(doubt.variances.entry),
        judge_share: share(doubt.variances.judge),
    }
}

/// A share in whole percent.
fn percent(share: f64) -> u32 {
    // Between 0 and 100.
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}
