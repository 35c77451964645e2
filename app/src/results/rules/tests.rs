//! Small competitions of one track with criteria x and y, 50 points each, marks 1 to 5.

use super::*;
use crate::{
    competition::model::{Award, AwardKind, Competition, CompetitionState, Criterion, PublishDepth, Scale, Track},
    entries::model::EntryState,
    ids::{EntryId, RoundId},
    number::Decimal,
    results::model::{MinorConsents, PrizeFacts, PublishedPlacement, ResultsDocument},
    scores::model::{Score, Scorecard, ScorecardState},
    time::Moment,
};
use uuid::Uuid;

mod compare;
mod depth;
mod rounds;

pub(super) fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn whole(value: i32) -> Decimal {
    Decimal::from_integer(value)
}

fn criterion(n: u128, key: &str) -> Criterion {
    Criterion {
        id: id(n),
        key: key.to_owned(),
        label: key.to_owned(),
        question: String::new(),
        weight: whole(50),
        scale: Scale { min: whole(1), max: whole(5), step: whole(1) },
        levels: Vec::new(),
    }
}

pub(super) fn award(n: u128, kind: AwardKind, count: u32) -> Award {
    Award { id: id(n), key: n.to_string(), name: format!("Award {n}"), prize: "A prize".to_owned(), kind, count }
}

fn entry(n: u128) -> JudgedEntry {
    JudgedEntry {
        id: id(n),
        key: format!("entry-{n}"),
        track: id(1),
        state: EntryState::Eligible,
        title: format!("Entry {n}"),
        pitch: String::new(),
        team: format!("Team {n}"),
        countries: vec!["KE".to_owned()],
        minors: MinorConsents::default(),
        about: None,
    }
}

/// `(entry, judge, x, y)`.
pub(super) fn card(entry: u128, judge: u128, x: i32, y: i32) -> Scorecard {
    let score = |key: &str, mark: i32| Score {
        criterion: key.to_owned(),
        mark: (mark > 0).then(|| whole(mark)),
        could_not_assess: mark == 0,
        comment: String::new(),
    };
    Scorecard {
        id: id(entry * 100 + judge),
        judge: id(judge),
        entry: id(entry),
        round: id(1),
        state: ScorecardState::Submitted,
        scores: vec![score("x", x), score("y", y)],
        note: String::new(),
        version: 1,
        saved_at: Moment::from_seconds(0),
    }
}

pub(super) fn evidence(cards: &[(u128, u128, i32, i32)]) -> Evidence {
    let entries = cards.iter().map(|card| card.0).collect::<std::collections::BTreeSet<_>>();
    Evidence {
        ranking: crate::competition::model::RankingChoice::default(),
        departure: None,
        lottery: None,
        competition: Competition {
            id: id(1),
            slug: "peace".to_owned(),
            name: "Peace".to_owned(),
            theme: "Dialogue".to_owned(),
            description: String::new(),
            state: CompetitionState::Deliberation,
            time_zone: "UTC".to_owned(),
            languages: Vec::new(),
            entries_open_at: None,
            entries_close_at: None,
            results_at: None,
            reviews_per_entry: 2,
            disparity_points: 25,
            publish_scores: true,
            publish_depth: PublishDepth::All,
            version: 1,
        },
        tracks: vec![Track {
            id: id(1),
            key: "t".to_owned(),
            name: "Track".to_owned(),
            description: String::new(),
            examples: String::new(),
            criteria: vec![criterion(1, "x"), criterion(2, "y")],
            tie_criteria: vec!["y".to_owned()],
            questions: Vec::new(),
            awards: vec![award(1, AwardKind::Place, 1), award(2, AwardKind::Distinction, 1)],
        }],
        rounds: vec![id(1), id(2)],
        further: Vec::new(),
        entries: entries.into_iter().map(entry).collect(),
        fields: [(id(1), "peacebuilding".to_owned()), (id(9), "unused".to_owned())].into(),
        scorecards: cards.iter().map(|&(entry, judge, x, y)| card(entry, judge, x, y)).collect(),
        votes: Default::default(),
        decisions: Vec::new(),
        prizes: PrizeFacts::default(),
    }
}

