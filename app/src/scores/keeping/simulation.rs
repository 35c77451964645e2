//! Everything that can go wrong between a judge's fingers and the server, by chance but the same each time: several tabs and
//! devices on one scorecard, a network that drops requests before and answers after they are done, gateways, tabs that are
//! killed at any moment, sessions and rounds that end. The server of this test decides by the rules of the real one.

use super::{Answer, Fields, Keeper, Parcel, Shown, Stored, fields};
use crate::{
    competition::model::{CompetitionState, Scale},
    ids::{CriterionId, EntryId, JudgeId, RoundId, ScorecardId},
    number::Decimal,
    scores::{
        model::{RubricLine, Scorecard, ScorecardForm, ScorecardState},
        rules,
    },
    time::Moment,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const TEXTS: [&str; 3] = ["comments[dialogue]", "comments[prevention]", "note"];
const MARKS: [&str; 2] = ["marks[dialogue]", "marks[prevention]"];

/// Chance that is the same for the same seed (SplitMix64, Steele, Lea and Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }
    fn one_in(&mut self, of: u64) -> bool {
        self.below(of) == 0
    }
    fn of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        list[usize::try_from(self.below(list.len() as u64)).expect("small")]
    }
}

fn rubric() -> Vec<RubricLine> {
    let whole = Decimal::from_integer;
    let scale = Scale { min: whole(1), max: whole(5), step: whole(1) };
    ["dialogue", "prevention"]
        .map(|key| RubricLine {
            id: CriterionId::new(Uuid::nil()),
            key: key.into(),
            weight: whole(50),
            scale,
            described: false,
        })
        .into()
}

/// The part of the real server that matters: keys, versions, rules, the close.
struct Server {
    /// Every version, from none.
    versions: Vec<Stored>,
    late: Vec<Fields>,
    replies: BTreeMap<String, (Parcel, Answer)>,
    closed: bool,
    /// What each save changed, and who sent it.
    changes: Vec<(usize, String, String)>,
}

impl Server {
    fn new() -> Self {
        let versions = vec![Stored::default()];
        Self { versions, late: Vec::new(), replies: BTreeMap::new(), closed: false, changes: Vec::new() }
    }

    fn stored(&self) -> &Stored {
        self.versions.last().expect("one at least")
    }

    fn save(&mut self, from: usize, parcel: &Parcel) -> Answer {
        if let Some((first, answer)) = self.replies.get(&parcel.key) {
            assert_eq!(first, parcel, "one key, one meaning");
            return answer.clone();
        }
        let closes = self.closed.then_some(Moment::from_seconds(0));
        let form = form(parcel);
        if rules::may_score(CompetitionState::Judging, closes, Moment::from_seconds(9)).is_err() {
            self.late.push(parcel.fields.clone());
            self.replies.insert(parcel.key.clone(), (parcel.clone(), Answer::Late));
            return Answer::Late;
        }
        let before = self.stored().clone();
        if parcel.version != before.version {
            return Answer::Stale(before);
        }
        let was = (before.version > 0).then_some(match before.submitted {
            true => ScorecardState::Submitted,
            false => ScorecardState::Draft,
        });
        let submission = rules::is_submission(was, parcel.submit);
        let checked = match rules::check(&rubric(), &form, submission) {
            Ok(checked) => checked,
            Err(why) => return Answer::Refused(why.to_string()),
        };
        let after = Stored::of(Some(&Scorecard {
            id: ScorecardId::new(Uuid::nil()),
            judge: JudgeId::new(Uuid::nil()),
            entry: EntryId::new(Uuid::nil()),
            round: RoundId::new(Uuid::nil()),
            state: if submission { ScorecardState::Submitted } else { ScorecardState::Draft },
            scores: checked.scores,
            note: checked.note,
            version: before.version + 1,
            saved_at: Moment::from_seconds(0),
        }));
        for name in TEXTS {
            let said = |stored: &Stored| stored.fields.get(name).cloned().unwrap_or_default();
            if said(&before) != said(&after) {
                self.changes.push((from, name.into(), said(&after)));
            }
        }
        self.versions.push(after);
        self.replies.insert(parcel.key.clone(), (parcel.clone(), Answer::Saved));
        Answer::Saved
    }
}

fn form(parcel: &Parcel) -> ScorecardForm {
    let mut form = ScorecardForm { version: parcel.version, submit: parcel.submit, ..ScorecardForm::default() };
    for (name, value) in &parcel.fields {
        match name.trim_end_matches(']').split_once('[') {
            Some(("marks", key)) => drop(form.marks.insert(key.into(), value.clone())),
            Some(("comments", key)) => drop(form.comments.insert(key.into(), value.clone())),
            _ => form.note.clone_from(value),
        }
    }
    form
}

