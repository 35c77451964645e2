//! Which scorecards count when there was more than one round, and how far each entry came.
//!
//! A round counts in a track from the first scorecard of the track that is handed in in it. A round without a stated rule
//! stands for itself, and nothing before it counts. Over it stand the further rounds `r1, r2, ..`: an entry's level is the number
//! of them that it was in, one after the other. Its scorecards are those of the round of its level, and while the rule of
//! a round is "carried" also those of the round before; of several by one judge the newest. Who came further is placed
//! before who did not, whatever the scores: in "fresh" rounds these come from different scorecards. Totals are by the rubric of
//! the round of its level, those of scorecards that are carried too.

use super::evidence::{Evidence, JudgedEntry};
use crate::{
    competition::model::{FurtherRound, RoundRule},
    ids::{EntryId, JudgeId, RoundId},
    scores::model::{Scorecard, ScorecardState},
};
use std::collections::BTreeMap;

/// What counts in a track, with entries by their number in it.
pub(super) struct Counted<'a> {
    /// The scorecards, one for each entry and judge, in their order.
    pub cards: Vec<(usize, &'a Scorecard)>,
    /// Of entries that went on, through how many further rounds.
    pub levels: BTreeMap<usize, u32>,
    /// The further rounds that count, of each level from 1 on.
    pub rounds: Vec<&'a FurtherRound>,
}

/// The rounds that count in a track, each with its rule; none for the first.
fn chain(evidence: &Evidence, scored: impl Fn(RoundId) -> bool) -> Vec<(RoundId, Option<&FurtherRound>)> {
    let rule = |round: RoundId| evidence.further.iter().find(|further| further.round == round);
    let counts = evidence.rounds.iter().filter(|round| scored(**round)).map(|round| (*round, rule(*round)));
    let mut chain: Vec<_> = counts.collect();
    let base = chain.iter().rposition(|(_, rule)| rule.is_none()).unwrap_or_default();
    chain.drain(..base);
    chain
}

/// How many rounds over the first one of the chain an entry was in.
fn level(chain: &[(RoundId, Option<&FurtherRound>)], entry: EntryId) -> usize {
    let was_in = |(_, rule): &&(RoundId, Option<&FurtherRound>)| rule.is_some_and(|rule| rule.entries.contains(&entry));
    chain.iter().skip(1).take_while(was_in).count()
}

/// What counts of the scorecards of a track: those handed in and not void, by the rules of the rounds.
pub(super) fn counted<'a>(evidence: &'a Evidence, positions: &BTreeMap<EntryId, usize>) -> Counted<'a> {
    let submitted: Vec<(usize, &Scorecard)> = evidence
        .scorecards
        .iter()
        .filter(|card| card.state == ScorecardState::Submitted)
        .filter_map(|card| Some((*positions.get(&card.entry)?, card)))
        .collect();
    let chain = chain(evidence, |round| submitted.iter().any(|(_, card)| card.round == round));
    let levels: BTreeMap<EntryId, usize> = positions.keys().map(|entry| (*entry, level(&chain, *entry))).collect();
    let carried = |at: usize| chain[at].1.is_some_and(|rule| rule.rule == RoundRule::Carried);
    let mut newest: BTreeMap<(usize, JudgeId), (usize, &Scorecard)> = BTreeMap::new();
    for (entry, card) in submitted {
        let Some(at) = chain.iter().position(|(round, _)| *round == card.round) else { continue };
        let level = levels.get(&card.entry).copied().unwrap_or_default();
        if at > level || !(at + 1..=level).all(carried) {
            continue;
        }
        let known = newest.entry((entry, card.judge)).or_insert((at, card));
        if known.0 < at {
            *known = (at, card);
        }
    }
    let above = levels.into_iter().filter(|(_, level)| *level > 0);
    let number = |level: usize| u32::try_from(level).unwrap_or(u32::MAX);
    Counted {
        cards: newest.into_iter().map(|((entry, _), (_, card))| (entry, card)).collect(),
        levels: above.filter_map(|(entry, level)| Some((*positions.get(&entry)?, number(level)))).collect(),
        rounds: chain.iter().skip(1).filter_map(|(_, rule)| *rule).collect(),
    }
}

/// The scorecards that count in a track, with the number of each one's entry in this list of the track's eligible entries.
pub(in crate::results) fn counted_in<'a>(
    evidence: &'a Evidence,
    entries: &[&JudgedEntry],
) -> Vec<(usize, &'a Scorecard)> {
    let positions = entries.iter().enumerate().map(|(position, entry)| (entry.id, position)).collect();
    counted(evidence, &positions).cards
}