fn made(evidence: &Evidence) -> ResultsDocument {
    document(evidence, &standings(evidence).expect("sound"))
}

/// Results of one entry in this place.
pub(super) fn one_placement(key: &str, place: u32) -> ResultsDocument {
    let mut document = made(&evidence(&[(1, 1, 5, 5)]));
    let placement = &mut document.tracks[0].placements[0];
    (placement.key, placement.place) = (key.to_owned(), place);
    document
}

fn places(evidence: &Evidence) -> Vec<(String, u32, usize)> {
    let one = |at: PublishedPlacement| (at.key, at.place, at.awards.len());
    made(evidence).tracks.remove(0).placements.into_iter().map(one).collect()
}

fn placed(expected: &[(&str, u32, usize)]) -> Vec<(String, u32, usize)> {
    expected.iter().map(|(key, place, awards)| ((*key).to_owned(), *place, *awards)).collect()
}

#[test]
fn drafts_void_scorecards_and_entries_that_are_not_eligible_count_for_nothing() {
    let mut evidence = evidence(&[(1, 1, 5, 5), (2, 1, 4, 4), (3, 1, 3, 3), (4, 1, 5, 5)]);
    evidence.scorecards[0].state = ScorecardState::Void;
    evidence.scorecards[2].state = ScorecardState::Draft;
    evidence.entries[3].state = EntryState::Rejected;
    assert_eq!(places(&evidence), placed(&[("entry-2", 1, 1)]));
    let made = made(&evidence);
    assert_eq!((made.scorecards, made.judges, made.entries_judged, made.entries_submitted), (1, 1, 1, 4));
    assert_eq!(made.fields, ["peacebuilding"]);
}

#[test]
fn who_shares_the_last_winning_place_wins_too() {
    let shared = evidence(&[(1, 1, 4, 4), (2, 2, 4, 4), (3, 1, 3, 3)]);
    assert_eq!(places(&shared), placed(&[("entry-1", 1, 1), ("entry-2", 1, 1), ("entry-3", 3, 0)]));
}

#[test]
fn the_last_round_with_a_scorecard_decides() {
    let mut evidence = evidence(&[(1, 1, 5, 5), (2, 1, 4, 4)]);
    let mut last = card(2, 2, 3, 3);
    last.round = id::<RoundId>(2);
    evidence.scorecards.push(last);
    assert_eq!(places(&evidence), placed(&[("entry-2", 1, 1)]));
}

#[test]
fn only_winners_are_named_when_the_rules_say_so_and_no_note_tells_of_others() {
    // 1 and 2 have the same score; y puts 2 before 1.
    let mut evidence = evidence(&[(1, 1, 4, 2), (2, 1, 2, 4), (3, 1, 1, 1)]);
    let note = |evidence: &Evidence| {
        made(evidence).tracks[0].placements.iter().map(|at| at.settled.clone()).collect::<Vec<_>>()
    };
    let told = note(&evidence)[1].clone().expect("a note");
    assert_eq!(
        (told.step.as_str(), told.before.as_deref(), told.after.as_deref()),
        ("criterion:y", Some("4.00"), Some("2.00"))
    );
    evidence.competition.publish_scores = false;
    let told = note(&evidence)[1].clone().expect("a note without numbers");
    assert_eq!((told.before, told.after), (None, None));
    assert!(made(&evidence).tracks[0].placements.iter().all(|at| at.score.is_none()));
    evidence.competition.publish_depth = PublishDepth::Winners;
    evidence.decisions = vec![Decision { award: id(2), entry: id(3), reason: "Brave".to_owned() }];
    assert_eq!(places(&evidence), placed(&[("entry-2", 1, 1), ("entry-3", 3, 1)]));
    assert_eq!(note(&evidence), [None, None]);
    assert_eq!(made(&evidence).tracks[0].ranked, 3);
}

