//! One edition: tracks, rubric, timetable, rules, and the states it passes through. Hands on to every later stage what
//! is judged by which rule until when.

pub mod api;
pub mod islands;
pub mod message_text;
pub mod model;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod rights_text;
pub mod rules;
pub mod template;
