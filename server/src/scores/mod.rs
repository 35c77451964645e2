//! The server's part of this stage.

pub mod files;
pub mod service;
pub mod store;
