//! Every statement of this stage.

pub mod read;
pub mod write;
