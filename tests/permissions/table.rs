//! The expected answers, written by hand from the rules, not read off the code.

mod accounts;
mod competition;
mod deliberation;
mod entries;
mod panel;
mod results;
mod scores;

use crate::world::{Actor, STATES};

/// What an attempt comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// It is done.
    Done,
    /// Sign in first.
    SignIn,
    /// There is no such thing, for this person.
    NotFound,
    /// The person may, but not now.
    NotNow,
    /// The person may, but the form does not fit the data.
    Invalid,
}

impl Expected {
    /// Whether a status says so.
    pub const fn fits(self, status: u16) -> bool {
        match self {
            Self::Done => status == 200,
            Self::SignIn => status == 401,
            Self::NotFound => status == 404,
            Self::NotNow => status == 409,
            Self::Invalid => status == 422,
        }
    }
}

/// One operation.
pub struct Row {
    /// Its address below `/api/`.
    pub operation: &'static str,
    /// Fields that make it well-formed; `$name` stands for an id or token of the world.
    pub fields: &'static [(&'static str, &'static str)],
    /// Who may.
    who: &'static [Actor],
    /// In which states.
    when: &'static [&'static str],
    /// Whether a link in it is enough, so that nobody is asked to sign in and nobody is told it does not exist.
    for_all: bool,
    /// People for whom it comes to something else, wherever it would be done.
    but: &'static [(Actor, Expected)],
    /// States in which the thing does not exist yet for those who may later.
    unseen: &'static [&'static str],
}

impl Row {
    /// What must come of it.
    pub fn expected(&self, actor: Actor, state: &str) -> Expected {
        let may = self.for_all || self.who.contains(&actor);
        if !may {
            return if actor == Actor::Visitor { Expected::SignIn } else { Expected::NotFound };
        }
        if self.unseen.contains(&state) && !READERS.contains(&actor) {
            return if actor == Actor::Visitor { Expected::SignIn } else { Expected::NotFound };
        }
        if !self.when.contains(&state) {
            return Expected::NotNow;
        }
        self.but.iter().find(|(who, _)| *who == actor).map_or(Expected::Done, |(_, other)| *other)
    }
}

const ALWAYS: &[&str] = &STATES;
/// Who owns the competition.
const OWNERS: &[Actor] = &[Actor::Organiser, Actor::Host];
/// Who runs it: changes what there is to change.
const ORGANISERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor];
/// Who checks entries and answers people.
const CHECKERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor, Actor::Checker];
/// Everybody who organises it, if only to read.
pub const READERS: &[Actor] = &[Actor::Organiser, Actor::Host, Actor::Editor, Actor::Checker, Actor::Observer];

/// Who keeps the keys of an entry.
const KEEPERS: &[Actor] = &[Actor::OwnTeam, Actor::Organiser, Actor::Host, Actor::Editor, Actor::Checker];
const TEAM: &[Actor] = &[Actor::OwnTeam];
const JUDGES: &[Actor] = &[Actor::AssignedJudge, Actor::UnassignedJudge, Actor::ConflictedJudge, Actor::NewJudge];
const SIGNED_IN: &[Actor] = &[
    Actor::Organiser,
    Actor::Host,
    Actor::Editor,
    Actor::Checker,
    Actor::Observer,
    Actor::OtherOrganiser,
    Actor::OwnTeam,
    Actor::OtherTeam,
    Actor::AssignedJudge,
    Actor::UnassignedJudge,
    Actor::ConflictedJudge,
    Actor::NewJudge,
    Actor::Stranger,
];
const BEFORE_JUDGING: &[&str] = &["setup", "open", "screening"];
const BEFORE_PUBLICATION: &[&str] = &["setup", "open", "screening", "judging", "deliberation"];

const fn row(
    operation: &'static str,
    fields: &'static [(&'static str, &'static str)],
    who: &'static [Actor],
    when: &'static [&'static str],
) -> Row {
    Row { operation, fields, who, when, for_all: false, but: &[], unseen: &[] }
}

const fn anybody(
    operation: &'static str,
    fields: &'static [(&'static str, &'static str)],
    when: &'static [&'static str],
) -> Row {
    Row { operation, fields, who: &[], when, for_all: true, but: &[], unseen: &[] }
}

/// What everybody who is signed in may do with what is their own.
const fn mine(operation: &'static str, fields: &'static [(&'static str, &'static str)]) -> Row {
    row(operation, fields, SIGNED_IN, ALWAYS)
}

/// Every operation of the site.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    [accounts::ROWS, competition::ROWS, entries::ROWS, panel::ROWS, scores::ROWS, results::ROWS, deliberation::ROWS]
        .into_iter()
        .flatten()
}
