//! Statements are in stores.

use super::Finding;
use crate::source::Source;

/// How a statement begins.
const VERBS: [&str; 12] = [
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "WITH ",
    "CREATE TABLE ",
    "DROP TABLE ",
    "ALTER TABLE ",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "PRAGMA ",
];

fn may_hold_sql(path: &str) -> bool {
    path.ends_with("/store.rs")
        || path.contains("/store/")
        || path.starts_with("server/src/db/")
        || path.starts_with("server/src/audit/")
}

/// Statements elsewhere.
pub fn check(source: &Source) -> Vec<Finding> {
    if may_hold_sql(&source.path) {
        return Vec::new();
    }
    source
        .strings
        .iter()
        .filter(|literal| VERBS.iter().any(|verb| literal.text.trim_start().starts_with(verb)))
        .map(|literal| source.finding(literal.line, "SQL outside a store"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        let text = "let x = \"\n   SELECT id FROM entry\";";
        assert!(finds(check, "server/src/entries/service.rs", text));
        assert!(!finds(check, "server/src/entries/store/read.rs", text));
        assert!(!finds(check, "server/src/entries/service.rs", "// SELECT \nlet x = \"Select a track\";"));
    }
}
