//! Judges score entries on the rubric. Needs assignments; hands on submitted scorecards.

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod total;