/// A tab, and what is on the disk below it.
struct Tab {
    number: usize,
    keeper: Keeper,
    disk: String,
    words: usize,
    /// The last word typed into each field.
    last: BTreeMap<String, String>,
    given_up: BTreeSet<String>,
}

impl Tab {
    fn keep(&mut self) {
        self.disk = serde_json::to_string(&self.keeper).expect("written");
    }

    fn write(&mut self, name: &str, value: String, now: i64) {
        let mut said = self.keeper.fields().clone();
        said.insert(name.into(), value.clone());
        self.keeper.edit(fields(said), now);
        self.last.insert(name.into(), value);
        self.keep();
    }

    fn word(&mut self, name: &str, now: i64) {
        self.words += 1;
        self.write(name, format!("tab{}word{}", self.number, self.words), now);
    }

    fn choose(&mut self, name: &str, mine: bool, now: i64) {
        if !mine && let Some(own) = self.keeper.fields().get(name) {
            self.given_up.insert(own.clone());
        }
        self.keeper.choose(name, mine, now);
        self.keep();
    }

    /// Killed and opened again: nothing is left but what is on the disk.
    fn kill(&mut self, page: Option<&Stored>, now: i64) {
        self.keeper = serde_json::from_str(&self.disk).expect("read");
        if let Some(page) = page {
            self.keeper.meet("", page.clone(), now);
            self.keep();
        }
    }
}

#[derive(Default)]
struct Counts {
    drops: usize,
    clashes: usize,
    late: usize,
    saves: usize,
}

struct World {
    chance: Chance,
    server: Server,
    tabs: Vec<Tab>,
    now: i64,
    keys: usize,
    counts: Counts,
}

impl World {
    fn new(seed: u64, tabs: usize) -> Self {
        let tab = |number| Tab {
            number,
            keeper: Keeper::new(Stored::default()),
            disk: serde_json::to_string(&Keeper::default()).expect("written"),
            words: 0,
            last: BTreeMap::new(),
            given_up: BTreeSet::new(),
        };
        let tabs = (0..tabs).map(tab).collect();
        Self { chance: Chance(seed), server: Server::new(), tabs, now: 0, keys: 0, counts: Counts::default() }
    }

    /// One tab does one thing. `faults`: of ten exchanges so many go wrong.
    fn step(&mut self, faults: u64) {
        self.now += i64::try_from(self.chance.below(2_500)).expect("small");
        let at = usize::try_from(self.chance.below(self.tabs.len() as u64)).expect("small");
        match self.chance.below(20) {
            0..6 => {
                let name = self.chance.of(&TEXTS);
                self.tabs[at].word(name, self.now);
            }
            6..8 => {
                let (name, mark) = (self.chance.of(&MARKS), 1 + self.chance.below(5));
                self.tabs[at].write(name, mark.to_string(), self.now);
            }
            8 if faults > 0 => {
                self.counts.drops += 1;
                let page = (!self.chance.one_in(3)).then(|| self.server.stored().clone());
                self.tabs[at].kill(page.as_ref(), self.now);
            }
            9 => {
                let clash = self.tabs[at].keeper.clashes().keys().next().cloned();
                if let Some(name) = clash {
                    let mine = self.chance.one_in(2);
                    self.tabs[at].choose(&name, mine, self.now);
                }
            }
            10 if self.chance.one_in(6) => {
                self.tabs[at].keeper.press(self.now);
                self.tabs[at].keep();
            }
            11 => self.tabs[at].keeper.wake(self.now),
            _ => self.exchange(at, faults),
        }
        self.look(at);
    }

    fn exchange(&mut self, at: usize, faults: u64) {
        let keys = &mut self.keys;
        let key = || {
            *keys += 1;
            format!("key-{keys}")
        };
        let Some(parcel) = self.tabs[at].keeper.send(self.now, key) else { return };
        self.tabs[at].keep();
        let fault = if self.chance.below(10) < faults { 1 + self.chance.below(6) } else { 0 };
        self.counts.drops += usize::from(fault > 0);
        // 1 no network, 2 a gateway's 502, 3 no session: it does not arrive. 4 the answer is lost, or the server is killed
        // after the commit. 5, 6 the tab is killed before it arrives, or before the answer does.
        let answer = match fault {
            1 | 2 | 5 => Answer::Nothing,
            3 => Answer::SignedOut,
            _ => self.server.save(at, &parcel),
        };
        match fault {
            5 | 6 => {
                let page = (!self.chance.one_in(3)).then(|| self.server.stored().clone());
                self.tabs[at].kill(page.as_ref(), self.now);
            }
            4 => self.tabs[at].keeper.answer(&parcel.key, Answer::Nothing, self.now),
            _ => self.tabs[at].keeper.answer(&parcel.key, answer, self.now),
        }
        self.counts.clashes += self.tabs[at].keeper.clashes().len();
        self.tabs[at].keep();
    }

