//! Judges score entries on the rubric. Needs assignments; hands on submitted scorecards.

pub mod api;
pub mod islands;
pub mod keeping;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod report_text;
pub mod rules;
pub mod total;
