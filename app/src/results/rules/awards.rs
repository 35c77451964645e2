//! Who wins what.
//!
//! Awards by place go down the order of the ranking, award after award, as `scores::rules::prize_lines` draws the lines: each
//! entry wins at most one of them, and who shares the last winning place wins too. Whoever declined one, or was not given one,
//! stands aside for all awards by place of the track: the next in order moves up. Places stay as they are.

use super::{evidence::Evidence, standing::Standing};
use crate::{
    competition::model::{Award, AwardKind},
    ids::{AwardId, EntryId},
    results::{
        model::{GivenAward, PassedAward},
        ranking::Ranking,
    },
};
use std::collections::BTreeSet;

/// An award that an entry wins.
#[derive(Clone, Debug)]
pub struct Won<'a> {
    /// The award.
    pub award: &'a Award,
    /// As it is published.
    pub given: GivenAward,
}

/// What became of the awards at one place.
#[derive(Clone, Debug, Default)]
pub struct Outcome<'a> {
    /// What the entry wins: in the track's order.
    pub won: Vec<Won<'a>>,
    /// What passed it by.
    pub passed: Vec<PassedAward>,
}

impl Outcome<'_> {
    /// What the entry wins, as it is published.
    pub fn given(&self) -> Vec<GivenAward> {
        self.won.iter().map(|won| won.given.clone()).collect()
    }
}

/// Which award by place each entry of a ranking wins, by the award's number: of each entry its place, and whether it stands
/// aside. `counts`: how many there are of each award, in order.
pub(in crate::results) fn by_place(ranked: &[(u32, bool)], counts: &[u32]) -> Vec<Option<usize>> {
    let mut lines: Vec<u64> = Vec::with_capacity(counts.len());
    for count in counts {
        lines.push(lines.last().copied().unwrap_or_default().saturating_add(u64::from(*count)));
    }
    let (mut given, mut this_place, mut place) = (0_u64, 0_u64, None);
    ranked
        .iter()
        .map(|&(at, aside)| {
            if place != Some(at) {
                (given, this_place, place) = (given + this_place, 0, Some(at));
            }
            if aside {
                return None;
            }
            // All of one place win the same, so what is won at it counts when it is over.
            this_place += 1;
            lines.iter().position(|line| given < *line)
        })
        .collect()
}

/// The award by place that each placement of a ranking of the track wins, in its order.
pub(super) fn placed(evidence: &Evidence, standing: &Standing<'_>, ranking: &Ranking) -> Vec<Option<AwardId>> {
    let awards: Vec<&Award> = standing.track.awards.iter().filter(|award| award.kind == AwardKind::Place).collect();
    let passed = |entry: EntryId| awards.iter().any(|award| evidence.prizes.passed.contains_key(&(award.id, entry)));
    let ranked: Vec<(u32, bool)> =
        ranking.placements.iter().map(|at| (at.place, passed(standing.entry(at).id))).collect();
    let counts: Vec<u32> = awards.iter().map(|award| award.count).collect();
    by_place(&ranked, &counts).into_iter().map(|number| Some(awards.get(number?)?.id)).collect()
}

/// The awards of each place of a track's ranking, in its order.
pub(in crate::results) fn outcomes<'a>(evidence: &Evidence, standing: &Standing<'a>) -> Vec<Outcome<'a>> {
    let passed = |award: &Award, entry: EntryId| evidence.prizes.passed.get(&(award.id, entry)).copied();
    let placements = &standing.ranking.placements;
    placements
        .iter()
        .zip(placed(evidence, standing, &standing.ranking))
        .map(|(at, placed)| {
            let entry = standing.entry(at);
            let provisional = !evidence.open_checks(entry).is_empty();
            let reason = |award: &Award| match award.kind {
                AwardKind::Place => (placed == Some(award.id)).then(String::new),
                AwardKind::Distinction => evidence
                    .decisions
                    .iter()
                    .find(|given| given.award == award.id && given.entry == entry.id)
                    .filter(|_| passed(award, entry.id).is_none())
                    .map(|given| given.reason.clone()),
            };
            let won = |award: &'a Award| Some(Won { award, given: given(award, reason(award)?, provisional) });
            let passed_by =
                |award: &Award| Some(PassedAward { name: award.name.clone(), how: passed(award, entry.id)? });
            let awards = &standing.track.awards;
            Outcome {
                won: awards.iter().filter_map(won).collect(),
                passed: awards.iter().filter_map(passed_by).collect(),
            }
        })
        .collect()
}

/// Who wins what now, in all tracks.
pub fn recipients(evidence: &Evidence, standings: &[Standing<'_>]) -> BTreeSet<(AwardId, EntryId)> {
    let of = |standing: &Standing<'_>| -> Vec<(AwardId, EntryId)> {
        let placed = standing.ranking.placements.iter().zip(outcomes(evidence, standing));
        placed
            .flat_map(|(at, outcome)| {
                outcome.won.into_iter().map(|won| (won.award.id, standing.entry(at).id)).collect::<Vec<_>>()
            })
            .collect()
    };
    standings.iter().flat_map(of).collect()
}

