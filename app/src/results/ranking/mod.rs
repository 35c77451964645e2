//! The order of the entries of a track under a named method.
//!
//! Needs the scorecards of one track and hands on a [`Ranking`]: every entry that was scored, in order, with its exact
//! score and with the step that decided a tie. Pure and exact, so that server, browser and anyone with a result pack
//! compute the same.

mod components;
mod input;
mod mean;
mod sheets;
mod ties;

pub use input::{CheckedInput, CriterionInput, InputError, Marks, RankingInput, Sheet};
pub use mean::rank_by_mean;
pub use sheets::sheet_totals;
pub use ties::{TieStep, TieStepError};

pub use crate::competition::model::{Disconnected, Method, MethodError, MethodKind};

use serde::{Deserialize, Serialize};

use crate::number::Exact;

/// The entries of a track in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ranking {
    /// By place, within a shared place by the key of the entry.
    pub placements: Vec<Placement>,
    /// Entries without a scorecard that counts, in the order of the input.
    pub unranked: Vec<usize>,
    /// Into how many parts judges and entries fall when a scorecard joins its two. Above one, no judge links the parts,
    /// and their entries are compared on trust in the allocation alone.
    pub components: usize,
    /// The mean total over all scorecards; `None` without any.
    pub mean: Option<Exact>,
}

/// The place of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Index of the entry in the input.
    pub entry: usize,
    /// 1 is the best; entries that share a place take as many: 1, 1, 3.
    pub place: u32,
    /// Unrounded.
    pub score: Exact,
    /// How many scorecards made the score; one on which nothing could be assessed does not count.
    pub scorecards: u32,
    /// Mean mark of each criterion of the input over the scorecards that assessed it.
    pub criterion_means: Vec<Option<Exact>>,
    /// The last step that parted this entry from others with the same score; `None` when the score alone did.
    pub tie_broken_by: Option<TieStep>,
    /// The step that put this entry after the one placed right before it, when both have the same score and different
    /// places.
    pub settled_by: Option<TieStep>,
    /// Whether another entry has the same place, because no step parted them.
    pub shared: bool,
}

#[cfg(test)]
mod tests;
