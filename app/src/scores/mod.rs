//! Judges score entries on the rubric. Needs assignments; hands on submitted scorecards.

pub mod api;
pub mod islands;
pub mod keeping;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod rules;
pub mod total;
