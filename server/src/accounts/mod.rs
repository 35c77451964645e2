//! The server's part of this stage.

pub mod operator_service;
pub mod service;
pub mod store;
