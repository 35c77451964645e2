//! What proposals promise.

use super::*;
use uuid::Uuid;

fn entry(n: u128) -> EntryId {
    EntryId::new(Uuid::from_u128(n))
}

fn judge(n: u128) -> JudgeId {
    JudgeId::new(Uuid::from_u128(1000 + n))
}

/// So many entries in English and judges who read it.
fn basis(entries: u128, judges: u128, reviews: u32) -> Basis {
    Basis {
        reviews_per_entry: reviews,
        entries: (0..entries)
            .map(|n| BasisEntry {
                id: entry(n),
                key: format!("E{n:03}"),
                languages: vec!["en".into()],
                platforms: Vec::new(),
                settled: 0,
            })
            .collect(),
        judges: (0..judges)
            .map(|n| BasisJudge {
                id: judge(n),
                key: format!("J{n:03}"),
                languages: vec!["en".into()],
                devices: Vec::new(),
                organisation: String::new(),
                max_load: None,
            })
            .collect(),
        ..Basis::default()
    }
}

fn loads(basis: &Basis, proposal: &Proposal) -> Vec<usize> {
    basis.judges.iter().map(|judge| proposal.pairs.iter().filter(|pair| pair.judge == judge.id).count()).collect()
}

fn reviews(proposal: &Proposal, id: EntryId) -> usize {
    proposal.pairs.iter().filter(|pair| pair.entry == id).count()
}

#[test]
fn every_entry_gets_its_reviews_and_loads_are_within_one() {
    let mut basis = basis(22, 5, 3);
    basis.hard = (0..10).map(|n| (judge(n % 5), entry(n))).collect();
    basis.soft = (0..22).map(|n| (judge((n + 1) % 5), entry(n))).collect();
    let made = basis.propose(1).expect("a proposal");
    for n in 0..22 {
        assert_eq!(reviews(&made, entry(n)), 3, "entry {n}");
    }
    let loads = loads(&basis, &made);
    assert!(loads.iter().max().zip(loads.iter().min()).is_some_and(|(most, least)| most - least <= 1), "{loads:?}");
    assert!(made.pairs.iter().all(|pair| !basis.hard.contains(&(pair.judge, pair.entry))), "a hard conflict was taken");
    assert_eq!((made.short.len(), made.conflicts_avoided, made.components), (0, 10, 1));
}

#[test]
fn the_same_seed_gives_the_same_proposal_and_another_may_not() {
    let basis = basis(20, 6, 2);
    let made = basis.propose(7).expect("a proposal");
    assert_eq!(made, basis.propose(7).expect("a proposal"));
    let mut turned = basis.clone();
    turned.entries.reverse();
    turned.judges.reverse();
    assert_eq!(made.pairs, turned.propose(7).expect("a proposal").pairs, "the order of rows does not matter");
    assert_ne!(made.pairs, basis.propose(8).expect("a proposal").pairs);
}

#[test]
fn judges_read_the_language_where_that_can_be() {
    let mut basis = basis(4, 4, 2);
    if let Some(first) = basis.entries.first_mut() {
        first.languages = vec!["ru".into()];
    }
    for n in [1, 3] {
        if let Some(judge) = basis.judges.get_mut(n) {
            judge.languages = vec!["en".into(), "ru".into()];
        }
    }
    let made = basis.propose(3).expect("a proposal");
    assert_eq!(made.language_mismatches, 0);
    assert!(made.pairs.iter().all(|pair| pair.language));
}

#[test]
fn what_has_begun_stays_even_above_what_is_promised() {
    let mut basis = basis(4, 3, 1);
    basis.pinned = [(judge(0), entry(0)), (judge(1), entry(0)), (judge(0), entry(1))].into();
    let made = basis.propose(1).expect("a proposal");
    let pairs: BTreeSet<_> = made.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    assert!(basis.pinned.is_subset(&pairs));
    assert_eq!(reviews(&made, entry(0)), 2);
}

#[test]
fn an_entry_that_nobody_may_take_is_reported() {
    let mut basis = basis(3, 2, 2);
    basis.hard = [(judge(0), entry(2))].into();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!(made.short, [Shortage { entry: entry(2), missing: 1, eligible: 1 }]);
}

#[test]
fn uneven_loads_are_better_than_missing_reviews() {
    let mut basis = basis(4, 2, 1);
    basis.hard = (0..4).map(|n| (judge(0), entry(n))).collect();
    let made = basis.propose(1).expect("a proposal");
    assert!(made.short.is_empty());
    assert_eq!(loads(&basis, &made), [0, 4]);
    if let Some(second) = basis.judges.get_mut(1) {
        second.max_load = Some(3);
    }
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((made.short.len(), loads(&basis, &made)), (1, vec![0, 3]), "a judge's own limit holds");
}

