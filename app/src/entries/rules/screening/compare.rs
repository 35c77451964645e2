//! Everything is compared with everything else of a competition, and with what is over.

use super::{domain_that_ties, mailbox, near_titles, normal, same_address};
use crate::{
    entries::model::{Finding, FindingKind},
    ids::{AccountId, EntryId, JudgeId, MemberId, TeamId},
};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most findings of one kind for one entry: more would say no more.
pub const PER_KIND: usize = 10;

/// What is compared.
#[derive(Clone, Debug, Default)]
pub struct Material {
    /// What was handed in, as it was.
    pub works: Vec<Work>,
    /// The people behind it.
    pub people: Vec<Person>,
    /// Who organises and judges.
    pub deciders: Vec<Decider>,
    /// Works of competitions whose results are out.
    pub earlier: Vec<Earlier>,
    /// Judges and people who were in one team of another competition.
    pub together: Vec<(JudgeId, MemberId)>,
}

/// An entry that was handed in.
#[derive(Clone, Debug)]
pub struct Work {
    /// Its id.
    pub entry: EntryId,
    /// Who enters it.
    pub team: TeamId,
    /// The team's organisation.
    pub organisation: String,
    /// Its title.
    pub title: String,
    /// The addresses in it.
    pub links: Vec<String>,
    /// SHA-256 of its files, each with its name.
    pub files: Vec<(String, String)>,
    /// What the team says of its ties.
    pub declared: String,
}

/// Somebody of a team.
#[derive(Clone, Debug)]
pub struct Person {
    /// The member.
    pub member: MemberId,
    /// The team.
    pub team: TeamId,
    /// The account, and its address.
    pub account: Option<(AccountId, String)>,
    /// The public name.
    pub name: String,
    /// The code of a country.
    pub country: String,
}

/// An organiser or a judge.
#[derive(Clone, Debug)]
pub struct Decider {
    /// The account, if there is one.
    pub account: Option<AccountId>,
    /// The judge, for one.
    pub judge: Option<JudgeId>,
    /// The judge's name; empty for organisers.
    pub name: String,
    /// Where they are written to.
    pub address: String,
    /// Where they work.
    pub organisation: String,
}

/// A work of a competition that is over.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The competition's name.
    pub competition: String,
    /// The work's title.
    pub title: String,
    /// The addresses in it.
    pub links: Vec<String>,
    /// SHA-256 of its files.
    pub files: Vec<String>,
}

/// What a finding is about, besides the entry.
#[derive(Clone, Copy, Default)]
struct About {
    other: Option<EntryId>,
    member: Option<MemberId>,
    account: Option<AccountId>,
    judge: Option<JudgeId>,
}

/// A finding. `rests_on`: what of its evidence is not in it, but makes it another one when it changes.
fn finding(entry: EntryId, kind: FindingKind, detail: &str, about: About, rests_on: &str, likeness: u8) -> Finding {
    let mut hash = Sha256::new();
    let id = |id: Option<uuid::Uuid>| id.map_or_else(String::new, |id| id.to_string());
    let About { other, member, account, judge } = about;
    for part in [
        kind.as_str(),
        detail,
        rests_on,
        &id(other.map(EntryId::uuid)),
        &id(member.map(MemberId::uuid)),
        &id(account.map(AccountId::uuid)),
        &id(judge.map(JudgeId::uuid)),
    ] {
        hash.update(part.len().to_be_bytes());
        hash.update(part);
    }
    let digest = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    Finding { entry, kind, detail: detail.to_owned(), likeness, other, member, account, judge, digest }
}

/// All look-alikes and ties, by entry; each pair is found from both sides.
pub fn findings(material: &Material) -> Vec<Finding> {
    let mut found = Vec::new();
    titles(material, &mut found);
    shared(material, &mut found);
    people(material, &mut found);
    earlier(material, &mut found);
    ties(material, &mut found);
    together(material, &mut found);
    // The likest first, then in an order that does not change from one time to the next.
    found.sort_by(|a, b| {
        (a.entry, a.kind, 100 - a.likeness, &a.digest).cmp(&(b.entry, b.kind, 100 - b.likeness, &b.digest))
    });
    found.dedup_by(|a, b| (a.entry, &a.digest) == (b.entry, &b.digest));
    let mut counts: HashMap<(EntryId, FindingKind), usize> = HashMap::new();
    found.retain(|finding| {
        let count = counts.entry((finding.entry, finding.kind)).or_default();
        *count += 1;
        *count <= PER_KIND
    });
    found
}

