//! Why a method gives no ranking.

use super::Method;

/// What a method cannot do with an input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrankable {
    /// The panel is in parts that no judge links, so that what judges differ cannot be told from what entries differ.
    #[error(
        "the panel is in {parts} parts that no judge links: entries of different parts cannot be compared. Assign judges \
         across the parts, or declare that judges were given to entries at random"
    )]
    Disconnected {
        /// How many.
        parts: usize,
    },
    /// `adjusted` needs to know to how many decimals its scores are rounded: without that no two scores are equal.
    #[error("the adjusted method needs the number of decimals to which scores are rounded")]
    NoDecimals,
    /// More decimals than numbers hold.
    #[error("scores are rounded to {most} decimals at most, not to {found}", most = Method::MOST_DECIMALS)]
    TooManyDecimals {
        /// As declared.
        found: u32,
    },
    /// Weighing judges by their scatter needs the whole inverse of the equations, which is too large.
    #[error(
        "the scatter of judges can be weighed with up to {most} judges or entries, whichever are fewer; here they are {found}"
    )]
    TooLargeForJudgeNoise {
        /// The smaller number of judges and entries.
        found: usize,
        /// The most.
        most: usize,
    },
}
