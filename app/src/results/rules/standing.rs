//! The ranking of each track.

use super::{
    doubt::{self, Doubted},
    evidence::{Evidence, JudgedEntry},
    rounds::{Counted, counted},
};
use crate::{
    competition::model::{Criterion, FurtherRound, RankingRules, Track},
    entries::model::EntryState,
    ids::EntryId,
    number::{Decimal, Exact},
    results::{
        model::NamedEntry,
        ranking::{
            CheckedInput, CriterionInput, InputError, Marks, Placement, Ranking, RankingInput, Sheet, TieStep,
            Unrankable, rank, rank_by_mean, sheet_totals,
        },
    },
    scores::model::Scorecard,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

/// One track, ranked.
#[derive(Debug)]
pub struct Standing<'a> {
    /// The track.
    pub track: &'a Track,
    /// Its eligible entries, as the input numbers them.
    pub entries: Vec<&'a JudgedEntry>,
    /// What the ranking was computed from.
    pub input: CheckedInput,
    /// The ranking. Where the method gives none it is that by the mean, to look at and not to publish.
    pub ranking: Ranking,
    /// Why the method gives none.
    pub unrankable: Option<Unrankable>,
    /// The further rounds that count in it, of each level from 1 on.
    pub rounds: Vec<&'a FurtherRound>,
    /// The total of each scorecard of the input; `None` where nothing could be assessed, which then does not count.
    pub totals: Vec<Option<Exact>>,
    doubted: OnceLock<Option<Doubted>>,
}

/// Ranks every track: its eligible entries, on the scorecards that count.
///
/// # Errors
/// [`InputError`] when stored data break the rules of their own tables.
pub fn standings(evidence: &Evidence) -> Result<Vec<Standing<'_>>, InputError> {
    evidence.tracks.iter().map(|track| Standing::of(evidence, track)).collect()
}

impl<'a> Standing<'a> {
    fn of(evidence: &'a Evidence, track: &'a Track) -> Result<Self, InputError> {
        let mut entries: Vec<&JudgedEntry> = evidence
            .entries
            .iter()
            .filter(|entry| entry.track == track.id && entry.state == EntryState::Eligible)
            .collect();
        entries.sort_by(|first, second| first.key.cmp(&second.key));
        let positions: BTreeMap<EntryId, usize> =
            entries.iter().enumerate().map(|(position, entry)| (entry.id, position)).collect();
        let Counted { cards, levels, rounds } = counted(evidence, &positions);
        let judges: Vec<_> = cards.iter().map(|(_, card)| card.judge).collect::<BTreeSet<_>>().into_iter().collect();
        let sheets = cards
            .iter()
            .filter_map(|&(entry, card)| {
                Some(Sheet { entry, judge: judges.binary_search(&card.judge).ok()?, marks: marks(track, card) })
            })
            .collect();
        let votes = evidence.votes.iter().filter_map(|(entry, votes)| Some((*positions.get(entry)?, *votes))).collect();
        let input = RankingInput {
            entries: entries.iter().map(|entry| entry.key.clone()).collect(),
            judges: judges.iter().map(ToString::to_string).collect(),
            criteria: track
                .criteria
                .iter()
                .map(|line| CriterionInput { key: line.key.clone(), weight: line.weight, max: Some(line.scale.max) })
                .collect(),
            sheets,
            tie_order: tie_order(track, &evidence.rules()),
            lottery: evidence.lottery.clone(),
            votes,
            levels,
            level_weights: level_weights(track, &rounds),
        }
        .checked()?;
        let input = of_ranked(input)?;
        let method = evidence.rules().method;
        let (ranking, unrankable) = match rank(&input, &method) {
            Ok(ranking) => (ranking, None),
            Err(why) => (rank_by_mean(&input), Some(why)),
        };
        let totals = sheet_totals(&input);
        Ok(Self { track, entries, input, ranking, unrankable, rounds, totals, doubted: OnceLock::new() })
    }

    /// The doubt about the ranking, drawn when it is first asked for; nothing where there is nothing to compare.
    pub(super) fn doubted(&self) -> Option<&Doubted> {
        self.doubted.get_or_init(|| doubt::of(self)).as_ref()
    }

