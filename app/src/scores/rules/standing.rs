//! How an entry stands before it is ranked.

use crate::number::Exact;

/// How an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Fewer scorecards than the rules promise.
    pub short: bool,
    /// From the lowest total to the highest; `None` below two.
    pub spread: Option<Exact>,
    /// The spread is over what the rules allow.
    pub wide: bool,
}

/// How an entry with so many submitted scorecards and these totals stands.
pub fn standing(submitted: usize, totals: &[Exact], reviews_per_entry: u32, disparity_points: u32) -> Standing {
    let spread = match (totals.iter().max(), totals.iter().min()) {
        (Some(highest), Some(lowest)) if totals.len() > 1 => Some(highest.sub(lowest)),
        _ => None,
    };
    let limit = Exact::from_integer(i128::from(disparity_points));
    Standing {
        short: u32::try_from(submitted).is_ok_and(|submitted| submitted < reviews_per_entry),
        wide: spread.as_ref().is_some_and(|spread| *spread > limit),
        spread,
    }
}
