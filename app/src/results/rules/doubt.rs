//! What else may be true of a track's ranking.

use super::standing::Standing;
use crate::{
    competition::model::Track,
    results::{
        model::{PlaceDoubt, TrackDoubt},
        ranking::{CheckedInput, Doubt, DoubtSettings, EntryDoubt, Ranking, doubt, seed},
    },
    scores::rules::prize_lines,
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
    /// Of a ranking and its input; `lines`: the places after which a prize ends. Nothing of fewer than two ranked entries.
    pub(in crate::results) fn new(
        track: &str,
        lines: impl Iterator<Item = u32>,
        input: &CheckedInput,
        ranking: &Ranking,
    ) -> Option<Self> {
        let mut tops: Vec<u32> = lines.chain([1, 3]).collect();
        tops.sort_unstable();
        tops.dedup();
        let seed = seed(track, input);
        let settings = DoubtSettings { seed, draws: DoubtSettings::DRAWS, tops };
        doubt(input, ranking, &settings).map(|doubt| Self { seed, doubt })
    }
}

/// The places of a track after which a prize ends.
pub(super) fn lines(track: &Track) -> Vec<u32> {
    prize_lines(&track.awards).into_iter().map(|line| u32::try_from(line).unwrap_or(u32::MAX)).collect()
}

/// Of a track.
pub(super) fn of(standing: &Standing<'_>) -> Option<Doubted> {
    Doubted::new(&standing.track.key, lines(standing.track).into_iter(), &standing.input, &standing.ranking)
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
