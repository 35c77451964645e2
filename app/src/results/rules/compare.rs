//! What other methods would make of the same scorecards: a check for organisers, never a change (peaceapp.md, O20).

use super::{
    awards,
    evidence::Evidence,
    order_distance::order_distance,
    standing::{Standing, named, standings},
};
use crate::{
    competition::model::{Disconnected, Method, MethodKind, Proposal},
    results::{
        model::{
            ComparedEntry, ComparedMethod, ComparedOutcome, ComparedPlace, Difference, MethodComparison, NamedEntry,
            TrackComparison,
        },
        ranking::{CheckedInput, InputError, Placement, Ranking, Unrankable, rank, rank_by_mean},
    },
};
use std::collections::BTreeMap;

/// Decimals of the adjusted method beside one that does not round.
const DECIMALS: u32 = 2;

/// The sealed method beside the others. `sealed`: the evidence as the sealed rules rank it; `departed`: as a departure does.
///
/// # Errors
/// [`InputError`] when stored data break the rules of their own tables.
pub fn compare(
    sealed: &Evidence,
    departed: Option<&Evidence>,
    proposals: Vec<Proposal>,
    whole: bool,
) -> Result<MethodComparison, InputError> {
    let by_seal = standings(sealed)?;
    let by_departure = departed.map(standings).transpose()?.unwrap_or_default();
    let in_force = departed.map_or(sealed.rules(), Evidence::rules);
    // Further tracks than one stand side by side by their number: both come from the same tracks.
    let tracks = by_seal.iter().enumerate().map(|(number, track)| compared(track, by_departure.get(number), sealed));
    Ok(MethodComparison {
        competition: sealed.competition.clone(),
        sealed_at: sealed.ranking.seal.as_ref().map(|seal| seal.at),
        sealed: sealed.rules(),
        in_force,
        tracks: tracks.collect(),
        proposals,
        whole,
    })
}

/// The methods to look at beside the sealed one: each kind, rounded as it is.
fn others(sealed: Method) -> Vec<Method> {
    let plain = |kind| Method { kind, judge_noise: false, disconnected: Disconnected::Refuse, ..sealed };
    let adjusted = |judge_noise| Method {
        kind: MethodKind::Adjusted,
        decimals: Some(sealed.decimals.unwrap_or(DECIMALS)),
        judge_noise,
        disconnected: sealed.disconnected,
    };
    vec![plain(MethodKind::Mean), plain(MethodKind::Trimmed), adjusted(false), adjusted(true)]
}

type Ranked = Result<Ranking, Unrankable>;

fn compared(standing: &Standing<'_>, departed: Option<&Standing<'_>>, evidence: &Evidence) -> TrackComparison {
    let sealed = evidence.rules().method;
    let ranked = |input: &CheckedInput, method: Method| (method, rank(input, &method));
    let mut all: Vec<(Method, Ranked)> = vec![ranked(&standing.input, sealed)];
    // A departure may settle ties in another way, too: it is ranked with its own.
    let in_force = departed.map(|departed| (departed.ranking.method, rank(&departed.input, &departed.ranking.method)));
    let departure = in_force.is_some().then_some(1);
    all.extend(in_force);
    for method in others(sealed) {
        if all.iter().all(|(known, _)| *known != method) {
            all.push(ranked(&standing.input, method));
        }
    }
    let places: Vec<Option<Places>> =
        all.iter().map(|(_, ranked)| ranked.as_ref().ok().map(|ranking| places(evidence, standing, ranking))).collect();
    let base = places.first().and_then(Option::as_ref);
    let methods = all
        .iter()
        .zip(&places)
        .enumerate()
        .map(|(number, ((method, ranked), places))| ComparedMethod {
            method: *method,
            sealed: number == 0,
            in_force: number == departure.unwrap_or(0),
            outcome: match (ranked, base, places) {
                (Err(why), ..) => ComparedOutcome::Refused(why.clone()),
                (Ok(_), Some(base), Some(places)) if number > 0 => {
                    ComparedOutcome::Ranked(Some(difference(standing, base, places)))
                }
                (Ok(_), ..) => ComparedOutcome::Ranked(None),
            },
        })
        .collect();
    let order = match &all[0].1 {
        Ok(ranking) => ranking.clone(),
        Err(_) => rank_by_mean(&standing.input),
    };
    let entries = order.placements.iter().map(|at| ComparedEntry {
        name: named(standing.entries[at.entry]),
        at: places.iter().map(|of| of.as_ref()?.get(&at.entry).cloned()).collect(),
    });
    TrackComparison {
        key: standing.track.key.clone(),
        name: standing.track.name.clone(),
        methods,
        entries: entries.collect(),
    }
}

/// Places by the entry's number in the input.
type Places = BTreeMap<usize, ComparedPlace>;

fn places(evidence: &Evidence, standing: &Standing<'_>, ranking: &Ranking) -> Places {
    let won = awards::placed(evidence, standing, ranking);
    let place =
        |at: &Placement, wins| ComparedPlace { place: at.place, shared: at.shared, score: at.score.clone(), wins };
    ranking.placements.iter().zip(won).map(|(at, won)| (at.entry, place(at, won.is_some()))).collect()
}

fn difference(standing: &Standing<'_>, base: &Places, other: &Places) -> Difference {
    let both: Vec<(usize, &ComparedPlace, &ComparedPlace)> =
        base.iter().filter_map(|(entry, at)| Some((*entry, at, other.get(entry)?))).collect();
    let distance = order_distance(&both.iter().map(|(_, a, b)| (a.place, b.place)).collect::<Vec<_>>());
    let names = |keep: fn(&ComparedPlace, &ComparedPlace) -> bool| -> Vec<NamedEntry> {
        both.iter().filter(|(_, a, b)| keep(a, b)).map(|(entry, ..)| named(standing.entries[*entry])).collect()
    };
    let moves = both.iter().map(|(_, a, b)| a.place.abs_diff(b.place));
    Difference {
        pairs: distance.pairs,
        same: distance.same,
        tau: distance.tau,
        moved: u32::try_from(moves.clone().filter(|places| *places > 0).count()).unwrap_or(u32::MAX),
        most: moves.max().unwrap_or_default(),
        enter: names(|sealed, other| !sealed.wins && other.wins),
        leave: names(|sealed, other| sealed.wins && !other.wins),
    }
}
