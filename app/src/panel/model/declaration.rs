//! What a judge has to know to declare conflicts of interest, and what was declared.

use super::{ConflictCategory, ConflictKind};
use crate::{
    competition::model::Competition,
    ids::{EntryId, JudgeId},
};

/// One entry as a judge may see it before declaring: who is behind it, nothing of what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclarableEntry {
    /// Its id.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Its team's name.
    pub team: String,
    /// An organisation behind the team, if any.
    pub organisation: String,
    /// Public names of the members; a minor's only with the guardian's consent.
    pub members: Vec<String>,
    /// Countries of the members, sorted.
    pub countries: Vec<String>,
    /// The judge is a member of its team: a conflict that nobody has to declare.
    pub own: bool,
    /// What the judge declared.
    pub tie: Option<DeclaredTie>,
    /// The judge is yet to say something of it.
    pub asked: bool,
}

/// A tie as it was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredTie {
    /// Whether it bars.
    pub kind: ConflictKind,
    /// What tie it is.
    pub category: ConflictCategory,
    /// In words, for organisers only.
    pub reason: String,
}

/// Which part of the list of entries is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclarationFilter {
    /// Words in a title, a name, an organisation; empty: what is yet to be said, else all.
    pub text: String,
    /// The page, from 1.
    pub page: usize,
    /// An entry that a tie is to be added to.
    pub entry: Option<EntryId>,
}

/// A part of the list of entries of a competition, for one judge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// The competition.
    pub competition: Competition,
    /// The judge.
    pub judge: JudgeId,
    /// Whether the judge has declared before.
    pub declared: bool,
    /// Whether the list is final, so that it can be declared on.
    pub open: bool,
    /// How many entries the judge is yet to say something of.
    pub asked: usize,
    /// How many entries there are.
    pub all: usize,
    /// How many fit what is wanted.
    pub found: usize,
    /// Those of the page, by title; none before the list is final.
    pub entries: Vec<DeclarableEntry>,
    /// Those the judge has declared a tie to, by title.
    pub ties: Vec<DeclarableEntry>,
    /// The entry that a tie is to be added to.
    pub wanted: Option<DeclarableEntry>,
}
