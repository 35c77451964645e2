//! A stage imports only from the stages to its left, and of those only what is pure.

use super::Finding;
use crate::{
    source::Source,
    uses::{self, STAGES},
};

/// What a stage shows to those on its right.
const SHOWN: [&str; 4] = ["model", "rules", "total", "ranking"];

fn place(stage: &str) -> Option<usize> {
    STAGES.iter().position(|name| *name == stage)
}

/// Imports of a stage from its right, or of more than models and rules.
pub fn check(source: &Source) -> Vec<Finding> {
    let in_app = source.path.starts_with("app/src/");
    let Some(own) =
        source.path.split_once("/src/").and_then(|(_, rest)| rest.split_once('/')).and_then(|(stage, _)| place(stage))
    else {
        return Vec::new();
    };
    let drawn = source.path.contains("/pages/");
    let mut findings = Vec::new();
    for path in uses::paths(source) {
        // The server knows the stages of both packages.
        let of_app = path.segment(0) == if in_app { "crate" } else { "app" };
        let of_server = !in_app && path.segment(0) == "crate";
        let Some(other) = place(path.segment(1)).filter(|other| *other != own && (of_app || of_server)) else {
            continue;
        };
        let named = path.segments.join("::");
        if other > own {
            findings.push(source.finding(path.line, format!("{named} is to the right of this stage")));
        } else if in_app && drawn && path.segment(2) == "pages" {
            // A page may have a part of a page to its left in it: the tabs of organisers' pages.
        } else if in_app && !SHOWN.contains(&path.segment(2)) {
            findings.push(source.finding(path.line, format!("{named} is not for other stages: only {SHOWN:?} are")));
        } else if of_server && !matches!(path.segment(2), "store" | "") {
            findings.push(source.finding(path.line, format!("{named} is not for other stages: only the store is")));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "app/src/entries/rules.rs", "use crate::{ids::EntryId, panel::model::Judge};"));
        assert!(finds(check, "app/src/panel/pages/list.rs", "use crate::entries::api::save;"));
        assert!(finds(check, "app/src/panel/rules.rs", "use super::super::scores::model::Score;"));
        assert!(finds(check, "server/src/entries/service.rs", "use crate::panel::store::read;"));
        assert!(finds(check, "server/src/entries/service.rs", "use app::panel::model::Judge;"));
        assert!(finds(check, "server/src/panel/service.rs", "use crate::entries::service::EntriesService;"));
        assert!(finds(check, "app/src/panel/rules.rs", "use crate::entries::pages::tabs;"));
        assert!(!finds(check, "app/src/panel/pages/list.rs", "use crate::entries::pages::tabs;"));
        assert!(!finds(check, "app/src/panel/rules.rs", "use crate::entries::{model::Entry, rules};"));
        assert!(!finds(check, "server/src/panel/service.rs", "use crate::entries::store::read;"));
    }
}
