//! Every statement of this stage.

pub mod deliberation;
pub mod pack;
pub mod prizes;
pub mod public_entry;
pub mod read;
pub mod retention;
pub mod statistics;
pub mod write;
