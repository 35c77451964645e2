//! The scorecards: that the log states each of them, and that each counts once.

use super::{Checked, log::Log, noted, passed};
use crate::{
    results::pack::{
        format::{Content, Pack, PackTrack},
        input::Card,
    },
    scores::model::ScorecardStatement,
};
use std::collections::{BTreeMap, BTreeSet};

/// The scorecards, each with its leaf.
pub(super) struct Cards {
    pub cards: Vec<Card>,
    pub leaves: Vec<crate::log::tree::Hash>,
}

pub(super) fn scorecards(pack: &Pack, log: &Log) -> Checked<Cards> {
    let (content, places) = (&pack.content, &pack.proofs.scorecards);
    if content.scorecards.len() != places.len() {
        return Err(format!("{} scorecards and {} places in the log", content.scorecards.len(), places.len()));
    }
    let mut cards = Cards { cards: Vec::new(), leaves: Vec::new() };
    let known = entries(content)?;
    for (stated, place) in content.scorecards.iter().zip(places) {
        cards.leaves.push(log.states(&stated.salt, &stated.body, place)?);
        cards.cards.push(card(content, &known, &stated.body)?);
    }
    let unique: BTreeSet<_> = cards.cards.iter().map(|card| (card.track, card.entry, &card.judge)).collect();
    if unique.len() != cards.cards.len() {
        return Err("a judge has two scorecards for an entry".to_owned());
    }
    for (number, track) in content.tracks.iter().enumerate() {
        rounds(track, cards.cards.iter().filter(|card| card.track == number))?;
    }
    let count = cards.cards.len();
    let Some(close) = log.at("close_of_judging") else {
        let detail = format!("{count} scorecards are in the log; no checkpoint shows which were before judging closed");
        return noted(cards, detail);
    };
    match places.iter().filter(|place| place.index >= close).count() {
        0 => passed(cards, format!("{count} scorecards are in the log, all of before judging closed")),
        late => noted(cards, format!("{count} scorecards are in the log, {late} of them stated after judging closed")),
    }
}

/// Track and number of each entry, by its id.
fn entries(content: &Content) -> Result<BTreeMap<&str, (usize, usize)>, String> {
    let mut known = BTreeMap::new();
    for (track, of) in content.tracks.iter().enumerate() {
        for (entry, of) in of.entries.iter().enumerate() {
            if known.insert(of.id.as_str(), (track, entry)).is_some() {
                return Err(format!("entry {} is there twice", of.key));
            }
        }
    }
    Ok(known)
}

fn card(content: &Content, known: &BTreeMap<&str, (usize, usize)>, body: &str) -> Result<Card, String> {
    let stated: ScorecardStatement = serde_json::from_str(body).map_err(|error| error.to_string())?;
    if stated.scorecard != 1 || stated.competition.to_string() != content.competition {
        return Err("a scorecard of another form or competition".to_owned());
    }
    let (track, entry) = *known.get(stated.entry.to_string().as_str()).ok_or("a scorecard of no entry of the pack")?;
    Ok(Card { track, entry, judge: stated.judge.clone(), round: stated.round.to_string(), stated })
}

/// Each counts in the round that its entry came to: it is of that round, or of one before from which all rounds carry on.
fn rounds<'a>(track: &PackTrack, cards: impl Iterator<Item = &'a Card>) -> Result<(), String> {
    let ids: BTreeSet<&str> = track.rounds.iter().map(|round| round.id.as_str()).collect();
    if ids.len() != track.rounds.len()
        || track.rounds.iter().any(|round| !matches!(round.rule.as_str(), "carried" | "fresh"))
    {
        return Err("a round is there twice, or has no rule".to_owned());
    }
    let levels = u32::try_from(track.rounds.len()).unwrap_or(u32::MAX);
    if let Some(entry) = track.entries.iter().find(|entry| entry.level > levels) {
        return Err(format!("entry {} is in a round that is not there", entry.key));
    }
    let mut first = None;
    for card in cards {
        let at = track.rounds.iter().position(|round| round.id == card.round).map_or(0, |position| position + 1);
        if at == 0 && *first.get_or_insert(&card.round) != &card.round {
            return Err("scorecards are of a round that is not there".to_owned());
        }
        let entry = &track.entries[card.entry];
        let level = entry.level as usize;
        if at > level || track.rounds[at..level].iter().any(|round| round.rule != "carried") {
            return Err(format!("a scorecard of entry {} is of a round that does not count for it", entry.key));
        }
    }
    Ok(())
}
