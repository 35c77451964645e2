//! The jury: invitation, conflicts of interest, assignment. Needs eligible entries; hands on who judges what.

pub mod api;
pub mod conduct_text;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod rules;
