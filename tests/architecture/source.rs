//! The files of the workspace.

use crate::lexer::{self, Text};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// A source file, taken apart.
#[derive(Debug)]
pub struct Source {
    /// Its path from the root, with `/`.
    pub path: String,
    /// As it is, without the tests at its end.
    pub whole: String,
    /// Without comments, and with empty string literals.
    pub code: String,
    /// Its string literals.
    pub strings: Vec<Text>,
    /// How many lines it has, tests included.
    pub lines: usize,
}

impl Source {
    /// A file with this path and text.
    pub fn new(path: &str, text: &str) -> Self {
        let whole = without_tests(text).to_owned();
        let (code, strings) = lexer::take_apart(&whole);
        Self { path: path.to_owned(), whole, code, strings, lines: text.lines().count() }
    }

    /// A finding in this file.
    pub fn finding(&self, line: usize, what: impl std::fmt::Display) -> String {
        format!("{}:{line}: {what}", self.path)
    }

    /// The stage of the browser part it belongs to, and its layer: `entries`, `pages`.
    pub fn stage_of_app(&self) -> Option<(&str, &str)> {
        let (stage, rest) = self.path.strip_prefix("app/src/")?.split_once('/')?;
        let layer = rest.split('/').next()?;
        crate::uses::STAGES.contains(&stage).then_some((stage, layer.trim_end_matches(".rs")))
    }

    /// Whether it is a file of tests only.
    fn is_test(path: &str) -> bool {
        path.contains("/tests/") || path.ends_with("/tests.rs")
    }
}

/// The text up to the module of unit tests, which comes last by custom.
fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]\nmod tests {").map_or(text, |at| text.get(..at).unwrap_or(text))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace").to_owned()
}

/// The path from the root, with `/`.
fn name(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/")
}

/// Every Rust file of `app` and `server` that is not a test.
pub fn workspace() -> Vec<Source> {
    let root = root();
    let mut paths = Vec::new();
    for folder in ["app/src", "server/src"] {
        collect(&root.join(folder), &mut paths);
    }
    paths.sort();
    paths
        .iter()
        .map(|path| (name(&root, path), std::fs::read_to_string(path).expect("text")))
        .filter(|(path, _)| !Source::is_test(path))
        .map(|(path, text)| Source::new(&path, &text))
        .collect()
}

/// Every Rust file, by its path from the root.
pub fn every_file() -> BTreeMap<String, String> {
    let root = root();
    let mut paths = Vec::new();
    for folder in ["app", "server", "tests", "verifier"] {
        collect(&root.join(folder), &mut paths);
    }
    paths.iter().map(|path| (name(&root, path), std::fs::read_to_string(path).expect("text"))).collect()
}

/// The text of everything that may hold a test.
pub fn tests() -> String {
    let mut paths = Vec::new();
    for folder in ["app/src", "server/src", "tests/api", "tests/cli", "tests/permissions", "tests/store"] {
        collect(&root().join(folder), &mut paths);
    }
    let specs = std::fs::read_dir(root().join("tests/e2e")).expect("a folder");
    paths.extend(
        specs.map(|file| file.expect("an entry").path()).filter(|path| path.to_string_lossy().ends_with(".spec.mjs")),
    );
    paths.iter().map(|path| std::fs::read_to_string(path).expect("text")).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// The manifests, by package.
pub fn manifests() -> Vec<(String, String)> {
    ["app", "server", "tests"]
        .map(|package| {
            let text = std::fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
            (package.to_owned(), text)
        })
        .to_vec()
}

/// A file of the workspace.
pub fn text(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("text")
}

/// The names of all tables, as the migrations make them.
pub fn tables() -> Vec<String> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(root().join("migrations/sqlite")).expect("migrations") {
        let sql = std::fs::read_to_string(entry.expect("a file").path()).expect("text");
        let made = sql.lines().filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split(' ').next());
        names.extend(made.map(str::to_owned));
        // A table that is built anew under another name, to change what it refuses.
        for (old, new) in sql.lines().filter_map(|line| line.strip_prefix("ALTER TABLE ")?.split_once(" RENAME TO ")) {
            names.retain(|name| name != old);
            names.push(new.trim_end_matches(';').to_owned());
        }
    }
    names
}
