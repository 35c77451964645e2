//! Assignments of real bids (AAMAS 2015: 613 papers, 201 reviewers), whose best total is known from another solver.

use crate::{program::Program, report::Report};
use serde_json::{Value, json};
use std::{collections::BTreeMap, ffi::OsStr, path::Path};

const BIDS: &str = "aamas2015.csv";
const MOST: u64 = 12;

/// Three reviews each, at most twelve entries a judge; and again with nine at least.
pub fn check(program: &Program, folder: &Path, report: &mut Report) {
    let bids = folder.join(BIDS);
    for (least, optimum) in [(0, json!(1406.25)), (9, json!(1357.5))] {
        let least_text = least.to_string();
        let mut args: Vec<&OsStr> = vec!["assign".as_ref(), "--affinity".as_ref(), bids.as_os_str()];
        args.extend(["--reviews", "3", "--max-load", "12", "--min-load", &least_text].map(OsStr::new));
        let answer = program.ask(&args);
        report.same(&format!("{BIDS}, 3 reviews, {least} to {MOST} entries: affinity"), &optimum, &answer["affinity"]);
        report.same("  the best total", &optimum, &answer["optimum"]);
        let (mut loads, mut reviews) = (BTreeMap::new(), BTreeMap::new());
        for pair in answer["assignments"].as_array().expect("pairs") {
            *loads.entry(key(&pair["judge"])).or_insert(0_u64) += 1;
            *reviews.entry(key(&pair["entry"])).or_insert(0_u64) += 1;
        }
        let fair = loads.len() == 201 && loads.values().all(|load| (least..=MOST).contains(load));
        let whole = reviews.len() == 613 && reviews.values().all(|count| *count == 3);
        report.same("  613 entries with 3 reviews, 201 judges within their loads", &(true, true), &(whole, fair));
    }
}

fn key(value: &Value) -> String {
    value.as_str().expect("a key").to_owned()
}
