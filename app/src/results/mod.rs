//! Ranking, awards, publication. Needs submitted scorecards; hands on the page that anyone can check.

pub mod api;
pub mod model;
pub mod pack;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod ranking;
pub mod rules;
