//! `cfg(feature)` chooses whole modules: what is drawn on the server only, and what wakes the islands.

use super::Finding;
use crate::source::Source;

const CHOSEN: [&str; 2] = ["pub mod pages;", "pub fn hydrate()"];

/// Other uses of features in `app`.
pub fn check(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("app/src/") {
        return Vec::new();
    }
    let lines: Vec<&str> = source.code.lines().collect();
    let mut findings = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        if !line.contains("feature =") {
            continue;
        }
        let chosen = lines
            .iter()
            .skip(number + 1)
            .map(|line| line.trim())
            .find(|line| !line.starts_with("#[") && !line.is_empty());
        let alone = line.trim().starts_with("#[cfg(feature");
        if !alone || !chosen.is_some_and(|chosen| CHOSEN.iter().any(|start| chosen.starts_with(start))) {
            findings.push(source.finding(number + 1, "features choose only pages and hydrate()"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        let rules = "app/src/entries/rules.rs";
        assert!(finds(check, rules, "#[cfg(feature = \"ssr\")]\nfn secret() {}"));
        assert!(finds(check, "app/src/lib.rs", "#[cfg(feature = \"ssr\")]\npub mod ui;"));
        assert!(finds(check, rules, "if cfg!(feature = \"ssr\") { x() }"));
        assert!(!finds(check, "app/src/entries/mod.rs", "#[cfg(feature = \"ssr\")]\npub mod pages;"));
        assert!(!finds(check, "app/src/lib.rs", "#[cfg(feature = \"hydrate\")]\n#[wasm]\npub fn hydrate() {}"));
    }
}
