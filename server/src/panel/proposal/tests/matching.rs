//! Comfort limits, days away, partners, experts, and reviews that have begun.

use super::*;

fn with_tags(judge: &mut BasisJudge, tags: &[&str]) {
    judge.expertise = tags.iter().map(|tag| (*tag).to_owned()).collect();
}

#[test]
fn nobody_is_shown_what_they_asked_not_to_be_unless_the_entry_would_go_short() {
    let mut basis = basis(6, 4, 2);
    basis.comfort = (0..6).map(|n| (judge(0), entry(n))).collect();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((loads(&basis, &made)[0], made.against_comfort, made.short.len()), (0, 0, 0), "uneven loads come after");
    // Two judges must take every entry twice; with one of them spared, entries would go short.
    basis.judges.truncate(2);
    basis.comfort = [(judge(0), entry(3))].into();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((made.against_comfort, made.short.len()), (1, 0));
    let told: Vec<_> = made.pairs.iter().filter(|pair| pair.comfort).map(|pair| (pair.judge, pair.entry)).collect();
    assert_eq!(told, [(judge(0), entry(3))]);
    // An organisation gives way before.
    let mut basis = super::basis(1, 3, 2);
    basis.judges[0].organisation = "lab".into();
    basis.judges[1].organisation = "lab".into();
    basis.comfort = [(judge(2), entry(0))].into();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((made.against_comfort, made.same_organisation, made.short.len()), (0, 1, 0));
    // What is begun or kept by hand stays.
    basis.begun = [(judge(2), entry(0))].into();
    basis.present = basis.begun.clone();
    for made in [basis.propose(1), basis.propose_repair(1)] {
        assert_eq!(made.expect("a proposal").against_comfort, 1);
    }
}

#[test]
fn who_is_away_is_given_less() {
    let mut basis = basis(12, 4, 2);
    basis.judges[0].days = Some(Days { available: 5, all: 20 });
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((loads(&basis, &made)[0], made.short.len()), (2, 0), "a quarter of six, rounded up");
    basis.judges[0].days = Some(Days { available: 0, all: 20 });
    basis.begun = [(judge(0), entry(3))].into();
    let made = basis.propose(1).expect("a proposal");
    assert_eq!(loads(&basis, &made)[0], 1, "what is begun stays");
    // A repair takes nothing away from who is there on any day, and what is not begun from who is not.
    basis.present = (2..5).map(|n| (judge(0), entry(n))).collect();
    assert_eq!(loads(&basis, &basis.propose_repair(1).expect("a repair"))[0], 1);
    basis.judges[0].days = Some(Days { available: 1, all: 20 });
    assert_eq!(loads(&basis, &basis.propose_repair(1).expect("a repair"))[0], 3);
}

#[test]
fn partners_and_organisations_are_one_house() {
    let mut basis = basis(4, 6, 2);
    basis.judges[0].organisation = "lab".into();
    basis.judges[1].organisation = "lab".into();
    basis.judges[1].partner = "bank".into();
    basis.judges[2].partner = "bank".into();
    // An organisation that is called like the partner is another.
    basis.judges[3].organisation = "bank".into();
    let houses = basis.houses();
    let of = |n: u128| houses.get(&judge(n)).copied();
    assert!(of(0) == of(1) && of(1) == of(2) && of(2) != of(3) && of(3) != of(4));
    for seed in 0..10 {
        let made = basis.propose(seed).expect("a proposal");
        for n in 0..4 {
            let of_house = |pair: &&ProposedPair| pair.entry == entry(n) && (0..3).any(|m| pair.judge == judge(m));
            assert!(made.pairs.iter().filter(of_house).count() <= 1, "{made:?}");
        }
        assert_eq!((made.same_organisation, made.short.len()), (0, 0));
    }
    let houses_of_the_turned = {
        let mut turned = basis.clone();
        turned.judges.reverse();
        turned.houses().into_iter().map(|(id, name)| (id, name.to_owned())).collect::<BTreeMap<_, _>>()
    };
    let named: BTreeMap<JudgeId, String> = houses.into_iter().map(|(id, name)| (id, name.to_owned())).collect();
    assert_eq!(named, houses_of_the_turned, "the order of rows does not matter");
}

