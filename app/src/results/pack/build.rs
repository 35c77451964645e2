//! From what is published to the content of its pack.

use super::format::{
    Checkpointed, Content, Given, JudgeWeight, PackAward, PackCriterion, PackEntry, PackFit, PackRound, PackTrack,
    Passed, Salted,
};
use crate::{
    competition::model::{AwardKind, Criterion, FurtherRound, Track},
    ids::{AwardId, ScorecardId},
    number::Decimal,
    results::{
        ranking::{Fit, Method},
        rules::{self, Evidence, JudgedEntry, Standing, awards::outcomes},
    },
    scores::model::Scorecard,
};
use std::collections::{BTreeMap, BTreeSet};

/// What the log states of a scorecard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// What kept others from guessing it.
    pub salt: Vec<u8>,
    /// What is stated.
    pub body: String,
}

/// What goes into a pack beside the evidence.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The version of the program.
    pub program: String,
    /// The log's key, in one line.
    pub key: String,
    /// The publication's version.
    pub version: i64,
    /// The method of the ranking.
    pub method: Method,
    /// What the log states of the method as it was fixed.
    pub sealed: Option<Salted>,
    /// The document that is published.
    pub document: String,
    /// What the log states of scorecards, of each the newest.
    pub stated: BTreeMap<ScorecardId, Stated>,
    /// The names that stand for judges, by what the ranking calls them.
    pub judges: BTreeMap<String, String>,
    /// The checkpoints until now.
    pub checkpoints: Vec<Checkpointed>,
}

/// The scorecards that a pack shows: those that count for an entry that is ranked.
pub fn shown<'a>(evidence: &'a Evidence, standing: &Standing<'a>) -> Vec<&'a Scorecard> {
    let ranked: BTreeSet<usize> = standing.ranking.placements.iter().map(|at| at.entry).collect();
    let cards = rules::counted_in(evidence, &standing.entries);
    cards.into_iter().filter(|(entry, _)| ranked.contains(entry)).map(|(_, card)| card).collect()
}

/// The content; `None` when the log states nothing of a scorecard that counts.
pub fn content(evidence: &Evidence, standings: &[Standing<'_>], parts: Parts) -> Option<Content> {
    let mut scorecards = Vec::new();
    for card in standings.iter().flat_map(|standing| shown(evidence, standing)) {
        let stated = parts.stated.get(&card.id)?;
        scorecards.push(Salted { salt: hex::encode(&stated.salt), body: stated.body.clone() });
    }
    // An order that tells nothing of who was when.
    scorecards.sort_by(|first, second| first.body.cmp(&second.body));
    Some(Content {
        program: parts.program,
        key: parts.key,
        competition: evidence.competition.id.to_string(),
        version: parts.version,
        method: parts.method,
        sealed: parts.sealed,
        document: parts.document,
        tracks: standings.iter().map(|standing| track(evidence, standing, &parts.judges)).collect(),
        scorecards,
        checkpoints: parts.checkpoints,
    })
}

fn track(evidence: &Evidence, standing: &Standing<'_>, judges: &BTreeMap<String, String>) -> PackTrack {
    let mut ranked: Vec<usize> = standing.ranking.placements.iter().map(|at| at.entry).collect();
    ranked.sort_unstable();
    let entry = |number: &usize| {
        let entry = standing.entries[*number];
        PackEntry {
            id: entry.id.to_string(),
            key: entry.key.clone(),
            level: standing.input.level(*number),
            votes: standing.input.votes.get(number).copied(),
        }
    };
    let track = standing.track;
    let given = |decision: &rules::Decision| {
        let award = track.awards.iter().position(|award| award.id == decision.award)?;
        let entry = ranked.iter().map(|number| standing.entries[*number]).find(|entry| entry.id == decision.entry)?;
        Some(Given { award, entry: entry.key.clone(), reason: decision.reason.clone() })
    };
    PackTrack {
        key: track.key.clone(),
        criteria: track.criteria.iter().map(criterion).collect(),
        rounds: standing.rounds.iter().map(|further| round(track, further)).collect(),
        tie_order: standing.input.tie_order.iter().map(ToString::to_string).collect(),
        entries: ranked.iter().map(entry).collect(),
        awards: track
            .awards
            .iter()
            .map(|award| PackAward {
                name: award.name.clone(),
                prize: award.prize.clone(),
                by_place: award.kind == AwardKind::Place,
                count: award.count,
            })
            .collect(),
        decisions: evidence.decisions.iter().filter_map(given).collect(),
        passed: passed(evidence, standing, &ranked),
        provisional: provisional(evidence, standing),
        fit: standing.ranking.fit.as_ref().map(|found| {
            let scored = shown(evidence, standing).into_iter().map(|card| card.judge.to_string()).collect();
            fit(standing, found, &scored, judges)
        }),
    }
}

/// What passed ranked entries by.
fn passed(evidence: &Evidence, standing: &Standing<'_>, ranked: &[usize]) -> Vec<Passed> {
    let of = |(award, id): (usize, AwardId)| -> Vec<Passed> {
        let entries = ranked.iter().map(|number| standing.entries[*number]);
        let how = |entry: &JudgedEntry| evidence.prizes.passed.get(&(id, entry.id)).copied();
        entries.filter_map(|entry| Some(Passed { award, entry: entry.key.clone(), how: how(entry)? })).collect()
    };
    standing.track.awards.iter().map(|award| award.id).enumerate().flat_map(of).collect()
}

/// The entries that win something and are not checked to the end, in the order of the ranking.
fn provisional(evidence: &Evidence, standing: &Standing<'_>) -> Vec<String> {
    let placed = standing.ranking.placements.iter().zip(outcomes(evidence, standing));
    let open = placed.filter(|(_, outcome)| outcome.won.iter().any(|won| won.given.provisional));
    open.map(|(at, _)| standing.entry(at).key.clone()).collect()
}

/// `scored`: who has a scorecard that is shown. All that somebody scored may be entries that nobody could assess.
fn fit(standing: &Standing<'_>, fit: &Fit, scored: &BTreeSet<String>, judges: &BTreeMap<String, String>) -> PackFit {
    let variances = &fit.variances;
    let named = standing.input.judges.iter().zip(&fit.judge_weights).filter(|(judge, _)| scored.contains(*judge));
    let mut judge_weights: Vec<JudgeWeight> = named
        .filter_map(|(judge, weight)| {
            Some(JudgeWeight { judge: judges.get(judge)?.clone(), weight: weight.to_string() })
        })
        .collect();
    judge_weights.sort_by(|first, second| first.judge.cmp(&second.judge));
    PackFit {
        entry: variances.entry.to_string(),
        judge: variances.judge.to_string(),
        residual: variances.residual.to_string(),
        judge_weights,
    }
}

fn criterion(line: &Criterion) -> PackCriterion {
    PackCriterion {
        key: line.key.clone(),
        weight: line.weight,
        min: line.scale.min,
        max: line.scale.max,
        step: line.scale.step,
    }
}

fn round(track: &Track, further: &FurtherRound) -> PackRound {
    let weights = || -> Vec<Decimal> {
        let weight = |line: &Criterion| further.weights.0.get(&line.id).copied().unwrap_or(Decimal::ZERO);
        track.criteria.iter().map(weight).collect()
    };
    PackRound {
        id: further.round.to_string(),
        name: further.name.clone(),
        rule: further.rule.as_str().to_owned(),
        weights: (!further.weights.is_empty()).then(weights),
    }
}
