//! The server's part of this stage.

pub mod files;
pub mod pack_files;
pub mod service;
pub mod store;

pub mod rank_command;
pub mod rank_input;
pub mod rank_report;
