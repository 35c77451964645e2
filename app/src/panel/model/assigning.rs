//! Planning a panel, the committed draws, and one pair of judge and entry.

use super::Work;
use crate::{
    competition::model::Competition,
    ids::{AssignmentId, EntryId, JudgeId},
    time::Moment,
};

/// What a plan of the panel begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanningPage {
    /// The competition.
    pub competition: Competition,
    /// Entries that are judged or may come to be.
    pub entries: u32,
    /// Judges on the panel, or invited to it.
    pub judges: u32,
    /// Minutes that one entry takes, by the panel's settings.
    pub minutes: u32,
    /// When entries close and when judging does, if both are set.
    pub window: Option<(Moment, Moment)>,
}

/// The number that settles ties between equally good assignments. It is fixed before anybody can know what it leads to: its
/// digest is public at once, the number itself when assignments have taken effect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommittedSeed {
    /// SHA-256 of the number's 64 hexadecimal digits, in hexadecimal.
    pub digest: String,
    /// When it was fixed.
    pub at: Moment,
    /// The number, and when it was used; not before.
    pub revealed: Option<(String, Moment)>,
}

/// One assignment, for an organiser who changes it by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairPage {
    /// The competition.
    pub competition: Competition,
    /// Whether assignments can be changed in its present state.
    pub open: bool,
    /// The pair.
    pub pair: PairFacts,
    /// What it can be swapped with so that nothing bars either new pair, by entry.
    pub swaps: Vec<(AssignmentId, String, String)>,
}

/// Why a judge has an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairFacts {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// What the judge knows.
    pub field: String,
    /// The entry.
    pub entry: EntryId,
    /// The entry's title.
    pub title: String,
    /// Languages of the entry that the judge reads.
    pub shared_languages: Vec<String>,
    /// The entry names no language, or the judge reads one of it.
    pub language: bool,
    /// Entries the judge has.
    pub load: u32,
    /// The most the judge takes.
    pub max_load: Option<u32>,
    /// Ready judges who may take the entry at all.
    pub eligible: u32,
    /// A person decided it: proposals keep it.
    pub pinned: bool,
    /// There is a conflict to be avoided.
    pub soft_conflict: bool,
    /// How far the review has come.
    pub work: Work,
}

/// A pair that organisers keep apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForbiddenPair {
    /// The judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// The entry.
    pub entry: EntryId,
    /// The entry's title.
    pub title: String,
    /// Why.
    pub reason: String,
}
