//! Pages have no words of their own: every text comes from the dictionary of the reader's language. A heuristic over
//! text nodes and the attributes that are read out.

use super::Finding;
use crate::source::Source;

/// Attributes that people read or hear.
const SPOKEN: [&str; 7] = ["label=\"", "hint=\"", "title=\"", "placeholder=\"", "alt=\"", "aria-label=\"", "legend=\""];

/// Words in the text of pages.
pub fn check(source: &Source) -> Vec<Finding> {
    let drawn = source.path.starts_with("app/src/")
        && (source.path.contains("/pages/") || source.path.contains("/ui/") || source.path.ends_with("islands.rs"));
    if !drawn {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (at, _) in source.whole.match_indices('"') {
        let (before, after) =
            (source.whole.get(..at).unwrap_or_default(), source.whole.get(at + 1..).unwrap_or_default());
        let opened = before.trim_end();
        // What no language translates says so.
        let text_node =
            opened.ends_with('>') && !["=>", "->", "translate=\"no\">"].iter().any(|end| opened.ends_with(end));
        let spoken = SPOKEN
            .iter()
            .any(|attribute| before.ends_with(attribute.trim_end_matches('"')) && !in_name(before, attribute));
        if (text_node || spoken) && after.starts_with(char::is_alphabetic) {
            let line = before.matches('\n').count() + 1;
            findings.push(source.finding(line, "words of a page come from locales/, through td_string!"));
        }
    }
    findings
}

/// Whether the attribute is only the end of a longer name, as in `data-title=`.
fn in_name(before: &str, attribute: &str) -> bool {
    let start = before.len() + 1 - attribute.len();
    before.get(..start).unwrap_or_default().ends_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        let page = "app/src/entries/pages/list.rs";
        assert!(finds(check, page, "view! { <p>\"Hello\"</p> }"));
        assert!(finds(check, page, "view! { <p>\n   \"Hello\"</p> }"));
        assert!(finds(check, page, "view! { <TextField label=\"Name\"/> }"));
        assert!(finds(check, page, "view! { <nav aria-label=\"Menu\"></nav> }"));
        assert!(!finds(check, page, "view! { <p class=\"card\">{td_string!(l, entries.title)}</p> }"));
        assert!(!finds(check, page, "match x { A => \"badge\", B => \"b\" }"));
        assert!(!finds(check, page, "view! { <span>\" · \"</span> }"));
        assert!(!finds(check, page, "view! { <a translate=\"no\">\"PEACEapp\"</a> }"));
        assert!(!finds(check, "server/src/x.rs", "<p>\"Hello\"</p>"));
    }
}