#[test]
fn reviews_of_judges_who_left_count() {
    let mut basis = basis(2, 2, 2);
    if let Some(first) = basis.entries.first_mut() {
        first.settled = 1;
    }
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((reviews(&made, entry(0)), reviews(&made, entry(1))), (1, 2));
}

#[test]
fn a_proposal_holds_until_its_basis_changes() {
    let mut now = basis(4, 3, 2);
    let made = now.propose(1).expect("a proposal");
    assert!(now.holds(&made).expect("told"));
    let kept = made.pairs.first().map(|pair| (pair.judge, pair.entry)).expect("a pair");
    now.pinned.insert(kept);
    assert!(now.holds(&made).expect("told"), "a review began that the proposal keeps");
    let dropped =
        (0..3).map(judge).find(|judge| !made.pairs.iter().any(|pair| pair.judge == *judge && pair.entry == entry(0)));
    now.pinned.insert((dropped.expect("three judges, two reviews"), entry(0)));
    assert!(!now.holds(&made).expect("told"), "a review began that the proposal drops");
    let changes: [fn(&mut Basis); 4] = [
        |basis| basis.hard.extend([(judge(0), entry(0))]),
        |basis| drop(basis.judges.pop()),
        |basis| drop(basis.entries.pop()),
        |basis| basis.reviews_per_entry = 3,
    ];
    for change in changes {
        let mut later = basis(4, 3, 2);
        change(&mut later);
        assert!(!later.holds(&made).expect("told"));
    }
}

#[test]
fn a_hundred_and_ten_entries_and_twelve_judges() {
    let basis = basis(110, 12, 3);
    let made = basis.propose(1).expect("a proposal");
    assert!(loads(&basis, &made).iter().all(|load| (27..=28).contains(load)));
}

#[test]
fn a_repair_takes_nothing_away_that_can_stay() {
    let mut basis = basis(22, 6, 3);
    basis.hard = (0..12).map(|n| (judge(n % 6), entry(n))).collect();
    let before: BTreeSet<(JudgeId, EntryId)> =
        basis.propose(1).expect("a proposal").pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    // A judge leaves, and one of the others turns out to have a conflict.
    basis.judges.retain(|known| known.id != judge(2));
    let late = before.iter().copied().find(|pair| pair.0 == judge(4)).expect("an entry");
    basis.hard.insert(late);
    basis.hard.retain(|pair| pair.0 != judge(2));
    let stays: BTreeSet<_> = before.iter().copied().filter(|pair| pair.0 != judge(2) && *pair != late).collect();
    basis.present.clone_from(&stays);
    let made = basis.propose_repair(2).expect("a repair");
    let after: BTreeSet<_> = made.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    assert!(made.repair && made.short.is_empty());
    assert!(stays.is_subset(&after), "taken away without need: {:?}", stays.difference(&after));
    assert_eq!(after.len(), 66);
    assert!(after.is_disjoint(&basis.hard));
    // Whoever proposes from the start moves more.
    let anew: BTreeSet<_> =
        basis.propose(2).expect("a proposal").pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    assert!(stays.difference(&anew).count() > 0);
}

#[test]
fn where_keeping_all_leaves_a_gap_as_little_as_possible_moves() {
    // Entry 0 can be taken by judges 0 and 1 only; both are full with what judge 2 could take.
    let mut basis = basis(3, 3, 1);
    basis.judges.iter_mut().for_each(|judge| judge.max_load = Some(1));
    basis.hard = [(judge(2), entry(0))].into();
    basis.present = [(judge(0), entry(1)), (judge(1), entry(2))].into();
    let made = basis.propose_repair(1).expect("a repair");
    let after: BTreeSet<_> = made.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    assert!(made.short.is_empty());
    assert_eq!(basis.present.intersection(&after).count(), 1, "one of the two moves, not both: {after:?}");
}

#[test]
fn what_is_short_is_explained_and_each_remedy_helps() {
    let mut basis = basis(3, 2, 2);
    basis.judges.iter_mut().for_each(|judge| judge.max_load = Some(2));
    let made = basis.propose(1).expect("a proposal");
    assert_eq!(made.short.iter().map(|short| short.missing).sum::<u32>(), 2);
    let cut = made.bottlenecks.first().expect("why");
    assert_eq!((cut.entries.len(), cut.judges.len(), cut.needed, cut.capacity), (3, 2, 6, 4));
    assert!(made.remedies.iter().all(|remedy| remedy.left < 2), "{:?}", made.remedies);
    let limit = made.remedies.iter().find(|remedy| matches!(remedy.change, Helps::HigherLimit(_)));
    assert_eq!(limit.map(|remedy| remedy.left), Some(1));
    // It is no guess: with the limit raised, one review less is missing.
    basis.judges[0].max_load = Some(3);
    let helped = basis.propose(1).expect("a proposal");
    assert_eq!(helped.short.iter().map(|short| short.missing).sum::<u32>(), 1);
}

