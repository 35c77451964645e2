//! Every Rust file is a module of another: what nobody names is not compiled, and its tests pass by not being there.

use super::Finding;
use std::collections::BTreeMap;

/// Files, by path from the root, that no file names.
pub fn check(files: &BTreeMap<String, String>) -> Vec<Finding> {
    files
        .keys()
        .filter(|path| !is_root(path) && !is_named(files, path))
        .map(|path| format!("{path}: no file has it as a module"))
        .collect()
}

/// Where a compilation begins.
fn is_root(path: &str) -> bool {
    ["/main.rs", "/lib.rs", "/build.rs"].iter().any(|end| path.ends_with(end))
}

/// A module is named by the file of its folder's own module, or by the root that is beside it.
fn is_named(files: &BTreeMap<String, String>, path: &str) -> bool {
    let module = path.strip_suffix("/mod.rs").or_else(|| path.strip_suffix(".rs")).unwrap_or(path);
    let Some((folder, name)) = module.rsplit_once('/') else {
        return false;
    };
    let named = format!("mod {name};");
    ["/mod.rs", "/main.rs", "/lib.rs", ".rs"]
        .iter()
        .filter_map(|end| files.get(&format!("{folder}{end}")))
        .any(|text| text.lines().any(|line| line.trim_end().ends_with(&named)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_planted_mistake_is_found() {
        let files = |list: &[(&str, &str)]| {
            list.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let sound = [
            ("tests/api/main.rs", "mod results;"),
            ("tests/api/results.rs", "mod moment;\npub(crate) mod votes;"),
            ("tests/api/results/moment.rs", ""),
            ("tests/api/results/votes/mod.rs", ""),
        ];
        assert_eq!(check(&files(&sound)), Vec::<String>::new());
        let lost =
            [("tests/api/main.rs", "mod results;"), ("tests/api/results.rs", ""), ("tests/api/results/moment.rs", "")];
        assert_eq!(check(&files(&lost)).len(), 1);
    }
}
