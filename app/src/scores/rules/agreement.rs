//! How far judges read the rubric alike. It decides nothing: organisers and judges look at it.

mod alpha;
mod levels;

pub use alpha::{Metric, Strength, alpha, float};
pub use levels::{Readings, differs, level_use, middle, two_readings};
