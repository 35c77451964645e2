//! Every statement about the jury. Reading and writing are apart: [`read`] and [`write`]; what everybody may know is
//! in [`jury`]; how ties are settled, in [`seeds`].

pub mod forbidden;
pub mod jury;
pub mod read;
pub mod seeds;
pub mod write;

/// What assigning looks at and how it proposes: later stages assign as this one does.
pub use super::{proposal, situation};
