//! Competitions that never were: random rubrics, rounds, panels, marks, votes, awards and minors.

use super::chance::Chance;
use app::{
    competition::model::{
        Award, AwardKind, Competition, CompetitionState, Criterion, FurtherRound, PublishDepth, RoundRule,
        RoundWeights, Scale, Track,
    },
    entries::model::EntryState,
    ids::{EntryId, JudgeId, RoundId},
    number::Decimal,
    results::{
        model::{MinorConsents, PassedHow, PrizeCheck, PrizeFacts},
        rules::{self, Decision, Evidence, JudgedEntry},
    },
    scores::model::{Score, Scorecard, ScorecardState},
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Words with everything that a text format may stumble over.
const WORDS: [&str; 8] = [
    "Ballot Walk",
    "سوق بلغتين",
    "\"Quoted\" \\ back/slash",
    "line\nfeed\ttab\u{1}\u{1f}\u{7f}",
    "é e\u{301} ß",
    "🕊️ 👩‍👩‍👧",
    "<b>&amp;</b>",
    "\u{2028}\u{feff}\u{fffd}",
];

fn id<T: From<Uuid>>(chance: &mut Chance) -> T {
    let bytes = chance.bytes();
    uuid::Builder::from_random_bytes(bytes[..16].try_into().expect("sixteen")).into_uuid().into()
}

fn whole(number: usize) -> Decimal {
    Decimal::from_integer(i32::try_from(number).expect("small"))
}

fn track(chance: &mut Chance, number: usize) -> Track {
    let count = 1 + chance.below(5);
    let criteria: Vec<Criterion> = (0..count)
        .map(|line| {
            let max = *chance.of(&[2, 3, 5, 7, 10]);
            Criterion {
                id: id(chance),
                key: format!("c{line}"),
                label: (*chance.of(&WORDS)).to_owned(),
                question: String::new(),
                weight: Decimal::from_micros(*chance.of(&[10_000_000, 25_000_000, 33_333_333, 1, 12_500_000])),
                scale: Scale {
                    min: whole(usize::from(chance.happens(70))),
                    max: whole(max),
                    step: *chance.of(&[whole(1), Decimal::from_micros(500_000), Decimal::from_micros(250_000)]),
                },
                levels: Vec::new(),
            }
        })
        .collect();
    let award = |chance: &mut Chance, kind: AwardKind, number: usize| Award {
        id: id(chance),
        key: format!("a{number}"),
        name: (*chance.of(&WORDS)).to_owned(),
        prize: "USD 5,000".to_owned(),
        kind,
        count: u32::try_from(1 + chance.below(3)).expect("small"),
    };
    let mut awards = vec![award(chance, AwardKind::Place, 0), award(chance, AwardKind::Distinction, 1)];
    if chance.happens(40) {
        awards.push(award(chance, AwardKind::Place, 2));
    }
    let tie_criteria = criteria.iter().filter(|_| chance.happens(50)).map(|line| line.key.clone()).collect();
    Track {
        id: id(chance),
        key: format!("t{number}"),
        name: (*chance.of(&WORDS)).to_owned(),
        description: String::new(),
        examples: String::new(),
        criteria,
        tie_criteria,
        awards,
        questions: Vec::new(),
    }
}

fn mark(chance: &mut Chance, scale: &Scale) -> Decimal {
    let steps = (scale.max.micros() - scale.min.micros()) / scale.step.micros();
    // Few marks, so that there are ties.
    let at = steps - i64::try_from(chance.below(3).min(usize::try_from(steps).expect("few"))).expect("few");
    Decimal::from_micros(scale.min.micros() + at * scale.step.micros())
}

fn card(chance: &mut Chance, track: &Track, at: (EntryId, JudgeId, RoundId)) -> Scorecard {
    let silent = chance.happens(3);
    let scores = track.criteria.iter().map(|line| {
        let unable = silent || chance.happens(8);
        Score {
            criterion: line.key.clone(),
            mark: (!unable).then(|| mark(chance, &line.scale)),
            could_not_assess: unable,
            comment: "secret-comment".to_owned(),
        }
    });
    let scores = scores.collect();
    Scorecard {
        id: id(chance),
        entry: at.0,
        judge: at.1,
        round: at.2,
        state: match chance.below(12) {
            0 => ScorecardState::Draft,
            1 => ScorecardState::Void,
            _ => ScorecardState::Submitted,
        },
        scores,
        note: "secret-note".to_owned(),
        version: 1 + i64::try_from(chance.below(4)).expect("small"),
        saved_at: Moment::from_seconds(1),
    }
}

/// A competition in deliberation with everything that decides it.
pub fn evidence(chance: &mut Chance) -> Evidence {
    let tracks: Vec<Track> = (0..1 + chance.below(2)).map(|number| track(chance, number)).collect();
    let rounds: Vec<RoundId> = (0..1 + chance.below(3)).map(|_| id(chance)).collect();
    let judges: Vec<JudgeId> = (0..2 + chance.below(4)).map(|_| id(chance)).collect();
    let mut entries = Vec::new();
    for track in &tracks {
        for _ in 0..1 + chance.below(6) {
            let number = entries.len();
            entries.push(JudgedEntry {
                about: None,
                id: id(chance),
                key: format!("e{number}"),
                track: track.id,
                state: if chance.happens(90) { EntryState::Eligible } else { EntryState::Rejected },
                title: (*chance.of(&WORDS)).to_owned(),
                pitch: (*chance.of(&WORDS)).to_owned(),
                team: "secret-team-of-a-minor".to_owned(),
                countries: vec!["KE".to_owned()],
                minors: MinorConsents { refused: 1, ..MinorConsents::default() },
            });
        }
    }
    let (mut further, mut going): (Vec<FurtherRound>, BTreeSet<EntryId>) =
        (Vec::new(), entries.iter().map(|entry| entry.id).collect());
    for round in rounds.iter().skip(1) {
        going.retain(|_| chance.happens(60));
        let mut weights = BTreeMap::new();
        for track in &tracks {
            // Of every track some, as the form of a round demands.
            let some = track.criteria.iter().enumerate().filter(|(at, _)| *at == 0 || chance.happens(80));
            weights.extend(some.map(|(_, line)| (line.id, line.weight)));
        }
        further.push(FurtherRound {
            round: *round,
            name: (*chance.of(&WORDS)).to_owned(),
            rule: *chance.of(&RoundRule::ALL),
            entries: going.clone(),
            weights: if chance.happens(40) { RoundWeights(weights) } else { RoundWeights::default() },
        });
    }
    let mut scorecards = Vec::new();
    for (number, round) in rounds.iter().enumerate() {
        for entry in &entries {
            let Some(track) = tracks.iter().find(|track| track.id == entry.track) else { continue };
            let there = number == 0 || further[number - 1].entries.contains(&entry.id);
            for judge in judges.iter().filter(|_| there) {
                if chance.happens(60) {
                    scorecards.push(card(chance, track, (entry.id, *judge, *round)));
                }
            }
        }
    }
    let mut decisions = Vec::new();
    for entry in &entries {
        let track = tracks.iter().find(|track| track.id == entry.track);
        if let Some(track) = track.filter(|_| chance.happens(25)) {
            let reason = (*chance.of(&WORDS)).to_owned();
            decisions.push(Decision { award: track.awards[1].id, entry: entry.id, reason });
        }
    }
    let prizes = prizes(chance, &tracks, &entries);
    Evidence {
        ranking: app::competition::model::RankingChoice::default(),
        departure: None,
        lottery: None,
        competition: competition(chance),
        rounds,
        further,
        entries,
        fields: judges.iter().map(|judge| (*judge, "law".to_owned())).collect(),
        scorecards,
        votes: BTreeMap::new(),
        decisions,
        prizes,
        tracks,
    }
}

/// Prizes that were declined or not given, won or not, and entries that were checked.
fn prizes(chance: &mut Chance, tracks: &[Track], entries: &[JudgedEntry]) -> PrizeFacts {
    let mut facts = PrizeFacts::default();
    for entry in entries {
        let awards = tracks.iter().filter(|track| track.id == entry.track).flat_map(|track| &track.awards);
        for award in awards {
            if chance.happens(15) {
                facts.passed.insert((award.id, entry.id), *chance.of(PassedHow::ALL));
            }
        }
        if chance.happens(40) {
            let some = PrizeCheck::ALL.iter().copied().filter(|_| chance.happens(90));
            facts.checked.insert(entry.id, some.collect());
        }
    }
    facts
}

/// Votes on some of the ties.
pub(super) fn vote(chance: &mut Chance, evidence: &mut Evidence) {
    let mut votes = BTreeMap::new();
    for standing in &rules::standings(evidence).expect("ranked") {
        for group in rules::tied_groups(standing) {
            if chance.happens(60) {
                let votes_of = |entry: usize| standing.entries[entry].id;
                votes.extend(
                    group.into_iter().map(|entry| (votes_of(entry), u32::try_from(chance.below(3)).expect("few"))),
                );
            }
        }
    }
    evidence.votes = votes;
}

fn competition(chance: &mut Chance) -> Competition {
    Competition {
        id: id(chance),
        slug: "made-up".to_owned(),
        name: (*chance.of(&WORDS)).to_owned(),
        theme: (*chance.of(&WORDS)).to_owned(),
        description: String::new(),
        state: CompetitionState::Deliberation,
        time_zone: "UTC".to_owned(),
        languages: Vec::new(),
        entries_open_at: None,
        entries_close_at: None,
        results_at: None,
        reviews_per_entry: 3,
        disparity_points: 20,
        publish_scores: true,
        publish_depth: PublishDepth::All,
        version: 1,
    }
}
