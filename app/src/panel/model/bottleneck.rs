//! Why entries stay short of judges, and what would help.

use serde::{Deserialize, Serialize};

/// Entries that share too few judges: no assignment gives them more reviews than the capacity. Of ids where it is kept, of
/// names where it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bottleneck<E, J> {
    /// The entries.
    pub entries: Vec<E>,
    /// The judges they share, who take no more.
    pub judges: Vec<J>,
    /// Reviews that the entries need.
    pub needed: u64,
    /// Reviews that they can get at most.
    pub capacity: u64,
}

/// A small change that helps. Each was tried: the assignment was computed with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remedy<E, J> {
    /// What to change.
    pub change: Helps<E, J>,
    /// Reviews that find no judge with it.
    pub left: u64,
}

/// What helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Helps<E, J> {
    /// This judge takes one entry more.
    HigherLimit(J),
    /// This judge is not kept with this entry.
    Unpin(J, E),
    /// One more judge who may take these entries.
    AnotherJudge(Vec<E>),
    /// Each of these entries gets one review less.
    FewerReviews(Vec<E>),
}

impl<E, J> Bottleneck<E, J> {
    /// The same of other names.
    pub fn map<F, K>(&self, entry: impl Fn(&E) -> F, judge: impl Fn(&J) -> K) -> Bottleneck<F, K> {
        Bottleneck {
            entries: self.entries.iter().map(entry).collect(),
            judges: self.judges.iter().map(judge).collect(),
            needed: self.needed,
            capacity: self.capacity,
        }
    }
}

impl<E, J> Remedy<E, J> {
    /// The same of other names.
    pub fn map<F, K>(&self, entry: impl Fn(&E) -> F, judge: impl Fn(&J) -> K) -> Remedy<F, K> {
        let change = match &self.change {
            Helps::HigherLimit(one) => Helps::HigherLimit(judge(one)),
            Helps::Unpin(one, other) => Helps::Unpin(judge(one), entry(other)),
            Helps::AnotherJudge(list) => Helps::AnotherJudge(list.iter().map(entry).collect()),
            Helps::FewerReviews(list) => Helps::FewerReviews(list.iter().map(entry).collect()),
        };
        Remedy { change, left: self.left }
    }
}
