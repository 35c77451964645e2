//! `peaceapp assign`.

use crate::program::{Run, run};
use serde_json::{Value, json};

const AFFINITY: &str = "entry,judge,affinity\nx,a,3\nx,b,2.5\ny,a,3\ny,b,1\n";

/// Runs it on these files.
fn assign(affinity: &str, conflicts: &str, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let (a, c) = (folder.path().join("affinity.csv"), folder.path().join("conflicts.csv"));
    std::fs::write(&a, affinity).expect("written");
    std::fs::write(&c, format!("entry,judge,kind,reason\n{conflicts}")).expect("written");
    let files = ["assign", "--affinity", a.to_str().expect("a path"), "--conflicts", c.to_str().expect("a path")];
    run(&[&files, more].concat())
}

fn json_of(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|_| panic!("no JSON: {run:?}"))
}

#[test]
fn the_best_answer_within_the_bounds() {
    let run = assign(AFFINITY, "", &["--reviews", "1", "--min-load", "1", "--max-load", "1"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let expected = json!({
        "optimum": 5.5, "affinity": 5.5, "missing": 0, "components": 2, "load": {"min": 1, "max": 1},
        "assignments": [{"entry": "x", "judge": "b"}, {"entry": "y", "judge": "a"}], "explanations": [],
    });
    assert_eq!(json_of(&run), expected);
    assert!(run.out.starts_with("{\"optimum\":5.5,\"affinity\":5.5,\"missing\":0,"), "{}", run.out);
}

#[test]
fn whole_amounts_are_whole_numbers_and_balance_may_cost_affinity() {
    let run = assign("entry,judge,affinity\nx,a,3\nx,b,1\ny,a,3\ny,b,1\n", "", &["--reviews", "1", "--balance"]);
    let answer = json_of(&run);
    assert_eq!(
        (&answer["optimum"], &answer["affinity"], &answer["load"]),
        (&json!(6), &json!(4), &json!({"min": 1, "max": 1}))
    );
}

#[test]
fn conflicts_bar_or_are_avoided() {
    let hard = assign(AFFINITY, "y,a,hard,sister\n", &["--reviews", "1"]);
    assert!(!hard.out.contains("{\"entry\":\"y\",\"judge\":\"a\"}"), "{}", hard.out);
    let soft = assign(AFFINITY, "y,a,soft,acquainted\n", &["--reviews", "1"]);
    assert!(soft.out.contains("{\"entry\":\"y\",\"judge\":\"b\"}"), "{}", soft.out);
    let needed = assign(AFFINITY, "y,a,soft,acquainted\n", &["--reviews", "2"]);
    assert_eq!(needed.code, 0, "a soft conflict is taken where nothing else is feasible");
}

#[test]
fn bounds_that_cannot_be_met_are_explained() {
    let run = assign(AFFINITY, "y,a,hard,sister\n", &["--reviews", "2", "--max-load", "2"]);
    assert_eq!(run.code, 1);
    let answer = json_of(&run);
    assert_eq!(answer["missing"], 1);
    let expected = json!([
        "entry y lacks 1 of 2 reviews: judges who may review it: 1",
        "would be enough: one judge more who may review y",
        "would be enough: one review less for y",
    ]);
    assert_eq!(answer["explanations"], expected);
    assert!(run.err.contains("the bounds cannot be met"), "{}", run.err);

    let full = assign(AFFINITY, "", &["--reviews", "2", "--max-load", "1"]);
    assert_eq!(json_of(&full)["missing"], 2);
    assert!(full.out.contains("need 4 reviews and share judges (a, b) who can take 2 in all"), "{}", full.out);

    let idle = assign(AFFINITY, "", &["--reviews", "1", "--min-load", "2", "--max-load", "2"]);
    assert_eq!(idle.code, 1);
    assert!(idle.out.contains("too few"), "{}", idle.out);
}

#[test]
fn the_same_seed_gives_the_same_answer_as_csv_too() {
    let flat = "entry,judge,affinity\nx,a,1\nx,b,1\nx,c,1\ny,a,1\ny,b,1\ny,c,1\n";
    let answer = |seed: &str| assign(flat, "", &["--reviews", "1", "--seed", seed, "--format", "csv"]).out;
    assert_eq!(answer("7"), answer("7"));
    assert!((0..20).any(|seed| answer(&seed.to_string()) != answer("7")));
    assert!(answer("7").starts_with("entry,judge\r\nx,"), "{}", answer("7"));
}

#[test]
fn errors_name_the_place() {
    let bad = assign("entry,judge,affinity\nx,a,many\n", "", &["--reviews", "1"]);
    assert_eq!((bad.code, bad.out.as_str()), (1, ""));
    assert!(bad.err.contains("affinity.csv, line 2, column affinity"), "{}", bad.err);
    assert_eq!(assign(AFFINITY, "", &["--reviews", "1", "--min-load", "3", "--max-load", "2"]).code, 2);
    assert_eq!(assign(AFFINITY, "", &[]).code, 2);
    let stranger = assign(AFFINITY, "z,a,hard,\n", &["--reviews", "1"]);
    assert_eq!(stranger.code, 0);
    assert!(stranger.err.contains("line 2"), "{}", stranger.err);
}

#[test]
fn two_camps_are_joined_at_the_least_cost() {
    let mut affinity = String::from("entry,judge,affinity\n");
    for (entry, judge) in ["w", "x", "y", "z"].iter().flat_map(|entry| ["a", "b", "c", "d"].map(|judge| (entry, judge)))
    {
        let near = (*entry < "y") == (judge < "c");
        let fit = if near {
            "1"
        } else if (*entry, judge) == ("x", "c") {
            "0.75"
        } else {
            "0.5"
        };
        affinity += &format!("{entry},{judge},{fit}\n");
    }
    let run = assign(&affinity, "", &["--reviews", "2", "--max-load", "2"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let answer = json_of(&run);
    assert_eq!(
        (&answer["optimum"], &answer["affinity"], &answer["components"]),
        (&json!(8), &json!(7.25), &json!(1)),
        "{}",
        run.out
    );
    let said = answer["explanations"][0].as_str().expect("a line");
    assert!(said.contains("exchanged judges") && said.ends_with("affinity given up: 0.75"), "{said}");
}

#[test]
fn remedies_say_what_they_leave() {
    let run = assign(AFFINITY, "", &["--reviews", "2", "--max-load", "1"]);
    let explanations = json_of(&run)["explanations"].to_string();
    for remedy in ["one entry more for judge a", "one entry more for judge b", "one judge more who may review x, y"] {
        assert!(explanations.contains(&format!("would leave 1 missing: {remedy}")), "{explanations}");
    }
}

#[test]
fn strange_input_has_a_clear_answer() {
    let refused = |affinity: &str, expected: &str| {
        let run = assign(&format!("entry,judge,affinity\n{affinity}"), "", &["--reviews", "1"]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{affinity}: {run:?}");
        assert!(run.err.contains(expected), "{affinity}: {}", run.err);
    };
    refused("x,a,NaN\n", "line 2, column affinity");
    refused("x,a,inf\n", "line 2, column affinity");
    refused("x,a,\n", "line 2, column affinity");
    refused("x,a,99999999999999999999\n", "line 2, column affinity");
    refused("x,a,9000000000000\nx,b,9000000000000\n", "too large");
    refused("x,a,1\nx,a,2\n", "line 3");

    let negative = assign("entry,judge,affinity\nx,a,-2\nx,b,-1\n", "", &["--reviews", "1"]);
    assert_eq!((negative.code, &json_of(&negative)["affinity"]), (0, &json!(-1)));
    let nothing = assign("entry,judge,affinity\n", "", &["--reviews", "3"]);
    assert_eq!((nothing.code, &json_of(&nothing)["assignments"]), (0, &json!([])));
    let many = assign(AFFINITY, "", &["--reviews", "3"]);
    assert_eq!((many.code, &json_of(&many)["missing"]), (1, &json!(2)));
    assert!(many.out.contains("entry x lacks 1 of 3 reviews: judges who may review it: 2"), "{}", many.out);
}

#[test]
fn a_judge_in_conflict_with_all_is_left_out() {
    let run = assign(AFFINITY, "x,a,hard,\ny,a,hard,\n", &["--reviews", "1", "--max-load", "1"]);
    assert_eq!((run.code, &json_of(&run)["missing"]), (1, &json!(1)));
    assert!(!run.out.contains("\"judge\":\"a\""), "{}", run.out);
    assert!(run.out.contains("share judges (b) who can take 1 in all"), "{}", run.out);
    let idle = assign(AFFINITY, "x,a,hard,\ny,a,hard,\n", &["--reviews", "1", "--min-load", "1", "--max-load", "2"]);
    assert!(idle.out.contains("judge a has 0 of at least 1 entries: 1 too few; 0 are allowed"), "{}", idle.out);
}