/// Who would win what if nobody had declined or been passed by.
pub fn first_recipients(evidence: &Evidence, standings: &[Standing<'_>]) -> BTreeSet<(AwardId, EntryId)> {
    let mut untouched = evidence.clone();
    untouched.prizes.passed.clear();
    recipients(&untouched, standings)
}

fn given(award: &Award, reason: String, provisional: bool) -> GivenAward {
    GivenAward {
        name: award.name.clone(),
        prize: award.prize.clone(),
        by_place: award.kind == AwardKind::Place,
        reason,
        provisional,
    }
}

#[cfg(test)]
mod tests {
    use super::by_place;
    use proptest::prelude::*;

    #[test]
    fn a_declined_prize_passes_to_the_next_in_order() {
        let three = [(1, false), (2, false), (3, false)];
        assert_eq!(by_place(&three, &[2]), [Some(0), Some(0), None]);
        assert_eq!(by_place(&[(1, true), (2, false), (3, false)], &[2]), [None, Some(0), Some(0)]);
        assert_eq!(by_place(&three, &[1, 2]), [Some(0), Some(1), Some(1)], "nobody wins two");
        assert_eq!(by_place(&[(1, true), (2, false), (3, false)], &[1, 1]), [None, Some(0), Some(1)], "all move up");
        assert_eq!(by_place(&[(1, true)], &[2]), [None], "too few");
    }

    #[test]
    fn who_shares_the_last_winning_place_wins_too() {
        let shared = [(1, false), (2, false), (2, false), (4, false)];
        assert_eq!(by_place(&shared, &[2]), [Some(0), Some(0), Some(0), None]);
        let one_less = [(1, false), (2, true), (2, false), (4, false)];
        assert_eq!(by_place(&one_less, &[2]), [Some(0), None, Some(0), None], "the two that there are, are given");
        assert_eq!(by_place(&[(1, false), (1, false), (3, false)], &[1, 1]), [Some(0), Some(0), None]);
    }

    /// Places as rankings have them (1, 1, 3), each with whether it stands aside.
    fn rankings() -> impl Strategy<Value = Vec<(u32, bool)>> {
        prop::collection::vec((any::<bool>(), prop::bool::weighted(0.3)), 0..14).prop_map(|entries| {
            let mut place = 0;
            let ranked = entries.into_iter().zip(1..).map(|((shared, aside), number)| {
                if !shared || place == 0 {
                    place = number;
                }
                (place, aside)
            });
            ranked.collect()
        })
    }

    proptest! {
        #[test]
        fn awards_by_place_are_given_fairly(ranked in rankings(), counts in prop::collection::vec(1_u32..4, 0..4)) {
            let won = by_place(&ranked, &counts);
            prop_assert_eq!(won.len(), ranked.len(), "at most one for each entry");
            let able = ranked.iter().filter(|(_, aside)| !aside).count();
            let planned: usize = counts.iter().map(|count| *count as usize).sum();
            let given = won.iter().flatten().count();
            // As many as there are, unless there are too few entries; more only at a shared last place.
            prop_assert!(given >= planned.min(able));
            if given > planned {
                let last = ranked.iter().zip(&won).filter(|(_, won)| won.is_some()).map(|((place, _), _)| *place).max();
                let before = ranked.iter().zip(&won).filter(|((place, _), won)| won.is_some() && Some(*place) != last);
                prop_assert!(before.count() < planned);
            }
            for (at, ((place, aside), own)) in ranked.iter().zip(&won).enumerate() {
                prop_assert!(!(*aside && own.is_some()));
                for ((above, passed), better) in ranked.iter().zip(&won).take(at) {
                    // Nobody above was passed over who did not stand aside or win the same or a better one.
                    if own.is_some() && above < place {
                        prop_assert!(*passed || better.is_some_and(|better| Some(better) <= *own));
                    }
                    if above == place && !aside && !passed {
                        prop_assert_eq!(better, own, "one place, one prize");
                    }
                }
            }
        }

        #[test]
        fn one_more_who_stands_aside_takes_nothing_from_others(ranked in rankings(), counts in prop::collection::vec(1_u32..4, 1..4), who in 0_usize..14) {
            let mut fewer = ranked.clone();
            let Some(one) = fewer.get_mut(who) else { return Ok(()) };
            one.1 = true;
            let (before, after) = (by_place(&ranked, &counts), by_place(&fewer, &counts));
            for (at, (before, after)) in before.iter().zip(&after).enumerate() {
                let better = |won: &Option<usize>| won.map_or(usize::MAX, |won| won);
                prop_assert!(at == who || better(after) <= better(before));
            }
        }
    }
}
