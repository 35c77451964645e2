//! Words and times of small competitions that are written by hand.

use super::{HandedIn, Surroundings, analysed, copied, hasty, reading_seconds};
use crate::competition::model::{AnswerKind, AwardKind};
use crate::{
    ids::{EntryId, JudgeId},
    results::{
        model::{PublicAnswer, PublicEntry},
        ranking::{DoubtSettings, diagnostics::leave_out, doubt},
        rules::{
            Evidence, standings,
            tests::{award, card, evidence, id},
        },
    },
    time::Moment,
};

fn around(judges: u128) -> Surroundings {
    Surroundings {
        names: (1..=judges).map(|judge| (id::<JudgeId>(judge), format!("Judge {judge}"))).collect(),
        simulations: 20,
        ..Surroundings::default()
    }
}

/// Six entries that three judges scored.
fn judged() -> Evidence {
    let marks = [(5, 5), (5, 4), (4, 4), (3, 3), (2, 3), (1, 2)];
    let cards: Vec<(u128, u128, i32, i32)> = (1..)
        .zip(marks)
        .flat_map(|(entry, (x, y))| {
            (1..=3).map(move |judge| (entry, judge, x, if judge == 3 { y.max(2) - 1 } else { y }))
        })
        .collect();
    let mut evidence = evidence(&cards);
    evidence.tracks[0].awards = vec![award(1, AwardKind::Place, 2)];
    evidence
}

fn say(evidence: &mut Evidence, entry: u128, judge: u128, comment: &str) {
    let known = card(entry, judge, 1, 1).id;
    let found = evidence.scorecards.iter_mut().find(|card| card.id == known).expect("a scorecard");
    comment.clone_into(&mut found.scores[0].comment);
}

#[test]
fn numbers_are_those_of_the_engine() {
    let evidence = judged();
    let (tracks, _) = analysed(&evidence, &around(3)).expect("sound");
    let standing = &standings(&evidence).expect("sound")[0];
    let seed = standing.doubted().expect("doubt").seed;
    let expected =
        doubt(&standing.input, &standing.ranking, &DoubtSettings { seed, draws: 4000, tops: vec![2] }).expect("doubt");
    let track = &tracks[0];
    assert_eq!(track.lines, [2]);
    for (entry, expected) in track.entries.iter().zip(&expected.entries) {
        let doubt = entry.doubt.as_ref().expect("doubt");
        assert_eq!((doubt.low, doubt.high, doubt.band), (expected.low, expected.high, expected.band));
        assert_eq!(doubt.above, [expected.p_top[&2]]);
    }
    let panel = track.panel.as_ref().expect("a panel");
    assert_eq!((panel.entries, panel.judges, panel.scorecards, panel.components), (6, 3, 18, 1));
    assert!((panel.reliability - expected.reliability).abs() < 1e-12);
    assert_eq!((panel.loads, panel.reviews, panel.not_assessed), ((6, 6), (3, 3), (0, 36)));
    let judges: Vec<usize> = (0..3).collect();
    let out = leave_out(&standing.input, &standing.ranking, &judges, 2);
    for judge in &track.judges {
        let expected = &out[judge.found.judge];
        let without = judge.without.as_ref().expect("few judges");
        assert_eq!(without.moved as usize, expected.moved.len());
        assert_eq!(!without.prizes.is_empty(), expected.decides());
    }
    assert_eq!(track.judges.last().map(|judge| judge.name.as_str()), Some("Judge 3"), "the strictest is last");
}

#[test]
fn who_moves_furthest_and_which_prizes_move_is_told() {
    // Two judges agree; the third alone lifts entry 3 to the first place, over means of 3.67 and 3.
    let third = |entry| (entry, 3, if entry == 3 { 5 } else { 1 }, if entry == 3 { 5 } else { 1 });
    let both = |judge| [(1, judge, 5, 5), (2, judge, 4, 4), (3, judge, 4, 3), (4, judge, 2, 2)];
    let cards: Vec<_> = both(1).into_iter().chain(both(2)).chain((1..=4).map(third)).collect();
    let mut evidence = evidence(&cards);
    evidence.tracks[0].awards = vec![award(1, AwardKind::Place, 1)];
    let (tracks, _) = analysed(&evidence, &around(3)).expect("sound");
    let third = tracks[0].judges.iter().find(|judge| judge.name == "Judge 3").expect("a judge");
    let without = third.without.as_ref().expect("ranked without");
    assert_eq!(without.prizes.len(), 1, "{without:?}");
    assert_eq!(
        (without.prizes[0].lost.as_slice(), without.prizes[0].gained.as_slice()),
        (["Entry 3".to_owned()].as_slice(), ["Entry 1".to_owned()].as_slice())
    );
    assert_eq!(without.furthest.as_ref().map(|(title, _, to)| (title.as_str(), *to)), Some(("Entry 3", Some(3))));
}

