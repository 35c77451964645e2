//! Small worlds in which it is plain what has to be found.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn work(n: u128, title: &str) -> Work {
    Work {
        entry: id(n),
        team: id(100 + n),
        organisation: String::new(),
        title: title.into(),
        links: Vec::new(),
        files: Vec::new(),
        declared: String::new(),
    }
}

fn person(n: u128, team: u128, name: &str, mail: Option<&str>) -> Person {
    Person {
        member: id(200 + n),
        team: id(100 + team),
        account: mail.map(|mail| (id(300 + n), mail.to_owned())),
        name: name.into(),
        country: "KE".into(),
    }
}

fn judge(n: u128, mail: &str, organisation: &str) -> Decider {
    let (account, judge) = (Some(id(n)), Some(id(n)));
    Decider { account, judge, name: format!("Judge {n}"), address: mail.into(), organisation: organisation.into() }
}

/// Entry, kind and detail of everything that is found.
fn of(material: &Material) -> Vec<(EntryId, FindingKind, String)> {
    findings(material).into_iter().map(|found| (found.entry, found.kind, found.detail)).collect()
}

#[test]
fn near_titles_same_links_and_same_files_are_found_from_both_sides() {
    let mut material = Material {
        works: vec![work(1, "Ballot Walk"), work(2, "Ballot Walks"), work(3, "Rumour Line"), work(4, "Echo Room")],
        ..Material::default()
    };
    material.works[2].links = vec!["https://www.play.example/x/".into(), "https://own.example".into()];
    material.works[3].links = vec!["http://play.example/x".into(), "https://play.example/x#again".into()];
    material.works[0].files = vec![("ab".into(), "one.png".into())];
    material.works[3].files = vec![("ab".into(), "two.png".into())];
    assert_eq!(
        of(&material),
        [
            (id(1), FindingKind::Title, "Ballot Walks".into()),
            (id(1), FindingKind::File, "one.png".into()),
            (id(2), FindingKind::Title, "Ballot Walk".into()),
            (id(3), FindingKind::Link, "play.example/x".into()),
            (id(4), FindingKind::Link, "play.example/x".into()),
            (id(4), FindingKind::File, "two.png".into()),
        ]
    );
}

#[test]
fn people_of_two_teams_are_found_once_by_the_strongest_sign() {
    let mut material = Material { works: vec![work(1, "A one"), work(2, "Another")], ..Material::default() };
    let ann = person(1, 1, "Ann", Some("ann@kura.example"));
    material.people = vec![ann.clone(), Person { team: id(102), member: id(250), ..ann }];
    assert_eq!(
        of(&material),
        [(id(1), FindingKind::Account, String::new()), (id(2), FindingKind::Account, String::new())]
    );
    material.people =
        vec![person(1, 1, "Ann", Some("ann+a@kura.example")), person(2, 2, "Bea", Some("ANN@kura.example"))];
    assert_eq!(of(&material).iter().map(|found| found.1).collect::<Vec<_>>(), [FindingKind::Mail; 2]);
    material.people = vec![person(1, 1, "Änn", None), person(2, 2, "ann", None)];
    assert_eq!(of(&material).iter().map(|found| found.1).collect::<Vec<_>>(), [FindingKind::Person; 2]);
    material.people[1].country = "UG".into();
    assert_eq!(of(&material), []);
}

#[test]
fn one_team_with_several_works_is_no_look_alike() {
    let mut material = Material { works: vec![work(1, "River"), work(2, "Mountain")], ..Material::default() };
    material.works[1].team = material.works[0].team;
    material.people = vec![person(1, 1, "Ann", Some("ann@kura.example")), person(2, 1, "Ann", None)];
    assert_eq!(of(&material), []);
}

