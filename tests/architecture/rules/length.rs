//! A file is read at one go.

use super::Finding;
use crate::source::Source;

const LONGEST: usize = 400;

/// Files that are too long.
pub fn check(source: &Source) -> Vec<Finding> {
    let too_long = source.lines > LONGEST;
    too_long.then(|| source.finding(source.lines, format!("more than {LONGEST} lines"))).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "server/src/a.rs", &"x;\n".repeat(401)));
        assert!(!finds(check, "server/src/a.rs", &"x;\n".repeat(400)));
    }
}