#[test]
fn what_is_kept_apart_is_never_proposed() {
    let mut basis = basis(6, 3, 2);
    basis.forbidden = (0..6).map(|n| (judge(n % 3), entry(n))).collect();
    basis.pinned = [(judge(0), entry(0))].into();
    let made = basis.propose(1).expect("a proposal");
    assert!(made.short.is_empty());
    assert!(made.pairs.iter().all(|pair| !basis.forbidden.contains(&(pair.judge, pair.entry))));
}

#[test]
fn judges_have_what_an_entry_runs_on_where_that_can_be() {
    let mut basis = basis(4, 4, 2);
    for entry in &mut basis.entries {
        entry.platforms = vec!["ios".into()];
    }
    for (n, judge) in basis.judges.iter_mut().enumerate() {
        judge.devices = vec![if n < 2 { "iphone" } else { "android" }.into()];
        judge.max_load = Some(3);
    }
    let made = basis.propose(3).expect("a proposal");
    assert_eq!(made.device_mismatches, many(made.pairs.iter().filter(|pair| pair.no_device).count()));
    assert_eq!(made.device_mismatches, 4, "equal loads come before devices, and two of four judges have one");
    basis.judges.iter_mut().for_each(|judge| judge.devices.clear());
    assert_eq!(basis.propose(3).expect("a proposal").device_mismatches, 0, "who told nothing is not kept from it");
}

#[test]
fn an_entry_gets_one_judge_of_an_organisation_unless_it_would_go_short() {
    let mut basis = basis(6, 6, 2);
    for judge in basis.judges.iter_mut().take(3) {
        judge.organisation = "lab".into();
    }
    let of_lab = |made: &Proposal, n: u128| {
        made.pairs.iter().filter(|pair| pair.entry == entry(n) && (0..3).any(|m| pair.judge == judge(m))).count()
    };
    for seed in 0..20 {
        let made = basis.propose(seed).expect("a proposal");
        assert!((0..6).all(|n| of_lab(&made, n) <= 1), "{made:?}");
        assert_eq!((made.same_organisation, made.short.len()), (0, 0));
    }
    // Two of them for one entry by hand: they stay, and the others are kept apart.
    basis.pinned = [(judge(0), entry(0)), (judge(1), entry(0))].into();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((of_lab(&made, 0), made.same_organisation), (2, 1));
    assert!((1..6).all(|n| of_lab(&made, n) <= 1), "{made:?}");
    // All are of one: better judged by them than by nobody.
    basis.pinned.clear();
    basis.judges.iter_mut().for_each(|judge| judge.organisation = "lab".into());
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((made.same_organisation, made.short.len()), (6, 0));
}

#[test]
fn one_more_review_moves_nobody() {
    let mut basis = basis(6, 4, 2);
    basis.present = basis.propose(3).expect("a proposal").pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
    basis.judges[0].max_load = Some(3);
    basis.hard = [(judge(1), entry(0))].into_iter().filter(|pair| !basis.present.contains(pair)).collect();
    let wanted: BTreeSet<EntryId> = [entry(0), entry(4)].into_iter().collect();
    let more = basis.one_more(&wanted, 5).expect("judges");
    assert_eq!(more.keys().copied().collect::<BTreeSet<_>>(), wanted, "these and no others");
    for (entry, judge) in &more {
        assert!(!basis.present.contains(&(*judge, *entry)) && !basis.hard.contains(&(*judge, *entry)));
    }
    assert_eq!(more, basis.one_more(&wanted, 5).expect("judges"), "the same seed gives the same");
    assert!(basis.one_more(&BTreeSet::new(), 5).expect("nothing").is_empty());
}

#[test]
fn one_more_review_needs_a_judge_who_is_free() {
    let mut basis = basis(2, 3, 2);
    // Judges 0 and 1 have both entries; 2 takes one.
    basis.present = [0, 1].into_iter().flat_map(|n| [(judge(n), entry(0)), (judge(n), entry(1))]).collect();
    basis.judges[2].max_load = Some(1);
    let both: BTreeSet<EntryId> = [entry(0), entry(1)].into_iter().collect();
    let more = basis.one_more(&both, 1).expect("judges");
    assert_eq!(more.len(), 1);
    assert!(more.values().all(|found| *found == judge(2)));
    basis.hard = [(judge(2), entry(0)), (judge(2), entry(1))].into_iter().collect();
    assert!(basis.one_more(&both, 1).expect("nobody").is_empty());
    // Who left after handing in counts no more, and is not asked again.
    basis.hard.clear();
    basis.judges.remove(0);
    assert_eq!(basis.one_more(&both, 1).expect("judges").len(), 1);
}