#[test]
fn every_entry_gets_an_expert_where_that_costs_nothing_greater() {
    let mut basis = basis(6, 6, 2);
    basis.expertise = vec!["peace".into()];
    for n in [0, 1] {
        with_tags(&mut basis.judges[n], &["peace", "games"]);
    }
    for seed in 0..10 {
        let made = basis.propose(seed).expect("a proposal");
        let lacking = made.without_expert.first().map_or(0, |(_, entries)| entries.len());
        assert_eq!(lacking, 2, "two experts with two entries each: equal loads come before");
    }
    // Languages come first.
    basis.judges.iter_mut().for_each(|judge| judge.max_load = Some(6));
    for judge in basis.judges.iter_mut().skip(2) {
        with_tags(judge, &["peace"]);
    }
    with_tags(&mut basis.judges[0], &[]);
    with_tags(&mut basis.judges[1], &[]);
    for judge in basis.judges.iter_mut().skip(2) {
        judge.languages = vec!["fr".into()];
    }
    basis.entries.truncate(1);
    let made = basis.propose(1).expect("a proposal");
    assert_eq!((made.language_mismatches, made.without_expert.len()), (0, 1));
    assert_eq!(made.without_expert[0].1, [entry(0)]);
}

#[test]
fn a_repair_moves_what_has_begun_only_where_nothing_else_helps() {
    // Entry 0 can be taken by judges 0 and 1 only; both are full with what judge 2 could take.
    let mut basis = basis(3, 3, 1);
    basis.judges.iter_mut().for_each(|judge| judge.max_load = Some(1));
    basis.hard = [(judge(2), entry(0))].into();
    basis.present = [(judge(0), entry(1)), (judge(1), entry(2))].into();
    basis.begun = [(judge(0), entry(1))].into();
    for seed in 0..10 {
        let made = basis.propose_repair(seed).expect("a repair");
        assert!(made.short.is_empty() && made.moved.is_empty());
        assert!(
            made.pairs.iter().any(|pair| (pair.judge, pair.entry) == (judge(0), entry(1))),
            "the unopened one moves"
        );
    }
    // Both have begun: one moves, and is told.
    basis.begun = basis.present.clone();
    let made = basis.propose_repair(1).expect("a repair");
    assert_eq!((made.short.len(), made.moved.len()), (0, 1));
    assert!(basis.holds(&made).expect("told"));
    // It is handed in meanwhile: then the repair is outdated.
    let moved = made.moved[0];
    basis.begun.remove(&moved);
    basis.pinned.insert(moved);
    assert!(!basis.holds(&made).expect("told"));
    // A review that begins after the repair was proposed is not moved unseen.
    basis.pinned.clear();
    basis.begun.clear();
    let made = basis.propose_repair(1).expect("a repair");
    basis.begun = basis.present.clone();
    assert!(made.moved.is_empty() && !basis.holds(&made).expect("told"));
    // What is handed in never moves: the entry goes short.
    basis.begun.clear();
    basis.pinned = basis.present.clone();
    let made = basis.propose_repair(1).expect("a repair");
    assert_eq!((made.short.len(), made.moved.len()), (1, 0));
    // A proposal from the start moves nothing that has begun.
    basis.pinned.clear();
    basis.begun = basis.present.clone();
    let made = basis.propose(1).expect("a proposal");
    assert!(basis.begun.iter().all(|begun| made.pairs.iter().any(|pair| (pair.judge, pair.entry) == *begun)));
}

mod any {
    //! Small panels of every kind, against all assignments there are.

    use super::*;
    use proptest::prelude::*;

