//! The server's part of this stage.

pub mod service;
pub mod store;
