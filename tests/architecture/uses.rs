//! What a file names: its `use` declarations, flattened, and paths in its code.

use crate::source::Source;

/// The stages, in the order of the mission.
pub const STAGES: [&str; 6] = ["accounts", "competition", "entries", "panel", "scores", "results"];

/// A path and the line on which it is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// From 1.
    pub line: usize,
    /// Its segments; `crate` first where it is of the same package.
    pub segments: Vec<String>,
}

impl Path {
    /// Whether it begins like this.
    pub fn starts_with(&self, segments: &[&str]) -> bool {
        self.segments.iter().map(String::as_str).take(segments.len()).eq(segments.iter().copied())
    }

    /// A segment.
    pub fn segment(&self, index: usize) -> &str {
        self.segments.get(index).map_or("", String::as_str)
    }
}

/// Every path a file names, with `self` and `super` resolved.
pub fn paths(source: &Source) -> Vec<Path> {
    let mut found = declared(source);
    found.extend(inline(&source.code));
    let module = module_of(&source.path);
    for path in &mut found {
        resolve(&module, &mut path.segments);
    }
    found
}

fn declared(source: &Source) -> Vec<Path> {
    let mut found = Vec::new();
    let mut begin = 0;
    while let Some(at) = source.code.get(begin..).and_then(|rest| rest.find("use ")).map(|at| at + begin) {
        begin = at + 4;
        let before = source.code.get(..at).unwrap_or_default();
        let starts = before.trim_end_matches([' ', '\t']).ends_with(['\n', ')'])
            || before.is_empty()
            || before.ends_with("pub ");
        let Some(tree) = source.code.get(begin..).and_then(|rest| rest.split(';').next()).filter(|_| starts) else {
            continue;
        };
        let line = before.matches('\n').count() + 1;
        let mut flat = Vec::new();
        flatten(&[], tree, &mut flat);
        found.extend(flat.into_iter().map(|segments| Path { line, segments }));
    }
    found
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn flatten(prefix: &[String], tree: &str, found: &mut Vec<Vec<String>>) {
    let tree = tree.trim();
    let Some((head, group)) = tree.split_once('{') else {
        let name = tree.split(" as ").next().unwrap_or(tree).trim();
        if !name.is_empty() {
            let own = name.split("::").map(|segment| segment.trim().to_owned()).filter(|segment| !segment.is_empty());
            found.push(prefix.iter().cloned().chain(own).collect());
        }
        return;
    };
    let group = group.rsplit_once('}').map_or(group, |(group, _)| group);
    let head = head.trim().trim_end_matches("::").split("::").map(|segment| segment.trim().to_owned());
    let prefix: Vec<String> = prefix.iter().cloned().chain(head.filter(|segment| !segment.is_empty())).collect();
    let (mut depth, mut begin) = (0_i32, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                flatten(&prefix, group.get(begin..at).unwrap_or_default(), found);
                begin = at + 1;
            }
            _ => {}
        }
    }
    flatten(&prefix, group.get(begin..).unwrap_or_default(), found);
}

/// Paths of two segments or more in the code.
fn inline(code: &str) -> Vec<Path> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
        for word in words.filter(|word| word.contains("::") && !word.ends_with("::")) {
            let segments = word.trim_matches(':').split("::").map(str::to_owned).filter(|s| !s.is_empty()).collect();
            found.push(Path { line: number + 1, segments });
        }
    }
    found
}

/// The module a file is: `app/src/entries/rules/form.rs` is `entries::rules::form`.
fn module_of(path: &str) -> Vec<String> {
    let inside = path.split_once("/src/").map_or(path, |(_, inside)| inside).trim_end_matches(".rs");
    let mut module: Vec<String> = inside.split('/').map(str::to_owned).collect();
    if matches!(module.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        module.pop();
    }
    module
}

fn resolve(module: &[String], segments: &mut Vec<String>) {
    let ups = segments.iter().take_while(|segment| *segment == "super").count();
    let own = segments.first().is_some_and(|first| first == "self");
    if ups == 0 && !own {
        return;
    }
    let kept = module.len().saturating_sub(ups);
    let rest = segments.split_off(ups + usize::from(own));
    *segments = std::iter::once("crate".to_owned()).chain(module.iter().take(kept).cloned()).chain(rest).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(path: &str, text: &str) -> Vec<String> {
        paths(&Source::new(path, text)).into_iter().map(|path| path.segments.join("::")).collect()
    }

    #[test]
    fn groups_are_flattened_and_relative_paths_resolved() {
        let text = "use crate::{a::{self, B as C}, d};\nuse super::{model::E, super::x};\npub use self::y;\nfn f() { crate::z::g() }";
        let found = named("app/src/entries/rules/form.rs", text);
        for expected in [
            "crate::a::self",
            "crate::a::B",
            "crate::d",
            "crate::entries::rules::model::E",
            "crate::entries::rules::form::y",
            "crate::z::g",
        ] {
            assert!(found.iter().any(|path| path == expected), "{expected} in {found:?}");
        }
    }
}
