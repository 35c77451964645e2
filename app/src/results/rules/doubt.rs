//! What else may be true of a track's ranking.

use super::standing::Standing;
use crate::{
    competition::model::AwardKind,
    results::{
        model::{PlaceDoubt, TrackDoubt},
        ranking::{CheckedInput, Doubt, DoubtSettings, EntryDoubt, Ranking, doubt, seed},
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

impl Doubted {
    /// Of a ranking and its input; `prizes` are the numbers of places that win something. Nothing of fewer than two ranked
    /// entries.
    pub(in crate::results) fn new(
        track: &str,
        prizes: impl Iterator<Item = u32>,
        input: &CheckedInput,
        ranking: &Ranking,
    ) -> Option<Self> {
        let mut tops: Vec<u32> = prizes.chain([1, 3]).collect();
        tops.sort_unstable();
        tops.dedup();
        let seed = seed(track, input);
        let settings = DoubtSettings { seed, draws: DoubtSettings::DRAWS, tops };
        doubt(input, ranking, &settings).map(|doubt| Self { seed, doubt })
    }
}

/// Of a track.
pub(super) fn of(standing: &Standing<'_>) -> Option<Doubted> {
    let places = standing.track.awards.iter().filter(|award| award.kind == AwardKind::Place);
    Doubted::new(&standing.track.key, places.map(|award| award.count), &standing.input, &standing.ranking)
}

impl From<&EntryDoubt> for PlaceDoubt {
    fn from(of: &EntryDoubt) -> Self {
        Self { low: of.low, high: of.high, band: of.band }
    }
}

/// As it is published of the track.
pub(in crate::results) fn track(Doubted { seed, doubt }: &Doubted) -> TrackDoubt {
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
