//! A panel taken together, against what its entries need; and the work that came back.

use crate::{
    ids::{EntryId, JudgeId},
    panel::model::{
        Balance, GENDER_AT_LEAST, Judge, JudgeProfile, JudgeState, LanguageNeed, NeedsJudges, Released, Share,
    },
};
use std::collections::{BTreeMap, BTreeSet};

fn many(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Counts what judges have, most first; each judge once for each thing. Who has nothing is counted under no name, last.
fn shares<'a>(judges: impl Iterator<Item = Vec<&'a str>>) -> Vec<Share> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for has in judges {
        let has: BTreeSet<&str> = if has.is_empty() { [""].into() } else { has.into_iter().collect() };
        for what in has {
            *counts.entry(what.to_owned()).or_default() += 1;
        }
    }
    let mut list: Vec<Share> = counts.into_iter().map(|(what, judges)| Share { what, judges }).collect();
    list.sort_by(|one, other| {
        (one.what.is_empty(), other.judges, &one.what).cmp(&(other.what.is_empty(), one.judges, &other.what))
    });
    list
}

fn filled(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { vec![text] }
}

/// Gender, where at least five said the same; all others together, so that none of them can be told by what is left.
/// Nothing while no five said the same.
fn genders(said: &[&str]) -> Vec<Share> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for word in said {
        *counts.entry(word.trim().to_lowercase()).or_default() += 1;
    }
    let shown: Vec<Share> = counts
        .into_iter()
        .filter(|(what, judges)| !what.is_empty() && *judges >= GENDER_AT_LEAST)
        .map(|(what, judges)| Share { what, judges })
        .collect();
    let rest = many(said.len()).saturating_sub(shown.iter().map(|share| share.judges).sum());
    if shown.is_empty() || rest == 0 {
        return shown;
    }
    shown.into_iter().chain([Share { what: String::new(), judges: rest }]).collect()
}

fn primary(tag: &str) -> String {
    tag.split('-').next().unwrap_or_default().to_lowercase()
}

fn languages(judges: &[&Judge], entries: &[Vec<String>], needed: u32) -> Vec<LanguageNeed> {
    let of = |tags: &[String]| tags.iter().map(|tag| primary(tag)).collect::<BTreeSet<_>>();
    let entries: Vec<BTreeSet<String>> = entries.iter().map(|tags| of(tags)).collect();
    let judges: Vec<BTreeSet<String>> = judges.iter().map(|judge| of(&judge.languages)).collect();
    let known: BTreeSet<&String> = entries.iter().flatten().collect();
    let mut list: Vec<LanguageNeed> = known
        .into_iter()
        .map(|language| LanguageNeed {
            language: language.clone(),
            entries: many(entries.iter().filter(|tags| tags.contains(language)).count()),
            only: many(entries.iter().filter(|tags| tags.len() == 1 && tags.contains(language)).count()),
            readers: many(judges.iter().filter(|tags| tags.contains(language)).count()),
            needed,
        })
        .collect();
    list.sort_by(|one, other| other.short().cmp(&one.short()).then(other.entries.cmp(&one.entries)));
    list
}

/// Counts a panel: those who judge, for languages; with them the reserve, for the rest. `entries` are the languages of
/// each entry.
pub fn balance(
    judges: &[Judge],
    profiles: &BTreeMap<JudgeId, JudgeProfile>,
    entries: &[Vec<String>],
    reviews_per_entry: u32,
) -> Balance {
    let nothing = JudgeProfile::default();
    let told = |judge: &Judge| profiles.get(&judge.id).unwrap_or(&nothing);
    let panel: Vec<&Judge> = judges
        .iter()
        .filter(|judge| matches!(judge.state, JudgeState::Accepted | JudgeState::Ready | JudgeState::Reserve))
        .collect();
    let judging: Vec<&Judge> = panel.iter().filter(|judge| judge.state != JudgeState::Reserve).copied().collect();
    let list = |words: &'_ [String]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
    let words = |of: fn(&JudgeProfile) -> &Vec<String>| {
        let lists: Vec<Vec<String>> = panel.iter().map(|judge| list(of(told(judge)))).collect();
        shares(lists.iter().map(|list| list.iter().map(String::as_str).collect()))
    };
    Balance {
        judges: many(panel.len()),
        languages: languages(&judging, entries, reviews_per_entry),
        fields: shares(panel.iter().map(|judge| filled(&judge.field))),
        regions: shares(panel.iter().map(|judge| filled(&told(judge).region))),
        genders: genders(&panel.iter().map(|judge| told(judge).gender.as_str()).collect::<Vec<_>>()),
        devices: words(|told| &told.devices),
        expertise: words(|told| &told.expertise),
        employed: panel
            .iter()
            .filter(|judge| !told(judge).partner.is_empty())
            .map(|judge| (judge.name.clone(), told(judge).partner.clone()))
            .collect(),
    }
}

