//! Every statement of this stage.

pub mod analysis;
pub mod appeal;
pub mod comment;
pub mod deliberation;
pub mod feedback;
pub mod pack;
pub mod prizes;
pub mod public_entry;
pub mod read;
pub mod retention;
pub mod statistics;
pub mod write;
