//! What else may be true of a track's ranking.

use super::standing::Standing;
use crate::{
    competition::model::AwardKind,
    results::{
        model::{PlaceDoubt, TrackDoubt},
        ranking::{CheckedInput, Doubt, DoubtSettings, Ranking, doubt, seed},
    },
};

/// Orders that are drawn: they say a probability to within .016, 19 times in 20.
pub const DRAWS: u32 = 4000;

/// The doubt about a track's ranking; nothing of fewer than two ranked entries. The draws follow from the scores: whoever has
/// these draws the same.
pub fn of(standing: &Standing<'_>) -> Option<Doubt> {
    let places = standing.track.awards.iter().filter(|award| award.kind == AwardKind::Place);
    of_ranking(&standing.track.key, places.map(|award| award.count), &standing.input, &standing.ranking)
}

/// As [`of`], from a ranking and its input; `prizes` are the numbers of places that win something.
pub(in crate::results) fn of_ranking(
    track: &str,
    prizes: impl Iterator<Item = u32>,
    input: &CheckedInput,
    ranking: &Ranking,
) -> Option<Doubt> {
    let mut tops: Vec<u32> = prizes.chain([1, 3]).collect();
    tops.sort_unstable();
    tops.dedup();
    doubt(input, ranking, &DoubtSettings { seed: seed(track, input), draws: DRAWS, tops })
}

/// As it is published, for each placement.
pub(in crate::results) fn places(doubt: &Doubt) -> Vec<PlaceDoubt> {
    doubt.entries.iter().map(|of| PlaceDoubt { low: of.low, high: of.high, band: of.band }).collect()
}

/// As it is published, of the track.
pub(in crate::results) fn track(key: &str, input: &CheckedInput, doubt: &Doubt) -> TrackDoubt {
    let all = doubt.variances.entry + doubt.variances.judge + doubt.variances.residual;
    let share = |part: f64| if all > 0.0 { percent(part / all) } else { 0 };
    TrackDoubt {
        draws: doubt.draws,
        seed: hex::encode(seed(key, input)),
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