#[test]
fn the_same_words_on_several_scorecards_are_found() {
    let mut evidence = judged();
    say(&mut evidence, 1, 1, "A fine game that brings people together.");
    say(&mut evidence, 1, 2, "a fine game, that brings people together!");
    say(&mut evidence, 2, 3, "Solid work with a few rough edges");
    say(&mut evidence, 3, 3, "Solid work with a few rough edges");
    say(&mut evidence, 4, 3, "Well done");
    say(&mut evidence, 5, 3, "Well done");
    say(&mut evidence, 6, 1, "Nobody else says these very words of it");
    let found = copied::texts(&evidence, &around(3));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        (found[0].judges.as_slice(), found[0].entries.as_slice()),
        (["Judge 1".to_owned(), "Judge 2".to_owned()].as_slice(), ["Entry 1".to_owned()].as_slice())
    );
    assert_eq!((found[1].judges.len(), found[1].entries.len(), found[1].scorecards), (1, 2, 2));
    // Twice on one scorecard is no sign.
    let mut once = judged();
    say(&mut once, 1, 1, "A fine game that brings people together.");
    let words = once.scorecards[0].scores[0].comment.clone();
    once.scorecards[0].scores[1].comment = words;
    assert!(copied::texts(&once, &around(3)).is_empty());
}

/// Scorecards of the first judge: for entries from the first on, seconds after the one before, and seconds spent.
fn handed_in(list: &[(i64, Option<u32>)]) -> Vec<HandedIn> {
    let mut at = 1_000_000;
    (1..)
        .zip(list)
        .map(|(entry, (after, spent))| {
            at += after;
            HandedIn {
                judge: id::<JudgeId>(1),
                entry: id::<EntryId>(entry),
                at: Moment::from_seconds(at),
                spent: *spent,
            }
        })
        .collect()
}

#[test]
fn scorecards_faster_than_reading_are_found_only_in_a_row() {
    let evidence = judged();
    let runs =
        |list: &[(i64, Option<u32>)]| hasty::runs(&evidence, &Surroundings { handed_in: handed_in(list), ..around(3) });
    let quick = Some(15);
    let found = runs(&[(0, quick), (20, quick), (20, quick), (20, quick)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].scorecards, found[0].seconds, found[0].spent, found[0].reading), (4, 60, 60, 240));
    for (why, list) in [
        ("two are no row", vec![(0, quick), (20, quick)]),
        ("with a pause between", vec![(0, quick), (20, quick), (600, quick), (20, quick)]),
        ("drafts that are handed in at once", vec![(0, Some(900)), (5, Some(700)), (5, Some(800)), (5, Some(600))]),
        ("of which nothing is known", vec![(0, None), (5, None), (5, None), (5, None)]),
        ("one that took its time parts them", vec![(0, quick), (5, quick), (5, Some(300)), (5, quick), (5, quick)]),
    ] {
        assert!(runs(&list).is_empty(), "{why}");
    }
}

#[test]
fn reading_takes_as_long_as_there_are_words() {
    let mut evidence = judged();
    assert_eq!(reading_seconds(&evidence.entries[0]), 60, "no entry is judged in less than a minute");
    let text = "word ".repeat(1300);
    let answer =
        PublicAnswer { key: "about".into(), label: String::new(), kind: AnswerKind::Text, text, chosen: Vec::new() };
    evidence.entries[0].about = Some(PublicEntry { answers: vec![answer], ..PublicEntry::default() });
    assert_eq!(reading_seconds(&evidence.entries[0]), 300);
}
