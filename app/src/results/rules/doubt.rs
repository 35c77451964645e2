//! What else may be true of a track's ranking.

use super::standing::Standing;
use crate::{
    competition::model::AwardKind,
    results::{
        model::{PlaceDoubt, TrackDoubt},
        ranking::{Doubt, DoubtSettings, EntryDoubt, doubt, seed},
    },
};

/// The doubt about a track's ranking, and the seed of its draws.
#[derive(Debug)]
pub struct Doubted {
    /// It follows from the scores: whoever has these draws the same.
    pub seed: [u8; 32],
    /// What else may be true.
    pub doubt: Doubt,
}

/// Nothing of fewer than two ranked entries.
pub(super) fn of(standing: &Standing<'_>) -> Option<Doubted> {
    let mut tops: Vec<u32> =
        standing.track.awards.iter().filter(|award| award.kind == AwardKind::Place).map(|award| award.count).collect();
    tops.extend([1, 3]);
    tops.sort_unstable();
    tops.dedup();
    let seed = seed(&standing.track.key, &standing.input);
    let settings = DoubtSettings { seed, draws: DoubtSettings::DRAWS, tops };
    doubt(&standing.input, &standing.ranking, &settings).map(|doubt| Doubted { seed, doubt })
}

impl From<&EntryDoubt> for PlaceDoubt {
    fn from(of: &EntryDoubt) -> Self {
        Self { low: of.low, high: of.high, band: of.band }
    }
}

/// As it is published of the track.
pub(super) fn track(Doubted { seed, doubt }: &Doubted) -> TrackDoubt {
    let all = doubt.variances.entry + doubt.variances.judge + doubt.variances.residual;
    let share = |part: f64| if all > 0.0 { percent(part / all) } else { 0 };
    TrackDoubt {
        draws: doubt.draws,
        seed: hex::encode(seed),
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
