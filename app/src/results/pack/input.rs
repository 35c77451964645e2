//! From a pack to a ranking: the same computation as that of the server, on what the pack has.

use super::format::{Content, Marks, PackTrack};
use crate::{
    number::Decimal,
    results::ranking::{
        CheckedInput, CriterionInput, Marks as InputMarks, Ranking, RankingInput, Sheet, TieStep, rank,
    },
    scores::model::ScorecardStatement,
};
use std::collections::{BTreeMap, BTreeSet};

/// A scorecard of a pack, read.
#[derive(Clone, Debug)]
pub struct Card {
    /// The track's number.
    pub track: usize,
    /// The entry's number in the track.
    pub entry: usize,
    /// The judge, as the log names them.
    pub judge: String,
    /// The round's id.
    pub round: String,
    /// What is stated.
    pub stated: ScorecardStatement,
}

/// The ranking of a track of a pack by its method, and what it was computed from.
///
/// # Errors
/// Why there is none: the first thing that is not as a pack has it.
pub fn ranked(content: &Content, number: usize, cards: &[Card]) -> Result<(CheckedInput, Ranking), String> {
    let track = content.tracks.get(number).ok_or("there is no such track")?;
    let own: Vec<&Card> = cards.iter().filter(|card| card.track == number).collect();
    let input = input(content, track, &own)?;
    let ranking = rank(&input, &content.method).map_err(|error| error.to_string())?;
    Ok((input, ranking))
}

fn input(content: &Content, track: &PackTrack, cards: &[&Card]) -> Result<CheckedInput, String> {
    let judges: BTreeSet<&String> = cards.iter().map(|card| &card.judge).collect();
    let judges: Vec<String> = judges.into_iter().cloned().collect();
    let sheets = cards
        .iter()
        .filter_map(|card| {
            let judge = judges.binary_search(&card.judge).ok()?;
            let marks = InputMarks::Criteria(in_order(track, &card.stated.marks));
            Some(Sheet { entry: card.entry, judge, marks })
        })
        .collect();
    let tie_order: Result<Vec<TieStep>, _> = track.tie_order.iter().map(|step| step.parse()).collect();
    let entries = || track.entries.iter().enumerate();
    let level_weights: BTreeMap<u32, Vec<Decimal>> =
        (1..).zip(&track.rounds).filter_map(|(level, round)| Some((level, round.weights.clone()?))).collect();
    RankingInput {
        entries: track.entries.iter().map(|entry| entry.key.clone()).collect(),
        judges,
        criteria: track
            .criteria
            .iter()
            .map(|line| CriterionInput { key: line.key.clone(), weight: line.weight, max: Some(line.max) })
            .collect(),
        sheets,
        tie_order: tie_order.map_err(|error| error.to_string())?,
        lottery: content.lottery_seed(),
        votes: entries().filter_map(|(number, entry)| Some((number, entry.votes?))).collect(),
        levels: entries().filter(|(_, entry)| entry.level > 0).map(|(number, entry)| (number, entry.level)).collect(),
        level_weights,
    }
    .checked()
    .map_err(|error| error.to_string())
}

fn in_order(track: &PackTrack, marks: &Marks) -> Vec<Option<Decimal>> {
    track.criteria.iter().map(|line| marks.get(&line.key).copied().flatten()).collect()
}
