//! Only services open transactions, and the few parts of the server that are no stage and have a write of their own.

use super::Finding;
use crate::source::Source;

const OTHERS: [&str; 5] = [
    "server/src/http/kept.rs",
    "server/src/auth/session.rs",
    "server/src/request.rs",
    "server/src/housekeeping.rs",
    "server/src/db/",
];

fn may_write(path: &str) -> bool {
    path.ends_with("service.rs") || path.contains("/service/") || OTHERS.iter().any(|other| path.starts_with(other))
}

/// Transactions elsewhere.
pub fn check(source: &Source) -> Vec<Finding> {
    if may_write(&source.path) {
        return Vec::new();
    }
    let opens = |line: &str| {
        [".write(|", ".write(move", ".write_unkeyed(", ".begin()", ".begin_with("]
            .iter()
            .any(|call| line.contains(call))
            || line.contains("db.write(")
    };
    source
        .code
        .lines()
        .enumerate()
        .filter(|(_, line)| opens(line))
        .map(|(number, _)| source.finding(number + 1, "a transaction outside a service"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "server/src/entries/store.rs", "db.write(move |tx| x)"));
        assert!(finds(check, "server/src/http/page.rs", "self.0.write_unkeyed(job)"));
        assert!(finds(check, "server/src/entries/store.rs", "pool.begin().await"));
        assert!(!finds(check, "server/src/entries/service/submit.rs", "self.0.write(|tx| x)"));
        assert!(!finds(check, "server/src/config.rs", "options.write(true)"));
    }
}
