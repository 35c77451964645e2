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

#[test]
fn other_methods_are_refused_and_options_of_chance_change_nothing() {
    for method in ["trimmed", "adjusted"] {
        let run = rank(SCORES, &["--method", method]);
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains("--method mean"), "{}", run.err);
    }
    assert_eq!(rank(SCORES, &["--method", "luck"]).code, 2);
    let plain = rank(SCORES, &[]);
    let chance = rank(SCORES, &["--top", "1,3", "--seed", "4", "--draws", "10"]);
    assert_eq!((chance.code, &chance.out), (0, &plain.out));
    assert!(chance.err.contains("change nothing"), "{}", chance.err);
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
