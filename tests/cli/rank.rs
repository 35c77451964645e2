//! `peaceapp rank`.

use crate::program::{Run, run};
use serde_json::Value;

fn rank(scores: &str, more: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("scores.csv");
    std::fs::write(&path, scores).expect("written");
    run(&[&["rank", "--scores", path.to_str().expect("a path")], more].concat())
}

const SCORES: &str =
    "entry,judge,criterion,score\nx,a,play,4\nx,a,reach,5\ny,a,play,5\ny,a,reach,4\nz,a,play,\nz,a,reach,\n";

#[test]
fn json_and_csv() {
    let run = rank(SCORES, &["--tie", "criterion:play"]);
    assert_eq!(run.code, 0);
    let answer: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(
        (&answer["placements"][0]["entry"], &answer["placements"][0]["tie_broken_by"]),
        (&"y".into(), &"criterion:play".into())
    );
    assert!(run.err.contains("not ranked, as nobody could assess them: z"), "{}", run.err);
    let csv = rank(SCORES, &["--format", "csv"]);
    assert!(csv.out.starts_with("entry,place,score,raw_mean,scorecards"), "{}", csv.out);
}

/// Every judge scored most entries.
const TOTALS: &str = "entry,judge,total\nx,a,80\nx,b,84\nx,c,70\ny,a,70\ny,b,73\nz,b,60\nz,c,52\nw,a,66\nw,c,61\n";

#[test]
fn every_method_answers_with_its_doubt() {
    for method in ["mean", "trimmed", "adjusted"] {
        let run = rank(TOTALS, &["--method", method, "--top", "1,2", "--seed", "4", "--draws", "500"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let answer: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(answer["method"], method);
        let first = &answer["placements"][0];
        assert_eq!((&first["entry"], &first["rank_low"]), (&"x".into(), &1.into()), "{method}");
        assert!(first["p_top"]["2"].as_f64().expect("a probability") > 0.5);
    }
    let all = rank(TOTALS, &["--method", "mean,adjusted", "--decimals", "1", "--draws", "50"]);
    let answers: Value = serde_json::from_str(&all.out).expect("JSON");
    assert_eq!((&answers[0]["method"], &answers[1]["method"]), (&"mean".into(), &"adjusted".into()));
    assert_eq!(rank(TOTALS, &["--method", "luck"]).code, 2);
    assert_eq!(rank(TOTALS, &["--method", "adjusted", "--decimals", "9"]).code, 1);
}

#[test]
fn parts_that_no_judge_links_are_not_compared_unless_it_was_chance() {
    let apart = "entry,judge,total\nx,a,80\ny,b,70\n";
    let run = rank(apart, &["--method", "adjusted"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("2 parts"), "{}", run.err);
    assert_eq!(rank(apart, &["--method", "adjusted", "--random-allocation"]).code, 0);
}

#[test]
fn errors_name_the_place() {
    let bad = rank("entry,judge,criterion,score\nx,a,play,good\n", &[]);
    assert_eq!((bad.code, bad.out.as_str()), (1, ""));
    assert!(bad.err.contains("scores.csv, line 2, column score"), "{}", bad.err);
    assert_eq!(rank(SCORES, &["--tie", "coin"]).code, 2);
    assert_eq!(run(&["rank"]).code, 2);
    assert_eq!(run(&["rank", "--scores", "/nowhere/scores.csv"]).code, 1);
}
