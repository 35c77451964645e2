//! In a stage: model <- rules <- api <- pages; store <- service.

use super::Finding;
use crate::{
    source::Source,
    uses::{self, STAGES},
};

/// The layers of a stage from below; what is not among them (ranking, total) counts as rules.
const LAYERS: [&str; 4] = ["model", "rules", "api", "pages"];

fn height(layer: &str) -> usize {
    LAYERS.iter().position(|name| *name == layer).unwrap_or(1)
}

/// Imports of a layer from above.
pub fn check(source: &Source) -> Vec<Finding> {
    let Some((stage, layer)) = source.stage_of_app() else { return of_server(source) };
    if layer == "mod" {
        return Vec::new();
    }
    uses::paths(source)
        .into_iter()
        .filter(|path| path.starts_with(&["crate", stage]) && LAYERS.contains(&path.segment(2)))
        .filter(|path| height(path.segment(2)) > height(layer))
        .map(|path| source.finding(path.line, format!("{} is above {layer}", path.segments.join("::"))))
        .collect()
}

fn of_server(source: &Source) -> Vec<Finding> {
    let store = source.path.ends_with("/store.rs") || source.path.contains("/store/");
    if !store || !source.path.starts_with("server/src/") {
        return Vec::new();
    }
    uses::paths(source)
        .into_iter()
        .filter(|path| {
            path.starts_with(&["crate"]) && STAGES.contains(&path.segment(1)) && path.segment(2) == "service"
        })
        .map(|path| source.finding(path.line, "a store knows no service"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{super::finds, *};

    #[test]
    fn a_planted_mistake_is_found() {
        assert!(finds(check, "app/src/entries/model.rs", "use super::rules::may_edit;"));
        assert!(finds(check, "app/src/entries/rules/form.rs", "use crate::entries::api::Entries;"));
        assert!(finds(check, "app/src/entries/api.rs", "use super::pages::EntryPage;"));
        assert!(finds(check, "server/src/entries/store/write.rs", "use crate::entries::service::EntriesService;"));
        assert!(!finds(check, "app/src/entries/pages/list.rs", "use crate::entries::{api::Save, model::Entry};"));
        assert!(!finds(check, "server/src/entries/service.rs", "use super::store;"));
    }
}
