//! The order of the entries of a track under a named method, and how far it can be trusted.
//!
//! Needs the scorecards of one track and hands on a [`Ranking`]: every entry that was scored, in order, with its score and
//! with the step that decided a tie. [`doubt()`] says of the same scorecards what else may be true: intervals of places,
//! probabilities, bands. [`diagnostics`] looks at judges and at what would change the order.
//!
//! Pure. Scores of `mean` and `trimmed` are exact; `adjusted` and everything about chance is floating point that comes out
//! the same to the byte on every machine, in the browser, and whatever the order of rows, entries and judges: all is sorted
//! by key before anything is added, sums have a fixed order, and logarithms are those of `libm`.

mod adjusted;
mod components;
pub mod diagnostics;
mod doubt;
mod facts;
mod input;
mod mean;
mod model;
mod order;
mod random;
mod seed;
mod sheets;
mod signature;
mod ties;
mod trimmed;
mod unrankable;

pub use adjusted::Fit;
pub use doubt::{Doubt, DoubtSettings, EntryDoubt, JudgeEffect, doubt};
pub use input::{CheckedInput, CriterionInput, InputError, Marks, RankingInput, Sheet};
pub use mean::rank_by_mean;
pub use model::Variances;
pub use seed::seed;
pub use sheets::sheet_totals;
pub use ties::{TieStep, TieStepError};
pub use trimmed::{panel_mark, weighed_mark};
pub use unrankable::Unrankable;

pub use crate::competition::model::{Disconnected, Method, MethodError, MethodKind};

use facts::Facts;
use serde::{Deserialize, Serialize};

use crate::number::Exact;

/// Ranks under a method.
///
/// The order of sheets, entries and judges in the input does not matter.
///
/// # Errors
/// [`Unrankable`]: what the method cannot do with this input.
pub fn rank(input: &CheckedInput, method: &Method) -> Result<Ranking, Unrankable> {
    if let Some(found) = method.decimals.filter(|decimals| *decimals > Method::MOST_DECIMALS) {
        return Err(Unrankable::TooManyDecimals { found });
    }
    let facts = Facts::of(input);
    let (scores, fit) = match method.kind {
        MethodKind::Mean => (mean::scores(&facts, method.decimals), None),
        MethodKind::Trimmed => (trimmed::scores(input, &facts, method.decimals), None),
        MethodKind::Adjusted => adjusted::scores(input, &facts, method)?,
    };
    let (placements, unranked) = order::placed(input, &facts, &scores);
    let fit = fit.map(|fit| fit.in_order_of(&placements));
    Ok(Ranking { method: *method, placements, unranked, components: facts.components, mean: facts.mean, fit })
}

/// The entries of a track in order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// How it was made.
    pub method: Method,
    /// By place, within a shared place by the key of the entry.
    pub placements: Vec<Placement>,
    /// Entries without a scorecard that counts, in the order of the input.
    pub unranked: Vec<usize>,
    /// Into how many parts judges and entries fall when a scorecard joins its two. Above one, no judge links the parts,
    /// and their entries are compared on trust in the allocation alone.
    pub components: usize,
    /// The mean total over all scorecards; `None` without any.
    pub mean: Option<Exact>,
    /// What the scores of `adjusted` rest on; `None` of the other methods.
    pub fit: Option<Fit>,
}

/// The place of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Index of the entry in the input.
    pub entry: usize,
    /// 1 is the best; entries that share a place take as many: 1, 1, 3.
    pub place: u32,
    /// The published score of the method, rounded to its decimals when it has some.
    pub score: Exact,
    /// The mean of the judges' totals, unrounded.
    pub raw_mean: Exact,
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
