use super::*;
use uuid::Uuid;

fn entry(n: u128, tie: Option<DeclaredTie>) -> DeclarableEntry {
    DeclarableEntry {
        id: EntryId::new(Uuid::from_u128(n)),
        title: format!("Title {n}"),
        team: format!("Team {n}"),
        organisation: String::new(),
        members: vec![format!("Member {n}")],
        countries: Vec::new(),
        own: false,
        tie,
        asked: false,
    }
}

fn map(list: &[(u128, &str)]) -> HashMap<String, String> {
    list.iter().map(|(n, word)| (entry_field(EntryId::new(Uuid::from_u128(*n))), (*word).to_owned())).collect()
}

fn tie(kind: ConflictKind, category: ConflictCategory, reason: &str) -> Option<DeclaredTie> {
    Some(DeclaredTie { kind, category, reason: reason.to_owned() })
}

fn numbers(entries: &[DeclarableEntry]) -> Vec<u128> {
    entries.iter().map(|entry| entry.id.uuid().as_u128()).collect()
}

#[test]
fn every_tie_says_what_it_is() {
    let entries = [entry(1, None), entry(2, None), entry(3, None), entry(4, None)];
    let form = DeclarationForm {
        kind: map(&[(1, "hard"), (2, "soft"), (3, "maybe")]),
        category: map(&[(1, "other"), (2, "team")]),
        reason: map(&[(1, " ")]),
        confirmed: false,
    };
    let error = declaration(&entries, &form);
    let Err(AppError::Invalid(errors)) = error else { panic!("{error:?}") };
    let fields: Vec<&str> = errors.iter().map(|error| error.field.split('[').next().unwrap_or_default()).collect();
    assert_eq!(fields, ["reason", "category", "kind", "confirmed"]);
}

#[test]
fn only_what_is_on_the_page_is_answered_and_only_what_changes_is_written() {
    let kin = tie(ConflictKind::Hard, ConflictCategory::Family, "sister");
    let met = tie(ConflictKind::Soft, ConflictCategory::Friend, "met once");
    let entries = [entry(1, met), entry(2, kin), entry(3, None), entry(4, None), entry(5, None)];
    let form = DeclarationForm {
        kind: map(&[(1, "none"), (2, "none"), (3, "hard"), (4, "none"), (9, "hard")]),
        category: map(&[(3, "employer"), (9, "family")]),
        reason: map(&[(3, " my  employer "), (9, "not in the list")]),
        confirmed: true,
    };
    let declared = declaration(&entries, &form).expect("in order");
    assert_eq!(declared.answered.iter().map(|id| id.uuid().as_u128()).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let short: Vec<_> =
        declared.changes.iter().map(|change| (change.entry.uuid().as_u128(), change.after.clone())).collect();
    let employer = tie(ConflictKind::Hard, ConflictCategory::Employer, "my employer");
    assert_eq!(short, [(1, None), (3, employer)], "what bars is taken back by organisers only");
}

#[test]
fn an_own_entry_is_a_conflict_whatever_is_said() {
    let own = DeclarableEntry { own: true, ..entry(1, None) };
    let form = DeclarationForm { kind: map(&[(1, "none")]), confirmed: true, ..DeclarationForm::default() };
    let declared = declaration(&[own], &form).expect("in order");
    let after = declared.changes.first().and_then(|change| change.after.clone());
    assert_eq!(after, tie(ConflictKind::Hard, ConflictCategory::Team, ""));
}

#[test]
fn a_later_word_does_not_weaken_a_hard_conflict() {
    let before = tie(ConflictKind::Hard, ConflictCategory::Family, "sister");
    let change = one_conflict(&entry(1, before), "soft", "friend", "cousin").expect("in order");
    assert_eq!(change.after, tie(ConflictKind::Hard, ConflictCategory::Friend, "cousin"));
    assert!(one_conflict(&entry(1, None), "none", "friend", "x").is_err());
    assert!(one_conflict(&entry(1, None), "soft", "", "x").is_err());
    assert!(one_conflict(&entry(1, None), "soft", "other", "").is_err());
    assert!(one_conflict(&entry(1, None), "soft", "friend", "").is_ok());
    assert!(one_conflict(&entry(1, None), "soft", "friend", &"x".repeat(301)).is_err());
}

#[test]
fn what_is_yet_to_be_said_comes_first_and_words_are_looked_for_in_all() {
    let mut entries: Vec<DeclarableEntry> = (1..=400).map(|n| entry(n, None)).collect();
    let part = |entries: &[DeclarableEntry], text: &str, page: usize| {
        let filter = DeclarationFilter { text: text.to_owned(), page, entry: None };
        let (found, part) = wanted_part(entries.to_vec(), &filter);
        (found, numbers(&part))
    };
    assert_eq!(part(&entries, "", 1), (400, (1..=150).collect()));
    assert_eq!(part(&entries, "", 3), (400, (301..=400).collect()));
    assert_eq!(part(&entries, "", 4), (400, Vec::new()));
    entries[7].asked = true;
    assert_eq!(part(&entries, " ", 1), (1, vec![8]));
    assert_eq!(part(&entries, "mEMBER 39", 1), (11, vec![39, 390, 391, 392, 393, 394, 395, 396, 397, 398, 399]));
    assert_eq!(part(&entries, "nobody", 1), (0, Vec::new()));
}