    /// What is said is true at every moment.
    fn look(&self, at: usize) {
        let keeper = &self.tabs[at].keeper;
        let version = usize::try_from(keeper.stored().version).expect("a version");
        match keeper.shown() {
            Shown::Sent(_) => assert_eq!(&self.server.versions[version].fields, keeper.fields(), "sent is sent"),
            Shown::Late(_) => assert!(self.server.late.contains(keeper.fields()), "late is there"),
            _ => {}
        }
    }

    /// Everybody is online and makes their choices.
    fn settle(&mut self) {
        for _ in 0..400 {
            self.now += 60_000;
            for at in 0..self.tabs.len() {
                let open: Vec<String> = self.tabs[at].keeper.clashes().keys().cloned().collect();
                for name in open {
                    self.tabs[at].choose(&name, true, self.now);
                }
                let tab = &mut self.tabs[at];
                match tab.keeper.shown() {
                    Shown::Unhanded(_) => {
                        tab.keeper.press(self.now);
                    }
                    Shown::Refused(..) => {
                        for name in MARKS {
                            tab.write(name, "3".into(), self.now);
                        }
                        tab.keeper.press(self.now);
                    }
                    _ => {}
                }
                tab.keep();
                tab.keeper.wake(self.now);
                self.exchange(at, 0);
                self.look(at);
            }
            if self.tabs.iter().all(|tab| !tab.keeper.unsent()) {
                return;
            }
        }
        let shown: Vec<_> = self.tabs.iter().map(|tab| tab.keeper.clone()).collect();
        panic!("it does not come to rest: {shown:#?}");
    }

    /// Nothing is lost, nothing is doubled, and nobody undoes what somebody else wrote without choosing to.
    fn judge(&self, seed: u64) {
        let mut seen = BTreeSet::new();
        for (from, name, word) in &self.server.changes {
            assert!(word.starts_with(&format!("tab{from}word")), "seed {seed}: tab {from} wrote {word} into {name}");
            assert!(seen.insert(word), "seed {seed}: {word} twice");
        }
        for tab in &self.tabs {
            for (name, word) in tab.last.iter().filter(|(_, word)| word.starts_with("tab")) {
                let late = self.server.late.iter().any(|fields| fields.get(name) == Some(word));
                assert!(
                    seen.contains(word) || late || tab.given_up.contains(word),
                    "seed {seed}: {word} of {name} is lost"
                );
            }
        }
        let applied = self.server.replies.values().filter(|(_, answer)| *answer == Answer::Saved).count();
        assert_eq!(applied + 1, self.server.versions.len(), "seed {seed}: one version for each key");
    }

    fn add(&mut self, total: &mut Counts) {
        total.drops += self.counts.drops;
        total.clashes += self.counts.clashes;
        total.late += self.server.late.len();
        total.saves += self.server.versions.len() - 1;
    }
}

#[test]
fn nothing_is_lost_or_doubled_at_any_drop_point() {
    let mut total = Counts::default();
    for seed in 0..1_000 {
        let mut world = World::new(seed, 1 + usize::try_from(seed % 3).expect("small"));
        let close = world.chance.below(160);
        for step in 0..80 {
            world.server.closed |= step == close;
            world.step(5);
        }
        world.settle();
        world.judge(seed);
        world.add(&mut total);
    }
    println!("{} drops, {} clashes, {} late, {} saves", total.drops, total.clashes, total.late, total.saves);
    assert!(total.drops >= 10_000 && total.late > 100 && total.saves > 1_000 && total.clashes > 1_000);
}

#[test]
fn ten_thousand_interleavings_lose_no_update() {
    let mut total = Counts::default();
    for seed in 0..10_000 {
        let mut world = World::new(1_000_000 + seed, 2 + usize::try_from(seed % 3).expect("small"));
        for _ in 0..30 {
            world.step(0);
        }
        world.settle();
        world.judge(seed);
        world.add(&mut total);
    }
    println!("{} clashes, {} saves", total.clashes, total.saves);
    assert!(total.clashes > 10_000 && total.saves > 10_000);
}