/// Entries that were given back and have fewer judges than they need, those that lack most first. `has` says how many
/// judges an entry has now; one that is not there needs none any more.
pub fn needs_judges(
    released: &[Released],
    judges: &[Judge],
    entries: &BTreeMap<EntryId, (String, u32)>,
    reviews_per_entry: u32,
) -> Vec<NeedsJudges> {
    let name = |id: JudgeId| judges.iter().find(|judge| judge.id == id).map(|judge| judge.name.clone());
    let mut list: Vec<NeedsJudges> = Vec::new();
    for back in released {
        let Some((title, has)) = entries.get(&back.entry) else { continue };
        let missing = reviews_per_entry.saturating_sub(*has);
        if missing == 0 {
            continue;
        }
        let by = (name(back.judge).unwrap_or_default(), back.reason.clone());
        match list.iter_mut().find(|needs| needs.entry == back.entry) {
            Some(needs) => needs.given_back.push(by),
            None => list.push(NeedsJudges { entry: back.entry, title: title.clone(), missing, given_back: vec![by] }),
        }
    }
    list.sort_by(|one, other| (other.missing, &one.title).cmp(&(one.missing, &other.title)));
    list
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::CompetitionId, time::Moment};
    use uuid::Uuid;

    fn judge(n: u128, state: JudgeState, languages: &[&str]) -> Judge {
        Judge {
            id: JudgeId::new(Uuid::from_u128(n)),
            key: format!("J{n}"),
            competition: CompetitionId::new(Uuid::nil()),
            name: format!("Judge {n}"),
            email: String::new(),
            affiliation: String::new(),
            field: if n.is_multiple_of(2) { "law".to_owned() } else { String::new() },
            languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
            max_load: None,
            state,
        }
    }

    #[test]
    fn a_language_with_too_few_readers_comes_first() {
        let panel = [
            judge(1, JudgeState::Ready, &["en", "ru-RU"]),
            judge(2, JudgeState::Accepted, &["EN"]),
            judge(3, JudgeState::Reserve, &["ru"]),
            judge(4, JudgeState::Left, &["ru"]),
        ];
        let entries = [vec!["ru".to_owned()], vec!["en".to_owned(), "ru".to_owned()], vec!["en-GB".to_owned()]];
        let made = balance(&panel, &BTreeMap::new(), &entries, 2);
        let told: Vec<(&str, u32, u32, u32, bool)> = made
            .languages
            .iter()
            .map(|need| (need.language.as_str(), need.entries, need.only, need.readers, need.short()))
            .collect();
        assert_eq!(told, [("ru", 2, 1, 1, true), ("en", 2, 1, 2, false)]);
        assert_eq!(made.judges, 3, "who left is not counted");
        assert_eq!(made.fields, [Share { what: "law".into(), judges: 1 }, Share { what: String::new(), judges: 2 }]);
    }

    #[test]
    fn gender_is_shown_where_five_said_the_same_and_nobody_is_left_alone() {
        let shown =
            |said: &[&str]| genders(said).into_iter().map(|share| (share.what, share.judges)).collect::<Vec<_>>();
        assert_eq!(shown(&["woman"; 4]), []);
        assert_eq!(shown(&["woman", "Woman ", "woman", "woman", "woman"]), [("woman".to_owned(), 5)]);
        let mixed = ["woman", "woman", "woman", "woman", "woman", "man", "man", ""];
        assert_eq!(shown(&mixed), [("woman".to_owned(), 5), (String::new(), 3)]);
    }

    #[test]
    fn only_entries_that_lack_judges_are_listed() {
        let entry = |n: u128| EntryId::new(Uuid::from_u128(n));
        let back = |n: u128, by: u128| Released {
            judge: JudgeId::new(Uuid::from_u128(by)),
            entry: entry(n),
            round: crate::ids::RoundId::new(Uuid::nil()),
            reason: "ill".into(),
            at: Moment::from_micros(0),
        };
        let entries = BTreeMap::from([(entry(1), ("One".to_owned(), 3)), (entry(2), ("Two".to_owned(), 1))]);
        let panel = [judge(7, JudgeState::SteppedDown, &[])];
        let list = needs_judges(&[back(1, 7), back(2, 7), back(2, 8), back(3, 7)], &panel, &entries, 3);
        assert_eq!(list.len(), 1);
        let two = list.first().expect("one");
        assert_eq!((two.title.as_str(), two.missing, two.given_back.len()), ("Two", 2, 2));
        assert_eq!(two.given_back.first().map(|by| by.0.as_str()), Some("Judge 7"));
    }
}
