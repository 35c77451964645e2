//! The rules, one in each file.

use crate::source::Source;

pub mod compiled;
pub mod engines;
pub mod features;
pub mod layers;
pub mod length;
pub mod lints;
pub mod operations;
pub mod packages;
pub mod permits;
pub mod purity;
pub mod sql;
pub mod stages;
pub mod transactions;
pub mod words;

/// What is wrong and where.
pub type Finding = String;

/// A rule: what it finds wrong in a file.
pub type Rule = fn(&Source) -> Vec<Finding>;

/// Every word of a line of code, with the line's number.
pub fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    code.lines().enumerate().flat_map(|(number, line)| {
        line.split(|c: char| !(c.is_alphanumeric() || c == '_')).map(move |word| (number + 1, word))
    })
}

/// Whether a rule finds anything in a file with this path and text.
#[cfg(test)]
pub fn finds(rule: Rule, path: &str, text: &str) -> bool {
    !rule(&Source::new(path, text)).is_empty()
}