#[test]
fn ties_to_those_who_decide() {
    let mut material = Material { works: vec![work(1, "River")], ..Material::default() };
    material.works[0].organisation = "Kura  Collective".into();
    material.works[0].declared = "My sister works for the sponsor.".into();
    material.people = vec![
        person(1, 1, "Ann", Some("ann@kura.example")),
        person(2, 1, "Ben", Some("ben@gmail.com")),
        person(3, 1, "Cem", None),
    ];
    material.deciders = vec![
        judge(301, "other@elsewhere.example", "kura collective"),
        judge(7, "jo@kura.example", ""),
        judge(8, "who@gmail.com", "Elsewhere"),
        judge(9, "b.en+judge@gmail.com", ""),
    ];
    let found: Vec<(FindingKind, Option<JudgeId>, String)> =
        findings(&material).into_iter().map(|found| (found.kind, found.judge, found.detail)).collect();
    assert_eq!(found.iter().filter(|found| found.0 == FindingKind::Decides).count(), 2, "{found:?}");
    for expected in [
        (FindingKind::Decides, Some(id(301)), String::new()),
        (FindingKind::Decides, Some(id(9)), String::new()),
        (FindingKind::Domain, Some(id(7)), "kura.example".into()),
        (FindingKind::Organisation, Some(id(301)), "Kura  Collective".into()),
        (FindingKind::Declared, None, "My sister works for the sponsor.".into()),
    ] {
        assert!(found.contains(&expected), "{expected:?} in {found:?}");
    }
    assert_eq!(found.len(), 5);
}

#[test]
fn what_was_in_an_earlier_competition_is_found_without_saying_more_of_it() {
    let mut material = Material { works: vec![work(1, "River"), work(2, "New")], ..Material::default() };
    material.works[1].links = vec!["https://play.example/old".into()];
    let earlier = |title: &str, link: &str| Earlier {
        competition: "Peace 2025".into(),
        title: title.into(),
        links: vec![link.into()],
        files: Vec::new(),
    };
    material.earlier = vec![earlier("RIVER!", "https://a.example/1"), earlier("Secret", "https://play.example/old/")];
    assert_eq!(
        of(&material),
        [(id(1), FindingKind::Earlier, "Peace 2025".into()), (id(2), FindingKind::Earlier, "Peace 2025".into())]
    );
}

#[test]
fn other_evidence_is_another_finding() {
    let mut material = Material { works: vec![work(1, "Ballot Walk"), work(2, "Ballot Walks")], ..Material::default() };
    let before = findings(&material);
    assert_eq!(before, findings(&material), "the same evidence is the same finding");
    material.works[0].title = "Ballot Walk!".into();
    let after = findings(&material);
    assert_eq!((before.len(), after.len()), (2, 2));
    assert!(before.iter().all(|finding| after.iter().all(|other| other.digest != finding.digest)));
}

proptest! {
    #[test]
    fn pairs_are_found_from_both_sides_and_never_too_many(
        titles in proptest::collection::vec("[ab]{4,7}", 0..30),
        links in proptest::collection::vec(0_u8..4, 30),
    ) {
        let mut material = Material::default();
        for (n, title) in titles.iter().enumerate() {
            let mut one = work(n as u128, title);
            one.links = vec![format!("https://play.example/{}", links[n])];
            material.works.push(one);
        }
        let found = findings(&material);
        let mut counts: HashMap<(EntryId, FindingKind), usize> = HashMap::new();
        for finding in &found {
            *counts.entry((finding.entry, finding.kind)).or_default() += 1;
            prop_assert_ne!(Some(finding.entry), finding.other);
        }
        prop_assert!(counts.values().all(|count| *count <= PER_KIND));
        // Where nothing was cut off each pair has its mirror.
        if counts.values().all(|count| *count < PER_KIND) {
            for finding in &found {
                let mirrored = |other: &Finding| {
                    other.kind == finding.kind && Some(other.entry) == finding.other && other.other == Some(finding.entry)
                };
                prop_assert!(found.iter().any(mirrored), "{:?}", finding);
            }
        }
    }
}

#[test]
fn a_judge_is_found_by_name_and_by_an_earlier_team() {
    let mut material = Material { works: vec![work(1, "River"), work(2, "Lake")], ..Material::default() };
    material.works[0].declared = "Our mentor is judge-7, and somebody called Judge 70.".into();
    material.works[1].declared = "We know Judges.".into();
    material.people = vec![person(1, 1, "Ann", None), person(2, 2, "Ben", None)];
    material.deciders = vec![judge(7, "", ""), judge(8, "", "")];
    material.deciders[1].name = "Judges".into();
    material.together = vec![(id(8), id(202)), (id(8), id(999))];
    let found: Vec<(EntryId, FindingKind, JudgeId)> =
        findings(&material).into_iter().filter_map(|found| Some((found.entry, found.kind, found.judge?))).collect();
    assert_eq!(found, [(id(1), FindingKind::Declared, id(7)), (id(2), FindingKind::Together, id(8))]);
}
