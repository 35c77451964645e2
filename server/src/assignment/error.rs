//! What can be wrong with a problem, and why a well-formed problem may still not be solved.

use thiserror::Error;

use super::flow::FlowError;

/// A problem that contradicts itself. Found before anything is solved, so that the answer never rests on a guess
/// about what was meant.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ProblemError {
    /// Two entries have the same key.
    #[error("the entry {entry} is listed twice")]
    RepeatedEntry {
        /// The key.
        entry: String,
    },
    /// Two judges have the same key.
    #[error("the judge {judge} is listed twice")]
    RepeatedJudge {
        /// The key.
        judge: String,
    },
    /// A judge's minimum load is above the maximum.
    #[error("the judge {judge} has a minimum load of {minimum}, above the maximum of {maximum}")]
    MinimumAboveMaximum {
        /// The judge's key.
        judge: String,
        /// The minimum load.
        minimum: u32,
        /// The maximum load.
        maximum: u32,
    },
    /// A pair names an entry that is not listed.
    #[error("a pair names the unknown entry {entry}")]
    UnknownEntry {
        /// The key.
        entry: String,
    },
    /// A pair names a judge who is not listed.
    #[error("a pair names the unknown judge {judge}")]
    UnknownJudge {
        /// The key.
        judge: String,
    },
    /// The same entry and judge are paired twice; the two might differ in their terms.
    #[error("the pair of entry {entry} and judge {judge} is listed twice")]
    RepeatedPair {
        /// The entry's key.
        entry: String,
        /// The judge's key.
        judge: String,
    },
    /// More pairs of an entry are pinned than it needs reviews.
    #[error("the entry {entry} has {pinned} pinned judges but needs {reviews} reviews")]
    EntryOverpinned {
        /// The entry's key.
        entry: String,
        /// How many of its pairs are pinned.
        pinned: u32,
        /// How many reviews it needs.
        reviews: u32,
    },
    /// More pairs of a judge are pinned than the maximum load allows.
    #[error("the judge {judge} has {pinned} pinned entries, above the maximum load of {maximum}")]
    JudgeOverpinned {
        /// The judge's key.
        judge: String,
        /// How many of the judge's pairs are pinned.
        pinned: u32,
        /// The judge's maximum load.
        maximum: u32,
    },
    /// A pair is pinned that a conflict or a decision bars.
    #[error("the pair of entry {entry} and judge {judge} is pinned but barred")]
    PinBarred {
        /// The entry's key.
        entry: String,
        /// The judge's key.
        judge: String,
    },
    /// Two groups have the same name.
    #[error("the group {group} is listed twice")]
    RepeatedGroup {
        /// The group's name.
        group: String,
    },
    /// A group names a judge who is not listed.
    #[error("the group {group} names the unknown judge {judge}")]
    UnknownMember {
        /// The group's name.
        group: String,
        /// The judge's key.
        judge: String,
    },
    /// A quota names a group that is not listed.
    #[error("a quota names the unknown group {group}")]
    UnknownGroup {
        /// The group's name.
        group: String,
    },
    /// An entry has two quotas for the same group.
    #[error("the entry {entry} has two quotas for the group {group}")]
    RepeatedQuota {
        /// The entry's key.
        entry: String,
        /// The group's name.
        group: String,
    },
    /// A quota's minimum is above its maximum.
    #[error("the entry {entry} needs {minimum} judges of the group {group} but may have {maximum}")]
    QuotaMinimumAboveMaximum {
        /// The entry's key.
        entry: String,
        /// The group's name.
        group: String,
        /// The minimum.
        minimum: u32,
        /// The maximum.
        maximum: u32,
    },
    /// More judges of a group are pinned to an entry than its quota allows.
    #[error("the entry {entry} may have {maximum} judges of the group {group}, but more are pinned: {}", judges.join(", "))]
    QuotaOverpinned {
        /// The entry's key.
        entry: String,
        /// The group's name.
        group: String,
        /// Keys of the judges pinned.
        judges: Vec<String>,
        /// The most of them.
        maximum: u32,
    },
    /// Two groups with quotas for one entry overlap without either holding the other.
    #[error(
        "for the entry {entry} the groups {one} and {other} overlap: quotas need groups that are apart or one within the other"
    )]
    GroupsOverlap {
        /// The entry's key.
        entry: String,
        /// A group's name.
        one: String,
        /// The other's name.
        other: String,
    },
    /// The affinities are so large that their total does not fit in 64 bits.
    #[error("the affinities are too large to be added up")]
    AffinityTooLarge,
}

/// Why a well-formed problem was not solved. Too few judges is not among the reasons: that is reported in the solution.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SolveError {
    /// The strict order of importance of the goals does not fit in 128 bits for a problem of this size.
    #[error("the problem is too large for exact weights")]
    WeightsTooLarge,
    /// The flow network was refused.
    #[error(transparent)]
    Flow(#[from] FlowError),
}
