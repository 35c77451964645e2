//! The server's part of this stage.

pub mod proposal;
pub mod service;
pub mod situation;
pub mod store;