    /// Up to three entries and four judges, with houses, languages and two fields of knowledge.
    fn any_basis(houses: bool) -> impl Strategy<Value = Basis> {
        let judges = prop::collection::vec((0_u8..3, any::<bool>(), any::<bool>(), any::<bool>()), 2..=4);
        (1_u128..=3, judges, 1_u32..=2, 1_usize..=2).prop_map(move |(entries, judges, reviews, fields)| {
            let mut basis = basis(entries, judges.len() as u128, reviews);
            basis.expertise = ["peace", "games"].iter().take(fields).map(|tag| (*tag).to_owned()).collect();
            for (judge, (house, peace, games, reads)) in basis.judges.iter_mut().zip(judges) {
                judge.organisation = if houses && house > 0 { format!("lab {house}") } else { String::new() };
                let tags = [("peace", peace), ("games", games)];
                judge.expertise = tags.iter().filter(|(_, has)| *has).map(|(tag, _)| (*tag).to_owned()).collect();
                if !reads {
                    judge.languages = vec!["fr".into()];
                }
            }
            basis
        })
    }

    /// Missing reviews, languages that do not match, and entries without an expert: all fields together.
    fn figures(made: &Proposal) -> (u32, u32, usize) {
        let missing = made.short.iter().map(|short| short.missing).sum();
        let lacking = made.without_expert.iter().map(|(_, entries)| entries.len()).sum();
        (missing, made.language_mismatches, lacking)
    }

    /// The least of languages and then of entries without an expert, among all assignments with every review and loads
    /// that differ by no more than one; nothing where there is none.
    fn best(basis: &Basis) -> Option<(u32, u32, usize)> {
        let places: Vec<(usize, usize)> =
            (0..basis.entries.len()).flat_map(|e| (0..basis.judges.len()).map(move |j| (e, j))).collect();
        let reviews = basis.reviews_per_entry as usize;
        let of = |choice: u32| {
            let chosen: Vec<(usize, usize)> =
                places.iter().enumerate().filter(|(n, _)| choice >> n & 1 == 1).map(|(_, place)| *place).collect();
            let whole =
                (0..basis.entries.len()).all(|entry| chosen.iter().filter(|place| place.0 == entry).count() == reviews);
            let loads: Vec<usize> =
                (0..basis.judges.len()).map(|judge| chosen.iter().filter(|place| place.1 == judge).count()).collect();
            let even = loads.iter().max()? - loads.iter().min()? <= 1;
            let mismatches = chosen.iter().filter(|place| basis.judges[place.1].languages != ["en"]).count();
            let pairs = chosen.iter().map(|place| (basis.judges[place.1].id, basis.entries[place.0].id)).collect();
            let lacking = basis.without_expert(&pairs).iter().map(|(_, entries)| entries.len()).sum();
            (whole && even).then_some((0, u32::try_from(mismatches).ok()?, lacking))
        };
        (0_u32..1 << places.len()).filter_map(of).min()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn one_field_without_houses_is_as_good_as_the_best_of_all(mut basis in any_basis(false), seed in 0_u64..100) {
            basis.expertise.truncate(1);
            // Connecting parts comes after the optimum.
            let options = Options { connect: false, ..Options::new(Seed::from(seed)) };
            let made = basis.best(Bounds::Even, Some(Bounds::Own), &options, seed).expect("a proposal");
            if let Some(best) = best(&basis) {
                prop_assert_eq!(figures(&made), best);
            }
        }

        #[test]
        fn asking_for_experts_costs_no_review_and_no_language_and_is_never_worse(
            basis in any_basis(true), seed in 0_u64..100,
        ) {
            let options = Options { connect: false, ..Options::new(Seed::from(seed)) };
            let of = |basis: &Basis| basis.best(Bounds::Even, Some(Bounds::Own), &options, seed).expect("a proposal");
            let made = of(&basis);
            let mut plain = basis.clone();
            plain.expertise.clear();
            let without = of(&plain);
            let (missing, languages, lacking) = figures(&made);
            let now: BTreeSet<_> = without.pairs.iter().map(|pair| (pair.judge, pair.entry)).collect();
            let by_luck: usize = basis.without_expert(&now).iter().map(|(_, entries)| entries.len()).sum();
            let (missing_without, languages_without, _) = figures(&without);
            prop_assert_eq!((missing, languages), (missing_without, languages_without));
            prop_assert_eq!(made.same_organisation, without.same_organisation);
            prop_assert!(lacking <= by_luck, "{} and {}", lacking, by_luck);
        }
    }
}
