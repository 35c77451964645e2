//! `tests -> server -> app`, `verifier -> app`, and nothing else.

use super::Finding;

/// Packages that each of ours may not depend on.
const FORBIDDEN: [(&str, &[&str]); 3] = [
    ("app", &["server", "tests", "verifier", "sqlx", "axum", "tokio", "leptos_axum", "hyper", "object_store"]),
    ("server", &["tests", "verifier"]),
    ("verifier", &["server", "tests", "sqlx", "axum", "tokio", "leptos_axum", "hyper", "object_store"]),
];

/// Dependencies in the wrong direction.
pub fn check(package: &str, manifest: &str) -> Vec<Finding> {
    let forbidden = FORBIDDEN.iter().find(|(name, _)| *name == package).map_or(&[][..], |(_, list)| list);
    let mut in_dependencies = false;
    let mut findings = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies");
        }
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        if in_dependencies && forbidden.contains(&name) {
            findings.push(format!("{package} depends on {name}"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(!check("app", "[dependencies]\nsqlx = \"0.9\"").is_empty());
        assert!(!check("app", "[dev-dependencies]\nserver.workspace = true").is_empty());
        assert!(!check("server", "[dependencies]\ntests = { path = \"../tests\" }").is_empty());
        assert!(check("server", "[[test]]\nname = \"cli\"\n[dependencies]\napp.workspace = true").is_empty());
    }
}
