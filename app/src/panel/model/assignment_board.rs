//! Who judges what, as organisers see it, and what a proposal would change.

use super::{Bottleneck, Remedy, Shortage};
use crate::{
    competition::model::Competition,
    ids::{AssignmentId, EntryId, JudgeId, RunId},
    time::Moment,
};

/// How far a review has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Nothing written, or what was written counts no more.
    None,
    /// A draft.
    Begun,
    /// Handed in.
    Submitted,
}

/// The assignments of a competition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentBoard {
    /// The competition.
    pub competition: Competition,
    /// Whether assignments can be made in its present state.
    pub open: bool,
    /// Eligible entries, and others that somebody is assigned to, by title.
    pub entries: Vec<BoardEntry>,
    /// Judges who are ready, and others with assignments, by name.
    pub judges: Vec<BoardJudge>,
    /// The newest proposal, if it has not taken effect.
    pub preview: Option<Preview>,
}

/// One entry and its judges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardEntry {
    /// Its id.
    pub id: EntryId,
    /// Its title.
    pub title: String,
    /// Languages it can be played in.
    pub languages: Vec<String>,
    /// Whether judges may be assigned to it: eligible, every consent given.
    pub assignable: bool,
    /// Whether a guardian's consent is missing.
    pub consent_missing: bool,
    /// Who judges it.
    pub judges: Vec<AssignedJudge>,
}

/// One judge of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignedJudge {
    /// The assignment.
    pub assignment: AssignmentId,
    /// The judge.
    pub judge: JudgeId,
    /// The judge's name.
    pub name: String,
    /// Whether a person made the assignment.
    pub by_hand: bool,
    /// The judge reads a language of the entry.
    pub language: bool,
    /// There is a conflict to be avoided.
    pub soft_conflict: bool,
    /// How far the review has come.
    pub work: Work,
}

/// One judge and how much there is to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardJudge {
    /// Its id.
    pub id: JudgeId,
    /// The name.
    pub name: String,
    /// Language tags the judge reads.
    pub languages: Vec<String>,
    /// Whether the judge may be assigned.
    pub ready: bool,
    /// Entries assigned.
    pub load: u32,
    /// Scorecards handed in.
    pub submitted: u32,
    /// The most entries the judge takes.
    pub max_load: Option<u32>,
    /// What the judge knows.
    pub field: String,
}

/// A proposal beside what is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The run.
    pub run: RunId,
    /// When it was made.
    pub at: Moment,
    /// What it rests on has changed since: it cannot take effect any more.
    pub outdated: bool,
    /// Entries it covers.
    pub entries: u32,
    /// Reviews each of them was to get.
    pub reviews_per_entry: u32,
    /// The fewest entries a ready judge gets.
    pub load_min: u32,
    /// The most entries a ready judge gets.
    pub load_max: u32,
    /// Pairs in which the judge reads a language of the entry.
    pub languages_matched: u32,
    /// Pairs in which the judge can run the entry, as far as anybody told.
    pub devices_matched: u32,
    /// Entries with more than one judge of an organisation.
    pub same_organisation: u32,
    /// All pairs.
    pub pairs: u32,
    /// Pairs that a conflict bars.
    pub conflicts_avoided: u32,
    /// Pairs with a conflict to be avoided.
    pub soft_conflicts: u32,
    /// Parts of the panel that share no entry.
    pub components: u32,
    /// The judges of each part, by name, where there are several parts.
    pub groups: Vec<Vec<String>>,
    /// The public digest of what settled ties.
    pub seed_digest: String,
    /// SHA-256 of what is seen here: the proposal, what it rests on and what it would change. Who commits sends it back.
    pub digest: String,
    /// It was asked to change as little as possible.
    pub repair: bool,
    /// Pairs that would stay.
    pub kept: u32,
    /// What each ready judge would have, by name.
    pub loads: Vec<PreviewLoad>,
    /// Pairs that would be new.
    pub added: u32,
    /// Pairs that would go.
    pub removed: u32,
    /// Why entries lack judges, by titles and names.
    pub bottlenecks: Vec<Bottleneck<String, String>>,
    /// What would help, the best first.
    pub remedies: Vec<Remedy<String, String>>,
    /// Entries that lack judges, with their titles.
    pub short: Vec<(String, Shortage)>,
    /// Entry by entry, by title.
    pub lines: Vec<PreviewLine>,
}

/// What a judge would have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLoad {
    /// The name.
    pub name: String,
    /// Entries now.
    pub now: u32,
    /// Entries then.
    pub then: u32,
    /// The most the judge takes.
    pub max_load: Option<u32>,
}

/// One entry of a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// The entry's title.
    pub title: String,
    /// Its judges, by name.
    pub judges: Vec<PreviewJudge>,
    /// Judges it would lose, by name.
    pub removed: Vec<String>,
}

/// One judge of one entry of a proposal, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewJudge {
    /// The name.
    pub name: String,
    /// The judge reads a language of the entry.
    pub language: bool,
    /// The judge has no device that the entry runs on.
    pub no_device: bool,
    /// The languages of the entry that the judge reads.
    pub shared_languages: Vec<String>,
    /// What the judge knows.
    pub field: String,
    /// There is a conflict to be avoided.
    pub soft_conflict: bool,
    /// Not assigned now.
    pub added: bool,
    /// Entries the judge would have in all.
    pub load: u32,
    /// The most the judge takes.
    pub max_load: Option<u32>,
}