    /// The entry of a place.
    pub fn entry(&self, placement: &Placement) -> &'a JudgedEntry {
        self.entries[placement.entry]
    }

    /// The further round that an entry, by its number, came to; `None` for the first.
    pub fn round(&self, entry: usize) -> Option<&'a FurtherRound> {
        let level = usize::try_from(self.input.level(entry)).ok()?;
        self.rounds.get(level.checked_sub(1)?).copied()
    }

    /// The rubric that an entry is ranked by.
    pub fn rubric(&self, entry: usize) -> Vec<Criterion> {
        self.round(entry).map_or_else(|| self.track.criteria.clone(), |round| round.weights.rubric(self.track))
    }

    /// Of each entry, the highest less the lowest total; nought without any.
    pub fn spreads(&self) -> Vec<Exact> {
        let mut bounds: Vec<Option<(&Exact, &Exact)>> = vec![None; self.entries.len()];
        for (sheet, total) in self.input.sheets.iter().zip(&self.totals) {
            if let Some(total) = total {
                let (lowest, highest) = bounds[sheet.entry].unwrap_or((total, total));
                bounds[sheet.entry] = Some((lowest.min(total), highest.max(total)));
            }
        }
        let spread = |bounds: Option<(&Exact, &Exact)>| {
            bounds.map_or_else(|| Exact::from_integer(0), |(lowest, highest)| highest.sub(lowest))
        };
        bounds.into_iter().map(spread).collect()
    }

    /// The judges of each scorecard that counts, as keys.
    pub(super) fn judges(&self) -> impl Iterator<Item = &str> {
        let counted = self.input.sheets.iter().zip(&self.totals).filter(|(_, total)| total.is_some());
        counted.map(|(sheet, _)| self.input.judges[sheet.judge].as_str())
    }
}

/// Without scorecards and levels of entries that nobody could assess: neither the rest nor what is drawn from the scores may hang on
/// what is in no ranking, and so in no result pack.
fn of_ranked(input: CheckedInput) -> Result<CheckedInput, InputError> {
    let totals = sheet_totals(&input);
    let counted = input.sheets.iter().zip(&totals).filter(|(_, total)| total.is_some());
    let ranked: BTreeSet<usize> = counted.map(|(sheet, _)| sheet.entry).collect();
    if input.sheets.iter().map(|sheet| &sheet.entry).chain(input.levels.keys()).all(|entry| ranked.contains(entry)) {
        return Ok(input);
    }
    let mut kept = (*input).clone();
    kept.sheets.retain(|sheet| ranked.contains(&sheet.entry));
    kept.levels.retain(|entry, _| ranked.contains(entry));
    kept.checked()
}

/// What the criteria of a track weigh at the levels whose rounds have rubrics of their own.
fn level_weights(track: &Track, rounds: &[&FurtherRound]) -> BTreeMap<u32, Vec<Decimal>> {
    let own = (1..).zip(rounds).filter(|(_, round)| !round.weights.is_empty());
    let weighed = |round: &FurtherRound| {
        let weight = |line: &Criterion| round.weights.0.get(&line.id).copied().unwrap_or(Decimal::ZERO);
        track.criteria.iter().map(weight).collect()
    };
    own.map(|(level, round)| (level, weighed(round))).collect()
}

/// The steps that part equal scores in a track: its criteria in the declared order, and of the judges who scored both, a vote
/// of the panel and a lottery those that were chosen; after them the place is shared.
fn tie_order(track: &Track, rules: &RankingRules) -> Vec<TieStep> {
    let criteria = track.tie_criteria.iter().filter(|key| track.criterion(key).is_some());
    let chosen = [
        (rules.judge_preference, TieStep::JudgePreference),
        (rules.panel_vote, TieStep::PanelVote),
        (rules.lottery, TieStep::Lottery),
    ];
    let others = chosen.into_iter().filter_map(|(chosen, step)| chosen.then_some(step));
    criteria.map(|key| TieStep::Criterion(key.clone())).chain(others).collect()
}

fn marks(track: &Track, card: &Scorecard) -> Marks {
    let mark = |key: &str| card.scores.iter().find(|score| score.criterion == key).and_then(|score| score.mark);
    Marks::Criteria(track.criteria.iter().map(|line| mark(&line.key)).collect())
}

/// An entry by name.
pub(super) fn named(entry: &JudgedEntry) -> NamedEntry {
    NamedEntry { entry: entry.id, title: entry.title.clone(), team: entry.team.clone() }
}