#[test]
fn a_hidden_neighbour_is_not_told_of() {
    // The same three scores; y puts them 3, 2, 1; only 3 by place and 1 by distinction are published.
    let mut evidence = evidence(&[(1, 1, 4, 2), (2, 1, 3, 3), (3, 1, 2, 4)]);
    evidence.competition.publish_depth = PublishDepth::Winners;
    evidence.decisions = vec![Decision { award: id(2), entry: id(1), reason: "Brave".to_owned() }];
    let placements = made(&evidence).tracks.remove(0).placements;
    assert_eq!(
        placements.iter().map(|at| (at.place, at.settled.is_some())).collect::<Vec<_>>(),
        [(1, false), (3, false)]
    );
}

#[test]
fn the_preview_flags_what_needs_a_look() {
    let mut evidence = evidence(&[(1, 1, 5, 5), (1, 2, 2, 2), (2, 1, 3, 3), (3, 3, 3, 3)]);
    evidence.entries.push(entry(4));
    let preview = preview(&evidence, Vec::new()).expect("sound");
    let track = &preview.tracks[0];
    let flags: Vec<_> = track.ranked.iter().map(|at| (at.place, at.short, at.wide, at.spread.rounded(0))).collect();
    assert_eq!(
        flags,
        [(1, false, true, "60".to_owned()), (2, true, false, "0".to_owned()), (2, true, false, "0".to_owned())]
    );
    assert_eq!((track.parts, track.unranked.len()), (2, 1));
    let tied: Vec<EntryId> = track.ties.iter().flatten().map(|tied| tied.name.entry).collect();
    assert_eq!(tied, [id(2), id(3)]);
    assert_eq!(preview.digest, digest(&json(&preview.document).expect("json")));
}

#[test]
fn a_vote_parts_a_tie_and_stays_open_to_be_changed() {
    let mut evidence = evidence(&[(1, 1, 3, 3), (2, 2, 3, 3)]);
    evidence.votes = [(id(1), 2), (id(2), 5)].into();
    assert_eq!(places(&evidence), placed(&[("entry-2", 1, 1), ("entry-1", 2, 0)]));
    let ranked = standings(&evidence).expect("sound");
    assert_eq!(tied_groups(&ranked[0]), [vec![0, 1]]);
    let settled = made(&evidence).tracks[0].placements[1].settled.clone().expect("a note");
    assert_eq!((settled.before.as_deref(), settled.after.as_deref()), (Some("5"), Some("2")));
}

#[test]
fn the_document_does_not_depend_on_the_order_of_rows() {
    let mut evidence = evidence(&[(1, 1, 4, 2), (2, 1, 2, 4), (1, 2, 5, 1), (3, 2, 1, 1)]);
    let before = json(&made(&evidence)).expect("json");
    evidence.scorecards.reverse();
    evidence.entries.reverse();
    assert_eq!(json(&made(&evidence)).expect("json"), before);
    assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn results_are_previewed_from_judging_on_and_decided_from_deliberation_on() {
    use CompetitionState::{Deliberation, Judging, Published};
    for state in CompetitionState::ALL {
        assert_eq!(may_preview(state).is_ok(), [Judging, Deliberation, Published].contains(&state), "{state:?}");
        assert_eq!(may_decide(state).is_ok(), state >= Deliberation, "{state:?}");
    }
}

#[test]
fn a_team_is_shown_without_its_name_while_one_of_its_minors_may_not_be() {
    for (unasked, pending, refused) in [(1, 0, 0), (0, 1, 0), (0, 0, 1)] {
        assert!(MinorConsents { unasked, pending, refused }.withheld());
    }
    assert!(!MinorConsents::default().withheld());
}
