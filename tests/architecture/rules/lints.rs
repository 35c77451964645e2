//! A lint that is silenced says why and is checked to be needed: `#[expect(.., reason)]`.

use super::Finding;
use crate::source::Source;

/// Lints that are allowed.
pub fn check(source: &Source) -> Vec<Finding> {
    source
        .code
        .lines()
        .enumerate()
        .filter(|(_, line)| line.contains("#[allow(") || line.contains("#![allow("))
        .map(|(number, _)| source.finding(number + 1, "write #[expect(.., reason = ..)]"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "server/src/a.rs", "#[allow(dead_code)]\nfn f() {}"));
        assert!(finds(check, "app/src/a.rs", "#![allow(clippy::all)]"));
        assert!(!finds(check, "app/src/a.rs", "#[expect(clippy::x, reason = \"because\")]"));
    }
}
