//! The browser part has no SQL and no sockets.

use super::{Finding, words};
use crate::source::Source;

const SERVER_ONLY: [&str; 4] = ["sqlx", "axum", "tokio", "leptos_axum"];

/// Names of server crates in `app`.
pub fn check(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("app/") {
        return Vec::new();
    }
    words(&source.code)
        .filter(|(_, word)| SERVER_ONLY.contains(word))
        .map(|(line, word)| source.finding(line, format!("{word} belongs to the server")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "app/src/entries/rules.rs", "use sqlx::FromRow;"));
        assert!(finds(check, "app/src/ui/page.rs", "fn f() { tokio::spawn(x) }"));
        assert!(!finds(check, "server/src/entries/store.rs", "use sqlx::FromRow;"));
        assert!(!finds(check, "app/src/ui/page.rs", "// tokio\nlet a = \"axum\";"));
    }
}
