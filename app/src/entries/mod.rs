//! Teams write and submit entries; organisers let in what belongs in. Needs a competition that is open; hands on
//! eligible entries with frozen contents.

pub mod api;
pub mod archive;
pub mod islands;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod rules;
pub mod views;
