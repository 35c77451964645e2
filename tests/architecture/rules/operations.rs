//! A server function gets its port, calls it and returns: one expression, under an address written down.

use super::Finding;
use crate::source::Source;
use std::collections::BTreeSet;

/// A server function: the line of its attribute, the attribute's strings, its body.
struct Operation<'s> {
    line: usize,
    attribute: &'s str,
    body: &'s str,
}

fn operations(source: &Source) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    let mut begin = 0;
    while let Some(at) = source.code.get(begin..).and_then(|rest| rest.find("#[server")).map(|at| at + begin) {
        let rest = source.code.get(at..).unwrap_or_default();
        begin = at + 8;
        // The attributes of arguments have the same name.
        if ["#[server(default)]", "#[server(flatten)]"].iter().any(|argument| rest.starts_with(argument)) {
            continue;
        }
        let (Some(close), Some(open)) = (rest.find(']'), rest.find('{')) else { continue };
        let line = source.code.get(..at).unwrap_or_default().matches('\n').count() + 1;
        let attribute = rest.get(..close).unwrap_or_default();
        found.push(Operation { line, attribute, body: block(rest.get(open..).unwrap_or_default()) });
    }
    found
}

/// What is between the brace that the text begins with and its partner.
fn block(text: &str) -> &str {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += match c {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        if depth == 0 {
            return text.get(1..at).unwrap_or_default();
        }
    }
    text
}

/// Whether a body gets its port, calls it and returns. What was posted may be gathered into one value before: such a
/// `let` decides nothing and waits for nothing.
fn is_a_call(body: &str) -> bool {
    let mut statements: Vec<&str> = body.split(';').map(str::trim).collect();
    let last = statements.pop().unwrap_or_default();
    let gathers = |statement: &&str| {
        statement.starts_with("let ") && ![".await", "?", "if ", "match "].iter().any(|word| statement.contains(word))
    };
    let calls = ["crate::services::services()", "services()"].iter().any(|start| last.starts_with(start));
    calls && statements.iter().all(gathers)
}

/// The address of an operation: the literal on its line.
fn name<'s>(source: &'s Source, operation: &Operation<'_>) -> Option<&'s str> {
    source.strings.iter().find(|literal| literal.line == operation.line).map(|literal| literal.text.as_str())
}

/// Every address in a file.
pub fn names(source: &Source) -> Vec<String> {
    operations(source).iter().filter_map(|operation| name(source, operation)).map(str::to_owned).collect()
}

/// Addresses that two operations have.
pub fn repeated(names: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    names.iter().filter(|name| !seen.insert(name.as_str())).cloned().collect()
}

/// Operations with a body of several statements, without an address, or elsewhere than in their stage's `api`.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for operation in operations(source) {
        if !is_a_call(operation.body) {
            findings.push(source.finding(operation.line, "a server function gets its port, calls it and returns"));
        }
        let stage = source.stage_of_app();
        let own = stage.filter(|(_, layer)| *layer == "api").map(|(stage, _)| format!("{stage}/"));
        let named = operation.attribute.contains("endpoint") && name(source, &operation).is_some();
        let fits = own.zip(name(source, &operation)).is_some_and(|(own, name)| name.starts_with(&own));
        if !named || !fits {
            findings
                .push(source.finding(operation.line, "its endpoint is written down as stage/verb, in the stage's api"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    const GOOD: &str = "#[server(endpoint = \"entries/save\")]\npub async fn save() -> R { crate::services::services().entries.save().await }";

    #[test]
    fn a_planted_mistake_is_found() {
        let api = "app/src/entries/api.rs";
        assert!(!finds(check, api, GOOD));
        let with = |statement: &str| GOOD.replace("crate::services", &format!("{statement} crate::services"));
        assert!(!finds(check, api, &with("let form = Form { title };")));
        assert!(!finds(check, api, &GOOD.replace("save()", "save(#[server(default)] a: String)")));
        assert!(finds(check, api, &with("check(title);")));
        assert!(finds(check, api, &with("let form = read(title)?;")));
        assert!(finds(check, api, &GOOD.replace("(endpoint = \"entries/save\")", "")));
        assert!(finds(check, api, &GOOD.replace("entries/save", "panel/save")));
        assert!(finds(check, "app/src/entries/pages/form.rs", GOOD));
        let twice = names(&Source::new(api, &format!("{GOOD}\n{GOOD}")));
        assert_eq!(repeated(&twice), ["entries/save"]);
    }
}