fn titles(material: &Material, found: &mut Vec<Finding>) {
    let titles: Vec<String> = material.works.iter().map(|work| work.title.clone()).collect();
    for (a, b, alike) in near_titles(&titles) {
        let (Some(a), Some(b)) = (material.works.get(a), material.works.get(b)) else { continue };
        for (own, other) in [(a, b), (b, a)] {
            let about = About { other: Some(other.entry), ..About::default() };
            found.push(finding(own.entry, FindingKind::Title, &other.title, about, &own.title, alike));
        }
    }
}

/// Groups by what is the same; groups of one are left out, and so is what is empty.
fn same<'m, T: 'm>(all: impl Iterator<Item = (String, &'m T)>) -> impl Iterator<Item = (String, Vec<&'m T>)> {
    let mut groups: BTreeMap<String, Vec<&T>> = BTreeMap::new();
    for (key, one) in all.filter(|(key, _)| !key.is_empty()) {
        groups.entry(key).or_default().push(one);
    }
    groups.into_iter().filter(|(_, group)| group.len() > 1)
}

/// Each of a group with others of it: in a large one with those after it in a circle, which is as many as are kept.
fn each_with_others<T>(group: &[T], mut take: impl FnMut(&T, &T)) {
    for (place, own) in group.iter().enumerate() {
        for step in 1..group.len().min(PER_KIND + 1) {
            if let Some(other) = group.get((place + step) % group.len()) {
                take(own, other);
            }
        }
    }
}

fn shared(material: &Material, found: &mut Vec<Finding>) {
    let links = |work: &Work| -> BTreeSet<String> { work.links.iter().map(|link| same_address(link)).collect() };
    let by_link = material.works.iter().flat_map(|work| links(work).into_iter().map(move |link| (link, work)));
    let by_file = material.works.iter().flat_map(|work| work.files.iter().map(move |(hash, _)| (hash.clone(), work)));
    for (address, group) in same(by_link) {
        each_with_others(&group, |own, other| {
            if own.entry != other.entry {
                let about = About { other: Some(other.entry), ..About::default() };
                found.push(finding(own.entry, FindingKind::Link, &address, about, "", 100));
            }
        });
    }
    for (hash, group) in same(by_file) {
        each_with_others(&group, |own, other| {
            if own.entry != other.entry {
                let name = own.files.iter().find(|(of, _)| *of == hash).map_or("", |(_, name)| name.as_str());
                let about = About { other: Some(other.entry), ..About::default() };
                found.push(finding(own.entry, FindingKind::File, name, about, &hash, 100));
            }
        });
    }
}

/// The works of each team.
fn by_team(material: &Material) -> HashMap<TeamId, Vec<EntryId>> {
    let mut teams: HashMap<TeamId, Vec<EntryId>> = HashMap::new();
    for work in &material.works {
        teams.entry(work.team).or_default().push(work.entry);
    }
    teams
}

/// One team may enter several works: only people of two teams are looked at.
fn people(material: &Material, found: &mut Vec<Finding>) {
    let teams = by_team(material);
    let mut note = |kind: FindingKind, own: &Person, other: &Person, rests_on: &str| {
        if own.team == other.team {
            return;
        }
        for entry in teams.get(&own.team).into_iter().flatten() {
            for with in teams.get(&other.team).into_iter().flatten().take(PER_KIND) {
                let about = About { other: Some(*with), member: Some(own.member), ..About::default() };
                found.push(finding(*entry, kind, "", about, rests_on, 100));
            }
        }
    };
    let account = |person: &Person| person.account.as_ref().map(|(id, _)| *id);
    let by_account =
        material.people.iter().map(|person| (account(person).map(|id| id.to_string()).unwrap_or_default(), person));
    for (id, group) in same(by_account) {
        each_with_others(&group, |own, other| note(FindingKind::Account, own, other, &id));
    }
    let by_mail = material
        .people
        .iter()
        .map(|person| (person.account.as_ref().map(|(_, address)| mailbox(address)).unwrap_or_default(), person));
    for (mailbox, group) in same(by_mail) {
        each_with_others(&group, |own, other| {
            if account(own) != account(other) {
                note(FindingKind::Mail, own, other, &mailbox);
            }
        });
    }
    let by_name = material.people.iter().map(|person| match normal(&person.name) {
        name if name.is_empty() || person.country.is_empty() => (String::new(), person),
        name => (format!("{name}/{}", person.country), person),
    });
    for (name, group) in same(by_name) {
        each_with_others(&group, |own, other| {
            if account(own).is_none() || account(own) != account(other) {
                note(FindingKind::Person, own, other, &name);
            }
        });
    }
}

fn earlier(material: &Material, found: &mut Vec<Finding>) {
    let mut titles: HashMap<String, Vec<&Earlier>> = HashMap::new();
    let mut links: HashMap<String, Vec<&Earlier>> = HashMap::new();
    let mut files: HashMap<&str, Vec<&Earlier>> = HashMap::new();
    for work in &material.earlier {
        titles.entry(normal(&work.title)).or_default().push(work);
        for link in &work.links {
            links.entry(same_address(link)).or_default().push(work);
        }
        for file in &work.files {
            files.entry(file).or_default().push(work);
        }
    }
    for work in &material.works {
        let by_title = titles.get(&normal(&work.title)).filter(|_| !normal(&work.title).is_empty());
        let by_link = work.links.iter().map(|link| same_address(link)).filter(|link| !link.is_empty());
        let by_link = by_link.filter_map(|link| links.get(&link)).flatten();
        let by_file = work.files.iter().filter_map(|(hash, _)| files.get(hash.as_str())).flatten();
        // Of another competition no more is said than its name, and that what is in this entry was in it.
        let competitions: BTreeSet<&str> = by_title
            .into_iter()
            .flatten()
            .chain(by_link)
            .chain(by_file)
            .map(|earlier| earlier.competition.as_str())
            .collect();
        for competition in competitions {
            found.push(finding(work.entry, FindingKind::Earlier, competition, About::default(), &work.title, 100));
        }
    }
}

fn ties(material: &Material, found: &mut Vec<Finding>) {
    let teams = by_team(material);
    for person in &material.people {
        let Some((account, address)) = &person.account else { continue };
        for decider in &material.deciders {
            let about = About {
                member: Some(person.member),
                account: decider.account,
                judge: decider.judge,
                ..About::default()
            };
            let works = teams.get(&person.team).into_iter().flatten();
            let same_person = decider.account == Some(*account)
                || (!decider.address.is_empty() && mailbox(&decider.address) == mailbox(address));
            if same_person {
                found.extend(works.map(|entry| finding(*entry, FindingKind::Decides, "", about, "", 100)));
                continue;
            }
            let shared =
                domain_that_ties(address).filter(|own| domain_that_ties(&decider.address).as_ref() == Some(own));
            if let Some(domain) = shared {
                found.extend(works.map(|entry| finding(*entry, FindingKind::Domain, &domain, about, "", 100)));
            }
        }
    }
    for work in &material.works {
        if !work.declared.is_empty() {
            found.push(finding(work.entry, FindingKind::Declared, &work.declared, About::default(), "", 100));
            for decider in material.deciders.iter().filter(|decider| names(&work.declared, &decider.name)) {
                let about = About { account: decider.account, judge: decider.judge, ..About::default() };
                found.push(finding(work.entry, FindingKind::Declared, &work.declared, about, "", 100));
            }
        }
        let own = normal(&work.organisation);
        let same = |decider: &&Decider| !own.is_empty() && normal(&decider.organisation) == own;
        for decider in material.deciders.iter().filter(same) {
            let about = About { account: decider.account, judge: decider.judge, ..About::default() };
            found.push(finding(work.entry, FindingKind::Organisation, &work.organisation, about, "", 100));
        }
    }
}

/// Whether a text has a name in it, word by word. One word alone would be found in many.
fn names(text: &str, name: &str) -> bool {
    let (text, name) = (format!(" {} ", normal(text)), normal(name));
    name.contains(' ') && text.contains(&format!(" {name} "))
}

/// People who worked in one team before (trust.md K-01, past co-entry).
fn together(material: &Material, found: &mut Vec<Finding>) {
    let teams = by_team(material);
    let people: HashMap<MemberId, &Person> = material.people.iter().map(|person| (person.member, person)).collect();
    for (judge, member) in &material.together {
        let team = people.get(member).and_then(|person| teams.get(&person.team));
        for entry in team.into_iter().flatten() {
            let about = About { member: Some(*member), judge: Some(*judge), ..About::default() };
            found.push(finding(*entry, FindingKind::Together, "", about, "", 100));
        }
    }
}

#[cfg(test)]
mod tests;
