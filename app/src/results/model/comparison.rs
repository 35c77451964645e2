//! The sealed method beside the others, for organisers after judging.

use super::NamedEntry;
use crate::{
    competition::model::{Competition, Method, Proposal, RankingRules},
    number::Exact,
    results::ranking::Unrankable,
    time::Moment,
};

/// What other methods would make of the same scorecards. It decides nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct MethodComparison {
    /// The competition.
    pub competition: Competition,
    /// When the method was sealed; nothing in a competition that was judged without a seal.
    pub sealed_at: Option<Moment>,
    /// What was sealed, or chosen where nothing was.
    pub sealed: RankingRules,
    /// What is ranked by: the same, unless two organisers departed from it.
    pub in_force: RankingRules,
    /// One comparison for each track.
    pub tracks: Vec<TrackComparison>,
    /// Another method that was proposed and waits for a second organiser.
    pub proposals: Vec<Proposal>,
    /// Whether nothing is kept from the reader: whoever sees a part only cannot propose.
    pub whole: bool,
}

/// The methods of a track side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackComparison {
    /// Its short name in files.
    pub key: String,
    /// Its name.
    pub name: String,
    /// The methods, the sealed one first.
    pub methods: Vec<ComparedMethod>,
    /// Its entries in the order of the sealed method, or by the mean where that gives none.
    pub entries: Vec<ComparedEntry>,
}

/// One method.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedMethod {
    /// Which, with the decimals it was computed with.
    pub method: Method,
    /// Whether it is the sealed one.
    pub sealed: bool,
    /// Whether it is ranked by.
    pub in_force: bool,
    /// What it comes to.
    pub outcome: ComparedOutcome,
}

/// What a method comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum ComparedOutcome {
    /// A ranking; how far it is from the sealed one, where both are.
    Ranked(Option<Difference>),
    /// It gives none.
    Refused(Unrankable),
}

/// How far one order is from another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Pairs of entries that both rank.
    pub pairs: u64,
    /// Pairs that are in the same order in both, or share a place in both.
    pub same: u64,
    /// Kendall's rank correlation with ties (tau-b); nothing where an order has one place only.
    pub tau: Option<f64>,
    /// Entries that have another place.
    pub moved: u32,
    /// The most places that one of them moves.
    pub most: u32,
    /// Entries that would win something by their place and do not.
    pub enter: Vec<NamedEntry>,
    /// Entries that would win nothing by their place any more.
    pub leave: Vec<NamedEntry>,
}

/// An entry under each method, in the order of the methods.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedEntry {
    /// Which.
    pub name: NamedEntry,
    /// Its place under each; nothing where the method does not rank it.
    pub at: Vec<Option<ComparedPlace>>,
}

/// A place under one method.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedPlace {
    /// 1 for the best.
    pub place: u32,
    /// Whether another entry has the same.
    pub shared: bool,
    /// The score as it gave the place.
    pub score: Exact,
    /// Whether the place wins something.
    pub wins: bool,
}
